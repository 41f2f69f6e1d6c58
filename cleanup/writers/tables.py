"""Tables as Markdown: from the cells of a page, or from a plain text, where bars or wide gaps part them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from cleanup.document import Inline
from cleanup.text.blocks import DELIMITER_ROW, split_row
from cleanup.writers.escape import bars_escaped, code_block
from cleanup.writers.inline import marked

_GAP = re.compile(r" {3,}|\t+")


def page_table(text: str, offset: int, inlines: Sequence[Inline]) -> str:
    """A table whose text has a line a row, with tabs between cells; `inlines` lie in it, `offset` is where it starts.
    Lines of a cell are parted by `<br>`, which is all that Markdown has for them."""
    rows: list[list[str]] = []
    ordered = sorted(inlines, key=lambda i: i.start)
    at = offset
    for line in text.split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append(_cell(cell, at, _within(ordered, at, at + len(cell))))
            at += len(cell) + 1
        if line.strip():
            rows.append(cells)
    return _written(rows)


def _cell(cell: str, offset: int, inlines: Sequence[Inline]) -> str:
    lines: list[str] = []
    at = 0
    for end in [*(i.start - offset for i in inlines if i.kind == "line"), len(cell)]:
        within = _within(inlines, offset + at, offset + end)
        lines.append(_one_line(marked(cell[at:end], offset + at, within)))
        at = end
    return "<br>".join(line for line in lines if line)


def _within(ordered: Sequence[Inline], start: int, end: int) -> list[Inline]:
    """Those that lie in [start, end), of inlines sorted by their start."""
    first, last = bisect_left(ordered, start, key=lambda i: i.start), bisect_right(ordered, end, key=lambda i: i.start)
    return [i for i in ordered[first:last] if i.end <= end]


def text_table(text: str) -> str:
    """A table as it stands in a plain text. Rows with gaps of which not all have as many cells stay as they are set, in a
    code block: which cell is missing cannot be told."""
    lines = [line for line in text.split("\n") if line.strip()]
    if all("|" in line for line in lines):
        rows = [split_row(line) for i, line in enumerate(lines) if not (i == 1 and DELIMITER_ROW.match(line))]
    else:
        rows = [_GAP.split(line.strip()) for line in lines]
        if len({len(row) for row in rows}) > 1 or len(rows[0]) < 2:
            return code_block(text)
    return _written([[_one_line(marked(cell, 0, ())) for cell in row] for row in rows])


def _one_line(cell: str) -> str:
    return bars_escaped(re.sub(r"\s+", " ", cell).strip(" "))


def _written(rows: Sequence[Sequence[str]]) -> str:
    width = max(len(row) for row in rows)
    lines = ["| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)
