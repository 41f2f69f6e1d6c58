"""Two columns that were read across: each line holds a line of the left column and, after one blank, one of the right.

Told by the words on both sides of the joints: in such a text a line's left half goes on in the left half of the next line, and
its right half in the right half, better than the halves fit each other. All ways to part the lines at about one width are
weighed by dynamic programming, so that the time is linear in the lines. Nothing can mend it surely; no word is to be changed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

FEWEST = 3  # lines; fewer are no evidence
NARROWEST, WIDEST = 30, 170  # code points of a line of two columns with their blank
MIDDLE = (0.3, 0.7)  # where the left column may end, as a share of the widest line
RAGGED = 10  # code points by which the ends of a column's lines may differ
EDGES = 12  # edges of the left column that are tried
PIECE = 60  # lines weighed at once
# log10 by which the reading in columns must be likelier, in all and per line. Of 3,225 paragraphs of articles wrapped at 50 to
# 80 columns one reached it; of 460 pairs of paragraphs read across 189 did (4 lines 1 %, 5 27 %, 6 38 %, 8 62 %, 12 87 %).
GAIN, GAIN_A_LINE = 10.0, 0.9
CAPITALS = 0.5  # share of lines with a capital first: lists and verse have more
_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)*")
# log10 of a new sentence after a stop, of small letters after one, of a joint with figures or names
_STOP, _BROKEN, _UNKNOWN = -2.0, -6.0, -4.0

# log10 P(second | first) for two words in lower case without apostrophes
Likelihood = Callable[[str, str], float]


class Span(NamedTuple):
    """Lines [first, last) were read across; `gain` is how much likelier two columns are, log10 per line."""

    first: int
    last: int
    gain: float


class _Part(NamedTuple):
    column: int
    left_first: str
    left_last: str
    right_first: str
    right_last: str


def columns_read_across(lines: Sequence[str], likelihood: Likelihood) -> list[Span]:
    """Runs of lines, one paragraph's or one block's, that were read across two columns.

    `likelihood` is of two English words side by side (`models.bigrams`); other languages have none yet.
    """
    found: list[Span] = []
    for first, last in _stretches(lines):
        gain = _gain(lines[first:last], likelihood)
        if gain >= max(GAIN, GAIN_A_LINE * (last - first)):
            found.append(Span(first, last, gain / (last - first)))
    return found


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Runs of lines of words that two columns may have made, cut at PIECE lines."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and end - at < PIECE and NARROWEST <= len(lines[end]) <= WIDEST:
            end += 1
        if end - at >= FEWEST:
            yield at, end
        at = max(end, at + 1)


def _gain(lines: Sequence[str], likelihood: Likelihood) -> float:
    """How much likelier two columns are than one, log10 in all; 0 where the lines cannot be parted at about one width."""
    if sum(line[0].isupper() for line in lines) > CAPITALS * len(lines):
        return 0.0
    width = max(map(len, lines))
    choices = [_parts(line, width) for line in lines]
    if not all(choices):
        return 0.0
    best = 0.0
    columns = sorted({part.column for parts in choices for part in parts})
    for edge in columns[:: max(1, len(columns) // EDGES)]:
        within = [[part for part in parts if edge - RAGGED < part.column <= edge] for parts in choices]
        if all(within):
            best = max(best, _best(within, likelihood))
    return best


def _best(choices: Sequence[Sequence[_Part]], likelihood: Likelihood) -> float:
    """The most that the reading in columns gains over the reading across, over all ways to part the lines."""
    scores = [-_joint(p.left_last, p.right_first, likelihood) for p in choices[0]]
    tops = [p.right_first for p in choices[0]]
    for before, here in pairwise(choices):
        moved: list[float] = []
        heads: list[str] = []
        for part in here:
            ways = [
                score
                + _joint(old.left_last, part.left_first, likelihood)
                + _joint(old.right_last, part.right_first, likelihood)
                - _joint(old.right_last, part.left_first, likelihood)
                for old, score in zip(before, scores, strict=True)
            ]
            top = max(range(len(ways)), key=ways.__getitem__)
            moved.append(ways[top] - _joint(part.left_last, part.right_first, likelihood))
            heads.append(tops[top])
        scores, tops = moved, heads
    return max(
        score + _joint(part.left_last, top, likelihood) for score, part, top in zip(scores, choices[-1], tops, strict=True)
    )


def _parts(line: str, width: int) -> list[_Part]:
    words = line.split()
    found: list[_Part] = []
    column = 0
    for at, word in enumerate(words[:-1], 1):
        column += len(word) + 1
        if MIDDLE[0] * width <= column <= MIDDLE[1] * width:
            found.append(_Part(column, words[0], word, words[at], words[-1]))
    return found


def _joint(first: str, second: str, likelihood: Likelihood) -> float:
    """log10 of the second word after the first, as they stand with their marks."""
    if first[-1] in ".!?":
        return _STOP if not second[0].islower() else _BROKEN
    a, b = _bare(first), _bare(second)
    if not a or not b or first[-1] in ',;:)"\u201d-' or second[0] in '("\u201c' or second[0].isupper() or first[0].isupper():
        return _UNKNOWN
    return max(-7.0, likelihood(a, b))


def _bare(word: str) -> str:
    found = _WORD.fullmatch(word.strip(".,;:!?\"'()[]\u201c\u201d\u2018\u2019").lower())
    return found.group().replace("'", "").replace("\u2019", "") if found else ""
