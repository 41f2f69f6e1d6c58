"""Which of several overlapping edits is applied."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from cleanup.core.edit import Edit


def order(edit: Edit) -> tuple[int, float, int, int, str, str]:
    """The total order: higher priority, then higher confidence, then earlier, then shorter, then rule and text."""
    return (-edit.priority, -edit.confidence, edit.start, edit.end, edit.rule, edit.replacement)


def overlap(a: Edit, b: Edit) -> bool:
    """Whether both cannot be applied: they share a character, or an insertion falls inside or onto the other's edge."""
    return spans_overlap((a.start, a.end), (b.start, b.end))


def spans_overlap(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """`overlap` of two spans."""
    if a[0] == a[1] or b[0] == b[1]:
        return a[0] <= b[1] and b[0] <= a[1]
    return a[0] < b[1] and b[0] < a[1]


def resolve(edits: Sequence[Edit]) -> list[Edit | None]:
    """For each edit None if it may be applied, else the edit that beat it. O(n log n) but for pile-ups in one place."""
    winners: list[Edit] = []  # disjoint, sorted by start
    starts: list[tuple[int, int]] = []
    beaten_by: list[Edit | None] = [None] * len(edits)
    for index in sorted(range(len(edits)), key=lambda i: order(edits[i])):
        edit = edits[index]
        at = bisect_left(starts, (edit.start, edit.end))
        rival = next((w for w in winners[max(0, at - 2) : at + 2] if overlap(edit, w)), None)
        if rival is None:
            winners.insert(at, edit)
            starts.insert(at, (edit.start, edit.end))
        beaten_by[index] = rival
    return beaten_by
