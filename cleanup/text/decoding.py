"""Bytes to text, without guessing where guessing would do harm."""

from __future__ import annotations

import codecs
from unicodedata import category

from cleanup.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HEAD = 65_536
_FEWEST_NULS = 0.05  # share of the bytes; of a text in Latin letters nearly half are
# A text has tabs, line ends, form feeds; other controls are rare even in bad scrapes. Photos have about 10 %.
_MOST_CONTROLS = 0.02
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\f\x0b\x1b")


def is_binary(data: bytes) -> bool:
    """Whether the bytes look like anything but text: NUL bytes without a UTF-16 mark, or too many control bytes."""
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
        return False
    head = data[:_HEAD]
    if b"\0" in head:
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return bool(head) and controls / len(head) > _MOST_CONTROLS


def wide_encoding(data: bytes) -> str | None:
    """UTF-16 that bytes without a byte order mark are in; None where they are in none, or it cannot be told.

    Letters of Latin script have a NUL in the one half of each pair. That half tells the byte order, and everything must be a
    text then: assigned characters, and no controls but those of lines.
    """
    head = data[:_HEAD]
    if len(data) % 2 or b"\0" not in head or data.startswith(tuple(mark for mark, _ in _BOMS)):
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) < _FEWEST_NULS * len(head) or min(even, odd) > _MOST_CONTROLS * max(even, odd):
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    odd_ones = (c for c in set(text) if category(c) in ("Cc", "Cn", "Co") and c not in "\t\n\r\f\v")
    return None if next(odd_ones, None) is not None else encoding


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The text and the encoding used: the one asked for, a byte order mark's, UTF-16 of Latin letters, UTF-8, else Windows-1252.

    Line ends are kept as they are. Raises InputError, naming the input and the byte, for binary data, for an unknown
    encoding, and where the encoding asked for does not fit.
    """
    wide = wide_encoding(data)
    if wide is None and is_binary(data) and not (encoding or "").lower().startswith(("utf-16", "utf_16", "utf-32", "utf_32")):
        raise InputError(f"{name}: looks like a binary file, not text; give it as text or HTML")
    if encoding is None and wide is not None:
        return data.decode(wide), wide
    if encoding is not None:
        try:
            return data.decode(encoding), codecs.lookup(encoding).name
        except UnicodeDecodeError as error:
            raise InputError(
                f"{name}: byte {error.start} is not {encoding} ({error.reason}); leave --encoding out or name another"
            ) from None
        except (LookupError, ValueError):  # a name with a NUL in it is no value
            raise InputError(f"{name}: unknown encoding {encoding!r}; try utf-8, windows-1252 or utf-16") from None
    for mark, found in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(found), found
            except UnicodeDecodeError as error:
                at = error.start + (len(mark) if found == "utf-8-sig" else 0)
                raise InputError(
                    f"{name}: starts with a {found} mark, but byte {at} does not fit ({error.reason}); convert it to UTF-8"
                ) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        try:
            return data.decode("cp1252"), "windows-1252"
        except UnicodeDecodeError:
            raise InputError(
                f"{name}: byte {error.start} is neither UTF-8 nor Windows-1252; name the encoding with --encoding"
            ) from None
