"""Which columns the inputs of a run have of their own, so that all its records can be written alike.

JSON lines are looked through once for the names that the program would write, before anything is cleaned; a table tells its
columns itself. Of stdin, which can be read but once, the first articles are looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import astuple
from itertools import islice

from cleanup.config import Settings
from cleanup.corpus.chunks import Inputs
from cleanup.errors import InputError
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import Broken, InputFile
from cleanup.readers.jsonl import compressed_errors, open_lines
from cleanup.readers.raw import Raw, item_of
from cleanup.writers.columns import OUTSIDE, OWN, PREFIX, own_columns

# Rows of a table that are looked at for one that the program wrote: those of failures look like nobody's.
_ROWS = 200


def taken(inputs: Inputs, settings: Settings, first: tuple[Raw | Broken, ...]) -> set[str]:
    """The columns of the inputs, besides those that are read, that have names of the program's own. `first` are the first
    articles of the run."""
    field = settings.record.field
    own = (*OUTSIDE, field) if field else OWN
    names = frozenset((*own, *(PREFIX + name for name in own))).difference(astuple(inputs.fields))
    found: set[str] = set()
    for file in inputs.files():
        if isinstance(file, Broken) or file.path is None:
            continue
        if file.format == "jsonl":
            _of_lines(file, settings, inputs.fields, names, found)
        elif file.format == "parquet":
            found |= _of_table(file, settings, inputs.fields)
    for piece in first:
        if isinstance(piece, Raw) and piece.file.is_stdin and not piece.whole:
            found |= _columns(piece, settings, inputs.fields)
    return found & names


def types_of_tables(inputs: Inputs) -> str | None:
    """The types of the inputs' columns where all of them are tables, as text; None otherwise."""
    from cleanup.readers.parquet import schema_of
    from cleanup.writers.parquet import unified

    schemas = []
    for file in inputs.files():
        if isinstance(file, Broken):
            continue
        if file.format != "parquet":
            return None
        with suppress(InputError):  # told at its place by the reading itself
            schemas.append(schema_of(file))
    return unified(schemas)


def _of_lines(file: InputFile, settings: Settings, fields: Fields, names: frozenset[str], found: set[str]) -> None:
    """Add to `found`. Only lines that have a wanted name as a key somewhere are parsed, and none is wanted twice."""
    assert file.path is not None
    wanted = _keys(names - found)
    try:
        with open_lines(file.path) as (lines, _):
            for number, line in enumerate(lines, 1):
                if wanted.search(line) is None or names.isdisjoint(_names(line)):
                    continue
                here = _columns(Raw(file, line, number), settings, fields) & names
                if not here <= found:
                    found |= here
                    wanted = _keys(names - found)
    except _unreadable():
        return  # told at its place by the reading itself


def _names(line: bytes) -> Collection[str]:
    """The columns of a line; none of one that is no object."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return ()
    return row.keys() if isinstance(row, dict) else ()


def _unreadable() -> tuple[type[Exception], ...]:
    """What reading a file of lines may raise."""
    return (InputError, OSError, *compressed_errors())


def _keys(names: frozenset[str]) -> re.Pattern[bytes]:
    """Finds one of the names as a JSON key. One that is spelled with escapes is met when its record is worked on."""
    return re.compile(('"(?:' + "|".join(map(re.escape, sorted(names))) + r')"\s*:').encode())


def _of_table(file: InputFile, settings: Settings, fields: Fields) -> set[str]:
    """The columns of a table that are the user's."""
    from cleanup.readers.parquet import split

    columns: set[str] = set()
    try:
        for row in islice(split(file, fields), _ROWS):
            if isinstance(row, Raw) and isinstance(row.data, Mapping):
                if own_columns(row.data):
                    return _columns(row, settings, fields)
                columns |= _columns(row, settings, fields)
    except InputError:
        return set()  # told at its place by the reading itself
    return columns


def _columns(raw: Raw, settings: Settings, fields: Fields) -> set[str]:
    item = item_of(raw, settings, fields)
    return set() if isinstance(item, Broken) else set(item.extra)
