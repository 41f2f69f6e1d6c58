"""JSON lines in (plain, .gz, .zst): one record of the contract a line."""

from __future__ import annotations

import codecs
import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from math import isfinite
from pathlib import Path
from typing import IO, Any, cast

from cleanup.config import Settings
from cleanup.errors import InputError
from cleanup.extras import needs
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import Broken, InputFile, Item
from cleanup.readers.raw import Raw
from cleanup.readers.records import item_of_values

# Lines looked at before a column that none of them has is called wrong for the whole file.
_LINES_TRIED = 20
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"{\0", b"\0{")


def split(file: InputFile, fields: Fields) -> Iterator[Raw | Broken]:
    """The lines that are not blank, undecoded. Raises InputError when the file cannot be opened or lacks a column; a
    compressed stream that breaks ends with a Broken that says so."""
    if file.path is None:
        yield from _raw_lines(file, sys.stdin.buffer, lambda: 0)
        return
    if not fields.own:
        _check_columns(file, fields)
    with open_lines(file.path) as (lines, position):
        yield from _raw_lines(file, lines, position)


def _raw_lines(file: InputFile, lines: IO[bytes], position: Callable[[], int]) -> Iterator[Raw | Broken]:
    number = 0
    try:
        for number, line in enumerate(lines, 1):
            if number == 1 and line.startswith(_WIDE):
                yield Broken(
                    file, file.name, f"{file.name}: is UTF-16, and JSON lines are UTF-8; convert it with iconv or an editor"
                )
                return
            if line.strip():
                yield Raw(file, line, number, position())
    except compressed_errors() as error:
        yield Broken(
            file,
            f"{file.name}:{number + 1}",
            f"{file.name}:{number + 1}: the compressed data end or break here ({error}); the lines before it were read",
            None,
            number + 1,
        )
    except OSError as error:
        yield Broken(
            file,
            f"{file.name}:{number + 1}",
            f"{file.name}:{number + 1}: cannot be read on: {error.strerror or error}",
            None,
            number + 1,
        )


def _check_columns(file: InputFile, fields: Fields) -> None:
    """Raise InputError where none of the first good lines has a column that was named."""
    assert file.path is not None
    problem = None
    with open_lines(file.path) as (lines, _):
        try:
            for line, _ in zip(lines, range(_LINES_TRIED), strict=False):
                try:
                    data = json.loads(line)
                except (ValueError, RecursionError):
                    continue
                if isinstance(data, dict):
                    problem = fields.missing(data)
                    if problem is None:
                        return
        except compressed_errors():
            return  # told at its place by the reading itself
    if problem:
        raise InputError(f"{file.name}: {problem}")


def item(raw: Raw, settings: Settings, fields: Fields) -> Item | Broken:
    """The article to be of a line, or of an object that was read from one."""
    data = raw.data if isinstance(raw.data, Mapping) else object_of(raw)
    return data if isinstance(data, Broken) else item_of_values(raw, data, settings, fields)


def object_of(raw: Raw, *, strict: bool = False) -> dict[str, Any] | Broken:
    """A line as a JSON object, or what is wrong with it. `strict`: numbers that JSON has not, which Python writes and
    reads, are wrong too."""
    assert isinstance(raw.data, bytes)
    numbers: dict[str, Any] = {"parse_constant": _finite, "parse_float": _finite} if strict else {}
    try:
        data = json.loads(raw.data.rstrip(), **numbers)
    except UnicodeDecodeError as error:
        return raw.broken(f"byte {error.start} is not UTF-8")
    except json.JSONDecodeError as error:
        return raw.broken(f"not JSON: {error.msg} at column {error.colno}")
    except ValueError as error:  # a number that is none, or has thousands of digits
        return raw.broken(f"not usable JSON: {error}")
    except RecursionError:
        return raw.broken("not usable JSON: nested too deeply")
    if not isinstance(data, dict):
        return raw.broken(f'a {type(data).__name__}, not an object with "text" or "html"')
    return data


def _finite(number: str) -> float:
    found = float(number)
    if not isfinite(found):
        raise ValueError(f"{number} is no number of JSON")
    return found


def compressed_errors() -> tuple[type[Exception], ...]:
    """What reading compressed data raises where they end too soon or are damaged."""
    kinds: tuple[type[Exception], ...] = (EOFError, zlib.error, gzip.BadGzipFile)
    zstandard = sys.modules.get("zstandard")  # only where a .zst file is open is it loaded
    return kinds if zstandard is None else (*kinds, cast(type[Exception], zstandard.ZstdError))


@contextmanager
def open_lines(path: Path) -> Iterator[tuple[IO[bytes], Callable[[], int]]]:
    """The lines of a .jsonl, .jsonl.gz or .jsonl.zst file, and how many bytes of the file were read so far.

    Raises InputError when it cannot be opened.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    with raw:
        if path.name.lower().endswith(".gz"):
            yield cast(IO[bytes], gzip.GzipFile(fileobj=raw)), raw.tell
        elif path.name.lower().endswith(".zst"):
            needs("zstandard", "corpus", f"{path}: .zst files")
            import zstandard

            yield cast(IO[bytes], _lines_of(_whole(zstandard.ZstdDecompressor(), raw))), raw.tell
        else:
            yield raw, raw.tell


def _whole(decompressor: Any, raw: IO[bytes]) -> Iterator[bytes]:
    """The decompressed data of all frames, piece by piece. EOFError where the last frame is not complete."""
    unit = decompressor.decompressobj()
    begun = False
    data = b""
    while data or (data := raw.read(1 << 17)):
        begun = True
        piece = unit.decompress(data)
        data = b""
        if piece:
            yield piece
        if unit.eof:
            data = unit.unused_data
            unit = decompressor.decompressobj()
            begun = False
    if begun:
        raise EOFError("the zstd frame is not complete")


def _lines_of(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Lines with their ends; what stands before an error comes first."""
    rest: list[bytes] = []
    for piece in pieces:
        *lines, last = piece.split(b"\n")
        for line in lines:
            yield b"".join((*rest, line, b"\n"))
            rest = []
        rest.append(last)
    if any(rest):
        yield b"".join(rest)
