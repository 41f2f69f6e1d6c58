"""Bytes to text: what is read, what is refused, and how it is said."""

from __future__ import annotations

import codecs

import pytest

from cleanup.errors import InputError
from cleanup.text.decoding import decode


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("naïve €5".encode(), "naïve €5", "utf-8"),
        (codecs.BOM_UTF8 + "é".encode(), "é", "utf-8-sig"),
        ("é wide".encode("utf-16"), "é wide", "utf-16"),
        ("caf\u00e9 \u201cquoted\u201d".encode("cp1252"), "café “quoted”", "windows-1252"),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n", "utf-8"),
    ],
)
def test_text_is_read_as_it_was_written(data: bytes, text: str, encoding: str) -> None:
    assert decode(data, "a.txt") == (text, encoding)


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"%PDF-1.7\0", bytes(range(32)) * 40])
def test_binary_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(InputError, match=r"photo\.txt: looks like a binary file"):
        decode(data, "photo.txt")


def test_an_encoding_that_does_not_fit_names_the_byte() -> None:
    with pytest.raises(InputError, match=r"a\.txt: byte 3 is not ascii .* leave --encoding out"):
        decode("caf\u00e9".encode(), "a.txt", "ascii")


def test_an_unknown_encoding_is_said() -> None:
    with pytest.raises(InputError, match=r"a\.txt: unknown encoding 'utf-9'; try utf-8"):
        decode(b"x", "a.txt", "utf-9")


def test_bytes_of_no_encoding_ask_for_its_name() -> None:
    with pytest.raises(InputError, match="byte 1 is neither UTF-8 nor Windows-1252; name the encoding"):
        decode(b"a\x81\x8d", "a.txt")


def test_a_wrong_byte_order_mark_is_said() -> None:
    with pytest.raises(InputError, match=r"starts with a utf-8-sig mark, but byte 4 does not fit"):
        decode(codecs.BOM_UTF8 + b"a\xff", "a.txt")
