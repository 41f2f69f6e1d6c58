"""Trains the block judge: `python -m cleanup.training.blocks ARTICLES HTML [-o MODEL] [--texts TEXTS.jsonl]`.

ARTICLES (.jsonl.gz with id, url, main_content) and HTML (.jsonl.xz with id, html) are the dev articles of the WCXB web
content extraction benchmark (annotations CC BY 4.0). A block's label is the share of its words that align, in order,
with the reference. Deterministic; needs lightgbm, scikit-learn and scipy, which running the program does not.

The hashed models' scores enter the trees, so while training each page is scored by models that never saw its fold.
With --texts the figures are nested: pages of the outer fold are seen by no part of the model that judges them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.models.hashed import HashedLinear
from cleanup.page.block_text import WORD, tokens_of
from cleanup.page.choose import choose, other_articles
from cleanup.page.classifier import MODEL, path_scores, path_tokens, text_tokens
from cleanup.page.features import features
from cleanup.page.metadata import read_metadata
from cleanup.page.page import Page, without_copies
from cleanup.page.parse import page_title, parse
from cleanup.page.render import render
from cleanup.page.supervisor import kept_share, trafilatura_text
from cleanup.training.lightgbm import from_lightgbm
from cleanup.training.logistic import fit

FOLDS = 5
WORD_BITS, NAME_BITS = 16, 15
# Weight of a block: words to this power. A block counts in the page's score by its words; the root damps the few huge
# ones (code, tables), whose labels are also the noisiest.
LENGTH_POWER = 0.5
TREES: dict[str, Any] = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.06,
    "min_child_samples": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "use_missing": False,
    "num_threads": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
ROUNDS = 220
WITHOUT_EVIDENCE = 4  # one page in so many is also shown without trafilatura's evidence, as large pages come
THRESHOLD = 0.45  # best mean word F1 of the cross-validation among .35-.55; flat


@dataclass(slots=True)
class Example:
    """A page with the reference's words: the share of each block's words that the reference has."""

    id: str
    host: str
    page: Page
    tokens: list[list[str]]
    title: str
    kept: NDArray[np.float32]
    label: NDArray[np.float32]


def read(articles: Path, html: Path) -> Iterator[Example]:
    """The pages with their labels; pages without a reference are left out."""
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        known = {r["id"]: (r.get("url") or r["id"], r["main_content"]) for r in map(json.loads, lines)}
    with lzma.open(html, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            url, reference = known[record["id"]]
            yield example(record["id"], url, record["html"], reference)


def example(identity: str, url: str, html: str, reference: str) -> Example:
    root = parse(html)
    page = render(root)
    title = read_metadata(root, page_title(root)).title or ""
    tokens = tokens_of(page)
    rows = without_copies(page, tokens)
    page = Page([page.blocks[i] for i in rows], page.containers)
    tokens = [tokens[i] for i in rows]
    kept = kept_share(trafilatura_text(root), tokens)
    return Example(
        identity, urlsplit(url).netloc or url, page, tokens, title, kept, aligned(tokens, WORD.findall(reference.lower()))
    )


def aligned(blocks: Sequence[Sequence[str]], reference: Sequence[str]) -> NDArray[np.float32]:
    """For each block, the share of its words in the longest common subsequence of page and reference."""
    from rapidfuzz.distance import LCSseq

    ids: dict[str, int] = {}
    words = [ids.setdefault(w, len(ids)) for b in blocks for w in b]
    other = [ids.setdefault(w, len(ids)) for w in reference]
    owner = np.repeat(np.arange(len(blocks)), [len(b) for b in blocks])
    hits = np.zeros(len(blocks))
    for op in LCSseq.opcodes(words, other):
        if op.tag == "equal":
            np.add.at(hits, owner[op.src_start : op.src_end], 1)
    return (hits / np.maximum([len(b) for b in blocks], 1)).astype(np.float32)


def fold_of(host: str, folds: int) -> int:
    """Pages of one host stay together."""
    return int(hashlib.md5(host.encode()).hexdigest(), 16) % folds


def fit_hashed(examples: Sequence[Example]) -> tuple[HashedLinear, HashedLinear]:
    """The models of a block's words and of its elements' names."""
    label = np.concatenate([e.label for e in examples]) >= 0.5
    weight = np.concatenate([lengths(e) for e in examples]) ** LENGTH_POWER
    words = [s for e in examples for s in text_tokens(e.tokens)]
    names = [s for e in examples for s in path_tokens(e.page)]
    text, y, w = merged(words, label, weight)
    of_words = fit(text, y, weights=w, bits=WORD_BITS, longest=2, damping=0.5, strength=0.3)
    text, y, w = merged(names, label, weight)
    return of_words, fit(text, y, weights=w, bits=NAME_BITS, longest=1, damping=0.0, strength=0.01)


def merged(
    sequences: Sequence[Sequence[str]], label: NDArray[np.bool_], weight: NDArray[np.float64]
) -> tuple[list[tuple[str, ...]], list[int], list[float]]:
    """Blocks with words, alike ones (the items of a menu have one path) as one of their whole weight: the same optimum,
    found in half the time."""
    total: dict[tuple[tuple[str, ...], bool], float] = {}
    for sequence, y, w in zip(sequences, label.tolist(), weight.tolist(), strict=True):
        if w > 0:
            key = tuple(sequence), y
            total[key] = total.get(key, 0.0) + w
    return [s for s, _ in total], [int(y) for _, y in total], list(total.values())


def lengths(e: Example) -> NDArray[np.float64]:
    return np.array([len(t) for t in e.tokens], dtype=float)


def rows_of(
    e: Example, models: tuple[HashedLinear, HashedLinear], *, evidence: bool = True
) -> tuple[NDArray[np.float32], list[str]]:
    words, names = models
    score = words.scores(text_tokens(e.tokens)).astype(np.float32)
    return features(e.page, e.tokens, e.title, score, path_scores(names, e.page), e.kept if evidence else None)


def fit_trees(examples: Sequence[Example], models: Sequence[tuple[HashedLinear, HashedLinear]]) -> Forest:
    """Trees over the scores that `models` gives each example, by models that did not see its host."""
    import lightgbm

    rows: list[NDArray[np.float32]] = []
    order: list[Example] = []
    columns: list[str] = []
    for e, seen_by_none in zip(examples, models, strict=True):
        for evidence in (True, False) if fold_of("without " + e.host, WITHOUT_EVIDENCE) == 0 else (True,):
            matrix, columns = rows_of(e, seen_by_none, evidence=evidence)
            rows.append(matrix)
            order.append(e)
    x = np.vstack(rows)
    y = np.concatenate([e.label for e in order]) >= 0.5
    weight = np.concatenate([lengths(e) for e in order]) ** LENGTH_POWER
    used = weight > 0
    data = lightgbm.Dataset(x[used], label=y[used].astype(int), weight=weight[used] / weight[used].mean())
    booster = lightgbm.train(TREES, data, ROUNDS)
    return from_lightgbm(booster, columns)


def fit_classifier(examples: Sequence[Example]) -> tuple[tuple[HashedLinear, HashedLinear], Forest]:
    """Hashed models over all examples, and trees over out-of-fold scores."""
    inner = [fold_of("inner " + e.host, FOLDS) for e in examples]
    without = [fit_hashed([e for e, k in zip(examples, inner, strict=True) if k != left_out]) for left_out in range(FOLDS)]
    return fit_hashed(examples), fit_trees(examples, [without[k] for k in inner])


def cross_validate(examples: Sequence[Example]) -> dict[str, list[float]]:
    """Keep probabilities of every page's blocks, by a judge no part of which saw a page of its fold.

    The hashed models that know neither of two folds serve both: the one as outer fold, the other as inner.
    """
    folds = [fold_of(e.host, FOLDS) for e in examples]
    models = {
        frozenset(pair): fit_hashed([e for e, k in zip(examples, folds, strict=True) if k not in pair])
        for pair in combinations_with_replacement(range(FOLDS), 2)
    }
    out: dict[str, list[float]] = {}
    for outer in range(FOLDS):
        inside = [(e, k) for e, k in zip(examples, folds, strict=True) if k != outer]
        forest = fit_trees([e for e, _ in inside], [models[frozenset((outer, k))] for _, k in inside])
        for e, k in zip(examples, folds, strict=True):
            if k == outer:
                out[e.id] = forest.probabilities(rows_of(e, models[frozenset((outer,))])[0]).tolist()
        print(f"fold {outer + 1} of {FOLDS}", flush=True)
    return out


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Train the block judge.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("html", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=store.MODELS / MODEL)
    parser.add_argument(
        "--texts",
        type=Path,
        help="train no model, but write each page's text as kept by cross-validation over hosts to this file of JSON lines",
    )
    options = parser.parse_args(argv)
    examples = [e for e in read(options.articles, options.html) if e.tokens]
    if options.texts:
        found = cross_validate(examples)
        with options.texts.open("w", encoding="utf-8") as out:
            for e in examples:
                chosen = choose(e.page, found[e.id], e.tokens, THRESHOLD, e.kept.tolist())
                others = frozenset(other_articles(e.page, e.tokens, e.title))
                text = "\n".join(b.text for i, b in enumerate(e.page.blocks) if chosen[i] and i not in others)
                out.write(json.dumps({"id": e.id, "text": text, "keep": found[e.id]}) + "\n")
        return
    (words, names), forest = fit_classifier(examples)
    store.save(
        options.output,
        words.to_arrays("words_") | names.to_arrays("names_") | forest.to_arrays("forest_"),
        {
            "what": "keep probability of a block of an HTML page",
            "attribution": f"{len(examples)} dev articles of WCXB, the web content extraction benchmark (webcontentextraction.org), "
            "annotations CC BY 4.0; no text of theirs is in this file, only weights",
            "features": list(forest.names),
            "command": "python -m cleanup.training.blocks ARTICLES HTML",
            "threshold": THRESHOLD,
            "evidence": True,
            "trees": ROUNDS,
            "leaves": TREES["num_leaves"],
        },
    )


if __name__ == "__main__":
    main()
