"""One JSON object a line: `{"id", "text" | "html", "title"?, "url"?, ...}`; its other keys are carried through."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, cast

from cleanup.errors import InputError
from cleanup.extras import needs

OWN_KEYS = ("text", "html", "title", "url")


@dataclass(frozen=True, slots=True)
class Record:
    """A good line: `text` or `html` is a string, the other None. `extra` holds every other key but "id"."""

    line: int
    id: Any
    text: str | None
    html: str | None
    title: str | None
    url: str | None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no record, with the reason. `id` is the line's own where it could be read."""

    line: int
    id: Any
    error: str


def load_line(raw: str | bytes, line: int, name: str) -> dict[str, Any] | BadLine:
    """One line as a JSON object, or what is wrong with it."""
    try:
        data = json.loads(raw.rstrip())
    except UnicodeDecodeError as error:
        return BadLine(line, None, f"{name}:{line}: byte {error.start} is not UTF-8")
    except json.JSONDecodeError as error:
        return BadLine(line, None, f"{name}:{line}: not JSON: {error.msg} at column {error.colno}")
    except RecursionError:
        return BadLine(line, None, f"{name}:{line}: not usable JSON: nested too deeply")
    if not isinstance(data, dict):
        return BadLine(line, None, f"{name}:{line}: a {type(data).__name__}, not an object with \"text\" or \"html\"")
    return data


def record_of(data: Mapping[str, Any], line: int, name: str) -> Record | BadLine:
    """An object as a record, or what is wrong with it."""
    identity = data.get("id", line)
    for key in OWN_KEYS:
        if data.get(key) is not None and not isinstance(data[key], str):
            return BadLine(line, identity, f"{name}:{line}: \"{key}\" is a {type(data[key]).__name__}, not a string")
    if data.get("text") is None and data.get("html") is None:
        return BadLine(line, identity, f"{name}:{line}: has neither \"text\" nor \"html\"")
    extra = {k: v for k, v in data.items() if k not in OWN_KEYS and k != "id"}
    text = data.get("text")
    html = None if text is not None else data["html"]
    return Record(line, identity, text, html, data.get("title"), data.get("url"), extra)


def parse_line(raw: str | bytes, line: int, name: str) -> Record | BadLine:
    """One line as a record, or what is wrong with it."""
    data = load_line(raw, line, name)
    return data if isinstance(data, BadLine) else record_of(data, line, name)


def read_jsonl(lines: IO[bytes], name: str) -> Iterator[Record | BadLine]:
    """Every line that is not blank, in order, one at a time. A broken gzip stream ends with a BadLine that says so."""
    number = 0
    try:
        for number, raw in enumerate(lines, 1):
            if raw.strip():
                yield parse_line(raw, number, name)
    except compressed_errors() as error:
        yield BadLine(number + 1, None, f"{name}:{number + 1}: the compressed data end or break here ({error}); "
                                        "the lines before it were read")


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
