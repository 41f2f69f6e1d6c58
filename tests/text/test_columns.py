"""Two columns read across: found by the words at the joints; prose, verse and lists are not taken for it."""

from __future__ import annotations

import textwrap

import pytest

from cleanup.models.bigrams import bigrams
from cleanup.models.frequency import frequencies
from cleanup.text.columns import columns_read_across

LEFT = (
    "The members of the club want to build a new jetty in the spring, because the old one has been closed by the town since "
    "March. They have asked the bank for a loan, and most of them are ready to give a part of the money themselves."
)
RIGHT = (
    "The first train of the day was late again, and people had to wait in the cold for more than an hour. The company said that "
    "a tree had fallen on the line, but nobody at the station had been told about it until the next morning."
)
VERSE = (
    "The tide goes out at evening with the lanterns and the sails\nthe tide comes in at morning with the smell of tar and whales\n"
    "and all the people of the town come down to see the light\nthat stands above the water on the black rocks in the night"
)


def likelihood(first: str, second: str) -> float:
    return bigrams().log10(first, second, frequencies("en"))


@pytest.mark.parametrize("width", [30, 34, 40])
def test_columns_are_found(width: int) -> None:
    pairs = zip(textwrap.wrap(LEFT, width), textwrap.wrap(RIGHT, width), strict=False)
    lines = [f"{left} {right}" for left, right in pairs]
    (span,) = columns_read_across(lines, likelihood)
    assert (span.first, span.last) == (0, len(lines))
    assert span.gain > 0.9


@pytest.mark.parametrize("width", [45, 60, 72, 80])
@pytest.mark.parametrize("text", [LEFT, RIGHT])
def test_prose_is_none(text: str, width: int) -> None:
    assert columns_read_across(textwrap.wrap(text, width), likelihood) == []


@pytest.mark.parametrize("text", [VERSE, "", "one\ntwo\nthree", "Oars and pads, ropes and a bucket\n" * 6, "word " * 30 + "\n"])
def test_verse_lists_and_scraps_are_none(text: str) -> None:
    assert columns_read_across(text.split("\n"), likelihood) == []
