"""The learned judge of lines: how surely each line of a text belongs to its article.

Two pairs of boosted trees share their features (`line_features`): one pair for an article with something left over,
one for a whole page as text, menus and all. The second of each pair sees what the first said of the lines around.
A small logistic gate tells pages from articles. Trained by `training.lines`; the model file says from what.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.models.hashed import HashedLinear, scores
from cleanup.models.line import Line
from cleanup.stages.boilerplate.features import AT, LineTable, features, read_lines, sequence_features
from cleanup.stages.boilerplate.reasons import say

MODEL = store.MODELS / "lines.npz"
Kind = Literal["article", "page"]
ENDS = 8  # lines at head and tail that the gate looks at: a page starts with menus and ends with a footer
SURELY = 0.2  # the page judge's probability below which a line counts as left over, for the gate
PAGE_ABOVE = 3.0  # log odds: of 271 unseen pages 242 have more, of as many clean articles one, a list of cities
LONGEST_PAGE = 1500  # lines with words; one in two hundred of 1,884 pages has more, and a book has many more
GATE = (
    "left-over lines",
    "left-over words",
    "left-over at head",
    "left-over at tail",
    "short lines",
    "log lines",
    "word score",
    "page word score",
    "page word score at head",
    "page word score at tail",
)


MODELS = ("words", "page.words", "form", "page.form")  # scores TEXT, in that order


def text_scores(lines: Sequence[Line], models: Sequence[HashedLinear]) -> NDArray[np.float64]:
    """Lines x TEXT: what the hashed models of words and of forms say of each line alone."""
    tokens, forms = [line.tokens for line in lines], [line.form for line in lines]
    return np.concatenate([scores(models[:2], tokens), scores(models[2:], forms)], axis=1)


@dataclass(frozen=True, slots=True)
class LineJudgments:
    """What the judge said about the lines of one reading, in order."""

    kind: Kind
    keep: NDArray[np.float64]
    rows: NDArray[np.float32]
    forest: Forest
    page_odds: float = 0.0  # log odds that the text is a whole page; 0 where the kind was given

    def reasons(self, places: Sequence[int], toward_keeping: Sequence[bool], count: int = 3) -> list[tuple[str, ...]]:
        """The weightiest reasons in words for each of these lines."""
        if not len(places):
            return []
        rows = self.rows[list(places)]
        strongest = self.forest.strongest(
            self.forest.codes(rows), [1 if keeping else -1 for keeping in toward_keeping], 3 * count
        )
        at = {name: i for i, name in enumerate(self.forest.names)}
        out: list[tuple[str, ...]] = []
        for row, names in zip(rows, strongest, strict=True):
            said: list[str] = []
            for name in names:
                words = say(name, float(row[at[name]]))
                if words and words not in said:
                    said.append(words)
                if len(said) == count:
                    break
            out.append(tuple(said))
        return out


@dataclass(frozen=True, slots=True)
class LineClassifier:
    """The loaded model. Immutable, so threads may share it."""

    models: tuple[HashedLinear, ...]  # in the order of MODELS
    forests: Mapping[str, tuple[Forest, Forest]]
    gate: NDArray[np.float64]  # weights of GATE, then the intercept
    about: Mapping[str, Any]

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], about: Mapping[str, Any]) -> LineClassifier:
        """The judge that `arrays` (see `training.lines`) hold."""
        forests = {
            kind: (Forest.from_arrays(arrays, f"{kind}.first."), Forest.from_arrays(arrays, f"{kind}.second."))
            for kind in ("article", "page")
        }
        models = tuple(HashedLinear.from_arrays(arrays, f"{name}.") for name in MODELS)
        return cls(models, forests, arrays["gate"], about)

    def read(self, lines: Sequence[Line]) -> LineTable:
        """All that does not depend on neighbors. The lines must have words."""
        return read_lines(lines, text_scores(lines, self.models))

    def judge(self, reading: LineTable, title: str | None, kind: Kind | None = None) -> LineJudgments:
        """Judge the lines of a reading; `kind` where it is known what the text is."""
        rows = features(reading, title)
        first: NDArray[np.float64] | None = None
        odds = 0.0
        if kind is None:
            first = self.forests["page"][0].probabilities(rows)
            odds = self.page_odds(rows, first)
            kind = "page" if odds > PAGE_ABOVE and len(rows) <= LONGEST_PAGE else "article"
        one, two = self.forests[kind]
        if first is None or kind == "article":
            first = one.probabilities(rows)
        rows = sequence_features(rows, first)
        return LineJudgments(kind, two.probabilities(rows), rows, two, odds)

    def page_odds(self, rows: NDArray[np.float32], page_keep: NDArray[np.float64]) -> float:
        """Log odds that the text is a whole page."""
        return float(gate_row(rows, page_keep) @ self.gate[:-1] + self.gate[-1])


def gate_row(rows: NDArray[np.float32], page_keep: NDArray[np.float64]) -> NDArray[np.float64]:
    """The GATE columns of one text. `page_keep` is the page judge's first word on its lines."""
    gone = page_keep < SURELY
    size = np.expm1(rows[:, AT["words"]].astype(np.float64))
    score = rows[:, AT["page word score"]].astype(np.float64)
    return np.array(
        [
            gone.mean(),
            (gone * size).sum() / max(size.sum(), 1.0),
            gone[:ENDS].mean(),
            gone[-ENDS:].mean(),
            rows[0, AT["short line share"]],
            rows[0, AT["lines"]],
            rows[:, AT["word score"]].mean(),
            score.mean(),
            score[:ENDS].mean(),
            score[-ENDS:].mean(),
        ],
        np.float64,
    )


@lru_cache(maxsize=1)
def line_classifier() -> LineClassifier:
    """The shipped judge, read once."""
    return LineClassifier.from_arrays(*store.load(MODEL))
