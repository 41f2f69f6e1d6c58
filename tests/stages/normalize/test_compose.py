"""Several rewriting steps as one list of changes to the first text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup.stages.normalize.compose import Rewriting, Step, shifted

STEPS = st.lists(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), st.text("abXY", max_size=3)), max_size=4), max_size=5
)


def run(text: str, rounds: list[list[tuple[int, int, str]]]) -> Rewriting:
    work = Rewriting(text)
    for number, steps in enumerate(rounds):
        fitting = [(s, min(s + n, len(work.text)), r) for s, n, r in steps if s < len(work.text) and n]
        work.apply([Step(start, end, new, f"fixer{number}") for start, end, new in fitting])
    return work


@given(st.text("abcd ", max_size=30), STEPS)
def test_changes_lead_from_the_first_text_to_the_last(text: str, rounds: list[list[tuple[int, int, str]]]) -> None:
    work = run(text, rounds)
    pieces, at = [], 0
    for start, end, replacement, names in work.changes():
        assert at <= start <= end <= len(text)
        assert names
        pieces += (text[at:start], replacement)
        at = end
    assert "".join(pieces) + text[at:] == work.text


def test_a_place_touched_twice_is_one_change_with_both_names() -> None:
    work = Rewriting("a &amp;nbsp; b")
    work.apply([Step(2, 12, "\u00a0", "entity")])
    work.apply([Step(1, 4, " ", "space")])
    assert work.text == "a b"
    assert [names for *_, names in work.changes()] == [("entity", "space")]


def test_a_place_that_is_changed_back_is_no_change() -> None:
    work = Rewriting("abc")
    work.apply([Step(1, 2, "x", "one")])
    work.apply([Step(1, 2, "b", "two")])
    assert list(work.changes()) == []


@given(st.text("abcd ", min_size=1, max_size=30), STEPS)
def test_untouched_characters_are_found_again(text: str, rounds: list[list[tuple[int, int, str]]]) -> None:
    work = run(text, rounds)
    touched = {i for place in work.places for i in range(place.start, place.end)}
    for i, char in enumerate(text):
        if i not in touched:
            ((start, end),) = shifted([(i, i + 1)], work.places)
            assert work.text[start : start + 1] == char
            assert start < end
