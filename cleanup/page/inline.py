"""The text of one block as it is gathered: white space folded as a browser shows it, and the marks on it.

Offsets are code points of the block's text, half-open. Characters are not changed; those that no reader sees (soft
hyphens, zero-width spaces) do not come out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.page.page import MarkKind, PageMark

if TYPE_CHECKING:
    from lxml.etree import _Element

CELL_SEPARATOR = "\t"
UNSEEN = frozenset(("struck", "hidden"))  # marks on words that are no part of what a page says; in code these alone count
# Joiners are letters' business in the scripts of India, in Arabic, Persian, Khmer, Burmese, and between emoji.
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufefc\ufe0f\u20e3\u2190-\u2bff\U0001f000-\U0001faff"
_UNSEEN = re.compile(f"[\u00ad\u200b\u2060\ufeff]|(?<![{_JOINED}])[\u200c\u200d]")
_OPENING = "\"'“‘„‚«‹「『»›”’"
# Marks of the quotation that q stands for, outer and inner, where a page leaves them to its reader.
_QUOTES = {
    "de": ("„“", "‚‘"), "cs": ("„“", "‚‘"), "sk": ("„“", "‚‘"), "sl": ("„“", "‚‘"), "hr": ("„“", "‚‘"),
    "pl": ("„”", "‚’"), "hu": ("„”", "»«"), "ro": ("„”", "«»"), "fr": ("«»", "“”"), "it": ("«»", "“”"), "es": ("«»", "“”"),
    "ru": ("«»", "„“"), "uk": ("«»", "„“"), "no": ("«»", "‘’"), "nb": ("«»", "‘’"), "el": ("«»", "“”"),
    "fi": ("””", "’’"), "sv": ("””", "’’"), "ja": ("「」", "『』"), "zh": ("“”", "‘’"),
}  # fmt: skip
_DEFAULT_QUOTES = ("“”", "‘’")


def without_unseen(text: str) -> str:
    """The text without characters that take no room and join or part nothing."""
    return _UNSEEN.sub("", text)


class TextRun:
    """The text of a block that is being gathered, its marks, and what is counted of it."""

    __slots__ = (
        "apart",
        "bold",
        "bold_depth",
        "broke",
        "buffer",
        "flat",
        "image",
        "item",
        "length",
        "link_depth",
        "linked",
        "links",
        "loose",
        "marks",
        "new_line",
        "open_marks",
        "pending",
        "pre",
        "quotes",
        "run",
    )

    def __init__(self) -> None:
        self.buffer: list[str] = []
        self.length = 0
        self.pending = False  # white space was read, and is written before the next word
        self.linked = self.links = self.bold = 0
        self.link_depth = self.bold_depth = 0
        self.pre = 0
        self.loose = False  # code outside pre: line ends in the page's source are none of its own
        self.flat = 0  # inside a data table: inner blocks do not part the row
        self.image = False
        self.broke = False  # the last break was a line break, not a block boundary
        self.run = 0
        self.marks: list[PageMark] = []
        self.open_marks: list[tuple[_Element, PageMark]] = []  # one a kind: what is emphasized twice is emphasized
        self.quotes: list[tuple[_Element, str]] = []
        self.apart = False  # the page shows a gap before the next word
        self.item = ""  # inside a cell, the mark of the list item that the next word begins
        self.new_line = False  # inside a cell, and the page shows the next word in a new line

    def text(self, piece: str) -> None:
        """A piece of the page's text."""
        if not piece.isascii():
            piece = without_unseen(piece)
        if self.pre:
            self.code(piece)
            return
        words = piece.split()
        if not words:
            self.pending = self.pending or bool(piece)
            return
        self.put(" ".join(words), spaced=piece[0].isspace())
        self.pending = piece[-1].isspace()

    def code(self, piece: str) -> None:
        if self.broke and "\n" in piece and not piece.strip():
            return  # layout of the page's source between two elements that hold a line each
        if self.loose and "\n" in piece:
            piece = re.sub(r"[ \t]*\n\s*", "" if self.broke or not self.length else " ", piece)
        self.broke = False
        if piece.strip():
            self.begin_marks()
        self.buffer.append(piece)
        self.length += len(piece)

    def put(self, out: str, *, spaced: bool = False) -> None:
        """Words as they are to be written, behind one space where white space comes before them."""
        if self.length:
            if (spaced or self.pending or self.apart) and self.buffer[-1] != CELL_SEPARATOR:
                self.buffer.append(" ")
                self.length += 1
                if self.new_line:
                    self.marks.append(PageMark(self.length - 1, self.length, "line"))
        elif not self.pre:
            self.run += not (self.broke or self.flat)
            self.broke = False
        self.apart = self.new_line = False
        if self.item:
            self.marks.append(PageMark(self.length, self.length, "item", self.item))
            self.item = ""
        self.begin_marks()
        self.buffer.append(out)
        self.length += len(out)
        if self.link_depth:
            self.linked += len(out)
        if self.bold_depth:
            self.bold += len(out)
        self.pending = False

    def begin_marks(self) -> None:
        """What is open marks what comes next."""
        for _, mark in self.open_marks:
            if mark.start < 0:
                mark.start = self.length

    def marked(self, out: str, kind: MarkKind, target: str = "") -> None:
        """Words that are one mark, right behind what comes before."""
        self.put(out)
        self.marks.append(PageMark(self.length - len(out), self.length, kind, target))

    def before(self) -> str:
        """The end of the text so far, empty where the next word does not touch it."""
        if self.pending or self.apart or not self.length:
            return ""
        end = "".join(self.buffer[-3:])[-12:]
        return end if end and not end[-1].isspace() else ""

    def open(self, el: _Element, kind: MarkKind, target: str = "") -> None:
        """An element begins that marks its text."""
        if kind == "link":
            self.link_depth += 1
            self.links += 1
        elif kind == "strong":
            self.bold_depth += 1
        if all(mark.kind != kind for _, mark in self.open_marks):
            self.open_marks.append((el, PageMark(-1, -1, kind, target)))

    def close(self, el: _Element, kind: MarkKind | None) -> None:
        """An element ends; `kind` is what its name marks."""
        if kind == "link":
            self.link_depth -= 1
        elif kind == "strong":
            self.bold_depth -= 1
        while self.open_marks and self.open_marks[-1][0] is el:
            mark = self.open_marks.pop()[1]
            if 0 <= mark.start < self.length and (mark.kind in UNSEEN or not self.pre):
                mark.end = self.length
                self.marks.append(mark)

    def open_quote(self, el: _Element, language: str) -> None:
        """Quotation marks for a q element, unless the page has printed them."""
        first = (el.text or "").lstrip()[:1]
        if (first and first in _OPENING) or (self.before() or " ")[-1] in _OPENING:
            return
        pairs = _QUOTES.get(language, _DEFAULT_QUOTES)
        pair = pairs[len(self.quotes) % 2]
        inner = "\N{NARROW NO-BREAK SPACE}" if language == "fr" and pair == "«»" else ""
        self.put(pair[0] + inner)
        self.quotes.append((el, inner + pair[1]))

    def close_quote(self, el: _Element) -> None:
        if self.quotes and self.quotes[-1][0] is el:
            spaced, self.pending = self.pending, False
            self.put(self.quotes.pop()[1])
            self.pending = spaced

    def take(self) -> tuple[str, list[PageMark]]:
        """The text and its marks in the order in which they were closed; open elements go on in the next block."""
        for _, mark in self.open_marks:
            if 0 <= mark.start < self.length and (mark.kind in UNSEEN or not self.pre):
                self.marks.append(PageMark(mark.start, self.length, mark.kind, mark.target))
            mark.start = -1
        marks, self.marks = _joined(self.marks), []
        return "".join(self.buffer), marks

    def clear(self) -> None:
        """Ready for the next block."""
        self.buffer.clear()
        self.length = 0
        self.pending = self.apart = self.new_line = False
        self.item = ""
        self.linked = self.bold = 0
        self.links = 1 if self.link_depth else 0
        self.image = False
        self.broke = False


def _joined(marks: list[PageMark]) -> list[PageMark]:
    """Marks of a kind that touch are one; footnotes stay apart."""
    out: list[PageMark] = []
    last: dict[str, PageMark] = {}
    for mark in marks:
        before = last.get(mark.kind)
        if (
            before is not None
            and before.end == mark.start
            and before.target == mark.target
            and mark.kind not in ("footnote", "math")
        ):
            before.end = mark.end
        else:
            out.append(mark)
            last[mark.kind] = mark
    return out
