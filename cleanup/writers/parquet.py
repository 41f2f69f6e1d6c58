"""Parquet out, made from finished JSON lines: all files of a run with one schema.

Columns: id, the user's columns, then the program's own, whether or not the run has values for them: text, summary (a list of
structs with text, start, end, source_start, source_end), keywords (a list of strings), line (a number); flags, edits, source,
meta, readability, notes and duplicate_of as JSON, since their form differs from row to row; the others are strings.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from cleanup.text.halves import whole
from cleanup.writers.columns import OUTSIDE, OWN, Columns
from cleanup.writers.table import Shape, array, holds, is_json, json_field

# Rows in a row group: at 30 kB a row some 60 MB are in memory when one is written.
GROUP = 2_000
_JSON = ("flags", "edits", "source", "meta", "readability", "notes", "duplicate_of")


def pack(data: bytes) -> bytes:
    """JSON lines as they wait on the disk for the end of the run: a Zstandard frame a piece."""
    import pyarrow  # type: ignore[import-untyped]

    return bytes(pyarrow.compress(data, codec="zstd", asbytes=True))


def schema_of(parts: Sequence[Path], columns: Columns, carried: str | None = None) -> str:
    """The schema of the files that `finish` makes of these parts, as text. `carried` is such a text too: the types of the
    user's columns, where they are known from tables."""
    import pyarrow

    known = {field.name: field for field in _from_text(carried)} if carried else {}
    shapes: dict[str, Shape] = {}
    outside = [columns.key(name) for name in OUTSIDE]
    for row in (row for part in parts for row in _rows(part)):
        for key, value in row.items():
            if key == outside[0] or key not in columns.reserved:
                shapes.setdefault(whole(key), Shape()).add(value)
    identity = shapes.pop(outside[0], Shape())
    first = pyarrow.field(outside[0], identity.arrow() or pyarrow.string())  # ids of several kinds are compared as texts
    theirs = [_carried(name, shape, known.get(name)) for name, shape in shapes.items()]
    own = [_own(name, columns.key(name)) for name in OWN if name not in OUTSIDE]
    if columns.field:
        inner = [pyarrow.field(field.name, field.type, metadata=field.metadata) for field in own]
        own = [pyarrow.field(columns.field, pyarrow.struct(inner))]
    text = pyarrow.field(outside[1], pyarrow.string())
    at = 0 if columns.field else 1  # after the title
    return _text(pyarrow.schema([first, *theirs, *own[:at], text, *own[at:]]))


def unified(schemas: Sequence[Any]) -> str | None:
    """The types that columns have in several tables alike, as text; None where there are none. Types differ: what holds both."""
    import pyarrow

    found: dict[str, Any] = {}
    for schema in schemas:
        for field in schema:
            before = found.get(field.name)
            found[field.name] = field if before is None else _wider(before, field)
    kept = [field.remove_metadata() for field in found.values() if field is not None and not is_json(field)]
    return _text(pyarrow.schema([field for field in kept if holds(field.type)])) if kept else None


def finish(lines: Path, target: Path, schema: str) -> None:
    """Make `target` of a part of JSON lines, by the schema of the run."""
    import pyarrow
    import pyarrow.parquet  # type: ignore[import-untyped]

    columns = _from_text(schema)
    rows = _rows(lines)
    with pyarrow.parquet.ParquetWriter(target, columns, compression="zstd") as writer:
        while group := [{whole(key): value for key, value in row.items()} for row in islice(rows, GROUP)]:
            arrays = [_array([row.get(column.name) for row in group], column) for column in columns]
            writer.write_table(pyarrow.Table.from_arrays(arrays, schema=columns))


def count(path: Path) -> int:
    """The rows of a table, which its foot tells."""
    import pyarrow.parquet

    return int(pyarrow.parquet.read_metadata(path).num_rows)


def _array(values: list[Any], column: Any) -> Any:
    import pyarrow

    if not (pyarrow.types.is_struct(column.type) and any(map(is_json, column.type))):
        return array(values, column)
    parts = [array([None if value is None else value.get(part.name) for value in values], part) for part in column.type]
    return pyarrow.StructArray.from_arrays(parts, fields=list(column.type))


def _rows(lines: Path) -> Iterator[dict[str, Any]]:
    import pyarrow

    if lines.stat().st_size == 0:
        return
    with pyarrow.input_stream(str(lines), compression="zstd") as stream, io.BufferedReader(stream, 1 << 20) as buffered:
        for line in buffered:
            yield json.loads(line)


def _own(name: str, key: str) -> Any:
    import pyarrow

    if name in _JSON:
        return json_field(key)
    if name == "summary":
        span = [(part, pyarrow.int64()) for part in ("start", "end", "source_start", "source_end")]
        return pyarrow.field(key, pyarrow.list_(pyarrow.struct([("text", pyarrow.string()), *span])))
    if name == "keywords":
        return pyarrow.field(key, pyarrow.list_(pyarrow.string()))
    return pyarrow.field(key, pyarrow.int64() if name == "line" else pyarrow.string())


def _carried(name: str, shape: Shape, known: Any) -> Any:
    import pyarrow

    kind = shape.arrow() if known is None else known.type
    return json_field(name) if kind is None else pyarrow.field(name, kind)


def _wider(one: Any, other: Any) -> Any:
    import pyarrow

    try:
        return pyarrow.unify_schemas([pyarrow.schema([one]), pyarrow.schema([other])], promote_options="permissive").field(0)
    except pyarrow.ArrowException:
        return None


def _text(schema: Any) -> str:
    return base64.b64encode(schema.serialize().to_pybytes()).decode("ascii")


def _from_text(text: str) -> Any:
    import pyarrow

    return pyarrow.ipc.read_schema(pyarrow.py_buffer(base64.b64decode(text)))
