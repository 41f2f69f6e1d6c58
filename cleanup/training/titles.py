"""Train the judge of title lines: `python -m cleanup.training.titles DATA [-o cleanup/models/weights/titles.npz]`.

DATA is that of `training.lines`. Learned from articles with left-over lines of their own and of other pages put in, half
of them with their title once more near the end, against all other lines near either end. Deterministic.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.stages.title.classifier import MODEL, NAMES, read_text
from cleanup.training.lightgbm import from_lightgbm
from cleanup.training.line_data import LabeledPage, clean_sample, fold, pool_of, with_other_lines, with_own_lines
from cleanup.training.lines import ATTRIBUTION, read_pages

SEED = 1
ROUNDS = 4  # of each article with its own page's lines; half as many with other pages'
ON_TOP = 0.35  # of the samples get their title at the top as well, where plain texts mostly have it
LEFT_OVER = 0.5  # weight of a left-over line: often the title of another article, which only its topic tells
TREES = 120
FOREST = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.08,
    "min_data_in_leaf": 40,
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


def examples(
    pages: Sequence[LabeledPage], seed: int = SEED
) -> Iterator[tuple[str, NDArray[np.float32], list[int], list[float]]]:
    """LabeledPage id, candidates x NAMES, whether each is the title, weights."""
    rng = random.Random(seed)
    pool = pool_of(pages, rng)
    for page in pages:
        if not page.titles:
            continue
        made = [clean_sample(page, "clean")]
        for turn in range(ROUNDS):
            own = with_own_lines(page, rng)
            made += [own] if own is not None else []
            made += [with_other_lines(page, pool, rng)] if turn < ROUNDS // 2 else []
        for sample in made:
            if page.title and rng.random() < ON_TOP:
                sample.insert(min(rng.choice((0, 0, 1)), len(sample.lines)), page.title, 1, 0.0)
            text, chosen, table = read_text(sample.lines)
            places = [text.places[k] for k in chosen]
            labels = [int(fold(sample.lines[i]) in page.titles) for i in places]
            weights = [1.0 if label or sample.labels[i] else LEFT_OVER for label, i in zip(labels, places, strict=True)]
            if places:
                yield page.id, table, labels, weights


def train(pages: Sequence[LabeledPage]) -> Forest:
    """The judge for these pages."""
    import lightgbm

    _, tables, labels, weights = zip(*examples(pages), strict=True)
    data = lightgbm.Dataset(np.concatenate(tables), np.concatenate(labels), weight=np.concatenate(weights))
    return from_lightgbm(lightgbm.train(FOREST, data, TREES), NAMES)


def about(pages: Sequence[LabeledPage], digest: str) -> dict[str, Any]:
    """What the model file says of itself."""
    return {
        "what": "judge of title lines: probability that a line is its article's title",
        "attribution": ATTRIBUTION,
        "command": "python -m cleanup.training.titles DATA",
        "data_sha256": digest,
        "pages": len(pages),
        "features": list(NAMES),
        "forest": FOREST,
        "trees": TREES,
        "seed": SEED,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; -> exit code."""
    parser = argparse.ArgumentParser(prog="python -m cleanup.training.titles", description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, help="JSON lines with main_content and renderings, plain or .gz")
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    options = parser.parse_args(argv)
    pages = list(read_pages(options.data))
    arrays = train(pages).to_arrays("title.")
    store.save(options.output, arrays, about(pages, hashlib.sha256(options.data.read_bytes()).hexdigest()))
    print(f"{options.output}: {options.output.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
