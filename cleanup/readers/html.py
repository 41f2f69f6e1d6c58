"""HTML pages in: the article of a page, found by the reader of pages."""

from __future__ import annotations

from cleanup.config import Settings
from cleanup.document import Document, Source
from cleanup.text.decoding import decode


def read(data: bytes, source: Source, settings: Settings) -> Document:
    """The article of a file. Its encoding is the one set, else found from the page."""
    encoding = settings.input.encoding
    return read_page(data if encoding == "auto" else decode(data, source.path or "<stdin>", encoding)[0], source, settings)


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

    return read_html(
        page,
        source,
        title=title,
        url=url,
        charset=charset,
        extractor=settings.html.extractor,
        captions=settings.html.captions,
    )
