"""The default ranker: a trained judgement of sentences, and of the words worth telling.

Two steps, both over generic features (features.py). A small gradient-boosted forest gives each sentence its chance to
be in a summary; two logistic models then give each word, and each pair of adjacent words, its chance to be told, from
where and how often it stands and from the sentences that hold it. `training/summary.py` trains them; the model
file says on what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleanup.models.forest import Forest
from cleanup.models.store import MODELS, load
from cleanup.summary.article import stop_stems
from cleanup.summary.features import SENTENCE_FEATURES
from cleanup.summary.protocol import SentenceView
from cleanup.summary.select import Chances
from cleanup.summary.word_features import word_features

MODEL = MODELS / "summary.npz"
BARRED_SHARE = 0.5  # a sentence that may not be chosen still tells which words matter, at half its chance


@dataclass(frozen=True, slots=True)
class Model:
    """The forest over sentences and the logistic models over words and pairs (weights for raw feature values)."""

    forest: Forest
    weights: tuple[NDArray[np.float64], NDArray[np.float64]]
    bias: tuple[float, float]


@lru_cache(maxsize=1)
def sentence_model() -> Model:
    """The shipped model, read once."""
    arrays, _ = load(MODEL)
    return Model(
        Forest.from_arrays(arrays, "sentence."),
        (arrays["words.weights"].astype(float), arrays["pairs.weights"].astype(float)),
        (float(arrays["words.bias"][0]), float(arrays["pairs.bias"][0])),
    )


def word_chances(sentences: Sequence[SentenceView], scores: NDArray[np.float64], language: str | None) -> Chances:
    """The second step alone, for scores from anywhere."""
    likely = sentence_chances(sentences, scores)
    found = []
    vocabulary = word_features(sentences, likely, stop_stems(language))
    for rows, weights, bias in zip(vocabulary.rows, sentence_model().weights, sentence_model().bias, strict=True):
        found.append(1 / (1 + np.exp(-(rows @ weights + bias))))
    return Chances(found[0], found[1], *vocabulary.held)


def sentence_chances(sentences: Sequence[SentenceView], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds as chances; those of barred sentences count for less."""
    free = np.array([1.0 if s.barred is None else BARRED_SHARE for s in sentences])
    return np.asarray(free / (1 + np.exp(-scores)))


def contributions(row: Sequence[float], count: int = 4) -> tuple[tuple[str, float], ...]:
    """The features that moved a sentence's score most, up or down, with how far."""
    moved = sentence_model().forest.contributions(np.array(row))
    order = np.argsort(-np.abs(moved), kind="stable")[:count]
    return tuple((SENTENCE_FEATURES[i], round(float(moved[i]), 2)) for i in order)
