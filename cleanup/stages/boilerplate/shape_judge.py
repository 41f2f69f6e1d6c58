"""Which lines of a text to take away in a language whose words the line judge does not know.

Two boosted trees, the second of which sees what the first said of the lines around, as of the judge of English lines. They
were learned from English pages, but from nothing that is English (`shapes`): how lines look, where they stand, what they
share with the body, and which of them the language's rules know to be left over. Trained by `training.line_shapes`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleanup.config import BoilerplateMode
from cleanup.languages import family
from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.stages.boilerplate.classifier import LineJudgments
from cleanup.stages.boilerplate.features import LineTable, sequence_features
from cleanup.stages.boilerplate.modes import POINTS
from cleanup.stages.boilerplate.shapes import columns, read
from cleanup.stages.boilerplate.thresholds import DoubtedLine

MODEL = store.MODELS / "line_shapes.npz"
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")  # with rules of their own, on which the judge leans
# What a text may lose in one look, of its words; what would lose more is no article in prose. Own choice. What is lost in an
# earlier look does not count, so that a text that was cleaned before is judged as one that was not.
MOST_OF_TEXT = 0.2
FEWEST_BODY = 3  # lines in whole sentences; with fewer there is nothing that a line could be left over from
NOTE_MARKS = ("*", "†", "‡", "[", "(")  # a line that begins so is a note of the text's own more often than not


@dataclass(frozen=True, slots=True)
class ShapeJudge:
    """The loaded model. Immutable, so threads may share it."""

    first: Forest
    second: Forest

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> ShapeJudge:
        """The judge that `arrays` (see `training.line_shapes`) hold."""
        return cls(Forest.from_arrays(arrays, "first."), Forest.from_arrays(arrays, "second."))

    def judge(self, table: LineTable, title: str | None, language: str, ruled: NDArray[np.float64]) -> LineJudgments:
        """Judge the lines of the table; `ruled` as in `shapes.columns`."""
        rows = columns(table, title, language, ruled)
        rows = sequence_features(rows, self.first.probabilities(rows))
        return LineJudgments("article", self.second.probabilities(rows), rows, self.second)

    def doubts(
        self,
        rows: Sequence[str],
        title: str | None,
        language: str,
        ruled: Sequence[float],
        safe: Sequence[bool],
        mode: BoilerplateMode = "balanced",
    ) -> list[DoubtedLine]:
        """The lines to take away; none where that is too much of the text.

        `ruled` is how sure a rule is of each line, `safe` marks those that must stay.
        """
        places, table = read(rows, language)
        if not places or table.body.sum() < FEWEST_BODY:
            return []
        size, known = table.sizes, np.array([ruled[i] for i in places])
        said = self.judge(table, title, language, known)
        may = np.array([not safe[i] and not rows[i].lstrip().startswith(NOTE_MARKS) for i in places])
        gone = (said.keep < POINTS[mode].shape) & may & (known <= 0)
        if not gone.any() or size[gone].sum() > MOST_OF_TEXT * size.sum():
            return []
        apply_at = 1.0 - POINTS[mode].shape
        chosen = np.flatnonzero(gone).tolist()
        return [
            DoubtedLine(places[i], float(said.keep[i]), said.kind, reasons, apply_at, apply_at)
            for i, reasons in zip(chosen, said.reasons(chosen, [False] * len(chosen)), strict=True)
        ]


def speaks(language: str | None) -> bool:
    """Whether the judge knows the language."""
    return family(language) in LANGUAGES


@lru_cache(maxsize=1)
def shape_judge() -> ShapeJudge:
    """The shipped judge, read once."""
    return ShapeJudge.from_arrays(store.load(MODEL)[0])
