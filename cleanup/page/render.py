"""A parsed HTML page to blocks: one pass over the tree, no recursion (a page may nest ten thousand elements), linear in
the size of the page. Nothing is judged here except what no reader sees: scripts, styles, form controls, embedded objects.
Words that the page hides in the midst of a line are marked; blocks that it hides stand in a hidden container.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.page.code import code_language, code_text, is_code_in_lines, is_loose_code, keeps_lines
from cleanup.page.elements import (
    LINE_NUMBERS,
    attribute_tokens,
    description_to_read,
    fields_apart,
    is_data,
    is_data_table,
    is_permalink,
    is_row_of_fields,
    is_value,
    only_numbers,
)
from cleanup.page.inline import CELL_SEPARATOR, UNSEEN, TextRun, without_unseen
from cleanup.page.lists import Numbering, Spans, has_terms, numbering_of
from cleanup.page.math import Formula, draws_formulas, formula_of, formula_of_image, formulas_in
from cleanup.page.notes import find_notes
from cleanup.page.page import Container, ListRole, Page, PageBlock, PageBlockKind, PageMark
from cleanup.page.scripts import LONGEST, parts_by_kind, script_text, subscript, superscript
from cleanup.page.styles import hidden_classes, is_hidden_in_line, list_styles, strikes
from cleanup.page.tags import BREAK_IS_SPACE, FIELDS, HEADINGS, INLINE, MARKS, SKIPPED

if TYPE_CHECKING:
    from lxml.etree import _Element

# How deep the path of containers is followed; real pages stay below 60, and a hostile one must not cost n^2.
MAX_DEPTH = 120
# Kinds of blocks that can begin as Markdown defines a footnote; before code, a row or a heading the label would be theirs.
_DEFINING = frozenset(("paragraph", "list_item", "quote", "caption"))


def render(root: _Element) -> Page:
    """The blocks of the element and all below it."""
    renderer = _Renderer(root)
    renderer.walk(root)
    return Page(renderer.blocks, renderer.containers)


class _Item:
    """A list item, a term, a definition or a note: whether its first block of text was seen (later ones are paragraphs),
    and whether one of another kind came before it."""

    __slots__ = ("begun", "mark", "note", "number", "opens", "role", "used")

    def __init__(
        self, number: int | None = None, mark: str = "", note: str = "", role: ListRole = "", opens: bool = False
    ) -> None:
        self.used = self.begun = False
        self.opens = opens  # an item of its own, not a part of one
        self.number = number
        self.mark = mark
        self.note = note
        self.role = role


@dataclass(slots=True, eq=False)
class _Frame:
    container: int
    depth: int
    kind: PageBlockKind
    level: int
    ordered: bool
    tag: str
    item: _Item
    lists: int
    numbering: Numbering
    items: int  # list items and definitions around
    element: _Element | None
    terms: bool = False  # in a definition list that has both


_ROOT = _Frame(-1, -1, "paragraph", 0, False, "", _Item(), 0, Numbering(), 0, None)
_TEXT = frozenset(("paragraph", "list_item", "caption"))


def _row_heads(text: str, heads: Collection[int], first: bool) -> list[PageMark]:
    """Marks on the head cells of a row, as a page shows them; none where the row is the head of its table."""
    if not heads:
        return []
    cells = text.split(CELL_SEPARATOR)
    if first and all(i in heads or not cell.strip() for i, cell in enumerate(cells)):
        return []
    marks: list[PageMark] = []
    at = 0
    for i, cell in enumerate(cells):
        if i in heads and cell.strip():
            marks.append(PageMark(at, at + len(cell), "strong"))
        at += len(cell) + 1
    return marks


class _Renderer:
    """State of the one pass: the block being gathered, and the elements it stands in."""

    __slots__ = (
        "blocks",
        "cell_heads",
        "cells",
        "closed",
        "containers",
        "formula_text",
        "hidden_classes",
        "in_note",
        "language",
        "line",
        "list_styles",
        "notes",
        "queue",
        "rows_of_fields",
        "spans",
        "stack",
        "table",
        "tongue",
    )

    def __init__(self, root: _Element) -> None:
        self.blocks: list[PageBlock] = []
        self.containers: list[Container] = []
        self.line = TextRun()
        self.stack: list[_Frame] = []
        self.cells = 0
        self.cell_heads: set[int] = set()  # which cells of the row are heads
        self.table = 0  # the run of the table that a row was read of
        self.spans = Spans()
        self.notes = find_notes(root)
        self.queue: deque[tuple[_Element, str]] = deque()  # sidenotes that come after the block being gathered
        self.in_note = False
        self.hidden_classes = hidden_classes(root)
        self.list_styles = list_styles(root)
        self.formula_text = draws_formulas(root)
        self.tongue = (root.get("lang") or "").split("-")[0].lower()
        self.language = ""  # of the code being gathered
        self.closed: _Element | None = None  # the element in a line that has just ended, if no text came since
        self.rows_of_fields: tuple[_Element, bool] | None = None  # the last parent that was looked at

    def text(self, piece: str) -> None:
        """A piece of the page's text."""
        self.closed = None
        if ("$" in piece or "\\(" in piece or "\\[" in piece) and not self.line.pre:
            for part in formulas_in(piece, self.formula_text):
                if isinstance(part, Formula):
                    self.formula(part)
                elif part:
                    self.line.text(part)
        else:
            self.line.text(piece)

    def flush(self) -> None:
        """End the block being gathered, if it has text; sidenotes that were called in it come next."""
        self.end_block()
        if self.in_note or not self.queue:
            return
        self.in_note = True
        while self.queue:
            el, label = self.queue.popleft()
            self.stack.append(self.inner_frame(label))
            self.walk(el)
            self.stack.pop()
        self.in_note = False

    def inner_frame(self, note: str = "") -> _Frame:
        """A frame for a block of its own in the midst of another."""
        top = self.stack[-1] if self.stack else _ROOT
        return _Frame(
            top.container,
            top.depth,
            "paragraph",
            0,
            False,
            top.tag,
            _Item(note=note),
            top.lists,
            top.numbering,
            top.items,
            None,
            top.terms,
        )

    def end_block(self) -> None:
        line = self.line
        if not line.length:
            line.pending = line.apart = False
            self.cells = 0
            if line.pre:
                line.buffer.clear()
            return
        text, marks = line.take()
        frame = self.stack[-1]
        kind, level, item = frame.kind, frame.level, frame.item
        number: int | None = None
        within = frame.items
        if line.pre:
            kind = "code"
            text, marks = code_text(text, marks, self.language)
        elif line.flat:
            kind = "table"
            marks += _row_heads(text, self.cell_heads, first=self.table != line.run)
            if frame.tag != "caption":
                self.table = line.run
        if text.strip() and not (kind != "code" and is_data(text, marks)):
            role, mark = item.role if kind == "paragraph" else "", ""
            if kind == "list_item":
                if item.used:
                    kind, level = "paragraph", 0
                else:
                    number, mark = item.number, item.mark
                    within -= 1
                    role = "goes on" if item.begun else ""
            elif role == "definition":
                if item.used or item.begun:
                    role = ""
                else:
                    within -= 1
                    item.used = True
            elif kind not in _TEXT and within and item.opens and not (item.used or item.begun or item.note):
                item.begun = True
                number, mark, role = item.number, item.mark, "first"
                within -= 1
            note = item.note if not item.used and kind in _DEFINING else ""
            item.used = item.used or (frame.kind == "list_item" and kind in ("list_item", "paragraph")) or bool(note)
            self.blocks.append(
                PageBlock(
                    text,
                    kind,
                    level,
                    frame.ordered,
                    frame.container,
                    frame.tag,
                    line.linked,
                    line.links,
                    line.bold,
                    line.run,
                    line.image,
                    self.cells if line.flat else 0,
                    marks,
                    number,
                    self.language if kind == "code" else "",
                    within,
                    note,
                    role,
                    mark,
                )
            )
        line.clear()
        self.cells = 0
        self.cell_heads.clear()

    def walk(self, root: _Element) -> None:
        from lxml.etree import iterwalk

        walker = iterwalk(root, events=("start", "end"))
        passed: _Element | None = None  # an element whose content was passed over; its end still comes by
        for event, el in walker:
            tag = el.tag
            if event == "start":
                if not self.start(el, tag):
                    walker.skip_subtree()
                    passed = el
                    continue
                text = el.text
                if text:
                    self.text(text)
            else:
                if el is passed:
                    passed = None
                else:
                    self.end(el, tag)
                if el is not root:
                    tail = el.tail
                    if tail:
                        self.text(tail)
        self.flush()

    def start(self, el: _Element, tag: str) -> bool:
        """An element begins. False: nothing in it is to be read, or all of it was."""
        if tag in SKIPPED:
            return self.start_skipped(el, tag)
        notes = self.notes
        if notes.left_out and el in notes.left_out:
            return False
        if notes.asides and el in notes.asides and self.stack[-1].element is not None and not (self.line.flat or self.line.pre):
            self.queue.append((el, notes.asides[el]))
            return False
        if tag in INLINE:
            return self.start_inline(el, tag)
        if tag == "br":
            self.line_break()
            return False
        if tag == "hr":
            if not self.line.flat:
                self.flush()
            return False
        if isinstance(tag, str):
            return self.start_block(el, tag)
        return True

    def start_skipped(self, el: _Element, tag: str) -> bool:
        if tag == "template" and "shadowrootmode" in el.attrib:
            self.open_block(el, "div")
            return True
        if tag == "script":
            formula = formula_of(el, tag)
            if formula is not None:
                self.formula(formula)
        elif tag == "input" and el in self.notes.marks and not self.line.pre:
            self.note_marks(el)
        return False

    def start_block(self, el: _Element, tag: str) -> bool:
        line = self.line
        if tag in ("td", "th", "pre"):
            if LINE_NUMBERS.search(el.get("class") or "") and only_numbers(el):
                return False
            if line.flat and tag != "pre":
                for _ in range(self.spans.gaps(self.cells) if line.flat == 1 else 0):
                    self.open_cell()
                if line.flat == 1:
                    self.spans.cell(el, self.cells)
                self.open_cell()
                if tag == "th":
                    self.cell_heads.add(self.cells - 1)
        elif el.attrib:
            formula = formula_of(el, tag)
            if formula is not None:
                self.formula(formula)
                return False
            if tag == "div" and not line.pre and not line.flat and is_loose_code(el):
                line.loose = True
                tag = "pre"
        self.open_block(el, tag)
        return True

    def end(self, el: _Element, tag: str) -> None:
        """An element ends whose content was read."""
        if tag in INLINE:
            if self.stack and self.stack[-1].element is el:
                self.close_block("pre")
            elif tag != "img":
                self.line.close(el, MARKS.get(tag))
                self.line.close_quote(el)
                self.closed = el
        elif tag == "template":
            if self.stack[-1].element is el:
                self.close_block("div")
        elif isinstance(tag, str):
            self.close_block(self.stack[-1].tag)

    def open_cell(self) -> None:
        if self.cells:
            self.line.buffer.append(CELL_SEPARATOR)
            self.line.length += len(CELL_SEPARATOR)
            self.line.pending = self.line.new_line = False
        self.line.item = ""
        self.cells += 1

    def line_break(self) -> None:
        line = self.line
        self.closed = None
        if line.pre:
            line.buffer.append("\n")
            line.length += 1
            line.broke = line.broke or line.loose
        elif line.flat or (self.stack and self.stack[-1].tag in BREAK_IS_SPACE):
            line.pending = True
            line.new_line = line.flat > 0
        elif line.length:
            self.flush()
            line.broke = True
        else:
            line.broke = False  # two in a row part paragraphs

    def start_inline(self, el: _Element, tag: str) -> bool:
        """An element in a line begins. False: it is read, or not to be read."""
        line = self.line
        if tag == "img":
            self.image(el)
            return True
        if self.notes.marks and el in self.notes.marks and not line.pre:  # in code nothing is marked: it is read as it stands
            self.note_marks(el)
            return False
        css = el.get("class") or "" if el.attrib else ""
        if line.pre:
            if css and LINE_NUMBERS.search(css):
                return False
        elif tag in ("code", "tt") and not line.flat and self.stack and self.stack[-1].tag not in HEADINGS:
            if is_code_in_lines(el) or keeps_lines(el):
                line.loose = not keeps_lines(el)
                self.open_block(el, "pre")
                return True
        elif tag == "math" or css or tag.startswith("mjx"):
            formula = formula_of(el, tag)
            if formula is not None:
                self.formula(formula)
                return False
            if ("edit" in css and "mw-editsection" in css) or (tag == "a" and is_permalink(el, css)):
                return False
        if tag == "a" and not css and self.stack and self.stack[-1].tag in HEADINGS and is_permalink(el, css):
            return False
        if tag in ("sup", "sub") and self.script(el, tag):
            return False
        if tag in FIELDS:
            self.field_begins(el)
        self.open_marks(el, tag, css)
        return True

    def open_marks(self, el: _Element, tag: str, css: str) -> None:
        line = self.line
        kind = MARKS.get(tag)
        if kind is not None:
            line.open(el, kind, (el.get("href") or "") if kind == "link" else "")
        if el.attrib:
            if is_hidden_in_line(el, css, self.hidden_classes):
                line.open(el, "hidden")
            if strikes(el.get("style")):
                line.open(el, "struck")
            if "itemprop" in el.attrib and is_value(el, tag):
                line.open(el, "value")
        if tag == "q" and not line.pre:
            line.open_quote(el, self.tongue)

    def field_begins(self, el: _Element) -> None:
        """Where the element before this one ended right here: whether the page shows the two apart."""
        before, line = self.closed, self.line
        if before is None or line.pre or line.pending or not line.length or el.getprevious() is not before:
            return
        parent = el.getparent()
        if parent is None or (self.stack and self.stack[-1].tag in HEADINGS):
            return
        if self.rows_of_fields is None or self.rows_of_fields[0] is not parent:
            self.rows_of_fields = (parent, is_row_of_fields(parent))
        line.apart = self.rows_of_fields[1] and fields_apart(before, el, parent)

    def script(self, el: _Element, tag: str) -> bool:
        """Write a sup or sub element; False where it holds more than a few characters, which are then read as they come."""
        line = self.line
        if el.attrib and is_hidden_in_line(el, el.get("class") or "", self.hidden_classes):
            return False
        if len(el) and self.script_in_parts(el, tag):
            return True
        raw = script_text(el)
        text = " ".join(without_unseen(raw or "").split())
        if raw is None or len(text) > LONGEST:
            line.apart = bool(line.before())  # what is too much to be raised at least joins no number
            return False
        if not text:
            return True
        spaced = raw[0].isspace()
        before, after = "" if spaced else line.before(), (el.tail or "")[:1]
        out = superscript(text, before, self.tongue, after) if tag == "sup" else subscript(text, before, after)
        link = next(el.iter("a"), None)
        if line.pre:
            line.code(out)
            return True
        if link is not None:
            line.open(link, "link", link.get("href") or "")
        line.put(out.lstrip(), spaced=spaced or out[:1] == " ")
        if link is not None:
            line.close(link, "link")
        line.pending = raw[-1].isspace()
        return True

    def unseen_kind(self, el: _Element) -> str:
        """Whether an element in a line is struck out or hidden, by its own name and attributes."""
        if MARKS.get(el.tag) == "struck" or (el.attrib and strikes(el.get("style"))):
            return "struck"
        return "hidden" if el.attrib and is_hidden_in_line(el, el.get("class") or "", self.hidden_classes) else ""

    def script_in_parts(self, el: _Element, tag: str) -> bool:
        """Write a sup or sub element in which some words are struck out or hidden, these with their mark; False for others."""
        parts = parts_by_kind(el, self.unseen_kind)
        if parts is None:
            return False
        line = self.line
        for piece, kind in parts:
            text = " ".join(without_unseen(piece).split())
            if not text:
                continue
            before = line.before()
            out = (superscript(text, before, self.tongue) if tag == "sup" else subscript(text, before)).strip()
            if line.pre:
                line.code(out)
            else:
                line.put(out)
            if kind in UNSEEN:
                line.marks.append(PageMark(line.length - len(out), line.length, "hidden" if kind == "hidden" else "struck"))
        return True

    def image(self, img: _Element) -> None:
        self.line.image = True
        if self.line.pre:
            return
        formula = formula_of_image(img)
        if formula is not None:
            self.formula(formula)
            return
        words = description_to_read(img)
        if words:
            self.line.put(words)

    def note_marks(self, el: _Element) -> None:
        for label in self.notes.marks[el]:
            self.line.marked(f"[^{label}]", "footnote", label)

    def formula(self, formula: Formula) -> None:
        """Write a formula, once, in its line or as a block of its own."""
        line = self.line
        if not formula.text:
            return
        own_block = formula.display and not line.pre and not line.flat and bool(self.stack) and self.stack[-1].kind != "heading"
        if formula.display and not own_block:
            formula = Formula(formula.text, formula.latex)
        if line.pre:
            line.code(formula.written)
            return
        if own_block:
            self.flush()
            self.stack.append(self.inner_frame())
        if formula.latex and formula.written != formula.text:
            line.marked(formula.written, "math")
        else:
            line.put(formula.written)
        if own_block:
            self.flush()
            self.stack.pop()

    def open_block(self, el: _Element, tag: str) -> None:
        line = self.line
        self.closed = None
        if line.flat:
            line.pending = line.new_line = True
            if tag == "tr":
                self.flush()
        elif line.pre:
            self.code_line()
        else:
            self.flush()
        stack = self.stack
        parent = stack[-1] if stack else _ROOT
        index = self.container(el, tag, parent)
        kind, level, ordered, item = parent.kind, parent.level, parent.ordered, parent.item
        lists, numbering, items = parent.lists, parent.numbering, parent.items
        terms = parent.terms
        if tag in HEADINGS:
            kind, level = "heading", HEADINGS[tag]
        elif tag == "li":
            kind, level, ordered = "list_item", max(lists - 1, 0), numbering.ordered
            item = _Item(*numbering.item(el), opens=True)
            items += 1
            if line.flat:
                line.item = item.mark or (f"{item.number}." if item.number is not None else "•" if lists < 2 else "◦")
        elif tag == "dt" and terms:
            item = _Item(role="term")
            items -= parent.tag == "dd"  # one that was left open
        elif tag == "dd" and terms and el not in self.notes.bodies:
            item = _Item(role="definition", opens=True)
            items += parent.tag != "dd"
        elif tag == "dl":
            terms = has_terms(el) and not (kind == "list_item" and not item.used)
            if terms:
                lists += 1
                kind, level = ("paragraph", 0) if kind == "list_item" else (kind, level)
        elif tag == "blockquote":
            kind, level = "quote", 0
        elif tag in ("figcaption", "caption"):
            kind, level = "caption", 0
        elif tag == "pre":
            if not line.pre:
                self.language = code_language(el)
            line.pre += 1
            line.broke = False
        elif tag in ("ul", "ol", "menu", "dir"):
            lists += 1
            numbering = numbering_of(el, tag, self.list_styles)
            terms = False
            if kind == "list_item":
                kind, level = "paragraph", 0
        elif tag == "table" and (line.flat or is_data_table(el)):
            line.flat += 1
            line.run += line.flat == 1
            if line.flat == 1:
                self.spans = Spans()
        if self.notes.bodies and el in self.notes.bodies:
            if item is parent.item:
                item = _Item()
            item.note = self.notes.bodies[el]
        stack.append(
            _Frame(index, min(parent.depth + 1, MAX_DEPTH), kind, level, ordered, tag, item, lists, numbering, items, el, terms)
        )

    def container(self, el: _Element, tag: str, parent: _Frame) -> int:
        """The index of the element's container; below the deepest that are followed, its parent's."""
        if parent.depth >= MAX_DEPTH:
            return parent.container
        tokens, signature, hidden = attribute_tokens(el)
        above = self.containers[parent.container] if parent.container >= 0 else None
        hidden = hidden or (above is not None and above.hidden)
        self.containers.append(Container(parent.container, tag, parent.depth + 1, tokens, tag + "." + signature, hidden))
        return len(self.containers) - 1

    def code_line(self) -> None:
        """Highlighters put each line of code into an element: it ends a line, not the code."""
        line = self.line
        if line.length and not line.buffer[-1].endswith("\n"):
            line.buffer.append("\n")
            line.length += 1
        line.broke = True

    def close_block(self, tag: str) -> None:
        line = self.line
        self.closed = None
        if line.flat:
            line.pending = line.new_line = True
            if tag in ("tr", "caption"):
                if tag == "tr" and line.flat == 1:
                    self.spans.end_row(self.cells)
                self.flush()
            elif tag == "table":
                self.flush()
                line.flat -= 1
        elif line.pre and tag != "pre":
            self.code_line()
        else:
            self.flush()
        self.stack.pop()
        if tag == "pre":
            line.pre -= 1
            if not line.pre:
                line.loose = False
