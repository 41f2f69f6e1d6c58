"""An HTML page to a document: the article's text with its headings, lists, quotes, tables, code and links.

The page is rendered to blocks, a learned judge says which belong to the article, and only those become the text.
What the judge leaves out is no Edit: the input of the trace is the extracted text. How much was left out stands in
`Document.meta` ("blocks kept", "blocks dropped", "words dropped"). White space is folded as a browser shows it; characters are not changed.

A page without an article (a listing, an error, a cookie wall) comes back with an empty text and the reason in
`Document.meta["skipped"]`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin, urlsplit

from cleanup.document import Block, Document, Inline, Source
from cleanup.page.choose import choose
from cleanup.page.classifier import block_classifier, classify_blocks
from cleanup.page.decoding import decode_html
from cleanup.page.kind import why_no_article
from cleanup.page.metadata import PageMetadata, read_metadata, without_tail
from cleanup.page.page import Page, PageBlock, without_copies
from cleanup.page.parse import page_title, parse
from cleanup.page.render import render

if TYPE_CHECKING:
    from lxml.etree import _Element

Captions = Literal["judge", "keep", "drop"]
# Characters of HTML up to which trafilatura is asked for evidence: its time grows faster than the page, and of the dev
# pages (4 KB to 1.8 MB) none is larger.
MOST_FOR_EVIDENCE = 2_000_000
# The judge learned from English pages and loses a quarter of the wanted passages on others (317 pages of trafilatura's own
# evaluation: .69 kept against .94); those are left to trafilatura. None: too little text to tell.
JUDGED_LANGUAGES = ("en", None)
FOLLOWED = frozenset(("http", "https", "mailto", "tel", "ftp"))
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
SAMPLE = 4000  # characters of running text by which the language is told


def read_html(
    page: str | bytes,
    source: Source,
    *,
    title: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    extractor: Literal["judge", "trafilatura"] = "judge",
    captions: Captions = "judge",
) -> Document:
    """The document of a page. `title`, `url` and `charset` are what the caller knows and win over what the page says.

    `captions`: those that the "judge" takes for part of the article, or "keep" all that stand in it, or "drop" all.
    Raises InputError for bytes that are no text.
    """
    text, encoding = (page, source.encoding) if isinstance(page, str) else decode_html(page, source.path or "page", charset)
    source = replace(source, format="html", encoding=encoding)
    root = parse(text)
    stated = read_metadata(root, page_title(root), url)
    read = render(root)
    stated.title = title or title_of(stated.title, read)
    if extractor == "trafilatura":
        return _by_trafilatura(text, read, stated, source, captions)
    language = _language_of(read)
    if language not in JUDGED_LANGUAGES:
        document = _by_trafilatura(text, read, stated, source, captions)
        return replace(
            document,
            language=document.language or language,
            meta={**document.meta, "extractor": f"trafilatura: the judge knows no pages in this language ({language})"},
        )
    read, chosen = _judged(read, root, stated.title or "", evidence=len(text) <= MOST_FOR_EVIDENCE)
    kept = _captioned(read, chosen, captions)
    skipped = why_no_article(read, kept, stated)
    return _document([] if skipped else kept, read.blocks, stated, source, skipped)


def title_of(title: str | None, page: Page) -> str | None:
    """The stated title as the page's first-level heading has it, if it only goes on with a section or a site."""
    return without_tail(title, (b.text for b in page.blocks if b.kind == "heading" and b.level == 1)) if title else None


def _captioned(page: Page, chosen: Sequence[bool], captions: Captions) -> list[PageBlock]:
    """The chosen blocks in order; with "keep" also the captions that stand between two of them."""
    rows = [i for i, c in enumerate(chosen) if c]
    first, last = (rows[0], rows[-1]) if rows else (0, -1)
    return [
        b
        for i, (b, c) in enumerate(zip(page.blocks, chosen, strict=True))
        if (c if b.kind != "caption" or captions == "judge" else captions == "keep" and first <= i <= last)
    ]


def _judged(page: Page, root: _Element, title: str, *, evidence: bool) -> tuple[Page, list[bool]]:
    """The page without copies of its own text, and which blocks make the article."""
    from cleanup.page.block_text import tokens_of
    from cleanup.page.supervisor import kept_share, trafilatura_text

    tokens = tokens_of(page)
    rows = without_copies(page, tokens)
    if len(rows) < len(tokens):
        page = Page([page.blocks[i] for i in rows], page.containers)
        tokens = [tokens[i] for i in rows]
    if not page.blocks:
        return page, []
    kept = kept_share(trafilatura_text(root), tokens) if evidence else None  # changes the tree: last use of it
    judged = classify_blocks(page, title, kept, tokens)
    chosen = choose(
        page, [j.keep for j in judged], tokens, title, block_classifier().threshold, None if kept is None else kept.tolist()
    )
    return page, chosen


def _language_of(page: Page) -> str | None:
    """The language of the page's running text: menus and labels are left out, they are often in another."""
    from cleanup.text.language import detect_language

    parts: list[str] = []
    size = 0
    for block in page.blocks:
        if len(block.text) >= 80 and block.linked < 0.3 * len(block.text) and block.kind not in ("code", "table"):
            parts.append(block.text)
            size += len(block.text)
            if size > SAMPLE:
                break
    return detect_language("\n".join(parts)) if parts else None


def _document(
    kept: Sequence[PageBlock], all_blocks: Sequence[PageBlock], stated: PageMetadata, source: Source, skipped: str | None
) -> Document:
    parts: list[str] = []
    blocks: list[Block] = []
    inlines: list[Inline] = []
    length = 0
    before: PageBlock | None = None
    for block in kept:
        joined = (
            before is not None
            and before.run == block.run
            and before.kind == block.kind
            and block.kind in ("paragraph", "quote", "table", "caption")
        )
        if before is not None:
            gap = "\n" if joined or (before.kind == block.kind == "list_item") else "\n\n"
            parts.append(gap)
            length += len(gap)
        for m in block.marks:
            target = link_target(m.target, stated.base) if m.kind == "link" else ""
            if m.kind != "link" or target:
                inlines.append(Inline(m.start + length, m.end + length, m.kind, target))
        parts.append(block.text)
        end = length + len(block.text)
        if joined:
            blocks[-1] = replace(blocks[-1], end=end)
        else:
            level = block.level if block.kind in ("heading", "list_item") else 0
            blocks.append(Block(length, end, block.kind, level, block.ordered and block.kind == "list_item"))
        length = end
        before = block
    meta = stated.meta()
    if stated.paywalled:
        meta["paywalled"] = "the page says that the article is not free to read; the text may be only its start"
    if skipped:
        meta["skipped"] = skipped
    else:
        meta["blocks kept"] = str(len(kept))
        meta["blocks dropped"] = str(len(all_blocks) - len(kept))
        meta["words dropped"] = str(sum(len(b.text.split()) for b in all_blocks) - sum(len(b.text.split()) for b in kept))
    inlines.sort(key=lambda i: (i.start, -i.end))
    return Document(
        text="".join(parts),
        blocks=tuple(blocks),
        inlines=tuple(inlines),
        title=stated.title,
        language=_short(stated.language),
        marked_up=True,
        source=source,
        meta=meta,
    )


def link_target(href: str, base: str | None) -> str:
    """Where a link leads, made whole by the page's address if that is known. Empty for what is no address to follow
    (scripts, data, places that do not parse): the words of such a link stay, as plain text."""
    href = href.strip()
    scheme = _SCHEME.match(href)
    if not href or (scheme and scheme.group(1).lower() not in FOLLOWED):
        return ""
    try:
        whole = urljoin(base or "", href)
        urlsplit(whole)
    except ValueError:
        return ""
    return href if href.startswith("#") else whole


def _short(language: str | None) -> str | None:
    return language.split("-")[0].lower() if language else None


def _by_trafilatura(text: str, page: Page, stated: PageMetadata, source: Source, captions: Captions) -> Document:
    """The blocks that trafilatura keeps, found in the page again so that they have their structure; text of it that is
    in no block is added as it came."""
    from cleanup.page.block_text import tokens_of
    from cleanup.page.supervisor import kept_share, trafilatura_text

    found = trafilatura_text(text, fast=False)
    tokens = tokens_of(page)
    share = kept_share(found, tokens)
    kept = _captioned(page, [s >= 0.5 for s in share], captions)
    skipped = why_no_article(page, kept, stated)
    return _document([] if skipped else kept, page.blocks, stated, source, skipped)
