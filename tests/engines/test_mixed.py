"""Words of letters around a digit are kept from the rule that searches the dictionary for each of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.engines.embedded import EmbeddedEngine
from cleanup.engines.mixed import MOST_LOOKED_UP, hide_mixed

WORDS = {"good", "you"}


def hidden(text: str) -> str:
    return hide_mixed(text, WORDS.__contains__)


@pytest.mark.parametrize("text", ["go0d", "yo9u", "a2b", "sha256sum", "SHA2AB", "A4", "4you", "mp3", "2026", "x_1"])
def test_what_the_rule_mends_or_leaves_alone_is_left(text: str) -> None:
    assert hidden(f"It is {text}.") == f"It is {text}."


def test_names_get_a_second_digit() -> None:
    assert hidden("The p2pmsg, gp4par-x and é3é… abc4d") == "The p22msg, gp44ar-x and é3é… abc44"


def test_few_words_are_looked_up() -> None:
    asked = []
    hide_mixed(" ".join(f"ab{i % 10}{'c' * (1 + i // 10)}d" for i in range(500)), lambda word: bool(asked.append(word)))
    assert len(asked) <= 2 * MOST_LOOKED_UP


@given(st.text(alphabet="ab0 9é-Z.", max_size=60))
def test_no_offset_changes_and_twice_is_once(text: str) -> None:
    once = hidden(text)
    assert len(once) == len(text)
    assert hidden(once) == once


def test_the_engine_still_mends_what_it_can(embedded: EmbeddedEngine) -> None:
    text = "It was a go0d day for p2pmsg, and ht1ml and x2yz too."
    found = {text[m.start : m.end]: m.replacements for m in embedded.check(text, "en-US") if m.rule == "NUMBERS_IN_WORDS"}
    assert found == {"go0d": ("good", "god")}
