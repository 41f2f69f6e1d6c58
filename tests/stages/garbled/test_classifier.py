"""Garbled sentences: precision on the written set, the seed's sentences, quotations left alone."""

from __future__ import annotations

from pathlib import Path

from cleanup.context import Context
from cleanup.document import Document
from cleanup.stages.garbled.classifier import FLAG_AT
from cleanup.stages.garbled.stage import FlagStage, judgments
from cleanup.training import DATA
from tests.gate.floors import require

CASES = Path(__file__).parents[2] / "cases"


def flagged(sentence: str) -> bool:
    return judgments([sentence])[0].garbled >= FLAG_AT


def marks(text: str, language: str = "en") -> list[str]:
    document = Document(text=text, language=language)
    return [text[m.start : m.end] for m in FlagStage().flag(document, Context(), [])]


def test_precision_and_recall_on_the_written_sentences() -> None:
    lines = (DATA / "garbled.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    assert len(rows) >= 330
    hits = [label for label, sentence in rows if flagged(sentence)]
    require("garbled.precision", hits.count("garbled") / len(hits), lines)
    require("garbled.recall", hits.count("garbled") / sum(label == "garbled" for label, _ in rows), lines)


def test_sentences_not_trained_on() -> None:
    lines = (CASES / "garbled_held_out.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    hits = [label for label, sentence in rows if flagged(sentence)]
    assert len(hits) >= 20
    require("garbled.held-out-precision", hits.count("garbled") / len(hits), lines)


def test_seed(seed: str) -> None:
    found = marks(seed)
    for start in (
        "Belgium’s State Security Service (VSSE) has requested",
        "Belgium’s intelligence service is scrutinizing",
        "This is to advance",
        "Clearly observed in",
        "Who had a long track record",
        "A company loyalist who",
        "This may be suspected",
        "Instead of China.",
        "In order to oversee operations Belgian",
        "It’s being in operation of",
    ):
        assert any(s.startswith(start) for s in found), start
    assert not any("“" in s or "”" in s for s in found)
    assert len(found) <= 11


def test_a_quotation_is_left_however_garbled_it_is() -> None:
    broken = "In order to save water the farmers are asked told by the district to plant less"
    assert marks(f"The mayor spoke at noon. {broken}.") == [f"{broken}."]
    assert marks(f"The mayor spoke at noon. “{broken},” she said.") == []
    assert marks(f"The mayor spoke at noon. “First we wait. {broken}. Then we see.”") == []


def test_headings_lists_and_other_languages_are_left() -> None:
    assert marks("Instead of the harbor") == []
    assert marks("Das ist ein Satz, der der Regel nicht folgt.", "de") == []
    assert marks("") == []
