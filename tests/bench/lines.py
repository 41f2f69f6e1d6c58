"""Score the line judge on pages that it has not seen: `python tests/bench/lines.py DATA [--folds 3] [--fold 0]`.

DATA is what `cleanup.training.lines` takes. Trains on the other folds (some minutes) and prints, for several
amounts of harm (share of words of clean articles, mean of pages), the share of left-over lines that would go, and the
time a document takes. Counts whole lines by the judge alone: no rules, one look, one threshold for all lengths.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from pathlib import Path

import numpy as np

from cleanup.stages.boilerplate.classifier import LineClassifier
from cleanup.stages.boilerplate.features import read_line
from cleanup.training.line_data import article_samples
from cleanup.training.lines import read_pages, train


def main() -> int:
    """-> exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=3)
    parser.add_argument("--fold", type=int, default=0)
    options = parser.parse_args()
    learned, unseen = [], []
    for page in read_pages(options.data):
        number = int(hashlib.md5(page.id.encode(), usedforsecurity=False).hexdigest(), 16) % options.folds
        (unseen if number == options.fold else learned).append(page)
    judge = LineClassifier.from_arrays(train(learned, lambda text: print(text, file=sys.stderr, flush=True)), {})
    clean: list[tuple[float, float]] = []  # probability to keep, share of the article's words in percent
    left: dict[str, list[tuple[float, int]]] = {"own": [], "other": []}
    spent, count = 0.0, 0
    for sample in article_samples(unseen, seed=99, rounds=1):
        rows = [(read_line(raw), y, w) for raw, y, w in zip(sample.lines, sample.labels, sample.weights, strict=True)]
        rows = [row for row in rows if row[0].words]
        start = time.perf_counter()
        keep = judge.judge(judge.read([row[0] for row in rows]), sample.title, "article").keep
        spent, count = spent + time.perf_counter() - start, count + 1
        words = sum(len(line.words) for line, _, _ in rows)
        for (line, label, weight), p in zip(rows, keep.tolist(), strict=True):
            if sample.kind == "clean":
                clean.append((p, 100 * len(line.words) / words / len(unseen)))
            elif label == 0 and weight > 0:
                left[sample.kind].append((p, len(line.words)))
    clean.sort()
    harm = np.cumsum([share for _, share in clean])
    for limit in (0.05, 0.08, 0.1, 0.15):
        below = clean[int(np.searchsorted(harm, limit))][0]
        shares = [
            f"{kind} {100 * sum(n for p, n in rows if p < below) / sum(n for _, n in rows):.1f} % of words"
            for kind, rows in left.items()
        ]
        print(f"harm {limit} %: below {below:.3f}; left-over lines removed: {', '.join(shares)}")
    print(f"{1000 * spent / count:.1f} ms a document")
    return 0


if __name__ == "__main__":
    sys.exit(main())
