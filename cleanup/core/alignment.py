"""An input and its output side by side: which stretch of the one became which of the other, and by which edits.

Edits of several passes that stand on each other make one stretch, for between them there is no text that either the
input or the output has. What has no stretch is the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cleanup.core.edit import Pass


@dataclass(frozen=True, slots=True)
class Stretch:
    """`input[source_start:source_end]` became `output[start:end]` by the applied `edits`, named in the order of
    application. Offsets are code points, half-open; either span may be empty."""

    source_start: int
    source_end: int
    start: int
    end: int
    edits: tuple[str, ...]


def stretches(passes: Iterable[Pass]) -> list[Stretch]:
    """The stretches that differ, in order and without overlap. Those that only touch stay apart."""
    found: list[Stretch] = []
    for step in passes:
        applied = [
            Stretch(d.edit.start, d.edit.end, d.edit.start, d.edit.end + growth, (d.id,))
            for d in step.decisions
            if d.accepted
            for growth in (len(d.edit.replacement) - (d.edit.end - d.edit.start),)
        ]
        if applied:
            found = _with_pass(found, applied)
    return found


def _with_pass(before: Sequence[Stretch], applied: Sequence[Stretch]) -> list[Stretch]:
    """The stretches after one more pass. Of `applied`, the source is the text between; `end` counts the edit's own growth
    alone."""
    # (start and end in the text between, whether it is the new pass's, the stretch)
    placed = [(s.start, s.end, False, s) for s in before] + [(s.source_start, s.source_end, True, s) for s in applied]
    placed.sort(key=lambda p: p[:3])
    groups: list[list[tuple[int, int, bool, Stretch]]] = []
    reach = -1
    for item in placed:
        start, end = item[0], item[1]
        # Two that are empty at one place could stand in either order: taken together.
        if groups and (start < reach or (start == end == reach and groups[-1][0][0] == reach)):
            groups[-1].append(item)
        else:
            groups.append([item])
        reach = max(reach, end)
    out: list[Stretch] = []
    back = forth = 0  # from the text between to the input, and to the output, in front of the group
    for group in groups:
        start, end = group[0][0], max(item[1] for item in group)
        source_start, new_start = start + back, start + forth
        for _, _, own, stretch in group:
            growth = (stretch.end - stretch.start) - (stretch.source_end - stretch.source_start)
            if own:
                forth += growth
            else:
                back -= growth
        edits = tuple(e for own in (False, True) for item in group if item[2] is own for e in item[3].edits)
        out.append(Stretch(source_start, end + back, new_start, end + forth, edits))
    return out
