"""Records of the JSONL contract, whatever they were stored in: `{"id", "text" | "html", "title"?, "url"?, ...}`.

Keys of other names are carried through to the output, but for those that an earlier run wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from cleanup.config import Settings
from cleanup.document import Document, Source
from cleanup.errors import InputError
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import Broken, Item
from cleanup.readers.raw import Raw
from cleanup.writers.columns import without_own

READ_KEYS = ("text", "html", "title", "url")


@dataclass(frozen=True, slots=True)
class Record:
    """A good record: `text` or `html` is a string, the other None."""

    line: int
    id: Any
    text: str | None
    html: str | None
    title: str | None
    url: str | None


def item_of_row(raw: Raw, settings: Settings, fields: Fields) -> Item | Broken:
    """The article to be of a piece whose data are a row."""
    assert isinstance(raw.data, Mapping)
    return item_of_values(raw, raw.data, settings, fields)


def item_of_values(raw: Raw, values: Mapping[str, Any], settings: Settings, fields: Fields) -> Item | Broken:
    """The article to be of a piece, from the values of its columns."""
    record = _record(raw, fields.values(values))
    if isinstance(record, Broken):
        return record
    read = ["text", *(() if record.html is None else ("html",))]
    if not settings.record.field:
        read.append("title")  # the title of the result stands in its place
    extra = without_own(values, fields.others(values, read))
    if record.url:
        extra.setdefault("url", record.url)
    return Item(raw.file, raw.name, record.id, lambda: document_of(record, raw.file.name, settings), record.line, extra)


def _record(raw: Raw, data: Mapping[str, Any]) -> Record | Broken:
    """The values of an object as a record, or what is wrong with it."""
    assert raw.line is not None
    identity = data.get("id", raw.line)
    for key in READ_KEYS:
        if data.get(key) is not None and not isinstance(data[key], str):
            return raw.broken(f'"{key}" is a {type(data[key]).__name__}, not a string', identity)
    if data.get("text") is None and data.get("html") is None:
        return raw.broken('has neither "text" nor "html"', identity)
    text = data.get("text")
    html = None if text is not None else data["html"]
    return Record(raw.line, identity, text, html, data.get("title"), data.get("url"))


def document_of(record: Record, name: str, settings: Settings) -> Document:
    """The document of a record. Raises InputError, naming file and line."""
    source = Source(path=name, format="jsonl", line=record.line)
    try:
        if record.html is not None:
            from cleanup.readers.html import read_page

            return read_page(record.html, source, settings, title=record.title, url=record.url)
        from cleanup.readers.plain import read_plain

        return replace(
            read_plain(record.text or "", source, title=record.title, url=record.url), source=replace(source, format="text")
        )
    except InputError as error:
        message = str(error)
        place = f"{name}:{record.line}"
        raise InputError(
            message if message.startswith(place) else f"{place}: {re.sub('^' + re.escape(name) + ': ', '', message)}"
        ) from None
