"""Numbers that the trained ranker reads of words: one row a word and one a pair of adjacent words.

Where and how often an item stands, and how likely the sentences are that hold it; no feature knows which word it is.
Linear in the text except the sort by chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleanup.summary.features import columns
from cleanup.summary.protocol import SentenceView

WORD_FEATURES = (
    "log first",
    "1/first",
    "in first",
    "in first three",
    "first share",
    "log count",
    "repeated",
    "log sentences",
    "log share of sentences",
    "early sentences",
    "discounted",
    "log discounted",
    "log rank discounted",
    "log best chance",
    "log summed chance",
    "best chance",
    "summed chance",
    "log best rank",
    "in top three",
    "in best",
    "stop word",
    "log length",
    "length",
    "number",
    "log article",
    "extra 1",
    "extra 2",
    "extra 3",
    "extra 4",
    "extra 5",
    "extra 6",
)


@dataclass(frozen=True, slots=True)
class Held:
    """Which sentence holds which item: parallel arrays, by sentence, then by item."""

    sentence: NDArray[np.intp]
    item: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of an article as numbers, with their adjacent pairs (`left`, `right`); `held` by the sentences."""

    words: list[str]
    left: NDArray[np.intp]
    right: NDArray[np.intp]
    rows: tuple[NDArray[np.float64], NDArray[np.float64]]
    held: tuple[Held, Held]

    def pairs(self) -> list[tuple[str, str]]:
        """The adjacent pairs as words."""
        return [(self.words[i], self.words[j]) for i, j in zip(self.left.tolist(), self.right.tolist(), strict=True)]


def word_features(sentences: Sequence[SentenceView], chances: NDArray[np.float64], stops: frozenset[str]) -> Vocabulary:
    """Rows for the words and for the adjacent pairs of the sentences, columns as in WORD_FEATURES.

    `chances` are the sentence model's probabilities.
    """
    n = len(sentences)
    order = np.empty(n, int)
    order[np.argsort(-chances, kind="stable")] = np.arange(n)
    index: dict[str, int] = {}
    ids = np.array([index.setdefault(w, len(index)) for s in sentences for w in s.words], np.intp)
    owner = np.repeat(np.arange(n), [len(s.words) for s in sentences])
    names = list(index)
    size = len(names)
    stop = np.array([w in stops for w in names], float)
    length = np.array([len(w) for w in names], float)
    number = np.array([w[0].isdigit() for w in names], float)
    zero = np.zeros(size)
    counts = _Counts(ids, owner, size, chances, order)
    extra = [stop * counts.log_count, stop * counts.log_spread, zero, zero, zero, zero]
    word_rows = counts.rows(stop, length, number, extra)
    adjacent = owner[1:] == owner[:-1]
    unique, inverse = np.unique((ids[:-1] * size + ids[1:])[adjacent], return_inverse=True)
    left, right = (unique // size, unique % size) if size else (unique, unique)
    pair_counts = _Counts(inverse.astype(np.intp), owner[1:][adjacent], len(unique), chances, order)
    a, b = counts.spread[left], counts.spread[right]
    extra = (
        [
            np.log(a / n),
            np.log(b / n),
            stop[left],
            stop[left] * stop[right],
            np.log(pair_counts.spread / np.minimum(a, b)),
            np.log(pair_counts.spread / np.maximum(a, b)),
        ]
        if n
        else []
    )
    pair_rows = pair_counts.rows(
        stop[left] + stop[right], length[left] + length[right], np.maximum(number[left], number[right]), extra
    )
    return Vocabulary(names, left, right, (word_rows, pair_rows), (counts.held, pair_counts.held))


class _Counts:
    """Where the items with these numbers stand, sentence by sentence."""

    def __init__(
        self, ids: NDArray[np.intp], owner: NDArray[np.intp], size: int, chances: NDArray[np.float64], order: NDArray[np.int_]
    ) -> None:
        n = len(chances)
        self.n, self.size = n, size
        sent, item = np.divmod(np.unique(owner * max(1, size) + ids), max(1, size))
        self.held = Held(sent, item)
        self.count = np.bincount(ids, minlength=size).astype(float)
        self.spread = np.bincount(item, minlength=size).astype(float)
        self.first = np.full(size, n)
        np.minimum.at(self.first, item, sent)
        self.best_rank = np.full(size, n)
        np.minimum.at(self.best_rank, item, order[sent])
        self.early = np.bincount(item, sent < 3, size)
        self.discounted = np.bincount(item, 1 / (1 + sent), size)
        self.by_rank = np.bincount(item, 1 / (1 + order[sent]), size)
        self.summed = np.bincount(item, chances[sent], size)
        self.best = np.zeros(size)
        np.maximum.at(self.best, item, chances[sent])
        self.log_count, self.log_spread = np.log(self.count), np.log(self.spread / max(1, n))

    def rows(
        self,
        stop: NDArray[np.float64],
        length: NDArray[np.float64],
        number: NDArray[np.float64],
        extra: Sequence[NDArray[np.float64]],
    ) -> NDArray[np.float64]:
        """One row an item."""
        if not self.size:
            return np.zeros((0, len(WORD_FEATURES)))
        first, rank = self.first, self.best_rank
        return columns(
            self.size,
            [
                np.log1p(first),
                1 / (1 + first),
                first == 0,
                first < 3,
                first / self.n,
                self.log_count,
                self.count > 1,
                np.log(self.spread),
                self.log_spread,
                np.minimum(self.early, 3),
                self.discounted,
                np.log(self.discounted),
                np.log(self.by_rank),
                np.log(self.best),
                np.log(self.summed),
                self.best,
                np.minimum(self.summed, 1.5),
                np.log1p(rank),
                rank < 3,
                rank == 0,
                stop,
                np.log(length),
                np.minimum(length, 12) / 10,
                number,
                math.log(self.n),
                *extra,
            ],
        )
