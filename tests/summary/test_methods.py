"""Our LexRank, TextRank, Reduction, KL and SumBasic against sumy's own."""

from __future__ import annotations

import random
from importlib import import_module
from pathlib import Path

import pytest

from cleanup.summary.article import view_article
from cleanup.summary.methods import ranker
from cleanup.summary.protocol import SentenceView
from cleanup.summary.select import Budget
from cleanup.text.reading import Reading

SEED = (Path(__file__).parents[2] / "seeds" / "000_f250bf3dc0c16488.txt").read_text(encoding="utf-8")
SUMY = {
    "lexrank": ("lex_rank", "LexRankSummarizer"),
    "textrank": ("text_rank", "TextRankSummarizer"),
    "reduction": ("reduction", "ReductionSummarizer"),
    "sumbasic": ("sum_basic", "SumBasicSummarizer"),
    "kl": ("kl", "KLSummarizer"),
}


class Sentence:
    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = words


class Document:
    def __init__(self, sentences: list[Sentence]) -> None:
        self.sentences = tuple(sentences)
        self.words = tuple(w for s in sentences for w in s.words)


def sumy_order(method: str, sentences: list[tuple[str, ...]]) -> list[int]:
    """sumy's ranking, best first, on words that need no stop list and no stemmer any more."""
    module, name = SUMY[method]
    found: list[int] = []

    def keep(infos: list[object]) -> list[object]:
        found.extend(info.order for info in infos)  # type: ignore[attr-defined]
        return infos

    getattr(import_module("sumy.summarizers." + module), name)()(Document([Sentence(s) for s in sentences]), keep)
    return found


FIRST = ("ba", "de", "fi", "go", "ku", "lo", "mi", "na")
SECOND = ("rak", "sel", "tin", "vol", "dur", "pem", "zos")


def generated(count: int, seed: int) -> list[SentenceView]:
    """Sentences of invented words with the skewed counts of real text."""
    chance = random.Random(seed)
    # Vocabulary grows with the square root of the text, as in real text (Heaps' law): 680 words at 50 sentences.
    size = int(96 * count**0.5)
    words = [FIRST[i % 8] + SECOND[i // 8 % 7] + FIRST[i // 56 % 8] + (str(i // 448) if i > 447 else "") for i in range(size)]
    text = " ".join(
        " ".join(words[int(len(words) * chance.random() ** 2.5)] for _ in range(chance.randint(6, 25))).capitalize() + "."
        for _ in range(count)
    )
    return list(view_article(Reading(text, (), "xx")).sentences)


@pytest.mark.parametrize("method", SUMY)
@pytest.mark.parametrize("source", ["seed", "40", "120", "200"])
def test_same_ranking_as_sumy(method: str, source: str) -> None:
    if method == "kl" and source in ("120", "200"):
        pytest.skip("sumy's KL takes minutes there")
    views = list(view_article(Reading(SEED, (), "en")).sentences) if source == "seed" else generated(int(source), int(source))
    # KL counts whole words, the others stems; the greedy two look only at sentences that may be chosen.
    views = [v for v in views if v.barred is None and v.content]
    ours = ranker(method, "xx", Budget(sentences=len(views)), views).rank(views)
    if method == "kl":
        from cleanup.summary.sumy_methods import content_words

        theirs = sumy_order(method, [tuple(content_words(v)) for v in views])
    else:
        theirs = sumy_order(method, [v.content for v in views])
    order = sorted(range(len(views)), key=lambda i: (-ours[i], i))
    # Equal scores come out in either order; a swap of neighbors whose scores agree to nine places is none.
    tied = [abs(ours[a] - ours[b]) <= 1e-9 * max(1, abs(ours[a])) for a, b in zip(order, theirs, strict=True)]
    assert all(tied)
