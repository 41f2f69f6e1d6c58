"""WARC in (plain, .gz): the HTML pages among the responses, one an article. What else there was is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

from cleanup.config import Settings
from cleanup.document import Document, Source
from cleanup.errors import InputError
from cleanup.readers.fields import Fields
from cleanup.readers.html import read_page
from cleanup.readers.inputs import Broken, InputFile, Item
from cleanup.readers.raw import Raw

_HTML = ("text/html", "application/xhtml+xml")


def split(file: InputFile, fields: Fields) -> Iterator[Raw | Broken]:
    """Successful HTML responses, numbered as all records of the archive are. Values: id (the record's), html (bytes),
    url, warc_date. Other answers of servers are passed over, and how many of which kind is noted with the last page.
    Raises InputError when the file cannot be opened; an archive that is cut short, or has no page in it, ends with a
    Broken that says so."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    assert file.path is not None
    try:
        stream = file.path.open("rb")
    except OSError as error:
        raise InputError(f"{file.name}: cannot be read: {error.strerror or error}") from error
    with stream:
        number = 0
        found = False
        last: Raw | None = None  # held back until it is known whether it is the last one
        passed: Counter[str] = Counter()
        try:
            for number, record in enumerate(ArchiveIterator(stream, parse_http=False), 1):
                found = True
                position = stream.tell()
                if record.record_type == WarcRecordType.revisit:
                    passed["revisits"] += 1
                if record.record_type != WarcRecordType.response or not record.is_http:
                    continue
                stated = record.content_length
                record.freeze()  # reads the record; the length is then what there was, without a word about a cut
                if record.content_length < stated:
                    raise EOFError(f"{record.content_length:,} of {stated:,} bytes of the record")
                values = _page(record)
                if isinstance(values, str):
                    passed[values] += 1
                    continue
                if last is not None:
                    yield last
                last = Raw(file, values, number, position)
        except (OSError, ValueError, EOFError, RuntimeError) as error:
            if last is not None:
                yield last
            name = f"{file.name}:{number + 1}"
            yield Broken(
                file,
                name,
                f"{name}: the archive ends or breaks here ({error}); the records before it were read",
                None,
                number + 1,
            )
            return
        told = ", ".join(f"{kind} {count:,}" for kind, count in sorted(passed.items()))
        if last is not None:
            yield replace(last, note=f"{file.name}: passed over: {told}" if told else "")
        elif found and told:
            yield Broken(file, f"{file.name}:1", f"{file.name}: no HTML page in it that was answered well: {told}", None, 1)
        elif not found and file.size:
            yield Broken(file, f"{file.name}:1", f"{file.name}: no WARC record in it; is it a WARC file?", None, 1)


def _page(record: Any) -> dict[str, Any] | str:
    """The values of a page, or what else the answer is, in the plural."""
    record.parse_http(auto_decode="all")
    kind = (record.http_content_type or "").lower()
    status = getattr(record.http_headers, "status_code", None)
    if status is not None and not 200 <= int(status) < 300:
        return "redirects" if 300 <= int(status) < 400 else "answers of an error"
    if kind not in _HTML:
        return "files that are no HTML"
    html = record.reader.read()
    if record.http_charset:
        # The header's word for the encoding; without one the page's own is found by the HTML reader.
        with suppress(LookupError, UnicodeDecodeError):
            html = html.decode(record.http_charset)
    return {
        "id": record.record_id,
        "html": html,
        "url": record.headers.get("WARC-Target-URI"),
        "warc_date": record.headers.get("WARC-Date"),
    }


def item(raw: Raw, settings: Settings, fields: Fields) -> Item | Broken:
    """The article to be of a page."""
    assert isinstance(raw.data, Mapping)
    extra = {key: value for key, value in raw.data.items() if key not in ("id", "html")}
    return Item(raw.file, raw.name, raw.data["id"], lambda: _document(raw, settings), raw.line, extra)


def _document(raw: Raw, settings: Settings) -> Document:
    assert isinstance(raw.data, Mapping)
    source = Source(path=raw.file.name, format="html", line=raw.line)
    try:
        document = read_page(raw.data["html"], source, settings, url=raw.data.get("url"))
    except InputError as error:
        raise InputError(f"{raw.name}: {str(error).removeprefix(raw.file.name + ': ')}") from None
    return replace(document, source=replace(document.source, line=raw.line))
