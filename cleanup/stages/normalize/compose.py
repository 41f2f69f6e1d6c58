"""Rewrite a text in steps and keep account of it as changes to the text that the steps began with.

Each step sees what the step before it made. `Rewriting` composes the steps, so that the end result is one list of
disjoint places of the first text: a place that two steps touched becomes one change that names both. Offsets are code
points, half-open. Every operation is linear in the number of changes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from cleanup.text.diffing import left_visible, shared_ends, spared


@dataclass(frozen=True, slots=True)
class Step:
    """One replacement in the current text, by the fixer or rule named `by`."""

    start: int
    end: int
    replacement: str
    by: str


@dataclass(frozen=True, slots=True)
class Place:
    """`source[start:end]` of the first text became `text[now:now + length]` of the current one."""

    start: int
    end: int
    now: int
    length: int
    by: tuple[str, ...]


class Rewriting:
    """A text on its way through several steps."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.text = text
        self.places: list[Place] = []

    def apply(self, steps: Iterable[Step]) -> bool:
        """Carry out steps on the current text; of overlapping ones the first by start stays. True if it changed."""
        chosen: list[Step] = []
        for step in sorted(steps, key=lambda s: (s.start, s.end)):
            changes = self.text[step.start : step.end] != step.replacement
            if changes and (not chosen or step.start >= chosen[-1].end):
                chosen.append(step)
        if not chosen:
            return False
        pieces: list[str] = []
        at = 0
        for step in chosen:
            pieces += (self.text[at : step.start], step.replacement)
            at = step.end
        pieces.append(self.text[at:])
        self.places = _compose(self.places, chosen)
        self.text = "".join(pieces)
        return True

    def changes(self, whole: Container[str] = ()) -> Iterable[tuple[int, int, str, tuple[str, ...]]]:
        """(start, end, replacement, names of the fixers) over the first text, without what cancelled out.

        Characters that stay the same at either end are cut off; where a fixer named in `whole` was at work only those
        that `spared` finds needless.
        """
        for place in self.places:
            old = self.source[place.start : place.end]
            new = self.text[place.now : place.now + place.length]
            if old == new:
                continue
            if any(name in whole for name in place.by):
                head, tail = spared(old, new)
            else:
                head, tail = left_visible(old, *shared_ends(old, new))
            yield place.start + head, place.end - tail, new[head : len(new) - tail], place.by


def _compose(places: Sequence[Place], steps: Sequence[Step]) -> list[Place]:
    """Places of the source text after further steps on the text that the places describe."""
    out: list[Place] = []
    shift_back = 0  # current offset minus source offset, after the places already passed
    shift_on = 0  # next offset minus current offset, after the steps already passed
    i = k = 0
    while i < len(places) or k < len(steps):
        place = places[i] if i < len(places) else None
        step = steps[k] if k < len(steps) else None
        if step is None or (place is not None and place.now + place.length <= step.start and not _inside(place, step)):
            assert place is not None
            out.append(Place(place.start, place.end, place.now + shift_on, place.length, place.by))
            shift_back = place.now + place.length - place.end
            i += 1
        elif place is None or (step.end <= place.now and not _inside(place, step)):
            out.append(
                Place(step.start - shift_back, step.end - shift_back, step.start + shift_on, len(step.replacement), (step.by,))
            )
            shift_on += len(step.replacement) - (step.end - step.start)
            k += 1
        else:
            i, k, shift_back, shift_on = _merge(places, steps, i, k, shift_back, shift_on, out)
    return out


def _inside(place: Place, step: Step) -> bool:
    """Whether a place that left nothing behind (a deletion) lies within the step."""
    return place.length == 0 and step.start < place.now < step.end


def _merge(
    places: Sequence[Place], steps: Sequence[Step], i: int, k: int, shift_back: int, shift_on: int, out: list[Place]
) -> tuple[int, int, int, int]:
    """Join the places and steps that overlap one another from i and k on into one place."""
    first, begin = min(places[i].now, steps[k].start), shift_on
    end = first
    source_start = first - shift_back
    before: list[str] = []
    names: list[str] = []
    while True:
        if i < len(places) and (
            places[i].now < end or (places[i].now == end == first) or (k < len(steps) and _inside(places[i], steps[k]))
        ):
            place = places[i]
            end = max(end, place.now + place.length)
            shift_back = place.now + place.length - place.end
            before += place.by
            i += 1
        elif k < len(steps) and (steps[k].start < end or (steps[k].start == end == first)):
            step = steps[k]
            end = max(end, step.end)
            shift_on += len(step.replacement) - (step.end - step.start)
            names.append(step.by)
            k += 1
        else:
            break
    length = end + shift_on - (first + begin)
    out.append(Place(source_start, end - shift_back, first + begin, length, tuple(dict.fromkeys([*before, *names]))))
    return i, k, shift_back, shift_on


def shifted(spans: Sequence[tuple[int, int]], places: Sequence[Place]) -> list[tuple[int, int]]:
    """Spans of the source text in the current text."""
    starts = [place.start for place in places]

    def on(offset: int) -> int:
        i = bisect_right(starts, offset) - 1
        if i < 0:
            return offset
        place = places[i]
        return (
            place.now + min(offset - place.start, place.length)
            if offset < place.end
            else offset + (place.now + place.length - place.end)
        )

    return [(on(start), on(end)) for start, end in spans]
