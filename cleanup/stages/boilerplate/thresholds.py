"""Which lines of a text to take away, by the line judge: thresholds, budget, and what is never judged.

Works on plain strings. A caller repeats `doubts` on what is left until nothing more goes; everything here depends on
the lines that are left alone, so the end of one such run is also the end of the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from cleanup.config import BoilerplateMode
from cleanup.models.line import read_line
from cleanup.stages.boilerplate.classifier import Kind, LineClassifier, LineJudgments, line_classifier
from cleanup.stages.boilerplate.features import AT, LineTable
from cleanup.stages.boilerplate.modes import POINTS, OperatingPoint

TYPICAL_WORDS = 700  # an article of so many words has the mode's threshold; a longer one a higher, as a line is less of it.
# Of .2 to 1, this power takes most of short articles (120 words: 24 % of their left-over words, .5 takes 18 %) at no cost for
# others (43.4 against 43.6 %), each at .085 % of clean words lost on unseen sites.
LENGTH_POWER, MOST = 0.3, 3.0
SHORT_ARTICLE = 120  # words; below, the threshold falls with the square of the length: one line is much of such a text
MOST_OF_RUN = 0.05  # of the text's words; without it 2 more of 522 articles lose over 5 %
IN_RUN = "the lines from here to the end look left over together"
SUGGEST_BELOW: dict[Kind, float] = {"article": 0.30, "page": 0.55}
# Of its words; an article that would lose more is not what the judge takes it for. At 5 % no clean article of 522 would lose
# more by the judge (two lose 5.2 %, by single lines), but 10 points of left-over words among other pages' lines would stay.
MOST_OF_ARTICLE = 1 / 3
# Two of three make a page an article in lists. On 271 unseen articles whose title is not given, left-over lines put in, that
# takes the words lost from .23 to .10 % (one list of cities had lost 35 % of its own); pages as text lose .001 of word F1.
MOST_OF_PAGE = 0.6  # of its words go: a list of events looks like a menu
SURELY_GONE = 0.15  # of what would go, more than
MOST_UNSURE = 0.28  # this share is likelier than that to belong; of 21 pages that lose much 15 have up to .26, the next .35
SURE_PAGE = 4.0  # log odds below this; one of those articles, a list, has up to 4.2, the others 3.3; of 271 pages 215 more
CODE_MARKS = 2  # lines with so many marks of code are left alone in an article


@dataclass(frozen=True, slots=True)
class DoubtedLine:
    """A line that the judge would take away (keep < 1 - apply_at) or suspects."""

    place: int
    keep: float
    kind: Kind
    reasons: tuple[str, ...]
    apply_at: float
    suggest_at: float


@dataclass(frozen=True, slots=True)
class Units:
    """Lines read once; those without words are never doubted."""

    judge: LineClassifier
    reading: LineTable
    places: NDArray[np.intp]  # of each line, among those with words; -1 for others
    title: str | None
    point: OperatingPoint
    latest: dict[bytes, LineJudgments] = field(default_factory=dict)  # what was said last, by the lines that it is about

    @classmethod
    def read(
        cls, rows: Sequence[str], title: str | None, judge: LineClassifier | None = None, mode: BoilerplateMode = "balanced"
    ) -> Self:
        """Read the lines of a text."""
        judge = judge or line_classifier()
        lines = [read_line(row) for row in rows]
        has_words = np.array([bool(line.words) for line in lines], np.bool_)
        places = np.where(has_words, np.cumsum(has_words) - 1, -1)
        return cls(judge, judge.read([line for line in lines if line.words]), places, title, POINTS[mode])

    def doubts(self, alive: Sequence[int], safe: Sequence[bool]) -> list[DoubtedLine]:
        """Doubts about the lines `alive` (indexes into the rows read), those marked `safe` left out.

        Takes away what is doubted enough and judges what is left, until no more goes. The part of this course where
        the text is an article counts only if it stays within the budget; else that part takes nothing away.
        """
        index = self._with_words(alive)
        guarded = np.array([s for i, s in zip(alive, safe, strict=True) if self.places[i] >= 0], np.bool_)
        taken: list[DoubtedLine] = []
        article: list[DoubtedLine] = []  # taken since the text was first judged to be an article, and what that cost
        budget = cost = 0.0
        sizes = self.reading.sizes
        while len(index):
            size = sizes[self.places[index]]
            said = self._look(index)
            if said.kind == "page" and too_much(said, size, self.point):
                said = self._look(index, "article")
            below = _thresholds(said, float(size.sum()), self.point)
            may = ~_guarded(said, guarded)
            closing = _closing_run(said, size, may, self.point) if said.kind == "article" else None
            keep = said.keep
            if closing is not None:
                keep = np.where(np.arange(len(keep)) < closing.start, keep, np.minimum(keep, closing.keep))
                below[closing.start :] = np.maximum(below[closing.start :], closing.below)
            gone = (keep < below) & may
            if said.kind == "article":
                budget = budget or MOST_OF_ARTICLE * float(size.sum())
                cost += float(size[gone].sum())
                if cost > budget:
                    return taken
            if not gone.any():
                suspected = (said.keep < SUGGEST_BELOW[said.kind]) & may
                return taken + article + self._said(said, index, suspected, keep, below)
            (article if budget else taken).extend(self._said(said, index, gone, keep, below))
            index, guarded = index[~gone], guarded[~gone]
        return taken + article

    def mean_keep(self, alive: Sequence[int], kind: Kind = "article") -> float:
        """Probability that a word of the lines `alive` belongs to an article; 1 where there are no words."""
        index = self._with_words(alive)
        if not len(index):
            return 1.0
        size = self.reading.sizes[self.places[index]]
        return float((self._look(index, kind).keep * size).sum() / size.sum())

    def _with_words(self, alive: Sequence[int]) -> NDArray[np.intp]:
        return np.array([i for i in alive if self.places[i] >= 0], np.intp)

    def _look(self, index: NDArray[np.intp], kind: Kind | None = None) -> LineJudgments:
        """What the judge says of these lines. The latest word is remembered: the last look for left-over lines and the
        question whether there is an article are about the same."""
        about = index.tobytes()
        said = self.latest.get(about)
        if said is None or (kind is not None and said.kind != kind):
            said = self.judge.judge(self.reading.subset(self.places[index]), self.title, kind)
            self.latest.clear()
            self.latest[about] = said
        return said

    def _said(
        self,
        said: LineJudgments,
        index: NDArray[np.intp],
        which: NDArray[np.bool_],
        keep: NDArray[np.float64],
        below: NDArray[np.float64],
    ) -> list[DoubtedLine]:
        """Doubts about `which` lines. `keep` is lower than the judge's own word where a closing run speaks against a line."""
        places = np.flatnonzero(which).tolist()
        return [
            DoubtedLine(
                int(index[i]),
                float(keep[i]),
                said.kind,
                reasons if keep[i] == said.keep[i] else (IN_RUN, *reasons[:2]),
                1.0 - float(below[i]),
                1.0 - max(float(below[i]), SUGGEST_BELOW[said.kind]),
            )
            for i, reasons in zip(places, said.reasons(places, [False] * len(places)), strict=True)
        ]


@dataclass(frozen=True, slots=True)
class _Run:
    """The lines from `start` on: their mean probability, and below which it counts."""

    start: int
    keep: float
    below: float


def _closing_run(said: LineJudgments, size: NDArray[np.float64], may: NDArray[np.bool_], point: OperatingPoint) -> _Run | None:
    """The run of lines up to the end that together look most left over, if they do so surely enough.

    It takes along what single lines do not give away: a comment in full sentences below a comment form's heading.
    """
    odds = np.clip(said.keep, 1e-3, 1 - 1e-3)
    weight = (np.log(odds) - np.log1p(-odds)) * np.sqrt(size)
    sums = np.cumsum(weight[::-1])
    start = len(sums) - 1 - int(sums.argmin())
    mean = float((said.keep[start:] * size[start:]).sum() / size[start:].sum())
    limit = point.run * min(length_factor(float(size.sum())), 1.0)
    if sums.min() >= 0 or mean >= limit or not may[start:].all() or size[start:].sum() > MOST_OF_RUN * size.sum():
        return None
    return _Run(start, mean, limit)


def too_much(said: LineJudgments, size: NDArray[np.float64], point: OperatingPoint) -> bool:
    """Whether the text is rather an article in lists than a page.

    So two of these hold: the gate is not sure, much of the text would go, and much of that is not surely left over.
    """
    gone = said.keep < point.page
    much = size[gone].sum() > MOST_OF_PAGE * size.sum()
    unsure = size[gone & (said.keep > SURELY_GONE)].sum() > MOST_UNSURE * size[gone].sum()
    return int(much) + int(unsure) + int(said.page_odds < SURE_PAGE) >= 2


def length_factor(words: float) -> float:
    """By how much the threshold of an article of so many words is that of one of TYPICAL_WORDS."""
    long = min((max(words, SHORT_ARTICLE) / TYPICAL_WORDS) ** LENGTH_POWER, MOST)
    return float(long * min(words / SHORT_ARTICLE, 1.0) ** 2)


def _thresholds(said: LineJudgments, words: float, point: OperatingPoint) -> NDArray[np.float64]:
    """The probability to belong below which each line of a text of so many words goes."""
    return np.full(len(said.keep), point.page if said.kind == "page" else point.article * length_factor(words))


def _guarded(said: LineJudgments, guarded: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Lines that must stay: those the caller names, and in an article those that look like code."""
    if said.kind == "page":
        return guarded
    return np.asarray(guarded | (said.rows[:, AT["code marks"]] >= CODE_MARKS), np.bool_)
