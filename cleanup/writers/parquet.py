"""Parquet out, made from finished JSON lines.

Columns: id, the columns carried through, title, text, language, summary (a list of structs with text, start, end,
source_start, source_end), summary_method, article_kind, keywords (a list of strings), engine, skipped, version, error;
flags, edits, source, meta, readability and notes as JSON strings, since their form differs from row to row.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

# Rows in a row group: at 30 kB a row some 60 MB are in memory when one is written.
GROUP = 2_000
_TEXT = ("title", "text", "language", "summary_method", "article_kind", "engine", "skipped", "version", "error")
_JSON = ("flags", "edits", "source", "meta", "readability", "notes", "duplicate_of")
_ORDER = (
    "id",
    "title",
    "text",
    "language",
    "summary",
    "summary_method",
    "article_kind",
    "keywords",
    "flags",
    "edits",
    "source",
    "meta",
    "readability",
    "notes",
    "engine",
    "skipped",
    "version",
    "duplicate_of",
    "error",
    "line",
)


def finish(lines: Path, target: Path) -> None:
    """Make `target` of a file of JSON lines. Read twice: the first time for the types of the columns."""
    import pyarrow  # type: ignore[import-untyped]
    import pyarrow.parquet  # type: ignore[import-untyped]

    kinds: dict[str, set[type]] = {"id": set()}
    for row in _rows(lines):
        for key, value in row.items():
            if value is not None:
                kinds.setdefault(key, set()).add(type(value))
    carried = [k for k in kinds if k not in _ORDER]
    columns = ["id", *carried, *(c for c in _ORDER[1:] if c in kinds)]
    schema = pyarrow.schema([(name, _type(pyarrow, name, kinds[name])) for name in columns])
    rows = _rows(lines)
    with pyarrow.parquet.ParquetWriter(target, schema, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            table = pyarrow.Table.from_pydict(
                {name: [_value(row.get(name), schema.field(name).type, pyarrow) for row in group] for name in columns},
                schema=schema,
            )
            writer.write_table(table)


def _rows(lines: Path) -> Iterator[dict[str, Any]]:
    with lines.open("rb") as stream:
        for line in stream:
            yield json.loads(line)


def _type(pyarrow: Any, name: str, kinds: set[type]) -> Any:
    if name == "summary":
        span = [(key, pyarrow.int64()) for key in ("start", "end", "source_start", "source_end")]
        return pyarrow.list_(pyarrow.struct([("text", pyarrow.string()), *span]))
    if name == "keywords":
        return pyarrow.list_(pyarrow.string())
    if name in _TEXT or name in _JSON:
        return pyarrow.string()
    if kinds == {bool}:
        return pyarrow.bool_()
    if kinds == {int}:
        return pyarrow.int64()
    if kinds and kinds <= {int, float}:
        return pyarrow.float64()
    return pyarrow.string()  # mixed kinds, lists and objects: as JSON


def _value(value: Any, kind: Any, pyarrow: Any) -> Any:
    if value is None:
        return None
    if pyarrow.types.is_string(kind) and not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if pyarrow.types.is_int64(kind) and not -(2**63) <= value < 2**63:
        return None
    return value
