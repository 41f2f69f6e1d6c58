"""Who wrote the article: all names that the page states for it, and none that it states for something else.

Addresses, accounts and placeholders ("admin") are no names. Of several statements the first that gives names counts; one
further down that has all of its names and more takes its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cleanup.page.json_ld import LinkedData, text_of_value, types_of, values_of
from cleanup.page.statements import Statements, chunks_of, squeezed, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

AUTHOR_KEYS = (
    "citation_author",
    "dc.creator",
    "dc.contributor.author",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
)
LONGEST_NAME = 100  # characters; a list of authors in one tag may be as long
MOST_AUTHORS = 100
_NOT_A_NAME = re.compile(
    r"\b(?:written|posted|published|updated|reviewed|edited|medically reviewed) by\b|\bstaff$|https?:|www\.|@|\d{3}|[{}<>=\\]|^[\w.-]*_[\w.-]*$|^\W*$|^(?:about|view all|see all|all|more|posts|follow|read|share|contact)\s|\.(?:com|org|net)$|"
    r"^(?:(?:site|web|super|wp)?[ -]?(?:admin(?:istrator)?|user|root|webmaster|editor|guest|default|test)|staff|the staff|"
    r"(?:staff|guest|editorial) (?:writer|reporter|author|staff|contributor|team)|editors|(?:our|the) (?:editors?|staff|team|writers?)|author(?: name)?|authors|by|unknown|"
    r"anonym(?:ous)?|none|null|nil|undefined|n/?a|no author|your name|name|website|contributors?|blog(?:ger)?|redaktion|redacci[oó]n|"
    r"la r[eé]daction|r[eé]daction|redazione|redactie|redakcja)$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:written|posted|published|story|words|text|article)\s+)?by(?::\s*|\s+)|^(?:authors?|autora?)\s*:\s*", re.IGNORECASE
)
# "Par", "Por", "Von" before two words of a name; before one they may be the name's first.
_BY_ELSEWHERE = re.compile(r"^(?:[Pp]ar|[Pp]or|[Vv]on)\s+(?=(?!De[rnm]\b)[A-Z\xc0-\xde][\w'.-]+\s+[A-Z\xc0-\xde])")
# An address or account beside a name, in brackets or not.
_ADDRESS = re.compile(r"\s{0,9}[<(\[]?(?:mailto:)?[\w.+-]{0,64}@[\w.-]+[>)\]]?")
_ROLE = re.compile(
    r"\b(?:reporter|correspondent|editor|editor-in-chief|writer|contributor|columnist|staff|journalist|producer|analyst|reviewer|"
    r"photographer|critic|intern|officer|director|president|manager|professor|founder|co-founder|CEO|CTO|senior|fellow|engineer|specialist|"
    r"freelancer|redakteur(?:in)?|korrespondent(?:in)?)\b",
    re.IGNORECASE,
)
_NAME_WORD = r"(?:[^\W\d_a-z\xdf-\xf6\xf8-\xff][^\W\d_]*(?:['\u2019-][^\W\d_]+)*\.?)"
_PARTICLE = r"(?:de|del|della|der|den|di|da|do|dos|du|van|von|zu|la|le|ten|ter|bin|ibn|al|el|y|e)"
_NAME = re.compile(rf"{_NAME_WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{_NAME_WORD}){{1,3}}(?![\w@])")
_JOINT = re.compile(r"\s*(?:,\s*(?:and|&)?|and\b|&)\s*")
_BYLINE_END = re.compile(r"[ \t]*(?:$|\n|[|\u00b7\u2022\u2013\u2014\u2015/(,-])")
# Second parts of "By Jane Doe, New York": a place or a paper that looks like a name.
_NO_PERSON = re.compile(
    r"\b(?:New|San|Los|Las|St|Saint|North|South|East|West|United|News|Times|Post|Press|Gazette|Herald|Tribune|Associated|Reuters|"
    r"Magazine|Daily|Weekly|Journal|University|Institute|Department|The|Updated|Published|January|February|March|April|June|July|August|"
    r"September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|PhD|MD|City|Read|Share|Follow)\b"
)
_OF_A_SITE = re.compile(
    r"\b(?:Agency|Archive|Association|Bank|Blog|Bulletin|Business|Center|Centre|Channel|Chronicle|Clinic|Club|College|Company|Courier|"
    r"Digital|Digest|Echo|Expert|Express|Foundation|Group|Guide|Health|Home|Hospital|Hub|Insider|Journey|Lab|Labs|Library|Local|"
    r"Marketing|Media|Monitor|Museum|Network|Observer|Official|Online|Partners|Photography|Project|Radio|Record|Report|Review|School|"
    r"Security|Services|Shop|Site|Social|Society|Solutions|Star|Store|Studio|Studios|Sun|Team|Tech|Today|Travel|TV|Web|World|Zeitung|"
    r"Foundry|Standard|Mail|Mirror|Guardian|Independent|Register|Reporter|Voice|Wire|Wiki|Docs|Forum|Community)\b",
    re.IGNORECASE,
)
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:byline|author|authors)(?=[\s_-]|$)", re.IGNORECASE)
_PHRASE = re.compile(
    r"\b(?:posts|articles|profile|bio|follow|more|about|view|all|website|twitter|contact|email)\b", re.IGNORECASE
)
# Marked elements name others too (those who wrote what is linked below); they add nobody to a stated author.
_SINGLE = ("property", "link", "card")
MOST_WORDS = 6  # of a name on a link; more is a phrase ("More of what she has written")


def authors(page: Statements, articles: Sequence[dict[str, Any]], site: Iterable[str]) -> str | None:
    """The names joined by commas, or by semicolons where a name holds a comma ("Doe, Jane"). `articles` are the article's
    JSON-LD objects, `site` the names of the site: it is the author only where it is stated as an organization."""
    site = list(site)
    own = frozenset(k for name in site for k in _keys(name))
    chosen: list[str] = []
    named: set[str] = set()
    for kind, names in _statements(page, articles, frozenset(map(squeezed, site))):
        keys = {k for name in names for k in _keys(name)}
        only_site = bool(chosen) and named <= own
        if not names or (only_site and keys <= named):
            continue
        if not chosen or only_site or (named < keys and len(names) > len(chosen) and kind not in _SINGLE):
            chosen, named = names, keys
    return ("; " if any("," in name for name in chosen) and len(chosen) > 1 else ", ").join(chosen) or None


def _statements(page: Statements, articles: Sequence[dict[str, Any]], site: frozenset[str]) -> Iterator[tuple[str, list[str]]]:
    """(kind, names) of each kind of statement, the most trusted first."""
    for key in ("author", "creator"):
        for article in articles:
            yield "json-ld", _distinct(_linked(article.get(key), page.data, site))
    for key in AUTHOR_KEYS:
        yield (
            "meta",
            _distinct(name for value in page.tags.get(key, [])[:MOST_AUTHORS] for name in [person(value, site)] if name),
        )
    yield "property", _elements(page, _is_author_property, lambda el: _of_property(el, page, site))
    yield "link", _elements(page, lambda el: "author" in (el.get("rel") or "").split(), lambda el: _of_link(el, site))
    yield "card", _elements(page, _is_card, lambda el: _of_card(el, site))
    yield (
        "byline",
        _elements(page, lambda el: _BYLINE_CLASS.search(el.get("class") or "") is not None, lambda el: of_byline(el, site)),
    )


def person(value: object, site: Iterable[str] = ()) -> str | None:
    """A name as it stands, without "By" and a role after it; None for addresses, accounts, placeholders and the site."""
    name = text_of_value(value)
    if name is None or len(name) > LONGEST_NAME:
        return None
    if "@" in name:
        name = _ADDRESS.sub("", name)
    name = _BY_ELSEWHERE.sub("", _BY.sub("", name)).strip(" ,;|")
    if "," in name or "|" in name:
        head, *rest = re.split(r"\s*[,|]\s*", name)
        kept = [part for part in rest if not _ROLE.search(part) and squeezed(part) not in site]
        if len(kept) < len(rest):
            name = ", ".join([head, *kept])
    if not name or _NOT_A_NAME.search(name):
        return None
    return None if squeezed(name) in site and not _could_be_a_person(name) else name


def _could_be_a_person(name: str) -> bool:
    """Whether a site's own name may be that of whoever writes it: "Cory Dransfeldt", but not "Coast Gazette"."""
    return _NAME.fullmatch(name) is not None and not _NO_PERSON.search(name) and not _OF_A_SITE.search(name)


def _linked(value: object, data: LinkedData, site: frozenset[str]) -> Iterator[str]:
    for entry in values_of(value):
        entry = data.resolved(entry)
        if isinstance(entry, dict):
            stated = any("Organization" in t for t in types_of(entry))
            for inner in values_of(entry.get("name")):
                if name := person(inner, () if stated else site):
                    yield name
        elif name := person(entry, site):
            yield name


def _elements(page: Statements, wanted: Callable[[_Element], bool], read: Callable[[_Element], Iterable[str]]) -> list[str]:
    """The names of the elements in the article; where it has none of those outside of it, if they stand in one place:
    several places are a list of articles, each with its author."""
    inside: list[str] = []
    outside: list[str] = []
    places: set[_Element] = set()
    for el in page.marked:
        if not wanted(el) or (page.is_aside(el) and not (el.get("itemprop") and page.is_own_property(el))):
            continue
        names = list(read(el))
        if page.article is not None and page.article in el.iterancestors("article"):
            inside.extend(names)
        elif names and (not places or any(a in places for a in _around(el)) or not _distinct([*outside, *names])[1:]):
            outside.extend(names)
            places.update(_around(el))
        elif names:
            outside, places = [], {page.root}
            break
        if len(inside) + len(outside) >= MOST_AUTHORS:
            break
    return _distinct(inside or outside)


def _around(el: _Element) -> list[_Element]:
    """The element's parent, and the one around it where that is not the whole page or a whole article."""
    out = [a for _, a in zip(range(2), el.iterancestors(), strict=False)]
    return out[:1] if len(out) < 2 or "article" in (out[0].tag, out[1].tag) or out[1].tag in ("main", "body") else out


def _properties(el: _Element) -> list[str]:
    of_tag = el.get("property") if el.tag != "meta" else None
    return [p.rsplit(":", 1)[-1] for p in f"{el.get('itemprop') or ''} {of_tag or ''}".split()]


def _is_author_property(el: _Element) -> bool:
    return not {"author", "creator"}.isdisjoint(_properties(el))


def _of_property(el: _Element, page: Statements, site: frozenset[str]) -> list[str]:
    """The name of a property's element: its content, the names of the item that it is, or its text."""
    if page.in_foreign_scope(el) or el.get("itemprop") == "creator image":
        return []
    kind = f"{el.get('itemtype') or ''} {el.get('typeof') or ''}"
    known = () if "Organization" in kind else site
    if el.get("content") is not None:
        return [n for n in [person(el.get("content"), known)] if n]
    inside = [e for e in el.iterdescendants() if "name" in _properties(e)]
    names = [n for e in inside for n in [person(e.get("content") or text_of(e), known)] if n]
    if names or el.tag in ("meta", "link"):
        return names
    is_item = bool(kind.strip()) or el.get("itemscope") is not None
    return [] if is_item and inside else _of_link(el, site)


def _of_link(el: _Element, site: frozenset[str]) -> list[str]:
    """The name that an element marked as the author's shows, where it shows a name and no phrase."""
    if el.tag == "link":
        return []
    name = person(text_of(el), site)
    if name and _ROLE.search(name):  # "Jane Doe" and "Senior Reporter" in two elements of one link
        name = next((n for c in chunks_of(el) for n in [person(c, site)] if n and not _ROLE.search(n)), None)
    return [] if name is None or len(name.split()) > MOST_WORDS or _PHRASE.search(name) else [name]


def _is_card(el: _Element) -> bool:
    """hAtom and microformats2: `author vcard`, `p-author`."""
    names = (el.get("class") or "").split()
    return ("author" in names and "vcard" in names) or "p-author" in names


def _of_card(el: _Element, site: frozenset[str]) -> list[str]:
    inside = next((e for e in el.iterdescendants() if not {"fn", "p-name"}.isdisjoint((e.get("class") or "").split())), el)
    return _of_link(inside, site)


def of_byline(el: _Element, site: Iterable[str] = ()) -> list[str]:
    """The names of "By Jane Doe and John Roe", or none where anything in the line leaves a doubt what they are."""
    text = re.sub(r"[ \t\r\n]*\n[ \t\r\n]*", "\n", "\n".join(chunks_of(el))).strip()
    text = re.sub(r"[ \t\xa0]+", " ", text)
    by = _BY.match(text) or _BY_ELSEWHERE.match(text)
    if not by:
        return []
    at = by.end()
    names: list[str] = []
    while found := _NAME.match(text, at):
        name = found.group()
        if _ROLE.search(name) or _NO_PERSON.search(name) or squeezed(name) in site:
            return (
                names if names and text[found.start() - 1] in "\n ," and not text[:at].rstrip().endswith(("and", "&")) else []
            )
        names.append(name)
        at = found.end()
        joint = _JOINT.match(text, at)
        if not joint or not _NAME.match(text, joint.end()):
            break
        at = joint.end()
    return names if names and _BYLINE_END.match(text, at) else []


def _distinct(names: Iterable[str]) -> list[str]:
    """The names without those that were there in another form ("Doe, Jane" and "Jane Doe"); the first form stays."""
    seen: set[str] = set()
    out: list[str] = []
    for name in names:
        keys = _keys(name)
        if not keys <= seen:
            out.append(name)
            seen |= keys
    return out[:MOST_AUTHORS]


def _keys(name: str) -> set[str]:
    """What tells the people in a statement of one or more names apart: their words in any order."""
    parts = re.split(r"\s*;\s*|\s+(?:and|&)\s+", name)
    if len(parts) == 1:
        pieces = name.split(",")
        if len(pieces) > 1 and all(len(p.split()) > 1 for p in pieces):
            parts = pieces
    return {k for p in parts if (k := "".join(sorted(re.findall(r"\w+", p.casefold()))))}
