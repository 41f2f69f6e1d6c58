"""One line of a text as the classifiers of lines and titles read it: words, form, topic, shape.

Blank lines, indentation and list marks are left out on purpose: extractors and references differ in them, and a model
that sees them learns the tool, not the text. Long lines are read at both ends only. What these classifiers learned from,
the word lists and patterns here, stays theirs unless they are retrained.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleanup.languages import family
from cleanup.models.line_vocabulary import ASKING, FUNCTION_WORDS, ME, YOU

READ_HEAD, READ_TAIL = 1600, 400  # code points of a line that are looked at: prose beyond that has shown what it is
SENTENCE_WORDS = 10  # a line with this many words and a sentence end counts as body text
SHORT_WORDS = 4
FORM_END = 24  # pieces of a long line's beginning and end that the form models read
MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
MONTH_NAMES = frozenset("january february march april june july august september october november december sept".split())

LEAD = re.compile(r"^\s*(?:#{1,6}\s+|>\s*)*(?:(?:[*+•·▪●○◦–—-]|\d{1,3}[.)])\s+)?(?:\[[ xX]\]\s+)?")
LINKED = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
DIGITS = re.compile(r"\d+")
END = re.compile(r"[.!?…][\"'”’)\]»]*$")
INNER_END = re.compile(r"[.!?][\"'”’)\]]*\s+[\"'“‘(]?[A-Z0-9]")
ADDRESS = re.compile(r"https?://|www\.|\S@\S+\.\w|(?<!\w)[@#]\w|\b\w+\.(?:com|org|net|io|co|gov|edu|uk|de)\b")
DATE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?,?\s+\d{1,4}\b|\b\d{1,2}\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)[a-z]*\b|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b",
    re.IGNORECASE,
)
CLOCK = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d+\s*(?:min(?:ute)?s?|hours?|days?|weeks?|months?|years?)\b(?:\s+(?:read|ago))?", re.IGNORECASE
)
JOINED = re.compile(r"[a-z][A-Z]|[a-z]\d|\d[A-Z]|[.:!?)][A-Z]")
CODE = re.compile(
    r"[{};]\s*$|^\s*(?:def|class|import|from|return|const|let|var|function|#include|public|private)\b.*[:;({]\s*$"
    r"|=>|->|::|\(\)|==|!=|&&|\|\||</?\w+[^>]*>|^\s*[$>]\s|\w+\(\w*\)|\w\[\w+\]|\\\w"
)

CODE_MARK = re.compile(r"[{};:(=&|<>$\[\\]")  # every match of CODE holds one
SEPARATORS = "|»«›‹·•→←↑↓▼▲►▶©®™✓★☆/"
QUOTES = '"“”'
CURRENCY = "$€£¥₹"
REMEMBERED = 2048  # lines read lately: the stage reads a text again after each change

SHAPE = (
    "words",
    "characters",
    "word length",
    "function words",
    "capitalized",
    "all capitals",
    "digits",
    "sentence end",
    "question",
    "colon end",
    "ellipsis end",
    "open end",
    "lower-case start",
    "inner sentence ends",
    "commas",
    "address",
    "separators",
    "quotes",
    "currency",
    "date",
    "clock",
    "you",
    "we",
    "asking words",
    "joined words",
    "brackets",
    "different words",
    "code marks",
    "first word asks",
)
ENGLISH = 0.25  # share of function words in its sentences; English prose has .4 to .5, names and lists less


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is looked at: without marks and link targets, and its words (lower case) beside it."""

    text: str
    words: tuple[str, ...]
    tokens: tuple[str, ...]  # what the word models read: words with digits folded, and how the line begins and ends
    form: tuple[str, ...]  # what the form models read: function words, and of other pieces only their kind
    topic: frozenset[str]  # its `content` words
    shape: tuple[float, ...]  # SHAPE; empty for a line without words


def read_line(raw: str) -> Line:
    """A line as a `Line`; a line without words has no tokens."""
    if len(raw) > READ_HEAD + READ_TAIL:
        raw = raw[:READ_HEAD] + " " + raw[-READ_TAIL:]
    return _read_short(raw)


@lru_cache(maxsize=REMEMBERED)
def _read_short(raw: str) -> Line:
    text = LINKED.sub(r"\1", LEAD.sub("", raw, count=1)).strip().strip("*_` ")
    words = tuple(WORD.findall(text.lower()))
    if not words:
        return Line(text, (), (), (), frozenset(), ())
    shape = [DIGITS.sub("0", w) for w in words]
    tokens = ("<s>", *shape, text[-1] if not text[-1].isalnum() else "<w>", "</s>")
    return Line(text, words, tokens, form_of(text), content(words), shape_of(text, words))


def form_of(text: str) -> tuple[str, ...]:
    """The line's build without its topic: 'By Xx Xx | Xx 0 , 0000'. Of a long line its two ends."""
    pieces = PIECE.findall(text)
    if len(pieces) > 2 * FORM_END:
        pieces = [*pieces[:FORM_END], "~", *pieces[-FORM_END:]]
    out = ["<s>"]
    for piece in pieces:
        low = piece.lower()
        if low in FUNCTION_WORDS or low in ASKING or not piece[0].isalnum():
            out.append(low)
        elif piece[0].isdigit():
            out.append("0" * min(len(piece), 5))
        elif low[:3] in MONTHS and (len(low) <= 4 or low in MONTH_NAMES):
            out.append("<month>")
        elif piece.isupper():
            out.append("X" if len(piece) == 1 else "XX")
        elif piece[0].isupper():
            out.append("Xx")
        else:
            out.append("xx" if len(piece) < 8 else "xxx")
    out.append("</s>")
    return tuple(out)


def content(words: Sequence[str]) -> frozenset[str]:
    """Words that carry a topic: no function words, no single letters or digits."""
    return frozenset(w for w in words if len(w) > 2 and w not in FUNCTION_WORDS)


def shape_of(text: str, words: Sequence[str]) -> tuple[float, ...]:
    """The SHAPE columns of one line."""
    n = max(len(words), 1)
    cased = WORD.findall(text)
    end = bool(END.search(text))
    last = text[-1:] or " "
    digits = DIGITS.search(text) is not None  # without one there is neither date nor time
    return (
        math.log1p(len(words)),
        math.log1p(len(text)),
        sum(map(len, words)) / n,
        sum(map(FUNCTION_WORDS.__contains__, words)) / n,
        sum([w[0].isupper() for w in cased]) / n,
        sum([w.isupper() and len(w) > 1 for w in cased]) / n,
        sum([w[0].isdigit() for w in words]) / n if digits else 0.0,
        float(end),
        float("?" in text[-3:]),
        float(last == ":"),
        float(text.endswith(("…", "..."))),
        float(not end and last.isalnum()),
        float(text[:1].islower()),
        float(len(INNER_END.findall(text))),
        text.count(",") / n,
        float(bool(ADDRESS.search(text))),
        float(sum(map(text.count, SEPARATORS))),
        float(sum(map(text.count, QUOTES))),
        float(sum(map(text.count, CURRENCY))),
        float(digits and bool(DATE.search(text))),
        float(digits and bool(CLOCK.search(text))),
        sum(map(YOU.__contains__, words)) / n,
        sum(map(ME.__contains__, words)) / n,
        sum(map(ASKING.__contains__, words)) / n,
        float(len(JOINED.findall(text))),
        float(text.count("(") + text.count("[")),
        len(set(words)) / n,
        float(len(CODE.findall(text))) if CODE_MARK.search(text) else 0.0,
        float(bool(words) and words[0] in ASKING),
    )


def looks_english(rows: Sequence[str]) -> bool:
    """Whether the longer lines of a text are English by their function words; False where there are no such lines."""
    words = [w for row in rows for line in [read_line(row)] if len(line.words) >= 8 for w in line.words]
    return bool(words) and sum(w in FUNCTION_WORDS for w in words) >= ENGLISH * len(words)


def is_english(language: str | None, rows: Sequence[str]) -> bool:
    """Whether these classifiers may speak: by the text's language where it is known, else by its function words."""
    return family(language) == "en" if language else looks_english(rows)
