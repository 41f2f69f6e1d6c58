"""Blocks of a page as a text has them: with the marks that a reader sees and that no character of the page is, and with
the kinds that say what they are. The judge of blocks sees them as the page has them, as those it learned from.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from cleanup.page.page import PageBlock, PageMark

LONGEST_MARK = 20  # characters; 3888 is MMMDCCCLXXXVIII


def as_written(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The blocks, with these differences:

    - Each note that a mark of the page asks for begins as Markdown defines it: "[^1]: ".
    - An item that is marked with a letter or a Roman number begins with it, and has no number: Markdown has only digits.
    - A definition is a list's item, and its term is strong.
    - What follows a heading, code or a quotation by which an item begins is a paragraph inside it.
    - A table's caption stands before it; as a row it would be read as the head.
    - An item of a list in a table's cell begins with its mark.
    """
    asked = {m.target for b in blocks for m in b.marks if m.kind == "footnote"}
    return [_definition(b) if b.note and b.note in asked else _written(b) for b in blocks]


def _written(block: PageBlock) -> PageBlock:
    if block.kind == "table" and block.tag == "caption":
        return replace(block, kind="caption")
    if block.kind == "table":
        block = _with_items(block)
    if block.role == "term":
        return replace(block, marks=[*block.marks, PageMark(0, len(block.text), "strong")])
    if block.role == "definition":
        return replace(block, kind="list_item", level=block.within, ordered=False, number=None)
    if block.role == "goes on":
        return replace(block, kind="paragraph", level=0, ordered=False, number=None, within=block.within + 1, mark="")
    if block.mark and block.kind not in ("code", "table"):
        return _lettered(block)
    return block


def _lettered(block: PageBlock) -> PageBlock:
    """The item with its letter before it, unless the page prints that too."""
    block = replace(block, ordered=False, number=None)
    if re.match(rf"[(\[]?{re.escape(block.mark[:-1])}[.)\]:]", block.text):
        return replace(block, mark="")
    return _inserted(block, [PageMark(0, 0, "item", block.mark)])


def _with_items(block: PageBlock) -> PageBlock:
    """The row with the marks of its cells' lists."""
    places = sorted((m for m in block.marks if m.kind == "item"), key=lambda m: m.start)
    if not places:
        return block
    places = [m for m in places if not _is_marked(block.text[m.start : m.start + LONGEST_MARK], m.target)]
    return _inserted(replace(block, marks=[m for m in block.marks if m.kind != "item"]), places)


def _is_marked(start: str, mark: str) -> bool:
    """Whether an item's text begins with a mark already: the very same, or a sign in place of a bullet."""
    return start.startswith(mark) or (mark in "•◦" and start[:1] in "•◦·*–—-")


def _inserted(block: PageBlock, places: Sequence[PageMark]) -> PageBlock:
    """The block with the target of each of `places`, in order, before what stands there."""
    parts: list[str] = []
    at = 0
    moved = [0]  # by how much each place moves what stands behind it
    for place in places:
        parts += [block.text[at : place.start], place.target + " "]
        at = place.start
        moved.append(moved[-1] + len(place.target) + 1)
    starts = [place.start for place in places]
    parts.append(block.text[at:])
    marks = sorted((replace(m) for m in block.marks), key=lambda m: m.start)
    for mark in marks:
        mark.start += moved[bisect_right(starts, mark.start)]
        mark.end += moved[bisect_left(starts, mark.end)]
    return replace(block, text="".join(parts), marks=marks)


def _definition(block: PageBlock) -> PageBlock:
    """The note as Markdown defines it; a label that the page prints before it is not repeated."""
    printed = re.match(rf"[\[(]?{re.escape(block.note)}[\])]?[.:)]?\s+(?=\S)", block.text)
    head = f"[^{block.note}]: "
    at = printed.end() if printed else 0
    by = len(head) - at
    marks = [PageMark(0, len(head) - 2, "footnote", block.note)]
    marks += [replace(m, start=max(m.start, at) + by, end=m.end + by) for m in block.marks if m.end > at]
    return replace(block, text=head + block.text[at:], kind="paragraph", level=0, marks=marks)
