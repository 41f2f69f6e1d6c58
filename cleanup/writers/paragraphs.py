"""An article's text and revisions as a word processor has them: pieces of text, line breaks and ends of paragraphs, each kept,
deleted or inserted.

A paragraph ends at a blank line, however many there are and whatever blanks are in them, and between blocks; other line ends
are breaks inside one. So what is only about blank lines or about how line ends are written has nothing to show.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.revisions import Revision

_LINE_END = re.compile(r"\r\n?|\n")
_LINE_ENDS = re.compile(r"(?:\r\n?|\n)(?:[^\S\r\n]*(?:\r\n?|\n))*")
_SHOWN = re.compile(r"\S")
Status = Literal["kept", "deleted", "inserted"]


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text, or where `kind` says so the break of a line or the end of a paragraph, then without text.

    `start` is where it is in the output, or would be. `revision` is the number of the one that it belongs to.
    """

    kind: Literal["text", "line", "paragraph"]
    status: Status
    start: int
    text: str = ""
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class _Break:
    """Line ends in a row, at `text[start:end]`. At an `edge` of the text they are nothing."""

    start: int
    end: int
    blank: bool
    edge: bool
    between_blocks: bool = False

    @property
    def kind(self) -> Literal["line", "paragraph"]:
        """What a word processor has for it."""
        return "paragraph" if self.blank or self.between_blocks else "line"


class _Breaks:
    """All breaks of a text."""

    def __init__(self, text: str, block_starts: Collection[int] = ()) -> None:
        self.all: list[_Break] = []
        for found in _LINE_ENDS.finditer(text):
            start, end = found.span()
            after = _SHOWN.search(text, end)
            self.all.append(
                _Break(
                    start,
                    end,
                    sum(1 for _ in _LINE_END.finditer(text, start, end)) > 1,
                    start == 0 or end == len(text),
                    end in block_starts or (after is not None and after.start() in block_starts),
                )
            )
        self._starts = [b.start for b in self.all]

    def at(self, offset: int) -> int | None:
        """The number of the break that `text[offset]` is part of."""
        number = bisect_right(self._starts, offset) - 1
        return number if number >= 0 and offset < self.all[number].end else None

    def pieces(self, start: int, end: int) -> Iterator[int]:
        """Where `text[start:end]` changes between text and breaks, from `start` to `end`."""
        yield start
        for number in range(bisect_right(self._starts, start) - 1, len(self.all)):
            if number >= 0:
                found = self.all[number]
                if found.start >= end:
                    break
                yield from (at for at in (found.start, found.end) if start < at < end)
        yield end


def tokens(result: Cleaned, revisions: Sequence[Revision]) -> list[Token]:
    """The text from start to end. Without what was deleted it is the output, without what was inserted the input."""
    return _Tokens(result, revisions).made()


class _Tokens:
    def __init__(self, result: Cleaned, revisions: Sequence[Revision]) -> None:
        self._source, self._output = result.source_text, result.text
        self._changing = [(number, r) for number, r in enumerate(revisions) if r.old != r.new]
        self._old = _Breaks(self._source)
        self._new = _Breaks(self._output, {b.start for b in result.document.blocks})
        self._pairs = dict(self._matched())
        self._paired = set(self._pairs.values())
        self._done_old: set[int] = set()
        self._done_new: set[int] = set()
        self._out: list[Token] = []

    def made(self) -> list[Token]:
        """All tokens."""
        for place, (source, start, length) in enumerate(self._kept()):
            self._add_kept(source, start, length, place)
            if place < len(self._changing):
                self._add_revision(*self._changing[place])
        return self._out

    def _kept(self) -> Iterator[tuple[int, int, int]]:
        """(place in the input, place in the output, length) of what is the same in both: before each revision, and after
        the last."""
        source = start = 0
        for _, revision in self._changing:
            yield source, start, revision.start - start
            source, start = revision.source_end, revision.end
        yield source, start, len(self._output) - start

    def _matched(self) -> Iterator[tuple[int, int]]:
        """The breaks of input and output that are one: that have a line end in common, in order, none twice."""
        last_old = last_new = -1
        for source, start, length in self._kept():
            for line_end in _LINE_END.finditer(self._output, start, start + length):
                old, new = self._old.at(line_end.start() - start + source), self._new.at(line_end.start())
                if old is not None and new is not None and old > last_old and new > last_new:
                    last_old, last_new = old, new
                    yield old, new

    def _add_kept(self, source: int, start: int, length: int, place: int) -> None:
        back = source - start
        cuts = {at - back for at in self._old.pieces(source, source + length)} | set(self._new.pieces(start, start + length))
        for at, end in pairwise(sorted(cuts)):
            old, new = self._old.at(at + back), self._new.at(at)
            if old is None and new is None:
                self._out.append(Token("text", "kept", at, self._output[at:end]))
                continue
            begun = (old is not None and self._old.all[old].start <= source) or (
                new is not None and self._new.all[new].start <= start
            )
            number = self._beside(place, before=begun)
            self._add_breaks(old, new, at, number)
            if old is None:
                self._out.append(Token("text", "deleted", at, self._output[at:end], number))
            elif new is None:
                self._out.append(Token("text", "inserted", at, self._output[at:end], number))

    def _beside(self, place: int, *, before: bool) -> int | None:
        """The revision beside a piece that is kept, which is why a break in it is not the same in both texts."""
        if not self._changing:
            return None
        return self._changing[min(max(0, place - 1) if before else place, len(self._changing) - 1)][0]

    def _add_revision(self, number: int, revision: Revision) -> None:
        for start, end in _cells(self._old, revision.source_start, revision.source_end):
            old = self._old.at(start)
            if old is None:
                self._out.append(Token("text", "deleted", revision.start, self._source[start:end], number))
            self._add_breaks(old, None, revision.start, number)
        for start, end in _cells(self._new, revision.start, revision.end):
            new = self._new.at(start)
            if new is None:
                self._out.append(Token("text", "inserted", start, self._output[start:end], number))
            self._add_breaks(None, new, start, number)

    def _add_breaks(self, old: int | None, new: int | None, at: int, number: int | None) -> None:
        """Add the breaks that begin here: one of both texts where they meet, one that has no other where it begins."""
        if old is not None and new is not None and self._pairs.get(old) == new and old not in self._done_old:
            self._done_old.add(old)
            self._done_new.add(new)
            before, after = self._old.all[old], self._new.all[new]
            if (before.blank, before.edge) == (after.blank, after.edge):
                if not after.edge:
                    self._out.append(Token(after.kind, "kept", at))
                return
            self._add_break(before, "deleted", at, number)
            self._add_break(after, "inserted", at, number)
        if old is not None and old not in self._pairs and old not in self._done_old:
            self._done_old.add(old)
            self._add_break(self._old.all[old], "deleted", at, number)
        if new is not None and new not in self._paired and new not in self._done_new:
            self._done_new.add(new)
            self._add_break(self._new.all[new], "inserted", at, number)

    def _add_break(self, found: _Break, status: Status, at: int, number: int | None) -> None:
        if not found.edge:
            self._out.append(Token(found.kind, status, at, revision=number))


def _cells(breaks: _Breaks, start: int, end: int) -> Iterator[tuple[int, int]]:
    return ((a, b) for a, b in pairwise(breaks.pieces(start, end)) if a < b)
