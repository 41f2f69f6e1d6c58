"""Keywords, readability, digests."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup.errors import ConfigError
from cleanup.summary.digest import Clipping, digest, group
from cleanup.summary.keywords import METHODS, keywords
from cleanup.summary.readability import readability
from cleanup.writers.digest import render_digest

SEED = (Path(__file__).parents[2] / "seeds" / "000_f250bf3dc0c16488.txt").read_text(encoding="utf-8")
FLOOD = (
    "The river rose over its banks in Aldersbrook on Monday and flooded forty houses in the lower streets. "
    "The council of Aldersbrook opened the school to the families who had lost their homes. "
    "Rescue teams brought eleven people to the hospital in boats, and all of them survived the flood."
)


@pytest.mark.parametrize("method", [m for m in METHODS if m != "none"])
def test_seed_names_are_whole_and_among_the_first_eight(method: str) -> None:
    found = keywords(SEED, "en", method, 8)
    assert {"Huawei", "Brussels", "EU", "Belgium’s State Security Service (VSSE)"} <= set(found)
    assert not {"Huawei’s", "VSSE", "State Security Service", "huawei"} & set(found)
    assert len({k.lower() for k in found}) == len(found) == 8


def test_none_empty_and_unknown() -> None:
    assert keywords(SEED, "en", "none") == []
    assert keywords("", "en") == []
    with pytest.raises(ConfigError, match="there are yake"):
        keywords(SEED, "en", "rake")


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("text", ["Rain.", "the of and", "她走了。他没有走。", "1 2 3", "?!"])
def test_little_text(method: str, text: str) -> None:
    assert len(keywords(text, None, method)) <= 8


def test_readability() -> None:
    figures = readability(SEED, "en")
    assert set(figures) == {"flesch", "grade", "lix", "words_per_sentence"}
    assert readability("Too short.", "en") == {}


def test_digest_groups_reprints_and_links_their_sources() -> None:
    clippings = [
        Clipping(SEED, "Inspected", "a.txt", "en"), Clipping(FLOOD, "Flood", "b.txt", "en"),
        Clipping(SEED[:3600], "Inspected again", "https://example.com/c", "en"), Clipping("", "Empty", "d.txt"),
    ]  # fmt: skip
    assert group(clippings) == [(0, 2), (1,)]
    stories = digest(clippings)
    assert [s.members for s in stories] == [(0, 2), (1,)]
    page = render_digest(stories, clippings)
    assert page.startswith("# Digest\n\n3 articles, 2 stories.")
    assert "[Inspected](<a.txt>), [Inspected again](<https://example.com/c>)" in page
    assert page == render_digest(digest(clippings), clippings)


def test_shared_keyword_is_the_theme() -> None:
    other = ("Aldersbrook voted for a new bridge on Tuesday. The bridge will cost two million, the mayor of Aldersbrook said. "
             "Work begins in spring and will last a year.")
    clippings = [Clipping(FLOOD, "Flood", "a"), Clipping(other, "Bridge", "b"), Clipping(SEED, "Inspected", "c", "en")]
    assert [s.theme for s in digest(clippings)] == ["Aldersbrook", "Aldersbrook", "Other"]
