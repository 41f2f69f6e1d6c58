"""Blocks of plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.blocks import detect_blocks, wrap_width
from cleanup.text.sentences import split_sentences

PROSE = "A sentence that says something about the matter at hand, and ends."
WRAPPED = """The inspection of the office took place in the course of the
morning, and nobody who was there could afterwards say what it
had been for, nor who had asked for it in the first place."""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind, text[b.start : b.end]) for b in detect_blocks(text)]


def test_blocks_of_the_seed(seed: str) -> None:
    found = kinds(seed)
    headings = [text for kind, text in found if kind == "heading"]
    assert headings == [
        "Belgium’s State Security Service Inspected Huawei",
        "China link",
        "Huawei faced pushback from Belgian security services",
    ]
    assert [b.level for b in detect_blocks(seed) if b.kind == "heading"] == [1, 2, 2]
    assert {kind for kind, _ in found} == {"heading", "paragraph"}
    assert len(found) == 28


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe",
        "March 3, 2024",
        "5 min read",
        "Photo: an office",
        "He left.",
        "Really?! He left, she said:",
        "“We never did that”",
        "https://example.org/page",
        "and so it went on",
        "2024",
    ],
)
def test_short_lines_that_are_no_headings(line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")[1][0] == "paragraph"


@pytest.mark.parametrize("line", ["What comes next", "What is a sitemap?", "3. Results", "# Marked", "結論", "Итоги года"])
def test_headings(line: str) -> None:
    kind = kinds(f"{PROSE}\n\n{line}\n\n{PROSE}")[1][0]
    assert kind == ("list_item" if line.startswith("3.") else "heading")


def test_a_heading_needs_something_below_it() -> None:
    assert [k for k, _ in kinds(f"{PROSE}\n\nRelated Posts\n\nLeave a Comment")] == ["paragraph"] * 3
    menu = "Home\n\nNews\n\nSport\n\nCulture\n\n"
    assert [k for k, _ in kinds(menu + PROSE)] == ["paragraph"] * 5


def test_one_paragraph_a_line_and_hard_wrapped_paragraphs() -> None:
    assert kinds(f"{PROSE}\n{PROSE}\n{PROSE}") == [("paragraph", PROSE)] * 3
    assert kinds(f"{WRAPPED}\n\n{WRAPPED}") == [("paragraph", WRAPPED)] * 2


def test_verse_is_not_hard_wrapped() -> None:
    verse = [
        "Short lines stand here alone and do not reach the edge",
        "Of anything",
        "That one could call a width at all",
        "And so they stay",
    ]
    assert wrap_width(verse) == 0
    assert len(kinds("\n".join(verse))) == 4


def test_a_long_paragraph_may_have_an_uneven_line_and_a_short_one_may_not() -> None:
    lines = [
        ("The inspection of the office took place in the course of the " * 2)[k:][:60].strip() + " morning" for k in range(12)
    ]
    assert wrap_width(lines) > 0
    uneven = [*lines[:5], lines[5][:55], *lines[6:]]
    assert wrap_width(uneven) == wrap_width(lines)
    assert wrap_width([*uneven[:8], uneven[8][:55], *uneven[9:]]) == 0
    assert wrap_width(uneven[3:8]) == 0


STANZAS = """The ferry leaves the northern quay,
  Its lantern low and pale,
And nobody on deck can see
  The harbor or the sail.

The southern quay comes out of gray
  With nets upon the wall;
We had been gone for half a day
  And had not moved at all."""


def test_a_stanza_is_one_paragraph_and_its_sentences_go_over_line_ends() -> None:
    assert [k for k, _ in kinds(STANZAS)] == ["paragraph"] * 2
    sentences = [STANZAS[start:end].split() for start, end in split_sentences(STANZAS, None, "en")]
    assert [(words[1], words[-1]) for words in sentences] == [("ferry", "sail."), ("southern", "all.")]


@pytest.mark.parametrize(
    "lines",
    [
        "The Harbor Office\n12 Mill Street,\nAldersbrook",
        "Open from nine to five.\nClosed on Sunday and Monday.\nTickets at the gate, at any time.",
        "Two cups of rye flour\nOne spoon of salt, fine\nThree eggs from the market",
    ],
)
def test_addresses_and_lists_are_no_stanzas(lines: str) -> None:
    assert len(kinds(lines)) == 3


def test_an_indent_of_all_lines_hides_no_wrap() -> None:
    assert [k for k, _ in kinds(WRAPPED.replace("\n", "\n   ").join(("   ", "")))] == ["paragraph"]


def test_lists_quotes_tables_and_code() -> None:
    text = (
        "- one\n- two\n  more of two\n\n1. first\n2. second\n\n> said\n> he\n\na | b\n1 | 2\n\n"
        "name      count\npears     12\n\n```\nx = 1\n\ny = 2\n```\n\n    def f(x):\n        return x\n"
    )
    found = kinds(text)
    assert [k for k, _ in found] == ["list_item"] * 4 + ["quote", "table", "table", "code", "code"]
    assert found[1][1] == "- two\n  more of two"
    assert found[7][1].startswith("```\nx = 1\n\ny = 2")
    assert [b.ordered for b in detect_blocks(text)][:4] == [False, False, True, True]


@given(
    st.lists(
        st.sampled_from(
            ["word ", "Word", "\n", "\n\n", "- ", "> ", "    ", "```", "|", "\t", "\r\n", "1. ", "# ", "é.", "\u2028"]
        ),
        max_size=50,
    ).map("".join)
)
def test_blocks_are_in_order_and_leave_only_white_space_out(text: str) -> None:
    at = 0
    for block in detect_blocks(text):
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        assert block.kind in ("code", "table") or not any(not x.strip() for x in text[block.start : block.end].split("\n"))
        at = block.end
    assert not text[at:].strip()


@pytest.mark.parametrize("line", ["***", "* * *", "  *   *   *", "- - -", "___", "~~~", "* *", "⁂", "•••", "* "])
def test_a_line_of_marks_is_a_break_and_no_item(line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{PROSE}") == [("paragraph", PROSE), ("break", line.strip()), ("paragraph", PROSE)]


@pytest.mark.parametrize("fence", ["```", "~~~", "````"])
def test_fenced_code_is_one_block_and_an_open_fence_is_none(fence: str) -> None:
    code = f"{fence}py\na = 1\n\n- b\n{fence}"
    assert kinds(f"{PROSE}\n{code}\n{PROSE}") == [("paragraph", PROSE), ("code", code), ("paragraph", PROSE)]
    assert "code" not in [kind for kind, _ in kinds(f"{fence}\n{PROSE}\n\n{PROSE}")]


def test_a_pipe_table_in_the_midst_of_lines() -> None:
    table = "port | ships\n:-- | --:\nFaro | 12 | more"
    assert kinds(f"{PROSE}\n{table}\n{PROSE}") == [("paragraph", PROSE), ("table", table), ("paragraph", PROSE)]


def test_numbers_and_further_paragraphs_of_items() -> None:
    found = detect_blocks(f"4. One\n\n   {PROSE}\n\n5) Two\n\n{PROSE}\n\nJ. K. Rowe came.")
    assert [(b.kind, b.number, b.sign, b.within) for b in found] == [
        ("list_item", 4, ".", 0),
        ("paragraph", None, "", 1),
        ("list_item", 5, ")", 0),
        ("paragraph", None, "", 0),
        ("paragraph", None, "", 0),
    ]
