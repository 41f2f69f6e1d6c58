"""The encoding of an HTML page: what its bytes are, not only what it says they are."""

from __future__ import annotations

import codecs
import re

from cleanup.errors import InputError
from cleanup.text.decoding import is_binary, wide_encoding

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_HEAD = 65_536  # browsers look at 1,024 bytes; pages with long scripts before the tag are common
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Browsers read these labels as Windows-1252, which has letters where Latin-1 has controls (WHATWG Encoding Standard).
_AS_WINDOWS = frozenset(("iso8859-1", "ascii", "latin-1"))
_WIDE = ("utf-16", "utf-32")
_LOOSE = 0.002  # share of bytes that may break UTF-8 (a cut byte, one pasted Latin-1 word) and still be called UTF-8
_HIGH = bytes(range(128, 256))


def decode_html(data: bytes, name: str, charset: str | None = None) -> tuple[str, str]:
    """The text of a page and the encoding used. `charset` is what an HTTP header says, before what the page declares.

    A byte order mark wins; bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever the page says (a wrong charset in
    the meta tag is common, valid UTF-8 by accident is not); then what the page declares, if it fits; then UTF-8 with the
    few bad bytes replaced, or Windows-1252. Raises InputError for binary data.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), encoding
    stated = known_encoding(charset) if charset else None
    if stated is not None and stated.startswith(_WIDE):  # its bytes look binary
        try:
            return data.decode(stated), stated
        except UnicodeDecodeError:
            stated = None
    if (wide := wide_encoding(data)) is not None:
        return data.decode(wide), wide
    if is_binary(data):
        raise InputError(f"{name}: looks like a binary file, not HTML")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        # 7-bit encodings such as ISO-2022-JP are valid UTF-8 too
        if data.isascii() and b"\x1b" in data and (declared := stated or declared_encoding(data)):
            return data.decode(declared, "replace"), declared
        return text, "utf-8"
    declared = stated or declared_encoding(data)
    if declared and declared != "utf-8":
        try:
            return data.decode(declared), declared
        except UnicodeDecodeError:
            pass
    text = data.decode("utf-8", "replace")
    high = len(data) - len(data.translate(None, _HIGH))
    broken = text.count("\ufffd")
    if broken <= _LOOSE * len(data) and broken * 4 < high:
        return text, "utf-8"
    if declared and declared != "utf-8":
        return data.decode(declared, "replace"), declared
    return data.decode("cp1252", "replace"), "windows-1252"


def declared_encoding(data: bytes) -> str | None:
    """Python's name of the encoding that the head of the page declares; None if there is none or it is unknown.

    A page that could be searched for the tag byte by byte is not UTF-16, so that declaration is read as UTF-8.
    """
    found = _DECLARED.search(data[:_HEAD])
    if not found:
        return None
    encoding = known_encoding((found.group(1) or found.group(2)).decode("ascii"))
    return "utf-8" if encoding is not None and encoding.startswith(_WIDE) else encoding


def known_encoding(label: str) -> str | None:
    """Python's name of the encoding that browsers mean by a label; None for what is no text encoding."""
    try:
        encoding = codecs.lookup(label.lower()).name
    except LookupError:
        return None
    if encoding in _AS_WINDOWS:
        return "cp1252"
    try:
        b"a".decode(encoding)
    except (LookupError, ValueError):  # a codec that is no text encoding, such as base64
        return None
    return encoding
