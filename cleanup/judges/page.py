"""A parsed HTML page as a list of blocks, with what a judge needs to know about where each block stands.

One pass over the tree, no recursion (a page may nest ten thousand elements), linear in the size of the page. The
text of a block is the text a reader sees, white space runs as one space; only preformatted code keeps its lines.
Nothing is judged here except what no reader sees: scripts, styles, form controls, embedded objects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.etree import _Element

PageBlockKind = Literal["paragraph", "heading", "list_item", "quote", "table", "code", "caption"]
MarkKind = Literal["link", "emphasis", "strong", "code"]

CELL_SEPARATOR = "\t"
MAX_CELL = 400  # characters; a table with a longer cell lays out a page more often than it holds data
# How deep the path of containers is followed; real pages stay below 60, and a hostile one must not cost n^2.
MAX_DEPTH = 120

SKIPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "object", "embed", "applet", "svg", "canvas", "audio", "video",
    "select", "textarea", "datalist", "input", "head", "title", "meta", "link", "base", "map", "area", "frameset",
    "noframes", "annotation", "annotation-xml", "progress", "meter", "rp", "rt",
))
INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "math", "mi", "mn", "mo", "ms", "mtext", "mrow", "mfrac", "msup", "msub",
    "msqrt", "semantics", "nobr", "output", "picture", "q", "ruby", "rb", "s", "samp", "small", "source", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "track", "param", "slot",
))
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MARKS: dict[str, MarkKind] = {
    "a": "link", "em": "emphasis", "i": "emphasis", "strong": "strong", "b": "strong", "code": "code", "kbd": "code",
    "samp": "code", "tt": "code",
}
# Where a line break is only a space: a heading or a list item stays one block.
BREAK_IS_SPACE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "figcaption", "caption", "dt", "button"))
LINE_NUMBERS = re.compile(r"\b(?:gutter|line-?numbers?|lineno|blob-num|hljs-ln-numbers)\b")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")


@dataclass(slots=True, eq=False)
class Container:
    """A block-level element: its place in the tree and the words of its class, id, role and itemprop."""

    parent: int
    tag: str
    depth: int
    tokens: tuple[str, ...]
    signature: str
    hidden: bool = False


@dataclass(slots=True, eq=False)
class PageMark:
    """Markup inside a block; offsets are code points of the block's text, half-open."""

    start: int
    end: int
    kind: MarkKind
    target: str = ""


@dataclass(slots=True, eq=False)
class PageBlock:
    """A run of text between two block boundaries.

    `container` is an index into `Page.containers`. `linked` and `bold` count characters. `run` is equal for blocks
    that only a line break parts, and for the rows of one table. `cell_count` is 0 outside tables.
    """

    text: str
    kind: PageBlockKind
    level: int
    ordered: bool
    container: int
    tag: str
    linked: int
    links: int
    bold: int
    run: int
    image: bool
    cell_count: int = 0
    first_row: bool = False
    marks: list[PageMark] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Page:
    """The blocks of a page in document order, and the block-level elements they stand in (parents come first)."""

    blocks: list[PageBlock]
    containers: list[Container]


def _attribute_tokens(el: _Element) -> tuple[tuple[str, ...], str, bool]:
    """Words of class, id, role and itemprop, a signature for "made by the same template", and whether it is hidden."""
    attributes = el.attrib
    if not attributes:
        return (), "", False
    css = attributes.get("class") or ""
    name = attributes.get("id") or ""
    words = css + " " + name
    role = attributes.get("role")
    if role:
        words += " role" + role
    prop = attributes.get("itemprop")
    if prop:
        words += " item" + prop
    style = attributes.get("style")
    hidden = (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and _HIDDEN.search(style) is not None)
    )
    if len(words) > 600:
        words = words[:600]  # generated class lists run to kilobytes; the telling names come first
    return tuple(dict.fromkeys(t.lower() for t in _split_names(words))), css[:80], hidden


def _split_names(words: str) -> list[str]:
    """`articleBody post-content` -> article, body, post, content, and the whole names."""
    out: list[str] = []
    for name in words.split():
        parts = _CAMEL.findall(name)
        out.extend(parts)
        if len(parts) > 1 and len(name) <= 40:
            out.append(name)
    return out


_CAMEL = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])")


def is_data_table(table: _Element) -> bool:
    """Whether a table holds data in rows and columns, rather than laying out a page or a form."""
    rows = widest = 0
    cells = 0
    for el in table.iter("tr", "td", "th", "table", "ul", "ol", "h1", "h2", "h3", "pre", "blockquote", "form", "article"):
        tag = el.tag
        if tag == "tr":
            rows += 1
            widest = max(widest, cells)
            cells = 0
        elif tag in ("td", "th"):
            cells += 1
            if rows > 2000:
                break  # seen enough: nobody lays out a page in two thousand rows
            size = 0
            for text in el.itertext():
                size += len(text)
                if size > 4 * MAX_CELL:
                    break
            if size > MAX_CELL and len(" ".join("".join(el.itertext()).split())) > MAX_CELL:
                return False
        elif el is not table:
            return False
    return rows >= 2 and max(widest, cells) >= 2


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
        self.cells = self.row = 0
        self.image = False
        self.broke = False  # the last break was a line break, not a block boundary
        self.run = 0
        self.marks: list[PageMark] = []
        self.open_marks: list[PageMark] = []
        # (container, kind, level, ordered, tag, item_used)
        self.stack: list[_Frame] = []

    def text(self, piece: str) -> None:
        if self.pre:
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
        if text.strip():
            if kind == "list_item":
                if frame.item.used:
                    kind, level = "paragraph", 0
                frame.item.used = True
            self.blocks.append(PageBlock(
                text, kind, level, frame.ordered, frame.container, frame.tag, self.linked, self.links, self.bold, self.run,
                self.image, self.cells if self.flat else 0, self.flat > 0 and self.row == 1, marks,
            ))
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
                    if self.flat and tag in ("td", "th"):
                        if self.cells:
                            self.separator()
                        self.cells += 1
                        if LINE_NUMBERS.search(el.get("class") or ""):
                            walker.skip_subtree()
                            continue
                    self.open_block(el, tag)
                text = el.text
                if text:
                    self.text(text)
            else:
                if tag in INLINE:
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
                self.row += 1
        else:
            self.flush()
        stack = self.stack
        parent = stack[-1] if stack else _ROOT
        tokens, signature, hidden = _attribute_tokens(el)
        containers = self.containers
        if parent.depth >= MAX_DEPTH:
            index = parent.container
        else:
            index = len(containers)
            above = containers[parent.container] if parent.container >= 0 else None
            containers.append(Container(
                parent.container, tag, parent.depth + 1, tokens, tag + "." + signature,
                hidden or (above is not None and above.hidden),
            ))
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
        ordered_list = parent.ordered_list
        if tag in ("ul", "ol", "menu", "dir"):
            lists += 1
            ordered_list = tag == "ol"
            if kind == "list_item":
                kind, level = "paragraph", 0
        elif tag == "table" and (self.flat or is_data_table(el)):
            self.flat += 1
            self.row = 0
            self.run += self.flat == 1
        stack.append(_Frame(
            index, min(parent.depth + 1, MAX_DEPTH), kind, level, ordered, tag, item, lists, ordered_list, el,
        ))

    def close_block(self, tag: str) -> None:
        if self.flat:
            self.pending = True
            if tag in ("tr", "caption"):
                self.flush()
            elif tag == "table":
                self.flush()
                self.flat -= 1
        else:
            self.flush()
        self.stack.pop()
        if tag == "pre":
            self.pre -= 1


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


# libxml2 ends the document at the first of these, while browsers go on; some pages have one in the middle.
_END_TAGS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
# What XML forbids and no page needs; libxml2 stops or drops text at NUL.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse(html: str) -> _Element:
    """The tree of a page; comments and processing instructions are left out. Never fails: no tags, one paragraph."""
    from lxml import html as lxml_html
    from lxml.etree import LxmlError

    text = _FORBIDDEN.sub("", _END_TAGS.sub("", html))
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = text.encode() if text.strip() else b"<html><body></body></html>"
    root: _Element | None = None
    try:
        root = lxml_html.document_fromstring(data, parser=parser, ensure_head_body=True)
        if root is not None and any(e.type_name == "ERR_RESOURCE_LIMIT" for e in parser.error_log):
            root = lxml_html.document_fromstring(_flattened(text).encode(), parser=parser, ensure_head_body=True)
    except LxmlError:  # "Document is empty" for a lone comment or doctype
        root = lxml_html.document_fromstring(b"<html><body></body></html>", parser=parser, ensure_head_body=True)
    return root


def _flattened(html: str) -> str:
    """A page without the tags that it nests too deep (libxml2 gives up at 2,048): blocks become line breaks."""
    html = re.sub(r"</?(?:span|font|b|i|u|em|strong|small|big|a)\b[^>]*>", "", html, flags=re.IGNORECASE)
    return re.sub(r"</?(?:div|section|article|main|center|blockquote|ul|ol|li|dl|dd|dt|table|tbody|tr|td)\b[^>]*>", "<br><br>", html,
                  flags=re.IGNORECASE)


def page_title(root: _Element) -> str:
    """The text of the first title element outside drawings, white space collapsed."""
    for el in root.iter("title"):
        if all(a.tag != "svg" for a in el.iterancestors("svg")):
            return " ".join("".join(el.itertext()).split())
    return ""


# A copy of at least so many words over at least two blocks is one: phone and desktop versions, a page printed twice.
# Shorter repeats (a chorus, a pull quote) stay for the judge.
COPY_WORDS = 60


def without_copies(page: Page, tokens: Sequence[Sequence[str]]) -> list[int]:
    """Indices of the blocks that are left when each later copy of a run of blocks is taken out."""
    blocks = page.blocks
    n = len(blocks)
    keys = [" ".join(t) for t in tokens]
    first: dict[str, list[int]] = {}
    kept: list[int] = []
    i = 0
    while i < n:
        longest = 0
        if len(tokens[i]) >= 3:
            for j in first.get(keys[i], ())[:3]:
                k = words = 0
                while i + k < n and j + k < i and keys[i + k] == keys[j + k]:
                    words += len(tokens[i + k])
                    k += 1
                if words >= COPY_WORDS and k >= 2 and k > longest:
                    longest = k
        if longest:
            i += longest
        else:
            first.setdefault(keys[i], []).append(i)
            kept.append(i)
            i += 1
    return kept


def render(root: _Element) -> Page:
    """The blocks of the element and all below it."""
    renderer = _Renderer()
    renderer.walk(root)
    return Page(renderer.blocks, renderer.containers)
