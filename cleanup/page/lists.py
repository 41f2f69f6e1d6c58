"""The numbers of lists as a page shows them, and the cells that reach over several rows or columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_COLUMNS = 200
MOST_ROWS = 2000


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

    def item(self, li: _Element) -> int | None:
        """The number of this item, and on to the next."""
        if not self.ordered:
            return None
        stated = whole_number(li.get("value"))
        number = self.following if stated is None else stated
        self.following = number + self.step
        return number


def numbering_of(el: _Element, tag: str) -> Numbering:
    """The numbering that a list element begins."""
    if tag != "ol":
        return Numbering()
    start = whole_number(el.get("start"))
    if "reversed" not in el.attrib:
        return Numbering(True, 1 if start is None else start)
    return Numbering(True, sum(child.tag == "li" for child in el) if start is None else start, -1)


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
