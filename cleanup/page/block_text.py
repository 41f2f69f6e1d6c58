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

# A word is a run of letters, digits and the marks that are written on them: to `\w` the vowel signs of Hindi, the points of
# Hebrew and Arabic and a loose accent are no letters, and each would end its word.
WORD = re.compile(
    r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u0e31-\u0e4e\u0eb1-\u0ecd]+"
)
_ASCII_WORD = re.compile("[a-z0-9_]+")  # the same for lower-cased ASCII, in three quarters of the time
# Scripts written without spaces: no word ends are seen. Chinese and Japanese words have two letters on average, those of
# Thai, Lao, Burmese and Khmer four with their vowel signs; pieces of that size count and match as words do elsewhere.
_EASTERN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
_SOUTHEASTERN = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_UNSPACED = re.compile(f"[{_EASTERN}]{{1,2}}|[{_SOUTHEASTERN}]{{1,4}}")
_PIECE = re.compile(_UNSPACED.pattern + "|" + r"(?:(?!" + _UNSPACED.pattern + ").)+")
# Characters that nobody sees: soft hyphens, joiners and non-joiners, marks of direction. One inside a word makes it another.
_UNSEEN = dict.fromkeys(
    (0xAD, 0x34F, 0x61C, 0x180E, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFE0F, 0xFEFF)
)
_RARE = re.compile(f"[{''.join(map(chr, _UNSEEN))}{_EASTERN}{_SOUTHEASTERN}]")
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
# At a word's start, sought by the letter: a third of the time of `\b[A-Z]`.
_CAPITALS = re.compile(r"[A-Z](?<!\w[A-Z])")
# Sentence ends of all scripts: Latin, Chinese and Japanese, Arabic and Urdu, Indic, Armenian, Ethiopic, Burmese, Khmer.
SENTENCE_ENDS = ".!?…。！？｡．؟۔।॥։።၊။។"
CLOSING = "\"'”’»›」』）)\\]*"
_ENDS = re.compile(f"[{SENTENCE_ENDS}][{CLOSING}]*\\s*$")
_COMMAS = re.compile("[,，、،;；؛]")
_STOPS = re.compile(f"[{SENTENCE_ENDS}]")
_COLONS = (":", "：")


def tokens_of(page: Page) -> list[list[str]]:
    """The lower-cased words of every block."""
    return [block_words(b) for b in page.blocks]


def block_words(block: PageBlock) -> list[str]:
    """The lower-cased words of a block, found once."""
    if block.words is None:
        block.words = words_of(block.text)
    return block.words


def words_of(text: str) -> list[str]:
    """The lower-cased words of a text, without what nobody sees in them; scripts that do not space their words in pieces."""
    text = text.lower()
    if text.isascii():
        return _ASCII_WORD.findall(text)
    if _RARE.search(text) is None:
        return WORD.findall(text)
    words = WORD.findall(text.translate(_UNSEEN))
    if _UNSPACED.search(text) is None:
        return words
    return [piece for word in words for piece in (_PIECE.findall(word) if _UNSPACED.search(word) else (word,))]


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, in any script; Thai, Lao and their like mark no end, there any end is one."""
    return _ENDS.search(text[-8:]) is not None or "\u0e00" <= text[-1:] <= "\u0eff"


def text_numbers(text: str) -> tuple[float, ...]:
    """The numbers that `TEXT_NUMBERS` names."""
    count = text.count
    first = text.lstrip()[:1]
    short = len(text) < 160
    if text.isascii():
        digits = len(text) - len(text.encode().translate(None, b"0123456789"))
        commas = count(",") + count(";")
        stops = count(".") + count("!") + (questions := count("?"))
        colons, money = count(":"), count("$")
        signs, dots, quotes = 0, count("..."), count('"')
    else:
        digits, commas, stops = len(_DIGITS.findall(text)), len(_COMMAS.findall(text)), len(_STOPS.findall(text))
        questions = count("?") + count("？") + count("؟")
        colons, money = count(":") + count("："), count("$") + count("£") + count("€")
        signs, dots, quotes = count("©"), count("…") + count("..."), count('"') + count("“")
    return (
        digits,
        len(_CAPITALS.findall(text)),
        commas,
        stops,
        questions,
        colons,
        count("|"),
        signs,
        money,
        count("@"),
        count("/"),
        dots,
        quotes,
        count("("),
        ends_sentence(text),
        text.endswith(_COLONS),
        first.islower(),
        first.isdigit(),
        not first.isalnum(),
        short and _has_date(text, digits),
        short and text.isupper(),
    )


def _has_date(text: str, digits: int) -> bool:
    low = text.lower()
    return (digits > 0 or "ago" in low or "read" in low) and DATE.search(low) is not None


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


SHINGLE = 5  # words that must run alike for two blocks to share text: chance runs are shorter
MOST_SHINGLES = 40  # of one block looked at; its start tells a teaser or a copy


def said_before(tokens: Sequence[Sequence[str]]) -> Array:
    """The share of each block's start that stands in an earlier block too: teasers, pull quotes, second copies."""
    import numpy as np

    seen: set[tuple[str, ...]] = set()
    out = np.zeros(len(tokens), np.float32)
    for i, t in enumerate(tokens):
        start = t[: MOST_SHINGLES + SHINGLE - 1]
        runs = list(zip(*(start[k:] for k in range(SHINGLE)), strict=False))
        if runs:
            out[i] = sum(map(seen.__contains__, runs)) / len(runs)
            seen.update(runs)
    return out
