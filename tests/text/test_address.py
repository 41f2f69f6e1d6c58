"""The words in the address of a page."""

from __future__ import annotations

import pytest

from cleanup.text.address import Address


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.example.org/news/harbor-bridge-to-close/", "harbor bridge to close"),
        ("https://example.org/2024/05/03/harbor_bridge_to_close.html?ref=home#top", "harbor bridge to close"),
        ("https://example.org/harbor-bridge-to-close-1.7287711", "harbor bridge to close 1"),
        ("https://example.org/local-news/bridge-closed-p60bhj.html", "bridge closed"),
        ("https://example.org/Article/Harbor-Bridge-49676932/", "harbor bridge"),
        ("https://example.org/die-br%C3%BCcke-schlie%C3%9Ft", "die brucke schliesst"),
        ("https://example.org/10-best-bridges-of-2024", "10 best bridges of 2024"),
        ("https://example.org/a-long-section-name/the-bridge", "a long section name"),
    ],
)
def test_words(url: str, words: str) -> None:
    assert " ".join(Address.of(url).words) == words


@pytest.mark.parametrize("url", ["", "https://example.org", "https://example.org/p/123456", "http://[wrong", "/a/b"])
def test_an_address_that_says_nothing(url: str) -> None:
    address = Address.of(url)
    assert address == Address()
    assert address.shown_by("Harbor Bridge") == address.spelled_by("Harbor Bridge") == 0.0


def test_how_much_a_line_shares() -> None:
    address = Address.of("https://example.org/whats-next-for-the-harbor-bridge")
    assert address.spelled_by("What’s Next for the Harbor Bridge?") == 1.0
    assert address.spelled_by("What’s Next for the Harbor Bridge, and When") == 0.5
    assert address.spelled_by("What’s Next for") == 0.5
    assert address.spelled_by("Whats") == 0.0
    assert address.shown_by("The Harbor Bridge") == 0.5
    assert address.covers("The Harbor Bridge") == 1.0
    assert address.covers("Boats of the Harbor") == 0.5
    assert Address.of("https://example.de/bruecke-gesperrt-fuer-wochen").spelled_by("Brücke gesperrt für Wochen") == 1.0
