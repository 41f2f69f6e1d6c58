"""An article as the stages see it: text, its blocks, what is known about it, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from. `sha256` is of the bytes read; `encoding` is None for text given as str."""

    path: str | None = None
    format: str = "text"
    encoding: str | None = None
    sha256: str | None = None
    line: int | None = None

    def to_dict(self) -> dict[str, object]:
        """Only what is known, in a fixed order."""
        pairs = (("path", self.path), ("format", self.format), ("encoding", self.encoding),
                 ("sha256", self.sha256), ("line", self.line))
        return {key: value for key, value in pairs if value is not None}


@dataclass(frozen=True, slots=True)
class Document:
    """An article. Offsets of blocks and inlines are code points of `text`, half-open.

    `title` is what the source states (metadata, a field), not a guess. `meta` holds what the source said about the
    article: author, date, url, site, description, and "skipped" with a reason where there is no article inside.
    `marked_up` tells that blocks and inlines were read from markup and are carried through the edits; otherwise they
    are found anew from the text.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    title: str | None = None
    language: str | None = None
    dialect: str | None = None
    marked_up: bool = False
    source: Source = field(default_factory=Source)
    meta: Mapping[str, str] = field(default_factory=dict)

    def with_text(self, text: str, blocks: tuple[Block, ...], inlines: tuple[Inline, ...] = ()) -> Document:
        """The same article with another text and the blocks that belong to it."""
        return replace(self, text=text, blocks=blocks, inlines=inlines)
