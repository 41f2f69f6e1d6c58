"""What a part of an article is: blocks of lines, and markup inside a block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table", "code", "caption"]
InlineKind = Literal["link", "emphasis", "strong", "code"]


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` is one block. `level` is a heading's level (1 to 6) or a list item's depth (from 0)."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Inline:
    """Markup inside a block: `text[start:end]` is a link to `target`, or emphasis, strong, code."""

    start: int
    end: int
    kind: InlineKind
    target: str = ""
