"""Headings that marks tell in a plain text, and how they come out."""

from __future__ import annotations

import pytest

from cleanup import Cleaner
from cleanup.document import Source
from cleanup.readers.markdown import read_markdown
from cleanup.text.blocks import detect_blocks

MORE = "It calls at three ports of the coast on its way to the north."
BODY = "The ferry takes bicycles on both decks now, and nobody has to wait."


def headings(text: str) -> list[tuple[int, str]]:
    return [(b.level, text[b.start : b.end]) for b in detect_blocks(text) if b.kind == "heading"]


@pytest.mark.parametrize(
    ("heading", "level", "words"),
    [
        ("# The ferry", 1, "The ferry"),
        ("### The ferry ###", 3, "The ferry"),
        ("## Write it in C# now ##", 2, "Write it in C# now"),
        ("== Timetable ==", 2, "Timetable"),
        ("===2024===", 3, "2024"),
        ("=== Ferries of the coast", 3, "Ferries of the coast"),
        ("Ferry 2.1.0 (2018-07-10)\n========================", 1, "Ferry 2.1.0 (2018-07-10)"),
        ("Mended\n------", 2, "Mended"),
        ("Mended\n---", 2, "Mended"),
        ("1. Faults\n~~~~~~~~~", 3, "1. Faults"),
    ],
)
def test_a_marked_heading_is_one_without_its_marks(heading: str, level: int, words: str) -> None:
    text = f"{BODY}\n\n{heading}\n\n{MORE}"
    line = heading.split("\n")[0]
    assert headings(text) == [(level, line)]
    with Cleaner(engine_name="none", skip=("summary", "keywords")) as cleaner:
        done = cleaner.clean(text)
        again = cleaner.clean_document(read_markdown(done.to_markdown(), Source()))
    assert done.text == text
    assert done.to_markdown().endswith(f"\n{BODY}\n\n{'#' * level} {words}\n\n{MORE}\n")
    assert again.ledger.accepted == []


@pytest.mark.parametrize(
    "lines",
    [
        "x == y",
        "=== 3",
        "== He said so. And she did not ==.",
        "The ferry stopped on Monday.\n----------------------------",
        "The harbor\n----------------------------------------\nlies to the north.",
        "- one\n---",
        "12:30\n=====",
        "port | ships\n--- | ---\nFaro | 12",
    ],
)
def test_what_is_no_heading(lines: str) -> None:
    assert headings(f"{BODY}\n\n{lines}\n\n{BODY}") == []


@pytest.mark.parametrize(
    "top", ["# The ferry\n", "The ferry\n=========\n", "=========\nThe ferry\n=========\n", "== The ferry ==\n"]
)
def test_the_title_has_no_marks_and_stands_once(top: str) -> None:
    with Cleaner(engine_name="none") as cleaner:
        done = cleaner.clean(f"{top}\n{BODY}\n\nPorts\n-----\n\n{MORE}\n")
    assert done.title == "The ferry"
    markdown = done.to_markdown().split("---\n", 2)[2]
    assert markdown.count("The ferry\n") == 1
    assert "==" not in markdown
    assert "\n## Ports\n" in markdown
