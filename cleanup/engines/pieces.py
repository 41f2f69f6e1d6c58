"""Long texts in pieces.

LanguageTool and its port need time that grows with the square of a sentence's length: one "sentence" of 16,000 code
points took lingotweaker 8 s (2 cores, November 2026), a quarter of it .6 s. Texts are therefore cut, at line breaks
where there are any, and the offsets put back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cleanup.engines.protocol import Match
from cleanup.text.marks import SENTENCE_END

# Longer than every development article (793, the longest 49,264), so rules that look across sentences see them whole.
PIECE = 50_000
# 12 of the 110,000 lines of the development articles are longer: whole articles whose paragraphs were run together.
LINE = 4_000

_SENTENCE_END = re.compile(SENTENCE_END)


def split_pieces(text: str) -> Iterator[tuple[int, str]]:
    """(start, piece) of consecutive pieces that together are `text`; a single piece for a text of usual length."""
    start = 0
    while start < len(text):
        end = _piece_end(text, start)
        yield start, text[start:end]
        start = end


def _piece_end(text: str, start: int) -> int:
    """Where the piece that begins at `start` ends: after a line break if possible, never inside an over-long line."""
    limit = min(len(text), start + PIECE)
    last_break = start
    while True:
        newline = text.find("\n", last_break, limit)
        line_end = newline + 1 if newline >= 0 else limit
        if line_end - last_break > LINE:
            # an over-long line makes its own pieces; what came before it goes first
            return last_break if last_break > start else _cut_line(text, start, start + LINE)
        if newline < 0:
            return limit if limit == len(text) or last_break == start else last_break
        last_break = line_end


def _cut_line(text: str, start: int, limit: int) -> int:
    """A cut in an over-long line: after a sentence end, else after white space, else at the limit."""
    window = text[start:limit]
    ends = [found.end() for found in _SENTENCE_END.finditer(window)]
    if ends:
        return start + ends[-1]
    blank = max(window.rfind(" "), window.rfind("\t"))
    return start + blank + 1 if blank > 0 else limit


def shift(match: Match, by: int) -> Match:
    """The match moved right by `by` code points."""
    return replace(match, start=match.start + by, end=match.end + by) if by else match
