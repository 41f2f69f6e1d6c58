"""One result as one JSON line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

from cleanup.text.halves import NOTE, has_half, leaves
from cleanup.writers.cleaned import Cleaned
from cleanup.writers.columns import Columns
from cleanup.writers.formats import RenderOptions

_OWN = Columns()


def render(result: Cleaned, options: RenderOptions) -> str:
    """The line, without an id."""
    return render_line(result, None, {}) + "\n"


def render_line(
    result: Cleaned, identity: Any, extra: Mapping[str, Any], columns: Columns = _OWN, *, typed: bool = False
) -> str:
    """The line, without its end: id, the user's columns, then the result's own.

    `typed`: it becomes a row of a table, where NaN is a number and half characters are none. Elsewhere it is the other way
    round: JSON has null for NaN. The notes say what could not be held.
    """
    values: dict[str, Any] = {"id": identity, **result.to_dict()}
    notes = [*result.notes]
    if typed:
        notes += [NOTE] if has_half([extra, *(v for k, v in values.items() if k not in ("edits", "flags"))]) else []
    elif lost := [key for key, value in {"id": identity, **extra}.items() if not _is_finite(value)]:
        notes.append(f"{', '.join(lost)}: numbers that JSON has not (NaN, infinite) are null")
        values["id"], extra = _finite(identity), {key: _finite(value) for key, value in extra.items()}
    return dump(columns.record(values | {"notes": notes}, extra))


def render_error(identity: Any, error: str, line: int | None, columns: Columns = _OWN) -> str:
    """The line for an input that failed."""
    shown = {"id": _finite(identity), "error": error, **({} if line is None else {"line": line})}
    return dump(columns.record(shown, {}))


def with_value(line: bytes, columns: Columns, name: str, value: Any) -> bytes:
    """A finished line with one more value of the program."""
    return (dump(columns.extended(json.loads(line), name, value)) + "\n").encode()


def dump(value: Mapping[str, Any]) -> str:
    """JSON on one line; lone surrogates, which UTF-8 cannot hold, are written as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=True)
    return text


def _is_finite(value: Any) -> bool:
    return all(isfinite(leaf) for leaf in leaves(value) if isinstance(leaf, float))


def _finite(value: Any) -> Any:
    """The value with null for what is no number of JSON."""
    return value if _is_finite(value) else json.loads(json.dumps(value), parse_constant=lambda _: None)
