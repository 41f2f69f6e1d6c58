"""Score the line judge on sites that it has not seen: `python -m tests.bench.lines DATA ... [--leave SET]`.

DATA is what `cleanup.training.lines` takes. Trains twice (some minutes each), on either half of the sites, and scores each
half by the judge that has not seen it; with `--leave SET` once, on all other sets, and scores that set. Prints for each
set, for whole articles and for articles cut to their first lines, which share of left-over words would go at several
amounts of harm (share of words of clean articles, mean of pages), with the threshold that does so; and what the judge says
of texts without an article, and of pages. Whole lines by the judge alone: no rules, one look.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleanup.stages.boilerplate.classifier import LineClassifier
from cleanup.stages.boilerplate.thresholds import length_factor
from cleanup.training.line_data import LabeledPage, article_samples, page_samples, shortened, without_article
from cleanup.training.line_forest import fold_of
from cleanup.training.lines import documents, read_pages, train

HARM = (0.02, 0.05, 0.08, 0.1, 0.15)
SHORT = 120  # words of a shortened article


@dataclass(frozen=True)
class Scored:
    """One text with the judge's word on each of its lines."""

    source: str
    kind: str
    judged: str
    keep: NDArray[np.float64]
    belongs: NDArray[np.bool_]
    counts: NDArray[np.bool_]
    size: NDArray[np.float64]

    @property
    def level(self) -> NDArray[np.float64]:
        """The threshold, for an article of usual length, at which each line goes."""
        return self.keep / length_factor(float(self.size.sum()))


def half(page: LabeledPage) -> int:
    """One of two halves of all sites."""
    return fold_of(f"half {page.host}", 2)


def scored(judge: LineClassifier, pages: Sequence[LabeledPage]) -> Iterator[Scored]:
    """All texts that these pages make, as they come: in no other case, none joined."""
    short = [shortened(page, SHORT) for page in pages]
    rng = random.Random(97)
    alone = [sample for page in pages if (sample := without_article(page, rng, vary=False)) is not None]
    samples = [("", s) for s in (*article_samples(pages, 99, 1, vary=False), *page_samples(pages), *alone)]
    samples += [("short ", s) for s in article_samples(short, 98, 1, vary=False)]
    for name, sample in samples:
        found = documents([sample])
        if not found:
            continue
        reading = judge.read(found[0].reading.lines)
        said = judge.judge(reading, sample.title or None)
        keep = judge.judge(reading, sample.title or None, "article").keep if said.kind == "page" else said.keep
        yield Scored(
            sample.source,
            name + sample.kind,
            said.kind,
            keep,
            found[0].labels == 1,
            found[0].weights > 0,
            reading.sizes,
        )


def show(found: Sequence[Scored], source: str, length: str) -> None:
    """One set's harm and what goes at it."""
    clean = [s for s in found if s.source == source and s.kind == f"{length}clean"]
    levels = np.concatenate([s.level[s.belongs & s.counts] for s in clean])
    shares = np.concatenate([100 * s.size[s.belongs & s.counts] / s.size.sum() / len(clean) for s in clean])
    order = np.argsort(levels)
    harm = np.cumsum(shares[order])
    print(f"{source}, {length}{len(clean)} articles")
    for limit in HARM:
        level = float(levels[order][min(int(np.searchsorted(harm, limit)), len(order) - 1)])
        parts = []
        for kind in ("own", "other"):
            left = [s for s in found if s.source == source and s.kind == length + kind]
            words = sum(float(s.size[~s.belongs & s.counts].sum()) for s in left)
            gone = sum(float(s.size[~s.belongs & s.counts & (s.level < level)].sum()) for s in left)
            parts.append(f"{kind} {100 * gone / max(words, 1):.1f} %")
        print(f"  harm {limit} %: below {level:.3f}; left-over words that go: {', '.join(parts)}")


def main() -> int:
    """-> exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path, nargs="+")
    parser.add_argument("--leave", metavar="SET", help="train without this set and score it")
    options = parser.parse_args()
    pages = [page for data in options.data for page in read_pages(data)]
    if options.leave:
        parts = [([p for p in pages if p.source != options.leave], [p for p in pages if p.source == options.leave])]
    else:
        parts = [([p for p in pages if half(p) != h], [p for p in pages if half(p) == h]) for h in (0, 1)]
    found: list[Scored] = []
    for learned, unseen in parts:
        judge = LineClassifier.from_arrays(train(learned, lambda text: print(text, file=sys.stderr, flush=True)), {})
        found += scored(judge, unseen)
    for source in sorted({s.source for s in found}):
        for length in ("", "short "):
            show(found, source, length)
        of_set = [s for s in found if s.source == source]
        mean = [float((s.keep * s.size).sum() / s.size.sum()) for s in of_set if s.kind == "alone"]
        said = {k: np.mean([s.judged == "page" for s in of_set if s.kind == k] or [0]) for k in ("clean", "own", "page")}
        print(f"  without an article: mean probability of a word {np.round(np.quantile(mean, (0.5, 0.8, 0.9)), 3)}")
        print("  taken for a page: " + ", ".join(f"{kind} {100 * share:.1f} %" for kind, share in said.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
