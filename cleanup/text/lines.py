"""Lines of a text as spans, and how to take whole lines out without tearing paragraphs together or apart.

Offsets are code points, half-open, without the line break. Only `\\n` ends a line, as in `Document.text`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineSpan:
    """`text[start:end]` is one line without its line break."""

    start: int
    end: int


def line_spans(text: str) -> list[LineSpan]:
    """The lines that hold more than white space, in order."""
    found: list[LineSpan] = []
    at = 0
    for line in text.split("\n"):
        if line and not line.isspace():
            found.append(LineSpan(at, at + len(line)))
        at += len(line) + 1
    return found


def deletion_spans(text: str, lines: Sequence[LineSpan], gone: Sequence[bool]) -> list[LineSpan | None]:
    """For each line that goes, the span to delete (the line and one side's white space); None for lines that stay.

    The spans are disjoint, so each can be undone alone. Between the lines that stay, the wider of the two gaps around
    a run of deleted lines is left: two paragraphs never become one.
    """
    out: list[LineSpan | None] = [None] * len(lines)
    at = 0
    while at < len(lines):
        if not gone[at]:
            at += 1
            continue
        first = at
        while at < len(lines) and gone[at]:
            at += 1
        run = range(first, at)
        before = lines[first - 1].end if first else 0
        if at < len(lines):
            gap_before = text.count("\n", before, lines[first].start) if first else len(text)
            gap_after = text.count("\n", lines[at - 1].end, lines[at].start)
            if gap_before >= gap_after:
                for k in run:
                    out[k] = LineSpan(lines[k].start, lines[k + 1].start)
                continue
        for k in run:
            out[k] = LineSpan(lines[k - 1].end if k > first else before, lines[k].end)
    return out
