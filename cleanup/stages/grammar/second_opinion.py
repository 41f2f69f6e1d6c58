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

MODEL = MODELS / "second_opinion.json"
NAMES = ("judge's log-odds", "language model's log-odds")
# Asked from this probability of the judge's on. It was trained on verdicts from there on; below it one proposal of fifteen is
# right, and the model cannot make it likely enough to be applied.
ASKED_FROM = 0.2
MOST_ODDS = 25.0  # what the model says counts up to here: e25 is no surer than e40, both are odd sentences
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


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """The trained weights: one logistic model over the judge's log-odds and the language model's."""

    of_judge: float
    of_model: float
    bias: float

    def turns(self, right: float, applied_from: float) -> bool:
        """Whether the model could turn the decision about an edit of this probability."""
        return right >= ASKED_FROM and self.combined(right, -MOST_ODDS) < applied_from

    def combined(self, right: float, odds: float) -> float:
        """The probability that the edit is right, given both."""
        margin = self.bias + self.of_judge * judged_odds(right) + self.of_model * clipped(odds)
        return 1 / (1 + math.exp(-margin))


def judged_odds(right: float) -> float:
    """The judge's probability as log-odds, within what it was trained for."""
    p = min(max(right, 0.01), 0.99)
    return math.log(p / (1 - p))


def clipped(odds: float) -> float:
    """The model's log-odds as far as they count."""
    return max(-MOST_ODDS, min(MOST_ODDS, odds))


def reason(odds: float) -> str:
    """What the record says: "language model: +4.2 for the new form"."""
    return f"language model: {abs(odds):+.1f} for the {'new' if odds >= 0 else 'old'} form"


@lru_cache(maxsize=1)
def second_opinion(path: Path = MODEL) -> SecondOpinion:
    """The shipped weights. Raises ValueError where they belong to other features than the code's."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if tuple(data["names"]) != NAMES:
        raise ValueError("the model file belongs to other features; run python -m cleanup.training.second_opinion")
    of_judge, of_model = map(float, data["weights"])
    return SecondOpinion(of_judge, of_model, float(data["bias"]))
