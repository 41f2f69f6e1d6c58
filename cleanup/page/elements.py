"""What single elements of a page say: names, whether they are hidden, whether a table holds data, whether text is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleanup.page.page import PageMark

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_CELL = 400  # characters; a table with a longer cell lays out a page more often than it holds data
LINE_NUMBERS = re.compile(r"\b(?:gutter|line-?numbers?|linenos?|linenodiv|blob-num|hljs-ln-numbers)\b")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_CAMEL = re.compile(r"[A-Z]?[a-z]{2,}|[A-Z]{2,}(?![a-z])")
# {"name": or [{"name": opens the settings of a widget that its script has not drawn yet.
_DATA = re.compile(r"[\[{]\s*(?:[\[{]\s*)?\"[\w@$.-]{1,40}\"\s*:")


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
    hidden = (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (style is not None and _HIDDEN.search(style) is not None)
    )
    if len(words) > 600:
        words = words[:600]  # generated class lists run to kilobytes; the telling names come first
    return tuple(dict.fromkeys(t.lower() for t in _split_names(words))), css[:80], hidden


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
    cells = 0
    for el in table.iter("tr", "td", "th", "table", "ul", "ol", "h1", "h2", "h3", "pre", "blockquote", "form", "article"):
        tag = el.tag
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
        elif el is not table:
            return False
    return rows >= 2 and max(widest, cells) >= 2


def only_numbers(el: _Element) -> bool:
    return all(piece.isdigit() for text in el.itertext() for piece in text.split())
