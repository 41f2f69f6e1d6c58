"""Train the judge of title lines: `python -m cleanup.training.titles DATA [DATA ...] [-o cleanup/models/weights/titles.npz]`.

DATA is that of `training.lines`, one file or several. Learned from articles with left-over lines of their own and of other pages put in, half of them with their title once more near the
end, against all other lines near either end. Some are ended early, so that headings of sections stand there too; some
come without the address of their page, and some without most of their left-over lines. Deterministic.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.models.line import END, SENTENCE_WORDS, WORD
from cleanup.stages.title.classifier import MODEL, NAMES, read_text
from cleanup.training.lightgbm import REPEATABLE, from_lightgbm
from cleanup.training.line_data import (
    LabeledPage,
    Sample,
    clean_sample,
    fold,
    pool_of,
    with_other_lines,
    with_own_lines,
)
from cleanup.training.lines import ATTRIBUTION, read_pages

SEED = 1
FEWEST_CHARACTERS = 300  # of an article: below are test pages and stubs
ROUNDS = 4  # of each article with its own page's lines; half as many with other pages'
ON_TOP = 0.35  # of the samples get their title at the top as well, where plain texts mostly have it
WITHOUT_ADDRESS = 0.4  # of the samples come without the address of their page, as many texts do
REMOVED = (0.0, 0.6, 0.9)  # shares of left-over lines that are gone before the judge looks
FEWEST_KEPT = 8  # lines of an article that is ended early
LEFT_OVER = 0.5  # weight of a left-over line: often the title of another article, which only its topic tells
TREES = 200
FOREST = REPEATABLE | {
    "num_leaves": 15,
    "learning_rate": 0.05,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
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
            short = _shortened(page, rng)
            own = with_own_lines(short if turn % 2 else page, rng)
            made += [own] if own is not None else []
            made += [with_other_lines(page if turn else short, pool, rng)] if turn < ROUNDS // 2 else []
        made += [clean_sample(_shortened(page, rng), "clean")]
        for sample in made:
            if page.title and rng.random() < ON_TOP:
                sample.insert(min(rng.choice((0, 0, 1)), len(sample.lines)), page.title, 1, 0.0)
            _thin(sample, rng)
            text, chosen, table = read_text(sample.lines, "" if rng.random() < WITHOUT_ADDRESS else page.url)
            places = [text.places[k] for k in chosen]
            labels = [int(fold(sample.lines[i]) in page.titles) for i in places]
            weights = [1.0 if label or sample.labels[i] else LEFT_OVER for label, i in zip(labels, places, strict=True)]
            if places:
                yield page.id, table, labels, weights


def _shortened(page: LabeledPage, rng: random.Random) -> LabeledPage:
    """The page with its article ended early, behind a paragraph: other headings then stand near the end."""
    ends = [
        i + 1
        for i, line in enumerate(page.article)
        if i >= FEWEST_KEPT and len(WORD.findall(line)) >= SENTENCE_WORDS and END.search(line.rstrip())
    ]
    if not ends:
        return page
    # behind the first paragraphs of a section, where its heading is still near
    near = [end for end in ends if any(len(WORD.findall(line)) < SENTENCE_WORDS for line in page.article[end - 4 : end])]
    end = rng.choice(near or ends)
    return replace(
        page,
        article=page.article[:end],
        inside=tuple((i, lines) for i, lines in page.inside if i < end),
    )


def _thin(sample: Sample, rng: random.Random) -> None:
    """Take away what the line judge would: the stage sees a text without most of its left-over lines."""
    share = rng.choice(REMOVED)
    kept = [i for i, label in enumerate(sample.labels) if label or not sample.weights[i] or rng.random() >= share]
    sample.lines = [sample.lines[i] for i in kept]
    sample.labels = [sample.labels[i] for i in kept]
    sample.weights = [sample.weights[i] for i in kept]


def train(sources: Sequence[Sequence[LabeledPage]]) -> Forest:
    """The judge for these pages. Lines of other pages are put in from the same source: a site of news has none of shops."""
    import lightgbm

    _, tables, labels, weights = zip(*(example for pages in sources for example in examples(pages)), strict=True)
    data = lightgbm.Dataset(np.concatenate(tables), np.concatenate(labels), weight=np.concatenate(weights))
    return from_lightgbm(lightgbm.train(FOREST, data, TREES), NAMES)


def long_enough(path: Path) -> Iterator[LabeledPage]:
    """The pages of a data file that have an article of some length."""
    return (page for page in read_pages(path) if len("\n".join(page.article)) >= FEWEST_CHARACTERS)


def about(sources: Sequence[Sequence[LabeledPage]], digests: Sequence[str]) -> dict[str, Any]:
    """What the model file says of itself."""
    return {
        "what": "judge of title lines: probability that a line is its article's title",
        "attribution": ATTRIBUTION,
        "command": "python -m cleanup.training.titles DATA [DATA ...]",
        "data_sha256": list(digests),
        "pages": [len(pages) for pages in sources],
        "features": list(NAMES),
        "forest": FOREST,
        "trees": TREES,
        "seed": SEED,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; -> exit code."""
    parser = argparse.ArgumentParser(prog="python -m cleanup.training.titles", description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, nargs="+", help="JSON lines with main_content and renderings, plain or .gz")
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    options = parser.parse_args(argv)
    sources = [list(long_enough(path)) for path in options.data]
    arrays = train(sources).to_arrays("title.")
    digests = [hashlib.sha256(path.read_bytes()).hexdigest() for path in options.data]
    store.save(options.output, arrays, about(sources, digests))
    print(f"{options.output}: {options.output.stat().st_size} bytes", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
