"""From scores to a summary: budgets, redundancy, antecedents, document order.

Two ways to choose. `choose_by_score` takes the best sentences one by one (every ranker by name). `choose_by_coverage`
takes the set whose expected overlap with a summary a person would write is greatest: each word and word pair has a
chance of being worth telling, a set is worth the chances it covers, divided by its length as the F measure does
(budgeted coverage as in Gillick and Favre 2009, with learned weights as in Hong and Nenkova 2014).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from cleanup.errors import ConfigError
from cleanup.summary.protocol import SentenceView
from cleanup.summary.word_features import Held

# Two sentences say the same when they share this much of the shorter one's content words ...
SAME_SHARE = 0.75
# ... or a run of this many content words, for sentences long enough to have one by chance seldom.
SAME_RUN = 6
CANDIDATES = 40  # sentences that enter the search for a set; more did not change the choice on the news sets
BEAM = 6


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary is wanted: the first given of words, characters, ratio (of the text's sentences), sentences.

    Raises ConfigError for numbers below zero or a ratio above one.
    """

    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None
    characters: int | None = None

    def __post_init__(self) -> None:
        for f in fields(self):
            value = getattr(self, f.name)
            if value is not None and value < 0:
                raise ConfigError(f"summary {f.name} is {value}; give a number from 0 up")
        if self.ratio is not None and self.ratio > 1:
            raise ConfigError(f"summary ratio is {self.ratio}; give a share between 0 and 1 (0.1 keeps a tenth)")


@dataclass(frozen=True, slots=True)
class Budget:
    """How long a summary may be: one of the four is set."""

    sentences: int | None = None
    words: int | None = None
    characters: int | None = None

    @classmethod
    def of(cls, length: Length, available: int) -> Budget:
        """The budget for a text of so many sentences."""
        if length.words is not None:
            return cls(words=length.words)
        if length.characters is not None:
            return cls(characters=length.characters)
        if length.ratio is not None:
            return cls(sentences=max(1, round(length.ratio * available)) if length.ratio else 0)
        return cls(sentences=3 if length.sentences is None else length.sentences)

    @property
    def empty(self) -> bool:
        """Is nothing wanted?"""
        return 0 in (self.sentences, self.words, self.characters)

    def cost(self, sentence: SentenceView) -> int:
        """What a sentence takes of the budget (a character budget counts the space between sentences)."""
        if self.words is not None:
            return len(sentence.text.split())
        if self.characters is not None:
            return len(sentence.text) + 1
        return 1

    @property
    def limit(self) -> int:
        """The budget in the unit of `cost`."""
        if self.words is not None:
            return self.words
        if self.characters is not None:
            return self.characters + 1
        return self.sentences or 0


def same(a: SentenceView, b: SentenceView) -> bool:
    """Do the two say the same, by the words they share?"""
    if a.words == b.words:
        return True
    one, other = set(a.content), set(b.content)
    if not one or not other:
        return False
    small, large = sorted((one, other), key=len)
    if len(small & large) >= SAME_SHARE * len(small) and len(small) >= 3:
        return True
    return len(small) >= SAME_RUN and bool(_runs(a.content) & _runs(b.content))


def _clashes(views: Sequence[SentenceView]) -> NDArray[np.bool_]:
    """`same` for all pairs."""
    index: dict[str, int] = {}
    held = np.zeros((len(views), 1 + sum(len(v.content) for v in views)), np.float32)
    for row, view in enumerate(views):
        held[row, [index.setdefault(t, len(index)) for t in view.content]] = 1
    shared = held[:, : len(index)] @ held[:, : len(index)].T
    sizes = held.sum(1)
    smaller = np.minimum(sizes[:, None], sizes[None, :])
    found = (smaller >= 3) & (shared >= SAME_SHARE * smaller)
    runs: dict[int, set[tuple[str, ...]]] = {}
    for a, b in np.argwhere(np.triu(~found & (smaller >= SAME_RUN) & (shared >= 3), 1)).tolist():
        for i in (a, b):
            if i not in runs:
                runs[i] = _runs(views[i].content)
        if not runs[a].isdisjoint(runs[b]):
            found[a, b] = found[b, a] = True
    whole: dict[tuple[str, ...], list[int]] = {}
    for row, view in enumerate(views):
        whole.setdefault(view.words, []).append(row)
    for rows in whole.values():
        if len(rows) > 1:
            found[np.ix_(rows, rows)] = True
    np.fill_diagonal(found, False)
    return np.asarray(found)


def _runs(content: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(content[i : i + SAME_RUN]) for i in range(len(content) - SAME_RUN + 1)}


def units(sentences: Sequence[SentenceView]) -> Iterator[tuple[int, ...]]:
    """What may enter a summary together: a sentence that stands alone, or one that leans with the one it leans on.

    A sentence whose antecedent may not be chosen, or leans itself, is left out.
    """
    for i, s in enumerate(sentences):
        if s.barred is not None:
            continue
        if not s.leans:
            yield (i,)
        elif i and sentences[i - 1].barred is None and not sentences[i - 1].leans:
            yield (i - 1, i)


def _usable(sentences: Sequence[SentenceView]) -> list[tuple[int, ...]]:
    found = list(units(sentences))
    # Where everything leans (a fragment of a longer text), a sentence without its antecedent beats none.
    return found or [(i,) for i, s in enumerate(sentences) if s.barred is None]


def choose_by_score(
    sentences: Sequence[SentenceView], scores: Sequence[float], budget: Budget, alone: bool = True
) -> list[int]:
    """Indexes of the best sentences that fit, in document order. Equal scores: the earlier sentence first.

    With `alone` a sentence that leans comes with its antecedent or not at all; the named methods do without, as their
    authors meant them.
    """
    if budget.empty:
        return []
    options = _usable(sentences) if alone else [(i,) for i, s in enumerate(sentences) if s.barred is None]
    ordered = sorted(options, key=lambda u: (-scores[u[-1]], u))
    chosen: list[int] = []
    spent = 0
    for unit in ordered:
        new = [i for i in unit if i not in chosen]
        cost = sum(budget.cost(sentences[i]) for i in new)
        if not new or spent + cost > budget.limit or any(same(sentences[i], sentences[j]) for i in new for j in chosen):
            continue
        chosen += new
        spent += cost
        if spent >= budget.limit:
            break
    return sorted(chosen) or _shortest(sentences, budget)


def _shortest(sentences: Sequence[SentenceView], budget: Budget) -> list[int]:
    """No sentence fits the budget: the shortest one there is, so that it is met within one sentence."""
    fitting = [u[-1] for u in _usable(sentences) if len(u) == 1]
    return [min(fitting, key=lambda i: (budget.cost(sentences[i]), i))] if fitting and budget.sentences is None else []


@dataclass(frozen=True, slots=True)
class Chances:
    """Chance of each word and word pair to be in a written summary, and which sentence holds which."""

    words: NDArray[np.float64]
    pairs: NDArray[np.float64]
    words_held: Held
    pairs_held: Held


@dataclass(frozen=True, slots=True)
class Taste:
    """Weights of the set's value, chosen by cross-validation on the news sets (see training/summary.py)."""

    words: float = 0.5
    pairs: float = 0.5
    score: float = 0.02
    expected: float = 13.0  # words that a written summary has for each sentence asked for


def choose_by_coverage(
    sentences: Sequence[SentenceView], scores: NDArray[np.float64], chances: Chances, budget: Budget, taste: Taste
) -> list[int]:
    """Indexes of the set with the greatest expected overlap that fits, in document order; beam search."""
    if budget.empty:
        return []
    options = sorted(_usable(sentences), key=lambda u: (-scores[u[-1]], u))
    if not options:
        return []
    wanted = wanted_count(sentences, budget)
    every = len(options)
    options = options[: max(CANDIDATES, 2 * wanted + 10)]
    if wanted > 30:  # a long extract: single gains are so small that the order of scores decides
        return choose_by_score(sentences, scores.tolist(), budget)
    search = _Search(sentences, scores, chances, budget, taste, options, wanted)
    chosen = search.run()
    if budget.sentences is not None and len(chosen) < budget.sentences and every > len(options):
        # The best sentences repeat each other: look among all of them before giving fewer than were asked for.
        more = choose_by_score(sentences, scores.tolist(), budget)
        chosen = more if len(more) > len(chosen) else chosen
    return chosen or _shortest(sentences, budget)


def wanted_count(sentences: Sequence[SentenceView], budget: Budget) -> int:
    """The sentences asked for, or as many as are likely to fit."""
    if budget.sentences is not None:
        return budget.sentences
    costs = [budget.cost(s) for s in sentences if s.barred is None] or [1]
    return max(1, round(budget.limit * len(costs) / sum(costs)))


class _Search:
    def __init__(
        self,
        sentences: Sequence[SentenceView],
        scores: NDArray[np.float64],
        chances: Chances,
        budget: Budget,
        taste: Taste,
        options: list[tuple[int, ...]],
        wanted: int,
    ) -> None:
        self.budget, self.taste, self.options, self.wanted = budget, taste, options, wanted
        involved = sorted({i for u in options for i in u})
        column = {i: c for c, i in enumerate(involved)}
        words, pairs = len(chances.words), len(chances.pairs)
        self.worth = np.concatenate([taste.words * chances.words, taste.pairs * chances.pairs])
        # Mostly the options are the sentences themselves, in another order; then there is nothing to add up.
        single = all(len(u) == 1 for u in options)
        holds = np.zeros((len(involved), words + pairs))
        place = np.full(len(sentences), -1)
        place[[u[0] for u in options] if single else involved] = np.arange(len(involved))
        for held, offset in ((chances.words_held, 0), (chances.pairs_held, words)):
            rows = place[held.sentence]
            holds[rows[rows >= 0], offset + held.item[rows >= 0]] = 1
        self.cost = np.array([budget.cost(sentences[i]) for i in involved])
        self.length = np.array([len(sentences[i].words) for i in involved], float)
        self.score = scores[involved]
        self.involved = involved
        self.parts = np.zeros((len(options), len(involved)))
        for n, u in enumerate(options):
            self.parts[n, [column[i] for i in u]] = 1
        self.part = self.parts > 0
        self.holds = holds if single else np.minimum(self.parts @ holds, 1)
        clash = _clashes([sentences[i] for i in involved])
        self.clash = np.minimum(self.parts @ clash, 1)  # options x sentences
        for n, u in enumerate(options):
            if len(u) > 1 and clash[column[u[0]], column[u[1]]]:
                self.clash[n] = 1
        self.parts_cost, self.parts_length, self.parts_score = (self.parts * x for x in (self.cost, self.length, self.score))

    def run(self) -> list[int]:
        """The sentences of the best set."""
        beam = [(0.0, np.zeros(len(self.involved), bool), np.zeros(len(self.worth), bool))]
        best: tuple[float, NDArray[np.bool_]] | None = None
        while beam:
            grown: dict[bytes, tuple[float, NDArray[np.bool_], NDArray[np.bool_], int]] = {}
            steps = self._steps(np.array([b[1] for b in beam]), np.array([b[2] for b in beam]))
            for (value, taken, covered), following in zip(beam, steps, strict=True):
                if not following and (best is None or value > best[0]):
                    best = value, taken
                for step_value, n in following:
                    now = taken | self.part[n]
                    key = now.tobytes()
                    if key not in grown:
                        grown[key] = (step_value, now, covered, n)
            best_grown = sorted(grown.values(), key=lambda g: -g[0])[:BEAM]
            beam = [(value, taken, covered | (self.holds[n] > 0)) for value, taken, covered, n in best_grown]
        return [] if best is None else [i for c, i in enumerate(self.involved) if best[1][c]]

    def _steps(self, taken: NDArray[np.bool_], covered: NDArray[np.bool_]) -> list[list[tuple[float, int]]]:
        """For each set its values after adding each option that is new, fits and repeats nothing; the best few."""
        free = (~taken).T.astype(float)
        new = self.parts @ free  # options x sets
        spent, length = taken @ self.cost, taken @ self.length
        fits = (new > 0) & (spent + self.parts_cost @ free <= self.budget.limit) & (self.clash @ taken.T == 0)
        gain = self.holds @ (self.worth[:, None] * ~covered.T) + covered @ self.worth
        length = length + self.parts_length @ free
        score = taken @ self.score + self.parts_score @ free
        expected = self.taste.expected * self.wanted
        value = 2 * gain / (length + expected) + self.taste.score * score / np.maximum(taken.sum(1) + new, 1)
        best = np.argsort(-np.where(fits, value, -np.inf), axis=0, kind="stable")[:BEAM]
        return [[(float(value[n, b]), n) for n in column if fits[n, b]] for b, column in enumerate(best.T.tolist())]
