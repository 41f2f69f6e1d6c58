"""The text with its revisions and flags in CriticMarkup: {--deleted--} {++inserted++} {~~old~>new~~} {==flagged==} {>>why<<}.

Accepting every mark gives the output text, refusing every mark the input's, sign for sign. Source: the syntax and regular
expressions of github.com/CriticMarkup/CriticMarkup-toolkit; readers differ, so nothing here asks more of one than those do:

- a mark holds a piece of one line, or line ends alone, which is how the syntax wants paragraphs to be marked;
- marks never stand inside each other: what is flagged is highlighted around its revisions;
- there is no escape in the syntax, and one with backslashes would be read as text. A text's own "{--" is parted by an empty
  comment, and where it is inside a mark, by ending the mark and beginning another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions
from cleanup.writers.revisions import Passage, Revision, flagged, merged, revisions, suggested

_LINES = re.compile(r"[\r\n]+|[^\r\n]+")
_OPENING = re.compile(r"(?<=\{)(?=--|\+\+|~~|==|>>)")
# What begins or ends a mark; the toolkit lets blanks and a note in brackets stand before the closing brace.
_BORDER = re.compile(_OPENING.pattern + r"|(?<=-)(?=-[ \t]*[\[}])|(?<=\+)(?=\+[ \t]*[\[}])|(?<==)(?==[ \t]*[\[}])")
_BESIDE_SUBSTITUTION = re.compile(r"[~<>{}\r\n]")
_UNMARKED_TAIL = re.compile(r"[ \t\[\]]*\Z")  # the toolkit drops blanks and brackets at the end of a highlight


def render(result: Cleaned, options: RenderOptions) -> str:
    """The marked text, with no line end that it has not itself. With `changes`, suggestions are comments at their places;
    they are no marks, for whoever accepts all would apply them."""
    flags = flagged(result)
    notes = sorted([*flags, *(suggested(result.ledger) if options.changes else ())], key=lambda p: p.end)
    return "".join(_Writer(result.text, flags, notes).written(revisions(result)))


class _Writer:
    """Writes a text from its start to its end, with the notes whose passages have ended."""

    def __init__(self, text: str, flags: list[Passage], notes: list[Passage]) -> None:
        self._text = text
        self._edges = list(chain.from_iterable(merged(flags)))  # where highlights begin and end, in turns
        self._notes = notes
        self._at = self._passed = self._told = 0

    def written(self, found: list[Revision]) -> Iterator[str]:
        for revision in found:
            yield from self._kept(revision.start)
            yield from _marks(revision.old, revision.new)
            yield "".join(_comment(note) for note in revision.notes)
            self._at = revision.end
        yield from self._kept(len(self._text))

    def _kept(self, end: int) -> Iterator[str]:
        """What is the same in input and output, from where the last piece ended."""
        while True:
            while self._passed < len(self._edges) and self._edges[self._passed] <= self._at:
                self._passed += 1
            while self._told < len(self._notes) and self._notes[self._told].end <= self._at:
                yield _comment(self._notes[self._told].note)
                self._told += 1
            if self._at >= end:
                return
            stop = min(end, self._next_edge(), self._notes[self._told].end if self._told < len(self._notes) else end)
            piece = self._text[self._at : stop]
            yield from _highlight(piece) if self._passed % 2 else [_parted(piece)]
            self._at = stop

    def _next_edge(self) -> int:
        return self._edges[self._passed] if self._passed < len(self._edges) else len(self._text)


def _marks(old: str, new: str) -> Iterator[str]:
    if old == new:
        yield _parted(old)
    elif old and new and not _BESIDE_SUBSTITUTION.search(old + new):
        yield f"{{~~{old}~>{new}~~}}"
    else:
        yield from (f"{{--{piece}--}}" for piece in _pieces(old))
        yield from (f"{{++{piece}++}}" for piece in _pieces(new))


def _highlight(text: str) -> Iterator[str]:
    for piece in _pieces(text):
        tail = _UNMARKED_TAIL.search(piece)
        end = tail.start() if tail else len(piece)
        marked = piece[:end] if piece.strip() else ""
        yield (f"{{=={marked}==}}" if marked else "") + piece[len(marked) :]


def _pieces(text: str) -> Iterator[str]:
    """Pieces that a mark can hold."""
    for line in _LINES.findall(text):
        yield from (piece for piece in _BORDER.split(line) if piece)


def _parted(text: str) -> str:
    return _OPENING.sub("{>><<}", text)


def _comment(note: str) -> str:
    note = _OPENING.sub(" ", " ".join(note.split())).replace("<<}", "<< }")
    return f"{{>>{note}<<}}"
