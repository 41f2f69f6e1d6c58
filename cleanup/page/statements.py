"""Where a page states things about itself: its meta tags, its marked elements, and which of them are the article's own.

An element of an aside, of the comments, of a list of related articles or of another article on the page says nothing
about this one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.page.json_ld import LinkedData, read_json_ld, text_of_value

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MARKED = 2_000  # marked elements looked at; what is the article's own stands among the first
LONGEST_TEXT = 400  # characters of an element's text; no title, name or byline is longer
MOST_HEADINGS = 20
DOMINANT = 3  # times the text of the next longest article on the page; less and they are a list
_MARKED = (
    "//*[@itemprop or @property or self::time or self::article or self::h1 or self::h2[contains(@class,'title')] or "
    "@rel[contains(.,'author') or contains(.,'license')] or @class[contains(.,'author') or contains(.,'byline') or "
    "contains(.,'logo') or contains(.,'brand') or contains(.,'site-') or contains(.,'masthead')]]"
)
_NOT_SHOWN = frozenset(("script", "style", "noscript", "template", "svg"))
_BREAKS = frozenset(("br", "p", "div", "li", "td", "h1", "h2", "h3"))
_NAME_PARTS = re.compile(r"[\s_-]+")
_ASIDE_PARTS = frozenset(
    "comment comments commentlist commentary related sidebar recommended recommendations recirc popular trending teaser teasers "
    "promo reply replies respond disqus newsletter breadcrumb breadcrumbs".split()
)
_ASIDE_NAME = re.compile(
    r"(?:^|\s)(?:widget|widget[-_]area|secondary|site-footer|footer|more[-_]?(?:stories|articles|news|posts|from)|read[-_]?(?:more|next)|"
    r"most[-_]?(?:read|popular|viewed)|see[-_]?also|also[-_]?like|latest[-_]?(?:news|posts|articles)|recent[-_]?posts|"
    r"you[-_]may\S*)(?=\s|$)",
    re.IGNORECASE,
)
_FOREIGN_SCOPE = re.compile(
    r"Comment|Answer|Person|Organization|ImageObject|VideoObject|AudioObject|Rating|Product|Offer|Event|Breadcrumb|Place|ListItem"
)


@dataclass(frozen=True, slots=True)
class _Place:
    """Whether an element is an aside of the article, whether it is inside of it, and the item (microdata, RDFa) around it."""

    aside: bool
    in_article: bool
    scope: _Element | None


@dataclass(slots=True)
class Statements:
    """What a page states and where. `tags` has the contents of the meta tags by lower-cased name, in order; `marked` the
    elements with a property or a telling class; `heading` is the article's own first-level heading if there is one, and
    `article` the element that holds it."""

    root: _Element
    tags: dict[str, list[str]] = field(default_factory=dict)
    data: LinkedData = field(default_factory=LinkedData)
    marked: list[_Element] = field(default_factory=list)
    headings: list[tuple[_Element, str]] = field(default_factory=list)
    heading: _Element | None = None
    article: _Element | None = None
    around: set[_Element] = field(default_factory=set)  # what holds the heading and the article: no aside of it
    places: dict[_Element, _Place] = field(default_factory=dict)

    def first(self, *keys: str) -> str | None:
        """The first content of the first of these meta tags that is there."""
        return next((self.tags[key][0] for key in keys if key in self.tags), None)

    def is_aside(self, el: _Element) -> bool:
        """Whether the element belongs to something else than the article: an aside, a comment, another article."""
        return self._place(el).aside

    def is_own_property(self, el: _Element) -> bool:
        """Whether the element is a property of the article's own item; wherever it stands, it speaks of the article."""
        scope = self._scope(el)
        return scope is not None and scope is self.article

    def in_foreign_scope(self, el: _Element) -> bool:
        """Whether the microdata or RDFa item that the element is a property of is another thing than the article."""
        scope = self._scope(el)
        if scope is None:
            return False
        kind = (scope.get("itemtype") or scope.get("typeof") or "").rsplit("/", 1)[-1]
        return _FOREIGN_SCOPE.search(kind) is not None or ("Review" in kind and bool(scope.get("itemprop")))

    def _scope(self, el: _Element) -> _Element | None:
        parent = el.getparent()
        return None if parent is None else self._place(parent).scope

    def _place(self, el: _Element) -> _Place:
        """Where an element stands; each element is looked at once, however deep the page."""
        below: list[_Element] = []
        node: _Element | None = el
        while node is not None and node not in self.places:
            below.append(node)
            node = node.getparent()
        place = self.places[node] if node is not None else _Place(False, False, None)
        for inner in reversed(below):
            is_item = inner.get("itemscope") is not None or inner.get("typeof") is not None
            scope = inner if is_item else place.scope
            if inner in self.around:
                place = _Place(False, place.in_article or inner is self.article, scope)
            else:
                aside = place.aside or self._starts_aside(inner, place.in_article)
                place = _Place(aside, place.in_article, scope)
            self.places[inner] = place
        return place

    def _starts_aside(self, el: _Element, in_article: bool) -> bool:
        tag = el.tag
        if tag in ("aside", "nav", "dialog") or (tag == "article" and self.article is not None):
            return True
        name = f"{el.get('class') or ''} {el.get('id') or ''}"[:300]
        return (tag == "footer" and not in_article) or (len(name) > 1 and tag not in ("body", "html") and _is_aside_name(name))


def _is_aside_name(name: str) -> bool:
    return not _ASIDE_PARTS.isdisjoint(_NAME_PARTS.split(name.lower())) or _ASIDE_NAME.search(name) is not None


def read_statements(root: _Element, page_title: str) -> Statements:
    """One pass over the tree; `page_title` is the title element's text."""
    out = Statements(root, _meta_tags(root), read_json_ld(root))
    out.marked = root.xpath(_MARKED)[:MOST_MARKED]
    stated = squeezed(" ".join([page_title, *(t for k in ("og:title", "twitter:title") for t in out.tags.get(k, ()))]))
    headings = [el for el in out.marked if el.tag == "h1" or (el.tag == "h2" and is_titled(el))][:MOST_HEADINGS]
    out.headings = [(el, text) for el in headings if (text := text_of(el)) and not out.is_aside(el)]
    # a heading of the logo comes first on many pages: the one that the title repeats is the article's
    repeated = [el for el, text in out.headings if squeezed(text) and squeezed(text) in stated]
    out.heading = next(iter(repeated or [el for el, _ in out.headings]), None)
    out.article = _main_article(out)
    for inside in (out.heading, out.article):
        if inside is not None:
            out.around.update(inside.iterancestors())
    out.around.update(el for el in (out.heading, out.article) if el is not None)
    out.places.clear()  # what was looked at before the article was known
    if out.article is not None:
        out.headings = [(el, text) for el, text in out.headings if not out.is_aside(el)]
    return out


def is_titled(el: _Element) -> bool:
    """Whether the element is marked as an entry's title (hAtom, microformats2, or a common theme)."""
    names = (el.get("class") or "").lower().split()
    return any(n in ("entry-title", "post-title", "article-title", "p-name") for n in names)


def _main_article(out: Statements) -> _Element | None:
    """The `article` that holds the heading, else the only one on the page, else the one with far more text than any other."""
    if out.heading is not None:
        holding = next(out.heading.iterancestors("article"), None)
        if holding is not None:
            return holding
    outermost = [a for a in out.marked if a.tag == "article" and next(a.iterancestors("article"), None) is None]
    outermost = [
        a for a in outermost if not any(_is_aside_name(e.get("class") or "") for e in (a, *a.iterancestors("div", "section")))
    ]
    sizes = sorted(((sum(len(p.text or "") for p in a.iter("p")), i) for i, a in enumerate(outermost)), reverse=True)
    if len(sizes) > 1 and sizes[0][0] < DOMINANT * sizes[1][0]:
        return None  # a list of articles
    return outermost[sizes[0][1]] if sizes else None


def _meta_tags(root: _Element) -> dict[str, list[str]]:
    """The contents of each meta tag, by lower-cased name, in order; tags outside the head of properties of other items
    than the page are left out."""
    out: dict[str, list[str]] = {}
    for el in root.iter("meta"):
        content = text_of_value(el.get("content"))
        names = el.get("property") or el.get("name") or el.get("http-equiv")
        if content and names:
            for name in names.lower().split():
                out.setdefault(_PREFIX.sub("dc.", name), []).append(content)
    return out


_PREFIX = re.compile(r"^dc(?:terms)?[.:]")  # "dc:title", "DCTERMS.title": one vocabulary in two generations


def text_of(el: _Element) -> str | None:
    """The text that a reader sees in an element, white space collapsed; None where there is none or it is too long."""
    text = " ".join("".join(chunks_of(el)).split())
    return text if 0 < len(text) <= LONGEST_TEXT else None


def chunks_of(el: _Element) -> list[str]:
    """The text nodes of an element in order, a line feed where a block begins or ends, without the text of scripts and
    drawings; stops soon after `LONGEST_TEXT`."""
    from lxml.etree import iterwalk

    out: list[str] = []
    hidden = size = 0
    for event, node in iterwalk(el, events=("start", "end")):
        change = node.tag in _NOT_SHOWN
        if event == "start":
            hidden += change
            text = node.text
        else:
            hidden -= change
            text = None if node is el else node.tail
        if node.tag in _BREAKS:
            out.append("\n")
        if text and not hidden:
            out.append(text)
            size += len(text.strip())
            if size > 2 * LONGEST_TEXT:
                break
    return out


def squeezed(name: str) -> str:
    """Letters and digits alone, case folded: for comparing names and titles whatever marks they are set with."""
    return re.sub(r"[\W_]+", "", name.casefold())
