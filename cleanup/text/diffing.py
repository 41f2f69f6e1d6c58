"""Turn a rewritten text into edits: whole tokens, smallest places, nothing where nothing changed.

For fixers that hand back whole text (ftfy on a line) and for correctors that hand back whole sentences. Offsets are
code points of the old text, half-open. Method: tokens (words, runs of white space, single marks), common ends off,
then rapidfuzz's Indel opcodes over token numbers in windows that resynchronize on a long run of equal tokens, so the
time is linear as long as the changes are local.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
WINDOW = 256  # tokens compared at once; doubled when two windows have no long run in common
ANCHOR = 8  # equal tokens in a row at which a window is best cut; failing that, at the longest run in its second half
LARGEST_WINDOW = 8_192  # beyond this the rest counts as rewritten: Indel is quadratic / 64


@dataclass(frozen=True, slots=True)
class Change:
    """`old[start:end]` became `replacement`."""

    start: int
    end: int
    replacement: str


def changes(old: str, new: str) -> list[Change]:
    """What turns `old` into `new`, by start, disjoint. Insertions are tied to the token before or after them.

    >>> changes("a teh cat", "a the cat")
    [Change(start=2, end=5, replacement='the')]
    """
    if old == new:
        return []
    a, b = _tokens(old), _tokens(new)
    ids: dict[str, int] = {}
    x = [ids.setdefault(old[s:e], len(ids)) for s, e in a]
    y = [ids.setdefault(new[s:e], len(ids)) for s, e in b]
    places: list[tuple[int, int, int, int]] = []
    for i, j, k, m in _opcodes(x, y):
        if i == j and i > 0:  # an insertion has no place to show: take in the token before it, else the one after
            i, k = i - 1, k - 1
        elif i == j and j < len(a):
            j, m = j + 1, m + 1
        if places and i < places[-1][1]:  # an insertion at the very start took in the token that this one took
            i, _, k, _ = places.pop()
        places.append((i, j, k, m))
    return [
        Change(a[i][0] if i < j else 0, a[j - 1][1] if i < j else 0, new[b[k][0] : b[m - 1][1]] if k < m else "")
        for i, j, k, m in places
    ]


def _tokens(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _TOKEN.finditer(text)]


def _opcodes(x: Sequence[int], y: Sequence[int]) -> list[tuple[int, int, int, int]]:
    """Differing runs (x start, x end, y start, y end); neighbours less than one equal token apart are merged."""
    out: list[tuple[int, int, int, int]] = []
    i = k = 0
    while True:
        while i < len(x) and k < len(y) and x[i] == y[k]:
            i, k = i + 1, k + 1
        if i == len(x) and k == len(y):
            return out
        found, i, k = _window(x, y, i, k)
        for op in found:
            if out and op[0] == out[-1][1] and op[2] == out[-1][3]:
                op = (out[-1][0], op[1], out[-1][2], op[3])
                out.pop()
            out.append(op)


def _window(x: Sequence[int], y: Sequence[int], i: int, k: int) -> tuple[list[tuple[int, int, int, int]], int, int]:
    """The differing runs from (i, k) up to a place where both sides agree for a while, and that place."""
    from rapidfuzz.distance import Indel

    size = WINDOW
    while True:
        part_x, part_y = x[i : i + size], y[k : k + size]
        whole = i + size >= len(x) and k + size >= len(y)
        ops: list[tuple[int, int, int, int]] = []
        cut: tuple[int, int, int] | None = None
        longest = 0
        for op in Indel.opcodes(part_x, part_y):
            if op.tag != "equal":
                ops.append((i + op.src_start, i + op.src_end, k + op.dest_start, k + op.dest_end))
                continue
            run = op.src_end - op.src_start
            if ops and (run >= ANCHOR or (run >= longest and 2 * op.src_end > len(part_x))):
                cut, longest = (len(ops), i + op.src_end, k + op.dest_end), run
        if whole:
            return ops, len(x), len(y)
        if cut:
            return ops[: cut[0]], cut[1], cut[2]
        if size >= LARGEST_WINDOW:
            return [(i, len(x), k, len(y))], len(x), len(y)
        size *= 2
