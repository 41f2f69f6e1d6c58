"""What a block's text says by itself and beside the other texts of its page, as numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleanup.page.page import Page, PageBlock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

WORD = re.compile(r"\w+")
STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "also",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "just",
        "like",
        "may",
        "me",
        "might",
        "more",
        "most",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
DATE = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.? \d|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\b\d{4}-\d\d-\d\d|\bago\b|\bmin(?:ute)?s? read"
)
TEXT_NUMBERS = (
    "digits",
    "capitals",
    "commas",
    "stops",
    "questions",
    "colons",
    "bars",
    "copyright",
    "money",
    "at_sign",
    "slashes",
    "dots3",
    "quotes",
    "parens",
    "ends_sentence",
    "ends_colon",
    "starts_lower",
    "starts_digit",
    "starts_mark",
    "date",
    "all_caps",
)
PER_CHAR = frozenset(("digits", "capitals", "commas", "stops"))
_DIGITS = re.compile(r"\d")
_CAPITALS = re.compile(r"\b[A-Z]")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")


def tokens_of(page: Page) -> list[list[str]]:
    """The lower-cased words of every block."""
    find = WORD.findall
    return [find(b.text.lower()) for b in page.blocks]


def text_numbers(text: str) -> tuple[float, ...]:
    count = text.count
    first = text.lstrip()[:1]
    short = len(text) < 160
    return (
        len(_DIGITS.findall(text)),
        len(_CAPITALS.findall(text)),
        count(","),
        count(". ") + count("."),
        count("?"),
        count(":"),
        count("|"),
        count("©"),
        count("$") + count("£") + count("€"),
        count("@"),
        count("/"),
        count("…") + count("..."),
        count('"') + count("“"),
        count("("),
        _ENDS.search(text[-6:]) is not None,
        text.endswith(":"),
        first.islower(),
        first.isdigit(),
        not first.isalnum(),
        short and DATE.search(text.lower()) is not None,
        short and text.isupper(),
    )


def repeats(page: Page) -> Array:
    """How often the same text stands in the page, and 0.5 more for a later copy."""
    import numpy as np

    seen: dict[str, int] = {}
    for b in page.blocks:
        seen[b.text] = seen.get(b.text, 0) + 1
    again: set[str] = set()
    out = np.zeros(len(page.blocks), dtype=np.float32)
    for i, b in enumerate(page.blocks):
        times = seen[b.text]
        if times > 1:
            out[i] = min(times - 1, 9) + (0.5 if b.text in again else 0.0)
            again.add(b.text)
    return out


def body_overlap(tokens: Sequence[Sequence[str]], good: Any) -> Array:
    """Share of a block's content words that the running text of the page has too (elsewhere, for running text)."""
    import numpy as np

    seen: dict[str, int] = {}
    sets = [set(t) - STOP for t in tokens]
    for words, is_good in zip(sets, good, strict=True):
        if is_good:
            for w in words:
                seen[w] = seen.get(w, 0) + 1
    out = np.zeros(len(tokens), dtype=np.float32)
    for i, (words, is_good) in enumerate(zip(sets, good, strict=True)):
        if words:
            least = 1 if is_good else 0
            out[i] = sum(seen.get(w, 0) > least for w in words) / len(words)
    return out


def like_heads(blocks: Sequence[PageBlock]) -> list[int]:
    """For each block, how many headings of the page have the level of the heading above it."""
    counts: dict[int, int] = {}
    for b in blocks:
        if b.kind == "heading":
            counts[b.level] = counts.get(b.level, 0) + 1
    out: list[int] = []
    level = 0
    for b in blocks:
        if b.kind == "heading":
            level = b.level
        out.append(counts.get(level, 0))
    return out
