"""Put together: look at the sentences, rank them by the chosen method, choose within the budget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cleanup.summary.article import Article, view_article
from cleanup.summary.kind import article_kind
from cleanup.summary.methods import check_method, ranker
from cleanup.summary.protocol import NO_PROSE, ChosenSentence, PassedOver, SentenceView, Summary
from cleanup.summary.select import Budget, Length, choose_by_score, same
from cleanup.summary.shape import goes_by_shape, is_understood, named_by
from cleanup.text.reading import Reading

SHOWN = 5  # sentences passed over that an explanation tells of


def summarize(
    reading: Reading, title: str | None, keep_out: Sequence[tuple[int, int]], method: str, length: Length, about: str | None
) -> Summary:
    """See `cleanup.summary.summarize_text`."""
    check_method(method)
    article = view_article(reading, title, keep_out)
    if about:
        from cleanup.summary.query import standing_hits

        article = replace(article, sentences=tuple(standing_hits(article.sentences, about, reading.language)))
    views = article.sentences
    budget = Budget.of(length, len(views))
    kind, reasons = article_kind(article, reading.blocks, title)
    if budget.empty or not article.choosable():
        return Summary((), method, kind, reasons)
    rows: Sequence[Sequence[float]] = ()
    if method == "auto":
        from cleanup.summary.default import rank_default

        scores, chosen, found = rank_default(article, kind, budget, about)
        rows = found.tolist()
    else:
        scores = ranker(method, reading.language, budget, views).rank(views)
        if about:
            from cleanup.summary.query import with_query

            scores = with_query(views, scores, about, reading.language)
        chosen = choose_by_score(views, scores, budget, alone=False)
    return Summary(
        tuple(
            ChosenSentence(
                v.start,
                v.end,
                v.text,
                round(float(scores[v.index]), 4),
                tuple(rows[v.index]) if rows else (),
                _needed(views, v.index, chosen),
            )
            for v in (views[i] for i in chosen)
        ),
        method,
        kind,
        reasons,
        _passed_over(
            article,
            scores,
            chosen,
            budget,
            introduced=method == "auto" and not about,
            by_shape=method == "auto" and goes_by_shape(kind, about),
        ),
    )


def _needed(views: Sequence[SentenceView], i: int, chosen: Sequence[int]) -> bool:
    """Does the next sentence, chosen too, lean on this one?"""
    return i + 1 in chosen and views[i + 1].leans


def _passed_over(
    article: Article, scores: Sequence[float], chosen: Sequence[int], budget: Budget, introduced: bool, by_shape: bool
) -> tuple[PassedOver, ...]:
    """The next best sentences and what spoke against each; `introduced`: what a sentence takes as known had to be named before
    it; `by_shape`: the text was no report (shape.py)."""
    views = article.sentences
    taken = set(chosen)
    named = named_by(article, chosen) if introduced else {}
    # A sentence that another needs was chosen for that one's score.
    least = min((max(scores[i], scores[i + 1]) if _needed(views, i, chosen) else scores[i] for i in chosen), default=0.0)
    spent = sum(budget.cost(views[i]) for i in chosen)
    found = []
    for i in sorted((i for i in range(len(views)) if i not in taken), key=lambda i: (-scores[i], i)):
        view = views[i]
        twin = next((j for j in chosen if same(view, views[j])), None)
        if view.barred in NO_PROSE or view.barred in ("repeats the title", "short"):
            continue
        if view.barred:
            why = view.barred
        elif twin is not None:
            why = f"says the same as sentence {views[twin].index + 1}"
        elif view.leans and i - 1 not in taken:
            why = "leans on the sentence before it, which was not chosen"
        elif introduced and not is_understood(view, named, taken):
            why = "speaks of something that was not introduced"
        elif by_shape and view.kind == "list_item" and any(views[j].kind != "list_item" for j in chosen):
            why = "an item of a list: prose goes first"
        elif spent + budget.cost(view) > budget.limit and scores[i] < least:
            why = "scores less, and the budget is spent"
        else:
            why = "adds less that is new to the sentences chosen"
        found.append(PassedOver(view.start, view.end, view.text, round(float(scores[i]), 4), why))
        if len(found) == SHOWN:
            break
    return tuple(found)
