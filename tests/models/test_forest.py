"""The light evaluator against LightGBM itself, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from cleanup.models import store
from cleanup.models.forest import Forest, ForestError
from cleanup.training.lightgbm import from_lightgbm

lightgbm = pytest.importorskip("lightgbm", reason="training tools are not installed")
NAMES = [f"feature {i}" for i in range(8)]


def rows(count: int) -> np.ndarray:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(count, len(NAMES)))
    values[:, 5] = rng.integers(0, 4, count)
    return values


def train(values: np.ndarray, **options: object) -> object:
    labels = (values[:, 0] * values[:, 1] + values[:, 5] > 1.5).astype(int)
    settings = {"objective": "binary", "num_leaves": 15, "use_missing": False, "verbose": -1, "num_threads": 1}
    return lightgbm.train(settings | options, lightgbm.Dataset(values, labels), 40)


@pytest.fixture(scope="module")
def booster() -> object:
    return train(rows(3000))


def test_agrees_with_lightgbm(booster: object) -> None:
    values = rows(5000)
    forest = from_lightgbm(booster, NAMES)
    assert np.abs(forest.probabilities(values) - booster.predict(values)).max() < 1e-3  # half precision of the leaves


def test_values_on_a_cut_go_left(booster: object) -> None:
    forest = from_lightgbm(booster, NAMES)
    on_cut = rows(200)
    for column, cuts in enumerate(forest.cuts):
        if len(cuts):
            on_cut[:, column] = np.resize(cuts, len(on_cut))
    assert np.abs(forest.probabilities(on_cut) - booster.predict(on_cut)).max() < 1e-3


def test_storing_changes_nothing(booster: object, tmp_path: Path) -> None:
    forest = from_lightgbm(booster, NAMES)
    store.save(tmp_path / "m.npz", forest.to_arrays("t."), {"licence": "none"})
    arrays, about = store.load(tmp_path / "m.npz")
    again = Forest.from_arrays(arrays, "t.")
    assert about == {"licence": "none"}
    assert again.names == tuple(NAMES)
    assert np.array_equal(again.margins(rows(500)), forest.margins(rows(500)))


def test_same_content_same_bytes(booster: object, tmp_path: Path) -> None:
    forest = from_lightgbm(booster, NAMES)
    for name in ("a.npz", "b.npz"):
        store.save(tmp_path / name, forest.to_arrays(), {"x": 1})
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()


def test_contributions_lead_from_the_mean_to_the_score(booster: object) -> None:
    forest = from_lightgbm(booster, NAMES)
    mean = float(forest.value[forest.roots].sum())
    for row in rows(20):
        assert mean + forest.contributions(row).sum() == pytest.approx(forest.margins(row[None])[0], abs=1e-4)


def test_weightiest_names_what_matters(booster: object) -> None:
    forest = from_lightgbm(booster, NAMES)
    row = np.zeros(len(NAMES))
    row[5] = 3.0
    assert forest.weightiest(row, +1, 1) == ["feature 5"]
    row[5] = 0.0
    assert "feature 5" in forest.weightiest(row, -1, 1)


def test_no_rows_no_scores(booster: object) -> None:
    assert len(from_lightgbm(booster, NAMES).margins(np.empty((0, len(NAMES))))) == 0


def test_wrong_width_is_refused(booster: object) -> None:
    with pytest.raises(ForestError, match="8 features"):
        from_lightgbm(booster, NAMES).margins(np.zeros((2, 3)))
    with pytest.raises(ForestError, match="2 names"):
        from_lightgbm(booster, NAMES[:2])


def test_categorical_splits_are_refused() -> None:
    values = rows(3000)
    labels = np.isin(values[:, 5], [0, 3]).astype(int)
    data = lightgbm.Dataset(values, labels, categorical_feature=[5])
    model = lightgbm.train({"objective": "binary", "verbose": -1, "num_threads": 1}, data, 3)
    with pytest.raises(ForestError, match="numeric"):
        from_lightgbm(model, NAMES)
