"""Which column holds what, where a user's data are not named as the JSONL contract has them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import astuple, dataclass
from difflib import get_close_matches
from typing import Any

ROLES = ("id", "text", "html", "title", "url")


@dataclass(frozen=True, slots=True)
class Fields:
    """The column of each role. The defaults are the contract's own names."""

    id: str = "id"
    text: str = "text"
    html: str = "html"
    title: str = "title"
    url: str = "url"

    @property
    def own(self) -> bool:
        """Whether nothing is mapped."""
        return self == Fields()

    def values(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The values of a row by the contract's names, as far as it has them."""
        return {role: row[column] for role, column in zip(ROLES, astuple(self), strict=True) if column in row}

    def others(self, row: Mapping[str, Any], read: Collection[str]) -> dict[str, Any]:
        """The columns that are carried through: all but those of the roles in `read`, which are used up, and that of the id,
        where it has that name. Mapped as id and url they stay where another tool may look for them."""
        used = {getattr(self, role) for role in read} | ({"id"} if self.id == "id" else set())
        return {key: value for key, value in row.items() if key not in used}

    def missing(self, columns: Iterable[str]) -> str | None:
        """What is wrong when data have these columns alone, naming the nearest ones; None when they will do."""
        known = list(columns)
        defaults = astuple(Fields())
        for column, default in zip(astuple(self), defaults, strict=True):
            if column != default and column not in known:
                return f"has no column {column!r}{_nearest(column, known)}"
        if self.text not in known and self.html not in known:
            option = "--text-field or --html-field names it"
            return f"has neither a column {self.text!r} nor {self.html!r}{_nearest(self.text, known)}; {option}"
        return None


def _nearest(column: str, known: list[str]) -> str:
    near = get_close_matches(column, known, 1, 0.5)
    listed = ", ".join(known[:20]) or "none"
    return (f"; did you mean {near[0]!r}?" if near else "") + f" (columns: {listed})"
