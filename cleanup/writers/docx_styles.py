"""Which style of python-docx's template a block of an article has in Word."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from docx.oxml.ns import qn

from cleanup.document import Block, Document
from cleanup.writers.docx_xml import child

_DEEPEST_LIST = 3  # the template has no style for more
_NAMED = {"quote": "Quote", "caption": "Caption"}


class BlockStyles:
    """Styles of paragraphs by their place in the output."""

    def __init__(self, document: Document, word: Any) -> None:
        """`word` is the Word document."""
        self._document, self._word = document, word
        self._blocks = sorted(document.blocks, key=lambda b: b.start)
        self._starts = [b.start for b in self._blocks]
        self._numberings: dict[int, int] = {}  # depth: the list that is open there
        self._counts: dict[int, int] = {}

    def style(self, properties: Any, offset: int) -> None:
        """Put the style of the block at `offset` into the properties of a paragraph, which come in order."""
        number = bisect_right(self._starts, offset) - 1
        block = self._blocks[number] if number >= 0 and offset < self._blocks[number].end else None
        if block is None:
            return
        if block.kind != "list_item" or offset != self._first(block):
            if block.kind == "heading":
                child(properties, "pStyle", val=f"Heading{min(6, max(1, block.level or 2))}")
            elif block.kind in _NAMED:
                child(properties, "pStyle", val=_NAMED[block.kind])
            elif block.kind == "list_item" or block.within:
                child(properties, "pStyle", val=_of_depth("ListContinue", max(0, block.level or block.within - 1)))
            return
        if not self._document.marked_up:  # its sign stands in the text
            child(properties, "pStyle", val=_of_depth("List", block.level))
        elif not block.ordered:
            child(properties, "pStyle", val=_of_depth("ListBullet", block.level))
        else:
            self._number(properties, block)

    def _first(self, block: Block) -> int:
        text = self._document.text[block.start : block.end]
        return block.start + len(text) - len(text.lstrip())

    def _number(self, properties: Any, block: Block) -> None:
        """An item with a number. A number that is not the next one begins a list of its own, which Word needs to be told."""
        depth = block.level
        name = _of_depth("ListNumber", depth)
        following = self._counts.get(depth, 0) + 1
        number = block.number if block.number is not None else following
        if depth not in self._numberings or number != following:
            numbering = self._word.part.numbering_part.element
            style = self._word.styles.element.get_by_id(name)
            listed = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
            kind = numbering.num_having_numId(int(listed)).abstractNumId.val
            added = numbering.add_num(kind)
            added.add_lvlOverride(ilvl=0).add_startOverride(max(0, number))
            self._numberings[depth] = added.numId
        self._counts[depth] = number
        for deeper in [d for d in self._numberings if d > depth]:
            del self._numberings[deeper], self._counts[deeper]
        child(properties, "pStyle", val=name)
        listed_as = child(properties, "numPr")
        child(listed_as, "ilvl", val=0)
        child(listed_as, "numId", val=self._numberings[depth])


def _of_depth(name: str, level: int) -> str:
    depth = min(level + 1, _DEEPEST_LIST)
    return name if depth == 1 else f"{name}{depth}"
