"""Train the line judge: `python -m cleanup.training.lines DATA ... [-o cleanup/models/weights/lines.npz]`.

DATA are JSON-lines files (.gz or plain) of pages with reference texts and renderings, see `line_data`; `training.pages`
makes them of HTML. Needs LightGBM and scikit-learn (development only). Deterministic: one thread, fixed seeds, pages dealt
to folds by a hash of their site. A word model's or a first forest's view of a line is always that of a model that has not
seen the line's site, as it will be in use; the shipped word models and forests are then trained on all pages.
"""

from __future__ import annotations

import argparse
import hashlib
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
from cleanup.training.line_data import OTHER, LabeledPage, Sample, article_samples, page_samples, read_page, records
from cleanup.training.line_forest import FOREST, LearnedLines, chosen, fit_forest, fold_of, line_weights
from cleanup.training.logistic import fit

FOLDS = 3
GATE_SHARE = 0.3  # weight of a text of a page that is no article, for the gate: some, such as lists of products, are like menus
SEED = 1
WORD_BITS, FORM_BITS = 18, 16
HOSTS = 2  # sites that have an n-gram, or it is one publisher's and not learned
# Twice the trees at .6 of the rate take 2 to 4 points more left-over words at the same harm on articles of unseen sites
# (45.6 against 43.3 % of the page's own lines, 55.0 against 50.5 % of others', at .10 % of clean words lost).
FIRST_TREES, SECOND_TREES = 120, 320
SETTINGS = FOREST | {"learning_rate": 0.05, "seed": SEED}
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
        """The fold of its site."""
        return fold_of(self.host, FOLDS)


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
    seen: dict[tuple[str, tuple[str, ...]], tuple[int, float, int]] = {}
    hosts: dict[str, int] = {}
    for doc in docs:
        host = hosts.setdefault(doc.host, len(hosts))
        for line, label, weight in zip(doc.reading.lines, doc.labels.tolist(), doc.weights.tolist(), strict=True):
            if weight > 0:
                seen[doc.page, read(line)] = (label, weight, host)
    labels, weights, groups = zip(*seen.values(), strict=True)
    return fit(
        [tokens for _, tokens in seen],
        labels,
        weights=weights,
        bits=bits,
        longest=longest,
        groups=groups,
        least_groups=HOSTS,
        dual=True,
    )


def set_rows(docs: Iterable[LabeledText], models: Sequence[HashedLinear]) -> None:
    """Features of each document with these models' scores."""
    for doc in docs:
        old = doc.reading
        doc.reading = LineTable(old.lines, old.topics, old.shape, text_scores(old.lines, models))
        doc.rows = features(doc.reading, doc.title)


def _learned(doc: LabeledText, rows: NDArray[np.float32], rng: np.random.Generator) -> LearnedLines:
    """What is learned of a document, half of a page's lines; in pages a line weighs so that each page weighs about the same."""
    sizes = np.expm1(doc.rows[:, AT["words"]].astype(np.float64))
    if doc.kind == "page":
        which = rng.random(len(doc.labels)) < 0.5
        weights = np.sqrt(sizes + 1) * 80 / np.sqrt(sizes + 1).sum()
    else:
        which = chosen(doc.labels, doc.kind == "clean", rng)
        weights = line_weights(sizes, doc.labels)
    which &= doc.weights > 0
    return rows[which], doc.labels[which], (doc.weights * weights)[which]


def _fit(docs: Sequence[LabeledText], second: bool, trees: int, seed: int) -> Forest:
    """The first or second forest of these documents."""
    rng = np.random.default_rng(seed)
    texts = (_learned(doc, doc.second if second else doc.rows, rng) for doc in docs)
    return fit_forest(texts, SEQUENCE_NAMES if second else NAMES, trees, SETTINGS)


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
            first = _fit([d for d in docs if d.fold != fold], False, FIRST_TREES, SEED + fold)
            for doc in everything if kind == "page" else articles:
                if doc.fold != fold:
                    continue
                keep = first.probabilities(doc.rows)
                if kind == "page":
                    doc.page_keep = keep
                if kind == "article" or doc.kind == "page":
                    doc.second = sequence_features(doc.rows, keep)
        first = _fit(docs, False, FIRST_TREES, SEED + FOLDS)
        second = _fit(docs, True, SECOND_TREES, SEED + FOLDS + 1)
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
    for record in records(path):
        page = read_page(record)
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
        "forest": SETTINGS,
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
