"""The XML of Word files that python-docx has no words for: revisions, comments, paragraphs with marks of their own.

Source: ECMA-376 part 1, sections 17.13.4 (comments) and 17.13.5 (revisions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from docx.oxml.ns import qn
from lxml import etree

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Signature:
    """Whose revision or comment it is, and since when (ISO 8601); the program's own have no time, so that the same article
    makes the same file."""

    author: str
    at: str | None = None

    def attributes(self, number: int) -> dict[str, str]:
        """What an element that is signed has."""
        found = {qn("w:id"): str(number), qn("w:author"): printable(self.author)}
        if self.at is not None and (date := _date(self.at)) is not None:
            found[qn("w:date")] = date
        return found


def printable(text: str) -> str:
    """The text with U+FFFD in the place of each character that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def child(parent: Any, name: str, **attributes: str | int) -> Any:
    """A new element at the end of another, with attributes of the same namespace."""
    return etree.SubElement(parent, qn(f"w:{name}"), {qn(f"w:{key}"): str(value) for key, value in attributes.items()})


def add_run(parent: Any, text: str, *, deleted: bool = False) -> None:
    """A run with a piece of text."""
    run = child(parent, "r")
    for number, part in enumerate(printable(text).split("\t")):
        if number:
            child(run, "tab")
        if part:
            held = child(run, "delText" if deleted else "t")
            held.text = part
            held.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_break(parent: Any) -> None:
    """A run with the break of a line."""
    child(child(parent, "r"), "br")


def add_comment(comments: Any, number: int, signature: Signature, lines: tuple[str, ...]) -> None:
    """A comment with a paragraph for each line."""
    comment = etree.SubElement(comments, qn("w:comment"), signature.attributes(number))
    comment.set(qn("w:initials"), printable(signature.author[:1]))
    for line in lines:
        paragraph = child(comment, "p")
        child(child(paragraph, "pPr"), "pStyle", val="CommentText")
        add_run(paragraph, " ".join(line.split()))


def mark_comment(parent: Any, number: int, where: Literal["Start", "End"]) -> None:
    """Where the range of a comment starts or ends."""
    child(parent, f"commentRange{where}", id=number)


def refer_to_comment(parent: Any, number: int) -> None:
    """The mark of a comment in the text, after its range."""
    run = child(parent, "r")
    child(child(run, "rPr"), "rStyle", val="CommentReference")
    child(run, "commentReference", id=number)


def _date(at: str) -> str | None:
    """A time as Word writes it; None where it is none."""
    try:
        time = datetime.fromisoformat(at)
    except ValueError:
        return None
    if time.tzinfo is not None:
        time = time.astimezone(UTC)
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
