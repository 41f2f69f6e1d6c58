"""The edit judge: retraining gives the shipped model, the evidence is what it claims to be, and the test verdicts hold."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cleanup.models.bigrams import bigrams
from cleanup.models.forest import Forest
from cleanup.models.frequency import frequencies
from cleanup.models.store import load
from cleanup.stages.grammar.classifier import MODEL, TREES, EditClassifier, edit_classifier, family
from cleanup.stages.grammar.features import distance, kind_of
from cleanup.training import DATA
from cleanup.training.edits import JudgedEdit, probabilities, read, train


@pytest.fixture(scope="module")
def evidence() -> list[JudgedEdit]:
    return read(DATA / "evidence.jsonl")


def test_evidence(evidence: list[JudgedEdit]) -> None:
    assert len(evidence) >= 3000
    assert {v.verdict for v in evidence} == {"right", "neutral", "wrong"}
    assert len({v.rule for v in evidence}) > 400
    assert sum(v.test for v in evidence) > 200
    assert not {v.group for v in evidence if v.test} & {v.group for v in evidence if not v.test}
    assert all(len(v.old) <= 40 and len(v.old.split()) <= 3 for v in evidence)


def test_retraining_gives_the_shipped_model(evidence: list[JudgedEdit]) -> None:
    pytest.importorskip("lightgbm")
    shipped = json.loads(MODEL.read_text(encoding="utf-8"))
    model, forest = train([v for v in evidence if not v.test])
    assert model["rules"] == shipped["rules"]
    assert model["weights"] == pytest.approx(shipped["weights"], abs=1e-4)
    shown = evidence[::20]
    assert probabilities(EditClassifier(model, forest), shown) == pytest.approx(
        probabilities(edit_classifier(), shown), abs=1e-3
    )


def test_precision_on_articles_not_trained_on(evidence: list[JudgedEdit]) -> None:
    test = [v for v in evidence if v.test and v.source == "article"]
    p = probabilities(edit_classifier(), test)
    sure = [v for v, q in zip(test, p, strict=True) if q >= 0.77]
    assert len(sure) >= 15
    assert sum(v.verdict == "right" for v in sure) >= 0.8 * len(sure)
    hopeless = [v for v, q in zip(test, p, strict=True) if q < 0.2]
    assert sum(v.verdict == "right" for v in hopeless) <= 0.12 * len(hopeless)


def test_reasons_come_from_both_models_and_the_order_of_candidates_does_not_matter(evidence: list[JudgedEdit]) -> None:
    judge, some = edit_classifier(), evidence[:40]
    together = judge.judge(some, [v.place for v in some])
    alone = [judge.judge([v], [v.place])[0] for v in some]
    assert [o.reasons for o in together] == [o.reasons for o in alone]
    assert [o.right for o in together] == pytest.approx([o.right for o in alone])
    assert all(len(set(o.reasons)) == 3 for o in together)
    assert judge.judge([], []) == []


def test_a_model_for_other_features_is_refused() -> None:
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    forest = Forest.from_arrays(load(TREES)[0])
    with pytest.raises(ValueError, match="other features"):
        EditClassifier({**data, "names": data["names"][1:]}, forest)
    with pytest.raises(ValueError, match="other features"):
        EditClassifier(data, replace(forest, names=forest.names[1:]))


@pytest.mark.parametrize(
    ("first", "second", "known"),
    [
        ("united", "states", True),
        ("of", "the", True),
        ("the", "of", True),
        ("purple", "giraffes", False),
    ],
)
def test_pairs_on_the_web(first: str, second: str, known: bool) -> None:
    assert (bigrams().known(first, second) is not None) is known


def test_a_pair_that_people_write_is_likelier_than_one_they_do_not() -> None:
    words = frequencies("en")
    assert bigrams().log10("united", "states", words) > bigrams().log10("united", "stakes", words)
    assert bigrams().closeness("los", "angeles", words) > bigrams().closeness("of", "the", words) > -1
    assert bigrams().run(["going"], ["too"], ["school"], words) < bigrams().run(["going"], ["to"], ["school"], words)
    assert bigrams().run([","], ["9"], ["."], words) == (0.0, 0)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("recieve", "receive", "spelling"),
        ("any one", "anyone", "join"),
        ("alot", "a lot", "split"),
        ("long term", "long-term", "hyphen in"),
        ("e-mail", "email", "hyphen out"),
        ("monday", "Monday", "case"),
        ("dont", "don't", "apostrophe"),
        ("However", "However,", "comma in"),
        ("go", "goes", "other word"),
        ("want", "wants", "ending"),
        ("the the", "the", "word out"),
        ("going", "to going", "word in"),
    ],
)
def test_kinds(old: str, new: str, kind: str) -> None:
    assert kind_of(old, new) == kind


@pytest.mark.parametrize(
    ("a", "b", "steps"), [("teh", "the", 1), ("abc", "abc", 0), ("", "ab", 2), ("recieve", "receive", 1), ("ab", "ba", 1)]
)
def test_distance(a: str, b: str, steps: int) -> None:
    assert distance(a, b) == distance(b, a) == steps


def test_families_share_evidence() -> None:
    assert family("EN_COMPOUNDS_LOW_KEY") == family("EN_COMPOUNDS_WORLD_CLASS")
    assert family("IT_IS") == "IT_IS"
