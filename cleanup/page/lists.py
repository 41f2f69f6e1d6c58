"""The numbers and letters of lists as a page shows them, and the cells that reach over several rows or columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_COLUMNS = 200
MOST_ROWS = 2000
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman", "1": "decimal"}
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;}]+)", re.IGNORECASE)
_STYLE_NAME = re.compile(
    r"(?<![\w-])((?:lower|upper)-(?:alpha|latin|roman)|lower-greek|decimal(?:-leading-zero)?|disc|circle|square|none)(?![\w-])",
    re.IGNORECASE,
)
_ALPHABETS = {
    "lower-alpha": "abcdefghijklmnopqrstuvwxyz",
    "upper-alpha": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lower-greek": "αβγδεζηθικλμνξοπρστυφχψω",
}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"),
    (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST_ROMAN = 3999


def whole_number(text: str | None) -> int | None:
    """An attribute's whole number, as browsers read it; None where there is none that a list can show."""
    try:
        number = int((text or "").strip())
    except ValueError:
        return None
    return number if -999_999_999 <= number <= 999_999_999 else None


@dataclass(slots=True, eq=False)
class Numbering:
    """Which number the next item of a list has. `ordered` is false for bullets, which have none."""

    ordered: bool = False
    following: int = 1
    step: int = 1
    style: str = "decimal"

    def item(self, li: _Element) -> tuple[int | None, str]:
        """The number of this item, and on to the next; and the mark that the page shows, where that is not the number."""
        if not self.ordered:
            return None, ""
        stated = whole_number(li.get("value"))
        number = self.following if stated is None else stated
        self.following = number + self.step
        own = _stated_style(li) if li.attrib else ""
        return number, lettered(number, own or self.style)


def numbering_of(el: _Element, tag: str, styles: Mapping[str, str]) -> Numbering:
    """The numbering that a list element begins. `styles` are those that the page gives to classes and to `ol`."""
    style = _stated_style(el) if el.attrib else ""
    if not style and styles:
        named = (styles[f".{name}"] for name in (el.get("class") or "").split() if f".{name}" in styles)
        style = next(named, styles.get(tag, ""))
    if tag != "ol" and style in ("", "disc", "circle", "square", "none"):
        return Numbering()
    if style in ("disc", "circle", "square", "none"):
        return Numbering()
    style = style or "decimal"
    start = whole_number(el.get("start"))
    if "reversed" not in el.attrib:
        return Numbering(True, 1 if start is None else start, 1, style)
    return Numbering(True, sum(child.tag == "li" for child in el) if start is None else start, -1, style)


def _stated_style(el: _Element) -> str:
    """The style of marks that an element's own attributes ask for; empty where they ask for none."""
    style = el.get("style")
    return (style_of(style) if style else "") or _TYPES.get((el.get("type") or "").strip(), "")


def style_of(declarations: str) -> str:
    """The style of a list's marks that CSS declarations ask for; empty where they ask for none that is known."""
    found = [name.group(1).lower() for d in _LIST_STYLE.findall(declarations) for name in [_STYLE_NAME.search(d)] if name]
    return found[-1].replace("latin", "alpha") if found else ""


def lettered(number: int, style: str) -> str:
    """The mark of an item that is not numbered in digits, with its stop: "b.", "iv."; empty where digits do."""
    alphabet = _ALPHABETS.get(style)
    if number < 1:
        return ""  # browsers have no letter for these, and show digits
    if alphabet:
        letters = ""
        while number:
            number, rest = divmod(number - 1, len(alphabet))
            letters = alphabet[rest] + letters
        return letters + "."
    if style not in ("lower-roman", "upper-roman") or number > MOST_ROMAN:
        return ""
    roman = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        roman += letters * count
    return (roman if style == "lower-roman" else roman.upper()) + "."


def has_terms(dl: _Element) -> bool:
    """Whether a definition list has terms and definitions; where it has but one of them, it indents or sets in bold."""
    tags = {child.tag for child in dl} | {inner.tag for child in dl if child.tag == "div" for inner in child}
    return "dt" in tags and "dd" in tags


class Spans:
    """The cells of the table's rows above that reach down into this one, by column."""

    __slots__ = ("below", "fill")

    def __init__(self) -> None:
        self.below: dict[int, int] = {}
        self.fill = 0  # columns over which the last cell reaches, beside its own

    def gaps(self, column: int) -> int:
        """How many columns are taken before the next cell, when `column` are written."""
        gaps, self.fill = self.fill, 0
        while self.below.get(column + gaps, 0) > 0 and gaps < MOST_COLUMNS:
            self.below[column + gaps] -= 1
            gaps += 1
        return gaps

    def cell(self, el: _Element, column: int) -> None:
        """A cell begins in that column."""
        if column >= MOST_COLUMNS or not ("colspan" in el.attrib or "rowspan" in el.attrib):
            return
        wide = min(max(whole_number(el.get("colspan")) or 1, 1), MOST_COLUMNS)
        high = min(max(whole_number(el.get("rowspan")) or 1, 1), MOST_ROWS)
        self.fill = wide - 1
        if high > 1:
            for at in range(column, min(column + wide, MOST_COLUMNS)):
                self.below[at] = high - 1

    def end_row(self, columns: int) -> None:
        """A row of so many columns ends."""
        self.fill = 0
        for at, rows in list(self.below.items()):
            left = rows - (at >= columns)
            if left > 0:
                self.below[at] = left
            else:
                del self.below[at]
