"""An input and its output side by side: which stretch of the one became which of the other, and by which edits.

Edits of several passes that stand on each other make one stretch: one took away what another wrote, stands in its midst, or
closed over the place where it deleted. What has no stretch is the same in both.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from cleanup.core.edit import Decision, Pass


@dataclass(frozen=True, slots=True)
class Stretch:
    """`input[source_start:source_end]` became `output[start:end]` by the applied `edits`, named in the order of
    application. Offsets are code points, half-open; either span may be empty."""

    source_start: int
    source_end: int
    start: int
    end: int
    edits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """`length` code points of a text: the input's own where there is no `edit`; else what that edit wrote, or, without
    length, the place where it took `source_start:source_end` of the input away."""

    source_start: int
    source_end: int
    length: int
    edit: str | None = None

    def cut(self, length: int) -> tuple[_Piece, _Piece]:
        """The first `length` code points, and the rest."""
        middle = self.source_start + length if self.edit is None else self.source_end
        return (
            _Piece(self.source_start, middle, length, self.edit),
            _Piece(middle, self.source_end, self.length - length, self.edit),
        )


class _Groups:
    """Which edits stand on each other, and in what order they were applied."""

    def __init__(self) -> None:
        self._heads: dict[str, str] = {}

    def add(self, edit: str) -> None:
        """The next edit in the order of application."""
        self._heads[edit] = edit

    def join(self, edit: str, other: str) -> None:
        """Take the groups of both together."""
        self._heads[self.head(edit)] = self.head(other)

    def head(self, edit: str) -> str:
        """The edit that names the group."""
        while self._heads[edit] != edit:
            self._heads[edit] = edit = self._heads[self._heads[edit]]
        return edit

    def members(self) -> dict[str, tuple[str, ...]]:
        """The edits of each group in the order of application, by its head."""
        found: dict[str, list[str]] = {}
        for edit in self._heads:
            found.setdefault(self.head(edit), []).append(edit)
        return {head: tuple(edits) for head, edits in found.items()}


def stretches(passes: Iterable[Pass]) -> list[Stretch]:
    """The stretches that differ, in order and without overlap. Those that only touch stay apart."""
    pieces = [_Piece(0, sys.maxsize, sys.maxsize)]  # as long as the input may be
    groups = _Groups()
    for step in passes:
        applied = sorted((d for d in step.decisions if d.accepted), key=lambda d: (d.edit.start, d.edit.end))
        if applied:
            pieces = _after(pieces, applied, groups)
    _join_enclosed(pieces, groups)
    members = groups.members()
    found: list[Stretch] = []
    at = 0
    for head, run in groupby(pieces, key=lambda p: groups.head(p.edit) if p.edit is not None else None):
        same = list(run)
        end = at + sum(p.length for p in same)
        if head is not None:
            found.append(Stretch(same[0].source_start, same[-1].source_end, at, end, members[head]))
        at = end
    return found


def _join_enclosed(pieces: Sequence[_Piece], groups: _Groups) -> None:
    """Join what stands in the midst of what another edit wrote with that edit's group."""
    edits = [(number, piece.edit) for number, piece in enumerate(pieces) if piece.edit is not None]
    last = {groups.head(edit): number for number, edit in edits}
    around, reach = "", -1
    for number, edit in edits:
        head = groups.head(edit)
        if number > reach:
            around = head
        else:
            groups.join(head, around)
        reach = max(reach, last[head])


def _after(pieces: Sequence[_Piece], applied: Sequence[Decision], groups: _Groups) -> list[_Piece]:
    """The pieces after one more pass."""
    out: list[_Piece] = []
    rest = list(reversed(pieces))
    at = 0
    for decision in applied:
        groups.add(decision.id)
        start, end = decision.edit.start, decision.edit.end
        while at < start:
            piece = rest.pop()
            if piece.length > start - at:
                piece, right = piece.cut(start - at)
                rest.append(right)
            out.append(piece)
            at += piece.length
        deletes = False
        while at < end:
            piece = rest.pop()
            if piece.length > end - at:
                piece, right = piece.cut(end - at)
                rest.append(right)
            if piece.edit is None:
                deletes = True
                out.append(_Piece(piece.source_start, piece.source_end, 0, decision.id))
            elif piece.length:
                groups.join(decision.id, piece.edit)
            else:
                if at > start:
                    groups.join(decision.id, piece.edit)
                out.append(piece)
            at += piece.length
        if decision.edit.replacement or not deletes:
            place = out[-1].source_end if out else 0
            out.append(_Piece(place, place, len(decision.edit.replacement), decision.id))
    return out + rest[::-1]
