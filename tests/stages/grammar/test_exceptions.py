"""Kinds of edits that a context makes doubtful: suggested through the real engine, never applied; applied elsewhere."""

from __future__ import annotations

import pytest

from tests.stages.grammar.conftest import Correct

LEFT = [
    "The demand grows, and so too do the needs of the town.",
    "The loop stops when i reaches ten and prints the sum.",
    "The function panics if i is greater than the length of the list.",
    "The snow is likely to be 1 inch Wednesday and more on the hills.",
    "They sell fire or hail resistant tiles for the roof.",
    "The old clock stands in the far right corner of the hall.",
    "We was robbed of it, the captain reckoned, and nobody heard him.",
    "They was always late, said the old porter.",
    "I know that that that that the clerk wrote is wrong.",
    "The conjunctions the pupils learn are four, and the word and and the word or come first.",
    "Q: Who went there?\n\nA: He could had gone there alone.\n\nQ: Why?\n\nA: He dont know the way to the lake.",
]
MENDED = [
    ("I think that i should go home now.", "I think that I should go home now."),
    ("It was a 10 minute walk to the mill.", "It was a 10-minute walk to the mill."),
    ("Note: He dont know the way to the lake.", "Note: He doesn't know the way to the lake."),
]


@pytest.mark.parametrize("text", LEFT)
def test_left_as_it_is(correct: Correct, text: str) -> None:
    result = correct(text)
    assert result.document.text == text


@pytest.mark.parametrize(("wrong", "right"), MENDED)
def test_the_same_kind_elsewhere_is_mended(correct: Correct, wrong: str, right: str) -> None:
    assert correct(wrong).document.text == right


def test_the_doubt_is_on_record(correct: Correct) -> None:
    decisions = [d for d in correct(LEFT[2]).ledger if d.edit.replacement == "I"]
    assert decisions
    assert {d.verdict for d in decisions} <= {"suggested", "refused"}
    assert any("variable" in reason for d in decisions for reason in d.edit.evidence)
