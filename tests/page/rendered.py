"""Small pages as a document of all that their reader sees, without a judge in between."""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.document import Document
from cleanup.page.assemble import assemble
from cleanup.page.page import Page, PageBlock
from cleanup.page.parse import parse
from cleanup.page.render import render
from cleanup.writers.body import render_body
from tests.page.article_of import taken_out


def blocks_of(html: str) -> list[PageBlock]:
    """The blocks of the page as they are rendered."""
    return render(parse(html)).blocks


def shown(blocks: Sequence[PageBlock], off: Sequence[str] = ()) -> Document:
    """These blocks as an article. `off` are rules of the stage `extract` that are switched off."""
    whole = assemble(Page(list(blocks), []), [None] * len(blocks), None)
    document = Document(whole.text, whole.blocks, whole.inlines, marked_up=True, left_out=whole.left_out)
    return taken_out(document, off)


def document_of(html: str, off: Sequence[str] = ()) -> Document:
    """All blocks that are shown."""
    return shown(blocks_of(html), off)


def text_of(html: str, off: Sequence[str] = ()) -> str:
    """The text of the page."""
    return document_of(html, off).text


def markdown_of(html: str, off: Sequence[str] = ()) -> str:
    """The Markdown of the page."""
    return render_body(document_of(html, off))
