"""Parquet in: one row an article, read some rows at a time."""

from __future__ import annotations

import base64
import datetime
import decimal
import json
from collections.abc import Iterator
from typing import Any

from cleanup.errors import InputError
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import Broken, InputFile
from cleanup.readers.raw import Raw
from cleanup.writers.table import is_json

# Rows decoded at once: 64 articles are some 500 kB, so memory is that of the file's row group.
BATCH = 64


def split(file: InputFile, fields: Fields) -> Iterator[Raw | Broken]:
    """The rows as plain JSON values. Raises InputError when the file cannot be opened or lacks a column; what breaks
    later comes as Broken, and the reading ends there."""
    import pyarrow  # type: ignore[import-untyped]
    import pyarrow.compute  # type: ignore[import-untyped]
    import pyarrow.parquet  # type: ignore[import-untyped]

    assert file.path is not None
    try:
        table = pyarrow.parquet.ParquetFile(file.path)
        names = table.schema_arrow.names
    except FileNotFoundError:
        raise InputError(f"{file.name}: no such file") from None
    except (pyarrow.ArrowException, OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{file.name}: is no readable Parquet file, or it is cut short ({_short(error)}); copy it anew"
        ) from None
    with table:
        problem = fields.missing(names)
        if problem:
            raise InputError(f"{file.name}: {problem}")
        total = max(1, table.metadata.num_rows)
        number = 0
        try:
            decoded = {f.name for f in table.schema_arrow if is_json(f)}
            for batch in table.iter_batches(batch_size=BATCH):
                for row in _rows(_readable(batch)):
                    number += 1
                    if isinstance(row, UnicodeDecodeError):
                        name = f"{file.name}:{number}"
                        yield Broken(file, name, f"{name}: a text of the row is not UTF-8 ({_short(row)})", None, number)
                        continue
                    values = {k: from_json(v) if k in decoded else plain(v) for k, v in row.items()}
                    yield Raw(file, values, number, file.size * number // total)
        except (pyarrow.ArrowException, OSError) as error:
            name = f"{file.name}:{number + 1}"
            yield Broken(
                file,
                name,
                f"{name}: the Parquet data break here ({_short(error)}); the rows before it were read",
                None,
                number + 1,
            )


def schema_of(file: InputFile) -> Any:
    """The Arrow schema of a file's columns. Raises InputError when it cannot be opened."""
    import pyarrow
    import pyarrow.parquet

    try:
        return pyarrow.parquet.read_schema(file.path)
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(f"{file.name}: is no readable Parquet file ({_short(error)})") from None


def from_json(value: Any) -> Any:
    """A value of a column that holds JSON; as it is where it is none."""
    try:
        return json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return value


def _rows(batch: Any) -> list[dict[str, Any] | UnicodeDecodeError]:
    """The rows of a batch; in the place of one with a text that is not UTF-8, which some writers do not check, the error."""
    try:
        rows: list[dict[str, Any] | UnicodeDecodeError] = batch.to_pylist()
        return rows
    except UnicodeDecodeError as error:
        if batch.num_rows == 1:
            return [error]
        return [row for number in range(batch.num_rows) for row in _rows(batch.slice(number, 1))]


def _readable(batch: Any) -> Any:
    """The batch with times finer than Python's, to nanoseconds, as text."""
    import pyarrow

    for number, field in enumerate(batch.schema):
        if pyarrow.types.is_timestamp(field.type) and field.type.unit == "ns":
            text = pyarrow.compute.replace_substring(batch.column(number).cast(pyarrow.string()), " ", "T")
            batch = batch.set_column(number, field.name, text)
    return batch


def plain(value: Any) -> Any:
    """A value as JSON can hold it: times as ISO 8601, decimals as strings, bytes as base64."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, decimal.Decimal | datetime.timedelta):
        return str(value)
    return value


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
