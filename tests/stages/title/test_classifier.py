"""The shipped judge of title lines: what its file says, what it reads, and that long texts stay linear."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from cleanup.models import store
from cleanup.stages.title.classifier import MODEL, NAMES, guess_title, read_text

SEED = Path(__file__).parents[3] / "seeds" / "000_f250bf3dc0c16488.txt"


def test_the_model_file_says_what_it_is() -> None:
    arrays, about = store.load(MODEL)
    assert "CC BY 4.0" in about["attribution"]
    assert about["features"] == list(NAMES)
    assert MODEL.stat().st_size < 40_000
    assert all(array.dtype != object for array in arrays.values())


def test_the_seed_opens_with_its_title() -> None:
    rows = SEED.read_text(encoding="utf-8").split("\n")
    guess = guess_title(rows)
    assert guess is not None
    assert guess.place == 0
    assert guess.probability > 0.7
    assert guess.rival < 0.1


def test_features_have_their_names_and_are_finite() -> None:
    text, chosen, table = read_text(SEED.read_text(encoding="utf-8").split("\n"))
    assert table.shape == (len(chosen), len(NAMES))
    assert np.isfinite(table).all()
    assert all(3 <= len(text.words[k]) <= 25 for k in chosen)


def test_nothing_to_judge() -> None:
    for rows in ([], [""], ["---", "…"], ["word"], ["two words"]):
        assert guess_title(rows) is None


def test_a_long_text_is_read_at_its_ends() -> None:
    rows = ["harbor bridge river market"] * 100_000 + ["harbor " * 500_000]
    guess = guess_title(rows)
    assert guess is not None
    assert guess.place < len(rows)
