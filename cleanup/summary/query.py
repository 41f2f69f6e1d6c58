"""Relevance to a query: rank by it as well."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from cleanup.languages import stop_words
from cleanup.summary.article import stem
from cleanup.summary.protocol import SentenceView
from cleanup.text.fold import fold
from cleanup.text.tokens import words

# A sentence that holds all of the query outranks every sentence that holds none of it; among those that do, the
# method's own score decides.
WEIGHT = 6.0
NEIGHBOR = 0.25  # what the sentence beside a hit gets of its relevance: names give way to pronouns there


def relevance(sentences: Sequence[SentenceView], query: str, language: str | None) -> list[float]:
    """0 to 1: share of the query's words in the sentence, rare words counting more; the phrase as it stands counts 1."""
    stops = stop_words(language)
    wanted = [w.text for w in words(query)]
    terms = {stem(w.lower()) for w in wanted if w.lower() not in stops} or {stem(w.lower()) for w in wanted}
    if not terms:
        return [0.0] * len(sentences)
    n = len(sentences)
    held = [terms & set(s.words) for s in sentences]
    rarity = {t: math.log(1 + n / (1 + sum(t in h for h in held))) for t in terms}
    total = sum(rarity.values()) or 1.0
    phrase = fold(query)
    own = [
        1.0 if phrase and h and phrase in fold(s.text) else sum(rarity[t] for t in h) / total
        for s, h in zip(sentences, held, strict=True)
    ]
    return [min(1.0, max(own[i], NEIGHBOR * max(own[i - 1] if i and sentences[i].leans else 0.0, 0.0))) for i in range(n)]


def standing_hits(sentences: Sequence[SentenceView], query: str, language: str | None) -> list[SentenceView]:
    """The sentences, those that hold all of the query as standing alone where they lean on one that may not be chosen
    (a flagged one) and no other sentence holds the query: what was asked for beats a perfect start."""
    held = relevance(sentences, query, language)
    if any(h == 1.0 and not s.leans and s.barred is None for h, s in zip(held, sentences, strict=True)):
        return list(sentences)
    return [
        replace(s, leans=False) if h == 1.0 and s.leans and i and sentences[i - 1].barred else s
        for i, (h, s) in enumerate(zip(held, sentences, strict=True))
    ]


def with_query(sentences: Sequence[SentenceView], scores: Sequence[float], query: str, language: str | None) -> list[float]:
    """Scores in standard units plus the weighted relevance."""
    n = len(scores)
    mean = sum(scores) / n
    spread = math.sqrt(sum((s - mean) ** 2 for s in scores) / n) or 1.0
    return [(s - mean) / spread + WEIGHT * r for s, r in zip(scores, relevance(sentences, query, language), strict=True)]
