"""The shipped line judge: what its file says, how it judges plain lines, and what it says in words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cleanup.models import store
from cleanup.models.line import looks_english
from cleanup.stages.boilerplate.classifier import MODEL, LineJudgments, line_classifier
from cleanup.stages.boilerplate.features import NAMES, SEQUENCE_NAMES, features, read_line
from cleanup.stages.boilerplate.modes import POINTS
from cleanup.stages.boilerplate.reasons import say
from cleanup.stages.boilerplate.thresholds import SURE_PAGE, Units, too_much

SEED = Path(__file__).parents[3] / "seeds" / "000_f250bf3dc0c16488.txt"


def test_the_model_file_says_what_it_is() -> None:
    arrays, about = store.load(MODEL)
    assert "CC BY 4.0" in about["attribution"]
    assert about["features"] == list(SEQUENCE_NAMES)
    assert MODEL.stat().st_size < 1_000_000
    assert all(array.dtype != object for array in arrays.values())


def probabilities(rows: list[str]) -> dict[int, float]:
    """By place, how likely each line with words belongs to the article, the whole text judged once."""
    units = Units.read(rows, None)
    keep = units.judge.judge(units.reading, None).keep
    return {i: float(keep[at]) for i, at in enumerate(units.places) if at >= 0}


def test_the_seed() -> None:
    rows = SEED.read_text(encoding="utf-8").split("\n")
    doubts = {rows[d.place]: d for d in Units.read(rows, None).doubts(range(len(rows)), [False] * len(rows))}
    for footer in ("Related Posts", "Leave a Comment"):
        assert doubts[footer].keep < 0.05
        assert len(doubts[footer].reasons) == 3
    assert not [row for row in doubts if len(row) > 100]
    assert min(keep for i, keep in probabilities(rows).items() if len(rows[i]) > 100) > 0.9


@pytest.mark.parametrize("lines", [[], [""], ["", "---", "…"], ["word"], ["a"] * 3])
def test_lines_without_words_are_kept(lines: list[str]) -> None:
    doubted = {d.place for d in Units.read(lines, None).doubts(range(len(lines)), [False] * len(lines))}
    assert not [i for i in doubted if not any(c.isalnum() for c in lines[i])]


def test_marks_blank_lines_and_links_do_not_matter() -> None:
    plain = ["The harbor was closed for a week, and nobody knew why.", "Read more", "The boats came back on Monday morning."]
    marked = ["", "  " + plain[0], "", "", "* [Read more](https://example.com/x)", "", "> " + plain[2]]
    assert list(probabilities(plain).values()) == list(probabilities(marked).values())


def test_features_have_their_names_and_are_finite() -> None:
    judge = line_classifier()
    lines = [line for raw in SEED.read_text(encoding="utf-8").split("\n") if (line := read_line(raw)).words]
    rows = features(judge.read(lines), "Belgium’s State Security Service Inspected Huawei")
    assert rows.shape == (len(lines), len(NAMES))
    assert np.isfinite(rows).all()


@pytest.mark.parametrize("name", SEQUENCE_NAMES)
def test_every_feature_can_be_said(name: str) -> None:
    for value in (-1.0, 0.0, 0.4, 2.0):
        assert isinstance(say(name, value), str)
    assert say(name, 2.0)


def test_taking_away_settles() -> None:
    rows = SEED.read_text(encoding="utf-8").split("\n")
    units = Units.read(rows, None)
    alive = list(range(len(rows)))
    gone = {d.place for d in units.doubts(alive, [False] * len(rows)) if d.keep < 1 - d.apply_at}
    assert gone
    rest = [i for i in alive if i not in gone]
    assert not [d for d in units.doubts(rest, [False] * len(rest)) if d.keep < 1 - d.apply_at]


@pytest.mark.parametrize(
    ("odds", "gone", "sure", "article"),
    [
        (SURE_PAGE - 0.5, 40, True, False),
        (SURE_PAGE - 0.5, 40, False, True),
        (SURE_PAGE - 0.5, 80, True, True),
        (SURE_PAGE + 0.5, 40, False, False),
        (SURE_PAGE + 0.5, 80, True, False),
        (SURE_PAGE + 0.5, 80, False, True),
    ],
)
def test_a_page_is_an_article_in_lists_by_two_signs_of_three(odds: float, gone: int, sure: bool, article: bool) -> None:
    judge = line_classifier()
    keep = np.array([0.02 if sure else POINTS["balanced"].page - 0.05] * gone + [0.99] * (100 - gone))
    said = LineJudgments("page", keep, np.zeros((100, len(SEQUENCE_NAMES)), np.float32), judge.forests["page"][1], odds)
    assert too_much(said, np.full(100, 7.0), POINTS["balanced"]) is article


def test_english_is_told_by_its_function_words() -> None:
    assert looks_english(["The boats came back on Monday morning, and all of the crew were well."])
    assert not looks_english(["Die Boote kamen am Montagmorgen zurück, und die ganze Mannschaft war wohlauf."])
    assert not looks_english(["Home", "News"])
