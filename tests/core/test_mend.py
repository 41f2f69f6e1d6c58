"""What people change by themselves: on the record like every edit, whatever was decided around it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.core.alignment import stretches
from cleanup.core.edit import Decision, Edit, Pass
from cleanup.core.ledger import Ledger, apply_edits
from cleanup.errors import LedgerError
from tests.core.strategies import ALPHABET, histories

AT = "2024-05-01T12:00:00+00:00"


def made(source: str, *passes: list[tuple[str, int, int, str]]) -> Ledger:
    """A ledger of accepted edits: (id, start, end, replacement)."""
    text, steps = source, []
    for rows in passes:
        decisions = [
            Decision(
                id=name,
                edit=Edit(start=a, end=b, replacement=new, stage="s", rule="r", reason="", confidence=1.0),
                old=text[a:b],
                verdict="accepted",
            )
            for name, a, b, new in rows
        ]
        steps.append(Pass("s", tuple(decisions)))
        text = apply_edits(text, [d.edit for d in decisions])
    return Ledger.of(source, text, steps)


def test_a_mended_sentence_is_an_edit_and_can_be_taken_back() -> None:
    source = "the cat sat on on the mat"
    ledger = made(source, [("e1", 12, 15, "")])
    done = ledger.mend(source, 0, len("the cat sat on the mat"), "the cat sits on the mat", by="Ann", at=AT)
    assert done.text == "the cat sits on the mat"
    (own,) = [d for d in done.ledger if d.id == "h1"]
    assert (own.old, own.edit.replacement, own.edit.stage) == ("sat", "sits", "person")
    assert [(d.edit_id, d.verdict, d.by) for d in done.ledger.decided] == [("h1", "accepted", "Ann")]
    back = done.ledger.undo_decisions(source, ["d1"])
    assert back.text == "the cat sat on the mat"
    assert done.ledger.revert(source, ["h1"], by="Ann").text == back.text


def test_a_place_can_be_mended_again_and_the_first_comes_back() -> None:
    source = "here and there"
    first = made(source).mend(source, 5, 8, "or", by="Ann", at=AT)
    second = first.ledger.mend(source, 0, 7, "neither here nor", by="Bo", at=AT)
    assert second.text == "neither here nor there"
    assert second.also == ("h1",)
    assert second.ledger.undo_decisions(source, ["d2"]).text == "here or there"


def test_what_stands_on_a_decision_goes_when_that_is_decided_otherwise() -> None:
    source = "the cat sat on on the mat"
    ledger = made(source, [("e1", 12, 15, "")]).decide(source, ["e1"], "refused", by="Ann", at=AT).ledger
    mended = ledger.mend(source, 8, 17, "sat upon", by="Ann", at=AT)
    assert mended.text == "the cat sat upon the mat"
    assert mended.ledger.source_of(mended.text) == source
    back = mended.ledger.decide(source, ["e1"], "accepted", by="Ann", force=True, at=AT)
    assert (back.text, back.also) == ("the cat sat on the mat", ("h1",))
    with pytest.raises(LedgerError, match=r"h1.*in the way"):
        mended.ledger.decide(source, ["e1"], "accepted", by="Ann")


def test_names_and_numbers_are_changed_only_on_purpose() -> None:
    source = "We met Tony Graziano in 2018."
    with pytest.raises(LedgerError, match="guard"):
        made(source).mend(source, 24, 28, "2019", by="Ann")
    done = made(source).mend(source, 24, 28, "2019", by="Ann", force=True, at=AT)
    assert done.text == "We met Tony Graziano in 2019."
    assert "guard" in str(done.ledger.decided[0].forced)


def test_a_change_of_nothing_is_refused() -> None:
    with pytest.raises(LedgerError, match="as it was"):
        made("as it is").mend("as it is", 0, 5, "as it", by="Ann")
    with pytest.raises(LedgerError, match="not in a text"):
        made("as it is").mend("as it is", 0, 50, "as it", by="Ann")


@settings(max_examples=400, deadline=None)
@given(histories(), st.data())
def test_whatever_is_decided_and_mended_the_record_is_whole(history: tuple[str, str, Ledger], data: st.DataObject) -> None:
    source, _, ledger = history
    for _ in range(data.draw(st.integers(1, 7))):
        text = ledger.replay(source)
        ids = [d.id for d in ledger]
        kind = data.draw(st.sampled_from(("mend", "mend", "decide", "undo")))
        try:
            if kind == "mend":
                start = data.draw(st.integers(0, len(text)))
                end = data.draw(st.integers(start, len(text)))
                new = data.draw(st.text(alphabet=ALPHABET, max_size=4))
                done = ledger.mend(source, start, end, new, by="Ann", at=AT, force=True)
                assert done.text == text[:start] + new + text[end:]
            elif kind == "decide" and ids:
                verdict = data.draw(st.sampled_from(("accepted", "refused")))
                chosen = data.draw(st.sampled_from(ids))
                done = ledger.decide(source, [chosen], verdict, by="Ann", at=AT, force=data.draw(st.booleans()))
                assert (chosen in {d.id for d in done.ledger.accepted}) == (verdict == "accepted")
            elif kind == "undo" and ledger.decided:
                done = ledger.undo_decisions(source, [data.draw(st.sampled_from([d.id for d in ledger.decided]))])
            else:
                continue
        except LedgerError:
            continue
        before, ledger = {d.id for d in ledger.accepted}, done.ledger
        after = {d.id for d in ledger.accepted}
        assert before - after - set(done.asked) == set(done.also)
        again = Ledger.from_dict(json.loads(json.dumps(ledger.to_dict())))
        assert again == ledger
        again.check(source)
        assert (ledger.replay(source), ledger.source_of(done.text)) == (done.text, source)
        at, made_text = 0, ""
        for stretch in stretches(ledger.passes):
            made_text += source[at : stretch.source_start] + done.text[stretch.start : stretch.end]
            at = stretch.source_end
        assert made_text + source[at:] == done.text
    assert ledger.undo_decisions(source).text == history[1]
