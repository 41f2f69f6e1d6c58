"""Paragraphs that are told apart by an indented first line become plain ones, parted by a blank line.

Only where a text sets its paragraphs so: at least two of them, and as many as there are flush ones. Left alone: code, tables,
lists and what stands inside them, quotations set in a block (every line indented), verse, speakers, short lines. Offsets are
code points, half-open. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleanup.stages.normalize.compose import Step
from cleanup.stages.normalize.junctions import SHORTEST, is_finished, is_prose
from cleanup.text.blocks import LIST_MARK, detect_blocks

FEWEST = 2
_INDENT = re.compile(r"(?: {2,8}|\t)(?=[^\W\d_]|[\"'\u201c\u2018\u00ab(])")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    prose: bool  # in a paragraph, not in code, a table, a list

    @property
    def indent(self) -> int:
        found = _INDENT.match(self.text)
        return found.end() if found else 0


def fix_indented_paragraphs(text: str, language: str | None) -> Iterator[Step]:
    """The indentation of first lines goes; between lines it becomes a blank line. `language` plays no part."""
    if not any(line[:1] in (" ", "\t") for line in text.split("\n")):
        return
    lines = _lines(text)
    first = [i for i in range(len(lines)) if _opens(lines, i)]
    indented = sum(line.prose and line.text[:1].isspace() for line in lines)
    flush = sum(
        line.prose and not line.text[:1].isspace() and len(line.text) >= SHORTEST and not _before(lines, i)
        for i, line in enumerate(lines)
    )
    if len(first) < max(FEWEST, flush) or len(first) < indented:
        return
    for i in first:
        line = lines[i]
        yield Step(line.start, line.start + line.indent, "\n" if _before(lines, i) else "", "paragraph-indent")


def _before(lines: Sequence[_Line], i: int) -> str:
    """The text of the line before, "" where there is none or a blank one."""
    return lines[i - 1].text.strip() if i else ""


def _opens(lines: Sequence[_Line], i: int) -> bool:
    """Whether a line is indented as the first of its paragraph: the line before ends one, the next is flush, blank, or opens
    another."""
    line = lines[i]
    said = line.text.strip()
    if not line.prose or not line.indent or said[0].islower() or not is_prose(said):
        return False
    before = _before(lines, i)
    if len(said) < SHORTEST and not (is_finished(said) and said.count(" ") >= 3 and before):
        return False
    if before and not is_finished(before):
        return False
    after = lines[i + 1] if i + 1 < len(lines) else None
    return after is None or not after.text[:1].isspace() or (is_finished(said) and bool(after.indent))


def _lines(text: str) -> list[_Line]:
    blocks = detect_blocks(text)
    out: list[_Line] = []
    at = number = 0
    for row in text.split("\n"):
        begin = at + len(row) - len(row.lstrip())
        while number < len(blocks) and blocks[number].end <= begin:
            number += 1
        block = blocks[number] if number < len(blocks) else None
        inside = block is not None and block.start <= begin and bool(row.strip())
        prose = inside and block is not None and block.kind in ("paragraph", "heading") and not block.within
        out.append(_Line(at, row, prose and not LIST_MARK.match(row)))
        at += len(row) + 1
    return out
