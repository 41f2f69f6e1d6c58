"""The body of a Word file: paragraphs with revisions in them, and the places of comments."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from cleanup.writers.docx_styles import BlockStyles
from cleanup.writers.docx_xml import Signature, add_break, add_run, child, mark_comment, refer_to_comment
from cleanup.writers.paragraphs import Token
from cleanup.writers.revisions import Revision

_ELEMENT = {"deleted": "del", "inserted": "ins"}
_ENDS, _STARTS, _ENDS_EMPTY = range(3)  # the order at one place


@dataclass(frozen=True, slots=True, order=True)
class _Event:
    """The range of a comment starts or ends at a place of the output."""

    offset: int
    order: int
    comment: int


class Body:
    """Takes the places of all comments first, then writes the text."""

    def __init__(self, element: Any, styles: BlockStyles) -> None:
        self._element, self._styles = element, styles
        self._comments = 0
        self._revisions: dict[int, int] = {}  # number of a revision: number of its comment
        self._events: list[_Event] = []
        self._next = 0  # event
        self._signed = 0
        self._paragraph: Any = None

    def note_start(self) -> int:
        """A comment at the start of the text. -> its number"""
        return self.note_passage(0, 0)

    def note_revision(self, revision: int) -> int:
        """A comment on a revision, by its number. -> the comment's number"""
        self._revisions[revision] = self._comments
        self._comments += 1
        return self._comments - 1

    def note_passage(self, start: int, end: int) -> int:
        """A comment on `output[start:end]`. -> its number"""
        number = self._comments
        self._comments += 1
        self._events += [_Event(start, _STARTS, number), _Event(end, _ENDS if end > start else _ENDS_EMPTY, number)]
        return number

    def write(self, tokens: Sequence[Token], revisions: Sequence[Revision]) -> None:
        """Add the paragraphs in front of the section's properties, which a body ends with."""
        section = self._element.find(qn("w:sectPr"))
        self._events.sort()
        last = {t.revision: number for number, t in enumerate(tokens) if t.revision is not None}
        begun: set[int] = set()
        for first, end, place in _paragraphs(tokens):
            self._paragraph = etree.Element(qn("w:p"))
            section.addprevious(self._paragraph)
            properties = child(self._paragraph, "pPr")
            if place is not None:
                self._styles.style(properties, place)
            if _is_right_to_left(t.text for t in tokens[first:end]):
                child(properties, "bidi")
            for index in range(first, end):
                token = tokens[index]
                signature = None if token.revision is None else signature_of(revisions[token.revision])
                if token.revision is not None and token.revision not in begun:
                    begun.add(token.revision)
                    mark_comment(self._paragraph, self._revisions[token.revision], "Start")
                if token.kind == "paragraph":
                    if signature is not None:
                        self._signed_element(child(properties, "rPr"), token.status, signature)
                else:
                    self._add(token, signature)
                if token.revision is not None and last[token.revision] == index:
                    self._end_revision(token.revision, revisions[token.revision])
        self._pass_events(None)

    def _add(self, token: Token, signature: Signature | None) -> None:
        """Text, or the break of a line, with the comments on the output that start and end in it."""
        if token.status == "deleted" or token.kind == "line":
            self._add_piece(token, token.text, signature)
            return
        at, end = token.start, token.start + len(token.text)
        self._pass_events((at, _ENDS_EMPTY))
        while at < end:
            stop = min(end, self._events[self._next].offset) if self._next < len(self._events) else end
            self._add_piece(token, token.text[at - token.start : stop - token.start], signature)
            at = stop
            self._pass_events((at, _ENDS_EMPTY if at < end else _ENDS))

    def _add_piece(self, token: Token, text: str, signature: Signature | None) -> None:
        parent = self._paragraph if signature is None else self._signed_element(self._paragraph, token.status, signature)
        if token.kind == "line":
            add_break(parent)
        else:
            add_run(parent, text, deleted=token.status == "deleted")

    def _pass_events(self, until: tuple[int, int] | None) -> None:
        """Start and end the ranges of comments up to an (offset, order); of all that are left, for None."""
        while self._next < len(self._events):
            event = self._events[self._next]
            if until is not None and (event.offset, event.order) > until:
                return
            self._next += 1
            mark_comment(self._paragraph, event.comment, "Start" if event.order == _STARTS else "End")
            if event.order != _STARTS:
                refer_to_comment(self._paragraph, event.comment)

    def _end_revision(self, number: int, revision: Revision) -> None:
        """The comment on what was only deleted goes with it when that is accepted, on what was only inserted when rejected."""
        comment = self._revisions[number]
        parent = self._paragraph
        mark_comment(parent, comment, "End")
        if not revision.new or not revision.old:
            parent = self._signed_element(parent, "inserted" if revision.new else "deleted", signature_of(revision))
        refer_to_comment(parent, comment)

    def _signed_element(self, parent: Any, status: str, signature: Signature) -> Any:
        self._signed += 1
        return etree.SubElement(parent, qn(f"w:{_ELEMENT[status]}"), signature.attributes(self._signed))


def signature_of(revision: Revision) -> Signature:
    """Whose revision it is."""
    return Signature(revision.author, revision.human.at if revision.human is not None else None)


def _paragraphs(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int | None]]:
    """(first token, end, place in the output that tells its style) of each paragraph. Paragraphs that become one when
    revisions are accepted have that one's style; those that go are plain."""
    bounds, first = [], 0
    for number, token in enumerate(tokens):
        if token.kind == "paragraph":
            bounds.append((first, number + 1))
            first = number + 1
    bounds.append((first, len(tokens)))
    place: int | None = None
    for first, end in bounds:
        here = next((t.start for t in tokens[first:end] if t.kind == "text" and t.status != "deleted" and t.text.strip()), None)
        mark = tokens[end - 1] if end > first and tokens[end - 1].kind == "paragraph" else None
        goes = mark is not None and mark.status == "deleted"
        yield first, end, here if here is not None or goes else place
        place = (here if here is not None else place) if goes else None


def _is_right_to_left(texts: Iterator[str]) -> bool:
    """Whether the first letter that has a direction is written from right to left."""
    for text in texts:
        for character in text:
            direction = unicodedata.bidirectional(character)
            if direction in ("L", "R", "AL"):
                return direction != "L"
    return False
