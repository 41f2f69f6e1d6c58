"""How likely a proposed correction is right: a logistic model and boosted trees over what can be seen of the edit.

Two kinds of features: what is known of the rule (smoothed precision of category, family, rule and sub-rule in the
evidence, with its count), and what is seen at its place (`cleanup.stages.grammar.features`). Trained by
`cleanup.training.edits` on the verdicts in training/data/evidence.jsonl; the output is the expected share of edits
that an editor would call right.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from cleanup.models.forest import Forest
from cleanup.models.store import MODELS, load
from cleanup.stages.grammar.features import PLACE_NAMES, Proposed

MODEL = MODELS / "edits.json"
TREES = MODELS / "edit_trees.npz"
WEIGHED = 0.2  # from this probability on the reasons are those of both models


_FAMILY = re.compile(
    r"^(EN_COMPOUNDS|EN_DIACRITICS_REPLACE|EN_(?:US|GB)_SIMPLE_REPLACE|EN_SIMPLE_REPLACE|"
    r"EN_MULTITOKEN|"
    r"MORFOLOGIK_RULE_EN|CONFUSION_RULE|COMMA_COMPOUND_SENTENCE)|(HYPHEN|COMPOUNDS?|COMMA|"
    r"AGREEMENT|VBG|CONFUSION)(?:_\d+)?$"
)


def family(rule: str) -> str:
    """The group of a rule that shares its evidence: EN_COMPOUNDS_MULTI_TASKING is one of EN_COMPOUNDS."""
    m = _FAMILY.search(rule)
    return (m.group(1) or "*_" + m.group(2)) if m else rule


def category_of(c: Proposed) -> str:
    """The widest group: category with the issue type."""
    return f"{c.category}/{c.issue_type}"


# Smoothing: so many imaginary verdicts at the precision of the wider group (chosen by log-loss over held-out articles).
WEIGHT = {"category": 6.0, "family": 4.0, "rule": 3.0, "sub_rule": 2.0}


class RuleTable:
    """Right and all verdicts by category, family, rule and sub-rule."""

    def __init__(self, counts: Mapping[str, Sequence[float]]) -> None:
        self._counts = counts

    @staticmethod
    def keys(c: Proposed) -> tuple[str, str, str, str]:
        """The groups of a candidate, from wide to narrow."""
        return (f"c:{category_of(c)}", f"f:{family(c.rule)}", f"r:{c.rule}", f"s:{c.rule}[{c.sub_rule}]")

    @classmethod
    def of(cls, verdicts: Sequence[tuple[Proposed, float, float]]) -> RuleTable:
        """From candidates with 1 (right) or 0 and a weight."""
        counts: dict[str, list[float]] = {"all": [0.0, 0.0]}
        for c, right, weight in verdicts:
            for key in ("all", *dict.fromkeys(cls.keys(c))):
                entry = counts.setdefault(key, [0.0, 0.0])
                entry[0] += right * weight
                entry[1] += weight
        return cls(counts)

    def to_dict(self) -> dict[str, list[float]]:
        """Counts rounded, for the model file."""
        return {k: [round(v[0], 3), round(v[1], 3)] for k, v in sorted(self._counts.items())}

    def evidence(self, c: Proposed) -> tuple[float, float, float, float]:
        """Log-odds of the smoothed precision of the sub-rule and of the category, log of the verdicts on rule and family."""
        right, n = self._counts.get("all", (1.0, 4.0))
        precision = (right + 1) / (n + 4)
        seen: list[float] = []
        wide = 0.0
        for key, weight in zip(self.keys(c), WEIGHT.values(), strict=True):
            right, n = self._counts.get(key, (0.0, 0.0))
            precision = (right + weight * precision) / (n + weight)
            seen.append(n)
            wide = wide or _logit(precision)
        return _logit(precision), wide, math.log1p(seen[2]), math.log1p(seen[1])


def _logit(p: float) -> float:
    p = min(max(p, 0.005), 0.995)
    return math.log(p / (1 - p))


EVIDENCE_NAMES = ("rule's record", "category's record", "verdicts on the rule", "verdicts on its family")
NAMES = (*EVIDENCE_NAMES, *PLACE_NAMES)


@dataclass(frozen=True, slots=True)
class EditJudgment:
    """The judge's verdict: probability of being right, and the three weightiest reasons in words."""

    right: float
    reasons: tuple[str, ...]


class EditClassifier:
    """The trained models: a logistic one and boosted trees, which look at the same features; their log-odds are averaged."""

    def __init__(self, data: Mapping[str, Any], forest: Forest) -> None:
        """`data`: the content of edits.json. Raises ValueError where it belongs to other features than the code's."""
        if tuple(data["names"]) != NAMES or forest.names != NAMES:
            raise ValueError("the model file belongs to other features; run python -m cleanup.training.edits")
        self.table = RuleTable(data["rules"])
        self._mean = np.array(data["mean"])
        self._scale = np.array(data["scale"])
        self._weights = np.array(data["weights"])
        self._bias = float(data["bias"])
        self._share = float(data["share of trees"])
        self._forest = forest

    def judge(self, candidates: Sequence[Proposed], places: Sequence[Sequence[float]]) -> list[EditJudgment]:
        """One opinion a candidate. `places`: the place_features of each."""
        if not candidates:
            return []
        rows = np.array([[*self.table.evidence(c), *place] for c, place in zip(candidates, places, strict=True)])
        parts = (rows - self._mean) / self._scale * self._weights
        margins = (1 - self._share) * (parts.sum(1) + self._bias) + self._share * self._forest.margins(rows)
        right = 1 / (1 + np.exp(-np.clip(margins, -30, 30)))
        return [
            EditJudgment(float(p), self._reasons(row, part, p >= WEIGHED))
            for p, row, part in zip(right, rows, parts, strict=True)
        ]

    def _reasons(self, row: Any, part: Any, whole: bool) -> tuple[str, ...]:
        """The weightiest features; those of the hopeless are read off the logistic model alone, which costs nothing."""
        weight = (1 - self._share) * part + self._share * self._forest.contributions(row) if whole else part
        order = np.argsort(-np.abs(weight), kind="stable")[:3]
        return tuple(_reason(NAMES[i], float(row[i]), float(weight[i])) for i in order)


def _reason(name: str, value: float, part: float) -> str:
    shown = name
    if name in ("rule's record", "category's record"):
        shown = f"{name} {1 / (1 + math.exp(-value)):.0%}"
    elif value == 0:
        shown = f"not: {name}"
    return f"{shown} ({'for' if part > 0 else 'against'})"


@lru_cache(maxsize=1)
def edit_classifier(model: Path = MODEL, trees: Path = TREES) -> EditClassifier:
    """The shipped models."""
    return EditClassifier(json.loads(model.read_text(encoding="utf-8")), Forest.from_arrays(load(trees)[0]))
