"""Choose from a text that is no report, by how it is built: the opening, what goes on with it, and what tells something else.

An editor who read forty texts of ten kinds blind would have published the first three sentences of 22, and what centrality chose
of 12: what is taken from the middle mostly speaks of a thing that nobody has introduced. So the first sentence that stands alone
opens the summary, and a later one enters where what it speaks of was named by those before it (introduced.py) or where all that
stands before it was chosen. A short summary goes by the order of the text; the longer it is, the more it goes by what a sentence
tells, what it goes on with, and what is new in it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleanup.languages import of
from cleanup.summary.article import Article
from cleanup.summary.protocol import ArticleKind, SentenceView
from cleanup.summary.select import Budget, choose_by_score, same, wanted_count

# Weights by reading, on texts of ten kinds: there are no summaries of such texts to learn from.
_OPENS_PARAGRAPH, _ALIKE, _GOES_ON, _NEXT_PARAGRAPH, _WEAK, _DEFINES = 0.4, 1.0, 1.2, 0.8, -0.5, 1.0
# What the first sentence gets and the last does not: of a short summary, and of one that goes through the text. Blind, three editors
# would have published of eighty texts the first sentences of 37 and what went by the other weights of 30, and preferred these 31
# to 18.
_EARLY, _EARLY_OF_MANY, _FEW = 120.0, 4.0, 3

_UNKNOWN = 3  # sentences that an opening may come later for each thing less that it takes as known
_TELLS_ON = 4.0  # for what goes on with a chosen sentence of a tale, which is told in one piece
_LEAST_PROSE = 0.25  # share of the sentences, below which a text is its lists
_SUBJECT_WITHIN, _BEING_WITHIN = 4, 7  # words

_SHARED = 3  # words that two sentences share at least to say the same (select.py)


def by_shape(article: Article, wanted: int) -> NDArray[np.float64]:
    """What the build of a text says of its sentences: a paragraph tells with its first what it is about, a sentence that says
    what the title's subject is tells more than one about a detail, and the longer a text goes on the more it goes into those.
    `wanted` are the sentences of the summary."""
    early = max(_EARLY_OF_MANY, _EARLY * (_FEW / max(_FEW, wanted)) ** 2)
    views, being = article.sentences, of(article.language).wording.being
    found = np.zeros(len(views))
    for i, view in enumerate(views):
        if view.paragraph != (views[i - 1].paragraph if i else None):
            found[i] += _OPENS_PARAGRAPH
        titled = not article.title_words.isdisjoint(view.words[:_SUBJECT_WITHIN])
        if titled and not being.isdisjoint(view.lower[1:_BEING_WITHIN]):
            found[i] += _DEFINES
        found[i] += _WEAK * len(view.weak) + early * (1 - i / len(views))
    return found


def goes_by_shape(kind: ArticleKind | None, about: str | None) -> bool:
    """Does the default method choose from such a text by its shape? Not from a report, nor where something is asked for."""
    return kind != "report" and not about


def choose_by_shape(article: Article, scores: NDArray[np.float64], budget: Budget, kind: ArticleKind) -> list[int]:
    """Indexes in document order. Fewer than the budget allows where nothing more can be understood.

    A choice changes something only for sentences that share a word with the chosen one, so only these are looked at anew.
    """
    views = article.sentences
    wanted = wanted_count(views, budget)
    free = [v for v in views if v.barred is None]
    prose = [v.index for v in free if v.kind != "list_item"]
    if len(prose) < _LEAST_PROSE * len(free):
        prose = [v.index for v in free]  # the items are the text
    steps = {b.index: a.index for a, b in pairwise(free) if a.kind == b.kind == "list_item"}  # each with the one before it
    cost = np.array([budget.cost(v) for v in views])
    holding: defaultdict[str, list[SentenceView]] = defaultdict(list)
    written: defaultdict[tuple[str, ...], list[SentenceView]] = defaultdict(list)
    for view in free:
        written[view.words].append(view)
        for stem in set(view.content):
            holding[stem].append(view)
    named = named_by(article, ())
    chosen: set[int] = set()
    spent = 0
    alike = np.zeros(len(views))  # to the chosen sentence that it shares most with
    value = scores.copy()
    closed = np.array([v.barred is not None for v in views], bool)  # may not be chosen (any more)
    understood = np.array([not gone and is_understood(v, named, chosen) for v, gone in zip(views, closed, strict=True)], bool)
    left = 0  # the first of the free sentences that is not chosen
    coming: list[int] = []  # this one, where it is understood
    while True:
        options = understood & ~closed & (cost <= budget.limit - spent)
        # after the opening, single items and steps only where prose has nothing more to tell, or where they come next
        fitting = [i for i in (*prose, *coming) if options[i]] or np.flatnonzero(options).tolist()
        fitting = [i for i in fitting if i not in steps or steps[i] in chosen]  # a step is understood behind the one before
        if not chosen:
            fitting = [v.index for v in free if not v.leans and cost[v.index] <= budget.limit]
        if not fitting:
            return sorted(chosen) or choose_by_score(views, scores.tolist(), budget)
        best = views[fitting[int(np.argmax(value[fitting]))]] if chosen else _opening([views[i] for i in fitting], named)
        chosen.add(best.index)
        closed[best.index] = True
        spent += cost[best.index]
        # Whoever has read all there is before a sentence knows what it speaks of.
        while left < len(free) and free[left].index in chosen:
            left += 1
        following = free[left] if left < len(free) else None
        coming = []
        if following is not None and (not following.leans or following.index - 1 in chosen):
            understood[following.index] = True
            # one step alone tells less than what is said below the steps
            first_step = following.kind == "list_item" and (
                following.index == 0 or views[following.index - 1].kind != "list_item"
            )
            coming = [] if first_step and len(chosen) + 1 >= wanted else [following.index]
        own = set(best.content)
        for stem in own:
            named[stem] = min(named.get(stem, best.index), best.index)
        shared = Counter(view.index for stem in own for view in holding[stem])
        shared.update(dict.fromkeys((v.index for v in (*written[best.words], *views[best.index + 1 : best.index + 2])), 0))
        for i, count in shared.items():
            view = views[i]
            if closed[i]:
                continue
            closed[i] = (count >= _SHARED or view.words == best.words) and same(view, best)
            understood[i] = understood[i] or is_understood(view, named, chosen)
            alike[i] = max(alike[i], count / max(1, min(len(set(view.content)), len(own))))
            value[i] = scores[i] - _ALIKE * alike[i] + (_nearness(views[i - 1], view, kind) if i - 1 in chosen else 0.0)


def _nearness(before: SentenceView, view: SentenceView, kind: ArticleKind) -> float:
    """What a sentence gains from the chosen one right before it."""
    if kind == "tale":
        return _TELLS_ON
    return _GOES_ON if view.paragraph == before.paragraph else _NEXT_PARAGRAPH


def _opening(candidates: Sequence[SentenceView], named: Mapping[str, int]) -> SentenceView:
    """The first sentence, unless one soon after it takes less as known."""

    def cost(place: int) -> int:
        unknown = sum(all(stem not in named for stem in group) for group in candidates[place].needs)
        return place + _UNKNOWN * unknown

    return candidates[min(range(len(candidates)), key=lambda place: (cost(place), place))]


def named_by(article: Article, chosen: Iterable[int]) -> dict[str, int]:
    """The stems that the title (-1) and chosen sentences name, with the first sentence that does."""
    named = dict.fromkeys(article.title_words, -1)
    for i in sorted(chosen):
        for stem in article.sentences[i].content:
            named.setdefault(stem, i)
    return named


def is_understood(view: SentenceView, named: Mapping[str, int], chosen: Container[int]) -> bool:
    """Is what the sentence speaks of named before it (`named_by`), or does it go on with a chosen one?"""
    if view.leans and view.index - 1 not in chosen:
        return False
    return all(any(named.get(stem, view.index) < view.index for stem in group) for group in view.needs)
