"""The default method: adapts to the kind of article and to a query."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleanup.languages import of
from cleanup.summary.article import Article
from cleanup.summary.features import SENTENCE_FEATURES, sentence_features, term_counts
from cleanup.summary.protocol import ArticleKind, SentenceView
from cleanup.summary.select import Budget, Taste, choose_by_coverage, choose_by_score, units
from cleanup.summary.trained import sentence_model, word_chances

TASTE = Taste()
_PLACE = [SENTENCE_FEATURES.index(n) for n in ("place", "place from end")]
_EARLY = [SENTENCE_FEATURES.index(n) for n in ("weight of early terms", "likeness to first", "likeness to summary head")]
_CENTRALITY = SENTENCE_FEATURES.index("centrality")
# Weights by reading, on texts of ten kinds (tests/summary/reading): there are no summaries of such texts to learn from.
_OPENS_PARAGRAPH, _OF_A_LIST, _ALIKE, _BESIDE = 0.4, -1.0, 2.0, 0.7
_OPENING = 3  # sentences, one of which says what the text is about
# Where every sentence is taken to stand when place does not count: far enough from the start to be no lead.
NO_PLACE = 5.0


def rank_default(
    article: Article, kind: ArticleKind, budget: Budget, about: str | None
) -> tuple[list[float], list[int], NDArray[np.float64]]:
    """-> scores, chosen sentences, and the rows of features behind the scores."""
    views = article.sentences
    rows = sentence_features(views, term_counts(views), of(article.language).wording)
    if kind != "report":
        rows = placeless(rows)
    scores = sentence_model().forest.margins(rows)
    for i, view in enumerate(views):
        if view.weak:
            scores[i] -= 0.25 * len(view.weak)
    if about:
        from cleanup.summary.query import with_query

        ranked = with_query(views, scores.tolist(), about, article.language)
        chosen = choose_by_score(views, ranked, budget)
        scores = np.array(ranked)
    elif kind != "report":
        # The chances of words go by place too; without place the scores decide, and centrality weighs more.
        spread = rows[:, _CENTRALITY].std() or 1.0
        scores = scores + (rows[:, _CENTRALITY] - rows[:, _CENTRALITY].mean()) / spread + by_shape(views)
        chosen = choose_by_shape(views, scores, budget)
    else:
        chosen = choose_by_coverage(views, scores, word_chances(views, scores, article.language), budget, TASTE)
    return scores.tolist(), chosen, rows


def by_shape(views: Sequence[SentenceView]) -> NDArray[np.float64]:
    """What the build of a text that is no report says of its sentences: a paragraph tells with its first what it is about; single
    items and steps tell least."""
    found = np.zeros(len(views))
    for i, view in enumerate(views):
        if view.paragraph != (views[i - 1].paragraph if i else None):
            found[i] += _OPENS_PARAGRAPH
        if view.kind == "list_item":
            found[i] += _OF_A_LIST
    return found


def choose_by_shape(views: Sequence[SentenceView], scores: NDArray[np.float64], budget: Budget) -> list[int]:
    """Indexes in document order: the sentence that opens the subject, then what scores best and tells something else elsewhere.

    Centrality alone takes sentences that are alike ("X moved to stable", "Y moved to stable"), all from one place.
    """
    opening = [u for u in units(views) if views[u[-1]].kind != "list_item"][:_OPENING]
    if budget.empty or not opening:
        return choose_by_score(views, scores.tolist(), budget)
    first = max(opening, key=lambda u: (scores[u[-1]], -u[0]))
    ranked = scores.copy()
    ranked[first[-1]] = scores.max() + 1
    held = [set(view.content) for view in views]
    chosen: list[int] = []
    while True:
        more = choose_by_score(views, ranked.tolist(), budget, beside=chosen)
        if not more:
            return sorted(chosen) or choose_by_score(views, scores.tolist(), budget)
        chosen += more
        for i, view in enumerate(views):
            for j in more:
                shared = len(held[i] & held[j]) / max(1, min(len(held[i]), len(held[j])))
                ranked[i] -= _ALIKE * shared + _BESIDE * (view.paragraph == views[j].paragraph)


def placeless(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows that no longer tell where a sentence stands."""
    rows = rows.copy()
    if len(rows):
        rows[:, _PLACE] = NO_PLACE
        rows[:, _EARLY] = rows[:, _EARLY].mean(axis=0)
    return rows
