"""An HTML page to a document: the article's text with its headings, lists, quotes, tables, code and links.

The page is rendered to blocks, a learned judge says which belong to the article, and only those become the text.
What the judge leaves out is no Edit: the input of the trace is the extracted text. How much was left out stands in
`Document.meta` ("blocks kept", "blocks dropped", "words dropped"), and `explain` gives every block with its probability
and reasons. White space is folded as a browser shows it; characters are not changed.

A page without an article (a listing, an error, a cookie wall) comes back with an empty text and the reason in
`Document.meta["skipped"]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from cleanup.core.document import Block, Document, Inline, Source
from cleanup.judges.blocks import BlockJudgment, judge, judge_blocks
from cleanup.judges.page import Page, PageBlock, page_title, parse, render, without_copies
from cleanup.readers.article import choose
from cleanup.readers.html_decoding import decode_html
from cleanup.readers.metadata import PageMetadata, read_metadata
from cleanup.readers.page_kind import why_no_article

if TYPE_CHECKING:
    from lxml.etree import _Element

# Characters of HTML up to which trafilatura is asked for evidence: its time grows faster than the page, and of the dev
# pages (4 KB to 1.8 MB) none is larger.
MOST_FOR_EVIDENCE = 2_000_000
# The judge learned from English pages and loses a quarter of the wanted passages on others (317 pages of trafilatura's own
# evaluation: .69 kept against .94); those are left to trafilatura. None: too little text to tell.
JUDGED_LANGUAGES = ("en", None)
SAMPLE = 4000  # characters of running text by which the language is told


@dataclass(frozen=True, slots=True)
class Explained:
    """One block of a page as it was judged. `reasons` are the numbers that weighed most, in words."""

    text: str
    kind: str
    kept: bool
    keep: float
    reasons: tuple[str, ...]


def read_html(page: str | bytes, source: Source, *, title: str | None = None, url: str | None = None,
              extractor: Literal["judge", "trafilatura"] = "judge") -> Document:
    """The document of a page. `title` and `url` are what the caller knows and win over what the page says.

    Raises InputError for bytes that are no text.
    """
    text, encoding = (page, source.encoding) if isinstance(page, str) else decode_html(page, source.path or "page")
    source = replace(source, format="html", encoding=encoding)
    root = parse(text)
    stated = read_metadata(root, page_title(root), url)
    if title:
        stated.title = title
    read = render(root)
    if extractor == "trafilatura":
        return _by_trafilatura(text, read, stated, source)
    language = _language_of(read)
    if language not in JUDGED_LANGUAGES:
        document = _by_trafilatura(text, read, stated, source)
        return replace(document, language=document.language or language, meta={
            **document.meta, "extractor": f"trafilatura: the judge knows no pages in this language ({language})"})
    read, chosen, _ = _judged(read, root, stated.title or "", evidence=len(text) <= MOST_FOR_EVIDENCE)
    kept = [b for b, c in zip(read.blocks, chosen, strict=True) if c]
    skipped = why_no_article(read.blocks, kept, stated)
    return _document([] if skipped else kept, read.blocks, stated, source, skipped)


def explain(page: str | bytes, *, title: str | None = None, url: str | None = None) -> list[Explained]:
    """Every block of the page in order, with the judge's probability and reasons, and whether it is kept."""
    text = page if isinstance(page, str) else decode_html(page, "page")[0]
    root = parse(text)
    stated = read_metadata(root, page_title(root), url)
    read, chosen, judged = _judged(render(root), root, title or stated.title or "",
                                   evidence=len(text) <= MOST_FOR_EVIDENCE)
    return [Explained(b.text, b.kind, c, j.keep, j.reasons())
            for b, c, j in zip(read.blocks, chosen, judged, strict=True)]


def _judged(page: Page, root: _Element, title: str, *, evidence: bool) -> tuple[Page, list[bool], list[BlockJudgment]]:
    """The page without copies of its own text, which blocks make the article, and the judge's word on each."""
    from cleanup.judges.block_features import tokens_of
    from cleanup.judges.evidence import kept_share, trafilatura_text

    tokens = tokens_of(page)
    rows = without_copies(page, tokens)
    if len(rows) < len(tokens):
        page = Page([page.blocks[i] for i in rows], page.containers)
        tokens = [tokens[i] for i in rows]
    if not page.blocks:
        return page, [], []
    kept = kept_share(trafilatura_text(root), tokens) if evidence else None  # changes the tree: last use of it
    judged = judge_blocks(page, title, kept, tokens)
    return page, choose(page, [j.keep for j in judged], tokens, title, judge().threshold, None if kept is None else kept.tolist()), judged


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


def _document(kept: Sequence[PageBlock], all_blocks: Sequence[PageBlock], stated: PageMetadata, source: Source,
              skipped: str | None) -> Document:
    parts: list[str] = []
    blocks: list[Block] = []
    inlines: list[Inline] = []
    length = 0
    before: PageBlock | None = None
    for block in kept:
        joined = before is not None and before.run == block.run and before.kind == block.kind and block.kind in (
            "paragraph", "quote", "table", "caption")
        if before is not None:
            gap = "\n" if joined or (before.kind == block.kind == "list_item") else "\n\n"
            parts.append(gap)
            length += len(gap)
        inlines += [Inline(m.start + length, m.end + length, m.kind, m.target) for m in block.marks]
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
    return Document(text="".join(parts), blocks=tuple(blocks), inlines=tuple(inlines), title=stated.title,
                    language=_short(stated.language), marked_up=True, source=source, meta=meta)


def _short(language: str | None) -> str | None:
    return language.split("-")[0].lower() if language else None


def _by_trafilatura(text: str, page: Page, stated: PageMetadata, source: Source) -> Document:
    """The blocks that trafilatura keeps, found in the page again so that they have their structure; text of it that is
    in no block is added as it came."""
    from cleanup.judges.block_features import tokens_of
    from cleanup.judges.evidence import kept_share, trafilatura_text

    found = trafilatura_text(text, fast=False)
    tokens = tokens_of(page)
    share = kept_share(found, tokens)
    kept = [b for b, s in zip(page.blocks, share, strict=True) if s >= 0.5]
    skipped = None if found and kept else "trafilatura finds no article in the page"
    return _document([] if skipped else kept, page.blocks, stated, source, skipped)
