"""The invariants of the ledger, over generated histories."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.core.edit import Decision, Edit, Pass
from cleanup.core.ledger import Ledger, apply_edits
from cleanup.errors import LedgerError
from tests.core.strategies import histories

Story = tuple[str, str, Ledger]


@given(histories())
def test_replay_of_the_input_is_the_output(story: Story) -> None:
    source, output, ledger = story
    assert ledger.replay(source) == output


@given(histories())
def test_the_output_leads_back_to_the_input(story: Story) -> None:
    source, output, ledger = story
    assert ledger.source_of(output) == source


@given(histories())
def test_reverting_everything_gives_the_input(story: Story) -> None:
    source, _, ledger = story
    ids = [d.id for d in ledger.accepted]
    back = ledger.revert(source, ids)
    assert back.text == source
    assert sorted(back.asked) == sorted(ids)
    assert back.also == ()


@given(histories())
def test_reverting_nothing_gives_the_output(story: Story) -> None:
    source, output, ledger = story
    assert ledger.revert(source, []).text == output


@settings(max_examples=300)
@given(histories(), st.data())
def test_reverting_some_equals_running_without_them(story: Story, data: st.DataObject) -> None:
    """Taking edits back gives the text that applying the rest would have given, and what stood on them is named."""
    source, _, ledger = story
    accepted = [d.id for d in ledger.accepted]
    chosen = data.draw(st.sets(st.sampled_from(accepted)) if accepted else st.just(set()))
    back = ledger.revert(source, chosen)
    assert set(back.asked) == chosen
    gone = {*back.asked, *back.also}
    again = ledger.revert(source, gone)
    assert again.text == back.text
    assert again.also == ()
    if len(ledger.passes) == 1:
        rest = [d.edit for d in ledger.accepted if d.id not in gone]
        assert back.text == apply_edits(source, rest)
        assert back.also == ()


@given(histories())
def test_reverting_the_last_pass_gives_the_text_before_it(story: Story) -> None:
    source, _, ledger = story
    if not ledger.passes:
        return
    before = source
    for step in ledger.passes[:-1]:
        before = apply_edits(before, step.accepted())
    ids = [d.id for d in ledger.passes[-1].decisions if d.accepted]
    assert ledger.revert(source, ids).text == before


@given(histories())
def test_json_round_trip(story: Story) -> None:
    _, _, ledger = story
    data = json.loads(json.dumps(ledger.to_dict()))
    again = Ledger.from_dict(data)
    assert again.to_dict() == data
    assert [(d.id, d.verdict, d.old, d.edit.start, d.edit.end, d.edit.replacement) for d in again] == [
        (d.id, d.verdict, d.old, d.edit.start, d.edit.end, d.edit.replacement) for d in ledger
    ]


@given(histories())
def test_every_output_character_maps_to_the_same_input_character_or_to_an_edit(story: Story) -> None:
    source, output, ledger = story
    for offset, character in enumerate(output):
        start, end = ledger.offsets.to_source(offset, offset + 1)
        assert 0 <= start <= end <= len(source)
        if source[start:end] == character:
            continue
        # Not the same character: then some accepted edit covers that place of the input.
        spans = [row["source_span"] for row in ledger.edits() if row["decision"] == "accepted"]
        assert any((low <= start and end <= high) or (low <= end and start <= high) for low, high in spans)


@given(histories())
def test_offsets_keep_order_and_ends(story: Story) -> None:
    source, output, ledger = story
    spans = [ledger.offsets.to_source(i, i + 1) for i in range(len(output))]
    assert spans == sorted(spans)
    assert ledger.offsets.to_source(0, len(output))[1] <= len(source)


def _ledger() -> Ledger:
    first = Edit(start=4, end=7, replacement="blue", stage="grammar", rule="color", reason="test", confidence=0.9)
    on_it = Edit(start=6, end=10, replacement="e-l", stage="grammar", rule="join", reason="test", confidence=0.9)
    other = Edit(start=0, end=3, replacement="One", stage="title", rule="case", reason="test", confidence=0.1)
    passes = [
        Pass("grammar", (Decision(id="e1", edit=first, old="red", verdict="accepted"),)),
        Pass(
            "grammar",
            (
                Decision(id="e2", edit=on_it, old="ue l", verdict="accepted"),
                Decision(id="e3", edit=other, old="the", verdict="refused", why="confidence"),
            ),
        ),
    ]
    return Ledger.of("the red light", "the ble-light", passes)


def test_an_edit_that_stands_on_a_reverted_one_goes_with_it() -> None:
    ledger = _ledger()
    back = ledger.revert("the red light", ["e1"])
    assert back.text == "the red light"
    assert back.also == ("e2",)


def test_taking_back_only_the_later_edit_leaves_the_earlier() -> None:
    back = _ledger().revert("the red light", ["e2"])
    assert (back.text, back.also) == ("the blue light", ())


def test_unknown_id_names_what_there_is() -> None:
    with pytest.raises(LedgerError, match=r"no edit 'e9' in this ledger; accepted ones are for example"):
        _ledger().revert("the red light", ["e9"])


def test_refused_edit_cannot_be_taken_back() -> None:
    with pytest.raises(LedgerError, match=r"edit e3 was refused \(confidence\)"):
        _ledger().revert("the red light", ["e3"])


def test_another_text_is_refused() -> None:
    with pytest.raises(LedgerError, match="not the input of the ledger"):
        _ledger().replay("the red lights")


def test_another_version_is_refused() -> None:
    data = _ledger().to_dict() | {"version": 99}
    with pytest.raises(LedgerError, match="version 99"):
        Ledger.from_dict(data)


def test_malformed_ledger_says_what_is_missing() -> None:
    data = _ledger().to_dict()
    del data["edits"][0]["span"]
    with pytest.raises(LedgerError, match=r'malformed: edits\[0\]: has no "span"'):
        Ledger.from_dict(data)
