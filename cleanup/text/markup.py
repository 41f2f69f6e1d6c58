"""What a part of an article is: blocks of lines, and markup inside a block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table", "code", "caption", "break", "note"]
InlineKind = Literal["link", "emphasis", "strong", "code", "struck", "math", "footnote"]


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` is one block.

    A "break" is a line of marks that parts scenes or sections ("* * *"), a "note" the text of a footnote, to which
    inlines of kind "footnote" with the same label lead.
    `level` is a heading's level (1 to 6), a list item's depth (from 0), and for any other kind the number of list items
    that the block stands inside. `number` is what an ordered item is counted as, None where that is not known (it then
    goes on from the one before). `info` is what is said about a code block, mostly its language, and a note's label.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    ordered: bool = False
    number: int | None = None
    info: str = ""


@dataclass(frozen=True, slots=True)
class Inline:
    """Markup inside a block: `text[start:end]` is a link to `target`, or emphasis, strong, code, struck out, math (as
    TeX, with its dollar signs in the text), or the mark of the footnote labeled `target`."""

    start: int
    end: int
    kind: InlineKind
    target: str = ""
