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


def test_site_name_in_the_stated_title() -> None:
    stated = f"{TITLE} | The Daily Harbor"
    assert cleaned(article(TITLE, top=None), stated) == article(top=None)
    assert cleaned(article(TITLE), stated, site="The Daily Harbor") == article()
    stated = "Coffee - dailyharbor"
    assert cleaned(article("Coffee", top=None), stated, url="https://www.dailyharbor.com/c") == article(top=None)


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


@pytest.mark.parametrize("more", ["{}\n to members of the lower house", "Note:\n    {}"])
def test_the_first_line_of_a_paragraph_is_no_title(more: str) -> None:
    text, title = lone()
    text = text.replace(title, more.format(title))
    assert cleaned(text) == text


def test_a_title_below_the_date_closes_the_text() -> None:
    lines = ["3 March 2024", "By Ann Lee", TITLE, *BODY, *BODY, *BODY, TITLE.upper()]
    assert cleaned("\n\n".join(lines)) == "\n\n".join(lines[:-1])
