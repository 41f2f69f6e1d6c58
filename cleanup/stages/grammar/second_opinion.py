"""What a small language model says of a proposal, weighed with what the judge says: the setting `grammar.second_opinion`.

The judge knows the rule's record and the words at the place; the model knows how sentences read. It is asked only where it
can turn the decision, and an edit that it has no opinion of stays as likely as the judge says. Trained by
`cleanup.training.second_opinion`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cleanup.models.language_model.client import LanguageModel
from cleanup.models.store import MODELS
from cleanup.stages.grammar.candidates import Candidate
from cleanup.stages.grammar.features import sentence_bounds
from cleanup.stages.grammar.meaning import letters

MODEL = MODELS / "second_opinion.json"
NAMES = ("judge's log-odds", "model's log-odds for it", "model's log-odds against it", "another word")
# Asked from this probability of the judge's on. Of 279 verdicts between .1 and .2 one in ten is right, and none of those would
# be applied with the model's help.
ASKED_FROM = 0.2
MOST_ODDS = 12.0  # what the model says counts up to here (log-loss over held-out articles is flat between 8 and 25)
# What it speaks for has to be surer by so much, in log-odds, because a wrong change costs more than a missed one. Of the edits
# that the balanced setting applies by its word alone (cross-validated) 82 % of 125 are right without this, 91 % of 55 with it;
# of those that it takes back one in four is right, so there its word counts in full.
MARGIN = 0.5
MOST_SENTENCE = 600  # code points; of a longer sentence this much around the edit is read
BEFORE = 400  # of them so many at most stand before it


@dataclass(frozen=True, slots=True)
class Asked:
    """An edit as the model is asked about it: offsets are the sentence's."""

    sentence: str
    start: int
    end: int
    new: str


def asked(line: str, candidate: Candidate) -> Asked:
    """The sentence of a line around a candidate; of a very long one the part around it."""
    low, high = sentence_bounds(line, candidate.start, candidate.end)
    if high - low > MOST_SENTENCE:
        low = max(low, candidate.start - BEFORE)
        high = max(candidate.end, min(high, low + MOST_SENTENCE))
    return Asked(line[low:high], candidate.start - low, candidate.end - low, candidate.new)


def ask(model: LanguageModel, edits: Sequence[Asked]) -> dict[Asked, float | None]:
    """The model's log-odds of each edit, alone; the edits of a sentence go in one request."""
    by_sentence: dict[str, list[Asked]] = {}
    for edit in dict.fromkeys(edits):
        by_sentence.setdefault(edit.sentence, []).append(edit)
    out: dict[Asked, float | None] = {}
    for sentence, of_it in by_sentence.items():
        odds = model.log_odds(sentence, [(e.start, e.end, e.new) for e in of_it])
        out |= zip(of_it, odds, strict=True)
    return out


def features(right: float, odds: float, old: str, new: str) -> tuple[float, ...]:
    """What is weighed, in the order of NAMES. `right`: the judge's probability; `odds`: the model's for the edit.

    For and against are weighed apart, because they are not worth the same: a sentence that gets less likely is a sign that
    the edit is wrong, one that gets likelier only half as strong a one that it is right.
    """
    p = min(max(right, 0.01), 0.99)
    bounded = max(-MOST_ODDS, min(MOST_ODDS, odds))
    return math.log(p / (1 - p)), max(0.0, bounded), max(0.0, -bounded), float(letters(old) != letters(new))


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """The trained weights of a logistic model."""

    weights: tuple[float, ...]
    bias: float

    def weighed(self, right: float, odds: float, candidate: Candidate) -> float:
        """How sure the edit is, given both."""
        seen = features(right, odds, candidate.old, candidate.new)
        return decided(right, self.bias + sum(w * v for w, v in zip(self.weights, seen, strict=True)))


def decided(right: float, margin: float) -> float:
    """How sure an edit is that the judge finds right with this probability, and both together with these log-odds."""
    both = 1 / (1 + math.exp(-margin))
    return both if both <= right else max(right, 1 / (1 + math.exp(MARGIN - margin)))


def reason(odds: float) -> str:
    """What the record says: "language model: +4.2 for the new form"."""
    return f"language model: {abs(odds):+.1f} for the {'new' if odds >= 0 else 'old'} form"


@lru_cache(maxsize=1)
def second_opinion(path: Path = MODEL) -> SecondOpinion:
    """The shipped weights. Raises ValueError where they belong to other features than the code's."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if tuple(data["names"]) != NAMES:
        raise ValueError("the model file belongs to other features; run python -m cleanup.training.second_opinion")
    return SecondOpinion(tuple(map(float, data["weights"])), float(data["bias"]))
