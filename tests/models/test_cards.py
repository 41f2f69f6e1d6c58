"""The cards of the shipped models: complete, and in agreement with weight files, training programs, floors and README."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from cleanup.models import store
from cleanup.models.cards import WEIGHTS, Card, cards, content, describe, description, facts_of, filled
from tests.conftest import ROOT
from tests.gate.floors import FILE, parse

CARDS = cards()
FILES = sorted(path.name for path in WEIGHTS.iterdir())
of_every_card = pytest.mark.parametrize("card", CARDS, ids=lambda card: card.name)


def test_every_weight_file_is_on_one_card_and_no_other_is() -> None:
    assert sorted(name for card in CARDS for name in card.weights) == FILES


@of_every_card
def test_a_card_answers_every_question(card: Card) -> None:
    told = content(card, facts_of(card))
    for question in ("judges", "language", "used", "form", "training", "license", "limits", "data", "command"):
        assert told[question], question
    assert told["bytes"] == sum((WEIGHTS / name).stat().st_size for name in card.weights)
    for limit in card.limits:
        assert limit.endswith("."), limit


@of_every_card
def test_the_command_to_retrain_is_that_of_a_program_that_is_there(card: Card) -> None:
    for name in card.weights:
        command = description(WEIGHTS / name)["command"]
        spec = find_spec(command.split()[2])
        assert spec is not None, f"{name}: {command}"
        assert spec.origin is not None
        assert f'"{command}"' in Path(spec.origin).read_text(encoding="utf-8"), f"{name}: its program writes another command"
        for path in re.findall(r"\bcleanup/[\w/]+\.\w+", facts_of(card).data):
            assert (ROOT / path).is_file(), f"{name}: {path}"


@of_every_card
def test_all_files_of_a_model_say_the_same_of_it(card: Card) -> None:
    assert all(description(WEIGHTS / name) == facts_of(card).about for name in card.weights)


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".npz")])
def test_a_description_is_read_without_numpy_as_with_it(name: str) -> None:
    assert description(WEIGHTS / name) == store.load(WEIGHTS / name)[1]


def test_features_are_those_that_the_weight_file_names() -> None:
    for card in CARDS:
        facts = facts_of(card)
        if "features" in facts.about:
            assert facts.features == len(facts.about["features"]), card.name
    assert {card.name: facts_of(card).features for card in CARDS if card.name.endswith("grams")} == {
        "bigrams": None,
        "ngrams": None,
    }


@of_every_card
def test_figures_are_numbers_within_their_intervals(card: Card) -> None:
    for measured in filled(card, facts_of(card)).measured:
        assert measured.figures or measured.table
        assert not isinstance(measured.size, str)
        for figure in measured.figures:
            assert isinstance(figure.value, int | float), figure.measure
            if figure.interval is not None:
                assert figure.interval[0] <= figure.value <= figure.interval[1], figure.measure


def test_figures_that_a_gate_holds_are_those_that_its_floor_was_set_with() -> None:
    floors = parse(FILE.read_text(encoding="utf-8"))
    held = {f.gate: f.value for card in CARDS for m in card.measured for f in m.figures if f.gate}
    assert {"html.mean", "left-over.removed", "garbled.precision"} <= set(held)
    for gate, value in held.items():
        places = len(str(value).partition(".")[2])
        assert round(floors[gate].measured, places) == value, gate


def test_gains_of_the_summary_are_those_of_the_readme() -> None:
    (card,) = (card for card in CARDS if card.name == "summary")
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    for figure in (f for m in card.measured for f in m.figures):
        assert figure.interval is not None
        low, high = (f"+{bound:.1f}" if bound else "0.0" for bound in figure.interval)
        assert f"+{figure.value} [{low}, {high}]" in readme, figure.measure


def test_the_judge_of_garbled_sentences_owns_up_to_the_seed() -> None:
    (card,) = (card for card in CARDS if card.name == "garbled")
    told = " ".join(describe(card, facts_of(card)).split())
    for figure in (
        "precision: 0.98 - precision without the six patterns: 0.97",
        "recall: 0.61 - recall without the six patterns: 0.47",
        "precision: 1.0 - precision without the six patterns: 1.0",
        "recall: 0.87 - recall without the six patterns: 0.77",
    ):
        assert figure in told
    assert "Six of its word patterns, not all, were written looking at one article" in told
    assert "Of sentences that nobody wrote for it, damaged once by a program, it finds few" in told
