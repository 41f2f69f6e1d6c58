"""What a page says about its article: title, authors, dates, site, language, address, license, description.

Only what is stated: meta tags, JSON-LD, microdata, `<link>`, `<html lang>`, `<time>`, the heading, a byline that leaves no
doubt. Nothing is guessed from the text or the address; where the page says nothing the key is missing. In doubt (two
licenses, a date that is no date) it is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from cleanup.page.authors import authors
from cleanup.page.dates import modified, published
from cleanup.page.json_ld import is_page, name_of, text_of_value, types_of, values_of
from cleanup.page.statements import Statements, read_statements
from cleanup.page.titles import confirms, names_of, site_names, title_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_NO_LANGUAGE = frozenset(("und", "zxx", "mul", "mis"))
_CREATIVE_COMMONS = re.compile(r"https?://(?:www\.)?creativecommons\.org/(?:licenses|publicdomain)/[\w./-]*\w/?", re.IGNORECASE)
LONGEST_LICENSE = 200  # characters; more is a text about rights
SITE_KEYS = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "al:android:app_name",
    "apple-mobile-web-app-title",
)
DESCRIPTION_KEYS = ("description", "og:description", "twitter:description", "dc.description")
LICENSE_KEYS = ("dc.license", "license", "dc.rights.license")
RIGHTS_KEYS = ("dc.rights", "rights", "copyright", "citation_license")


@dataclass(slots=True)
class PageMetadata:
    """What the page states; `date` and `modified` are YYYY-MM-DD, `license` an address or a name; `paywalled` if it says
    that the article is not free to read, `types` are og:type and the JSON-LD types, `base` is the address that its
    relative links start from."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    modified: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    license: str | None = None
    description: str | None = None
    paywalled: bool = False
    types: frozenset[str] = field(default_factory=frozenset)
    base: str | None = None

    def meta(self) -> dict[str, str]:
        """For Document.meta: what is known, in a fixed order."""
        pairs = (
            ("author", self.author),
            ("date", self.date),
            ("modified", self.modified),
            ("url", self.url),
            ("site", self.site),
            ("license", self.license),
            ("description", self.description),
        )
        return {key: value for key, value in pairs if value}


def read_metadata(root: _Element, page_title: str, url: str | None = None) -> PageMetadata:
    """The page's own statements. `url` is where the page came from, if known; relative addresses are joined to it."""
    page = read_statements(root, page_title)
    out = PageMetadata()
    stated_base = next((b.get("href") for b in root.iter("base") if b.get("href")), None)
    out.url = url or _address(page, stated_base)
    out.base = _joined(out.url, stated_base)
    articles = _articles(page, page_title, out.url)
    out.site = _site(page, articles)
    out.title = title_of(page, articles, names_of(page, out.site, out.url, articles), page_title)
    out.author = authors(page, articles, site_names(page, out.site))
    out.date = published(page, articles)
    out.modified = modified(page, articles, out.date)
    out.language = _language(page, articles)
    out.license = _license(page, articles, out.base or out.url)
    out.description = page.first(*DESCRIPTION_KEYS)
    objects = page.data.objects
    tier = (page.first("article:content_tier") or "").lower()
    out.paywalled = tier in ("locked", "metered") or any(str(d.get("isAccessibleForFree")).lower() == "false" for d in objects)
    kind = page.first("og:type")
    out.types = frozenset(t for d in objects for t in types_of(d)) | ({kind.lower()} if kind else set())
    return out


def _articles(page: Statements, page_title: str, url: str | None) -> list[dict[str, Any]]:
    """The JSON-LD objects that speak of this article, the nearest first: the one with its address or title, else the only
    one; then the page that it stands on. Of several articles that the page does not name as its own, none."""
    found = page.data.articles()
    pages = [d for d in found if is_page(d)][:1]
    of_type = [d for d in found if not is_page(d)]
    if len(of_type) > 1:
        titles = [page_title, *page.tags.get("og:title", ()), *(text for el, text in page.headings if el is page.heading)]
        own = [d for d in of_type if _same_address(d, url)]
        own += [d for d in of_type if any(confirms(text_of_value(d.get(k)), titles) for k in ("headline", "name"))]
        of_type = own or ([] if pages else of_type)
    return of_type[:1] + pages


def _same_address(data: dict[str, Any], url: str | None) -> bool:
    if not url:
        return False
    stated = [data.get("url"), data.get("mainEntityOfPage"), data.get("@id")]
    own = [s.get("@id") if isinstance(s, dict) else s for s in stated]
    return any(isinstance(s, str) and s.split("#")[0].rstrip("/") == url.split("#")[0].rstrip("/") for s in own)


def _site(page: Statements, articles: Sequence[dict[str, Any]]) -> str | None:
    return (
        page.first(*SITE_KEYS)
        or next((name for a in articles for name in [name_of(a.get("publisher"), page.data)] if name), None)
        or next((name_of(d.get("name")) for d in page.data.objects if "WebSite" in types_of(d)), None)
    )


def _language(page: Statements, articles: Sequence[dict[str, Any]]) -> str | None:
    """The language of `<html>`, unless it is the template's "en" and two other statements agree on another."""
    root = page.root
    own = _code(root.get("lang")) or _code(root.get("{http://www.w3.org/XML/1998/namespace}lang"))
    linked = next((t for a in articles for v in values_of(a.get("inLanguage")) for t in [_language_value(v)] if t), None)
    others = [
        code
        for stated in (page.first("content-language"), page.first("og:locale"), linked, page.first("dc.language"))
        for code in [_code(stated)]
        if code
    ]
    if own is None:
        return others[0] if others else None
    if _base(own) == "en" and not any(_base(code) == "en" for code in others):
        agreed = Counter(map(_base, others)).most_common(1)
        if agreed and agreed[0][1] >= 2:
            return next(code for code in others if _base(code) == agreed[0][0])
    return own


def _language_value(value: object) -> str | None:
    stated = (value.get("alternateName"), value.get("name")) if isinstance(value, dict) else (value,)
    return next((t for s in stated for t in [text_of_value(s)] if _code(t)), None)


def _code(stated: str | None) -> str | None:
    language = (stated or "").split(",")[0].strip()
    known = _LANGUAGE.match(language) and language.lower() not in _NO_LANGUAGE
    return language.replace("_", "-") if known else None


def _base(code: str) -> str:
    return code.split("-")[0].lower()


def _license(page: Statements, articles: Sequence[dict[str, Any]], base: str | None) -> str | None:
    """The address or name of the article's license; None where two different ones are stated alike."""
    for article in articles:
        for value in values_of(article.get("license")):
            value = value.get("url") or value.get("@id") or value.get("name") if isinstance(value, dict) else value
            if text := text_of_value(value):
                return text if len(text) <= LONGEST_LICENSE else None
    linked: dict[str, str] = {}
    for el in [*page.root.iter("link"), *page.marked]:
        rels = (el.get("rel") or "").lower().split()
        if "license" not in rels and "license" not in (el.get("itemprop") or "").split():
            continue
        if (
            next(el.iterancestors("figure", "aside", "article") if el.tag != "link" else iter(()), page.article)
            is not page.article
        ):
            continue
        address = _joined(base, el.get("href") or el.get("content"))
        if address:
            linked.setdefault(re.sub(r"^https?://(?:www\.)?", "", address).rstrip("/").lower(), address)
    if linked:
        return next(iter(linked.values())) if len(linked) == 1 else None
    stated = page.first(*LICENSE_KEYS)
    if stated and len(stated) <= LONGEST_LICENSE:
        return stated
    for key in RIGHTS_KEYS:
        for rights in page.tags.get(key, ()):
            if found := _CREATIVE_COMMONS.search(rights):
                return found.group()
    return None


def _address(page: Statements, base: str | None) -> str | None:
    """The canonical address, or og:url where that is missing, no address, or the home page's for a page below it."""
    hrefs = [
        e.get("href")
        for e in [*page.root.iter("link")]
        if "canonical" in (e.get("rel") or "").lower().split() and e.get("href")
    ]
    shared = _joined(base, page.first("og:url"))
    canonical = next((a for h in hrefs for a in [_joined(base or shared, h)] if a), None)
    if canonical and shared and _is_root(canonical) and not _is_root(shared):
        return shared
    return canonical or shared


def _is_root(address: str) -> bool:
    parts = urlsplit(address)
    return parts.path in ("", "/") and not parts.query


def _joined(base: str | None, address: str | None) -> str | None:
    """The address, relative to `base`, if the whole is one of the web; None where it is not or does not parse."""
    try:
        whole = urljoin(base or "", (address or "").strip()).strip()
        urlsplit(whole)
    except ValueError:  # "http://[half an IPv6 address"
        return None
    return whole if whole.startswith(("http://", "https://")) else None
