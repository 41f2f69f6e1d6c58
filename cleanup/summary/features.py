"""Numbers that the trained ranker reads of sentences: one row a sentence (word_features.py has those of words).

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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanup.languages.language import Wording
from cleanup.summary.protocol import SentenceView
from cleanup.text.marks import DOUBLE_QUOTES, OPENING_QUOTES

SENTENCE_FEATURES = (
    "place",
    "place from end",
    "sentences",
    "length",
    "length against mean",
    "content share",
    "centrality",
    "rank of centrality",
    "likeness to first",
    "likeness to next",
    "likeness to previous",
    "likeness to rest",
    "likeness to before",
    "term frequency",
    "highest term frequency",
    "terms that recur",
    "terms opened",
    "new terms",
    "weight of early terms",
    "top ten terms",
    "top four terms",
    "names",
    "main names",
    "numbers",
    "quotation marks",
    "starts with quotation",
    "first person",
    "second person",
    "third person",
    "leans",
    "opens with stop word",
    "saying verb",
    "day named",
    "commas",
    "parentheses",
    "dashes",
    "colons",
    "stop words",
    "word length",
    "length of previous",
    "length of next",
    "previous quotes",
    "quoting article",
    "first person article",
    "second person article",
    "mean length",
    "centrality of first",
    "barred",
    "likeness to summary head",
)


_OPENING = re.compile(f'["{OPENING_QUOTES}]')


@dataclass(frozen=True, slots=True)
class TermCounts:
    """Counts over one article, shared by the feature functions. Content stems are numbered by first use.

    `sentence`, `term`, `count` and `weight` are parallel, one entry for each stem of each sentence, in the order of the
    text; `weight` makes each sentence a unit TF-IDF vector.
    """

    terms: tuple[str, ...]
    sentence: NDArray[np.intp]
    term: NDArray[np.intp]
    count: NDArray[np.float64]
    weight: NDArray[np.float64]
    frequency: NDArray[np.float64]  # of each stem
    spread: NDArray[np.float64]  # sentences that hold it
    first: NDArray[np.intp]  # where it is first used


def term_counts(sentences: Sequence[SentenceView]) -> TermCounts:
    """Count content stems and make the sentence vectors."""
    n = len(sentences)
    index: dict[str, int] = {}
    ids = np.array([index.setdefault(w, len(index)) for s in sentences for w in s.content], np.intp)
    size = len(index)
    sizes = np.array([len(s.content) for s in sentences], np.intp)
    codes, place, count = np.unique(np.repeat(np.arange(n), sizes) * max(1, size) + ids, return_index=True, return_counts=True)
    order = np.argsort(place)
    sentence, term = np.divmod(codes[order], max(1, size))
    count = count[order]
    spread = np.bincount(term, minlength=size).astype(float)
    first = np.full(size, n)
    np.minimum.at(first, term, sentence)
    rarity = np.array([math.log(1 + n / k) for k in spread.tolist()])
    dampened = np.array([0.0, *(1 + math.log(k) for k in range(1, int(count.max(initial=0)) + 1))])
    weight = dampened[count] * rarity[term] if size else np.zeros(0)
    norm = np.sqrt(np.bincount(sentence, weight * weight, n)) if n else np.zeros(0)
    norm[norm == 0] = 1.0
    return TermCounts(
        tuple(index),
        sentence,
        term,
        count.astype(float),
        weight / norm[sentence],
        np.bincount(ids, minlength=size).astype(float),
        spread,
        first,
    )


class _Traits(dict[str, int]):
    """Each word met as a number: which lists it is on, is it a numeral, a name by its capital, and its length."""

    def __init__(self, spoken: Wording) -> None:
        super().__init__()
        self.lists = (spoken.first_person, spoken.second_person, spoken.third_person, spoken.saying, spoken.days)

    def __missing__(self, word: str) -> int:
        lower = word.lower()
        found = sum(1 << k for k, listed in enumerate(self.lists) if lower in listed)
        found |= word[0].isdigit() << 5 | word[:1].isupper() << 6 | len(word) << 7
        self[word] = found
        return found


_MOST_TRAITS = 30_000


@lru_cache(maxsize=16)
def _traits(spoken: Wording) -> _Traits:
    return _Traits(spoken)


def sentence_features(sentences: Sequence[SentenceView], lex: TermCounts, spoken: Wording) -> NDArray[np.float64]:
    """One row a sentence, columns as in SENTENCE_FEATURES; finite numbers only."""
    n = len(sentences)
    if not n:
        return np.zeros((0, len(SENTENCE_FEATURES)))
    traits = _traits(spoken)
    if len(traits) > _MOST_TRAITS:
        traits.clear()
    texts = [s.text for s in sentences]
    told = np.array([traits[w] for s in sentences for w in s.raw], np.int64)
    found = np.array([len(s.raw) for s in sentences])
    owner = np.repeat(np.arange(n), found)
    persons = [np.bincount(owner, told >> k & 1, n) for k in range(3)]
    saying, days, numerals, letters = (np.bincount(owner, told >> k & m, n) for k, m in ((3, 1), (4, 1), (5, 1), (7, -1)))
    length = np.maximum(1, found)
    words = max(1, int(found.sum()))
    content = np.array([len(s.content) for s in sentences])
    k = np.maximum(1, content)
    names, main = _names(sentences, told, found)
    opening = np.array([_OPENING.search(x) is not None for x in texts])
    barred = np.array([s.barred is not None for s in sentences])
    at = np.arange(n)
    # Place counts only sentences that may be chosen: bylines above do not push the lead down.
    place = np.cumsum(~barred) - ~barred
    along = _Along(lex, n)

    def held(values: NDArray[Any]) -> NDArray[np.float64]:
        """The sum of a value over the stems that a sentence holds, each once."""
        return np.asarray(np.bincount(lex.sentence, values[lex.term], n), float)

    def told_again(values: NDArray[Any]) -> NDArray[np.float64]:
        """The same over the stems as often as they stand there."""
        return np.asarray(np.bincount(lex.sentence, lex.count * values[lex.term], n), float)

    terms = np.bincount(lex.sentence, minlength=n)
    recurs = (lex.spread > 1).astype(float)
    opened = np.bincount(lex.first, minlength=n)[:n]
    tokens = max(1, int(content.sum()))
    ten, four, head, early, highest = _telling(lex, barred)
    counted = np.array(
        [
            (x.count(","), x.count("("), x.count("--") + x.count("—") + x.count(" – ") + x.count(" - "), x.count(":"))
            for x in texts
        ]
    )
    before, after = np.zeros(n), np.zeros(n)
    before[1:], after[:-1] = length[:-1], length[1:]
    quoted_before = np.zeros(n)
    quoted_before[1:] = opening[:-1]
    return columns(
        n,
        [
            place,
            n - at,
            n,
            np.log(length),
            length / (length.sum() / n),
            content / length,
            along.centrality,
            _rank_share(along.centrality),
            along.first,
            along.next,
            along.previous,
            (along.every - along.before - (content > 0)) / np.maximum(1, n - at - 1),
            along.before / np.maximum(1, at),
            told_again(lex.frequency) / tokens / k,
            highest / tokens,
            told_again(recurs) / k,
            np.bincount(lex.first, recurs, n)[:n],
            opened / np.maximum(1, terms),
            held(early) / (sum(early.tolist()) or 1.0),
            held(ten),
            held(four),
            names / length,
            main,
            numerals,
            [sum(map(x.count, DOUBLE_QUOTES)) for x in texts],
            [x[:1] in "\"“„«‘'" for x in texts],
            persons[0] / length,
            persons[1] / length,
            persons[2] / length,
            [s.leans for s in sentences],
            [bool(s.words) and s.content[:1] != s.words[:1] for s in sentences],
            saying > 0,
            days > 0,
            *counted.T,
            1 - content / length,
            letters / length,
            before,
            after,
            quoted_before,
            opening.sum() / n,
            persons[0].sum() / words,
            persons[1].sum() / words,
            length.sum() / n,
            along.centrality[0],
            barred,
            held(head) / np.maximum(1, terms),
        ],
    )


def _telling(lex: TermCounts, barred: NDArray[np.bool_]) -> tuple[NDArray[np.float64], ...]:
    """A value for each stem: among the ten and the four most frequent, in the first sentences, how early it comes; and
    for each sentence the count of its most frequent stem."""
    top = np.argsort(-lex.frequency, kind="stable")[:10]  # numbers follow first use, so equal counts do too
    ten, four, head = (np.zeros(len(lex.terms)) for _ in range(3))
    ten[top], four[top[:4]] = 1, 1
    head[lex.term[(lex.sentence < 4) & ~barred[lex.sentence]]] = 1
    early = np.asarray(np.bincount(lex.term, 1 / (1 + lex.sentence), len(lex.terms)), float)
    highest = np.zeros(len(barred))
    np.maximum.at(highest, lex.sentence, lex.frequency[lex.term])
    return ten, four, head, early, highest


def columns(n: int, columns: Sequence[Any]) -> NDArray[np.float64]:
    """The columns side by side; a single number fills its column."""
    out = np.empty((len(columns), n))
    for row, column in zip(out, columns, strict=True):
        row[:] = column
    return out.T


class _Along:
    """How far each sentence points the way of others: cosines, as sums of products over the stems they share."""

    def __init__(self, lex: TermCounts, n: int) -> None:
        total = np.bincount(lex.term, lex.weight, len(lex.terms))
        norm = math.sqrt(sum((total * total).tolist())) or 1.0
        self.every = np.bincount(lex.sentence, lex.weight * total[lex.term], n)
        self.centrality = self.every / norm
        opening = np.zeros(len(lex.terms))
        opening[lex.term[lex.sentence == 0]] = lex.weight[lex.sentence == 0]
        self.first = np.bincount(lex.sentence, lex.weight * opening[lex.term], n)
        self.first[0] = 1.0
        sofar, latest = [0.0] * len(lex.terms), [(-2, 0.0)] * len(lex.terms)
        earlier, beside = [], []
        for i, k, x in zip(lex.sentence.tolist(), lex.term.tolist(), lex.weight.tolist(), strict=True):
            earlier.append(sofar[k])
            beside.append(latest[k][1] if latest[k][0] == i - 1 else 0.0)
            sofar[k] += x
            latest[k] = i, x
        self.before = np.bincount(lex.sentence, lex.weight * earlier, n)
        self.previous = np.bincount(lex.sentence, lex.weight * beside, n)
        self.next = np.append(self.previous[1:], 0.0)


def _names(
    sentences: Sequence[SentenceView], told: NDArray[np.int64], found: NDArray[np.int_]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Capitalized words after the first word of each sentence; how many of the article's three commonest it holds."""
    capital = (told >> 6 & 1).astype(bool)
    starts = (np.cumsum(found) - found)[found > 0]
    capital[starts] = False
    owner = np.repeat(np.arange(len(found)), found)
    lower = [w for s in sentences for w in s.lower]
    places = np.flatnonzero(capital).tolist()
    commonest = [w for w, _ in Counter([lower[i] for i in places]).most_common(3)]
    main = np.zeros(len(found))
    for name in commonest:
        main[list({int(owner[i]) for i in places if lower[i] == name})] += 1
    return np.bincount(owner, capital, len(found)).astype(float), main


def _rank_share(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """0 for the highest, 1 for the lowest."""
    shares = np.zeros(len(values))
    shares[np.argsort(-values, kind="stable")] = np.arange(len(values)) / max(1, len(values) - 1)
    return shares
