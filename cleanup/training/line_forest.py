"""Fit a forest over the lines of labeled texts: which of them are learned from, what each weighs, how the trees grow.

Both judges of lines are trained this way, that of English (`training.lines`) and that of shapes (`training.line_shapes`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanup.models.forest import Forest
from cleanup.stages.boilerplate.thresholds import TYPICAL_WORDS
from cleanup.training.lightgbm import REPEATABLE, from_lightgbm

FOREST: dict[str, Any] = REPEATABLE | {
    "num_leaves": 31,
    "max_depth": 8,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
}
# rows, labels and weights of the lines of one text that are learned from
LearnedLines = tuple[NDArray[np.float32], NDArray[np.int8], NDArray[np.float64]]


def fold_of(name: str, folds: int) -> int:
    """The fold of a page or site, the same on every machine."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % folds


def chosen(labels: NDArray[np.int8], clean: bool, rng: np.random.Generator) -> NDArray[np.bool_]:
    """All lines of a clean article; of one with left-over lines those near one and some others, since its other lines are
    learned from in the clean article already."""
    if clean:
        return np.ones(len(labels), np.bool_)
    out = rng.random(len(labels)) < 0.15
    for place in np.flatnonzero(labels == 0):
        out[max(0, place - 2) : place + 3] = True
    return out


def line_weights(size: NDArray[np.float64], labels: NDArray[np.int8]) -> NDArray[np.float64]:
    """Weights of the lines of an article of so many words each: a line weighs by the root of its words; in a short article
    more, as its loss is a larger share: harm is counted as the mean of pages."""
    stake = float(np.clip(np.sqrt(TYPICAL_WORDS / max(float(size.sum()), 1.0)), 0.5, 2.0))
    return np.asarray(np.minimum(np.sqrt(size + 1), 6) / 3 * np.where(labels == 1, stake, 1.0))


def fit_forest(texts: Iterable[LearnedLines], names: Sequence[str], trees: int, settings: Mapping[str, Any]) -> Forest:
    """A forest over the lines of these texts."""
    import lightgbm

    rows, labels, weights = zip(*(lines for lines in texts if len(lines[1])), strict=True)
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate(labels), weight=np.concatenate(weights))
    return from_lightgbm(lightgbm.train(dict(settings), data, trees), names)
