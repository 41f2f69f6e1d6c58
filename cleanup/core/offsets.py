"""From an offset in the output to the place in the input, through all passes.

Only the two ends of each applied edit are kept; between edits an offset is shifted.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleanup.core.edit import Edit


@dataclass(frozen=True, slots=True)
class Segment:
    """`old_text[old_start:old_end]` became `new_text[new_start:new_end]`."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def segments_of(edits: Iterable[Edit]) -> tuple[Segment, ...]:
    """The segments of one pass's applied edits, which must not overlap, in the order of the text."""
    return segments_of_each(sorted(edits, key=lambda e: (e.start, e.end)))


def segments_of_each(edits: Iterable[Edit]) -> tuple[Segment, ...]:
    """The segments of edits that come in the order of the text."""
    out: list[Segment] = []
    shift = 0
    for edit in edits:
        new_start = edit.start + shift
        new_end = new_start + len(edit.replacement)
        out.append(Segment(edit.start, edit.end, new_start, new_end))
        shift = new_end - edit.end
    return tuple(out)


class PassMap:
    """Offsets through one pass, both ways."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self._old_starts = [s.old_start for s in self.segments]
        self._new_starts = [s.new_start for s in self.segments]

    def backward(self, start: int, end: int) -> tuple[int, int]:
        """The span of the old text that `new_text[start:end]` came from; inside an edit, the edit's whole old span."""
        return self._back(start, first=True), max(self._back(start, first=True), self._back(end, first=False))

    def forward(self, start: int, end: int) -> tuple[int, int]:
        """The span of the new text that `old_text[start:end]` became; inside an edit, the edit's whole new span."""
        low = self._fore(start, first=True)
        return low, max(low, self._fore(end, first=False))

    def _back(self, offset: int, *, first: bool) -> int:
        # A start on a segment's new_end is after it; an end on a segment's new_start is before it.
        at = bisect_right(self._new_starts, offset) if first else bisect_left(self._new_starts, offset)
        if at == 0:
            return offset
        segment = self.segments[at - 1]
        reaches = offset < segment.new_end if first else offset <= segment.new_end
        inside = reaches and segment.new_start < segment.new_end
        if inside:
            return segment.old_start if first else segment.old_end
        return offset - segment.new_end + segment.old_end

    def _fore(self, offset: int, *, first: bool) -> int:
        at = bisect_right(self._old_starts, offset) if first else bisect_left(self._old_starts, offset)
        if at == 0:
            return offset
        segment = self.segments[at - 1]
        reaches = offset < segment.old_end if first else offset <= segment.old_end
        inside = reaches and segment.old_start < segment.old_end
        if inside:
            return segment.new_start if first else segment.new_end
        return offset - segment.old_end + segment.new_end


class OffsetMap:
    """Offsets through all passes of a ledger."""

    def __init__(self, passes: Iterable[Sequence[Segment]]) -> None:
        self._maps = tuple(PassMap(segments) for segments in passes if segments)

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the input that `output[start:end]` came from."""
        for step in reversed(self._maps):
            start, end = step.backward(start, end)
        return start, end
