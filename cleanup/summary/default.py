"""The default method: adapts to the kind of article and to a query."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from cleanup.languages import of
from cleanup.summary.article import Article
from cleanup.summary.features import SENTENCE_FEATURES, sentence_features, term_counts
from cleanup.summary.protocol import ArticleKind
from cleanup.summary.select import Budget, Taste, choose_by_coverage, choose_by_score, wanted_count
from cleanup.summary.shape import by_shape, choose_by_shape, goes_by_shape, is_understood, named_by
from cleanup.summary.trained import sentence_model, word_chances

TASTE = Taste()
_PLACE = [SENTENCE_FEATURES.index(n) for n in ("place", "place from end")]
_EARLY = [SENTENCE_FEATURES.index(n) for n in ("weight of early terms", "likeness to first", "likeness to summary head")]
_CENTRALITY = SENTENCE_FEATURES.index("centrality")
# Where every sentence is taken to stand when place does not count: far enough from the start to be no lead.
NO_PLACE = 5.0
_CENTRAL = 0.5  # by reading: what is central is often understood by those alone who read what stands before it
_CHOICES = 8  # times that a choice is made anew
_OPENINGS = 2  # sentences at the head of a text, one of which may open the summary whatever it takes as known


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
    elif goes_by_shape(kind, about):
        # The chances of words go by place too; without place the scores decide, with centrality.
        spread = rows[:, _CENTRALITY].std() or 1.0
        central = (rows[:, _CENTRALITY] - rows[:, _CENTRALITY].mean()) / spread
        scores = scores + _CENTRAL * central + by_shape(article, wanted_count(views, budget))
        chosen = choose_by_shape(article, scores, budget, kind)
    else:
        chosen = _choose_understood(article, scores, budget)
    return scores.tolist(), chosen, rows


def _choose_understood(article: Article, scores: NDArray[np.float64], budget: Budget) -> list[int]:
    """By coverage; a sentence that speaks of what the summary did not introduce is left out, and the choice made anew."""
    views = list(article.sentences)
    chances = word_chances(views, scores, article.language)
    chosen = choose_by_coverage(views, scores, chances, budget, TASTE)
    for _ in range(_CHOICES):
        named = named_by(article, chosen)
        opening = chosen[:1] if chosen and sum(v.barred is None for v in views[: chosen[0]]) < _OPENINGS else []
        unclear = [i for i in chosen if i not in opening and not is_understood(views[i], named, chosen)]
        if not unclear:
            return chosen
        views[unclear[0]] = replace(views[unclear[0]], barred="not introduced")
        chosen = choose_by_coverage(views, scores, chances, budget, TASTE) or chosen
    return chosen


def placeless(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Rows that no longer tell where a sentence stands."""
    rows = rows.copy()
    if len(rows):
        rows[:, _PLACE] = NO_PLACE
        rows[:, _EARLY] = rows[:, _EARLY].mean(axis=0)
    return rows
