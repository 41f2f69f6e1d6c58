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
from cleanup.models.line import SENTENCE_WORDS, SHAPE
from cleanup.stages.boilerplate.features import LineTable, sequence_features
from cleanup.stages.boilerplate.reasons import say
from cleanup.stages.boilerplate.shapes import columns, read

MODEL = store.MODELS / "line_shapes.npz"
LANGUAGES = ("de", "es", "fr", "it", "nl", "pt")  # with rules of their own, on which the judge leans
# Own choice on 254 pages in these languages, none of them learned from: there single clean lines that go cost .07 % of the words
# (half of that are left-overs which the references hold), and of left-over words 11 to 17 % go that no rule knows. With the rules,
# on 60 further pages, .02, .02 and .16 % of clean words go, and 48, 50 and 58 % of the words that a page has around its article.
DELETE_BELOW: Mapping[BoilerplateMode, float] = {"careful": 0.01, "balanced": 0.02, "eager": 0.04}
# What a text may lose in one look, of its words; what would lose more is no article in prose. Own choice. What is lost in an
# earlier look does not count, so that a text that was cleaned before is judged as one that was not.
MOST_OF_TEXT = 0.2
FEWEST_BODY = 3  # lines in whole sentences; with fewer there is nothing that a line could be left over from
NOTE_MARKS = ("*", "†", "‡", "[", "(")  # a line that begins so is a note of the text's own more often than not
REASONS = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line to take away: its place among the rows, the probability that it belongs, and why."""

    place: int
    keep: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShapeJudge:
    """The loaded model. Immutable, so threads may share it."""

    first: Forest
    second: Forest

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> ShapeJudge:
        """The judge that `arrays` (see `training.line_shapes`) hold."""
        return cls(Forest.from_arrays(arrays, "first."), Forest.from_arrays(arrays, "second."))

    def rows(
        self, table: LineTable, title: str | None, language: str, ruled: NDArray[np.float64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
        """The probability to belong of each line of the table, and the numbers that it was judged by."""
        seen = columns(table, title, language, ruled)
        seen = sequence_features(seen, self.first.probabilities(seen))
        return self.second.probabilities(seen), seen

    def doubts(
        self,
        rows: Sequence[str],
        title: str | None,
        language: str,
        ruled: Sequence[float],
        safe: Sequence[bool],
        mode: BoilerplateMode = "balanced",
    ) -> list[Doubt]:
        """The lines to take away; none where that is too much of the text.

        `ruled` is how sure a rule is of each line, `safe` marks those that must stay.
        """
        places, table = read(rows, language)
        if not places:
            return []
        size = np.array([len(line.words) for line in table.lines], np.float64)
        body = (size >= SENTENCE_WORDS) & (table.shape[:, SHAPE.index("sentence end")] > 0)
        if body.sum() < FEWEST_BODY:
            return []
        known = np.array([ruled[i] for i in places])
        keep, seen = self.rows(table, title, language, known)
        may = np.array([not safe[i] and not rows[i].lstrip().startswith(NOTE_MARKS) for i in places])
        gone = (keep < DELETE_BELOW[mode]) & may & (known <= 0)
        if not gone.any() or size[gone].sum() > MOST_OF_TEXT * size.sum():
            return []
        chosen = np.flatnonzero(gone).tolist()
        why = self._why(seen[chosen])
        return [Doubt(places[i], float(keep[i]), reasons) for i, reasons in zip(chosen, why, strict=True)]

    def _why(self, seen: NDArray[np.float32]) -> list[tuple[str, ...]]:
        """The weightiest reasons in words for each of these lines."""
        at = {name: i for i, name in enumerate(self.second.names)}
        strongest = self.second.strongest(self.second.codes(seen), [-1] * len(seen), 3 * REASONS)
        out: list[tuple[str, ...]] = []
        for row, names in zip(seen, strongest, strict=True):
            said = [words for name in names if (words := say(name, float(row[at[name]])))]
            out.append(tuple(dict.fromkeys(said))[:REASONS])
        return out


def speaks(language: str | None) -> bool:
    """Whether the judge knows the language."""
    return family(language) in LANGUAGES


@lru_cache(maxsize=1)
def shape_judge() -> ShapeJudge:
    """The shipped judge, read once."""
    return ShapeJudge.from_arrays(store.load(MODEL)[0])
