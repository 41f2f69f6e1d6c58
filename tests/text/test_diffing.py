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


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("wordâ€™\x85 word", "word’… word", [(0, 8, "word’…")]),  # a damaged byte is no blank, the blank after it is one
        ("voilÃ\u00a0 le", "voilà le", [(0, 6, "voilà")]),
        ("voilÃ  le", "voilà le", [(0, 6, "voilà")]),
        ("donÃ\u00a0don", "donàdon", [(3, 5, "à")]),
        ("a â€¨ b", "a \u2028 b", [(2, 5, "\u2028")]),
        ("aÃ©\x85 bÃ©\x1c cÃ©", "aé… bé\x1c cé", [(0, 4, "aé…"), (5, 8, "bé"), (10, 13, "cé")]),
        ("a cat", "a big cat", [(2, 5, "big cat")]),
        ("a ", "a b ", [(1, 2, " b ")]),
    ],
)
def test_white_space_that_stays_is_no_part_of_a_change(old: str, new: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(c.start, c.end, c.replacement) for c in changes(old, new)] == expected


def check(old: str, new: str) -> None:
    """All that `changes` promises for any two texts."""
    found = changes(old, new)
    assert applied(old, found) == new
    for change in found:
        before, after = old[change.start : change.end], change.replacement
        assert before != after
        assert before or not old
        if not any(map(str.isspace, before)) or not after:
            continue
        ends = (before[0] == after[0], before[-1] == after[-1])
        insertion = after.startswith(before) or after.endswith(before)
        assert insertion or not all(ends)
        assert insertion or not (ends[0] and before[0].isspace())
        assert insertion or not (ends[1] and before[-1].isspace())


WORDS = st.lists(st.sampled_from(["the", "cat", "sat", " ", ", ", ".", "\n", "é"]), max_size=60).map("".join)


BLANKS = st.lists(
    st.sampled_from([*"ab ,", "  ", *"\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u2009\u2028\u2029\u3000"]), max_size=16
)


@given(WORDS, WORDS)
def test_changes_rebuild_the_new_text(old: str, new: str) -> None:
    check(old, new)


@given(BLANKS.map("".join), BLANKS.map("".join))
def test_changes_rebuild_any_white_space(old: str, new: str) -> None:
    check(old, new)


@given(st.text(max_size=40), st.text(max_size=40))
def test_changes_rebuild_any_text(old: str, new: str) -> None:
    check(old, new)


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
