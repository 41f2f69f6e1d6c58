"""A protected span, and lists of them without overlap. Offsets: code points, half-open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

SpanKind = Literal["name", "acronym", "number", "quotation", "url", "handle", "email", "code", "foreign"]


@dataclass(frozen=True, slots=True)
class ProtectedSpan:
    """A stretch of text that grammar edits leave as it is. Offsets: code points, half-open."""

    start: int
    end: int
    kind: SpanKind


_RANK: dict[str, int] = {
    k: i for i, k in enumerate(("quotation", "code", "url", "email", "handle", "foreign", "number", "acronym", "name"))
}


def disjoint(found: Iterable[ProtectedSpan]) -> list[ProtectedSpan]:
    """Sorted spans without overlap: of two that overlap the earlier is kept and the later cut to its rest."""
    out: list[ProtectedSpan] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end, _RANK[s.kind])):
        if out and span.start < out[-1].end:
            if span.end <= out[-1].end:
                continue
            span = ProtectedSpan(out[-1].end, span.end, span.kind)
        if span.start < span.end:
            out.append(span)
    return out


def touching(spans: Sequence[ProtectedSpan], start: int, end: int) -> Iterator[ProtectedSpan]:
    """Those of sorted, disjoint spans that overlap [start, end) or end or begin beside it, in order."""
    for i in range(bisect_left(spans, start, key=lambda s: s.end), len(spans)):
        if spans[i].start > end:
            return
        yield spans[i]


def overlaps(spans: Sequence[ProtectedSpan], start: int, end: int) -> bool:
    """Whether one of sorted, disjoint spans shares a code point with [start, end)."""
    return any(span.start < end and start < span.end for span in touching(spans, start, end))


def within(spans: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Those that lie in [start, end) with their begin or overlap its start; they are disjoint and in order."""
    first = bisect_right(spans, (start, start))
    if first and spans[first - 1][1] > start:
        first -= 1
    return spans[first : bisect_left(spans, (end, end))]
