"""The edit judge: retraining gives the shipped model, the evidence is what it claims to be, and the test verdicts hold."""

from __future__ import annotations

import json

import pytest

from cleanup.grammar.lexicon import grammar_folder
from cleanup.judges.edit_features import distance, kind_of
from cleanup.judges.edits import MODEL, EditJudge, family
from cleanup.judges.train_edits import Verdict, probabilities, read, train


@pytest.fixture(scope="module")
def evidence() -> list[Verdict]:
    return read(grammar_folder() / "evidence.jsonl")


def test_evidence(evidence: list[Verdict]) -> None:
    assert len(evidence) >= 3000
    assert {v.verdict for v in evidence} == {"right", "neutral", "wrong"}
    assert len({v.rule for v in evidence}) > 400
    assert sum(v.test for v in evidence) > 200
    assert not {v.group for v in evidence if v.test} & {v.group for v in evidence if not v.test}
    assert all(len(v.old) <= 40 and len(v.old.split()) <= 3 for v in evidence)


def test_retraining_gives_the_shipped_model(evidence: list[Verdict]) -> None:
    shipped = json.loads(MODEL.read_text(encoding="utf-8"))
    model = train([v for v in evidence if not v.test])
    assert model["rules"] == shipped["rules"]
    assert model["weights"] == pytest.approx(shipped["weights"], abs=1e-4)


def test_precision_on_articles_not_trained_on(evidence: list[Verdict]) -> None:
    test = [v for v in evidence if v.test and v.source == "article"]
    p = probabilities(json.loads(MODEL.read_text(encoding="utf-8")), test)
    sure = [v for v, q in zip(test, p, strict=True) if q >= 0.77]
    assert len(sure) >= 15
    assert sum(v.verdict == "right" for v in sure) >= 0.8 * len(sure)
    hopeless = [v for v, q in zip(test, p, strict=True) if q < 0.2]
    assert sum(v.verdict == "right" for v in hopeless) <= 0.12 * len(hopeless)


def test_a_model_for_other_features_is_refused() -> None:
    data = json.loads(MODEL.read_text(encoding="utf-8"))
    with pytest.raises(ValueError, match="other features"):
        EditJudge({**data, "names": data["names"][1:]})


@pytest.mark.parametrize(("old", "new", "kind"), [
    ("recieve", "receive", "spelling"), ("any one", "anyone", "join"), ("alot", "a lot", "split"),
    ("long term", "long-term", "hyphen in"),
    ("e-mail", "email", "hyphen out"), ("monday", "Monday", "case"), ("dont", "don't", "apostrophe"),
    ("However", "However,", "comma in"),
    ("go", "goes", "other word"), ("want", "wants", "ending"), ("the the", "the", "word out"), ("going", "to going", "word in"),
])
def test_kinds(old: str, new: str, kind: str) -> None:
    assert kind_of(old, new) == kind


@pytest.mark.parametrize(("a", "b", "steps"), [("teh", "the", 1), ("abc", "abc", 0), ("", "ab", 2),
                                               ("recieve", "receive", 1), ("ab", "ba", 1)])
def test_distance(a: str, b: str, steps: int) -> None:
    assert distance(a, b) == distance(b, a) == steps


def test_families_share_evidence() -> None:
    assert family("EN_COMPOUNDS_LOW_KEY") == family("EN_COMPOUNDS_WORLD_CLASS")
    assert family("IT_IS") == "IT_IS"
