"""The days on which an article was published and last changed, as the page states them: no clock is asked, no time zone
converted. "03/04/2021" has two readings and is no date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cleanup.page.json_ld import values_of
from cleanup.page.statements import LONGEST_TEXT, Statements, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

PUBLISHED_KEYS = (
    "article:published_time",
    "og:published_time",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "datepublished",
    "dc.date.issued",
    "dc.issued",
    "dc.date.created",
    "dc.created",
    "dc.date",
    "date",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "cxenseparse:recs:publishtime",
)
SURE_KEYS = 5  # of these; the others are also used for the day on which a page was made or loaded
MODIFIED_KEYS = ("article:modified_time", "og:updated_time", "dc.modified", "dc.date.modified", "datemodified")
_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d\d)(\d\d))(?!\d)")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct|november nov|"
        "december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)?[\s-]+({_MONTH})\b\.?,?[\s-]+(\d{{4}})(?!\d)", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}({_MONTH})\b\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE)
EARLIEST, LATEST = 1900, 2100  # years; outside of them stand counters and "0001-01-01"
_EPOCH = date(1970, 1, 1)  # what a system without a date writes
_UPDATED = re.compile(
    r"updated?\b|modified|revised|edited|reviewed|last changed?|aktualisiert|ge\xe4ndert|actualizado|mis \xe0 jour|modifi\xe9|"
    r"aggiornato|bijgewerkt|atualizado|zaktualizowan",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"(?:^|\s)(?:published|dt-published|pubdate|publish-?date|entry-date|post-date)(?=\s|$)", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:^|\s)(?:byline|dateline|posted-on|publish(?:ed|-date)|(?:entry|post|article)-(?:meta|date|byline))(?=\s|$)",
    re.IGNORECASE,
)
# A dateline is a line; a time in a longer text is told of, and what comes later beside the heading is the text.
LONGEST_DATELINE = 160  # characters
NEAREST = 3  # neighbors after the element with the heading (a subtitle, a picture, the dateline)
HIGHEST = 3  # elements around the heading, and around the time, whose children count as neighbors


def date_of(value: object) -> str | None:
    """YYYY-MM-DD of a date or time that can be read in one way only; None for anything else."""
    if not isinstance(value, str):
        return None
    text = value[:LONGEST_TEXT].strip()
    year = month = day = 0
    if found := _ISO.match(text):
        year, month, day = int(found[1]), int(found[3] or found[5]), int(found[4] or found[6])
    elif found := _DAY_FIRST.match(text):
        day, month, year = int(found[1]), _MONTHS[found[2].lower()], int(found[3])
    elif found := _MONTH_FIRST.match(text):
        month, day, year = _MONTHS[found[1].lower()], int(found[2]), int(found[3])
    elif found := _NUMBERS.match(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        if month > 12:
            day, month = month, day
        elif day <= 12 and day != month:
            return None
    try:
        read = date(year, month, day)
    except ValueError:
        return None
    return read.isoformat() if EARLIEST <= year <= LATEST and read != _EPOCH else None


def published(page: Statements, articles: Sequence[dict[str, Any]]) -> str | None:
    """The day of publication. `articles` are the article's JSON-LD objects, the nearest first."""
    return _first(_published(page, articles)) or _dateline(page)[0]


def _published(page: Statements, articles: Sequence[dict[str, Any]]) -> Iterator[object]:
    for article in articles:
        yield from values_of(article.get("datePublished"))
    for key in PUBLISHED_KEYS[:SURE_KEYS]:
        yield from page.tags.get(key, ())
    yield from _marked(page, "datePublished")
    for key in PUBLISHED_KEYS[SURE_KEYS:]:
        yield from page.tags.get(key, ())


def modified(page: Statements, articles: Sequence[dict[str, Any]], first: str | None) -> str | None:
    """The day of the last change, where it is stated and after `first`, the day of publication."""
    stated = [v for a in articles for v in values_of(a.get("dateModified"))]
    stated += [v for key in MODIFIED_KEYS for v in page.tags.get(key, ())]
    last = _first([*stated, *_marked(page, "dateModified")]) or _dateline(page)[1]
    return last if last and (first is None or last > first) else None


def _first(values: Iterable[object]) -> str | None:
    """The day of the first value that is a date. A time in UTC is what machines write: where the page states the same
    instant in a zone of its own, that is its day."""
    stated = [(day, value) for value in values if (day := date_of(value))]
    if not stated:
        return None
    instant = _instant(stated[0][1])
    if instant is not None and not instant.utcoffset():
        for day, value in stated[1:]:
            other = _instant(value)
            if other is not None and other.utcoffset() and other == instant:
                return day
    return stated[0][0]


def _instant(value: object) -> datetime | None:
    try:
        read = datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
    return read if read is not None and read.tzinfo is not None else None


def _marked(page: Statements, name: str) -> list[object]:
    """The dates of the article's elements with this property (microdata or RDFa) and of `<time pubdate>`, those inside the
    article first; none where they differ, as in a list of articles."""
    inside: list[str] = []
    outside: list[str] = []
    for el in page.marked:
        properties = f"{el.get('itemprop') or ''} {el.get('property') or ''}".split()
        if any(p.rsplit(":", 1)[-1] == name for p in properties) or (name == "datePublished" and el.get("pubdate") is not None):
            stated = _stated(el)
            is_own = page.is_own_property(el) or not (page.is_aside(el) or page.in_foreign_scope(el))
            if stated and date_of(stated) and is_own:
                is_inside = page.article is not None and page.article in el.iterancestors("article")
                (inside if is_inside else outside).append(stated)
    found = inside or outside
    return list(found) if len({date_of(f) for f in found}) == 1 else []


def _stated(el: _Element) -> str | None:
    stated = el.get("datetime") or el.get("content")
    return text_of(el) if stated is None and el.tag not in ("meta", "link") else stated


def _dateline(page: Statements) -> tuple[str | None, str | None]:
    """The days (published, modified) of the time elements beside the heading; None where they differ and none is marked as
    the first."""
    marked: list[str] = []
    found: list[str] = []
    changed: list[str] = []
    near = _neighbors(page)
    for el in page.marked:
        if el.tag != "time" or not (day := date_of(_stated(el))) or page.is_aside(el):
            continue
        name = " ".join(filter(None, (el.get("class"), el.get("itemprop"))))
        is_first = _PUBLISHED.search(name) is not None
        if is_first and page.article is not None and page.article in el.iterancestors("article"):
            marked.append(day)
        chain = [el]
        while len(chain) <= HIGHEST and (parent := chain[-1].getparent()) is not None:
            chain.append(parent)
        holder = next((e for e in chain if e in near or _DATELINE.search(e.get("class") or "")), None)
        if holder is None or len(text_of(holder) or "x" * LONGEST_TEXT) > LONGEST_DATELINE:
            continue
        if not is_first and (_UPDATED.search(name) or _UPDATED.search(_before(el, holder))):
            changed.append(day)
        else:
            (marked if is_first else found).append(day)
    days = set(marked) or set(found)
    return days.pop() if len(days) == 1 else None, max(changed, default=None)


def _before(el: _Element, holder: _Element) -> str:
    """The element's own first words and the nearest text before it inside `holder`."""
    own = el.text or ""
    node = el
    while node is not holder:
        before = node.getprevious()
        parent = node.getparent()
        text = (before.tail or text_of(before)) if before is not None else parent.text if parent is not None else None
        if text and text.strip():
            return f"{text} {own}"
        if before is not None:
            node = before
        elif parent is not None:
            node = parent
        else:
            break
    return own


def _neighbors(page: Statements) -> set[_Element]:
    """The elements before and soon after the heading, at its own level and a few above, and those of the article's header."""
    out: set[_Element] = set()
    el = page.heading
    for _ in range(HIGHEST):
        if el is None or el is page.article or el.tag in ("main", "body"):
            break
        out.update(el.itersiblings(preceding=True))
        out.update(e for _, e in zip(range(NEAREST), el.itersiblings(), strict=False))
        el = el.getparent()
    if page.article is not None:
        header = next(page.article.iterchildren("header"), None)
        if header is not None:
            out.update(header.iterdescendants())
    return out
