"""Whether a page has an article at all, and why not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleanup.page.block_text import block_words, ends_sentence
from cleanup.page.choose import is_fragment, top_articles, top_of
from cleanup.page.metadata import PageMetadata
from cleanup.page.page import Page, PageBlock
from cleanup.page.titles import host_of

_ERROR = re.compile(
    r"\b(?:40[0-9]|410|429|50[0-4])\b.{0,40}\b(?:error|not found|forbidden|denied|unavailable|gone|gateway)|"
    r"\b(?:error|http|status)\W{0,3}(?:40[0-9]|410|429|50[0-4])\b|^\W*(?:404|403|500|502|503)\W*$|"
    r"\bpage (?:not found|cannot be found|can(?:'|\u2019)?t be found|does(?: not|n['\u2019]t) exist|no longer exists|isn['\u2019]t available)|"
    r"\b(?:couldn['\u2019]t|could not|can['\u2019]t|cannot) find (?:the|that|this|your) page|\baccess (?:is )?(?:denied|forbidden)|"
    r"\b(?:are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|just a moment\.\.\.|attention required)|"
    r"\b(?:enable|turn on) (?:javascript|cookies)|\b(?:down|offline|closed) for (?:scheduled |planned )?maintenance|\bservice (?:temporarily )?unavailable|\binternal server error|\bbad gateway",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\bcookies?\b|\bconsent\b|\bpersonal data\b|\bprivacy (?:policy|settings|choices)\b|\bour partners\b|\bGDPR\b",
    re.IGNORECASE,
)
SHORT = 120  # words; an error page or a cookie wall says no more, and articles say more than an error page
LEAST_RUNNING = 20  # words in sentences; less is no article (dev pages: 2 of 793, both lists of links)
# Words in sentences from which a page is read whatever its kind: of the dev pages that are listings and collections it lets
# three in four pass that `_listing` would stop.
MUCH_RUNNING = 90
LABELS = 60  # words outside links; more labels than that are the text of a page (the features of a product)
SENTENCE_WORDS = 8
MOSTLY_LINKS = 0.6  # of the characters kept
_CALLED_ARTICLE = re.compile(r"article|posting|recipe|howto", re.IGNORECASE)
LISTED = 5  # linked headings from which a page may be a listing
LEAST_ARTICLES = 3  # `article` elements with a heading that leads elsewhere
LISTED_SHARE = 0.9  # of the words kept that stand under such headings; .75 took one dev page of 793 for a listing, .85 none
MOST_UNDER_HEADING = 45  # words, mean; teasers are shorter


def why_no_article(page: Page, kept: Sequence[PageBlock], stated: PageMetadata) -> str | None:
    """The reason, in words, why the page has no article; None where it has one. `kept` is what was taken for it."""
    blocks = page.blocks
    if not blocks:
        return "empty page: no text in the HTML"
    kept_words = _words(kept)
    first = " ".join(b.text for b in blocks if b.kind == "heading")[:300]
    about = f"{stated.title or ''} {first}"
    if kept_words < SHORT:
        if _ERROR.search(about) or (_words(blocks) < SHORT and _ERROR.search(" ".join(b.text for b in blocks))):
            return "error page: " + _shorten(stated.title or first)
        text = " ".join(b.text for b in (kept or blocks))
        sentences = [(b.text, n) for b in (kept or blocks) if (n := len(block_words(b))) >= SENTENCE_WORDS]
        about_cookies = sum(n for text, n in sentences if _COOKIES.search(text))
        if sentences and len(_COOKIES.findall(text)) >= 3 and about_cookies > 0.6 * sum(n for _, n in sentences):
            return "cookie wall: the page asks for consent and holds no article"
    if not kept:
        return "no article: nothing in the page reads like one"
    running = sum(n for b in kept if (n := len(block_words(b))) >= SENTENCE_WORDS and ends_sentence(b.text))
    if running >= MUCH_RUNNING:
        return None
    if listing := _listing(page, kept, stated):
        return listing
    if running < LEAST_RUNNING and _linked(kept) > MOSTLY_LINKS * sum(len(b.text) for b in kept):
        return "no article: a list of links"
    if _words([b for b in kept if b.kind in ("table", "code")]) >= LEAST_RUNNING:
        return None
    if is_fragment(page, [block_words(b) for b in blocks]):
        return None
    if running < LEAST_RUNNING and kept_words * (1 - _linked(kept) / sum(len(b.text) for b in kept)) < LABELS:
        return "no article: no running text, only labels and links"
    return None


def _listing(page: Page, kept: Sequence[PageBlock], stated: PageMetadata) -> str | None:
    """A home page or an archive: what was kept stands under headings that lead to other pages of the site.

    Many short pieces (teasers), or several `article` elements of any length. List articles ("60 sustainable brands")
    have linked headings too, but to other sites, or to places in the page, or with more text under them, and call
    themselves an article: those are kept, a listing taken for an article does less harm.
    """
    if any(_CALLED_ARTICLE.search(t) for t in stated.types):
        return None
    chosen = {id(b) for b in kept}
    articles = top_articles(page)
    target, level, inside = "", 9, -1
    led: dict[str, int] = {}  # address a heading leads to -> the `article` element it stands in, or -1
    words = under = 0
    for b in page.blocks:
        if b.kind == "heading":
            leads = _leads_to(b, stated.url)
            if leads or b.level <= level:  # what is under a deeper heading is still under the one that leads elsewhere
                target, level, inside = leads, b.level, top_of(page, b.container, articles)
            if leads and (inside >= 0 or id(b) in chosen):
                led.setdefault(leads, inside)
        if id(b) in chosen:
            size = len(block_words(b))
            words += size
            if target:
                under += size
                led.setdefault(target, inside)
    if under < LISTED_SHARE * words:
        return None
    own = len({a for a in led.values() if a >= 0})
    if own >= LEAST_ARTICLES or (len(led) >= LISTED and words < MOST_UNDER_HEADING * len(led)):
        return f"listing: {len(led)} headings that lead to other pages, no article of its own"
    return None


def _leads_to(heading: PageBlock, url: str | None) -> str:
    """The other page of the site that a heading, linked as a whole, leads to; empty where it leads to none."""
    if heading.linked <= 0.8 * len(heading.text):
        return ""
    return next(
        (
            m.target
            for m in heading.marks
            if m.kind == "link" and _same_site(m.target, url) and not (url and m.target.rstrip("/") == url.rstrip("/"))
        ),
        "",
    )


def _same_site(target: str, url: str | None) -> bool:
    """Whether a link leads to another page of the site."""
    host = host_of(target) if target.startswith(("http:", "https:", "//")) else ""
    own = host_of(url or "")
    return (
        bool(target) and not target.startswith(("javascript:", "mailto:")) and "#" not in target and (not host or host == own)
    )


def _linked(blocks: Sequence[PageBlock]) -> int:
    """Characters of links that lead somewhere."""
    return sum(
        m.end - m.start for b in blocks for m in b.marks if m.kind == "link" and not m.target.startswith(("javascript:", "#"))
    )


def _words(blocks: Sequence[PageBlock]) -> int:
    return sum(len(block_words(b)) for b in blocks)


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."
