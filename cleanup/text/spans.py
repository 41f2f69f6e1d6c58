"""Spans, protected ones among them, and lists of them without overlap. Offsets: code points, half-open."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, TypeVar

SpanKind = Literal["name", "acronym", "number", "quotation", "url", "handle", "email", "code", "foreign"]


class Span(NamedTuple):
    """`text[start:end]`."""

    start: int
    end: int


class _HasEnds(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


AnySpan = TypeVar("AnySpan", bound=_HasEnds)


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


def touching(spans: Sequence[AnySpan], start: int, end: int) -> Iterator[AnySpan]:
    """Those of sorted, disjoint spans that overlap [start, end) or end or begin beside it, in order."""
    for i in range(bisect_left(spans, start, key=lambda s: s.end), len(spans)):
        if spans[i].start > end:
            return
        yield spans[i]


def overlapping(spans: Sequence[AnySpan], start: int, end: int) -> Iterator[AnySpan]:
    """Those of sorted, disjoint spans that share a code point with [start, end), in order."""
    return (span for span in touching(spans, start, end) if span.start < end and start < span.end)


def overlaps(spans: Sequence[AnySpan], start: int, end: int) -> bool:
    """Whether one of sorted, disjoint spans shares a code point with [start, end)."""
    return any(True for _ in overlapping(spans, start, end))
