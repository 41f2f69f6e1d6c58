"""The one title of a page, decided from all that it states: tags, JSON-LD, microdata, the heading and the title element.

Each statement counts for the titles that it agrees with: the same words once the site's name is taken off, a part
between dashes or bars, or the start of it cut short. So a tagline that stands alone as the "headline" loses against a
name that heading and title element repeat. The result is always one of the strings, or one without a site or section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from cleanup.page.json_ld import name_of, text_of_value, types_of, values_of
from cleanup.page.statements import LONGEST_TEXT, Statements, chunks_of, squeezed, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPLIT = re.compile(
    r"\s+(?:[|\u2013\u2014\u00b7\u2022\u2027\u22c5\u00bb\u203a\u00ab\u2039\uff5c-]|::|--|//|~|\u2192|>)\s+|\s*[|\uff5c]\s*"
)
_COLON = re.compile(r"\s*[:\uff1a]\s+")  # parts a site's name, never a section: "Pumps: a history" is one title
# A site's name in brackets, "A storm [The Lake Post]": parted from the title by nothing else.
_INSIDE = r"([^()\[\]\u3010\u3011\uff08\uff09]+)"
_BRACKETED = re.compile(rf"\s*[)\]\u3011\uff09]{_INSIDE}[(\[\u3010\uff08]")  # of the title read from its end
_BRACKETED_START = re.compile(rf"\s*[(\[\u3010\uff08]{_INSIDE}[)\]\u3011\uff09]")
_CUT = re.compile(r"\s*(?:\.\.\.|\u2026|\[\u2026\]|\[\.\.\.\])$")
_COMPANY = re.compile(r",?\s+(?:Inc|Ltd|LLC|GmbH|AG|S\.?A|plc|Co|Corp)\.?$", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:\u00a9|\(c\)|copyright)[\s\u00a9(c)]*(?:\d{4}(?:\s*[\u2013-]\s*\d{4})?)?[\s,]*(?:by\s+)?([^.|\u00b7\u2022\u2013\u2014\n]{2,60})",
    re.IGNORECASE,
)
_EMPTY = frozenset("untitled untitleddocument document home homepage index newpage title null undefined none loading".split())
LEAST_LABEL = 4  # letters of a host's label that names a site; a shorter one may be a word
LEAST_CUT = 12  # letters that a title cut short must share with the whole
MOST_GRAPH = 200  # JSON-LD objects that a site's name is looked for in; it stands among the first
MOST_LINKS = 300  # links that one to the home page is looked for in; it stands in the header
MOST_PARTS = 8  # between separators
# What a statement counts for. The heading is what readers see; og: and twitter: come from one field of most systems.
WEIGHTS = {
    "headline": 1.4,
    "og:title": 1.0,
    "citation_title": 1.0,
    "h1": 1.2,
    "property": 0.6,
    "dc.title": 0.8,
    "twitter:title": 0.3,
    "parsely-title": 0.5,
    "name": 0.3,
    "title": 0.8,
    "meta title": 0.1,
}
LONE_HEADING = 0.7  # a heading that nothing repeats is as often the blog's or the section's: less than the title element
# Agreement with a part of a statement: a heading may be a section ("News") that the title element goes on with.
OF_LONGEST_PART, OF_FIRST_PART, OF_OTHER_PART, OF_CUT = 0.9, 0.7, 0.3, 0.9


@dataclass(frozen=True, slots=True)
class Stated:
    """A title as one place of the page states it, and the same without the names of site and section."""

    place: str
    text: str
    trimmed: str

    @property
    def key(self) -> str:
        return squeezed(_CUT.sub("", self.trimmed))


@dataclass(frozen=True, slots=True)
class Names:
    """Squeezed names that are no part of a title: those stated for the site, those shown for it too, the section's."""

    stated: frozenset[str]
    site: frozenset[str]
    section: frozenset[str] = frozenset()


def title_of(page: Statements, articles: Sequence[dict[str, Any]], names: Names, page_title: str) -> str | None:
    """The page's title, None where it states none. `articles` are the article's JSON-LD objects, `page_title` the text of
    the title element."""
    stated = [
        Stated(place, text, trimmed)
        for place, text in _statements(page, articles, page_title)
        for trimmed in [_trimmed(text, names)]
        if squeezed(trimmed) or trimmed.strip()
    ]
    headlines = {s.key for s in stated if s.place == "headline"}  # an article that gives its section its name
    section = names.section - headlines
    useful = [s for s in stated if s.key not in names.stated | section | _EMPTY]
    if all(s.place == "property" for s in useful):
        useful = stated
    if not useful:
        return None
    best: dict[str, float] = {}
    for s in useful:
        if s.key not in best:
            best[s.key] = _support(s.key, useful)
    key = max(best, key=lambda k: best[k])  # of equals, the first stated
    return _form(key, useful)


def _statements(page: Statements, articles: Sequence[dict[str, Any]], page_title: str) -> list[tuple[str, str]]:
    """(place, title), the most trusted places first."""
    out: list[tuple[str, str]] = []

    def add(place: str, *values: object) -> None:
        for value in values:
            text = text_of_value(value)
            if text and len(text) <= LONGEST_TEXT:
                out.append((place, text))
                return

    main = articles[:1]
    for article in main:
        add("headline", *values_of(article.get("headline")))
    for key in ("og:title", "citation_title"):
        add(key, *page.tags.get(key, ()))
    headings = page.headings if page.heading is not None else []
    out.extend(("h1", text) for el, text in headings if el is page.heading)
    out.extend(("property", text) for text in [_property(page)] if text)
    for key in ("dc.title", "twitter:title", "parsely-title"):
        add(key, *page.tags.get(key, ()))
    for article in main:
        add("name", *values_of(article.get("name")))
    add("title", page_title)
    add("meta title", *page.tags.get("title", ()), *page.tags.get("headline", ()))
    return out


def _property(page: Statements) -> str | None:
    """The article's `itemprop=headline` or `name` outside the heading, which is counted by itself."""
    for wanted in ("headline", "name"):
        for el in page.marked:
            if wanted not in (el.get("itemprop") or "").split() or el in page.around:
                continue
            item = next((a for a in el.iterancestors() if a.get("itemscope") is not None), None)
            if wanted == "name" and (item is None or item.get("itemprop") or not item.get("itemtype")):
                continue  # the name of an author or a publisher inside the article's item
            if not page.is_aside(el) and not page.in_foreign_scope(el):
                if page.heading is not None and page.heading in el.iterancestors("h1", "h2"):
                    continue
                return text_of_value(el.get("content")) or (text_of(el) if el.tag != "meta" else None)
    return None


def _support(key: str, stated: Sequence[Stated]) -> float:
    confirming = [(o.place, share) for o in stated if (share := _agreement(key, o))]
    if all(place == "h1" or share == OF_OTHER_PART for place, share in confirming):
        return LONE_HEADING
    return sum(WEIGHTS[place] * share for place, share in confirming)


def _agreement(key: str, other: Stated) -> float:
    """How far another statement confirms a title, 0 to 1."""
    if other.key == key:
        return 1.0
    if _CUT.search(other.trimmed) and len(other.key) >= LEAST_CUT and key.startswith(other.key):
        return OF_CUT
    parts = [squeezed(part) for part in _parts(other.trimmed)]
    if len(parts) < 2:
        return 0.0
    longest = max(parts, key=len)
    for start in range(len(parts)):
        for end in range(start + 1, len(parts) + 1):
            if "".join(parts[start:end]) == key:
                inside = parts[start:end]
                return OF_LONGEST_PART if longest in inside else OF_FIRST_PART if start == 0 else OF_OTHER_PART
    return 0.0


def _parts(text: str) -> list[str]:
    return _SPLIT.split(text, MOST_PARTS)


def _form(key: str, stated: Sequence[Stated]) -> str:
    """Of the statements with the same words the first that is whole and is not set in capitals or in small letters."""
    same = [s for s in stated if s.key == key]
    whole = [s for s in same if not _CUT.search(s.trimmed)] or same
    cased = [s for s in whole if not (s.trimmed.isupper() or s.trimmed.islower())] or whole
    return cased[0].trimmed


def _trimmed(title: str, names: Names) -> str:
    """The title without the site's name, its tagline or the section at either end; whole where nothing would be left."""
    for _ in range(MOST_PARTS):
        shorter = _without_end(title, names.site, names.section)
        if shorter == title:
            return title
        title = shorter
    return title


def _without_end(title: str, site: frozenset[str], section: frozenset[str]) -> str:
    cuts = list(_SPLIT.finditer(title))
    for cut in cuts:  # the longest run first: a site's name may hold a dash itself
        if squeezed(title[cut.end() :]) in site and cut.start():
            return title[: cut.start()].strip()
    for cut in reversed(cuts):
        if squeezed(title[: cut.start()]) in site and cut.end() < len(title):
            return title[cut.end() :].strip()
    if cuts:
        last = title[cuts[-1].end() :]
        if squeezed(last.split(",")[0]) in site and cuts[-1].start():  # "Wikipedia, the free encyclopedia"
            return title[: cuts[-1].start()].strip()
        if squeezed(last) in section and title[: cuts[-1].start()].strip():
            return title[: cuts[-1].start()].strip()
    if (bracketed := _BRACKETED.match(title[::-1])) and squeezed(bracketed[1][::-1]) in site:
        return title[: -bracketed.end()].strip() or title
    if (bracketed := _BRACKETED_START.match(title)) and squeezed(bracketed[1]) in site:
        return title[bracketed.end() :].strip() or title
    colons = list(_COLON.finditer(title))
    if colons and squeezed(title[: colons[0].start()]) in site and colons[0].end() < len(title):
        return title[colons[0].end() :].strip()
    if colons and squeezed(title[colons[-1].end() :]) in site and colons[-1].start():
        return title[: colons[-1].start()].strip()
    return title


def names_of(page: Statements, site: str | None, url: str | None, articles: Sequence[dict[str, Any]]) -> Names:
    """The names that the page gives to its site and its section."""
    stated = frozenset(squeezed(form) for name in site_names(page, site) for form in _name_forms(name)) - {""}
    handles = page.tags.get("twitter:site", ())
    shown = (name for name in (*_hosts(url), *handles, *_shown_names(page, url)) if len(name) <= LONGEST_TEXT)
    return Names(
        stated,
        stated | frozenset(squeezed(form) for name in shown for form in _name_forms(name)) - {""},
        frozenset(squeezed(name) for name in _sections(page, articles)) - {""},
    )


def site_names(page: Statements, site: str | None) -> list[str]:
    """What the page states as its site's name: tags, publisher, the organization and the site in its JSON-LD."""
    data = page.data
    names = [site] if site else []
    for key in ("og:site_name", "application-name", "publisher", "dc.publisher", "apple-mobile-web-app-title"):
        names.extend(page.tags.get(key, ()))
    for item in data.objects[:MOST_GRAPH]:
        names.extend(n for n in [name_of(item.get("publisher"), data)] if n)
        if any(t in ("WebSite", "Organization", "NewsMediaOrganization") for t in types_of(item)):
            names.extend(
                n for v in (item.get("name"), item.get("alternateName"), item.get("description")) for n in [name_of(v)] if n
            )
    return [n for n in dict.fromkeys(names) if len(n) <= LONGEST_TEXT]


def _name_forms(name: str) -> set[str]:
    """A name with and without company, article and domain, as titles have them: "The Lake Post", "Lake Post",
    "lakepost.com"."""
    bare = re.sub(r"^the\s+", "", _COMPANY.sub("", name), flags=re.IGNORECASE)
    bare = re.sub(r"^www\.|\.(?:com|org|net|de|co\.uk)$", "", bare)
    return {name, bare, f"the {bare}", f"{bare}.com", f"{bare}.org"} if squeezed(bare) else {name}


def _hosts(url: str | None) -> list[str]:
    """ "developers.slashdot.org" is "Slashdot", "the-blog.example.co.uk" is "The Blog"."""
    host = host_of(url or "")
    return (
        [host, host.rsplit(".", 1)[0], *(label for label in host.split(".")[:-1] if len(label) >= LEAST_LABEL)] if host else []
    )


def _shown_names(page: Statements, url: str | None) -> list[str]:
    """The words of the logo and of links to the home page, of a header that is nothing but a name, and of the copyright."""
    out: list[str] = []
    for el in islice(page.root.iter("a"), MOST_LINKS):
        if _is_home(el, host_of(url or "")) and el is not page.heading and el not in page.around:
            out.extend(_shown(el))
    for el in page.root.iter("header"):
        if el not in page.around and next(el.iterdescendants("h1", "p"), None) is None:
            out.extend(_shown(el))
    for el in page.root.iter("footer"):
        text = " ".join("".join(chunks_of(el)).split())
        out.extend(m[1].strip() for m in _COPYRIGHT.finditer(text))
    for el in page.marked:
        name = (el.get("class") or "").lower().split()
        if el not in page.around and any(
            n in ("logo", "brand", "site-title", "site-name", "navbar-brand", "masthead") for n in name
        ):
            out.extend(_shown(el))
    return out


def _shown(el: _Element) -> list[str]:
    """The text of an element, the names of its pictures and its own title."""
    named = [text_of(el), el.get("title"), el.get("aria-label"), *(e.get("alt") for e in el.iterdescendants("img"))]
    return [
        re.sub(r"(?i)\s+(?:logo|home(?:\s?page)?)$|^(?:home|logo)\s+(?:of\s+)?", "", n) for n in named if n and len(n) <= 60
    ]


def _is_home(el: _Element, host: str) -> bool:
    href = (el.get("href") or "").strip()
    if "home" in (el.get("rel") or "").split() or href in ("/", "./", "../", "/index.html", "index.html"):
        return True
    return (
        bool(host)
        and host in href[: len(host) + len("https://www.")]
        and host_of(href) == host
        and href.rstrip("/").count("/") == 2
    )


def _sections(page: Statements, articles: Sequence[dict[str, Any]]) -> list[str]:
    """What the page calls the section that the article stands in."""
    out = [*page.tags.get("article:section", ()), *page.tags.get("section", ()), *page.tags.get("parsely-section", ())]
    for article in articles:
        out.extend(t for v in values_of(article.get("articleSection")) for t in [text_of_value(v)] if t)
    return [name for name in out if len(name) <= 60]


def host_of(address: str) -> str:
    """The host of an address without "www.", empty where there is none or the address does not parse."""
    try:
        return urlsplit(address).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""


def confirms(text: str | None, titles: Iterable[str]) -> bool:
    """Whether a headline is one of the titles, or a part of one between separators."""
    key = squeezed(text or "")
    return bool(key) and any(key == squeezed(t) or key in (squeezed(p) for p in _parts(t)) for t in titles)
