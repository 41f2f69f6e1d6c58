"""Trains the block judge: `python -m cleanup.judges.train_blocks ARTICLES HTML [-o MODEL] [--folds 5]`.

ARTICLES (.jsonl.gz with id, url, main_content) and HTML (.jsonl.xz with id, html) are the dev articles of the WCXB web
content extraction benchmark (annotations CC BY 4.0). A block's label is the share of its words that align, in order,
with the reference. Deterministic; needs lightgbm, scikit-learn and scipy, which running the program does not.

The hashed models' scores enter the trees, so while training each page is scored by models that never saw its fold.
With --folds the figures are nested: pages of the outer fold are seen by no part of the model that judges them.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from cleanup.judges import store
from cleanup.judges.block_features import WORD, features, tokens_of
from cleanup.judges.blocks import MODEL, path_scores, path_tokens, text_tokens
from cleanup.judges.evidence import kept_share, trafilatura_text
from cleanup.judges.hashed import HashedLinear, fit
from cleanup.judges.page import Page, page_title, parse, render, without_copies
from cleanup.judges.trees import Forest, from_lightgbm

INNER_FOLDS = 5
WORD_BITS, NAME_BITS = 16, 15
# Weight of a block: words to this power. A block counts in the page's score by its words; the root damps the few huge
# ones (code, tables), whose labels are also the noisiest.
LENGTH_POWER = 0.5
TREES: dict[str, Any] = {
    "objective": "binary", "num_leaves": 31, "learning_rate": 0.06, "min_child_samples": 40, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "max_bin": 127, "use_missing": False, "num_threads": 1,
    "seed": 1, "deterministic": True, "force_row_wise": True, "verbose": -1,
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
    title = page_title(root)
    tokens = tokens_of(page)
    rows = without_copies(page, tokens)
    page = Page([page.blocks[i] for i in rows], page.containers)
    tokens = [tokens[i] for i in rows]
    kept = kept_share(trafilatura_text(root), tokens)
    return Example(identity, urlsplit(url).netloc or url, page, tokens, title, kept,
                   aligned(tokens, WORD.findall(reference.lower())))


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
            np.add.at(hits, owner[op.src_start:op.src_end], 1)
    return (hits / np.maximum([len(b) for b in blocks], 1)).astype(np.float32)


def fold_of(host: str, folds: int) -> int:
    """Pages of one host stay together."""
    return int(hashlib.md5(host.encode()).hexdigest(), 16) % folds


def fit_hashed(examples: Sequence[Example]) -> tuple[HashedLinear, HashedLinear]:
    """The models of a block's words and of its elements' names."""
    label = np.concatenate([e.label for e in examples]) >= 0.5
    weight = np.concatenate([lengths(e) for e in examples]) ** LENGTH_POWER
    used = np.flatnonzero(weight > 0)
    words = [s for e in examples for s in text_tokens(e.tokens)]
    names = [s for e in examples for s in path_tokens(e.page)]
    y, w = label[used].astype(int), weight[used]
    return (fit([words[i] for i in used], list(y), weights=list(w), bits=WORD_BITS, longest=2, damping=0.5, strength=0.3),
            fit([names[i] for i in used], list(y), weights=list(w), bits=NAME_BITS, longest=1, damping=0.0, strength=0.01))


def lengths(e: Example) -> NDArray[np.float64]:
    return np.array([len(t) for t in e.tokens], dtype=float)


def rows_of(e: Example, models: tuple[HashedLinear, HashedLinear], *,
            evidence: bool = True) -> tuple[NDArray[np.float32], list[str]]:
    words, names = models
    score = words.scores(text_tokens(e.tokens)).astype(np.float32)
    return features(e.page, e.tokens, e.title, score, path_scores(names, e.page), e.kept if evidence else None)


def fit_judge(examples: Sequence[Example]) -> tuple[tuple[HashedLinear, HashedLinear], Forest]:
    """Hashed models over all examples, and trees over out-of-fold scores."""
    import lightgbm

    rows: list[NDArray[np.float32]] = []
    order: list[Example] = []
    columns: list[str] = []
    for k in range(INNER_FOLDS):
        inside = [e for e in examples if fold_of("inner " + e.host, INNER_FOLDS) == k]
        models = fit_hashed([e for e in examples if fold_of("inner " + e.host, INNER_FOLDS) != k])
        for e in inside:
            for evidence in (True, False) if fold_of("without " + e.host, WITHOUT_EVIDENCE) == 0 else (True,):
                matrix, columns = rows_of(e, models, evidence=evidence)
                rows.append(matrix)
                order.append(e)
    x = np.vstack(rows)
    y = np.concatenate([e.label for e in order]) >= 0.5
    weight = np.concatenate([lengths(e) for e in order]) ** LENGTH_POWER
    used = weight > 0
    data = lightgbm.Dataset(x[used], label=y[used].astype(int), weight=weight[used] / weight[used].mean())
    booster = lightgbm.train(TREES, data, ROUNDS)
    return fit_hashed(examples), from_lightgbm(booster, columns)


def cross_validate(examples: Sequence[Example], folds: int) -> dict[str, list[float]]:
    """Keep probabilities of every page's blocks, by a model that saw no page of its fold."""
    out: dict[str, list[float]] = {}
    for k in range(folds):
        models, forest = fit_judge([e for e in examples if fold_of(e.host, folds) != k])
        for e in examples:
            if fold_of(e.host, folds) == k:
                out[e.id] = forest.probabilities(rows_of(e, models)[0]).tolist() if e.tokens else []
        print(f"fold {k + 1} of {folds}", flush=True)
    return out


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Train the block judge.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("html", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=store.MODELS / MODEL)
    parser.add_argument("--folds", type=int, default=0, help="also write FOLDS.jsonl: texts kept by cross-validation")
    parser.add_argument("--texts", type=Path, default=Path("block-folds.jsonl"))
    options = parser.parse_args(argv)
    examples = [e for e in read(options.articles, options.html) if e.tokens]
    if options.folds:
        found = cross_validate(examples, options.folds)
        with options.texts.open("w", encoding="utf-8") as out:
            for e in examples:
                kept = [b.text for b, p in zip(e.page.blocks, found[e.id], strict=True) if p >= THRESHOLD]
                out.write(json.dumps({"id": e.id, "text": "\n".join(kept), "keep": found[e.id]}) + "\n")
        return
    (words, names), forest = fit_judge(examples)
    store.save(options.output, words.to_arrays("words_") | names.to_arrays("names_") | forest.to_arrays("forest_"), {
        "what": "keep probability of a block of an HTML page",
        "data": f"{len(examples)} dev articles of WCXB, the web content extraction benchmark; annotations CC BY 4.0",
        "command": "python -m cleanup.judges.train_blocks ARTICLES HTML",
        "threshold": THRESHOLD, "evidence": True, "trees": ROUNDS, "leaves": TREES["num_leaves"],
    })


if __name__ == "__main__":
    main()
