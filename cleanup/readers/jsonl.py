"""One JSON object a line: `{"id", "text" | "html", "title"?, "url"?, ...}`; what else a line holds is carried through."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cleanup.errors import InputError

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


def parse_line(raw: str | bytes, line: int, name: str) -> Record | BadLine:
    """One line as a record, or what is wrong with it."""
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
    identity = data.get("id", line)
    for key in OWN_KEYS:
        if data.get(key) is not None and not isinstance(data[key], str):
            return BadLine(line, identity, f"{name}:{line}: \"{key}\" is a {type(data[key]).__name__}, not a string")
    if data.get("text") is None and data.get("html") is None:
        return BadLine(line, identity, f"{name}:{line}: has neither \"text\" nor \"html\"")
    extra = {k: v for k, v in data.items() if k not in OWN_KEYS and k != "id"}
    text = data.get("text")
    return Record(line, identity, text, None if text is not None else data["html"], data.get("title"), data.get("url"), extra)


def read_jsonl(lines: IO[bytes], name: str) -> Iterator[Record | BadLine]:
    """Every line that is not blank, in order, one at a time. A broken gzip stream ends with a BadLine that says so."""
    number = 0
    try:
        for number, raw in enumerate(lines, 1):
            if raw.strip():
                yield parse_line(raw, number, name)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield BadLine(number + 1, None, f"{name}:{number + 1}: the compressed data end or break here ({error}); "
                                        "the lines before it were read")


@contextmanager
def open_lines(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a .jsonl or .jsonl.gz file. Raises InputError when it cannot be opened."""
    try:
        stream: IO[bytes] = gzip.open(path, "rb") if path.name.endswith(".gz") else path.open("rb")  # type: ignore[assignment]  # noqa: SIM115
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    with stream:
        yield stream
