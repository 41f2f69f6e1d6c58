"""Safari's web archives in: a property list that holds the page and what belongs to it. The page itself is read."""

from __future__ import annotations

import plistlib
from typing import Any

from cleanup.config import Settings
from cleanup.document import Document, Source
from cleanup.errors import InputError
from cleanup.readers.html import read_saved


def read(data: bytes, source: Source, settings: Settings) -> Document:
    """The article of the main resource, with its address. Raises InputError for what is no web archive."""
    name = source.path or "<stdin>"
    try:
        whole: Any = plistlib.loads(data)
    except Exception:  # it has an error of its own for some damage, and lets through what its parsers raise for other
        raise InputError(f"{name}: is no web archive, or it is damaged; save the page anew, or as HTML") from None
    main = whole.get("WebMainResource") if isinstance(whole, dict) else None
    page = main.get("WebResourceData") if isinstance(main, dict) else None
    if not isinstance(main, dict) or not isinstance(page, bytes):
        raise InputError(f"{name}: is no web archive: it has no WebMainResource; save the page anew, or as HTML")
    if not page.strip():
        raise InputError(f"{name}: its page is empty")
    address, charset = main.get("WebResourceURL"), main.get("WebResourceTextEncodingName")
    known = isinstance(address, str) and address.startswith(("http://", "https://"))
    return read_saved(
        page, source, settings, url=address if known else None, charset=charset if isinstance(charset, str) else None
    )
