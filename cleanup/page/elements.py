"""What single elements of a page say: names, whether they are hidden, whether a table holds data, whether text is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from cleanup.page.page import PageMark
from cleanup.page.styles import hides, is_spoken
from cleanup.page.tags import FIELDS, HEADINGS, INLINE

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELL = 400  # characters; a table with a longer cell lays out a page more often than it holds data
LINE_NUMBERS = re.compile(r"\b(?:gutter|line-?numbers?|linenos?|linenodiv|blob-num|hljs-ln-numbers)\b")
_CAMEL = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])")
# {"name": or [{"name": opens the settings of a widget that its script has not drawn yet.
_DATA = re.compile(r"[\[{]\s*(?:[\[{]\s*)?\"[\w@$.-]{1,40}\"\s*:")
_PERMALINK = re.compile(
    r"(?:^|[\s_-])(?:header-?link|permalink|(?:heading|header)?-?anchor(?:js-link)?|hash-link|direct-link|octicon-link)(?=$|[\s_-])"
)
_LINK_SIGN = re.compile(r"[#¶§🔗⚓∞¤\ufe0e\ufe0f]{1,3}")
_LINK_WORDS = re.compile(r"permalink|(?:direct |copy )?link(?: to (?:this )?.*)?|anchor|copy link|[^\w\s]{1,3}", re.IGNORECASE)
_EMOJI_CLASS = re.compile(r"emoji|smiley|emoticon")
_LETTER_CLASS = re.compile(r"drop-?cap|initial|letter|versal", re.IGNORECASE)
_FIRST_EMOJI = 0x2190
MOST_FIELDS = 400
_VALUES = frozenset(
    "url image contentUrl thumbnailUrl thumbnail logo mainEntityOfPage width height datePublished dateModified dateCreated "
    "uploadDate".split()
)
_STAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?: ?Z| ?[+-]\d\d:?\d\d)?")
_ADDRESS = re.compile(r"(?:https?:)?//\S+")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif)(?:\?|$)", re.IGNORECASE)


def attribute_tokens(el: _Element) -> tuple[tuple[str, ...], str, bool]:
    """Words of class, id, role and itemprop, a signature for "made by the same template", and whether it is hidden."""
    attributes = el.attrib
    if not attributes:
        return (), "", False
    css = attributes.get("class") or ""
    name = attributes.get("id") or ""
    words = css + " " + name
    role = attributes.get("role")
    if role:
        words += " role" + role
    prop = attributes.get("itemprop")
    if prop:
        words += " item" + prop
    style = attributes.get("style")
    hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true" or hides(style) or (css != "" and is_spoken(css))
    # generated class lists run to kilobytes; the telling names come first
    return _name_words(words[:600]), css[:80], hidden


@lru_cache(maxsize=1 << 12)
def _name_words(words: str) -> tuple[str, ...]:
    """Each part of the names once, lower-cased; half of the elements of a page have the names of another."""
    return tuple(dict.fromkeys(" ".join(_split_names(words)).lower().split()))


def _split_names(words: str) -> list[str]:
    """`articleBody post-content` -> article, body, post, content, and the whole names."""
    out: list[str] = []
    for name in words.split():
        parts = _CAMEL.findall(name)
        out.extend(parts)
        if len(parts) > 1 and len(name) <= 40:
            out.append(name)
    return out


def is_data(text: str, marks: Sequence[PageMark]) -> bool:
    """Whether a text is JSON that a script would have turned into something to see; JSON shown as code is text."""
    return text[0] in "[{" and text[-1] in "]}" and _DATA.match(text) is not None and all(m.kind != "code" for m in marks)


def is_data_table(table: _Element) -> bool:
    """Whether a table holds data in rows and columns, rather than laying out a page or a form."""
    rows = widest = 0
    cells = heads = lists = 0
    for el in table.iter("tr", "td", "th", "table", "ul", "ol", "h1", "h2", "h3", "pre", "blockquote", "form", "article"):
        tag = el.tag
        heads += tag == "th"
        if tag == "tr":
            rows += 1
            widest = max(widest, cells)
            cells = 0
        elif tag in ("td", "th"):
            cells += 1
            if rows > 2000:
                break  # seen enough: nobody lays out a page in two thousand rows
            size = 0
            for text in el.itertext():
                size += len(text)
                if size > 4 * MAX_CELL:
                    break
            if size > MAX_CELL and len(" ".join("".join(el.itertext()).split())) > MAX_CELL:
                return False
        elif tag in ("ul", "ol"):
            lists += 1
        elif el is not table:
            return False
    # Lists are in the cells of data as well as of layouts; only data has header cells.
    return rows >= 2 and max(widest, cells) >= 2 and (heads >= 2 or not lists)


def only_numbers(el: _Element) -> bool:
    return all(piece.isdigit() for text in el.itertext() for piece in text.split())


def _beginning(el: _Element) -> str:
    return " ".join("".join(islice(el.itertext(), 30)).split())


def is_permalink(a: _Element, css: str) -> bool:
    """Whether a link leads to the very place where it stands, and says nothing else: the sign at a heading."""
    href = a.get("href") or ""
    named = css != "" and _PERMALINK.search(css) is not None
    if "#" not in href or not (named or href[0] == "#"):
        return False
    text = _beginning(a)
    return (_LINK_WORDS if named else _LINK_SIGN).fullmatch(text) is not None


def is_value(el: _Element, tag: str) -> bool:
    """Whether an element in a line prints microdata that no reader is meant to read: addresses of pictures and of the page,
    their sizes, time stamps. A day alone may be the dateline, and a link is there to be followed."""
    if tag in ("a", "time"):
        return False
    names = set((el.get("itemprop") or "").split())
    if names.isdisjoint(_VALUES):
        return False
    text = _beginning(el)
    if _STAMP.fullmatch(text):
        return True
    if not names.isdisjoint(("width", "height")):
        return text.isdigit()
    if not _ADDRESS.fullmatch(text):
        return False
    above = el.getparent()
    around = set((above.get("itemprop") or "").split()) if above is not None else set()
    return names != {"url"} or _PICTURE.search(text) is not None or not around.isdisjoint(_VALUES)


def description_to_read(img: _Element) -> str:
    """The description of an image that stands for characters of the text: an emoji, a letter drawn large. Empty else."""
    alt = (img.get("alt") or "").strip()
    if not alt or len(alt) > 12:
        return ""
    css = img.get("class") or ""
    if _EMOJI_CLASS.search(css) and not any(c.isspace() for c in alt) and not alt.isalnum():
        return alt
    if all(ord(c) >= _FIRST_EMOJI or c in "\u200d" for c in alt) and not any(c.isalpha() for c in alt):
        return alt
    if len(alt) == 1 and alt.isalpha():
        after = (img.tail or "")[:1]
        if after.islower() or (_LETTER_CLASS.search(css) and after.isalpha()):
            return alt
    return ""


def is_row_of_fields(parent: _Element) -> bool:
    """Whether an element holds nothing but elements in a line that touch each other: what parts them is the page's style."""
    if (parent.text or "").strip() or len(parent) < 2 or len(parent) > MOST_FIELDS or parent.tag in HEADINGS:
        return False
    return all(child.tag in FIELDS and not (child.tail or "").strip() for child in parent)


def fields_apart(before: _Element, after: _Element, parent: _Element) -> bool:
    """Whether two elements that touch are words apart, by their letters alone: "Length" and "212 m", never "T" and "he"."""
    left, right = _beginning(before), _beginning(after)
    if before.tag not in FIELDS or not left or not right:
        return False
    last, first = left[-1], right[0]
    if last.islower() and first.isdigit():
        return len(left) >= 3
    if last.isdigit() and first.isupper():
        return len(right) >= 3
    if last in ".!?:;)" and first.isalnum():
        return len(left) >= 3 and not (last == "." and first.isdigit())
    if last.islower() and first.isupper() and len(left) > 1 and len(right) > 1:
        unlike = len(parent) >= 3 or before.get("class") != after.get("class") or " " in left or " " in right
        return unlike and parent.tag not in INLINE
    return False
