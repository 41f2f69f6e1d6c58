"""HTML pages in: the article of a page, found by the reader of pages."""

from __future__ import annotations

import re

from cleanup.config import Settings
from cleanup.document import EXTRACT, Document, Source
from cleanup.text.decoding import decode
from cleanup.text.halves import joined

# What programs that save pages write at the top of them: SingleFile, and browsers (Internet Explorer's "mark of the web",
# which Chromium and others write as well; the number is the length of the address).
_SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(https?://[^\s<>\"']{1,4000})")
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s<>\"']{1,4000})")
_TOP = 8192  # bytes in which it stands
# SingleFile writes every image and font into the page as a data: address. No reader needs them, and they are most of it.
# Each byte is looked at once, whatever the page.
_EMBEDDED = re.compile(rb"data:[A-Za-z0-9.+-]{1,80}+/[^\s\"'<>()]*+")
_LONG = 1000  # bytes; shorter ones do no harm


def read(data: bytes, source: Source, settings: Settings) -> Document:
    """The article of a file, and its address where whoever saved the page has noted it. Its encoding is the one set, else
    found from the page."""
    top = data[:_TOP]
    saved = _SINGLE_FILE.search(top)
    if saved:
        data = _EMBEDDED.sub(lambda found: found.group() if len(found.group()) < _LONG else b"data:,", data)
    saved = saved or _SAVED_FROM.search(top)
    return read_saved(data, source, settings, url=saved.group(1).decode("utf-8", "replace") if saved else None)


def read_saved(
    data: bytes, source: Source, settings: Settings, *, url: str | None = None, charset: str | None = None
) -> Document:
    """The article of a page's bytes, in the encoding set, else in what `charset` or the page itself states."""
    encoding = settings.input.encoding
    page = data if encoding == "auto" else decode(data, source.path or "<stdin>", encoding)[0]
    return read_page(page, source, settings, url=url, charset=charset)


def read_page(
    page: str | bytes,
    source: Source,
    settings: Settings,
    *,
    title: str | None = None,
    url: str | None = None,
    charset: str | None = None,
) -> Document:
    """The article of a page, as the settings want it found. `charset`: what came with its bytes, such as a header, says
    that they are in. Raises InputError for what is no page."""
    from cleanup.page.read import read_html

    html = settings.html
    return read_html(
        joined(page) if isinstance(page, str) else page,
        source,
        title=joined(title or "") or None,
        url=url,
        charset=charset,
        extractor=html.extractor,
        captions=html.captions,
        listings="keep" if EXTRACT in settings.skip else html.listings,
    )
