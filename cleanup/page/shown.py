"""What of the chosen blocks goes into the article: without words that the page hides, and with footnotes whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cleanup.page.page import PageBlock, PageMark


def shown_blocks(kept: Sequence[PageBlock]) -> list[PageBlock]:
    """The blocks of the article as they are to be read.

    Hidden words leave their block. A footnote's mark stays where its note is kept and leaves the text otherwise; a note
    that a mark asks for begins with its mark, as Markdown defines it. Everything else is left as it is.
    """
    noted = {b.note for b in kept if b.note}
    asked = {m.target for b in kept for m in b.marks if m.kind == "footnote"}
    out: list[PageBlock] = []
    for block in kept:
        gone = [m for m in block.marks if leaves(m, noted)]
        if gone:
            block = _without(block, gone)
        if block.text.strip():
            out.append(_definition(block) if block.note in asked else block)
    return out


def leaves(mark: PageMark, noted: set[str]) -> bool:
    """Whether the words under a mark are no part of the article; `noted` are the footnotes that are kept."""
    return mark.kind == "hidden" or (mark.kind == "footnote" and mark.target not in noted)


def _without(block: PageBlock, gone: Sequence[PageMark]) -> PageBlock:
    """The block without the words under these marks, and without the space that would stand doubled or before a stop."""
    text = block.text
    cuts: list[tuple[int, int]] = []
    for mark in sorted(gone, key=lambda m: (m.start, m.end)):
        start, end = mark.start, mark.end
        if block.kind != "code" and (start == 0 or text[start - 1] == " "):
            if start > 0 and (end == len(text) or text[end] in " \t.,;:!?)"):
                start -= 1
            elif start == 0 and text[end : end + 1] == " ":
                end += 1
        if cuts and start <= cuts[-1][1]:
            cuts[-1] = (cuts[-1][0], max(end, cuts[-1][1]))
        else:
            cuts.append((start, end))
    parts: list[str] = []
    moved: list[int] = []  # for each offset of the text, where it is afterwards
    at = length = 0
    for start, end in [*cuts, (len(text), len(text))]:
        parts.append(text[at:start])
        moved.extend(range(length, length + start - at))
        length += start - at
        moved.extend([length] * (end - start))
        at = end
    moved.append(length)
    left_out = {id(m) for m in gone}
    left = [m for m in block.marks if id(m) not in left_out]
    marks = [replace(m, start=moved[m.start], end=moved[m.end]) for m in left if moved[m.start] < moved[m.end]]
    return replace(block, text="".join(parts), marks=marks)


def _definition(block: PageBlock) -> PageBlock:
    """The note as Markdown defines it; a label that the page prints before it is not repeated."""
    printed = re.match(rf"[\[(]?{re.escape(block.note)}[\])]?[.:)]?\s+(?=\S)", block.text)
    if printed:
        block = _without(block, [PageMark(0, printed.end(), "hidden")])
    head = f"[^{block.note}]: "
    by = len(head)
    marks = [PageMark(0, by - 2, "footnote", block.note)]
    marks += [replace(m, start=m.start + by, end=m.end + by) for m in block.marks]
    kind = "paragraph" if block.kind == "list_item" else block.kind
    return replace(block, text=head + block.text, kind=kind, level=0 if kind == "paragraph" else block.level, marks=marks)
