"""WARC in (plain, .gz): the HTML pages among the responses, one an article."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cleanup.errors import InputError
from cleanup.extras import needs
from cleanup.readers.table import Row

if TYPE_CHECKING:
    from cleanup.readers.inputs import InputFile

_HTML = ("text/html", "application/xhtml+xml")


def read_pages(file: InputFile) -> Iterator[Row]:
    """Successful HTML responses, numbered as all records of the archive are. Values: id (the record's), html (bytes),
    url, warc_date. Other records are passed over. Raises InputError when the file cannot be opened; an archive that
    is cut short ends with a row that says so."""
    needs("fastwarc", "corpus", "WARC archives")
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    assert file.path is not None
    try:
        stream = file.path.open("rb")
    except OSError as error:
        raise InputError(f"{file.name}: cannot be read: {error.strerror or error}") from error
    with stream:
        number = 0
        found = False
        try:
            for number, record in enumerate(ArchiveIterator(stream, parse_http=False), 1):
                found = True
                position = stream.tell()
                if record.record_type != WarcRecordType.response or not record.is_http:
                    continue
                stated = record.content_length
                record.freeze()  # reads the record; the length is then what there was, without a word about a cut
                if record.content_length < stated:
                    raise EOFError(f"{record.content_length:,} of {stated:,} bytes of the record")
                row = _page(record, number, position)
                if row is not None:
                    yield row
        except (OSError, ValueError, EOFError, RuntimeError) as error:
            yield Row(number + 1, file.size, error=f"{file.name}:{number + 1}: the archive ends or breaks here "
                                                   f"({error}); the records before it were read")
            return
        if not found and file.size:
            yield Row(1, file.size, error=f"{file.name}: no WARC record in it; is it a WARC file?")


def _page(record: Any, number: int, position: int) -> Row | None:
    record.parse_http(auto_decode="all")
    kind = (record.http_content_type or "").lower()
    status = getattr(record.http_headers, "status_code", None)
    if kind not in _HTML or (status is not None and not 200 <= int(status) < 300):
        return None
    html = record.reader.read()
    if record.http_charset:
        # The header's word for the encoding; without one the page's own is found by the HTML reader.
        with suppress(LookupError, UnicodeDecodeError):
            html = html.decode(record.http_charset)
    return Row(number, position, {
        "id": record.record_id, "html": html, "url": record.headers.get("WARC-Target-URI"),
        "warc_date": record.headers.get("WARC-Date")})
