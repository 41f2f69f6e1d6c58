"""What every chosen sentence has to be, whatever the text and the method: it stands alone and repeats nothing."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.document import Source
from cleanup.readers.markdown import read_markdown
from cleanup.summary import METHODS, summarize_text
from cleanup.summary.article import view_article
from cleanup.summary.select import same
from cleanup.text.blocks import detect_blocks
from cleanup.text.reading import Reading

PLAIN = (
    "The council of Aldersbrook closed the old bridge to lorries on Monday after engineers had found two cracks in it.",
    "A new bridge would cost eleven million, and the county has refused to pay its share since 2019.",
    "Shop owners in Mill Street fear for their customers, who now have to drive around the harbor.",
    "The harbor office said that boats can pass under the bridge as before, day and night.",
    "Nine thousand vehicles crossed the river on a usual day, most of them on their way to the factory.",
    "Engineers from the university will measure the piers again in October with divers and sound.",
)
LEANING = (
    "But nobody had told the drivers about any of this before the barrier went down.",
    "He called the decision a disgrace for the town and left the room.",
    "They had asked for the same thing in three letters that nobody answered.",
    "This is why the mayor wants a ferry for the summer months.",
    "Instead, the money went into a new roof for the swimming pool.",
    "Last year he had voted for the repair of the bridge himself.",
    "In 2019, it paid for a survey that was never printed.",
    "While she said so, the first lorries were already turning around in the yard.",
    "“We will not wait for another winter like the last one.”",
    "“The bridge was safe when I crossed it,” he said after the meeting.",
    "As a result, nobody has crossed the river by lorry since the spring.",
    "At that moment, the barrier went down before the first lorry.",
    "In all such cases the county pays for the detour of the buses.",
    "The inspection also had to count the lorries that stood in the yard.",
    "(Again, the ferry would have cost much less than that.)",
    "One of them lost the money that was meant for the new roof.",
    "Two of them had no brakes when they crossed the river.",
    "We can order them from the chandler, who has the right diameter in stock.",
    "To wake them up, the harbor office rings a bell at six.",
    "Soak them overnight in cold water from the well.",
    "In reading these, it is useful to know that the bridge has four piers.",
    "The engineers say that some of these could be mended by the spring.",
    "Okay, that crack was found by a diver two years ago.",
    "Especially on the day on which the ferry from the island comes in.",
    "Specifically, the drivers of the factory held a count of all the lorries.",
    "First off, move the barrier away and save the lamp on it.",
)
NEVER = (
    "Why was the bridge not repaired when there was still money for it?",
    "By Ann Lund",
    "Photo: the old bridge in the evening light, seen from the harbor",
    "Published 4 May 2021",
    "Drivers look at the closed barrier of the bridge in Aldersbrook, May 4, 2021.",
    "Watch the lorries turn around at the barrier »",
    "The mayor said this about the bridge and the money that it needs:",
    "“Nobody asked us before the bridge was closed. We read of it in the paper,” a driver said to the reporter.",
    "Lund, Roe, Marsh, Hale, Okafor, Reed, Moe.",
    "For more information on the closure, see the page of the harbor office.",
    "Note: the figures of the county were changed after this was written in the spring of 2019.",
    "This article was first published in the yearbook of the harbor office in the spring.",
    "Reprinted from the yearbook of the harbor office with the permission of its editors.",
    "Good morning, and take a seat wherever you find one in this cold hall.",
    "Please look at the plan of the bridge behind me while we wait for the others.",
    "Cc'd to the list of the drivers, since they will want to read about the bridge.",
    "See more at the page that the harbor office has for its drivers.",
    "I look forward to all of your questions about the bridge and its piers.",
    "In this interview, learn more about the bridge and about the people who built it.",
    "A long list of the lorries that crossed the bridge in May is reproduced below.",
    "The term of the closure is specified in Section 6 of the order.",
)
SHORT_TEXT = "The bridge is closed to lorries now. It will open again."


def article(pieces: list[str], breaks: list[bool]) -> str:
    text = ""
    for piece, new in zip(pieces, breaks, strict=False):
        alone = piece in NEVER or new
        text += piece + ("\n\n" if alone else " ")
    return text


def pieces() -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from([*PLAIN, *PLAIN, *LEANING, *NEVER]), min_size=1, max_size=16)


@settings(max_examples=150, deadline=None)
@given(pieces(), st.lists(st.booleans(), min_size=16, max_size=16), st.integers(1, 6))
def test_default_stands_alone(parts: list[str], breaks: list[bool], count: int) -> None:
    text = article([PLAIN[0], *parts], [True, *breaks])
    blocks = detect_blocks(text)
    views = view_article(Reading(text, blocks, "en")).sentences
    chosen = {s.start: s for s in summarize_text(text, blocks=blocks, language="en", sentences=count).sentences}
    picked = [v for v in views if v.start in chosen]
    assert len(picked) == len(chosen) <= count
    for view in picked:
        assert view.barred is None
        assert not view.text.endswith(("?", ":"))
        assert view.text not in NEVER
        if view.text in LEANING:  # its antecedent, or the sentence before it, comes along
            assert view.leans
            assert views[view.index - 1].start in chosen
        for opening, closing in ("“”", "«»"):
            assert view.text.count(opening) == view.text.count(closing)
    assert not any(same(a, b) for a, b in combinations(picked, 2))


@settings(max_examples=40, deadline=None)
@given(pieces(), st.lists(st.booleans(), min_size=16, max_size=16), st.sampled_from(METHODS[1:]), st.data())
def test_named_methods_keep_out_what_is_barred_or_flagged(
    parts: list[str], breaks: list[bool], method: str, data: st.DataObject
) -> None:
    text = "The old bridge of Aldersbrook\n\n" + article([PLAIN[0], *parts], [True, *breaks])
    blocks = detect_blocks(text)
    flagged = data.draw(st.sampled_from(PLAIN[1:]))
    at = text.find(flagged)
    keep_out = [(at + 3, at + 9)] if at >= 0 else []
    summary = summarize_text(
        text, blocks=blocks, title="The old bridge of Aldersbrook", language="en", method=method, sentences=5, keep_out=keep_out
    )
    views = {v.start: v for v in view_article(Reading(text, blocks, "en"), "The old bridge of Aldersbrook", keep_out).sentences}
    assert summary.sentences
    for sentence in summary.sentences:
        view = views[sentence.start]
        assert view.barred is None
        assert view.kind not in ("heading", "caption")
        assert sentence.text not in NEVER
        assert not any(a < sentence.end and sentence.start < b for a, b in keep_out)
    picked = [views[s.start] for s in summary.sentences]
    assert not any(same(a, b) for a, b in combinations(picked, 2))


@pytest.mark.parametrize("opener", LEANING)
def test_written_leaning_sentences_lean(opener: str) -> None:
    text = PLAIN[0] + " " + opener
    assert [v.leans for v in view_article(Reading(text, (), "en")).sentences] == [False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        *PLAIN,
        "It is clear that the bridge cannot carry lorries before the summer of next year.",
        "There is no money left for another survey of the four piers.",
        "This week the divers will go down to the piers for the first time.",
        "In 2019, the county paid for a survey that was never printed.",
        "Last year the mayor had voted for the repair of the bridge himself.",
        "While he was on the bridge, Ann Lund counted eleven lorries in an hour.",
        "“The bridge was safe when I crossed it,” the mayor said after the meeting.",
        "Now it is clear that nobody will pay for the bridge.",
        "As a result of the closure, nobody has crossed the river by lorry since spring.",
        "This guide tells drivers how to reach the factory by way of the harbor.",
        "In this report the county sets out what a new bridge would cost.",
        "In addition to the bridge, two ferries were closed to lorries.",
        "Officials said they would close the second bridge in the autumn.",
        "The driver said he had seen the crack on his way to the factory.",
        "I think it is time to ask the county for a new bridge.",
        "To lower its toll, Aldersbrook sold the ferry to the county.",
        "It came to the ears of the mayor that a driver had moved the barrier at night.",
        "It was in the spring of 1901 that the first ferry crossed the river.",
    ],
)
def test_sentences_that_stand_alone_do_not_lean(sentence: str) -> None:
    text = PLAIN[5] + " " + sentence
    assert not any(v.leans for v in view_article(Reading(text, (), "en")).sentences)


def test_where_everything_leans_something_is_still_chosen() -> None:
    assert len(summarize_text(" ".join(LEANING[:4]), language="en", sentences=2).sentences) >= 1
    assert summarize_text(SHORT_TEXT, language="en", sentences=1).sentences[0].text.startswith("The bridge")


@pytest.mark.parametrize("name", ["J. K. Rowe", "K. Rowe"])
def test_a_name_keeps_its_initials_at_the_start(name: str) -> None:
    first = f"{name} closed the old bridge of Aldersbrook to lorries on Monday after engineers had found two cracks in it."
    chosen = summarize_text("\n\n".join((first, *PLAIN[1:4])), language="en", sentences=2).sentences
    assert chosen[0].text == first


def bars_of(text: str) -> dict[str, str | None]:
    return {v.text: v.barred for v in view_article(Reading(text, None, "en")).sentences}


def test_what_is_quoted_from_a_mail_is_not_chosen() -> None:
    thread = (
        "On Monday Ann wrote:\n\n> The pump of the greenhouse stops after an hour, whatever I set it to.\n"
        "> I have changed the filter twice without any success.\n\n"
        "The valve behind the pump has to be opened by a quarter turn before it is switched on.\n"
    )
    chosen = [s.text for s in summarize_text(thread, language="en").sentences]
    assert chosen == ["The valve behind the pump has to be opened by a quarter turn before it is switched on."]


INTERVIEW = """The radio from the attic

Ann Lund has built radios in an attic for thirty years, and last week she sold the last one.

EDITOR: Now, a lot of people would like to know how this began, and I have heard many stories.

LUND: My sister gave me a broken radio, and I took it apart on the kitchen floor.

EDITOR: What did your parents say about the kitchen floor?

LUND: Nobody noticed anything, since we all ate in the garden in those months.

EDITOR: How many radios have you built in all these years?

LUND: Nine hundred radios left the attic, and eleven of them came back for repair.
"""


def test_an_interview_is_summed_up_without_labels_and_without_who_asks() -> None:
    summary = summarize_text(INTERVIEW, title="The radio from the attic", language="en", sentences=3)
    assert summary.article_kind == "interview"
    chosen = [s.text for s in summary.sentences]
    assert chosen[0].startswith("Ann Lund has built radios")
    assert not any("EDITOR" in s or "LUND" in s or "a lot of people" in s for s in chosen)
    for sentence in summary.sentences:
        assert INTERVIEW[sentence.start : sentence.end] == sentence.text


def test_an_answer_needs_its_question() -> None:
    text = "Ann Lund sells radios from an attic in Mill Street. How many did she build? Nine hundred radios left the attic."
    last = view_article(Reading(text, (), "en")).sentences[-1]
    assert last.leans


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Read our [guide to the river][guide] before you go out on the water.", "markup"),
        ("The page {% data site.name %} tells you how to reach the harbor by bus.", "markup"),
        ("THE OLD BRIDGE OF ALDERSBROOK AND THE LORRIES.", "heading"),
        ("of the county, who had to open all the letters before the mayor.", "starts in the middle"),
    ],
)
def test_what_is_no_sentence_of_the_article_is_not_chosen(line: str, why: str) -> None:
    assert bars_of("\n\n".join([*PLAIN, line]))[line] == why


def test_a_text_in_lower_case_or_in_capitals_is_summed_up_all_the_same() -> None:
    for text in (" ".join(PLAIN).lower(), " ".join(PLAIN).upper()):
        assert len(summarize_text(text, language="en").sentences) == 3


def test_a_text_in_sections_opens_with_what_it_is_about() -> None:
    text = """Harbor Office 3.2 is out

We are pleased to announce version 3.2 of Harbor Office, which counts boats by night.

## Counting

The counter moved to the stable set in this version. It no longer needs a lamp.

## Tides

The tide table moved to the stable set in this version. It covers ten more harbors.

## Removed

The paper log moved to the archive in this version. Nobody had used it since spring.
"""
    blocks = detect_blocks(text)
    summary = summarize_text(text, blocks=blocks, title="Harbor Office 3.2 is out", language="en", sentences=2)
    assert summary.article_kind == "reference"
    assert summary.sentences[0].text.startswith("We are pleased to announce version 3.2")


def test_what_nobody_has_introduced_does_not_enter_the_summary_of_a_tale() -> None:
    text = (
        "I once found a lamp under the stairs of a house in Mill Street, and I still do not know who put it there. "
        "I asked my neighbors about it, and my neighbors laughed at me for a week.\n\n"
        "A friend of mine came by in the evening and looked at the wires behind the wall.\n\n"
        "I turned it on with my left hand. I heard a bell somewhere in the house, and I went upstairs to look.\n\n"
        "The bell was on the roof, where I had never been, and my friend rang it again and again.\n\n"
        "The bell was as old as the house, and my friend and I looked at the house and the roof from above.\n\n"
        "We went down to my kitchen after an hour. We drank my tea and looked at our hands.\n\n"
        "I never touched my lamp again, and I never let my neighbors know what I had seen on the roof."
    )
    summary = summarize_text(text, language="en", sentences=3)
    assert summary.article_kind == "essay"
    chosen = [s.text for s in summary.sentences]
    assert chosen[0].startswith("I once found a lamp")
    passed = {p.text: p.why for p in summary.passed_over}
    assert any(t.startswith("The bell") and why == "speaks of something that was not introduced" for t, why in passed.items())
    bell = [k for k, sentence in enumerate(chosen) if sentence.startswith("The bell")]
    assert all(any("a bell" in before for before in chosen[:k]) for k in bell)


FRIAR = """The stone in the kettle

A soup of stones is cooked at the fair of Almer every spring, and nobody pays for a plate.

A friar once knocked at the door of the mill and asked for a kettle with water in it.

The friar took a stone out of his bag and laid it into the kettle before the miller could ask.

Wanda Kessingholt brought two onions from the cellar, because she wanted to see how this would end.

Before the evening came, Kessingholt had fetched carrots, beans and a piece of bacon from the loft.

Twelve kettles are set up on the meadow today, and a stone lies on the ground of each of them.
"""


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("kind", ["text", "guide"])
def test_nobody_enters_a_summary_unintroduced(count: int, kind: str) -> None:
    text = (
        FRIAR
        if kind == "text"
        else FRIAR + "\nHow to cook it\n\n1. Wash your stone.\n2. Boil your water.\n3. Ask your neighbors.\n"
    )
    chosen = [s.text for s in summarize_text(text, title="The stone in the kettle", language="en", sentences=count).sentences]
    assert chosen
    assert not any(s.startswith("The friar") for s in chosen) or any(s.startswith("A friar") for s in chosen)
    assert not any(s.startswith("Before the evening") for s in chosen) or any(s.startswith("Wanda") for s in chosen)


def test_the_title_introduces_and_so_does_the_text_what_everybody_knows() -> None:
    text = (
        PLAIN[0] + " A ferry replaces it. " + " ".join(PLAIN[1:3]) + " The ferry crosses the river twice an hour, says London."
    )
    untitled = view_article(Reading(text, (), "en")).sentences[-1]
    assert [sorted(group) for group in untitled.needs] == [["ferry"]]
    first = summarize_text(text, title="How the ferry of Aldersbrook helps", language="en", sentences=6).sentences
    assert any(s.text.startswith("The ferry crosses") for s in first)


NOTED = """Sharpening a plane

Editor's note: this text is from 1996. The shop that it names was closed in the year after that.

A plane cuts well when its iron is sharp over the whole width and flat on its back.

Thank you for reading this far, and enjoy your time in the shop with the new iron!

You need two stones, one of them with a coarse grain, and a few drops of oil on each of them.

1. Lay your iron on one of the stones.

2. Push it forward with both of your hands until you feel a burr along the edge.

Your iron will keep its edge for a week if you wipe it with oil after the work.
"""


def test_a_guide_is_summed_up_by_its_prose_without_notes_and_thanks() -> None:
    chosen = [s.text for s in summarize_text(NOTED, title="Sharpening a plane", language="en", sentences=3).sentences]
    assert [s.split()[0] + " " + s.split()[1] for s in chosen] == ["A plane", "You need", "Your iron"]


CLAUSES = """Terms of the reading room

1.1 The reading room is open to everybody who holds a card of the library.

1.2 A card is valid for one year and is renewed on request without a fee.

2.1 Members who have not returned a book after two letters lose their card for a month.
"""


def test_the_number_of_a_clause_is_no_part_of_it() -> None:
    chosen = summarize_text(CLAUSES, title="Terms of the reading room", language="en", sentences=3).sentences
    assert len(chosen) == 3
    assert all(s.text[0].isalpha() and CLAUSES[s.start : s.end] == s.text for s in chosen)


TRANSCRIPT = """Remarks at the opening of the lock

The President. The lock was built by nine hundred people in less than four years.

Audience members. Hear, hear!

The President. It lifts eleven ships a day, and each of them saves two days on the way to the coast.

Audience members. Louder!

The President. The county paid for the gates, and the towns along the river paid for the road.

Audience members. We did!
"""


REMARKS = """We opened the lock of Aldersbrook after less than four years of work. (Applause.)

(Laughter.) The county paid for all the gates, and the towns along the river paid for the road.[3]

The eleven ships of the first day — (cheers) — waited for us until the evening of that day.

Nine hundred people worked at the lock in the winter before it was opened.* [Music]
"""


def test_remarks_of_a_transcript_and_marks_of_notes_are_no_part_of_a_sentence() -> None:
    chosen = [s.text for s in summarize_text(REMARKS, language="en", sentences=4).sentences]
    assert chosen == [
        "We opened the lock of Aldersbrook after less than four years of work.",
        "The county paid for all the gates, and the towns along the river paid for the road.",
        "Nine hundred people worked at the lock in the winter before it was opened.",
    ]


LAW = """(1) Keeper of the lock.

The county shall appoint a keeper of the lock, who shall live in the house beside the lower gate.

(2) Duties.

The keeper shall open the gates from sunrise to sunset for every ship that has paid its toll.
"""


def test_numbered_headings_of_a_law_are_no_sentences() -> None:
    bars = bars_of(LAW)
    assert bars.pop("Keeper of the lock.") == "heading"
    assert bars.pop("Duties.") is not None
    assert set(bars.values()) == {None}


def test_questions_that_are_set_off_are_not_chosen() -> None:
    asked = (
        "Tell us a bit about the radios that you have built.",
        "Tell us what your parents said.",
        "Tell us what sold best.",
    )
    answers = INTERVIEW.split("\n\n")[3::2]
    text = "\n\n".join(
        f"**{question}**\n\n{answer.partition(': ')[2]}" for question, answer in zip(asked, answers, strict=True)
    )
    document = read_markdown(text, Source())
    views = view_article(document.reading).sentences
    assert [v.text for v in views if v.barred == "heading"] == list(asked)
    bold = "\n\n".join(f"**{line}**" for line in PLAIN)
    assert not any(v.barred for v in view_article(read_markdown(bold, Source()).reading).sentences)  # nothing is set off in it
    alone = view_article(read_markdown("\n\n".join(text.split("\n\n")[:2]), Source()).reading).sentences
    assert alone[0].barred is None  # one such paragraph may be the lead


def test_labels_of_a_transcript_are_no_part_of_what_is_said() -> None:
    chosen = [s.text for s in summarize_text(TRANSCRIPT, title="Remarks at the opening of the lock", language="en").sentences]
    assert chosen
    assert not any("The President." in s or "Audience" in s for s in chosen)
