"""What a page says about its article: title, author, date, site, language, address, description.

Only what is stated: meta tags, JSON-LD, `<link>`, `<html lang>`, `<time>`. Nothing is guessed from the text or the
address; where the page says nothing the key is missing. In doubt (two authors' names run together, a date that is no
date) it is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from lxml.etree import _Element

_ARTICLE = re.compile(r"Article|Posting|Report|Review|Recipe|HowTo|WebPage", re.IGNORECASE)
_DATE = re.compile(r"\s*(\d{4})-(\d\d?)-(\d\d?)(?![\d])")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")
_LONGEST_LD = 2_000_000  # characters of JSON-LD read; catalogs carry more, and no article's metadata
_SPLIT = re.compile(r"\s+(?:[|\u2013\u2014\u00b7\u2022\u00bb:-]|::)\s+")
_NOT_A_NAME = re.compile(r"https?:|www\.|@|\d{3}|^(?:admin|administrator|editor|staff|author|by)$", re.IGNORECASE)
LEAST_LABEL = 4
TITLE_KEYS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "headline", "title")
AUTHOR_KEYS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
DATE_KEYS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dcterms.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "cxenseparse:recs:publishtime",
)
SITE_KEYS = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "al:android:app_name",
    "apple-mobile-web-app-title",
)
DESCRIPTION_KEYS = ("description", "og:description", "twitter:description", "dc.description")


@dataclass(slots=True)
class PageMetadata:
    """What the page states; `paywalled` if it says that the article is not free to read, `types` are og:type and the
    JSON-LD types, `base` is the address that its relative links start from."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    description: str | None = None
    paywalled: bool = False
    types: frozenset[str] = field(default_factory=frozenset)
    base: str | None = None

    def meta(self) -> dict[str, str]:
        """For Document.meta: what is known, in a fixed order."""
        pairs = (
            ("author", self.author),
            ("date", self.date),
            ("url", self.url),
            ("site", self.site),
            ("description", self.description),
        )
        return {key: value for key, value in pairs if value}


def read_metadata(root: _Element, page_title: str, url: str | None = None) -> PageMetadata:
    """The page's own statements. `url` is where the page came from, if known; relative addresses are joined to it."""
    tags = _meta_tags(root)
    data = list(_json_ld(root))
    article = next((d for d in data if _is_article(d, strict=True)), None) or next(
        (d for d in data if _is_article(d, strict=False)), {}
    )
    out = PageMetadata()
    out.site = (
        _first(tags, SITE_KEYS)
        or _name(article.get("publisher"))
        or next((_name(d) for d in data if "WebSite" in _types(d)), None)
    )
    stated_base = next((b.get("href") for b in root.iter("base") if b.get("href")), None)
    out.url = url or _canonical(root, tags, stated_base)
    out.base = _joined(out.url, stated_base)
    stated = _clean(article.get("headline")) or _first(tags, TITLE_KEYS) or _clean(article.get("name"))
    out.title = without_site(_best_title(stated, page_title), out.site, out.url)
    out.author = _authors(article.get("author")) or next(
        (name for key in AUTHOR_KEYS for name in [_person(tags.get(key))] if name), None
    )
    out.date = (
        _date(article.get("datePublished"))
        or next((date for key in DATE_KEYS for date in [_date(tags.get(key))] if date), None)
        or _time_tag(root)
    )
    language = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tags.get("content-language")
        or (tags.get("og:locale") or "")
    )
    language = language.split(",")[0].strip()
    out.language = language.replace("_", "-") if _LANGUAGE.match(language) else None
    out.description = _first(tags, DESCRIPTION_KEYS)
    out.paywalled = any(str(d.get("isAccessibleForFree")).lower() == "false" for d in data) or tags.get(
        "article:content_tier", ""
    ).lower() in ("locked", "metered")
    out.types = frozenset(t for d in data for t in _types(d)) | ({tags["og:type"].lower()} if tags.get("og:type") else set())
    return out


def _meta_tags(root: _Element) -> dict[str, str]:
    """The first non-empty content of each meta tag, by lower-cased name."""
    out: dict[str, str] = {}
    for el in root.iter("meta"):
        key = el.get("property") or el.get("name") or el.get("itemprop") or el.get("http-equiv")
        content = el.get("content")
        if key and content:
            value = " ".join(content.split())
            if value:
                out.setdefault(key.strip().lower(), value)
    return out


def _json_ld(root: _Element) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, graphs unfolded; broken JSON is passed over."""
    left = _LONGEST_LD
    for el in root.iter("script"):
        if "ld+json" not in (el.get("type") or ""):
            continue
        text = (el.text or "").strip().removeprefix("<!--").removesuffix("-->").removeprefix("<![CDATA[").removesuffix("]]>")
        left -= len(text)
        if left < 0:
            return
        try:
            data = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        while waiting:
            item = waiting.pop(0)
            if isinstance(item, list):
                waiting.extend(item)
            elif isinstance(item, dict):
                yield item
                for key in ("@graph", "mainEntity", "mainEntityOfPage"):
                    if isinstance(item.get(key), list | dict):
                        waiting.append(item[key])


def _types(data: Mapping[str, Any]) -> list[str]:
    kind = data.get("@type")
    return [t for t in (kind if isinstance(kind, list) else [kind]) if isinstance(t, str)]


def _is_article(data: Mapping[str, Any], strict: bool) -> bool:
    return any(_ARTICLE.search(t) and not (strict and t == "WebPage") for t in _types(data))


def _clean(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    if "&" in value:
        import html

        value = html.unescape(value)
    return " ".join(value.split()) or None


def _first(tags: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((value for key in keys for value in [_clean(tags.get(key))] if value), None)


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next((name for v in value for name in [_name(v)] if name), None)
    return _clean(value.get("name") if isinstance(value, dict) else value)


def _person(value: Any) -> str | None:
    """A name as it stands; None for addresses, accounts and placeholders such as "admin"."""
    name = _clean(value)
    if name is None or len(name) > 100 or _NOT_A_NAME.search(name):
        return None
    return re.sub(r"^[Bb]y\s+", "", name)


def _authors(value: Any) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [name for p in people[:10] for name in [_person(p.get("name") if isinstance(p, dict) else p)] if name]
    return ", ".join(dict.fromkeys(names)) or None


def _date(value: Any) -> str | None:
    """YYYY-MM-DD of an ISO date or time; None for anything else: "03/04/2021" has two readings."""
    found = _DATE.match(value) if isinstance(value, str) else None
    if not found:
        return None
    year, month, day = (int(g) for g in found.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= 31 else None


def _time_tag(root: _Element) -> str | None:
    """The date of a time tag that is marked as the publication's."""
    for el in root.iter("time"):
        if el.get("pubdate") is not None or "datePublished" in (el.get("itemprop") or ""):
            return _date(el.get("datetime"))
    return None


def _canonical(root: _Element, tags: Mapping[str, str], base: str | None) -> str | None:
    stated = next((e.get("href") for e in root.iter("link") if "canonical" in (e.get("rel") or "").lower().split()), None)
    return _joined(base, stated or tags.get("og:url"))


def _joined(base: str | None, address: str | None) -> str | None:
    """The address, relative to `base`, if the whole is one of the web; None where it is not or does not parse."""
    try:
        whole = urljoin(base or "", address or "").strip()
        urlsplit(whole)
    except ValueError:  # "http://[half an IPv6 address"
        return None
    return whole if whole.startswith(("http://", "https://")) else None


def host_of(address: str) -> str:
    """The host of an address without "www.", empty where there is none or the address does not parse."""
    try:
        return urlsplit(address).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""


def _best_title(stated: str | None, page_title: str) -> str | None:
    """The stated title, unless it is cut short ("...") and the title element has the whole."""
    if stated and stated.endswith(("...", "\u2026")):
        start = stated.rstrip(".\u2026 ").casefold()
        if len(start) > 15 and page_title.casefold().startswith(start):
            return page_title
    return stated or page_title or None


def without_site(title: str | None, site: str | None, url: str | None) -> str | None:
    """The title without "| Site" at its end or "Site |" at its start; the rest of a title is left alone."""
    if not title:
        return None
    host = host_of(url or "")
    # "developers.slashdot.org" is "Slashdot", "the-blog.example.co.uk" is "The Blog"; a short label may be a word
    names = {_squeezed(n) for n in (site or "", host, host.rsplit(".", 1)[0])} | {
        _squeezed(label) for label in host.split(".")[:-1] if len(label) >= LEAST_LABEL
    }
    names.discard("")
    parts = list(_SPLIT.finditer(title))
    if parts and names:
        last, first = title[parts[-1].end() :], title[: parts[0].start()]
        if _squeezed(last) in names:
            return title[: parts[-1].start()].strip() or title
        if _squeezed(first) in names:
            return title[parts[0].end() :].strip() or title
    return title


def without_tail(title: str, headings: Iterable[str]) -> str:
    """The title as one of the page's headings has it, where the title goes on after it with a separator ("| Section")."""
    for heading in headings:
        rest = title[len(heading) :]
        if heading and rest and title[: len(heading)].casefold() == heading.casefold() and _SPLIT.match(rest):
            return title[: len(heading)]
    return title


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
