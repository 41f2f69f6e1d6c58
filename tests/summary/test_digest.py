"""Digests: which articles are one story, and which stories share a theme."""

from __future__ import annotations

from cleanup.summary.digest import Clipping, digest, group
from cleanup.writers.digest import Page
from cleanup.writers.digest_formats import render_digest
from tests.summary.clippings import BRIDGE, FLOOD, GERMAN, SEED_TEXT, WEEK


def themes(*clippings: Clipping) -> dict[str, str | None]:
    """The theme of each story, by its title."""
    return {story.title: story.theme for story in digest(clippings)}


def test_reprints_are_one_story_the_fullest_first() -> None:
    clippings = [
        Clipping(SEED_TEXT, "Inspected", path="a.txt", language="en"),
        Clipping(FLOOD, "Flood", path="b.txt", language="en"),
        Clipping(SEED_TEXT[:3600], "Inspected again", address="https://example.com/c", language="en"),
        Clipping("", "Empty", path="d.txt"),
    ]
    assert group(clippings) == [(0, 2), (1,)]
    stories = digest(clippings)
    assert [s.members for s in stories] == [(0, 2), (1,)]
    page = render_digest(Page(stories, clippings))
    assert page.startswith("# Digest\n\n3 articles, 2 stories.")
    assert "[Inspected](a.txt), [Inspected again](https://example.com/c)" in page
    assert page == render_digest(Page(digest(clippings), clippings))


def test_one_story_is_counted_as_one() -> None:
    clippings = [Clipping(FLOOD, language="en")]
    assert "1 article, 1 story." in render_digest(Page(digest(clippings), clippings))


def test_a_theme_is_the_subject_that_stories_share_and_no_day_or_word_of_all() -> None:
    found = themes(*(Clipping(text, title, language="en") for title, text in WEEK.items()))
    assert {title: (theme or "").lower() for title, theme in found.items()} == {
        "Ferry to Sandholm runs aground": "ferry",
        "New ferries ordered for the islands": "ferry",
        "Library opens on Sundays": "library",
        "Where the old libraries went": "library",
        "Mill burns down in Overbeck": "",
    }


def test_a_name_joins_stories_of_two_languages_and_a_word_does_not() -> None:
    flood, bridge = Clipping(FLOOD, "Flood", language="en"), Clipping(BRIDGE, "Bridge", language="en")
    german = Clipping(GERMAN, "Brücke gesperrt", language="de")
    other = Clipping(WEEK["Library opens on Sundays"], "Library", language="en")
    assert themes(flood, german, other) == {"Flood": "Aldersbrook", "Brücke gesperrt": "Aldersbrook", "Library": None}
    assert themes(flood, bridge, german, other)["Brücke gesperrt"] == "Aldersbrook"
    hand = Clipping(GERMAN.replace("Aldersbrook", "Hand").replace("Brücke", "Hand"), "Die Hand", language="de")
    assert set(themes(Clipping("A hand is strong. " + BRIDGE, "The hand", language="en"), hand, other).values()) == {None}


def test_a_site_is_no_theme_of_its_own_stories() -> None:
    clippings = [
        Clipping(
            f"{text} This is what Aldersbrook Courier readers told the Aldersbrook Courier.", title, site="Aldersbrook Courier"
        )
        for title, text in WEEK.items()
    ]
    named = themes(*clippings, Clipping(SEED_TEXT, "Inspected", language="en"))
    assert "Aldersbrook Courier" not in named.values()
    assert {"ferry", "library"} <= {(theme or "").lower() for theme in named.values()}


def test_what_two_stories_or_all_share_is_no_theme() -> None:
    ferries = [Clipping(text, title, language="en") for title, text in list(WEEK.items())[:2]]
    assert set(themes(*ferries).values()) == {None}
    all_of_one = [Clipping(f"{text} The harvest of {i} was good.", f"Harvest {i}") for i, text in enumerate(WEEK.values())]
    assert not any("arvest" in (theme or "") for theme in themes(*all_of_one).values())
