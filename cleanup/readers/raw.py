"""Articles before they are read: what one process takes off the disk and any other can turn into a document.

Splitting a file into `Raw` pieces is cheap (bytes are not decoded, JSON is not parsed); `item_of` does the costly
half. A `Raw` is plain data and can be sent to another process or machine.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import IO, Any, Literal

from cleanup.config import Settings
from cleanup.document import Document, Source
from cleanup.errors import InputError
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import Broken, InputFile, Item, document_of, read_file
from cleanup.readers.jsonl import BadLine, Record, compressed_errors, load_line, open_lines, record_of

RawKind = Literal["file", "line", "row", "page"]
# Lines looked at before a column that none of them has is called wrong for the whole file.
_LINES_TRIED = 20


@dataclass(frozen=True, slots=True)
class Raw:
    """One article to be. `data`: None (the file itself is read), a JSON line, a table's row, or a web page with its
    headers. `position` counts the bytes of the file that were read so far, compressed as they are."""

    file: InputFile
    kind: RawKind
    data: bytes | Mapping[str, Any] | None = None
    line: int | None = None
    position: int = 0

    @property
    def size(self) -> int:
        """Bytes of the article, about."""
        if isinstance(self.data, bytes):
            return len(self.data)
        if self.data is None:
            return self.file.size
        return sum(len(v) for v in self.data.values() if isinstance(v, str | bytes))

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.file.name if self.line is None else f"{self.file.name}:{self.line}"


def raws(file: InputFile, fields: Fields | None = None) -> Iterator[Raw | Broken]:
    """The pieces of one file, in order, one at a time. What cannot be read comes as Broken."""
    fields = fields or Fields()
    readers: dict[str, Callable[[InputFile, Fields], Iterator[Raw | Broken]]] = {
        "jsonl": _lines, "parquet": _rows, "warc": _pages}
    try:
        if file.format in readers:
            yield from readers[file.format](file, fields)
        else:
            yield Raw(file, "file", position=file.size)
    except InputError as error:
        yield Broken(file, file.name, str(error))


def _lines(file: InputFile, fields: Fields) -> Iterator[Raw | Broken]:
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
            if line.strip():
                yield Raw(file, "line", line, number, position())
    except compressed_errors() as error:
        yield Broken(file, f"{file.name}:{number + 1}",
                     f"{file.name}:{number + 1}: the compressed data end or break here ({error}); "
                     "the lines before it were read", None, number + 1)
    except OSError as error:
        yield Broken(file, f"{file.name}:{number + 1}", f"{file.name}:{number + 1}: cannot be read on: "
                                                        f"{error.strerror or error}", None, number + 1)


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


def _rows(file: InputFile, fields: Fields) -> Iterator[Raw | Broken]:
    from cleanup.readers.parquet import read_rows

    return (Raw(file, "row", row.values, row.number, row.position) if row.error is None else
            Broken(file, f"{file.name}:{row.number}", row.error, None, row.number) for row in read_rows(file, fields))


def _pages(file: InputFile, fields: Fields) -> Iterator[Raw | Broken]:
    from cleanup.readers.warc import read_pages

    return (Raw(file, "page", page.values, page.number, page.position) if page.error is None else
            Broken(file, f"{file.name}:{page.number}", page.error, None, page.number) for page in read_pages(file))


def item_of(raw: Raw, settings: Settings, fields: Fields | None = None) -> Item | Broken:
    """The article, ready to be read as a document."""
    fields = fields or Fields()
    if raw.kind == "line":
        assert isinstance(raw.data, bytes)
        assert raw.line is not None
        data = load_line(raw.data, raw.line, raw.file.name)
        if isinstance(data, BadLine):
            return Broken(raw.file, raw.name, data.error, data.id, raw.line)
        return _record_item(raw, record_of(fields.named(data), raw.line, raw.file.name), settings)
    if raw.kind == "row":
        assert isinstance(raw.data, Mapping)
        assert raw.line is not None
        return _record_item(raw, record_of(fields.named(raw.data), raw.line, raw.file.name), settings)
    if raw.kind == "page":
        assert isinstance(raw.data, Mapping)
        values = raw.data
        extra = {key: value for key, value in values.items() if key not in ("id", "html")}
        return Item(raw.file, raw.name, values["id"], lambda: _page(raw, settings), raw.line, extra)
    data_bytes = raw.data if isinstance(raw.data, bytes) else None
    return Item(raw.file, raw.name, raw.name, lambda: read_file(raw.file, settings, data_bytes))


def _record_item(raw: Raw, record: Record | BadLine, settings: Settings) -> Item | Broken:
    if isinstance(record, BadLine):
        return Broken(raw.file, raw.name, record.error, record.id, record.line)
    extra = dict(record.extra) | ({"url": record.url} if record.url else {})
    return Item(raw.file, raw.name, record.id, lambda: document_of(record, raw.file.name, settings), record.line, extra)


def _page(raw: Raw, settings: Settings) -> Document:
    from cleanup.page.read import read_html

    assert isinstance(raw.data, Mapping)
    source = Source(path=raw.file.name, format="html", line=raw.line)
    try:
        document = read_html(raw.data["html"], source, url=raw.data.get("url"), extractor=settings.html.extractor,
                             captions=settings.html.captions)
    except InputError as error:
        raise InputError(f"{raw.name}: {str(error).removeprefix(raw.file.name + ': ')}") from None
    return replace(document, source=replace(document.source, line=raw.line))


def read_items(file: InputFile, settings: Settings, fields: Fields | None = None) -> Iterator[Item | Broken]:
    """The articles of one file, in order, one at a time."""
    return (raw if isinstance(raw, Broken) else item_of(raw, settings, fields) for raw in raws(file, fields))
