"""A document's blocks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleanup.document import Block, Document, Inline
from cleanup.writers.escape import code_fence, code_span, escape_cell, escape_inline, escape_start, link_target

_ITEM_MARK = re.compile(r"(?:[-*+•·‣▪●○–—]|\(?(\d{1,4})[.)])\s+")
_QUOTE_MARK = re.compile(r"(?m)^[ \t]*>[ \t]?")
_HEADING_MARK = re.compile(r"#{1,6}[ \t]+(?=\S)")
_OPEN = {"emphasis": "*", "strong": "**"}


def render_body(document: Document, *, skip: Block | None = None, heading_shift: int = 0, links: bool = True) -> str:
    """All blocks but `skip`, separated by blank lines (list items by line ends).

    Headings are moved down by `heading_shift` levels, at most to level 6. A line end inside a block becomes a hard
    line break, so lines stay lines. In a plain text the marks of its list items, quotations and headings stand in
    the text; they become Markdown's own.
    """
    out: list[str] = []
    before: Block | None = None
    counters: list[int] = []
    for block in document.blocks:
        if block == skip:
            continue
        text = document.text[block.start : block.end]
        inlines = [i for i in _inlines_of(document.inlines, block) if links or i.kind != "link"]
        number = None
        if not document.marked_up:
            number, text = _unmarked(block, text)
        rendered, counters = _render(block, text, inlines, heading_shift, counters if _same_list(before, block) else [], number)
        if out:
            out.append("\n" if _same_list(before, block) else "\n\n")
        out.append(rendered)
        before = block
    return "".join(out)


def _same_list(before: Block | None, block: Block) -> bool:
    return before is not None and before.kind == block.kind == "list_item"


def _inlines_of(inlines: Sequence[Inline], block: Block) -> list[Inline]:
    return [i for i in inlines if block.start <= i.start and i.end <= block.end]


def _unmarked(block: Block, text: str) -> tuple[int | None, str]:
    """A block of a plain text without its mark, and the number of an ordered item."""
    if block.kind == "list_item":
        mark = _ITEM_MARK.match(text)
        if mark:
            return int(mark.group(1)) if mark.group(1) else None, text[mark.end() :]
    elif block.kind == "quote":
        return None, _QUOTE_MARK.sub("", text)
    elif block.kind == "heading":
        return None, _HEADING_MARK.sub("", text, count=1)
    return None, text


def _render(
    block: Block, text: str, inlines: list[Inline], shift: int, counters: list[int], number: int | None
) -> tuple[str, list[int]]:
    if block.kind == "code":
        fence = code_fence(text)
        return f"{fence}\n{text}\n{fence}", []
    if block.kind == "table":
        return _table(text), []
    if block.kind == "heading":
        level = min(6, max(1, block.level or 2) + shift)
        return "#" * level + " " + _heading_text(text, block, inlines), []
    if block.kind == "list_item":
        return _item(block, text, inlines, counters, number)
    if block.kind == "quote":
        return "\n".join("> " + line for line in _lines(text, block, inlines).split("\n")), []
    return _lines(text, block, inlines), []


def _heading_text(text: str, block: Block, inlines: list[Inline]) -> str:
    line = " ".join(_marked(text, block.start, inlines).split())
    # A closing run of # would be dropped by the reader.
    return re.sub(r"(#+)$", r"\\\1", line)


def _item(block: Block, text: str, inlines: list[Inline], counters: list[int], number: int | None) -> tuple[str, list[int]]:
    depth = min(block.level, len(counters))
    counters = counters[: depth + 1] + [0] * (depth + 1 - len(counters))
    counters[depth] = number if number is not None else counters[depth] + 1
    bullet = f"{counters[depth]}. " if block.ordered or number is not None else "- "
    indent = "    " * depth
    body = _lines(text, block, inlines).replace("\n", "\n" + indent + " " * len(bullet))
    return indent + bullet + body, counters


def _lines(text: str, block: Block, inlines: list[Inline]) -> str:
    marked = _marked(text, block.start, inlines)
    lines = [line.strip() for line in marked.split("\n")]
    return "\\\n".join(escape_start(line) for line in lines if line)


def _marked(text: str, offset: int, inlines: list[Inline]) -> str:
    """The text, escaped, with its inlines as markup. Inlines that cross others are left out."""
    return "".join(
        _pieces(text, 0, len(text), sorted(((i.start - offset, -i.end + offset, i) for i in inlines), key=lambda x: x[:2]))
    )


def _pieces(text: str, start: int, end: int, nested: Sequence[tuple[int, int, Inline]]) -> Iterator[str]:
    at = start
    index = 0
    while index < len(nested):
        low, minus_high, inline = nested[index]
        high = -minus_high
        index += 1
        if low < at or high > end or low >= high:
            continue
        inner_start = low + len(text[low:high]) - len(text[low:high].lstrip())
        inner_end = high - (len(text[low:high]) - len(text[low:high].rstrip()))
        if inner_start >= inner_end:
            continue
        children = []
        while index < len(nested) and nested[index][0] < high:
            children.append(nested[index])
            index += 1
        yield escape_inline(text[at:inner_start])
        if inline.kind == "code":
            yield code_span(text[inner_start:inner_end])
        else:
            inside = "".join(_pieces(text, inner_start, inner_end, children))
            if inline.kind == "link":
                yield f"[{inside}]({link_target(inline.target)})"
            else:
                yield f"{_OPEN[inline.kind]}{inside}{_OPEN[inline.kind]}"
        at = inner_end
    yield escape_inline(text[at:end])


def _table(text: str) -> str:
    rows = [[escape_cell(" ".join(cell.split())) for cell in line.split("\t")] for line in text.split("\n") if line.strip()]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)
