"""MHTML in (RFC 2557): a page with its images in one file, as browsers save it. The page itself is read."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import Message

from cleanup.config import Settings
from cleanup.document import Document, Source
from cleanup.errors import InputError
from cleanup.readers.html import read_saved

_PAGES = ("text/html", "application/xhtml+xml")
# Where browsers say what the page's own address is: in the part (RFC), before all parts (Chromium).
_ADDRESS = ("Content-Location", "Snapshot-Content-Location")


def read(data: bytes, source: Source, settings: Settings) -> Document:
    """The article of the page, its address from Content-Location. Raises InputError for what is no MHTML."""
    name = source.path or "<stdin>"
    try:
        whole = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    except RecursionError:
        raise InputError(f"{name}: its parts are nested too deeply; save the page anew, or give it as HTML") from None
    if "Content-Type" not in whole and "MIME-Version" not in whole:
        raise InputError(f"{name}: is no MHTML, it has no MIME header; save the page anew as a single file, or as HTML")
    part = _root(whole)
    if part is None:
        raise InputError(f"{name}: holds no HTML page; save the page anew, or give it as HTML")
    page = part.get_payload(decode=True)
    if not isinstance(page, bytes) or not page.strip():
        raise InputError(f"{name}: its page is empty")
    stated = (str(message.get(key, "")) for message in (part, whole) for key in _ADDRESS)
    address = next((a for s in stated if (a := "".join(s.split())).startswith(("http://", "https://"))), None)
    return read_saved(page, source, settings, url=address, charset=part.get_content_charset())


def _root(whole: Message) -> Message | None:
    """The part that the others belong to: the one that "start" names, else the first page."""
    pages = [part for part in _parts(whole) if part.get_content_type() in _PAGES]
    start = whole.get_param("start")
    named = next((p for p in pages if start and str(p.get("Content-ID", "")).strip() == str(start).strip()), None)
    return named or next(iter(pages), None)


def _parts(whole: Message) -> Iterator[Message]:
    """Every part that holds no others, in order. Not `Message.walk`, whose recursion a hostile file could exhaust."""
    waiting = [whole]
    while waiting:
        message = waiting.pop()
        inner = message.get_payload() if message.is_multipart() else None
        if isinstance(inner, list):
            waiting += [part for part in reversed(inner) if isinstance(part, Message)]
        else:
            yield message
