"""Whether a page has an article at all, and why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from cleanup.judges.page import PageBlock
from cleanup.readers.metadata import PageMetadata

_ERROR = re.compile(
    r"\b(?:40[0-9]|410|429|50[0-4])\b.{0,40}\b(?:error|not found|forbidden|denied|unavailable|gone|gateway)|"
    r"\b(?:error|http|status)\W{0,3}(?:40[0-9]|410|429|50[0-4])\b|^\W*(?:404|403|500|502|503)\W*$|"
    r"\bpage (?:not found|cannot be found|can(?:'|\u2019)?t be found|does(?: not|n['\u2019]t) exist|no longer exists|isn['\u2019]t available)|"
    r"\b(?:couldn['\u2019]t|could not|can['\u2019]t|cannot) find (?:the|that|this|your) page|\baccess (?:is )?(?:denied|forbidden)|"
    r"\b(?:are you (?:a )?(?:human|robot)|verify(?:ing)? (?:that )?you are (?:a )?human|just a moment\.\.\.|attention required)|"
    r"\b(?:enable|turn on) (?:javascript|cookies)|\bservice (?:temporarily )?unavailable|\binternal server error|\bbad gateway",
    re.IGNORECASE)
_COOKIES = re.compile(r"\bcookies?\b|\bconsent\b|\bpersonal data\b|\bprivacy (?:policy|settings|choices)\b|\bour partners\b|\bGDPR\b",
                      re.IGNORECASE)
SHORT = 120           # words; an error page or a cookie wall says no more, and articles say more than an error page
LEAST_RUNNING = 20    # words in sentences; less is no article (dev pages: 2 of 793, both lists of links)
SENTENCE_WORDS = 8
_ENDS = re.compile(r"[.!?\u2026\u3002\uff01\uff1f][\"'\u201d\u2019)\]]*\s*$")
LISTED = 5            # linked headings from which a page may be a listing
LISTED_SHARE = 0.75   # of the headings in what was kept
MOST_UNDER_HEADING = 45  # words, mean; teasers are shorter


def why_no_article(blocks: Sequence[PageBlock], kept: Sequence[PageBlock], stated: PageMetadata) -> str | None:
    """The reason, in words, why the page has no article; None where it has one. `kept` is what was taken for it."""
    if not blocks:
        return "empty page: no text in the HTML"
    kept_words = _words(kept)
    first = " ".join(b.text for b in blocks if b.kind == "heading")[:300]
    about = f"{stated.title or ''} {first}"
    if kept_words < SHORT:
        if _ERROR.search(about) or (_words(blocks) < SHORT and _ERROR.search(" ".join(b.text for b in blocks))):
            return "error page: " + _shorten(stated.title or first)
        text = " ".join(b.text for b in (kept or blocks))
        sentences = [b.text for b in (kept or blocks) if len(b.text.split()) >= SENTENCE_WORDS]
        about_cookies = sum(len(s.split()) for s in sentences if _COOKIES.search(s))
        if sentences and len(_COOKIES.findall(text)) >= 3 and about_cookies > 0.6 * sum(len(s.split()) for s in sentences):
            return "cookie wall: the page asks for consent and holds no article"
    if not kept:
        return "no article: nothing in the page reads like one"
    if listing := _listing(kept, stated):
        return listing
    if sum(len(b.text.split()) for b in kept if b.kind in ("table", "code")) >= LEAST_RUNNING:
        return None
    running = sum(len(b.text.split()) for b in kept if len(b.text.split()) >= SENTENCE_WORDS and _ENDS.search(b.text))
    unspaced = sum(len(b.text) for b in kept) > 12 * max(kept_words, 1)  # Chinese, Japanese, Thai: no words to count
    if running < LEAST_RUNNING and kept_words < SHORT and not unspaced:
        return "no article: no running text, only labels and links"
    return None


def _listing(kept: Sequence[PageBlock], stated: PageMetadata) -> str | None:
    """A home page or an archive: headings that lead to other pages of the site, a teaser under each.

    List articles ("60 sustainable brands") have linked headings too, but to other sites, or to places in the page, or
    with text under them, and call themselves an article: those are kept, a listing taken for an article does less harm.
    """
    if any(re.search(r"article|posting|recipe|howto", t, re.IGNORECASE) for t in stated.types):
        return None
    heads = [b for b in kept if b.kind == "heading" and b.level > 1]
    linked = sum(any(m.kind == "link" and _same_site(m.target, stated.url) for m in b.marks) and b.linked > 0.8 * len(b.text)
                 for b in heads)
    if linked >= LISTED and linked >= LISTED_SHARE * len(heads) and _words(kept) < MOST_UNDER_HEADING * len(heads):
        return f"listing: {linked} linked headings with teasers, no article of its own"
    return None


def _same_site(target: str, url: str | None) -> bool:
    host = urlsplit(target).netloc.removeprefix("www.") if target.startswith(("http:", "https:", "//")) else ""
    own = urlsplit(url or "").netloc.removeprefix("www.")
    return bool(target) and not target.startswith(("#", "javascript:", "mailto:")) and "#" not in target and \
        (not host or host == own)


def _words(blocks: Sequence[PageBlock]) -> int:
    return sum(len(b.text.split()) for b in blocks)


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."
