"""Train the line judge: `python -m cleanup.training.lines DATA ... [-o cleanup/models/weights/lines.npz]`.

DATA are JSON-lines files (.gz or plain) of pages with reference texts and renderings, see `line_data`; `training.pages`
makes them of HTML. Needs LightGBM and scikit-learn (development only). Deterministic: one thread, fixed seeds, pages dealt
to folds by a hash of their site. A word model's or a first forest's view of a line is always that of a model that has not
seen the line's site, as it will be in use; the shipped word models and forests are then trained on all pages.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.models.hashed import HashedLinear
from cleanup.models.line import Line, read_line
from cleanup.stages.boilerplate.classifier import GATE, MODELS, LineClassifier, gate_row, text_scores
from cleanup.stages.boilerplate.features import (
    AT,
    NAMES,
    SEQUENCE_NAMES,
    TEXT,
    LineTable,
    features,
    read_lines,
    sequence_features,
)
from cleanup.stages.boilerplate.thresholds import TYPICAL_WORDS
from cleanup.training.lightgbm import from_lightgbm
from cleanup.training.line_data import OTHER, LabeledPage, Sample, article_samples, page_samples, read_page
from cleanup.training.logistic import fit

FOLDS = 3
GATE_SHARE = 0.3  # weight of a text of a page that is no article, for the gate: some, such as lists of products, are like menus
SEED = 1
WORD_BITS, FORM_BITS = 18, 16
HOSTS = 2  # sites that have an n-gram, or it is one publisher's and not learned
# Twice the trees at .6 of the rate take 2 to 4 points more left-over words at the same harm on articles of unseen sites
# (45.6 against 43.3 % of the page's own lines, 55.0 against 50.5 % of others', at .10 % of clean words lost).
FIRST_TREES, SECOND_TREES = 120, 320
FOREST = {
    "objective": "binary",
    "num_leaves": 31,
    "max_depth": 8,
    "learning_rate": 0.05,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "use_missing": False,
    "verbose": -1,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": SEED,
}
ATTRIBUTION = (
    "Learned from the development split of the WCXB web content extraction benchmark (annotations CC BY 4.0), the test pages "
    "of flairNLP/fundus (MIT) and mozilla/readability (Apache-2.0); the pages belong to their publishers. Holds weights only, "
    "no text."
)


@dataclass(slots=True)
class LabeledText:
    """A sample as it is learned from. The arrays are filled fold by fold."""

    page: str
    source: str
    host: str
    kind: str
    title: str
    reading: LineTable
    labels: NDArray[np.int8]
    weights: NDArray[np.float64]
    rows: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, len(NAMES)), np.float32))
    second: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, len(SEQUENCE_NAMES)), np.float32))
    page_keep: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))

    @property
    def fold(self) -> int:
        """The fold of its site, the same on every machine."""
        return int(hashlib.sha256(self.host.encode()).hexdigest(), 16) % FOLDS


def documents(samples: Iterable[Sample]) -> list[LabeledText]:
    """Samples with their lines read; equal lines are read once."""
    seen: dict[str, Line] = {}
    out: list[LabeledText] = []
    for sample in samples:
        kept: list[tuple[Line, int, float]] = []
        for raw, label, weight in zip(sample.lines, sample.labels, sample.weights, strict=True):
            line = seen.get(raw)
            if line is None:
                line = seen[raw] = read_line(raw)
            if line.words:
                kept.append((line, label, weight))
        if kept:
            lines, labels, weights = zip(*kept, strict=True)
            out.append(
                LabeledText(
                    sample.page,
                    sample.source,
                    sample.host,
                    sample.kind,
                    sample.title,
                    read_lines(lines, np.zeros((len(kept), len(TEXT)))),
                    np.array(labels, np.int8),
                    np.array(weights),
                )
            )
    return out


def fit_models(articles: Sequence[LabeledText], whole: Sequence[LabeledText]) -> tuple[HashedLinear, ...]:
    """The models of MODELS: words of either kind of document, then forms."""
    return (
        _fit_model(articles, lambda line: line.tokens, WORD_BITS, 2),
        _fit_model(whole, lambda line: line.tokens, WORD_BITS, 2),
        _fit_model(articles, lambda line: line.form, FORM_BITS, 3),
        _fit_model(whole, lambda line: line.form, FORM_BITS, 3),
    )


def _fit_model(docs: Sequence[LabeledText], read: Callable[[Line], tuple[str, ...]], bits: int, longest: int) -> HashedLinear:
    """A hashed model of these documents; a line that a page has many times counts once."""
    seen: dict[tuple[str, tuple[str, ...]], tuple[int, float]] = {}
    hosts: dict[str, int] = {}
    host_of: dict[str, int] = {}
    for doc in docs:
        host_of[doc.page] = hosts.setdefault(doc.host, len(hosts))
        for line, label, weight in zip(doc.reading.lines, doc.labels.tolist(), doc.weights.tolist(), strict=True):
            if weight > 0:
                seen[doc.page, read(line)] = (label, weight)
    return fit(
        [tokens for _, tokens in seen],
        [label for label, _ in seen.values()],
        weights=[weight for _, weight in seen.values()],
        bits=bits,
        longest=longest,
        groups=[host_of[page] for page, _ in seen],
        least_groups=HOSTS,
        dual=True,
    )


def set_rows(docs: Iterable[LabeledText], models: Sequence[HashedLinear]) -> None:
    """Features of each document with these models' scores."""
    for doc in docs:
        old = doc.reading
        doc.reading = LineTable(old.lines, old.topics, old.shape, text_scores(old.lines, models))
        doc.rows = features(doc.reading, doc.title)


def _chosen(doc: LabeledText, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Lines to learn from: half of a page's; of an article with left-over lines those near one and some others, since
    its other lines are learned from in the clean article already."""
    n = len(doc.labels)
    if doc.kind == "page":
        chosen = rng.random(n) < 0.5
    elif doc.kind == "clean":
        chosen = np.ones(n, np.bool_)
    else:
        chosen = rng.random(n) < 0.15
        for place in np.flatnonzero(doc.labels == 0):
            chosen[max(0, place - 2) : place + 3] = True
    return chosen & (doc.weights > 0)


def _weights(doc: LabeledText, rows: NDArray[np.float32], labels: NDArray[np.int8]) -> NDArray[np.float64]:
    """A line weighs by the root of its words; in pages, so that each page weighs about the same. A line of a short article
    weighs more, as its loss is a larger share: harm is counted as the mean of pages."""
    size = np.sqrt(np.expm1(rows[:, AT["words"]].astype(np.float64)) + 1)
    if doc.kind == "page":
        return np.asarray(size * 80 / np.sqrt(np.expm1(doc.rows[:, AT["words"]].astype(np.float64)) + 1).sum())
    words = np.expm1(doc.rows[:, AT["words"]].astype(np.float64)).sum()
    stake = float(np.clip(np.sqrt(TYPICAL_WORDS / max(words, 1.0)), 0.5, 2.0))
    return np.asarray(np.minimum(size, 6) / 3 * np.where(labels == 1, stake, 1.0))


def fit_forest(
    docs: Sequence[LabeledText],
    rows_of: Callable[[LabeledText], NDArray[np.float32]],
    names: Sequence[str],
    trees: int,
    seed: int,
) -> Forest:
    """A forest over the chosen lines of these documents."""
    import lightgbm

    rng = np.random.default_rng(seed)
    rows: list[NDArray[np.float32]] = []
    labels: list[NDArray[np.int8]] = []
    weights: list[NDArray[np.float64]] = []
    for doc in docs:
        chosen = _chosen(doc, rng)
        if chosen.any():
            rows.append(rows_of(doc)[chosen])
            labels.append(doc.labels[chosen])
            weights.append(doc.weights[chosen] * _weights(doc, rows[-1], labels[-1]))
    data = lightgbm.Dataset(np.concatenate(rows), np.concatenate(labels), weight=np.concatenate(weights))
    return from_lightgbm(lightgbm.train(FOREST, data, trees), names)


def train(pages: Sequence[LabeledPage], say: Callable[[str], None] = lambda _: None) -> dict[str, NDArray[Any]]:
    """The arrays of a line judge for these pages."""
    articles, whole = documents(article_samples(pages, SEED)), documents(page_samples(pages))
    everything = articles + whole
    say(f"{len(articles)} articles, {len(whole)} pages, {sum(len(d.labels) for d in everything)} lines")
    for fold in range(FOLDS):
        models = fit_models([d for d in articles if d.fold != fold], [d for d in whole if d.fold != fold])
        set_rows([d for d in everything if d.fold == fold], models)
    arrays: dict[str, NDArray[Any]] = {}
    for name, model in zip(MODELS, fit_models(articles, whole), strict=True):
        arrays |= model.to_arrays(f"{name}.")
    say("word and form models trained")
    for kind, docs in (("article", articles), ("page", whole)):
        for fold in range(FOLDS):
            first = fit_forest([d for d in docs if d.fold != fold], lambda d: d.rows, NAMES, FIRST_TREES, SEED + fold)
            for doc in everything if kind == "page" else articles:
                if doc.fold != fold:
                    continue
                keep = first.probabilities(doc.rows)
                if kind == "page":
                    doc.page_keep = keep
                if kind == "article" or doc.kind == "page":
                    doc.second = sequence_features(doc.rows, keep)
        first = fit_forest(docs, lambda d: d.rows, NAMES, FIRST_TREES, SEED + FOLDS)
        second = fit_forest(docs, lambda d: d.second, SEQUENCE_NAMES, SECOND_TREES, SEED + FOLDS + 1)
        arrays |= first.to_arrays(f"{kind}.first.") | second.to_arrays(f"{kind}.second.")
        say(f"{kind} forests trained")
    arrays["gate"] = fit_gate(everything)
    return arrays


def fit_gate(docs: Sequence[LabeledText]) -> NDArray[np.float64]:
    """Weights of the logistic gate between pages and articles, the intercept last."""
    from sklearn.linear_model import LogisticRegression

    docs = [doc for doc in docs if doc.kind != "alone"]  # neither
    rows = np.array([gate_row(d.rows, d.page_keep) for d in docs])
    labels = np.array([d.kind == "page" for d in docs])
    shares = np.array([GATE_SHARE if d.source.startswith(OTHER) else 1.0 for d in docs])
    middle, spread = rows.mean(0), rows.std(0) + 1e-9
    model = LogisticRegression(C=1.0, class_weight="balanced").fit((rows - middle) / spread, labels, shares)
    weights = model.coef_[0] / spread
    return np.append(weights, model.intercept_[0] - weights @ middle)


def read_pages(path: Path) -> Iterator[LabeledPage]:
    """The pages of a data file that have an article."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = read_page(json.loads(line))
            if page is not None:
                yield page


def about(pages: Sequence[LabeledPage], digest: str) -> dict[str, Any]:
    """What the model file says of itself."""
    return {
        "what": "judge of lines: probability that a line belongs to its article",
        "attribution": ATTRIBUTION,
        "command": "python -m cleanup.training.lines DATA ...",
        "data_sha256": digest,
        "pages": dict(sorted(Counter(page.source for page in pages).items())),
        "features": list(SEQUENCE_NAMES),
        "gate": list(GATE),
        "forest": FOREST,
        "trees": [FIRST_TREES, SECOND_TREES],
        "folds": FOLDS,
        "seed": SEED,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; -> exit code."""
    parser = argparse.ArgumentParser(prog="python -m cleanup.training.lines", description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, nargs="+", help="JSON lines with main_content and renderings, plain or .gz")
    parser.add_argument("-o", "--output", type=Path, default=store.MODELS / "lines.npz")
    options = parser.parse_args(argv)
    pages = [page for data in options.data for page in read_pages(data)]
    arrays = train(pages, lambda text: print(text, file=sys.stderr, flush=True))
    LineClassifier.from_arrays(arrays, {})  # refuses what could not be loaded
    options.output.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256(b"".join(data.read_bytes() for data in options.data)).hexdigest()
    store.save(options.output, arrays, about(pages, digest))
    print(f"{options.output}: {options.output.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
