"""A page as a server handed it out: what it said about it, and the document that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cleanup.config import Settings
from cleanup.document import Document, Source


@dataclass(frozen=True, slots=True)
class Served:
    """What came with the bytes of a page: the `address` that they are from in the end, the name of the `format` that
    they are in, the `charset` of the header where there was one, and the addresses that led there, the first one asked
    for first."""

    address: str
    format: str
    charset: str | None = None
    redirects: tuple[str, ...] = ()


def read(data: bytes, source: Source, settings: Settings, served: Served) -> Document:
    """The document of a page's bytes. Raises InputError for bytes that are no text."""
    if served.format == "html":
        from cleanup.readers.html import read_saved

        document = read_saved(data, source, settings, url=served.address, charset=served.charset)
    else:
        from cleanup.readers.formats import format_named

        document = format_named(served.format).read(data, source, _with_charset(settings, data, served.charset))
    meta = {**document.meta, "url": served.address}
    if served.redirects:
        meta["redirected"] = " -> ".join((*served.redirects, served.address))
    return replace(document, meta=meta)


def _with_charset(settings: Settings, data: bytes, charset: str | None) -> Settings:
    """With the header's encoding where none is set and it fits; what is UTF-8 is read as that whatever a header says."""
    if settings.input.encoding != "auto" or charset is None:
        return settings
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        from cleanup.page.decoding import known_encoding

        encoding = known_encoding(charset)
        if encoding is not None:
            return settings.changed({"input.encoding": encoding})
    return settings
