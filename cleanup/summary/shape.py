"""Choose from a text that is no report, by how it is built: the opening, what goes on with it, and what tells something else.

An editor who read forty such texts blind would have published the first three sentences of 22, and what centrality chose of 12:
what is taken from the middle mostly speaks of a thing that nobody has introduced. So the first sentence that stands alone opens
the summary, and a later one enters where what it speaks of was named by those before it, or directly behind one that was chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleanup.summary.article import Article
from cleanup.summary.protocol import SentenceView
from cleanup.summary.select import Budget, choose_by_score, same

# Weights by reading, on texts of ten kinds: there are no summaries of such texts to learn from.
_OPENS_PARAGRAPH, _OF_A_LIST, _ALIKE, _GOES_ON = 0.4, -1.0, 1.0, 0.8


def by_shape(views: Sequence[SentenceView]) -> NDArray[np.float64]:
    """What the build of a text says of its sentences: a paragraph tells with its first what it is about; single items and steps
    tell least."""
    found = np.zeros(len(views))
    for i, view in enumerate(views):
        if view.paragraph != (views[i - 1].paragraph if i else None):
            found[i] += _OPENS_PARAGRAPH
        if view.kind == "list_item":
            found[i] += _OF_A_LIST
    return found


def choose_by_shape(article: Article, scores: NDArray[np.float64], budget: Budget) -> list[int]:
    """Indexes in document order. Fewer than the budget allows where nothing more can be understood."""
    views = article.sentences
    free = [v for v in views if v.barred is None]
    prose = [v for v in free if v.kind != "list_item"] or free
    chosen: list[int] = []
    spent = 0
    held = {v.index: set(v.content) for v in free}
    while True:
        best: tuple[float, int] | None = None
        for view in free if chosen else prose:
            i = view.index
            if i in chosen or spent + budget.cost(view) > budget.limit or not is_understood(view, article, chosen):
                continue
            if any(same(view, views[j]) for j in chosen):
                continue
            if not chosen:  # the first that can be understood opens
                best = (0.0, -i)
                break
            alike = max(len(held[i] & held[j]) / max(1, min(len(held[i]), len(held[j]))) for j in chosen)
            goes_on = i - 1 in chosen and view.paragraph == views[i - 1].paragraph
            value = (float(scores[i]) - _ALIKE * alike + _GOES_ON * goes_on, -i)
            best = value if best is None else max(best, value)
        if best is None:
            return sorted(chosen) or choose_by_score(views, scores.tolist(), budget)
        chosen.append(-best[1])
        spent += budget.cost(views[-best[1]])


def is_understood(view: SentenceView, article: Article, chosen: Sequence[int]) -> bool:
    """Is what the sentence speaks of named by the title or by chosen sentences before it?"""
    if view.index - 1 in chosen:
        return True
    if view.leans:
        return False
    return not view.resumes or not view.resumes.isdisjoint(
        article.title_words.union(*(article.sentences[j].content for j in chosen if j < view.index))
    )
