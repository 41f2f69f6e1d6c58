"""What people correct besides the text: title, metadata, the choice of the summary. On record, in order, and undone alone."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cleanup.core.json_values import JsonValue, is_line, next_numbers
from cleanup.errors import LedgerError

# What can be corrected, as front matter has it.
FIELDS = ("title", "author", "date", "modified", "site", "url", "license", "description")
SUMMARY = "summary"
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """`field` was `before` and is `value` as of now: a text, empty for none, or for "summary" the spans of its sentences in
    the machine's output, in order. `by` whom and `at` when (ISO 8601). The last correction of a field counts."""

    id: str
    field: str
    value: str | Spans
    before: str | Spans
    by: str
    at: str

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "id": self.id,
            "field": self.field,
            "value": _plain(self.value),
            "before": _plain(self.before),
            "by": self.by,
            "at": self.at,
        }


def correction(
    earlier: Sequence[Correction], field: str, value: str | Spans, before: str | Spans, by: str, at: str | None = None
) -> Correction:
    """The next correction. Raises LedgerError for a field that is none, and for what no front matter or ledger holds."""
    if field not in (*FIELDS, SUMMARY):
        raise LedgerError(f"{field!r} cannot be corrected; there are {', '.join((*FIELDS, SUMMARY))}")
    if isinstance(value, str):
        value = " ".join(value.split())
    if not is_line(by) or (isinstance(value, str) and not is_line(value)):
        raise LedgerError(f"{field}: has characters that cannot be printed; write it without")
    at = datetime.now(UTC).isoformat(timespec="seconds") if at is None else at
    return Correction(f"c{next_numbers(c.id for c in earlier)[0]}", field, value, before, by, at)


def corrections_from(rows: JsonValue | None, length: int) -> tuple[Correction, ...]:
    """What `to_dict` wrote, for a machine's output of `length` code points. Raises LedgerError, naming the place."""
    out: list[Correction] = []
    known: set[str] = set()
    for row in rows.items() if rows else ():
        name = row["id"].numbered("c")
        if name in known:
            row["id"].wrong(f"a second correction {name}")
        known.add(name)
        field = row["field"].one_of((*FIELDS, SUMMARY))
        value, before = (_value(row[key], field, length) for key in ("value", "before"))
        if field != SUMMARY:
            row["value"].line()  # what stood before may be a page's own, on many lines
        out.append(Correction(name, field, value, before, row["by"].line(), row["at"].line()))
    return tuple(out)


def without(corrections: Sequence[Correction], ids: Container[str]) -> tuple[Correction, ...]:
    """The corrections but for those named."""
    return tuple(c for c in corrections if c.id not in ids)


def _plain(value: str | Spans) -> str | list[list[int]]:
    return value if isinstance(value, str) else [list(span) for span in value]


def _value(value: JsonValue, field: str, length: int) -> str | Spans:
    if field != SUMMARY:
        return value.text()
    spans = tuple(item.span() for item in value.items())
    for span in spans:
        if span[1] > length:
            value.wrong(f"{list(span)} in a text of {length} code points")
    return spans
