"""Numbers that the trained ranker reads: one row a sentence, one row a word and one a pair of words.

Everything is generic (place, length, centrality, how a sentence hangs together); no feature knows which word it is.
All is linear in the text except the sort by score. Centrality is cosine of TF-IDF vectors whose "documents" are the
sentences, as in LexRank (Erkan and Radev 2004), but against the centroid instead of all pairs.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleanup.summary.protocol import SentenceView
from cleanup.summary.wording import Wording

SENTENCE_FEATURES = (
    "place", "place from end", "sentences", "length", "length against mean", "content share", "centrality",
    "rank of centrality", "likeness to first", "likeness to next", "likeness to previous", "likeness to rest",
    "likeness to before", "term frequency", "highest term frequency", "terms that recur", "terms opened",
    "new terms", "weight of early terms", "top ten terms", "top four terms", "names", "main names", "numbers",
    "quotation marks", "starts with quotation", "first person", "second person", "third person", "leans",
    "opens with stop word",
    "saying verb", "day named", "commas", "parentheses", "dashes", "colons", "stop words", "word length",
    "length of previous", "length of next", "previous quotes", "quoting article", "first person article",
    "second person article", "mean length", "centrality of first", "barred", "likeness to summary head",
)  # fmt: skip


_QUOTES = re.compile('["“”„«»]')
_OPENING = re.compile('["“„«]')


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts over one article, shared by the feature functions."""

    frequency: Counter[str]  # of content stems
    spread: Counter[str]  # sentences that hold the stem
    first: dict[str, int]  # where it is first used
    vectors: list[dict[str, float]]  # unit TF-IDF vectors of the sentences


def lexicon(sentences: Sequence[SentenceView]) -> Lexicon:
    """Count content stems and make the sentence vectors."""
    frequency: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    first: dict[str, int] = {}
    counted = []
    for i, s in enumerate(sentences):
        counts: dict[str, int] = {}
        for term in s.content:
            counts[term] = counts.get(term, 0) + 1
        for term in counts:
            first.setdefault(term, i)
        counted.append(counts)
        frequency.update(s.content)
        spread.update(counts.keys())
    n = len(sentences)
    rarity = {t: math.log(1 + n / k) for t, k in spread.items()}
    vectors = []
    for counts in counted:
        vector = {t: (1 + math.log(k)) * rarity[t] for t, k in counts.items()}
        norm = math.sqrt(sum(x * x for x in vector.values())) or 1.0
        vectors.append({t: x / norm for t, x in vector.items()})
    return Lexicon(frequency, spread, first, vectors)


def dot(a: dict[str, float], b: dict[str, float]) -> float:
    """Inner product of two sparse vectors."""
    if len(b) < len(a):
        a, b = b, a
    return sum(x * b[t] for t, x in a.items() if t in b)


def sentence_features(sentences: Sequence[SentenceView], lex: Lexicon, spoken: Wording) -> NDArray[np.float64]:
    """One row a sentence, columns as in SENTENCE_FEATURES; finite numbers only."""
    n = len(sentences)
    if not n:
        return np.zeros((0, len(SENTENCE_FEATURES)))
    vectors = lex.vectors
    total: dict[str, float] = {}
    for v in vectors:
        for t, x in v.items():
            total[t] = total.get(t, 0.0) + x
    norm = math.sqrt(sum(x * x for x in total.values())) or 1.0
    centrality = [sum(x * total[t] for t, x in v.items()) / norm for v in vectors]
    rank = _rank_share(centrality)
    tokens = sum(lex.frequency.values()) or 1
    top = [t for t, _ in sorted(lex.frequency.items(), key=lambda kv: (-kv[1], lex.first[kv[0]]))[:10]]
    ten, four = set(top), set(top[:4])
    early: dict[str, float] = {}
    for i, v in enumerate(vectors):
        for t in v:
            early[t] = early.get(t, 0.0) + 1 / (1 + i)
    early_total = sum(early.values()) or 1.0
    capitals = [[w.lower() for w in s.raw[1:] if w[:1].isupper()] for s in sentences]
    named = Counter(w for c in capitals for w in c)
    main = {w for w, _ in named.most_common(3)}
    classes = _classes(spoken)
    told = [Counter(c for w in s.lower if w in classes for c in classes[w]) for s in sentences]
    lengths = [max(1, len(s.raw)) for s in sentences]
    mean = sum(lengths) / n
    all_words = sum(len(s.raw) for s in sentences) or 1
    quoting = sum(_OPENING.search(s.text) is not None for s in sentences) / n
    first_person, second_person = (sum(c[k] for c in told) / all_words for k in (1, 2))
    head = {t for s in sentences[:4] if s.barred is None for t in s.content}
    before: dict[str, float] = {}
    rows = []
    place, log = 0, math.log  # place counts only sentences that may be chosen: bylines above do not push the lead down
    for i, s in enumerate(sentences):
        v, said, m = vectors[i], told[i], lengths[i]
        terms = set(s.content)
        k = max(1, len(s.content))
        opened = sum(lex.first[t] == i for t in terms)
        recurring = sum(lex.first[t] == i and lex.spread[t] > 1 for t in terms)
        along_all, along_itself = centrality[i] * norm, 1.0 if v else 0.0
        along_before = sum([x * before[t] for t, x in v.items() if t in before])
        text = s.text
        quoted_before = i > 0 and _OPENING.search(sentences[i - 1].text) is not None
        rows.append((
            place, n - i, n, log(m), m / mean, len(s.content) / m, centrality[i], rank[i],
            dot(v, vectors[0]) if i else 1.0, dot(v, vectors[i + 1]) if i + 1 < n else 0.0,
            dot(v, vectors[i - 1]) if i else 0.0,
            (along_all - along_before - along_itself) / max(1, n - i - 1), along_before / max(1, i),
            sum([lex.frequency[t] for t in s.content]) / tokens / k,
            max([lex.frequency[t] for t in s.content], default=0) / tokens,
            sum(lex.spread[t] > 1 for t in s.content) / k, recurring, opened / max(1, len(terms)),
            sum(early[t] for t in terms) / early_total, len(ten & terms), len(four & terms),
            len(capitals[i]) / m, len(main.intersection(capitals[i])), sum(w[0].isdigit() for w in s.raw),
            len(_QUOTES.findall(text)), text[:1] in '"“„«‘\'',
            said[1] / m, said[2] / m, said[3] / m, s.leans, bool(s.words) and s.content[:1] != s.words[:1],
            said[4] > 0, said[5] > 0, text.count(","), text.count("("),
            text.count("--") + text.count("—") + text.count(" – ") + text.count(" - "), text.count(":"),
            1 - len(s.content) / m, sum(map(len, s.raw)) / m,
            lengths[i - 1] if i else 0, lengths[i + 1] if i + 1 < n else 0, quoted_before,
            quoting, first_person, second_person, mean, centrality[0], s.barred is not None,
            len(terms & head) / max(1, len(terms)),
        ))  # fmt: skip
        for t, x in v.items():
            before[t] = before.get(t, 0.0) + x
        place += s.barred is None
    return np.array(rows, float)


@lru_cache(maxsize=16)
def _classes(spoken: Wording) -> dict[str, tuple[int, ...]]:
    """Each word with the numbers of its lists: 1 to 3 the persons, 4 saying, 5 days."""
    lists = (spoken.first_person, spoken.second_person, spoken.third_person, spoken.saying, spoken.days)
    return {w: tuple(k for k, found in enumerate(lists, 1) if w in found) for listed in lists for w in listed}


def _rank_share(values: Sequence[float]) -> list[float]:
    """0 for the highest, 1 for the lowest."""
    order = sorted(range(len(values)), key=lambda i: -values[i])
    shares = [0.0] * len(values)
    for position, i in enumerate(order):
        shares[i] = position / max(1, len(values) - 1)
    return shares


WORD_FEATURES = (
    "log first", "1/first", "in first", "in first three", "first share", "log count", "repeated", "log sentences",
    "log share of sentences", "early sentences", "discounted", "log discounted", "log rank discounted",
    "log best chance", "log summed chance", "best chance", "summed chance", "log best rank", "in top three", "in best",
    "stop word", "log length", "length", "number", "log article", "extra 1", "extra 2", "extra 3", "extra 4", "extra 5",
    "extra 6",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of an article as numbers, with their adjacent pairs. `members` are the numbers each sentence holds."""

    words: list[str]
    pairs: list[tuple[str, str]]
    rows: tuple[NDArray[np.float64], NDArray[np.float64]]
    members: tuple[list[NDArray[np.intp]], list[NDArray[np.intp]]]


def word_features(sentences: Sequence[SentenceView], chances: NDArray[np.float64], stops: frozenset[str]) -> Vocabulary:
    """Rows for the words and for the adjacent pairs of the sentences, columns as in WORD_FEATURES.

    `chances` are the sentence model's probabilities.
    """
    n = len(sentences)
    order = np.empty(n, int)
    order[np.argsort(-chances, kind="stable")] = np.arange(n)
    index: dict[str, int] = {}
    ids = [np.array([index.setdefault(w, len(index)) for w in s.words], np.intp) for s in sentences]
    names = list(index)
    size = len(names)
    stop = np.fromiter((w in stops for w in names), float, size)
    length = np.fromiter(map(len, names), float, size)
    number = np.fromiter((w[0].isdigit() for w in names), float, size)
    zero = np.zeros(size)
    counts = _Counts(ids, size, chances, order)
    extra = [stop * counts.log_count, stop * counts.log_spread, zero, zero, zero, zero]
    word_rows = counts.rows(stop, length, number, extra)
    codes = [a[:-1] * size + a[1:] for a in ids]
    unique, inverse = np.unique(np.concatenate([np.zeros(0, np.intp), *codes]), return_inverse=True)
    ends = np.cumsum([len(c) for c in codes])
    pair_ids = np.split(inverse.astype(np.intp), ends[:-1]) if n else []
    left, right = (unique // size, unique % size) if size else (unique, unique)
    pair_counts = _Counts(pair_ids, len(unique), chances, order)
    a, b = counts.spread[left], counts.spread[right]
    extra = [np.log(a / n), np.log(b / n), stop[left], stop[left] * stop[right],
             np.log(pair_counts.spread / np.minimum(a, b)), np.log(pair_counts.spread / np.maximum(a, b))] if n else []
    pair_rows = pair_counts.rows(stop[left] + stop[right], length[left] + length[right],
                                 np.maximum(number[left], number[right]), extra)
    pairs = [(names[i], names[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True)]
    return Vocabulary(names, pairs, (word_rows, pair_rows), (counts.members, pair_counts.members))


class _Counts:
    """Where the items with these numbers stand, sentence by sentence."""

    def __init__(
        self, ids: Sequence[NDArray[np.intp]], size: int, chances: NDArray[np.float64], order: NDArray[np.int_]
    ) -> None:
        n = len(ids)
        self.n, self.size = n, size
        self.members = [np.unique(a) for a in ids]
        every = np.concatenate([np.zeros(0, np.intp), *ids])
        item = np.concatenate([np.zeros(0, np.intp), *self.members])
        sent = np.repeat(np.arange(n), [len(m) for m in self.members])
        self.count = np.bincount(every, minlength=size).astype(float)
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
        self, stop: NDArray[np.float64], length: NDArray[np.float64], number: NDArray[np.float64],
        extra: Sequence[NDArray[np.float64]],
    ) -> NDArray[np.float64]:  # fmt: skip
        """One row an item."""
        if not self.size:
            return np.zeros((0, len(WORD_FEATURES)))
        first, rank = self.first, self.best_rank
        return np.column_stack([
            np.log1p(first), 1 / (1 + first), first == 0, first < 3, first / self.n, self.log_count, self.count > 1,
            np.log(self.spread), self.log_spread, np.minimum(self.early, 3), self.discounted, np.log(self.discounted),
            np.log(self.by_rank), np.log(self.best), np.log(self.summed), self.best, np.minimum(self.summed, 1.5),
            np.log1p(rank), rank < 3, rank == 0, stop, np.log(length), np.minimum(length, 12) / 10, number,
            np.full(self.size, math.log(self.n)), *extra,
        ])  # fmt: skip
