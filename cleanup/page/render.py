"""A parsed HTML page to blocks: one pass over the tree, no recursion (a page may nest ten thousand elements), linear in
the size of the page. Nothing is judged here except what no reader sees: scripts, styles, form controls, embedded objects.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.page.elements import LINE_NUMBERS, attribute_tokens, is_data, is_data_table, only_numbers
from cleanup.page.page import Container, MarkKind, Page, PageBlock, PageBlockKind, PageMark

if TYPE_CHECKING:
    from lxml.etree import _Element

CELL_SEPARATOR = "\t"
# How deep the path of containers is followed; real pages stay below 60, and a hostile one must not cost n^2.
MAX_DEPTH = 120

SKIPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "textarea",
        "datalist",
        "input",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "map",
        "area",
        "frameset",
        "noframes",
        "annotation",
        "annotation-xml",
        "progress",
        "meter",
        "rp",
        "rt",
    )
)
INLINE = frozenset(
    (
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "blink",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "kbd",
        "label",
        "mark",
        "math",
        "mi",
        "mn",
        "mo",
        "ms",
        "mtext",
        "mrow",
        "mfrac",
        "msup",
        "msub",
        "msqrt",
        "semantics",
        "nobr",
        "output",
        "picture",
        "q",
        "ruby",
        "rb",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "track",
        "param",
        "slot",
    )
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MARKS: dict[str, MarkKind] = {
    "a": "link",
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
# Where a line break is only a space: a heading or a list item stays one block.
BREAK_IS_SPACE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "figcaption", "caption", "dt", "button"))


def render(root: _Element) -> Page:
    """The blocks of the element and all below it."""
    renderer = _Renderer()
    renderer.walk(root)
    return Page(renderer.blocks, renderer.containers)


class _Item:
    """A list item: whether its first block was seen (later ones are paragraphs)."""

    __slots__ = ("used",)

    def __init__(self) -> None:
        self.used = False


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
    ordered_list: bool
    element: _Element | None


_ROOT = _Frame(-1, -1, "paragraph", 0, False, "", _Item(), 0, False, None)


class _Renderer:
    """State of the one pass: the block being gathered, and the elements it stands in."""

    __slots__ = (
        "blocks",
        "bold",
        "bold_depth",
        "broke",
        "buffer",
        "cells",
        "containers",
        "flat",
        "image",
        "length",
        "link_depth",
        "linked",
        "links",
        "marks",
        "open_marks",
        "pending",
        "pre",
        "row",
        "run",
        "stack",
    )

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self.containers: list[Container] = []
        self.buffer: list[str] = []
        self.length = 0
        self.pending = False
        self.linked = self.links = self.bold = 0
        self.link_depth = self.bold_depth = 0
        self.pre = 0
        self.flat = 0  # inside a data table: inner blocks do not part the row
        self.cells = 0
        self.image = False
        self.broke = False  # the last break was a line break, not a block boundary
        self.run = 0
        self.marks: list[PageMark] = []
        self.open_marks: list[PageMark] = []
        # (container, kind, level, ordered, tag, item_used)
        self.stack: list[_Frame] = []

    def code_line(self) -> None:
        """Highlighters put each line of code into an element: it ends a line, not the code."""
        if self.length and not self.buffer[-1].endswith("\n"):
            self.buffer.append("\n")
            self.length += 1
        self.broke = True

    def text(self, piece: str) -> None:
        if self.pre:
            if self.broke and "\n" in piece and not piece.strip():
                return  # layout of the page's source between two such elements
            self.broke = False
            self.buffer.append(piece)
            self.length += len(piece)
            return
        words = piece.split()
        if not words:
            self.pending = True
            return
        out = " ".join(words)
        if self.length:
            if (self.pending or piece[0].isspace()) and self.buffer[-1] != CELL_SEPARATOR:
                self.buffer.append(" ")
                self.length += 1
        else:
            self.run += not (self.broke or self.flat)
            self.broke = False
        for mark in self.open_marks:
            if mark.start < 0:
                mark.start = self.length
        self.buffer.append(out)
        self.length += len(out)
        if self.link_depth:
            self.linked += len(out)
        if self.bold_depth:
            self.bold += len(out)
        self.pending = piece[-1].isspace()

    def flush(self) -> None:
        """End the block being gathered, if it has text."""
        if not self.length:
            self.pending = False
            self.cells = 0
            if self.pre:
                self.buffer.clear()
            return
        text = "".join(self.buffer)
        frame = self.stack[-1]
        kind, level = frame.kind, frame.level
        marks: list[PageMark] = []
        if self.pre:
            kind = "code"
            text = text.expandtabs(4).strip("\n").rstrip()
            lead = len(text) - len(text.lstrip("\n"))
            text = text[lead:]
        else:
            if self.open_marks:
                for mark in self.open_marks:
                    if 0 <= mark.start < self.length:
                        self.marks.append(PageMark(mark.start, self.length, mark.kind, mark.target))
                    mark.start = -1
            marks, self.marks = self.marks, []
            if self.flat:
                kind = "table"
        if text.strip() and not (kind != "code" and is_data(text, marks)):
            if kind == "list_item":
                if frame.item.used:
                    kind, level = "paragraph", 0
                frame.item.used = True
            self.blocks.append(
                PageBlock(
                    text,
                    kind,
                    level,
                    frame.ordered,
                    frame.container,
                    frame.tag,
                    self.linked,
                    self.links,
                    self.bold,
                    self.run,
                    self.image,
                    self.cells if self.flat else 0,
                    marks,
                )
            )
        self.buffer.clear()
        self.length = 0
        self.pending = False
        self.linked = self.links = self.bold = 0
        self.cells = 0
        self.image = False
        if self.link_depth:
            self.links = 1
        self.broke = False

    def walk(self, root: _Element) -> None:
        from lxml.etree import iterwalk

        walker = iterwalk(root, events=("start", "end"))
        stack = self.stack
        passed: _Element | None = None  # an element whose content was passed over; its end still comes by
        for event, el in walker:
            tag = el.tag
            if event == "start":
                if tag in SKIPPED:
                    if not (tag == "template" and "shadowrootmode" in el.attrib):
                        walker.skip_subtree()
                        continue
                    self.open_block(el, "div")
                elif tag in INLINE:
                    if tag == "img":
                        self.image = True
                    else:
                        if self.pre and LINE_NUMBERS.search(el.get("class") or ""):
                            walker.skip_subtree()
                            passed = el
                            continue
                        self.open_inline(el, tag)
                elif tag == "br":
                    self.line_break()
                    continue
                elif tag == "hr":
                    if not self.flat:
                        self.flush()
                    continue
                elif isinstance(tag, str):
                    if tag in ("td", "th", "pre"):
                        if LINE_NUMBERS.search(el.get("class") or "") and only_numbers(el):
                            walker.skip_subtree()
                            passed = el
                            continue
                        if self.flat and tag != "pre":
                            if self.cells:
                                self.separator()
                            self.cells += 1
                    self.open_block(el, tag)
                text = el.text
                if text:
                    self.text(text)
            else:
                if el is passed:
                    passed = None
                elif tag in INLINE:
                    if tag != "img":
                        self.close_inline(tag)
                elif tag not in SKIPPED and tag != "br" and tag != "hr" and isinstance(tag, str):
                    self.close_block(tag)
                elif tag == "template" and stack[-1].element is el:
                    self.close_block("div")
                if el is not root:
                    tail = el.tail
                    if tail:
                        self.text(tail)
        self.flush()

    def separator(self) -> None:
        self.buffer.append(CELL_SEPARATOR)
        self.length += len(CELL_SEPARATOR)
        self.pending = False

    def line_break(self) -> None:
        if self.pre:
            self.buffer.append("\n")
            self.length += 1
        elif self.flat or (self.stack and self.stack[-1].tag in BREAK_IS_SPACE):
            self.pending = True
        elif self.length:
            self.flush()
            self.broke = True
        else:
            self.broke = False  # two in a row part paragraphs

    def open_inline(self, el: _Element, tag: str) -> None:
        kind = MARKS.get(tag)
        if kind is None:
            return
        target = ""
        if kind == "link":
            self.link_depth += 1
            self.links += 1
            target = el.get("href") or ""
        elif kind == "strong":
            self.bold_depth += 1
        self.open_marks.append(PageMark(-1, -1, kind, target))

    def close_inline(self, tag: str) -> None:
        kind = MARKS.get(tag)
        if kind is None or not self.open_marks:
            return
        if kind == "link":
            self.link_depth -= 1
        elif kind == "strong":
            self.bold_depth -= 1
        mark = self.open_marks.pop()
        if 0 <= mark.start < self.length and not self.pre:
            mark.end = self.length
            self.marks.append(mark)

    def open_block(self, el: _Element, tag: str) -> None:
        if self.flat:
            self.pending = True
            if tag == "tr":
                self.flush()
        elif self.pre:
            self.code_line()
        else:
            self.flush()
        stack = self.stack
        parent = stack[-1] if stack else _ROOT
        tokens, signature, hidden = attribute_tokens(el)
        containers = self.containers
        if parent.depth >= MAX_DEPTH:
            index = parent.container
        else:
            index = len(containers)
            above = containers[parent.container] if parent.container >= 0 else None
            containers.append(
                Container(
                    parent.container,
                    tag,
                    parent.depth + 1,
                    tokens,
                    tag + "." + signature,
                    hidden or (above is not None and above.hidden),
                )
            )
        kind, level, ordered, item = parent.kind, parent.level, parent.ordered, parent.item
        lists = parent.lists
        if tag in HEADINGS:
            kind, level = "heading", HEADINGS[tag]
        elif tag == "li":
            kind, level, ordered, item = "list_item", max(lists - 1, 0), parent.ordered_list, _Item()
        elif tag == "blockquote":
            kind, level = "quote", 0
        elif tag in ("figcaption", "caption"):
            kind, level = "caption", 0
        elif tag == "pre":
            self.pre += 1
            self.broke = False
        ordered_list = parent.ordered_list
        if tag in ("ul", "ol", "menu", "dir"):
            lists += 1
            ordered_list = tag == "ol"
            if kind == "list_item":
                kind, level = "paragraph", 0
        elif tag == "table" and (self.flat or is_data_table(el)):
            self.flat += 1
            self.run += self.flat == 1
        stack.append(
            _Frame(
                index,
                min(parent.depth + 1, MAX_DEPTH),
                kind,
                level,
                ordered,
                tag,
                item,
                lists,
                ordered_list,
                el,
            )
        )

    def close_block(self, tag: str) -> None:
        if self.flat:
            self.pending = True
            if tag in ("tr", "caption"):
                self.flush()
            elif tag == "table":
                self.flush()
                self.flat -= 1
        elif self.pre and tag != "pre":
            self.code_line()
        else:
            self.flush()
        self.stack.pop()
        if tag == "pre":
            self.pre -= 1
