"""The columns of records: which are the user's, and where the program puts its own.

A record keeps the columns that it came with under their names. The program's own are named as in OWN; where a name is taken
by a column of the user, they are under `cleanup_` and the name; or all but the id and the text are together in one column
of a name that the user gives (the setting record.field). Both are the same for all records of a run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleanup.errors import ConfigError

PREFIX = "cleanup_"
# Every column that the program may write, in the order in which a table has them. The README lists them.
OWN = (
    "id",
    "title",
    "text",
    "language",
    "summary",
    "summary_method",
    "article_kind",
    "keywords",
    "readability",
    "flags",
    "edits",
    "source",
    "meta",
    "engine",
    "skipped",
    "notes",
    "version",
    "duplicate_of",
    "error",
    "line",
)
# What a list of failed inputs has beside the inputs.
OF_FAILURES = ("error", "reason", "source", "traceback")
_REASONS = frozenset(("input", "output", "bug", "crash", "time", "memory"))
_SOMETIMES = ("duplicate_of", "error", "line")
_OF_CHECKS = ("would_change", "reason")  # of the service alone
OUTSIDE = ("id", "text")  # not in the one column of record.field: what whoever reads the records looks for first


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the program's own values go. `taken` are names in OWN that columns of the user have; `field` is the one column
    for all of them, empty where each has its own."""

    taken: frozenset[str] = field(default_factory=frozenset)
    field: str = ""

    def key(self, name: str) -> str:
        """The column of one of the program's values; with `field`, its name in there, or for the id and the text outside."""
        return PREFIX + name if name in self.taken and (not self.field or name in OUTSIDE) else name

    def place(self, name: str) -> str:
        """The column of one of the program's values, with the name inside after a dot where several are in one."""
        key = self.key(name)
        return f"{self.field}.{key}" if self.field and (name not in OUTSIDE) else key

    @classmethod
    def beside(cls, extra: Iterable[str], field: str = "") -> Columns:
        """Where the program's values go beside these columns of a user. Raises ConfigError where there is no room."""
        theirs = frozenset(extra)
        found = cls(theirs.intersection((*OWN, *_OF_CHECKS)), field)
        if field in OUTSIDE:
            raise ConfigError(f"--result-field {field}: holds the {field} of the article; choose another name")
        if field and field in theirs:
            raise ConfigError(f"--result-field {field}: the input has a column {field!r} of its own; choose another name")
        if clash := found.clashing(theirs):
            raise ConfigError(
                f"the input has columns {', '.join(repr(name.removeprefix(PREFIX)) for name in clash)} and "
                f"{', '.join(map(repr, clash))}; give a column for the program's own with --result-field NAME"
            )
        return found

    @property
    def reserved(self) -> frozenset[str]:
        """The names that no column of the user may have in this run."""
        names = (*OUTSIDE, self.field) if self.field else OWN
        return frozenset(self.key(name) for name in names)

    def clashing(self, extra: Iterable[str]) -> list[str]:
        """The columns of a user that the program would write over."""
        return sorted(self.reserved.intersection(extra))

    def record(self, values: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
        """A record of the program's values and the user's columns, the id first."""
        out = {self.key("id"): values["id"], **extra} if "id" in values else dict(extra)
        rest = {name: value for name, value in values.items() if name != "id"}
        if not self.field:
            return out | {self.key(name): value for name, value in rest.items()}
        out |= {self.key(name): rest.pop(name) for name in OUTSIDE if name in rest}
        return out | {self.field: rest}

    def extended(self, record: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
        """A finished record with one more value of the program."""
        if not self.field:
            return {**record, self.key(name): value}
        return {**record, self.field: {**record[self.field], name: value}}

    def told(self) -> str | None:
        """What the user is told of it; None where there is nothing to tell."""
        moved = sorted(name for name in self.taken if self.key(name) != name)
        if not moved:
            return None
        return (
            f"{', '.join(moved)}: columns of the input, kept as they are; the program's own are in "
            f"{', '.join(self.key(name) for name in moved)}"
            + ("" if self.field else " (--result-field NAME puts all of them in one column)")
        )


def own_columns(record: Mapping[str, Any]) -> dict[str, str]:
    """The program's names and their columns in a record that it wrote itself; empty for any other. Where its values are in
    one column, that one is listed by the name ""."""
    found = {name: key for name in OWN if (key := PREFIX + name) in record or (key := name) in record}
    if _is_result(record, found):
        return {name: key for name, key in found.items() if name not in _SOMETIMES or key != name or _is_own(name, record[key])}
    for key, value in record.items():
        if isinstance(value, Mapping) and _is_result(value, {name: name for name in value}):
            return {name: found[name] for name in OUTSIDE if name in found} | {"": key}
    found = {name: key for name in OF_FAILURES if (key := PREFIX + name) in record or (key := name) in record}
    return found if _is_failure(record, found) else {}


def _is_own(name: str, value: Any) -> bool:
    """Whether a value that not every result has is the program's: of a result error and line are null, and only in tables."""
    return value is None or (name == "duplicate_of" and isinstance(value, Mapping) and "similarity" in value)


def own_values(record: Mapping[str, Any]) -> dict[str, Any] | None:
    """The program's values of a record that it wrote, under their own names; None where it did not write it."""
    columns = own_columns(record)
    if "edits" not in columns and "" not in columns:
        return None
    values = {name: record[key] for name, key in columns.items() if name}
    return values | dict(record[columns[""]]) if "" in columns else values


def failure_of(record: Mapping[str, Any]) -> str | None:
    """The error of a record in the place of an article that failed; None for any other."""
    if own_values(record) is not None:
        return None
    inner = [
        value for value in record.values() if isinstance(value, Mapping) and _told(value) in ({"error"}, {"error", "line"})
    ]
    for values, key in ((record, PREFIX + "error"), (record, "error"), *((value, "error") for value in inner)):
        if values.get(key) is not None:
            return str(values[key])
    return None


def _told(values: Mapping[str, Any]) -> set[str]:
    """The names that have a value."""
    return {name for name, value in values.items() if value is not None}


def without_own(record: Mapping[str, Any], extra: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the user in `extra`, a part of `record`: what the program wrote in an earlier run is left out."""
    columns = own_columns(record)
    return {key: value for key, value in extra.items() if key not in columns.values()} if columns else dict(extra)


def _is_result(record: Mapping[str, Any], columns: Mapping[str, str]) -> bool:
    """Whether edits and source are what the program writes; in a table they are JSON."""
    if not all(name in columns for name in ("edits", "source")):
        return False
    edits, source = (record[columns[name]] for name in ("edits", "source"))
    if isinstance(edits, str) and isinstance(source, str) and source.startswith("{") and edits.startswith("["):
        try:
            source, edits = json.loads(source), []
        except (ValueError, RecursionError):
            return False
    return isinstance(edits, list) and isinstance(source, Mapping) and "text_sha256" in source


def _is_failure(record: Mapping[str, Any], columns: Mapping[str, str]) -> bool:
    if not all(name in columns for name in OF_FAILURES[:-1]):
        return False
    error, reason, source = (record[columns[name]] for name in OF_FAILURES[:-1])
    return isinstance(error, str) and isinstance(source, str) and isinstance(reason, str) and reason in _REASONS
