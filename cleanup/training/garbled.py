"""Trains the judge of garbled sentences: `python -m cleanup.training.garbled PAGES.jsonl.gz` (deterministic).

Learns from data/garbled.tsv (written for it: half garbled, half merely unusual) and from sentences of published
articles, which count as fine; of those only the weights remain.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cleanup.models.bigrams import bigrams
from cleanup.models.ngrams import ngrams
from cleanup.stages.garbled.classifier import CERTAIN, ENOUGH, FLAG_AT, MODEL, NAMES, features, of_grammar
from cleanup.training import DATA
from cleanup.training.edits import fit

WRITTEN = DATA / "garbled.tsv"
PROSE_WEIGHT = 300.0  # all published sentences together, against some 220 written ones
L2 = 0.3
FOLDS = 10
EVERY = 9  # of the published sentences every ninth is read


def written(path: Path = WRITTEN) -> list[tuple[bool, str]]:
    """(garbled?, sentence) of the written set."""
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(label == "garbled", sentence) for label, sentence in rows]


def prose(source: Path) -> Iterator[str]:
    """Sentences of longer paragraphs of the pages."""
    from cleanup.text.blocks import detect_blocks
    from cleanup.text.sentences import split_sentences

    count = 0
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["main_content"]
            for block in detect_blocks(text):
                if block.kind == "paragraph" and block.end - block.start >= 120:
                    paragraph = text[block.start : block.end]
                    for start, end in split_sentences(paragraph):
                        count += 1
                        if count % EVERY == 0:
                            yield paragraph[start:end]


def cross_validated(x: Any, y: Any, weights: Any) -> Any:
    """Probabilities of each row from a model that has not seen it."""
    import numpy as np

    fold, p = np.arange(len(y)) % FOLDS, np.zeros(len(y))
    for k in range(FOLDS):
        held = fold == k
        beta = fit(x[~held], y[~held], weights[~held], L2)
        p[held] = 1 / (1 + np.exp(-(x[held] @ beta[:-1] + beta[-1])))
    return p


def train(sentences: Sequence[tuple[bool, str]], published: Sequence[str]) -> dict[str, Any]:
    """The model file's content with cross-validated figures."""
    import numpy as np

    from cleanup.engines.embedded import EmbeddedEngine
    from cleanup.models.frequency import frequencies

    words, memory, web = frequencies("en"), ngrams(), bigrams()
    every = [s for _, s in sentences] + list(published)
    found = EmbeddedEngine().check_many(every, "en-US")
    x = np.array(
        [features(s, words, memory, web, sum(of_grammar(m.rule) for m in ms)) for s, ms in zip(every, found, strict=True)]
    )
    y = np.array([float(label) for label, _ in sentences] + [0.0] * len(published))
    weights = np.array([1.0] * len(sentences) + [PROSE_WEIGHT / max(1, len(published))] * len(published))
    beta = fit(x, y, weights, L2)
    p = cross_validated(x, y, weights)
    certain = x[:, [NAMES.index(n) for n in ENOUGH]].max(1)
    flagged = np.maximum(p, certain * CERTAIN) >= FLAG_AT
    own, hits = np.arange(len(y)) < len(sentences), y == 1
    return {
        "names": list(NAMES),
        "weights": [round(float(v), 4) for v in beta[:-1]],
        "bias": round(float(beta[-1]), 4),
        "about": {
            "what": "probability that a sentence is garbled beyond repair",
            "data": "cleanup/training/data/garbled.tsv: sentences written for it, half garbled, half merely unusual; and "
            "sentences of published articles, which count as fine: of those only the weights remain",
            "command": "python -m cleanup.training.garbled PAGES.jsonl.gz",
            "written": len(sentences),
            "published": len(published),
            "precision": round(float(hits[flagged & own].mean()), 3),
            "recall": round(float(flagged[hits].mean()), 3),
            "published flagged": round(float(flagged[~own].mean()) if len(published) else 0.0, 4),
        },
    }


def main(source: Path) -> None:
    """Train and write."""
    model = train(written(), list(prose(source)))
    MODEL.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(model["about"], indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
