"""The title stage: which lines are the title again, and which only look like it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup.api import Cleaner
from cleanup.context import Context
from cleanup.core.ledger import apply_edits
from cleanup.document import Document
from cleanup.stages.title.stage import FOUND, TitleStage

SEED = Path(__file__).parents[3] / "seeds" / "000_f250bf3dc0c16488.txt"
TITLE = "Harbor Bridge to Close for Repairs"
BODY = (
    "The bridge over the harbor will be closed for three weeks from Monday, the city said.",
    "Drivers are asked to use the tunnel, which will be free of charge until the work is done.",
    "Two cables have to be replaced, and the deck will get a new surface.",
)


def cleaned(text: str, title: str | None = None, **meta: str) -> str:
    document = Document(text=text, title=title, meta=meta)
    stage = TitleStage()
    edits = list(stage.propose(document, Context()))
    assert all(e.scope == "block" and not e.replacement for e in edits)
    result = apply_edits(text, edits)
    again = Document(text=result, title=title, meta=meta)
    assert not list(stage.propose(again, Context())), "the stage must settle"
    return result


def article(*more: str, top: str | None = TITLE) -> str:
    return "\n\n".join([*([top] if top else []), *BODY, *more])


@pytest.mark.parametrize(
    "repeat",
    [
        TITLE,
        TITLE.upper(),
        TITLE.lower(),
        f"# {TITLE}",
        f"“{TITLE}”",
        f"* {TITLE}",
        f"{TITLE} | The Daily Harbor",
        f"The Daily Harbor - {TITLE}",
        f"{TITLE} – Harbor News",
        "Harbor Bridge to Close for Re…",
        "Harbor Bridge to Close...",
        f"{TITLE}...",
        f"By Ann Lee, 3 March 2024 | {TITLE}",
        f"{TITLE} | By Ann Lee",
        f"{TITLE}, by Ann Lee",
        f"{TITLE} 4 min read",
        "Harbor  Bridge to\u00a0Close for Repairs",
        # cut
        "Harbor Bridge to Close […]",
        "Harbor Bridge to Close (...)",
        "Harbor Bridge to Clo… Read more",
        "Harbor Bridge to Close... - The Daily Harbor",
        # sections and site
        f"Home > News > Local News > {TITLE}",
        f"Home » Traffic » {TITLE}",
        f"{TITLE} | Traffic | The Daily Harbor",
        # bylines
        f"{TITLE} By Ann Lee",
        f"{TITLE} By Ann M. O’Leary-Lee",
        f"By Ann Lee | {TITLE}",
        # captions and notes
        f"Photo: {TITLE}",
        f"Image: “{TITLE}”",
        f"{TITLE} (photos)",
        f"{TITLE} [Updated]",
        # comments, share bars, feeds
        f"3 comments on “{TITLE}”",
        f"One thought on “{TITLE}”",
        f"Leave a Reply to {TITLE}",
        f"You are reading: {TITLE}",
        f"You're currently reading “{TITLE}”.",
        f"Now reading: {TITLE}",
        f"Share this article: {TITLE}",
        f"Permalink to {TITLE}",
        f"The post {TITLE} appeared first on The Daily Harbor.",
    ],
)
@pytest.mark.parametrize("title", [TITLE, None])
def test_repeats_go(repeat: str, title: str | None) -> None:
    assert cleaned(article(repeat), title) == article()
    assert cleaned("\n\n".join([TITLE, BODY[0], repeat, *BODY[1:]]), title) == article()


@pytest.mark.parametrize(
    "heading",
    [
        "Harbor Bridge to Close for Repairs Again",
        "Why the Harbor Bridge Has to Close for Repairs",
        "Harbor Bridge",
        f"{TITLE}: Questions and Answers",
        f"{TITLE}, Then for Good.",
        f"{TITLE}. Drivers must use the tunnel.",
        "Harbor Bridge to Close for Repaving",
        f"{TITLE}, the council said",
        "Repairs",
        "Harbor...",
        f"{TITLE} by Night and Day",
        f"{TITLE} ~ Materials:",
        f"{TITLE} By the Numbers",
        f"{TITLE} By and By",
        f"Video: {TITLE}",
        f"Next: {TITLE}",
        f"Traffic: {TITLE}",
        f"Comments by Readers on Why {TITLE}",
        f"The post {TITLE} was a hoax.",
        f"Share your photos of {TITLE}",
        f"Two replies to the question why {TITLE}",
        f"The Council > The Port > The Ferry > The Tunnel > The Old Road > The New Road > {TITLE}",
        "Harbor Bridge to Close [Map]",
        "Harbor Bridge to Stay Open...",
    ],
)
@pytest.mark.parametrize("title", [TITLE, None])
def test_resembling_lines_stay(heading: str, title: str | None) -> None:
    text = article(heading, "It will open again in June, with a ceremony and a fair.")
    assert cleaned(text, title) == text


def test_a_stated_title_need_not_stand_in_the_text() -> None:
    assert cleaned(article(TITLE, top=None), TITLE) == article(top=None)
    assert cleaned("\n\n".join(["3 March 2024", TITLE, *BODY]), TITLE) == "\n\n".join(["3 March 2024", *BODY])


def test_the_copy_at_the_top_stays() -> None:
    text = article()
    assert cleaned(text, TITLE) == text
    assert cleaned(text, f"{TITLE} | The Daily Harbor") == text
    assert cleaned(text) == text


def test_a_title_over_two_lines_stays_whole() -> None:
    text = "\n".join(["- - -", "Harbor News", *BODY])
    assert cleaned(text, "- - - Harbor News") == text
    assert cleaned(f"{text}\nHarbor News", "- - - Harbor News") == text


def test_site_name_in_the_stated_title() -> None:
    stated = f"{TITLE} | The Daily Harbor"
    assert cleaned(article(TITLE, top=None), stated) == article(top=None)
    assert cleaned(article(TITLE), stated, site="The Daily Harbor") == article()
    stated = "Coffee - dailyharbor"
    assert cleaned(article("Coffee", top=None), stated, url="https://www.dailyharbor.com/c") == article(top=None)


@pytest.mark.parametrize("url", ["https://www.dailyharbor.com/2024/a", "https://dailyharbor.co.uk/b.html"])
@pytest.mark.parametrize("title", [TITLE, None])
def test_site_name_before_a_colon_where_the_site_is_known(title: str | None, url: str) -> None:
    assert cleaned(article(f"Daily Harbor: {TITLE}"), title, url=url) == article()
    other = article(f"River Bulletin: {TITLE}")
    assert cleaned(other, title, url=url) == other


def test_short_titles_are_no_part_of_a_phrase() -> None:
    text = "\n\n".join(["Share the Road", *BODY, "Now Reading Share the Road", *BODY])
    assert cleaned(text) == text


def test_short_titles_repeat_only_at_the_end() -> None:
    lines = ["Coffee", BODY[0], "Coffee", BODY[1], "Tea", *BODY, "Sugar", "Coffee"]
    assert cleaned("\n\n".join(lines)) == "\n\n".join(lines[:-1])


def test_refrains_stay() -> None:
    stanza = [
        "The harbor sleeps beneath the moon,",
        "The lamps go out along the quay,",
        "The Harbor Sleeps",
        "And every gull has left the dune,",
        "And every boat has gone to sea.",
    ]
    song = "\n".join(["The Harbor Sleeps", "", *stanza, "", *stanza])
    assert cleaned(song) == song
    assert cleaned(song, "The Harbor Sleeps") == song
    many = "\n\n".join([TITLE, *(line for part in BODY for line in (part, TITLE, part, TITLE))])
    assert cleaned(many, TITLE) == many


@pytest.mark.parametrize("text", ["", "\n\n", TITLE, f"{TITLE}\n\n{TITLE}", "one\ntwo\none"])
def test_too_little_to_judge(text: str) -> None:
    assert cleaned(text) == text


def test_a_sentence_is_no_title() -> None:
    first = "The bridge is closed,"
    text = "\n".join([first, *BODY, first, BODY[0]])
    assert cleaned(text) == text


def test_the_seed_loses_its_second_title() -> None:
    text = SEED.read_text(encoding="utf-8")
    for title in (None, "Belgium's State Security Service Inspected Huawei"):
        result = cleaned(text, title)
        assert "Belgium's State" not in result
        assert result.count("State Security Service Inspected Huawei") == 1
        assert result.startswith("Belgium’s State Security Service Inspected Huawei\n")
        assert len(text) - len(result) == len("\n\nBelgium's State Security Service Inspected Huawei")


def test_five_megabytes_in_one_line() -> None:
    text = "harbor " * 800_000
    assert cleaned(text, TITLE) == text
    lines = "\n".join(["Harbor"] + ["bridge"] * 200_000)
    assert cleaned(lines) == lines


def lone() -> tuple[str, str]:
    """The seed without its first line, so that its only title stands in the footer; and that title."""
    lines = SEED.read_text(encoding="utf-8").split("\n")
    return "\n".join(lines[1:]).strip(), "Belgium's State Security Service Inspected Huawei"


def test_a_lone_title_near_the_end_goes_and_is_the_title() -> None:
    text, title = lone()
    result = cleaned(text)
    assert title not in result
    assert len(text) - len(result) == len(title) + 2
    with Cleaner(skip=("grammar", "boilerplate", "summary", "keywords")) as cleaner:
        done = cleaner.clean(text)
        assert done.title == title
        assert f"# {title}\n" in done.to_markdown()
        (edit,) = [d for d in done.ledger if d.accepted and d.edit.rule == FOUND]
        assert done.undo(edit.id).text.count(title) == 1


def test_a_lone_title_is_looked_for_in_english_only() -> None:
    text, _ = lone()
    document = Document(text=text, language="de")
    assert not list(TitleStage().propose(document, Context()))


@pytest.mark.parametrize("heading", ["Conclusion", "Huawei", "What Comes Next", "Lobbying in Brussels and the Parliament"])
def test_a_last_heading_is_no_title(heading: str) -> None:
    text, title = lone()
    text = text.replace(title, heading)
    assert cleaned(text) == text


# Lines that begin with capitals are joined by nobody: they may be verse.
WRAPPED = "Of Members and Staff of the Lower House, Parliament\n{}"


@pytest.mark.parametrize(
    "more", ["{}\n to members of the lower house", "Note:\n    {}", "{} of the\n\nHouse", "With the\n\n{}", WRAPPED]
)
def test_the_first_line_of_a_paragraph_is_no_title(more: str) -> None:
    text, title = lone()
    text = text.replace(title, more.format(title))
    assert cleaned(text) == text


def test_a_title_below_the_date_closes_the_text() -> None:
    lines = ["3 March 2024", "By Ann Lee", TITLE, *BODY, *BODY, *BODY, TITLE.upper()]
    assert cleaned("\n\n".join(lines)) == "\n\n".join(lines[:-1])


@pytest.mark.parametrize("below", [TITLE, TITLE.upper(), f"{TITLE} | The Daily Harbor"])
@pytest.mark.parametrize(
    "above",
    [
        ["3 March 2024", "By Ann Lee"],
        ["Share", "Tweet", "Save"],
        [f"Home > News > {TITLE}"],
        ["Traffic", "5 min read"],
    ],
)
def test_a_title_below_other_lines_at_the_top_closes_the_text(above: list[str], below: str) -> None:
    opening = [line for line in above if TITLE not in line]
    kept = [*opening, TITLE, *BODY, *BODY, *BODY]
    text = "\n\n".join([*above, TITLE, *BODY, *BODY, *BODY, TITLE, "Comments", below])
    assert cleaned(text) == "\n\n".join([*kept, "Comments"])


def test_contents_and_the_chapters_they_list_stay() -> None:
    chapters = ["What You Need to Know First", "How to Close a Bridge Safely", "Where the Traffic Goes"]
    body = [line for chapter, part in zip(chapters, BODY, strict=True) for line in (chapter, part, BODY[0])]
    for listed in (chapters, ["Contents", *chapters], ["Contents", *(f"{i}. {c}" for i, c in enumerate(chapters, 1))]):
        text = "\n\n".join([*listed, *body])
        assert cleaned(text) == text


MARKET = (
    "The covered market of Aldersbrook will stay open until midnight on Fridays from the first week of May.",
    "Traders had asked the council for longer hours since two supermarkets opened beyond the ring road.",
    "Aldersbrook counts forty stalls in the market, most of them run by families for three generations.",
    "Late hours were tried for a month last autumn, and the market took a third more on those evenings.",
    "The council will pay for guards and for cleaning, and it will look at the figures again in October.",
    "Neighbors of the market were against the plan at first, fearing noise from vans after dark.",
    "Vans will now have to leave by ten, and the square in front of the market stays closed to cars.",
    "Similar markets in the region have had late hours for years without many complaints.",
)
MARKET_TITLE = "Aldersbrook Market to Stay Open Until Midnight on Fridays"
MARKET_URL = "https://www.example.org/news/2024/05/aldersbrook-market-to-stay-open-until-midnight-on-fridays-83912.html"


@pytest.mark.parametrize("after", [[], ["Comments"], ["Share this", "3 comments"]])
def test_a_lone_title_that_the_address_spells_goes(after: list[str]) -> None:
    kept = [*MARKET, *after]
    text = "\n\n".join([*MARKET, MARKET_TITLE, *after])
    assert cleaned(text, url=MARKET_URL) == "\n\n".join(kept)
    # with its repeats in other forms
    text = "\n\n".join([*MARKET, MARKET_TITLE, *after, f"{MARKET_TITLE} | The Example"])
    assert cleaned(text, url=MARKET_URL) == "\n\n".join(kept)


def test_a_lone_title_before_the_last_paragraph_goes_in_capitals_too() -> None:
    for line in (MARKET_TITLE, MARKET_TITLE.upper()):
        text = "\n\n".join([*MARKET[:-1], line, MARKET[-1]])
        assert cleaned(text, url=MARKET_URL) == "\n\n".join(MARKET)


def test_a_lone_title_that_the_address_spells_goes_in_any_language() -> None:
    body = [
        "Die Markthalle von Erlenbach bleibt ab Mai jeden Freitag bis Mitternacht geöffnet, teilte die Stadt mit.",
        "Die Händler hatten seit zwei Jahren darum gebeten, abends länger verkaufen zu dürfen.",
        "Im Oktober will der Rat die Zahlen prüfen und dann neu entscheiden.",
    ]
    title = "Erlenbacher Markthalle öffnet freitags länger"
    url = "https://www.example.de/stadt/erlenbacher-markthalle-oeffnet-freitags-laenger-4711.html"
    text = "\n\n".join([*body, title])
    assert cleaned(text, url=url) == "\n\n".join(body)
    assert cleaned(text, url="https://www.example.de/stadt/4711.html") == text


@pytest.mark.parametrize(
    "heading",
    [
        "Late Hours in Other Markets of the Region",
        "Why Was the Market of Aldersbrook Closed So Early?",
        "What Traders Say",
        "Related: Two Supermarkets Open Beyond the Ring Road",
        "- Aldersbrook Market to Stay Open Until Midnight on Fridays",
    ],
)
def test_a_heading_near_the_end_is_no_title(heading: str) -> None:
    text = "\n\n".join([*MARKET[:-2], heading, *MARKET[-2:]])
    for url in ("", MARKET_URL):
        assert cleaned(text, url=url) == text


def test_the_section_that_a_page_is_named_after_stays() -> None:
    body = [
        "A soft close is a hinge that brakes a cabinet door shortly before it shuts.",
        "It holds oil or air in a cylinder, and the door presses it out through a small hole.",
        "The hinges fit most cabinets that were built in the last twenty years.",
        "What Is a Soft Close Hinge?",
        "A soft close hinge looks like any other hinge of its size, and it is mounted in the same way.",
        "How to Mount One",
        "Take off the door, unscrew the old hinge, and screw the new one into the same holes.",
        "What It Costs",
        "A pair of hinges costs about as much as a lunch, and they last for some ten years.",
    ]
    text = "\n\n".join(body)
    assert cleaned(text, url="https://example.org/what-is-a-soft-close-hinge/") == text


def test_a_title_that_went_with_the_left_over_lines_is_shown() -> None:
    text = "\n\n".join([*MARKET, "Share this article", MARKET_TITLE, "Posted in: News", "Leave a comment", "Related articles"])
    with Cleaner(engine_name="none", skip=("summary", "keywords")) as cleaner:
        done = cleaner.clean(text, url=MARKET_URL)
        assert MARKET_TITLE not in done.text
        assert done.title == MARKET_TITLE
        assert cleaner.clean("\n\n".join(MARKET), url=MARKET_URL).title is None


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, *BODY, TITLE.upper(), "Comments"),
        ("Coffee", BODY[0], "Coffee", *BODY[1:], "Comments on it", "A last line", "One more", "And one"),
        (f"{TITLE} | The Daily Harbor", BODY[0], TITLE, *BODY[1:], TITLE),
        (BODY[2], *BODY, BODY[2]),
        ("Home", "Sport", "Home", "News"),
        ("What to Know First", "Where the Traffic Goes", "What to Know First", BODY[0], "Where the Traffic Goes", BODY[1]),
        (*BODY, TITLE, *BODY, TITLE),
        (*BODY, f"{TITLE}, by Ann Lee", *BODY, TITLE),
    ],
)
def test_the_title_that_a_run_finds_is_no_news_to_the_next(lines: tuple[str, ...]) -> None:
    with Cleaner(engine_name="none", skip=("boilerplate", "duplicates", "summary", "keywords", "flag")) as cleaner:
        first = cleaner.clean("\n\n".join(lines))
        assert cleaner.clean(first.text, title=first.title).text == first.text
