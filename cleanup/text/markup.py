"""What a part of an article is: blocks of lines, and markup inside a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cleanup.text.spans import Span

BlockKind = Literal["paragraph", "heading", "list_item", "quote", "table", "code", "caption", "break"]
InlineKind = Literal["link", "emphasis", "strong", "code", "struck", "math", "footnote", "line", "image"]
WrittenKind = Literal[InlineKind, "anchor"]


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` is one block. `level` is a heading's level (1 to 6), a list item's depth (from 0), or
    of a quotation how many others it stands in.

    `number` is an ordered item's own, where the source states it; `language` is that of code. `within` counts the list
    items that the block stands in, beside the one that it begins: a second paragraph of an item has 1. A "break" is a line
    of marks that parts scenes or sections ("* * *"). A paragraph that begins with a footnote's mark and a colon
    ("[^1]: ") is that footnote; what goes on with it has 1 `within`. `sign` is what ends an ordered item's number, "." or
    ")", where the source has one. A heading, code, a table or a quotation by which an item begins `begins` it: it stands in
    `within` others, and `ordered`, `number` and `sign` are the item's.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    ordered: bool = False
    number: int | None = None
    language: str = ""
    within: int = 0
    sign: str = ""
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Inline:
    """Markup inside a block: `text[start:end]` is a link to `target`, or emphasis, strong, code, words struck out.

    A formula ("math") and a footnote's mark (`[^1]`, whose label is `target`) are in the text as Markdown writes them.
    An "image" is the description of the image at `target`. A "line" is the space where a table's cell goes on in a new
    line. An "anchor" has no width: a place that is called `target`, for links to lead to. Writers alone
    make some; no article has one, and a ledger may not bring one.
    """

    start: int
    end: int
    kind: WrittenKind
    target: str = ""


_SET_OFF = 3  # paragraphs; one may be a lead that is set so
_MOST_SET_OFF = 0.5  # share of the paragraphs; a text may be set in bold as a whole


def set_off(blocks: Sequence[Block], inlines: Sequence[Inline]) -> tuple[Span, ...]:
    """The spans of paragraphs that are emphasized throughout, where several are, and not most: headings of a kind, questions of
    an interview."""
    whole: dict[str, set[Span]] = {"strong": set(), "emphasis": set()}
    for inline in inlines:
        if inline.kind in whole:
            whole[inline.kind].add(Span(inline.start, inline.end))
    found = set[Span]()
    every = {Span(b.start, b.end) for b in blocks if b.kind == "paragraph"}
    for spans in whole.values():
        paragraphs = every & spans
        if _SET_OFF <= len(paragraphs) <= _MOST_SET_OFF * len(every):
            found |= paragraphs
    return tuple(sorted(found))
