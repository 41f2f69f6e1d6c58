"""Which column holds what, where a user's data are not named as the JSONL contract has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields
from difflib import get_close_matches
from typing import Any


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

    def named(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The row with its columns under the contract's names.

        The columns mapped as text, HTML and title are used up, as "text" is; those of id and url stay where another
        tool may look for them. A column that has a contract's name but is not the one mapped gives way.
        """
        if self.own:
            return dict(row)
        pairs = [(item.name, getattr(self, item.name)) for item in fields(self)]
        used = {column for role, column in pairs if role in ("text", "html", "title")}
        taken = {role for role, column in pairs if role != column}
        out = {key: value for key, value in row.items() if key not in used and key not in taken}
        out |= {role: row[column] for role, column in pairs if column in row}
        return out

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
