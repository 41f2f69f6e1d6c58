"""Trains the edit judge from the evidence: `python -m cleanup.training.edits` (deterministic, some seconds).

Each line of data/evidence.jsonl is one verdict: the rule, what was there and what was proposed, the features of
the place, who it came from (published article, reader's comment, own sentence), the group (article) and whether it is in
the test. The rule's record enters as a feature, so while training it is counted without the group's fold: what a rule
did in the same articles must not tell the answer. The test groups are never trained on; their figures are in the model.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleanup.models.forest import Forest
from cleanup.models.store import save
from cleanup.stages.grammar.classifier import EVIDENCE_NAMES, MODEL, NAMES, TREES, EditClassifier, RuleTable
from cleanup.training import DATA
from cleanup.training.lightgbm import REPEATABLE, from_lightgbm

FOLDS = 10
# Trees: chosen among eight settings by log-loss over held-out articles (.3201 with the logistic model, .3321 without).
TREES_OF = {
    "num_leaves": 16,
    "learning_rate": 0.04,
    "min_data_in_leaf": 25,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "feature_fraction": 0.5,
    "lambda_l2": 5.0,
}
ROUNDS, SEEDS = 120, (0, 1, 2, 3)
SHARE = 0.6  # of the trees in the log-odds; flat between .4 and .7
L2 = 8.0  # log-loss over held-out articles is flat between 3 and 20
LEAST_SCALE = 0.15  # rare features would get outsize weights from their tiny spread
WEIGHTS = {"article": 1.0, "page": 1.0, "own": 0.05}  # own sentences are made up, each for one error: they count little

RECORD_WEIGHTS = {"article": 1.0, "page": 1.0, "own": 0.3}  # in the rules' record, where most rare rules have nothing else


@dataclass(frozen=True, slots=True)
class JudgedEdit:
    """One line of the evidence."""

    rule: str
    sub_rule: str
    category: str
    issue_type: str
    old: str
    new: str
    message: str
    choices: int
    agree: tuple[str, ...]
    start: int
    end: int
    verdict: str
    source: str
    group: str
    test: bool
    place: tuple[float, ...]

    @property
    def right(self) -> float:
        """1 where an editor would make the change."""
        return float(self.verdict == "right")


def read(path: Path) -> list[JudgedEdit]:
    """The evidence; the features are stored as a sparse map from name to value."""
    names = NAMES[len(EVIDENCE_NAMES) :]
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        place = tuple(float(row["features"].get(name, 0.0)) for name in names)
        out.append(
            JudgedEdit(
                row["rule"],
                row.get("sub", ""),
                row["category"],
                row["issue"],
                row["old"],
                row["new"],
                "",
                1,
                (),
                0,
                0,
                row["verdict"],
                row["source"],
                row["group"],
                bool(row.get("test")),
                place,
            )
        )
    return out


def fold(group: str) -> int:
    return zlib.crc32(group.encode()) % FOLDS


def table_of(verdicts: Iterable[JudgedEdit]) -> RuleTable:
    """The rules' records."""
    return RuleTable.of([(v, v.right, RECORD_WEIGHTS[v.source]) for v in verdicts])


def matrix(verdicts: Sequence[JudgedEdit]) -> Any:
    """Features of every verdict, its rule's record counted over the other folds."""
    import numpy as np

    tables = [table_of(v for v in verdicts if fold(v.group) != k) for k in range(FOLDS)]
    return np.array([[*tables[fold(v.group)].evidence(v), *v.place] for v in verdicts])


def fit(x: Any, y: Any, weights: Any, l2: float = L2) -> Any:
    """Weights and, last, the bias of a logistic regression by Newton's method."""
    import numpy as np

    a = np.hstack([x, np.ones((len(x), 1))])
    beta = np.zeros(a.shape[1])
    penalty = np.full(a.shape[1], l2)
    penalty[-1] = 1e-6
    for _ in range(50):
        p = 1 / (1 + np.exp(-a @ beta))
        step = np.linalg.solve(
            (a * (weights * p * (1 - p))[:, None]).T @ a + np.diag(penalty), a.T @ (weights * (p - y)) + penalty * beta
        )
        beta -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return beta


def train(verdicts: Sequence[JudgedEdit], l2: float = L2) -> tuple[dict[str, Any], Forest]:
    """The content of the model file, and the trees."""
    import numpy as np

    x = matrix(verdicts)
    y = np.array([v.right for v in verdicts])
    weights = np.array([WEIGHTS[v.source] for v in verdicts])
    mean, scale = x.mean(0), np.maximum(x.std(0), LEAST_SCALE)
    beta = fit((x - mean) / scale, y, weights, l2)
    model = {
        "names": list(NAMES),
        "mean": [round(float(v), 6) for v in mean],
        "scale": [round(float(v), 6) for v in scale],
        "weights": [round(float(v), 6) for v in beta[:-1]],
        "bias": round(float(beta[-1]), 6),
        "share of trees": SHARE,
        "rules": table_of(verdicts).to_dict(),
    }
    return model, trees(x, y, weights)


def trees(x: Any, y: Any, weights: Any) -> Forest:
    """Boosted trees, the mean of several seeds: their leaves are divided by the number of seeds and laid end to end."""
    import lightgbm
    import numpy as np

    forests = []
    for seed in SEEDS:
        settings = REPEATABLE | TREES_OF | {"seed": seed}
        data = lightgbm.Dataset(x, label=y, weight=weights, free_raw_data=False)
        forests.append(from_lightgbm(lightgbm.train(settings, data, ROUNDS), NAMES))
    return mean_of(forests, np)


def mean_of(forests: Sequence[Forest], np: Any) -> Forest:
    """One forest whose score is the mean of theirs."""
    cuts = tuple(np.unique(np.concatenate([f.cuts[k] for f in forests])) for k in range(len(NAMES)))
    start, roots, features, places, left, right, values = 0, [], [], [], [], [], []
    for f in forests:
        inner = f.left != np.arange(len(f.left))
        cut = [np.searchsorted(cuts[k], f.cuts[k][c]) if i else 0 for k, c, i in zip(f.feature, f.cut, inner, strict=True)]
        roots.append(f.roots + start)
        features.append(f.feature)
        places.append(np.array(cut, np.uint8))
        left.append(f.left + start)
        right.append(f.right + start)
        values.append((f.value / len(forests)).astype(np.float16).astype(np.float32))
        start += len(f.feature)
    return Forest(
        tuple(NAMES),
        cuts,
        np.concatenate(roots),
        np.concatenate(features),
        np.concatenate(places),
        np.concatenate(left),
        np.concatenate(right),
        np.concatenate(values),
        max(f.depth for f in forests),
    )


def probabilities(judge: EditClassifier, verdicts: Sequence[JudgedEdit]) -> list[float]:
    """What the judge says of each verdict's edit."""
    return [o.right for o in judge.judge(verdicts, [v.place for v in verdicts])]


def cross_validated(verdicts: Sequence[JudgedEdit]) -> list[float]:
    """What a judge that has not seen the verdict's articles says of it."""
    found = [0.0] * len(verdicts)
    for k in range(FOLDS):
        judge = EditClassifier(*train([v for v in verdicts if fold(v.group) != k]))
        held = [i for i, v in enumerate(verdicts) if fold(v.group) == k]
        for i, p in zip(held, probabilities(judge, [verdicts[i] for i in held]), strict=True):
            found[i] = p
    return found


def main() -> None:
    """Train on all but the test groups, write the models with their figures."""

    verdicts = read(DATA / "evidence.jsonl")
    training = [v for v in verdicts if not v.test]
    test = [v for v in verdicts if v.test and v.source == "article"]
    model, forest = train(training)
    about = {
        "what": "probability that a proposed correction is right",
        "command": "python -m cleanup.training.edits",
        "data": "cleanup/training/data/evidence.jsonl: own verdicts",
        "trained on": len(training),
        "test verdicts": len(test),
        "test": calibration(probabilities(EditClassifier(model, forest), test), [v.right for v in test]),
    }
    MODEL.write_text(
        json.dumps({**model, "about": about}, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    save(TREES, forest.to_arrays(), about)
    print(json.dumps(about, indent=1))


def calibration(p: Sequence[float], right: Sequence[float]) -> list[dict[str, float]]:
    """Of the edits in each band of probability: how many, mean probability, share right."""
    out = []
    for low, high in ((0.0, 0.2), (0.2, 0.35), (0.35, 0.5), (0.5, 0.7), (0.7, 0.85), (0.85, 1.01)):
        band = [(a, b) for a, b in zip(p, right, strict=True) if low <= a < high]
        if band:
            out.append(
                {
                    "from": low,
                    "edits": len(band),
                    "expected": round(sum(a for a, _ in band) / len(band), 3),
                    "right": round(sum(b for _, b in band) / len(band), 3),
                }
            )
    return out


if __name__ == "__main__":
    main()
