"""Trains the block judge: `python -m cleanup.training.blocks ARTICLES HTML --more OTHER FIXTURES [-o MODEL] [--texts TEXTS.jsonl]`.

ARTICLES (.jsonl.gz with id, url, main_content) and HTML (.jsonl.xz with id, html) are the dev articles of the WCXB web
content extraction benchmark (annotations CC BY 4.0), OTHER (.jsonl.xz with id, url, kind, html, main_content) its pages of
other kinds, FIXTURES (the same without url and kind) the test pages of mozilla/readability (Apache-2.0). A block's label is
the share of its words that align, in order, with the reference. Deterministic; needs lightgbm, scikit-learn and scipy, which
running the program does not. 4 minutes of one core, 8 with --texts; 3 GB of memory.

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
from itertools import chain, combinations_with_replacement
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.models.hashed import HashedLinear
from cleanup.page.block_text import tokens_of, words_of
from cleanup.page.choose import choose, consent_forms, other_articles, promotions
from cleanup.page.classifier import MODEL, path_scores, path_tokens, text_tokens
from cleanup.page.features import features
from cleanup.page.metadata import read_metadata
from cleanup.page.page import Page, without_copies
from cleanup.page.parse import page_title, parse
from cleanup.page.read import JUDGED_LANGUAGES, language_of, rendered
from cleanup.page.supervisor import kept_share, trafilatura_text
from cleanup.training.lightgbm import REPEATABLE, from_lightgbm
from cleanup.training.logistic import fit

FOLDS = 4
WORD_BITS, NAME_BITS = 16, 15
Hashed = tuple[HashedLinear, HashedLinear]  # of words, of names
FIXTURE = "fixture"
# How much a page counts beside one with an article: fixtures have Readability's own output for a reference, and what is
# main text of other kinds is none on a page with an article. With threads, products and lists at half their weight, related
# stories and comments of news pages were kept; lists teach nothing else, so they are only measured.
WEIGHTS = {FIXTURE: 0.5, "documentation": 0.5, "forum": 0.2, "product": 0.2, "service": 0.2, "collection": 0.0, "listing": 0.0}
# Weight of a block: words to this power. A block counts in the page's score by its words; the root damps the few huge
# ones (code, tables), whose labels are also the noisiest.
LENGTH_POWER = 0.5
TREES = REPEATABLE | {
    "num_leaves": 31,
    "learning_rate": 0.09,
    "min_child_samples": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.6,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 127,
    "seed": 1,
}
ROUNDS = 150
# Light blocks are thinned out and weighed up for it: one of weight w stays with probability w / THIN. It halves the rows, and
# hardly a word of them.
THIN = 4.0
WITHOUT_EVIDENCE = 4  # one page in so many is also shown without trafilatura's evidence, as large pages come
WITHOUT_WORDS = 4  # and one in so many without its words, as pages in other languages come
THRESHOLD = 0.45  # word F1 of the cross-validation is flat from .45 to .6; losing prose costs more than a line too many


@dataclass(slots=True)
class Example:
    """A page with the reference's words: `label` is the share of each block's words that the reference has, `kind` what
    kind of page it is (of the data's words), `weight` how much it counts beside an article's page."""

    id: str
    host: str
    page: Page
    tokens: list[list[str]]
    title: str
    kept: NDArray[np.float32]
    label: NDArray[np.float32]
    kind: str = "article"
    english: bool = True
    weight: float = 1.0


def read(articles: Path, html: Path) -> Iterator[Example]:
    """The article pages with their labels; pages without a reference are left out."""
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        known = {r["id"]: (r.get("url") or r["id"], r["main_content"]) for r in map(json.loads, lines)}
    with lzma.open(html, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            url, reference = known[record["id"]]
            yield example(record["id"], url, record["html"], reference)


def read_more(path: Path) -> Iterator[Example]:
    """Pages with their references in one file: of other kinds (`kind` says which), or the fixtures of readability."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            r = json.loads(line)
            if (r["main_content"] or "").strip():  # else nobody said what of the page is wanted
                yield example(r["id"], r.get("url") or r["id"], r["html"], r["main_content"], r.get("kind", FIXTURE))


def example(identity: str, url: str, html: str, reference: str, kind: str = "article") -> Example:
    root = parse(html)
    page = rendered(root)
    title = read_metadata(root, page_title(root)).title or ""
    english = language_of(page) in JUDGED_LANGUAGES
    tokens = tokens_of(page)
    rows = without_copies(page, tokens)
    page = Page([page.blocks[i] for i in rows], page.containers)
    tokens = [tokens[i] for i in rows]
    kept = kept_share(trafilatura_text(root), tokens)
    label = aligned(tokens, words_of(reference))
    weight = WEIGHTS.get(kind, 1.0)
    return Example(identity, urlsplit(url).netloc or url, page, tokens, title, kept, label, kind, english, weight)


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


def fit_hashed(examples: Sequence[Example]) -> Hashed:
    """The models of a block's words (English pages only) and of its elements' names."""
    spoken = [e for e in examples if e.english]
    words = [s for e in spoken for s in text_tokens(e.tokens)]
    text, y, w = merged(words, labels(spoken), weights(spoken))
    of_words = fit(text, y, weights=w, bits=WORD_BITS, longest=2, damping=0.5, strength=0.3)
    names = [s for e in examples for s in path_tokens(e.page)]
    text, y, w = merged(names, labels(examples), weights(examples))
    return of_words, fit(text, y, weights=w, bits=NAME_BITS, longest=1, damping=0.0, strength=0.01)


def labels(examples: Sequence[Example]) -> NDArray[np.bool_]:
    return np.concatenate([e.label for e in examples]) >= 0.5


def weights(examples: Sequence[Example]) -> NDArray[np.float64]:
    return np.concatenate([e.weight * lengths(e) ** LENGTH_POWER for e in examples])


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


def rows_of(e: Example, models: Hashed, *, evidence: bool = True, spoken: bool = True) -> tuple[NDArray[np.float32], list[str]]:
    words, names = models
    score = words.scores(text_tokens(e.tokens)).astype(np.float32) if spoken and e.english else None
    return features(e.page, e.tokens, e.title, score, path_scores(names, e.page), e.kept if evidence else None)


def shown(e: Example) -> list[tuple[bool, bool]]:
    """How a page is shown to the trees: with trafilatura's evidence, with its words. Some come without, as large pages and
    those in other languages do."""
    out = [(True, True)]
    if fold_of("without " + e.host, WITHOUT_EVIDENCE) == 0:
        out.append((False, True))
    if e.english and fold_of("unspoken " + e.host, WITHOUT_WORDS) == 0:
        out.append((True, False))
    return out


def fit_trees(examples: Sequence[Example], models: Sequence[Hashed]) -> Forest:
    """Trees over the scores that `models` gives each example, by models that did not see its host."""
    import lightgbm

    rows: list[NDArray[np.float32]] = []
    order: list[Example] = []
    columns: list[str] = []
    for e, seen_by_none in zip(examples, models, strict=True):
        for evidence, spoken in shown(e):
            matrix, columns = rows_of(e, seen_by_none, evidence=evidence, spoken=spoken)
            rows.append(matrix)
            order.append(e)
    y, weight = labels(order), weights(order)
    stays = np.minimum(weight / THIN, 1)
    used = np.random.default_rng(TREES["seed"]).random(len(weight)) < stays
    x = np.vstack(rows)[used]
    weight = weight[used] / stays[used]
    data = lightgbm.Dataset(x, label=y[used].astype(int), weight=weight / weight.mean())
    booster = lightgbm.train(TREES, data, ROUNDS)
    return from_lightgbm(booster, columns)


def fit_classifier(examples: Sequence[Example]) -> tuple[Hashed, Forest]:
    """Hashed models over all examples, and trees over out-of-fold scores."""
    inner = [fold_of("inner " + e.host, FOLDS) for e in examples]
    without = [fit_hashed([e for e, k in zip(examples, inner, strict=True) if k != left_out]) for left_out in range(FOLDS)]
    return fit_hashed(examples), fit_trees(examples, [without[k] for k in inner])


def cross_validate(examples: Sequence[Example]) -> dict[tuple[str, str], list[float]]:
    """Keep probabilities of every page's blocks, by a judge no part of which saw a page of its fold.

    The hashed models that know neither of two folds serve both: the one as outer fold, the other as inner.
    """
    folds = [fold_of(e.host, FOLDS) for e in examples]
    models = {
        frozenset(pair): fit_hashed([e for e, k in zip(examples, folds, strict=True) if k not in pair])
        for pair in combinations_with_replacement(range(FOLDS), 2)
    }
    out: dict[tuple[str, str], list[float]] = {}
    for outer in range(FOLDS):
        inside = [(e, k) for e, k in zip(examples, folds, strict=True) if k != outer]
        forest = fit_trees([e for e, _ in inside], [models[frozenset((outer, k))] for _, k in inside])
        for e, k in zip(examples, folds, strict=True):
            if k == outer:
                out[e.host, e.id] = forest.probabilities(rows_of(e, models[frozenset((outer,))])[0]).tolist()
        print(f"fold {outer + 1} of {FOLDS}", flush=True)
    return out


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Train the block judge.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("html", type=Path)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="further files of pages with their references")
    parser.add_argument("-o", "--output", type=Path, default=store.MODELS / MODEL)
    parser.add_argument(
        "--texts",
        type=Path,
        help="train no model, but write each page's text as kept by cross-validation over hosts to this file of JSON lines",
    )
    options = parser.parse_args(argv)
    pages = chain(read(options.articles, options.html), *map(read_more, options.more))
    examples = [e for e in pages if e.tokens]
    if options.texts:
        found = cross_validate(examples)
        with options.texts.open("w", encoding="utf-8") as out:
            for e in examples:
                chosen = choose(e.page, found[e.host, e.id], e.tokens, THRESHOLD, e.kept.tolist(), english=e.english)
                others = {*other_articles(e.page, e.tokens, e.title), *promotions(e.page, e.tokens), *consent_forms(e.page)}
                text = "\n".join(b.text for i, b in enumerate(e.page.blocks) if chosen[i] and i not in others)
                out.write(json.dumps({"id": e.id, "text": text, "keep": found[e.host, e.id]}) + "\n")
        return
    (words, names), forest = fit_classifier(examples)
    store.save(
        options.output,
        words.to_arrays("words_") | names.to_arrays("names_") | forest.to_arrays("forest_"),
        {
            "what": "keep probability of a block of an HTML page",
            "attribution": f"{len(examples)} pages: the dev pages of WCXB, the web content extraction benchmark "
            "(webcontentextraction.org), annotations CC BY 4.0, and the test pages of mozilla/readability, Apache-2.0; no text of "
            "theirs is in this file, only weights",
            "features": list(forest.names),
            "command": "python -m cleanup.training.blocks ARTICLES HTML --more OTHER FIXTURES",
            "threshold": THRESHOLD,
            "evidence": True,
            "trees": ROUNDS,
            "leaves": TREES["num_leaves"],
        },
    )


if __name__ == "__main__":
    main()
