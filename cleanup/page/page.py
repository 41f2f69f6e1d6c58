"""A rendered HTML page: its blocks in order, and the elements they stand in.

The text of a block is the text a reader sees, white space runs as one space; only preformatted code keeps its lines.
Offsets are code points of the block's text, half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

PageBlockKind = Literal["paragraph", "heading", "list_item", "quote", "table", "code", "caption"]
ListRole = Literal["", "first", "goes on", "term", "definition"]
MarkKind = Literal["link", "emphasis", "strong", "code", "struck", "hidden", "math", "footnote", "line", "item", "value"]


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
    """Markup inside a block; offsets are code points of the block's text, half-open.

    `target` is a link's address or a footnote's label. "struck" words are shown struck out, "hidden" ones not at all; a "value"
    is shown, but meant for programs.
    A "line" is the space where a table's cell goes on in a new line. An "item" is the place, without length, where a list's
    item begins in a table's cell; its `target` is the mark that the page shows there.
    """

    start: int
    end: int
    kind: MarkKind
    target: str = ""


@dataclass(slots=True, eq=False)
class PageBlock:
    """A run of text between two block boundaries.

    `container` is an index into `Page.containers`. `linked` and `bold` count characters. `run` is equal for blocks
    that only a line break parts, and for the rows of one table. `cell_count` is 0 outside tables.

    `number` is that of an ordered list's item, `language` that of code, as the page names it. `within` counts the list
    items that the block stands in, beside the one that it begins. `note` is the label of the footnote that it begins.

    `role` is what the block is in a list, where its kind does not say it: a list's item may begin with a block that is
    no text ("first"; its later text then "goes on"), a "term" stands before its "definition". `mark` is what the page
    shows before an item that is not numbered in digits ("b.").
    `words` are those of its text once `block_text.block_words` was asked for them.
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
    marks: list[PageMark] = field(default_factory=list)
    number: int | None = None
    language: str = ""
    within: int = 0
    note: str = ""
    role: ListRole = ""
    mark: str = ""
    words: list[str] | None = field(default=None, init=False, repr=False)


@dataclass(slots=True, eq=False)
class Page:
    """The blocks of a page in document order, and the block-level elements they stand in (parents come first)."""

    blocks: list[PageBlock]
    containers: list[Container]


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
