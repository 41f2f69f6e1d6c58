"""What an address is, how it is written, and where its output goes."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.errors import InputError
from cleanup.readers.address import is_address, listed, parsed
from cleanup.readers.hosts import is_public


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ("https://example.com/a", True),
        ("HTTP://EXAMPLE.COM", True),
        ("ftp://example.com/a", True),  # an address, though none that is fetched
        ("articles/a.txt", False),
        ("C://a.txt", False),
        ("-", False),
        ("example.com/a", False),
        ("mailto:a@example.com", False),
    ],
)
def test_what_is_an_address(given: str, answer: bool) -> None:
    assert is_address(given) is answer


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTPS://Example.COM:443/A?q=1#part", "https://example.com/A?q=1"),
        ("http://example.com:80/a", "http://example.com/a"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://example.com./a", "https://example.com/a"),
        ("https://example.com/two words", "https://example.com/two%20words"),
        ("https://example.com/a%20b%C3%A4", "https://example.com/a%20b%C3%A4"),
        ("https://bücher.example/käse?ä=ö", "https://xn--bcher-kva.example/k%C3%A4se?%C3%A4=%C3%B6"),
        ("https://[2001:DB8::1]:8443/", "https://[2001:db8::1]:8443/"),
    ],
)
def test_an_address_is_always_written_the_same(given: str, url: str) -> None:
    assert parsed(given).url == url
    assert parsed(url).url == url


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("ftp://example.com/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("https://ann:secret@example.com/", "name or password"),
        ("https://example.com\\@127.0.0.1/", "name or password"),
        ("https:///a", "names no host"),
        ("https://exa mple.com/", "names no host"),
        ("https://example.com:99999/", "is no address"),
        ("https://example.com:0/", "names no host"),
        ("https://[::1%25eth0]/", "no"),
        ("https://exam\x00ple.com/", "control characters"),
        ("https://example.com/\r\nHost: other", "control characters"),
    ],
)
def test_what_is_refused(given: str, why: str) -> None:
    with pytest.raises(InputError, match=why) as caught:
        parsed(given)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "place"),
    [
        ("https://example.com/", "example.com/index"),
        ("https://example.com/2024/05/a-quiet-year", "example.com/2024/05/a-quiet-year"),
        ("https://example.com/a-quiet-year/", "example.com/a-quiet-year/index"),
        ("https://example.com/page.html", "example.com/page.html"),
    ],
)
def test_a_plain_path_is_the_name_of_the_output(url: str, place: str) -> None:
    assert parsed(url).place == PurePath(place)


def test_other_paths_get_a_name_that_tells_them_apart() -> None:
    urls = [
        "https://example.com/a",
        "http://example.com/a",
        "https://example.com/A",
        "https://example.com/a?id=1",
        "https://example.com/a?id=2",
        "https://example.com/a/",
        "https://example.com/a/index",
        "https://example.com/../a",
        "https://example.com//a",
        "https://example.com/con",
        "https://example.com/a.ledger",
        "https://example.com/a.md/b",
        "https://example.com:8443/a",
        "https://example.com/" + "long-" * 80,
        "https://example.com/" + "long-" * 81,
        "https://example.com/%D1%81%D1%82%D0%B0%D1%82%D1%8C%D1%8F",
    ]
    places = [parsed(url).place for url in urls]
    assert len({str(p).casefold() for p in places}) == len(urls)
    assert str(parsed("https://example.com/a?id=1").place).startswith("example.com/a-".replace("/", str(PurePath("/"))))
    assert [parsed(url).place for url in urls] == places


@given(st.text(max_size=300), st.booleans())
def test_every_place_is_safe_on_every_file_system(path: str, query: bool) -> None:
    try:
        address = parsed("https://aux.example.com/" + ("?" if query else "") + path)
    except InputError:
        return
    parts = address.place.parts
    assert not address.place.is_absolute()
    assert len(str(address.place)) <= 200
    for part in parts:
        assert part.isascii()
        assert part == part.lower() == unicodedata.normalize("NFC", part)
        assert set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-")
        assert not part.startswith((".", "-")), parts
        assert not part.endswith("."), parts
        assert part.split(".")[0] not in ("con", "aux", "nul", "prn", "com1", "lpt1")


def test_a_list_has_comments_and_blank_lines() -> None:
    text = "\ufeff# to read\n\nhttps://example.com/a\r\n  https://example.com/b#part  \n#https://example.com/c\n"
    assert listed(text) == ["https://example.com/a", "https://example.com/b#part"]


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1", "127.255.1.1", "0.0.0.0", "0.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "192.0.2.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:a9fe:a9fe", "fe80::1", "fe80::1%eth0",
        "fc00::1", "fd12:3456::1", "fec0::1", "ff02::1", "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1",
        "2002:7f00:1::1", "2002:c0a8:101::1", "::ffff:0:127.0.0.1", "localhost", "",
    ],
)  # fmt: skip
def test_machines_that_are_not_public(machine: str) -> None:
    assert not is_public(machine)


@pytest.mark.parametrize(
    "machine", ["93.184.215.14", "8.8.8.8", "172.32.0.1", "2606:2800:21f:cb07::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_machines_that_are_public(machine: str) -> None:
    assert is_public(machine)
