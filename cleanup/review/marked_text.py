"""An article with its changes in place: the text as it will be, what goes and what comes, what is proposed and flagged.

Input and output are laid over each other by their alignment, and the result is cut into lines, as a page shows them, and
these into runs of one kind. Offsets are code points of the output, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from cleanup.core.alignment import Stretch, stretches
from cleanup.core.ledger import Ledger
from cleanup.core.offsets import PassMap, segments_of
from cleanup.document import EXTRACT, Block

RunKind = Literal["same", "gone", "come"]


class Run(NamedTuple):
    """A piece of a line. "same" and "come" stand in the output from `start` on; "gone" stood there in the input and takes
    no place. `edits` are those that changed it, `proposed` those that would, `flags` the names of the flags that it lies in,
    `sentences` the numbers of the summary's sentences."""

    kind: RunKind
    text: str
    start: int
    edits: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line of the page, not empty. `block` is the kind of the output's block that it lies in, "gone" where all of it
    goes, and "left out" where it was no part of the article."""

    block: str
    level: int
    runs: tuple[Run, ...]


def output_spans(ledger: Ledger) -> dict[str, tuple[int, int]]:
    """Where each edit is in the output as it is now: what it wrote where it is applied, else the text it is about."""
    maps = [PassMap(segments_of(p.accepted())) for p in ledger.passes]
    found: dict[str, tuple[int, int]] = {}
    for number, step in enumerate(ledger.passes):
        later = [m for m in maps[number + 1 :] if m.segments]
        for decision in step.decisions:
            span = (decision.edit.start, decision.edit.end)
            if decision.accepted:
                span = maps[number].forward(*span)
            for step_map in later:
                span = step_map.forward(*span)
            found[decision.id] = span
    return found


def marked_lines(
    source: str,
    text: str,
    ledger: Ledger,
    proposed: Mapping[str, tuple[int, int]],
    flags: Mapping[str, tuple[int, int]],
    sentences: Sequence[tuple[int, int]] = (),
    blocks: Sequence[Block] = (),
) -> list[MarkedLine]:
    """The lines of the page. `proposed` are edits that are not applied, with their places; one without text is shown on
    the character before it."""
    layers = _Layers(len(text), proposed, flags, sentences)
    left_out = {d.id for d in ledger if d.edit.stage == EXTRACT}
    starts = [b.start for b in blocks]
    lines: list[MarkedLine] = []
    current: list[Run] = []

    def close() -> None:
        if any(not run.text.isspace() for run in current):
            lines.append(_line(tuple(current), blocks, starts, left_out))
        current.clear()

    for run in _runs(source, text, stretches(ledger.passes), layers):
        if "\n" not in run.text or not (run.kind != "gone" or run.text.strip()):
            current.append(run)
            continue
        at = run.start
        for number, part in enumerate(run.text.split("\n")):
            if number:
                close()
            if part:
                current.append(run._replace(text=part, start=at))
            at += len(part) + 1 if run.kind != "gone" else 0
    close()
    return lines


def _runs(source: str, text: str, changed: Sequence[Stretch], layers: _Layers) -> Iterator[Run]:
    at = 0
    for stretch in changed:
        yield from layers.cut("same", text, at, stretch.start, ())
        gone = source[stretch.source_start : stretch.source_end]
        if gone:
            yield Run("gone", gone, stretch.start, stretch.edits)
        yield from layers.cut("come", text, stretch.start, stretch.end, stretch.edits)
        at = stretch.end
    yield from layers.cut("same", text, at, len(text), ())


def _line(runs: tuple[Run, ...], blocks: Sequence[Block], starts: Sequence[int], left_out: set[str]) -> MarkedLine:
    first = next((run for run in runs if run.kind != "gone" and not run.text.isspace()), None)
    if first is None:
        edits = {e for run in runs for e in run.edits}
        return MarkedLine("left out" if edits and edits <= left_out else "gone", 0, runs)
    at = bisect_right(starts, first.start) - 1
    if at < 0 or blocks[at].end <= first.start:
        return MarkedLine("paragraph", 0, runs)
    return MarkedLine(blocks[at].kind, blocks[at].level, runs)


class _Layers:
    """What lies over which part of the output: proposals, flags, sentences of the summary."""

    def __init__(
        self,
        length: int,
        proposed: Mapping[str, tuple[int, int]],
        flags: Mapping[str, tuple[int, int]],
        sentences: Sequence[tuple[int, int]],
    ) -> None:
        opened: dict[int, list[tuple[str, str | int]]] = defaultdict(list)
        closed: dict[int, list[tuple[str, str | int]]] = defaultdict(list)
        for name, (start, end) in proposed.items():
            if start == end:
                start, end = (start - 1, start) if start else (0, min(1, length))
            opened[start].append(("proposed", name))
            closed[end].append(("proposed", name))
        for name, (start, end) in flags.items():
            opened[start].append(("flags", name))
            closed[end].append(("flags", name))
        for number, (start, end) in enumerate(sentences):
            opened[start].append(("sentences", number))
            closed[end].append(("sentences", number))
        self._opened, self._closed = opened, closed
        self._bounds = sorted({*opened, *closed})
        self._open: dict[tuple[str, str | int], None] = {}
        self._passed = 0  # bounds that were passed

    def cut(self, kind: RunKind, text: str, start: int, end: int, edits: tuple[str, ...]) -> Iterator[Run]:
        """The runs of a span of the output; spans are asked for in order."""
        at = start
        while at < end:
            while self._passed < len(self._bounds) and self._bounds[self._passed] <= at:
                self._pass(self._bounds[self._passed])
            upto = min(end, self._bounds[self._passed]) if self._passed < len(self._bounds) else end
            if not self._open:
                yield Run(kind, text[at:upto], at, edits)
                at = upto
                continue
            layers: dict[str, list[str | int]] = {"proposed": [], "flags": [], "sentences": []}
            for layer, name in self._open:
                layers[layer].append(name)
            yield Run(
                kind,
                text[at:upto],
                at,
                edits,
                tuple(str(name) for name in layers["proposed"]),
                tuple(str(name) for name in layers["flags"]),
                tuple(int(n) for n in layers["sentences"]),
            )
            at = upto

    def _pass(self, bound: int) -> None:
        for item in self._closed.get(bound, ()):
            self._open.pop(item, None)
        for item in self._opened.get(bound, ()):
            self._open[item] = None
        self._passed += 1
