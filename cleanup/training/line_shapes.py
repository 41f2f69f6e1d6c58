"""Train the judge of line shapes: `python -m cleanup.training.line_shapes DATA [-o cleanup/models/weights/line_shapes.npz]`.

DATA is that of `training.lines`: English pages, of which only what is not English is learned (`stages.boilerplate.shapes`).
Which lines a rule knows is part of that, so it is to be trained anew when many rules have changed. Deterministic: one
thread, fixed seeds; what the first forest says of a line is that of one which has not seen the line's page.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.match import RuleBook
from cleanup.stages.boilerplate.features import SEQUENCE, sequence_features
from cleanup.stages.boilerplate.shape_judge import MODEL, ShapeJudge
from cleanup.stages.boilerplate.shapes import COLUMNS, columns, read, ruled_by
from cleanup.training.line_data import LabeledPage, Sample, article_samples
from cleanup.training.line_forest import FOREST, LearnedLines, chosen, fit_forest, fold_of, line_weights
from cleanup.training.lines import read_pages

ATTRIBUTION = (
    "Learned from the article pages of the development split of the WCXB web content extraction benchmark; its "
    "annotations are licensed CC BY 4.0, the pages belong to their publishers. Holds weights only, no text."
)
LANGUAGE = "en"  # of the pages
STAGE = "boilerplate"
FOLDS = 4
SEED = 1
FIRST_TREES, SECOND_TREES = 80, 150
SETTINGS = FOREST | {"learning_rate": 0.08}


@dataclass(slots=True)
class ShapedText:
    """A sample as it is learned from. `second` is filled fold by fold."""

    page: str
    clean: bool
    rows: NDArray[np.float32]
    labels: NDArray[np.int8]
    weights: NDArray[np.float64]
    size: NDArray[np.float64]
    second: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 0), np.float32))

    @property
    def fold(self) -> int:
        """The fold of its page."""
        return fold_of(self.page, FOLDS)


def ruled_lines(rows: Sequence[str], language: str, book: RuleBook) -> NDArray[np.float64]:
    """How surely a rule takes each line, as the stage would find it."""
    out = np.zeros(len(rows))
    unlike = list(dict.fromkeys(rows))
    matched = dict(zip(unlike, book.match_lines(STAGE, unlike, None, language), strict=True))
    for i, row in enumerate(rows):
        if matched[row]:
            rule = matched[row][0].rule
            out[i] = ruled_by(rule.confidence, rule.action == "keep")
    for match in book.match_sequences(STAGE, rows, None, language):
        for i in range(match.start, match.end):
            out[i] = out[i] or match.rule.confidence
    return out


def shaped(sample: Sample, language: str, book: RuleBook) -> ShapedText:
    """One sample with its lines as numbers."""
    places, table = read(sample.lines, language)
    ruled = ruled_lines(sample.lines, language, book)[places]
    return ShapedText(
        sample.page,
        sample.kind == "clean",
        columns(table, sample.title, language, ruled),
        np.array(sample.labels, np.int8)[places],
        np.array(sample.weights)[places],
        table.sizes,
    )


def _learned(doc: ShapedText, rows: NDArray[np.float32], rng: np.random.Generator) -> LearnedLines:
    """What is learned of a text."""
    which = chosen(doc.labels, doc.clean, rng) & (doc.weights > 0)
    return rows[which], doc.labels[which], line_weights(doc.size, doc.labels)[which]


def _fit(docs: Iterable[ShapedText], second: bool, trees: int, seed: int) -> Forest:
    """The first or second forest of these texts."""
    rng = np.random.default_rng(seed)
    texts = (_learned(doc, doc.second if second else doc.rows, rng) for doc in docs)
    return fit_forest(texts, COLUMNS + SEQUENCE if second else COLUMNS, trees, SETTINGS | {"seed": seed})


def train(pages: Sequence[LabeledPage]) -> dict[str, NDArray[Any]]:
    """The arrays of a judge for these pages."""
    book = load_rules()
    docs = [shaped(sample, LANGUAGE, book) for sample in article_samples(pages, SEED, vary=False) if any(sample.weights)]
    for fold in range(FOLDS):
        first = _fit((d for d in docs if d.fold != fold), False, FIRST_TREES, SEED + fold)
        for doc in docs:
            if doc.fold == fold:
                doc.second = sequence_features(doc.rows, first.probabilities(doc.rows))
    first = _fit(docs, False, FIRST_TREES, SEED + FOLDS)
    return first.to_arrays("first.") | _fit(docs, True, SECOND_TREES, SEED + FOLDS + 1).to_arrays("second.")


def about(pages: Sequence[LabeledPage], digest: str) -> dict[str, Any]:
    """What the model file says of itself."""
    return {
        "what": "judge of line shapes: probability that a line belongs to its article, in languages without a judge of words",
        "attribution": ATTRIBUTION,
        "command": "python -m cleanup.training.line_shapes DATA",
        "data_sha256": digest,
        "pages": len(pages),
        "features": list(COLUMNS + SEQUENCE),
        "forest": SETTINGS,
        "trees": [FIRST_TREES, SECOND_TREES],
        "folds": FOLDS,
        "seed": SEED,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; -> exit code."""
    parser = argparse.ArgumentParser(prog="python -m cleanup.training.line_shapes", description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="JSON lines with main_content and renderings, plain or .gz")
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    options = parser.parse_args(argv)
    pages = list(read_pages(options.data))
    arrays = train(pages)
    ShapeJudge.from_arrays(arrays)  # refuses what could not be loaded
    options.output.parent.mkdir(parents=True, exist_ok=True)
    store.save(options.output, arrays, about(pages, hashlib.sha256(options.data.read_bytes()).hexdigest()))
    print(f"{options.output}: {options.output.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
