"""Small pages as a document of all that their reader sees, without a judge in between."""

from __future__ import annotations

from cleanup.document import Block, Document, Inline
from cleanup.page.page import PageBlock
from cleanup.page.parse import parse
from cleanup.page.render import render
from cleanup.page.shown import shown_blocks
from cleanup.writers.body import render_body


def blocks_of(html: str) -> list[PageBlock]:
    """The blocks of the page as they are rendered."""
    return render(parse(html)).blocks


def document_of(html: str) -> Document:
    """All blocks that are shown, two line ends between them."""
    parts: list[str] = []
    blocks: list[Block] = []
    inlines: list[Inline] = []
    at = 0
    for b in shown_blocks(blocks_of(html)):
        end = at + len(b.text)
        level = b.level if b.kind in ("heading", "list_item") else 0
        blocks.append(Block(at, end, b.kind, level, b.ordered and b.kind == "list_item", b.number, b.language, b.within))
        for m in b.marks:
            assert m.kind != "hidden"
            assert b.kind == "code" or 0 <= m.start < m.end <= len(b.text)
            inlines.append(Inline(at + m.start, at + m.end, m.kind, m.target))
        parts.append(b.text)
        at = end + 2
    return Document("\n\n".join(parts), tuple(blocks), tuple(inlines), marked_up=True)


def text_of(html: str) -> str:
    """The text of the page."""
    return document_of(html).text


def markdown_of(html: str) -> str:
    """The Markdown of the page."""
    return render_body(document_of(html))
