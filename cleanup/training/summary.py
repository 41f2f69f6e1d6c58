"""Train the summary model: python -m cleanup.training.summary ARTICLES.jsonl.gz... [-o MODEL.npz]

Development only: needs lightgbm and scikit-learn. A line of input is {"text", "reference"}, the reference one sentence
a line. The target of a sentence is whether the greedy choice of three with the best overlap with the reference holds
it; the target of a word or pair is whether the reference holds it. Words are learned on chances that come from forests
which have not seen the article (five folds), as they will be at work.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanup.languages import of
from cleanup.models import store
from cleanup.summary.article import Article, stem, stop_stems, view_article
from cleanup.summary.features import SENTENCE_FEATURES, sentence_features, term_counts
from cleanup.summary.trained import MODEL, sentence_chances
from cleanup.summary.word_features import word_features
from cleanup.text.reading import Reading
from cleanup.text.tokens import word_tokens
from cleanup.training.lightgbm import from_lightgbm

FOLDS = 5
ROUNDS = 200
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 15,
    "min_data_in_leaf": 40,
    "lambda_l2": 5.0,
    "use_missing": False,
    "max_bin": 127,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}
DATA = (
    "CNN/DailyMail summaries (Hermann et al. 2015; See et al. 2017): 1,000 articles of the CNN validation part and 492 "
    "of the training part. The scripts are Apache-2.0 and MIT; the articles belong to their publishers, and none of "
    "their words is in this file: it holds thresholds and weights over counts, places and lengths."
)


def read(paths: Sequence[Path]) -> Iterator[tuple[str, list[list[str]]]]:
    """Texts with the stems of their references, one list a sentence."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record["text"], [[stem(w.lower()) for w in word_tokens(s)] for s in record["reference"].split("\n")]


def overlap(chosen: Sequence[Sequence[str]], reference: Sequence[Sequence[str]]) -> float:
    """Two parts F1 of words to one part F1 of pairs: close to the mean of ROUGE-1, -2 and -Lsum."""
    ours, theirs = [w for s in chosen for w in s], [w for s in reference for w in s]
    return 2 * _f1(Counter(ours), Counter(theirs)) + _f1(Counter(pairwise(ours)), Counter(pairwise(theirs)))


def _f1(ours: Counter[Any], theirs: Counter[Any]) -> float:
    hits = sum(min(n, theirs[k]) for k, n in ours.items() if k in theirs)
    return 2 * hits / (sum(ours.values()) + sum(theirs.values())) if hits else 0.0


def best_sentences(article: Article, reference: Sequence[Sequence[str]], count: int = 3) -> list[int]:
    """Greedy: the sentence that adds most, until none adds or there are `count`."""
    chosen: list[int] = []
    best = 0.0
    while len(chosen) < count:
        tried = [
            (overlap([article.sentences[j].words for j in sorted([*chosen, s.index])], reference), s.index)
            for s in article.choosable()
            if s.index not in chosen
        ]
        if not tried or max(tried)[0] <= best:
            break
        best, number = max(tried)
        chosen.append(number)
    return sorted(chosen)


def train(paths: Sequence[Path], out: Path) -> None:
    """Train on all articles of `paths` and write the model file."""
    import lightgbm
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    articles, rows, targets, references = [], [], [], []
    for text, reference in read(paths):
        article = view_article(Reading(text, (), "en"))
        target = np.zeros(len(article.sentences))
        target[best_sentences(article, reference)] = 1
        articles.append(article)
        rows.append(sentence_features(article.sentences, term_counts(article.sentences), of("en").wording))
        targets.append(target)
        references.append(reference)
    free = [np.array([s.barred is None for s in a.sentences], bool) for a in articles]
    fold = np.random.default_rng(1).integers(0, FOLDS, len(articles))

    def forest(numbers: Sequence[int]) -> Any:
        x = np.vstack([rows[k][free[k]] for k in numbers])
        y = np.concatenate([targets[k][free[k]] for k in numbers])
        return lightgbm.train(PARAMETERS, lightgbm.Dataset(x, y), ROUNDS)

    scores: list[NDArray[np.float64]] = [np.zeros(0)] * len(articles)
    for f in range(FOLDS):
        booster = forest([k for k in range(len(articles)) if fold[k] != f])
        for k in np.flatnonzero(fold == f):
            scores[k] = booster.predict(rows[k], raw_score=True)
    final = from_lightgbm(forest(range(len(articles))), SENTENCE_FEATURES)
    arrays = final.to_arrays("sentence.")
    vocabularies = [
        word_features(a.sentences, sentence_chances(a.sentences, s), stop_stems("en"))
        for a, s in zip(articles, scores, strict=True)
    ]
    for place, name in enumerate(("words", "pairs")):
        ys = []
        for vocabulary, reference in zip(vocabularies, references, strict=True):
            told = [w for s in reference for w in s]
            held: set[Any] = set(pairwise(told)) if place else set(told)
            keys: Sequence[Any] = vocabulary.pairs() if place else vocabulary.words
            ys.append(np.fromiter((key in held for key in keys), float, len(keys)))
        x, y = np.vstack([v.rows[place] for v in vocabularies]), np.concatenate(ys)
        mean, spread = x.mean(0), x.std(0)
        spread[spread < 1e-9] = 1
        fitted = LogisticRegression(C=1.0, max_iter=100, tol=1e-3).fit((x - mean) / spread, y)
        weights = fitted.coef_[0] / spread
        arrays[f"{name}.weights"] = weights.astype(np.float32)
        arrays[f"{name}.bias"] = np.array([fitted.intercept_[0] - weights @ mean], np.float32)
    about = {
        "what": "chances of sentences, words and word pairs to be in a summary",
        "data": DATA,
        "articles": len(articles),
        "command": "python -m cleanup.training.summary ARTICLES.jsonl.gz...",
        "rounds": ROUNDS,
        "parameters": PARAMETERS,
    }
    out.parent.mkdir(exist_ok=True)
    store.save(out, arrays, about)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    options = parser.parse_args()
    train(options.articles, options.output)


if __name__ == "__main__":
    main()
