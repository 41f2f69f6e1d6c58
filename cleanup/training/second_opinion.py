"""Trains the weighing of judge and language model: `python -m cleanup.training.second_opinion ARTICLES` (deterministic).

ARTICLES is the file of published articles (JSON lines, .gz) that the verdicts in data/evidence.jsonl were given on: each
verdict is found again by its rule, words and features, and the language model reads the sentence. The judge's part is what a
judge says that has not seen the verdict's article. Of the articles nothing is kept but the weights. Needs the extra `lm`, and
some 15 minutes on one slow core.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleanup.models.language_model.client import LanguageModel
from cleanup.stages.grammar.second_opinion import ASKED_FROM, MODEL, NAMES, Asked, ask, asked, decided, features
from cleanup.stages.grammar.thresholds import APPLY
from cleanup.training import DATA
from cleanup.training.edits import FOLDS, JudgedEdit, cross_validated, fit, fold, read

L2 = 1.0  # four weights over a thousand verdicts: from .1 to 10 the figures are the same
SAME = 0.5  # features of one place differ by less; the order of articles and later rules shift some a little
SAMPLES = 1000
PRECISIONS = (0.95, 0.9, 0.85)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A verdict with what both say: the judge's probability, the language model's log-odds."""

    right: bool
    group: str
    old: str
    new: str
    judge: float
    odds: float


def places(articles: Path, verdicts: Sequence[JudgedEdit]) -> dict[int, Asked]:
    """Where in the articles each verdict was given, by its number; those of which no place is left are missing."""
    wanted: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for i, v in enumerate(verdicts):
        if v.source == "article":
            wanted[v.rule, v.old, v.new].append(i)
    found: dict[int, tuple[float, Asked]] = {}
    for line, candidate, row in _candidates(articles):
        for i in wanted.get((candidate.rule, candidate.old, candidate.new), ()):
            differs = sum(abs(a - b) for a, b in zip(row, verdicts[i].place, strict=True))
            if differs < found[i][0] if i in found else differs < SAME:
                found[i] = (differs, asked(line, candidate))
    return {i: place for i, (_, place) in sorted(found.items())}


def _candidates(articles: Path) -> Iterator[tuple[str, Any, list[float]]]:
    """Each proposal in the articles, with its line and features, as the grammar stage makes them."""
    from cleanup.engines.embedded import EmbeddedEngine
    from cleanup.stages.grammar.dialect import detect_dialect
    from cleanup.stages.grammar.features import ArticleText
    from cleanup.stages.grammar.proposals import english, line_candidates, place_rows
    from cleanup.text.blocks import detect_blocks

    engine, resources = EmbeddedEngine(), english()
    with gzip.open(articles, "rt", encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            text = row["main_content"]
            article = ArticleText(text, row["title"] or "")
            lines = [
                text[b.start : b.end].replace("\n", " ")
                for b in detect_blocks(text)
                if b.kind not in ("code", "table", "break")
            ]
            for line, matches in zip(lines, engine.check_many(lines, detect_dialect(text)), strict=True):
                candidates = line_candidates(line, matches, resources.lexicon)
                for candidate, features in zip(candidates, place_rows(line, candidates, article, resources), strict=True):
                    yield line, candidate, features


def collected(articles: Path) -> list[Verdict]:
    """The verdicts that the language model is asked about, with both opinions. Raises SystemExit where it fails."""
    verdicts = read(DATA / "evidence.jsonl")
    judge = cross_validated(verdicts)
    where = {i: place for i, place in places(articles, verdicts).items() if judge[i] >= ASKED_FROM}
    model = LanguageModel()
    odds = ask(model, list(where.values()))
    model.close()
    if model.failure is not None:
        raise SystemExit(f"the language model: {model.failure}")
    return [
        Verdict(verdicts[i].right == 1, verdicts[i].group, verdicts[i].old, verdicts[i].new, judge[i], said)
        for i, place in where.items()
        if (said := odds[place]) is not None
    ]


def train(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """The model file's content with figures by cross-validation over articles."""
    import numpy as np

    x = np.array([features(v.judge, v.odds, v.old, v.new) for v in verdicts])
    y = np.array([float(v.right) for v in verdicts])
    folds = np.array([fold(v.group) for v in verdicts])
    beta = fit(x, y, np.ones(len(y)), L2)
    both, alone = _held_out(x, y, folds), _held_out(x[:, :1], y, folds)
    return {
        "names": list(NAMES),
        "weights": [round(float(w), 4) for w in beta[:-1]],
        "bias": round(float(beta[-1]), 4),
        "about": {
            "what": "probability that a proposed correction is right, after a language model was asked",
            "data": "cleanup/training/data/evidence.jsonl: own verdicts on published articles, with what SmolLM2-135M-Instruct "
            "says of their sentences; of the articles only the weights remain",
            "command": "python -m cleanup.training.second_opinion ARTICLES",
            "verdicts": len(verdicts),
            "share right": round(float(y.mean()), 3),
            **figures(y, alone, both, [v.group for v in verdicts]),
            "applied": applied(y, [v.judge for v in verdicts], both),
        },
    }


def _held_out(x: Any, y: Any, folds: Any) -> Any:
    """Probabilities of each row by weights that have not seen its articles."""
    import numpy as np

    p = np.zeros(len(y))
    for k in range(FOLDS):
        held = folds == k
        beta = fit(x[~held], y[~held], np.ones(int((~held).sum())), L2)
        p[held] = 1 / (1 + np.exp(-(x[held] @ beta[:-1] + beta[-1])))
    return p


def figures(y: Any, alone: Any, both: Any, groups: Sequence[str]) -> dict[str, Any]:
    """How well right and wrong are told apart by the judge alone and by both; the gain with its interval over articles."""
    import numpy as np

    at = {g: np.array([i for i, x in enumerate(groups) if x == g]) for g in sorted(set(groups))}
    names, rng = list(at), np.random.default_rng(0)
    gains = []
    for _ in range(SAMPLES):
        rows = np.concatenate([at[names[k]] for k in rng.integers(len(names), size=len(names))])
        gains.append(auc(both[rows], y[rows]) - auc(alone[rows], y[rows]))
    low, high = np.percentile(gains, (2.5, 97.5))
    out: dict[str, Any] = {
        "area judge": round(auc(alone, y), 3),
        "area both": round(auc(both, y), 3),
        "gain": [round(float(low), 3), round(float(high), 3)],
        "recall": [
            {"precision": p, "judge": round(recall_at(alone, y, p), 3), "both": round(recall_at(both, y, p), 3)}
            for p in PRECISIONS
        ],
    }
    return out


def applied(y: Any, judge: Sequence[float], both: Any) -> list[dict[str, object]]:
    """How many edits each setting applies in edited text and what share of them is right, by the judge alone and by both."""
    import numpy as np

    alone = np.array(judge)
    sure = np.array([decided(j, float(np.log(p / (1 - p)))) for j, p in zip(judge, both, strict=True)])
    out: list[dict[str, object]] = []
    for mode, limit in APPLY.items():
        row: dict[str, object] = {"mode": mode}
        for name, some in (
            ("judge", alone >= limit),
            ("both", sure >= limit),
            ("new", (alone < limit) & (sure >= limit)),
            ("taken back", (alone >= limit) & (sure < limit)),
        ):
            row |= {f"{name} edits": int(some.sum()), f"{name} right": round(float(y[some].mean()), 3)}
        out.append(row)
    return out


def auc(p: Any, y: Any) -> float:
    """The area under the curve: how often a right one has the higher probability of two; ties count half."""
    import numpy as np

    order = np.unique(p, return_inverse=True)[1]
    right, wrong = np.bincount(order, weights=y), np.bincount(order, weights=1 - y)
    below = np.concatenate([[0.0], np.cumsum(wrong)[:-1]])
    return float((right * (below + wrong / 2)).sum() / max(1.0, right.sum() * wrong.sum()))


def recall_at(p: Any, y: Any, precision: float) -> float:
    """The largest share of the right ones that the likeliest edits hold at this precision."""
    import numpy as np

    hits = np.cumsum(y[np.argsort(-p, kind="stable")])
    enough = np.flatnonzero(hits / np.arange(1, len(y) + 1) >= precision)
    return float(hits[enough[-1]] / y.sum()) if len(enough) else 0.0


def main(articles: Path) -> None:
    """Train and write."""
    model: Mapping[str, Any] = train(collected(articles))
    MODEL.write_text(json.dumps(model, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(json.dumps(model, indent=1))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
