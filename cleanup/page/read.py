"""An HTML page to a document: the whole text of the page with its headings, lists, quotes, tables, code and links.

The page is rendered to blocks and a learned judge says which belong to the article; the others are in the document's
text too, marked as left out (`Document.left_out`), for the stage `extract` to take them out on record. How much that is
stands in `Document.meta` ("blocks kept", "blocks dropped", "words dropped"). White space is folded as a browser shows
it; characters are not changed.

Of a page without an article (a listing, an error, a cookie wall) everything is left out, with the reason in
`Document.meta["skipped"]`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from cleanup.document import Document, Source
from cleanup.languages import family
from cleanup.page.assemble import Reason, assemble
from cleanup.page.choose import FRAME, choose, consent_forms, hidden_for_good, other_articles, promotions, tables_whole
from cleanup.page.classifier import block_classifier, classify_blocks, reasons_of
from cleanup.page.copies import about_authors, captions_again, second_copy, values_alone
from cleanup.page.decoding import decode_html
from cleanup.page.kind import why_no_article
from cleanup.page.metadata import PageMetadata, read_metadata
from cleanup.page.page import Page, PageBlock, without_copies
from cleanup.page.parse import page_title, parse
from cleanup.page.render import render

if TYPE_CHECKING:
    from lxml.etree import _Element

Captions = Literal["judge", "keep", "drop"]
Listings = Literal["skip", "keep"]
# Characters of HTML up to which trafilatura is asked for evidence: its time grows faster than the page, and of the dev
# pages (4 KB to 1.8 MB) none is larger.
MOST_FOR_EVIDENCE = 2_000_000
# The judge learned English words; pages in other languages it judges without them, and what trafilatura keeps weighs more.
# None: too little text to tell.
JUDGED_LANGUAGES = ("en", None)
SAMPLE = 4000  # characters of running text by which the language is told
DRAWN = 100  # characters of text; a page that shows fewer is drawn by scripts, or holds a sentence or two
RUNNING = 12  # words of a block from which it is running text
SURE = 0.05  # what is less likely of the article than this is left out without listing the weightiest reasons

COPY = Reason("extract-copy", "a copy of what stands earlier in the page", 0.99)
AGAIN = Reason("extract-copy", "says again what stands earlier in the page", 0.95)
ABOUT = Reason("extract-about-author", "about the authors, below the article", 0.9)
VALUE = Reason("extract-value", "a value for programs, no text", 0.95)
PROMOTION = Reason("extract-promotion", "asks for a subscription or to be followed", 0.95)
HIDDEN = Reason("extract-hidden", "the page hides this", 0.95)
CONSENT = Reason("extract-consent", "of a cookie banner or its settings", 0.95)
OTHER = Reason("extract-other-article", "of another article in the same page", 0.9)
# On the dev articles trafilatura has P .940, R .954 of words where the whole page has P .695: of the words it leaves out
# nine in ten are rightly left out.
TRAFILATURA = Reason("extract-trafilatura", "not in what trafilatura takes for the article", 0.9)
IN_FRAME = Reason("extract-frame", "in the page's navigation, head or foot, or hidden", 0.9)
NO_ARTICLE = 0.95  # 2 of 793 dev articles and 6 of 130 pages of another set are skipped, all with little text


def read_html(
    page: str | bytes,
    source: Source,
    *,
    title: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    extractor: Literal["judge", "trafilatura"] = "judge",
    captions: Captions = "judge",
    listings: Listings = "skip",
) -> Document:
    """The document of a page. `title`, `url` and `charset` are what the caller knows and win over what the page says.

    `captions`: those that the "judge" takes for part of the article, or "keep" all that stand in it, or "drop" all.
    `listings`: pages without an article are "skip"ped, or what reads most like one is "keep"ed, if need be all outside
    the page's frame; the reason why it is none is then in `Document.notes`.
    Raises InputError for bytes that are no text.
    """
    text, encoding = (page, source.encoding) if isinstance(page, str) else decode_html(page, source.path or "page", charset)
    source = replace(source, format="html", encoding=encoding)
    root = parse(text)
    stated = read_metadata(root, page_title(root), url)
    read = rendered(root)
    stated.title = title or stated.title
    if extractor == "trafilatura":
        return _document(read, _captioned(read, _by_trafilatura(text, read), captions), stated, source, listings)
    language = language_of(read)
    english = language in JUDGED_LANGUAGES
    verdicts = _judged(read, root, stated.title or "", evidence=len(text) <= MOST_FOR_EVIDENCE, english=english)
    document = _document(read, _captioned(read, verdicts, captions), stated, source, listings)
    if english:
        return document
    how = f"judge without words, guided by trafilatura: the judge knows no words of this language ({language})"
    return replace(document, language=document.language or language, meta={**document.meta, "extractor": how})


def rendered(root: _Element) -> Page:
    """The blocks of a page. Where nearly all its text is drawn by scripts, what it says to readers without them is its text:
    some forums put the whole thread there."""
    page = render(root)
    if sum(len(b.text) for b in page.blocks) >= DRAWN:
        return page
    silent = list(root.iter("noscript"))
    if sum(len(el.text_content().strip()) for el in silent) < DRAWN:  # a word about scripts, or a counter's image
        return page
    for el in silent:
        el.tag = "div"
    return render(root)


def _captioned(page: Page, verdicts: Sequence[Reason | None], captions: Captions) -> list[Reason | None]:
    """The verdicts; with "drop" no caption is kept, with "keep" all that stand between two blocks that are."""
    rows = [i for i, why in enumerate(verdicts) if why is None]
    first, last = (rows[0], rows[-1]) if rows else (0, -1)
    out = list(verdicts)
    for i, block in enumerate(page.blocks):
        if block.kind == "caption" and captions == "keep" and first <= i <= last:
            out[i] = None
        elif block.kind == "caption" and captions == "drop" and out[i] is None:
            out[i] = Reason("extract-caption", "a caption; html.captions drops them", 1.0)
    return out


def _judged(page: Page, root: _Element, title: str, *, evidence: bool, english: bool) -> list[Reason | None]:
    """For each block why it is no part of the article, or None."""
    from cleanup.page.block_text import tokens_of
    from cleanup.page.supervisor import kept_share, trafilatura_text

    verdicts: list[Reason | None] = [COPY] * len(page.blocks)
    tokens = tokens_of(page)
    whole_page, all_tokens = page, tokens
    rows = without_copies(page, tokens)
    if len(rows) < len(tokens):
        page = Page([page.blocks[i] for i in rows], page.containers)
        tokens = [tokens[i] for i in rows]
    if not page.blocks:
        return verdicts
    kept = kept_share(trafilatura_text(root), tokens) if evidence else None  # changes the tree: last use of it
    judged = classify_blocks(page, title, kept, tokens, english=english)
    keep = [j.keep for j in judged]
    threshold = block_classifier().threshold
    chosen = choose(page, keep, tokens, threshold, None if kept is None else kept.tolist(), english=english)
    ruled = dict.fromkeys(promotions(page, tokens), PROMOTION) | dict.fromkeys(consent_forms(page), CONSENT)
    ruled |= dict.fromkeys(hidden_for_good(page, tokens, chosen), HIDDEN)
    ruled |= dict.fromkeys(other_articles(page, tokens, title), OTHER)
    ruled |= dict.fromkeys(captions_again(page, tokens, chosen), AGAIN) | dict.fromkeys(values_alone(page), VALUE)
    ruled |= dict.fromkeys(about_authors(page, tokens), ABOUT)
    dropped = [i for i, c in enumerate(chosen) if not c or i in ruled]
    doubt = [i for i in dropped if keep[i] > SURE]
    evidence_of = dict(zip(doubt, reasons_of([judged[i] for i in doubt]), strict=True))
    whole = tables_whole(page, keep, tokens)
    for row in rows:
        verdicts[row] = None
    for i in dropped:
        if i in ruled:
            verdicts[rows[i]] = ruled[i]
        elif whole[i] >= threshold:  # in a language whose words the judge does not know it must be surer, or not alone
            verdicts[rows[i]] = TRAFILATURA
        else:
            said = f"part of the article with probability {100 * whole[i]:.0f} %"
            verdicts[rows[i]] = Reason("extract-block", said, 1 - whole[i], 1 - threshold, evidence_of.get(i, ()))
    copied = [True] * len(verdicts)
    for row in rows:
        copied[row] = False
    for i in second_copy(whole_page, all_tokens, [why is None for why in verdicts], copied):
        verdicts[i] = AGAIN
    return verdicts


def language_of(page: Page) -> str | None:
    """The language of the page's running text: menus and labels are left out, they are often in another."""
    from cleanup.page.block_text import block_words
    from cleanup.text.language import detect_language

    parts: list[str] = []
    size = 0
    for block in page.blocks:
        if block.linked < 0.3 * len(block.text) and block.kind not in ("code", "table") and len(block_words(block)) >= RUNNING:
            parts.append(block.text)
            size += len(block.text)
            if size > SAMPLE:
                break
    return detect_language("\n".join(parts)) if parts else None


def _document(page: Page, verdicts: list[Reason | None], stated: PageMetadata, source: Source, listings: Listings) -> Document:
    """The document of the page, everything left out where it has no article."""
    kept = [b for b, why in zip(page.blocks, verdicts, strict=True) if why is None]
    meta = stated.meta()
    no_article = why_no_article(page, kept, stated)
    notes: tuple[str, ...] = ()
    if no_article and listings == "keep":
        notes = (f"{no_article}; its text was taken all the same",)
        if not kept:
            verdicts = _outside_frame(page)
    elif no_article:
        meta["skipped"] = no_article
        verdicts = [why or Reason("extract-no-article", no_article, NO_ARTICLE) for why in verdicts]
    kept = [b for b, why in zip(page.blocks, verdicts, strict=True) if why is None]
    whole = assemble(page, verdicts, stated.base)
    if stated.paywalled:
        meta["paywalled"] = "the page says that the article is not free to read; the text may be only its start"
    if "skipped" not in meta:
        meta["blocks kept"] = str(len(kept))
        meta["blocks dropped"] = str(len(page.blocks) - len(kept))
        meta["words dropped"] = str(sum(len(b.text.split()) for b in page.blocks) - sum(len(b.text.split()) for b in kept))
    return Document(
        text=whole.text,
        blocks=whole.blocks,
        inlines=whole.inlines,
        title=stated.title,
        language=family(stated.language) or _language_of_article(kept),
        marked_up=True,
        source=source,
        meta=meta,
        notes=notes,
        left_out=whole.left_out,
    )


def _language_of_article(kept: Sequence[PageBlock]) -> str | None:
    from cleanup.text.language import detect_language

    return detect_language("\n\n".join(b.text for b in kept))


def _by_trafilatura(text: str, page: Page) -> list[Reason | None]:
    """For each block why it is left out, where trafilatura decides."""
    from cleanup.page.block_text import tokens_of
    from cleanup.page.supervisor import kept_share, trafilatura_text

    share = kept_share(trafilatura_text(text, fast=False), tokens_of(page))
    return [None if s >= 0.5 else TRAFILATURA for s in share]


def _outside_frame(page: Page) -> list[Reason | None]:
    """Everything but what stands in an element that is no content by its name, or is hidden."""
    inside: list[bool] = []
    for c in page.containers:  # parents come first
        inside.append(c.tag in FRAME or c.hidden or (c.parent >= 0 and inside[c.parent]))
    return [IN_FRAME if inside[b.container] else None for b in page.blocks]
