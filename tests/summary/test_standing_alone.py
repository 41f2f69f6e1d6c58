"""What every chosen sentence has to be, whatever the text and the method: it stands alone and repeats nothing."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
)
NEVER = (
    "Why was the bridge not repaired when there was still money for it?",
    "By Ann Lund",
    "Photo: the old bridge in the evening light, seen from the harbor",
    "Published 4 May 2021",
    "Watch the lorries turn around at the barrier »",
    "The mayor said this about the bridge and the money that it needs:",
    "“Nobody asked us before the bridge was closed. We read of it in the paper,” a driver said to the reporter.",
    "Lund, Roe, Marsh, Hale, Okafor, Reed, Moe.",
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
