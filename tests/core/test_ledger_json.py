"""A ledger from outside: whole it loads, and however it is damaged, it is told what is wrong where, or does no harm."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.core.edit import Decision, Edit, Pass
from cleanup.core.ledger import Ledger, digest
from cleanup.errors import LedgerError
from tests.conftest import SEED

SOURCE = "the red light is on"
GOLDEN = Path(__file__).parent.parent / "golden" / "huawei.ledger.json"
AT = "2024-05-01T12:00:00+00:00"


def _edit(start: int, end: int, new: str, rule: str) -> Edit:
    return Edit(start=start, end=end, replacement=new, stage="grammar", rule=rule, reason="test", confidence=0.9)


def small() -> dict[str, Any]:
    """e1 red -> blue and e2 is -> was in one pass, e3 Blue on what e1 wrote; Ann has refused e2 and reworded e3."""
    first = (
        Decision(id="e1", edit=_edit(4, 7, "blue", "color"), old="red", verdict="accepted"),
        Decision(id="e2", edit=_edit(14, 16, "was", "tense"), old="is", verdict="accepted"),
    )
    second = (Decision(id="e3", edit=_edit(4, 8, "Blue", "capital"), old="blue", verdict="accepted"),)
    ledger = Ledger.of(SOURCE, "the Blue light was on", [Pass("grammar", first), Pass("grammar", second)])
    ledger = ledger.decide(SOURCE, ["e2"], "refused", by="Ann", at=AT).ledger
    ledger = ledger.decide(SOURCE, ["e3"], "accepted", by="Ann", at=AT, replacement="green").ledger
    return json.loads(json.dumps(ledger.to_dict()))


def loaded(data: dict[str, Any], source: str = SOURCE) -> Ledger:
    ledger = Ledger.from_dict(data)
    ledger.check(source)
    return ledger


def test_a_whole_ledger_loads_and_fits_its_text() -> None:
    ledger = loaded(small())
    assert ledger.replay(SOURCE) == "the green light is on"
    assert ledger.to_dict() == small()


def _edits(number: int, **values: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["edits"][number].update(values)


def _decisions(number: int, **values: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["decisions"][number].update(values)


WRONG = {
    "one number is no span": (_edits(0, span=[4]), r"edits\[0\].span: \[4\] is not a span, \[start, end\]"),
    "a float in a span": (_edits(0, span=[4.0, 7]), r"edits\[0\].span\[0\]: 4.0 is not a whole number"),
    "a truth value in a span": (_edits(0, span=[True, 7]), r"edits\[0\].span\[0\]: True is not a whole number"),
    "a span backwards": (_edits(0, span=[7, 4]), r"edits\[0\].span: \[7, 4\] is not a span; it ends before it starts"),
    "a span before the text": (_edits(0, span=[-1, 2]), r"edits\[0\].span\[0\]: -1 is not a number from 0"),
    "a span behind the text": (_edits(0, span=[90, 93]), r"edits\[0\].span: \[90, 93\] in a text of 19 code points"),
    "a span of another length": (_edits(0, span=[4, 9]), r"edits\[0\].span: 5 code points, where old has 3"),
    "a span in words": (_edits(0, span="4-7"), r"edits\[0\].span: '4-7' is not a list"),
    "an infinite pass": (_edits(0, **{"pass": float("inf")}), r"edits\[0\].pass: inf is not a whole number"),
    "no pass number": (_edits(0, **{"pass": float("nan")}), r"edits\[0\].pass: nan is not a whole number"),
    "a pass before the first": (_edits(0, **{"pass": -1}), r"edits\[0\].pass: -1 is not a number from 0"),
    "another stage in a pass": (_edits(1, stage="title"), r"edits\[1\].stage: 'title' in a pass of 'grammar'"),
    "a number as new": (_edits(0, new=5), r"edits\[0\].new: 5 is not a text"),
    "a number as old": (_edits(0, old=555), r"edits\[0\].old: 555 is not a text"),
    "another old text": (_edits(0, old="rod"), "edit e1 is for 'rod', and 'red' stands at its span"),
    "another new text": (_edits(0, new="pink"), "edit e3 is for 'blue', and 'pink' stands at its span"),
    "a number as id": (_edits(0, id=1), r"edits\[0\].id: 1 is not an id such as \"e1\""),
    "an id that is an option's word": (_edits(0, id="all"), r"edits\[0\].id: 'all' is not an id"),
    "one id twice": (_edits(1, id="e1"), r"edits\[1\].id: a second edit e1"),
    "no why": (_edits(0, why=None), r'edits\[0\]: has no "why"'),
    "a truth value as confidence": (_edits(0, confidence=True), r"edits\[0\].confidence: True is not a number from 0 to 1"),
    "more than sure": (_edits(0, confidence=1.5), r"edits\[0\].confidence: 1.5 is not a number from 0 to 1"),
    "no confidence": (_edits(0, confidence=float("nan")), r"edits\[0\].confidence: nan is not a number"),
    "a threshold without end": (_edits(0, apply_at=float("inf")), r"edits\[0\].apply_at: inf is not a finite number"),
    "a threshold too large": (_edits(0, apply_at=10**400), r"edits\[0\].apply_at: 10+\.\.\. is not a finite number"),
    "a priority in words": (_edits(0, priority="high"), r"edits\[0\].priority: 'high' is not a whole number"),
    "another verdict": (_edits(0, decision="perhaps"), r"edits\[0\].decision: 'perhaps' is not one of accepted, refused"),
    "another scope": (_edits(0, scope=[]), r"edits\[0\].scope: \[\] is not one of block, encoding, inline"),
    "evidence in one word": (_edits(0, evidence="abc"), r"edits\[0\].evidence: 'abc' is not a list"),
    "an empty rule": (_edits(0, rule=""), r"edits\[0\].rule: '' is not a name"),
    "overlapping edits": (_edits(1, span=[5, 7], old="ed"), r"edits\[1\].span: e2 overlaps e1 of the same pass"),
    "half a character": (_edits(0, reason="\ud800"), r"edit e1 holds half a character, '\\ud800', which its input has not"),
    "half a character as a rule": (_edits(0, rule="a\udfff"), r"edits\[0\].rule: 'a\\udfff' is not a name"),
    "a text as length": (lambda d: d["input"].update(length="19"), r"input.length: '19' is not a whole number"),
    "another length": (lambda d: d["input"].update(length=20), r"output.length: an output of 21 code points, where"),
    "another digest": (lambda d: d["input"].update(sha256="0" * 64), "not the input of the ledger"),
    "no digest": (lambda d: d["input"].update(sha256="abc"), "input.sha256: 'abc' is not a SHA-256 digest"),
    "another output": (lambda d: d["output"].update(sha256="0" * 64), "lead to another text than the ledger's output"),
    "no input": (lambda d: d.pop("input"), 'has no "input"'),
    "an input in a list": (lambda d: d.update(input=[1]), r"input: \[1\] is not an object"),
    "edits in an object": (lambda d: d.update(edits={}), r"edits: \{\} is not a list"),
    "an edit that is none": (lambda d: d["edits"].append(7), r"edits\[3\]: 7 is not an object"),
    "true as the version": (lambda d: d.update(version=True), "not a ledger of version 1"),
    "a decision about nothing": (_decisions(0, edit="e9"), r"decisions\[0\].edit: there is no edit 'e9'"),
    "a decision's id": (_decisions(0, id="d" + "1" * 5000), r"decisions\[0\].id: 'd1+\.\.\. is not an id"),
    "a decision twice": (_decisions(1, id="d1"), r"decisions\[1\].id: a second decision d1"),
    "a suggestion by a person": (_decisions(0, verdict="suggested"), r"decisions\[0\].verdict: 'suggested' is not one of"),
    "a refusal with a text": (_decisions(0, replacement="x"), r"decisions\[0\].replacement: a refusal has no text"),
    "a cause that is not there": (_decisions(0, because="d2"), r"decisions\[0\].because: there is no decision 'd2' before it"),
    "knowing nothing": (_decisions(1, knowing=[], over=""), r"decisions\[1\]: knowing goes with over"),
    "knowing what is not there": (
        _decisions(1, knowing=["e9"], over=""),
        r"decisions\[1\].knowing\[0\]: there is no edit 'e9'",
    ),
    "nobody": (_decisions(0, by=None), r'decisions\[0\]: has no "by"'),
    "a name on two lines": (_decisions(0, by="Ann\nd9: e1"), r"decisions\[0\].by: .* is not a text on one line"),
    "half a character by a person": (_decisions(1, replacement="gree\ud800"), "decision d2 holds half a character"),
    "decisions in a word": (lambda d: d.update(decisions="none"), "decisions: 'none' is not a list"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_with_its_place(case: str) -> None:
    damage, message = WRONG[case]
    data = small()
    damage(data)
    with pytest.raises(LedgerError, match=message):
        loaded(data)


def test_a_text_with_half_a_character_has_a_ledger_that_loads() -> None:
    source = "the r\ud800d light"
    edit = Decision(id="e1", edit=_edit(4, 7, "R\ud800d", "case"), old="r\ud800d", verdict="accepted", why="")
    ledger = Ledger.of(source, "the R\ud800d light", [Pass("grammar", (edit,))])
    again = loaded(json.loads(json.dumps(ledger.to_dict())), source)
    assert again == ledger


def test_a_person_writes_no_half_character() -> None:
    ledger = loaded(small())
    with pytest.raises(LedgerError, match="for edit e1 holds half a character; give it as UTF-8"):
        ledger.decide(SOURCE, ["e1"], "accepted", by="Ann", replacement="\udcff", force=True)
    with pytest.raises(LedgerError, match="has characters that cannot be printed"):
        ledger.decide(SOURCE, ["e1"], "refused", by="A\udcff")


def test_a_record_of_json_lines_is_held_to_the_same() -> None:
    whole = small()
    del whole["decisions"]
    text = "the Blue light was on"
    record = {"text": text, "edits": whole["edits"], "source": {"text_length": len(SOURCE), "text_sha256": digest(SOURCE)}}
    ledger = Ledger.from_record(record)
    assert ledger.source_of(text) == SOURCE
    for key, value, message in (
        ("text", text + "!", r"text: an output of 22 code points, where the edits make 21"),
        ("text", 5, "text: 5 is not a text"),
        ("edits", [1], r"edits\[0\]: 1 is not an object"),
        ("source", None, 'has no "source"'),
    ):
        with pytest.raises(LedgerError, match=message):
            Ledger.from_record(record | {key: value})


@cache
def golden() -> tuple[str, str]:
    """The seed and its ledger as JSON, with decisions of every kind."""
    source = SEED.read_text(encoding="utf-8")
    ledger = loaded(json.loads(GOLDEN.read_text(encoding="utf-8")), source)
    accepted = [d.id for d in ledger.accepted]
    waiting = [d.id for d in ledger if not d.accepted]
    ledger = ledger.decide(source, accepted[:2], "refused", by="Ann", at=AT).ledger
    ledger = ledger.decide(source, waiting[:1], "accepted", by="Bob", at=AT, force=True).ledger
    ledger = ledger.decide(source, accepted[-1:], "accepted", by="Ann", at=AT, replacement="own", force=True).ledger
    return source, json.dumps(ledger.to_dict())


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) in JSON."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


STRANGE = st.sampled_from(
    (
        None,
        True,
        False,
        0,
        1,
        -1,
        3,
        2.5,
        1e308,
        10**400,
        float("inf"),
        float("nan"),
        "",
        "x",
        "e1",
        "d1",
        "\ud800",
        [],
        [1],
        {},
    )
)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """The golden ledger with one or two values dropped, doubled, swapped or turned into others."""
    data: dict[str, Any] = json.loads(golden()[1])
    for _ in range(draw(st.integers(1, 2))):
        # Of the many edits one is looked at, or the rest would seldom be.
        part = draw(st.sampled_from([data, data["decisions"], draw(st.sampled_from(data["edits"]))]))
        places = [(c, k) for c, k in _places(part) if c is not data["edits"]] if part is not data else list(_places(data))[:8]
        container, key = draw(st.sampled_from(places or [(data, "version")]))
        how = draw(st.sampled_from(("drop", "double", "swap", "change", "nudge")))
        if how == "drop":
            del container[key]
        elif how == "double" and isinstance(container, list):
            container.insert(key, copy.deepcopy(container[key]))
        elif how == "swap":
            other = draw(st.sampled_from(list(container) if isinstance(container, dict) else range(len(container))))
            container[key], container[other] = container[other], container[key]
        elif how == "nudge" and type(container[key]) in (int, float):
            container[key] += draw(st.sampled_from((-1, 1, 0.5)))
        else:
            container[key] = copy.deepcopy(draw(STRANGE))
        if not isinstance(data.get("edits"), list) or not isinstance(data.get("decisions"), list) or not data["edits"]:
            break
    return data


@settings(max_examples=400, deadline=None)
@given(damaged(), st.data())
def test_a_damaged_ledger_is_refused_or_as_good_as_another(data: dict[str, Any], more: st.DataObject) -> None:
    source, _ = golden()
    try:
        ledger = Ledger.from_dict(data)
    except LedgerError as error:
        str(error).encode("ascii", "backslashreplace")
        return
    written = json.loads(json.dumps(ledger.to_dict(), allow_nan=False))
    assert Ledger.from_dict(written) == ledger
    assert Ledger.from_dict(written).to_dict() == written
    try:
        ledger.check(source)
    except LedgerError:
        return
    output = ledger.replay(source)
    assert digest(output) == ledger.output_sha256
    assert ledger.source_of(output) == source
    name = more.draw(st.sampled_from([d.id for d in ledger]))
    try:
        done = ledger.decide(source, [name], more.draw(st.sampled_from(("accepted", "refused"))), by="Ann", force=True)
    except LedgerError:
        return
    loaded(json.loads(json.dumps(done.ledger.to_dict())), source)
