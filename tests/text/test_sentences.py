"""Sentence boundaries: the written set, offsets, blocks, odd inputs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.document import Block
from cleanup.text.sentences import split_sentences

CASES = Path(__file__).with_name("sentences.txt")
OTHERS = Path(__file__).with_name("sentences_others.txt")


def cases(path: Path = CASES) -> list[tuple[str, str, list[str]]]:
    """Language, text, expected sentences."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, *_, marked = line.split("\t")
            marked = marked.replace("\\n", "\n")
            expected = [s.strip() for s in marked.split("|")]
            found.append((language, marked.replace("\n| ", "\n").replace(" | ", " ").replace("|", ""), expected))
    return found


# An initial and a letter that ends a sentence look alike ("app. B. Skip", "Mr. B. Lund").
KNOWN_FAILURES = frozenset({"Read pp. 3-9, ch. 2, and app. B. Skip the rest."})


def marked_cases() -> list[object]:
    known = pytest.mark.xfail(strict=True, reason="an initial or the last letter of a sentence")
    return [pytest.param(*c, marks=known) if c[1] in KNOWN_FAILURES else c for c in cases()]


@pytest.mark.parametrize(("language", "text", "expected"), marked_cases(), ids=lambda v: v[:40] if isinstance(v, str) else "")
def test_boundary(language: str, text: str, expected: list[str]) -> None:
    if language in ("zh", "ja"):
        text = text.replace(" ", "")
    assert [text[a:b] for a, b in split_sentences(text, None, language)] == expected


@pytest.mark.parametrize(("language", "text", "expected"), cases(OTHERS), ids=lambda v: v[:40] if isinstance(v, str) else "")
def test_boundary_that_others_found_hard(language: str, text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text, None, language)] == expected


def test_sets_hold_150_and_250_boundaries() -> None:
    assert sum(len(expected) - 1 for _, _, expected in cases()) >= 150
    assert sum(len(expected) - 1 for _, _, expected in cases(OTHERS)) >= 250


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The council votes on the new bridge over the river\nThe mayor said on Monday that the vote was close.",
            ["The council votes on the new bridge over the river", "The mayor said on Monday that the vote was close."],
        ),
        # "in" asks for more: the name of a paper, cut by the width of the page.
        (
            "It was Anna Lund who wrote a long and angry letter in\nThe Harrow Times, which nobody answered.",
            ["It was Anna Lund who wrote a long and angry letter in\nThe Harrow Times, which nobody answered."],
        ),
    ],
)
def test_a_heading_right_above_its_text_is_no_part_of_it(text: str, expected: list[str]) -> None:
    for blocks in (None, [Block(0, len(text), "paragraph")]):
        assert [text[a:b] for a, b in split_sentences(text, blocks)] == expected


def test_a_known_language_tells_its_abbreviations_from_words_of_others() -> None:
    french, swedish = "Elle vit au 3 av. Foch. Il pleut.", "Den slås av. Klicka i listan."
    assert len(split_sentences(french, None, "fr")) == 2
    assert len(split_sentences(swedish, None, "sv")) == 2


@given(st.text(alphabet=st.sampled_from(list("aBc. \n!?\"“”'()…-1é。")), max_size=80))
def test_spans_are_ordered_trimmed_and_lose_no_letter(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        assert not text[at:start].strip()
        at = end
    assert not text[at:].strip()


def test_blocks_bound_sentences_and_headings_are_whole() -> None:
    text = "What is new? All of it\nThe first. The second\nx = 1. Y\ny = 2"
    blocks = [Block(0, 22, "heading", 1), Block(23, 44, "paragraph"), Block(45, len(text), "code")]
    assert [text[a:b] for a, b in split_sentences(text, blocks)] == [
        "What is new? All of it",
        "The first.",
        "The second",
        "x = 1. Y",
        "y = 2",
    ]


def test_empty_and_blank() -> None:
    assert split_sentences("") == []
    assert split_sentences(" \n\t ") == []


def test_one_line_of_megabytes_is_linear() -> None:
    piece = 'He left. "Why?" she asked. Dr. Lund met J. K. Roe in May (it was cold) and left at 5 p.m. on Monday.The end. '

    def seconds(times: int) -> float:
        started = time.process_time()
        split_sentences(piece * times)
        return time.process_time() - started

    assert seconds(16_000) < 12 * max(seconds(4_000), 0.02)  # a quadratic splitter would take 16 times as long
