"""What people decide: whatever the order, the record stays whole, and the machine's can be had back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.core.edit import Decision, Edit, HumanDecision, Pass, Verdict
from cleanup.core.ledger import Decided, Ledger, apply_edits
from cleanup.errors import LedgerError
from tests.core.strategies import ALPHABET, histories

AT = "2024-05-01T12:00:00+00:00"
MANY = settings(max_examples=300, deadline=None)


@st.composite
def decided(draw: st.DrawFn) -> tuple[str, Ledger, Ledger]:
    """A source, the machine's ledger, and what a sequence of decisions, some taken back, made of it."""
    source, _, machine = draw(histories())
    ledger = machine
    ids = [d.id for d in machine]
    for _ in range(draw(st.integers(0, 6)) if ids else 0):
        if ledger.decided and draw(st.integers(0, 4)) == 0:
            gone = draw(st.sampled_from([d.id for d in ledger.decided]))
            ledger = ledger.undo_decisions(source, [gone]).ledger
            continue
        verdict: Verdict = draw(st.sampled_from(("accepted", "accepted", "refused")))
        asked = draw(st.lists(st.sampled_from(ids), min_size=1, max_size=2))
        own = draw(st.none() | st.text(alphabet=ALPHABET, max_size=4)) if verdict == "accepted" and len(asked) == 1 else None
        before = {d.id for d in ledger.accepted}
        force = draw(st.booleans())
        try:
            done = ledger.decide(source, asked, verdict, by="Ann", at=AT, replacement=own, force=force)
        except LedgerError:
            continue
        check(done, before, asked, verdict, force)
        ledger = done.ledger
    return source, machine, ledger


def check(done: Decided, before: set[str], asked: list[str], verdict: Verdict, force: bool) -> None:
    """The decision holds, and every other edit that changed with it is named."""
    after = {d.id for d in done.ledger.accepted}
    assert after >= set(asked) if verdict == "accepted" else not after & set(asked)
    assert before - after - set(asked) == set(done.also)
    assert after <= before | set(asked)
    assert done.back == ()
    if verdict == "accepted" and not force:
        assert done.also == ()


@MANY
@given(decided())
def test_replay_from_json_is_the_output(story: tuple[str, Ledger, Ledger]) -> None:
    source, _, ledger = story
    data = json.loads(json.dumps(ledger.to_dict()))
    again = Ledger.from_dict(data)
    assert again == ledger
    assert again.to_dict() == data
    text = again.replay(source)
    assert (len(text), again.source_of(text)) == (ledger.output_length, source)


@MANY
@given(decided())
def test_every_applied_edit_finds_its_old_text(story: tuple[str, Ledger, Ledger]) -> None:
    source, _, ledger = story
    own = {d.edit_id: d.replacement for d in ledger.decided}
    machine = {d.id: d.edit.replacement for p in ledger.machine for d in p.decisions}
    for step in ledger.passes:
        for decision in step.decisions:
            assert 0 <= decision.edit.start <= decision.edit.end <= len(source)
            if decision.accepted:
                assert source[decision.edit.start : decision.edit.end] == decision.old
                text = own.get(decision.id)
                assert decision.edit.replacement == (machine[decision.id] if text is None else text)
        source = apply_edits(source, step.accepted())


@MANY
@given(decided())
def test_without_the_decisions_of_people_it_is_the_machines_output(story: tuple[str, Ledger, Ledger]) -> None:
    source, machine, ledger = story
    back = ledger.undo_decisions(source)
    assert back.ledger == machine
    assert back.text == machine.replay(source)


@MANY
@given(decided())
def test_without_any_edit_it_is_the_input(story: tuple[str, Ledger, Ledger]) -> None:
    source, _, ledger = story
    assert ledger.revert(source, [d.id for d in ledger.accepted]).text == source


@MANY
@given(decided())
def test_every_output_character_maps_to_the_input_or_to_one_edit(story: tuple[str, Ledger, Ledger]) -> None:
    source, _, ledger = story
    output = ledger.replay(source)
    # The place in the input of every character; those that an edit wrote have none.
    chunks: list[int | None] = list(range(len(source)))
    for step in ledger.passes:
        out: list[int | None] = []
        at = 0
        for edit in sorted(step.accepted(), key=lambda e: (e.start, e.end)):
            out += [*chunks[at : edit.start], *[None] * len(edit.replacement)]
            at = edit.end
        chunks = out + chunks[at:]
    assert len(chunks) == len(output)
    for offset, place in enumerate(chunks):
        start, end = ledger.offsets.to_source(offset, offset + 1)
        assert 0 <= start <= end <= len(source)
        if place is not None:
            assert (start, end) == (place, place + 1)
            assert output[offset] == source[place]


SOURCE = "the red light is on"


def _edit(start: int, end: int, new: str, rule: str, confidence: float = 0.9) -> Edit:
    return Edit(start=start, end=end, replacement=new, stage="grammar", rule=rule, reason="test", confidence=confidence)


def _ledger() -> Ledger:
    """e1 red -> blue; e2 the first "the" -> The, guarded; e3 "light is" -> lights are, suggested; e4 on e1's text;
    e5 "on" -> off, refused for overlapping e6 "is on" -> burns, which is applied."""
    first = (
        Decision(id="e1", edit=_edit(4, 7, "blue", "color"), old="red", verdict="accepted"),
        Decision(id="e2", edit=_edit(0, 3, "The", "case"), old="the", verdict="refused", why="guard: name 'the'"),
        Decision(
            id="e3",
            edit=_edit(8, 16, "lights are", "plural", 0.5),
            old="light is",
            verdict="suggested",
            why="confidence 0.50 is below 0.70",
        ),
    )
    second = (
        Decision(id="e4", edit=_edit(4, 8, "Blue", "capital"), old="blue", verdict="accepted"),
        Decision(id="e5", edit=_edit(18, 20, "off", "state"), old="on", verdict="refused", why="overlaps"),
        Decision(id="e6", edit=_edit(15, 20, "burns", "style"), old="is on", verdict="accepted"),
    )
    passes = [Pass("grammar", first), Pass("grammar", second)]
    return Ledger.of(SOURCE, "the Blue light burns", passes)


def accept(*ids: str, ledger: Ledger | None = None, force: bool = False, replacement: str | None = None) -> Decided:
    return (ledger or _ledger()).decide(SOURCE, ids, "accepted", by="Ann", at=AT, force=force, replacement=replacement)


def test_an_accepted_suggestion_goes_into_its_pass_and_moves_the_later_ones() -> None:
    ledger = _ledger()
    before = ledger.decide(SOURCE, ["e6"], "refused", by="Ann", at=AT).ledger
    done = accept("e3", ledger=before)
    assert done.text == "the Blue lights are on"
    later = accept("e5", ledger=done.ledger)
    assert later.text == "the Blue lights are off"
    assert [d.edit.start for d in later.ledger if d.id == "e5"] == [20]
    assert [(d.edit_id, d.verdict, d.before, d.by, d.at) for d in later.ledger.decided] == [
        ("e6", "refused", "accepted", "Ann", AT),
        ("e3", "accepted", "suggested", "Ann", AT),
        ("e5", "accepted", "refused", "Ann", AT),
    ]


def test_a_rival_is_named_and_makes_room_only_by_force() -> None:
    for name in ("e3", "e5"):  # e6 stands on the one in a later pass, beside the other in the same
        with pytest.raises(LedgerError, match=r"edit e6 \(style, 'is on' -> 'burns'\) is in the way"):
            accept(name)
    done = accept("e5", force=True)
    assert (done.text, done.also) == ("the Blue light is off", ("e6",))
    assert [(d.edit_id, d.verdict, d.because) for d in done.ledger.decided] == [
        ("e5", "accepted", None),
        ("e6", "refused", "d1"),
    ]
    back = done.ledger.undo_decisions(SOURCE, ["d1"])
    assert back.ledger == _ledger()
    assert back.back == ("e6",)
    with pytest.raises(LedgerError, match=r"no decision 'd9' in this ledger; there are d1, d2"):
        done.ledger.undo_decisions(SOURCE, ["d9"])


def test_what_lost_its_place_stays_out_when_the_place_is_free_again() -> None:
    both = accept("e5", ledger=_ledger().decide(SOURCE, ["e6"], "refused", by="Ann", at=AT).ledger).ledger
    clash = both.undo_decisions(SOURCE, ["d1"])  # e6 should be applied again, but e5 has its place
    assert clash.text == "the Blue light is off"
    assert [(d.verdict, d.why) for d in clash.ledger if d.id == "e6"] == [("refused", "its place was changed by e5")]
    done = clash.ledger.decide(SOURCE, ["e5"], "refused", by="Ann", at=AT)
    assert done.text == "the Blue light is on"
    assert done.ledger.undo_decisions(SOURCE).ledger == _ledger()


def test_an_earlier_acceptance_by_a_person_makes_room_by_force() -> None:
    early = accept("e3", force=True)
    assert early.also == ("e6",)
    with pytest.raises(LedgerError, match=r"edit e3 .* is in the way of e6"):
        accept("e6", ledger=early.ledger)
    done = accept("e6", ledger=early.ledger, force=True)
    assert (done.text, done.also) == ("the Blue light burns", ("e3",))


def test_an_edit_whose_ground_is_gone_cannot_be_accepted() -> None:
    gone = _ledger().revert(SOURCE, ["e1"], by="Ann", at=AT)
    assert (gone.text, gone.also) == ("the red light burns", ("e4",))
    for force in (False, True):
        with pytest.raises(LedgerError, match="e4 was made for a text that is no longer there, as e1"):
            accept("e4", ledger=gone.ledger, force=force)
    again = accept("e1", "e4", ledger=gone.ledger)
    assert again.text == "the Blue light burns"


def test_a_text_of_ones_own() -> None:
    assert accept("e6", replacement="glows").text == "the Blue light glows"
    with pytest.raises(LedgerError, match=r"edit e4 .* is in the way of e1"):
        accept("e1", replacement="green")
    done = accept("e1", replacement="green", force=True)
    assert (done.text, done.also) == ("the green light burns", ("e4",))
    with pytest.raises(LedgerError, match="goes with the acceptance of one edit"):
        accept("e1", "e6", replacement="x")
    with pytest.raises(LedgerError, match="goes with the acceptance of one edit"):
        _ledger().decide(SOURCE, ["e1"], "refused", by="Ann", replacement="x")


def test_what_the_guard_refused_needs_force() -> None:
    with pytest.raises(LedgerError, match="edit e2 was refused by the guard: name 'the'; look twice"):
        accept("e2")
    assert accept("e2", force=True).text == "The Blue light burns"


def test_the_guard_holds_a_persons_own_words_and_edits_that_were_never_put_to_it() -> None:
    source = "They met at 10 with Seperate Ltd in may."
    low = Decision(
        id="e1",
        edit=_edit(20, 28, "Separate", "spelling", 0.1),
        old="Seperate",
        verdict="refused",
        why="confidence 0.10 is below 0.35",
    )
    time = Decision(id="e2", edit=_edit(9, 14, "around 10", "style", 0.5), old="at 10", verdict="suggested", why="low")
    month = Decision(id="e3", edit=_edit(36, 39, "May", "case", 0.5), old="may", verdict="suggested", why="low")
    ledger = Ledger.of(source, source, [Pass("grammar", (time, low, month))])
    with pytest.raises(LedgerError, match="edit e1 was refused by the guard: name 'Seperate"):
        ledger.decide(source, ["e1"], "accepted", by="Ann")
    with pytest.raises(LedgerError, match="guard: digits of 'at 10' would change"):
        ledger.decide(source, ["e2"], "accepted", by="Ann", replacement="at 11")
    done = ledger.decide(source, ["e2"], "accepted", by="Ann", replacement="at 11", force=True)
    assert done.text == "They met at 11 with Seperate Ltd in may."
    assert [d.forced for d in done.ledger.decided] == ["guard: digits of 'at 10' would change"]
    done = done.ledger.decide(source, ["e3"], "accepted", by="Ann", force=True)
    assert done.ledger.decided[-1].forced is None
    done = done.ledger.decide(source, ["e3"], "accepted", by="Ann", replacement="June")
    assert done.text == "They met at 11 with Seperate Ltd in June."


def test_two_edits_of_one_place_are_told() -> None:
    with pytest.raises(LedgerError, match="edits e6 and e5 take the same place; accept one of them"):
        accept("e6", "e5", force=True)


def test_a_suggestion_can_be_put_aside() -> None:
    done = _ledger().decide(SOURCE, ["e3"], "refused", by="Ann", at=AT)
    assert done.text == "the Blue light burns"
    assert [(d.verdict, d.why) for d in done.ledger if d.id == "e3"] == [("refused", "refused by Ann")]
    assert next(e for e in done.ledger.edits() if e["id"] == "e3")["now"] == "refused"


def test_other_verdicts_texts_and_ids_are_refused() -> None:
    with pytest.raises(LedgerError, match="'suggested' is neither"):
        _ledger().decide(SOURCE, ["e1"], "suggested", by="Ann")
    with pytest.raises(LedgerError, match="not the input"):
        _ledger().decide("another", ["e1"], "refused", by="Ann")
    with pytest.raises(LedgerError, match="no edit 'e9'"):
        accept("e9")
    with pytest.raises(ValueError, match="accepts or refuses"):
        HumanDecision(id="d1", edit_id="e1", verdict="suggested", by="Ann", at=AT, before="refused")


def test_thresholds_and_priority_are_kept_and_an_old_ledger_loads() -> None:
    ledger = _ledger()
    edit = replace(ledger.machine[0].decisions[0].edit, priority=2, apply_at=0.8, suggest_at=0.4)
    first = replace(ledger.machine[0].decisions[0], edit=edit)
    full = replace(ledger, machine=(Pass("grammar", (first, *ledger.machine[0].decisions[1:])), ledger.machine[1]))
    assert Ledger.from_dict(json.loads(json.dumps(full.to_dict()))) == full
    old = ledger.to_dict()
    assert "decisions" not in old
    assert not {"priority", "apply_at", "suggest_at", "now"} & {k for e in old["edits"] for k in e}
    assert Ledger.from_dict(old) == ledger


@pytest.mark.parametrize("change", [{"edit": "e99"}, {"id": "x"}, {"verdict": "suggested"}, {"verdict": "perhaps"}])
def test_a_malformed_decision_is_told(change: dict[str, str]) -> None:
    data = accept("e2", force=True).ledger.to_dict()
    data["decisions"][0] |= change
    with pytest.raises(LedgerError, match="malformed"):
        Ledger.from_dict(data)
