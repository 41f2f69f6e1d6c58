"""LexRank and TextRank without the matrix of all pairs, ranking as sumy ranks.

TextRank (Mihalcea and Tarau 2004): the likeness of two sentences is the words they share over the sum of the logarithms
of their lengths. Only the lengths couple a pair, so one step of the power method goes through the words: by word and
length there, by word and length back. That is exact and linear in the text. LexRank (Erkan and Radev 2004) needs to
know which pairs exceed a threshold; postings give them, so pairs that share no word cost nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleanup.summary.protocol import SentenceView

LEXRANK_THRESHOLD = 0.1  # these four as sumy has them, so that rankings agree
LEXRANK_EPSILON = 0.1
TEXTRANK_DAMPING = 0.85
TEXTRANK_EPSILON = 1e-4
_STEPS = 1000  # a bound for graphs on which the power method swings (two groups without a link)


class LexRank:
    """Centrality in the graph of sentences whose TF-IDF cosine is above a threshold."""

    name = "lexrank"

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """One score a sentence; sentences without content words get the least."""
        return [float(x) for x in lexrank([s.content for s in sentences])]


class TextRank:
    """PageRank in the graph of sentences that share words."""

    name = "textrank"

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """One score a sentence."""
        return [float(x) for x in textrank([s.content for s in sentences])]


class Reduction:
    """The sum of a sentence's likeness to all others, measured as in TextRank."""

    name = "reduction"

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """One score a sentence."""
        return [float(x) for x in reduction([s.content for s in sentences])]


def lexrank(sentences: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Scores of sentences given as content words."""
    n = len(sentences)
    if not n:
        return np.zeros(0)
    counts = [Counter(s) for s in sentences]
    spread = Counter(t for c in counts for t in c)
    rarity = {t: math.log(n / (1 + k)) for t, k in spread.items()}
    postings: dict[str, tuple[list[int], list[float]]] = {}
    vectors: list[list[tuple[str, float]]] = []
    for i, c in enumerate(counts):
        most = max(c.values(), default=1)
        norm = math.sqrt(sum((k / most * rarity[t]) ** 2 for t, k in c.items()))
        vector = [(t, k / most * rarity[t] / norm) for t, k in c.items()] if norm > 0 else []
        vectors.append(vector)
        for t, x in vector:
            if x and spread[t] > 1:
                where, weight = postings.setdefault(t, ([], []))
                where.append(i)
                weight.append(x)
    packed = {t: (np.array(w, np.intp), np.array(x)) for t, (w, x) in postings.items()}
    links: list[NDArray[np.intp]] = []
    for i, vector in enumerate(vectors):
        shared = [(packed[t], x) for t, x in vector if t in packed]
        near = np.zeros(0, np.intp)
        if shared:
            places = np.concatenate([p[0] for p, _ in shared])
            products = np.concatenate([p[1] * x for p, x in shared])
            near = np.flatnonzero(np.bincount(places, products, minlength=n) > LEXRANK_THRESHOLD)
        if vector and (not len(near) or i not in near):
            near = np.append(near, i)  # a sentence is like itself even where no other word is shared
        links.append(near)
    degree = np.array([max(1, len(near)) for near in links], float)
    target = np.concatenate(links) if links else np.zeros(0, np.intp)
    source = np.repeat(np.arange(n), [len(near) for near in links])
    share = 1 / degree[source]
    p = np.full(n, 1 / n)
    for _ in range(_STEPS):
        following = np.asarray(np.bincount(target, share * p[source], minlength=n), float)
        length = float(np.linalg.norm(following))
        if length == 0:
            return p
        following = following / length
        change = float(np.linalg.norm(following - p))
        p = following
        if change <= LEXRANK_EPSILON:
            break
    return p


class _SharedWords:
    """Multiplies with the matrix of shared words over log lengths, without making it."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        index: dict[str, int] = {}
        term: list[int] = []
        count: list[int] = []
        sizes: list[int] = []
        for s in sentences:
            counted = Counter(s)
            sizes.append(len(counted))
            for t, k in counted.items():
                term.append(index.setdefault(t, len(index)))
                count.append(k)
        self.n, self.terms = len(sentences), len(index)
        self.term, self.count = np.array(term, np.intp), np.array(count, float)
        self.row = np.repeat(np.arange(self.n), sizes)
        lengths = np.array([max(1, len(s)) for s in sentences])
        self.kinds, kind = np.unique(lengths, return_inverse=True)
        self.kind = kind[self.row] if len(self.row) else np.zeros(0, np.intp)
        logs = np.log(self.kinds)
        total = logs[:, None] + logs[None, :]
        self.weight = 1 / np.where(total < 1e-9, 1.0, total)
        # Pairs of one-word sentences have no length to divide by: TextRank counts the word, Reduction nothing.
        self.weight_apart = np.where(total < 1e-9, 0.0, self.weight)

    def times(self, vector: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """The matrix times `vector`."""
        k = len(self.kinds)
        cell = self.term * k + self.kind
        held = np.bincount(cell, self.count * vector[self.row], minlength=self.terms * k).reshape(self.terms, k)
        spread = (held @ weight).ravel()
        return np.asarray(np.bincount(self.row, self.count * spread[cell], minlength=self.n), float)

    def itself(self, weight: NDArray[np.float64]) -> NDArray[np.float64]:
        """The matrix's diagonal."""
        squares = np.bincount(self.row, self.count**2, minlength=self.n)
        kind = np.zeros(self.n, np.intp)
        kind[self.row] = self.kind
        return np.asarray(squares * weight[kind, kind], float)


def textrank(sentences: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Scores of sentences given as content words."""
    n = len(sentences)
    if not n:
        return np.zeros(0)
    shared = _SharedWords(sentences)
    sums = shared.times(np.ones(n), shared.weight) + 1e-7  # sumy's guard against division by zero, kept for its ranks
    p = np.full(n, 1 / n)
    for _ in range(_STEPS):
        following = (1 - TEXTRANK_DAMPING) / n * p.sum() + TEXTRANK_DAMPING * shared.times(p / sums, shared.weight)
        change = float(np.linalg.norm(following - p))
        p = following
        if change <= TEXTRANK_EPSILON:
            break
    return p


def reduction(sentences: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Scores of sentences given as content words."""
    n = len(sentences)
    if not n:
        return np.zeros(0)
    shared = _SharedWords(sentences)
    return shared.times(np.ones(n), shared.weight_apart) - shared.itself(shared.weight_apart)
