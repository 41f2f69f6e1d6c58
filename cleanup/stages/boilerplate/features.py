"""What the lines of an article look like, as numbers: their shape, place, neighbors, ties to the body.

One row a line that has words (`models.line`). All work is linear in the text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleanup.models.line import SENTENCE_WORDS, SHAPE, SHORT_WORDS, Line, content, read_line

TITLE = ("title overlap", "inside title", "holds title")
BODY = ("words found elsewhere", "words found in body", "rare words")
# of the lines without sentences that stand together with a line: headlines of other articles share nothing with this one
RUN = ("words of the run found in body", "words a line in the run", "sentence ends in the run", "asking words in the run")
TIED = ("words found in body -1", "words found in body +1", "words of the ends")
ENDS_READ = 6  # lines at either end of a text in which the names of its author and site stand
PLACE = (
    "lines before",
    "lines after",
    "place",
    "words before",
    "words after",
    "lines since body",
    "lines to body",
    "body lines before",
    "body lines after",
    "body share before",
    "run length",
    "run place",
    "copies",
    "same start",
)
TEXT = ("word score", "page word score", "form score", "page form score")
AROUND = (
    *tuple(
        f"{name} {where}"
        for where in ("-1", "+1", "-2", "+2")
        for name in ("words", "function words", "sentence end", "capitalized", "word score", "page word score", "form score")
    ),
    "words near",
    "word score near",
    "page word score near",
    "page word score wide",
    "word score so far",
    "word score from here",
    "lowest word score above",
    "page word score so far",
    "page word score from here",
    "form score near",
    "page form score wide",
)
WHOLE = ("lines", "all words", "words a line", "body line share", "short line share", "mean word score", "mean page word score")
NAMES = SHAPE + TITLE + BODY + PLACE + TEXT + AROUND + WHOLE + RUN + TIED
AT = {name: i for i, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class LineTable:
    """Lines with all that does not depend on their neighbors, so that a subset is judged without reading anew."""

    lines: tuple[Line, ...]
    topics: tuple[frozenset[str], ...]
    shape: NDArray[np.float64]  # lines x SHAPE
    scores: NDArray[np.float64]  # lines x TEXT, of the word and form models

    @property
    def sizes(self) -> NDArray[np.float64]:
        """Words of each line."""
        return np.array([len(line.words) for line in self.lines], np.float64)

    @property
    def body(self) -> NDArray[np.bool_]:
        """Which lines are body text: of some length, and with a sentence's end."""
        return np.asarray((self.sizes >= SENTENCE_WORDS) & (self.shape[:, SHAPE.index("sentence end")] > 0))

    def subset(self, places: NDArray[np.intp]) -> LineTable:
        """The lines at `places` only, in their order."""
        chosen = places.tolist()
        return LineTable(
            tuple(self.lines[i] for i in chosen), tuple(self.topics[i] for i in chosen), self.shape[places], self.scores[places]
        )


def read_lines(lines: Sequence[Line], scores: NDArray[np.float64]) -> LineTable:
    """A LineTable of lines that have words; `scores` are lines x TEXT."""
    shape = np.array([line.shape for line in lines], np.float64).reshape(len(lines), len(SHAPE))
    return LineTable(tuple(lines), tuple(line.topic for line in lines), shape, scores)


def features(reading: LineTable, title: str | None) -> NDArray[np.float32]:
    """Rows x NAMES, one row a line."""
    lines, shape, scores = reading.lines, reading.shape, reading.scores
    n = len(lines)
    counts, body = reading.sizes, reading.body
    whole = [
        np.log1p(n),
        np.log1p(counts.sum()),
        counts.mean(),
        body.mean(),
        (counts <= SHORT_WORDS).mean(),
        scores[:, 0].mean(),
        scores[:, 1].mean(),
    ]
    ties = _tie_columns(reading.topics, body)
    in_body = ties[:, BODY.index("words found in body")]
    columns = [
        shape,
        _title_columns(reading.topics, title),
        ties,
        _place_columns(lines, counts, body),
        scores,
        _around_columns(shape, counts, scores),
        np.repeat([whole], n, axis=0),
        _run_columns(shape, counts, body, in_body),
        shifted(in_body, -1, -1.0)[:, None],
        shifted(in_body, 1, -1.0)[:, None],
        _end_columns(reading.topics),
    ]
    return np.concatenate(columns, axis=1).astype(np.float32)


def _title_columns(topics: Sequence[frozenset[str]], title: str | None) -> NDArray[np.float64]:
    wanted = content(read_line(title).words) if title else frozenset()
    out = np.zeros((len(topics), len(TITLE)))
    if wanted:
        for i, own in enumerate(topics):
            both = len(own & wanted)
            if both:
                out[i] = both / len(own | wanted), both / len(own), both / len(wanted)
    return out


def _tie_columns(topics: Sequence[frozenset[str]], body: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How much of a line's topic the other lines, and the body's own, speak of."""
    is_body = body.tolist()
    everywhere: Counter[str] = Counter()
    in_body: Counter[str] = Counter()
    for words, told in zip(topics, is_body, strict=True):
        everywhere.update(words)
        if told:
            in_body.update(words)
    out = np.zeros((len(topics), len(BODY)))
    for i, (words, told) in enumerate(zip(topics, is_body, strict=True)):
        if words:
            out[i] = (
                sum(everywhere[w] > 1 for w in words) / len(words),
                sum(in_body[w] > told for w in words) / len(words),
                sum(everywhere[w] == 1 for w in words),
            )
    return out


def _run_columns(
    shape: NDArray[np.float64], counts: NDArray[np.float64], body: NDArray[np.bool_], in_body: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Means over each run of lines without sentences; a line of the body is a run of its own."""
    starts = np.ones(len(body), np.bool_)
    starts[1:] = body[1:] | body[:-1]
    run = np.cumsum(starts) - 1
    size = np.bincount(run).astype(np.float64)
    ends, asking = shape[:, SHAPE.index("sentence end")], shape[:, SHAPE.index("asking words")]
    return np.column_stack([(np.bincount(run, column) / size)[run] for column in (in_body, counts, ends, asking)])


def _end_columns(topics: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """The part of a line's topic that the lines near either end of the text speak of, the line itself left out."""
    near = [*range(min(ENDS_READ, len(topics))), *range(max(ENDS_READ, len(topics) - ENDS_READ), len(topics))]
    said = Counter(word for i in near for word in topics[i])
    own = set(near)
    out = np.zeros((len(topics), 1))
    for i, words in enumerate(topics):
        if words:
            out[i] = sum(said[w] > (i in own) for w in words) / len(words)
    return out


def _since(marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Lines since the last marked line (0 on it); since the start of the text where none came before."""
    index = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, index, -1))
    return (index - last).astype(np.float64)


def _place_columns(lines: Sequence[Line], counts: NDArray[np.float64], body: NDArray[np.bool_]) -> NDArray[np.float64]:
    n = len(lines)
    index = np.arange(n, dtype=np.float64)
    so_far = np.cumsum(counts) - counts
    total = max(counts.sum(), 1.0)
    before: NDArray[np.float64] = np.cumsum(body) - body
    since, to = _since(body), _since(body[::-1])[::-1]
    copies = Counter(line.words for line in lines)
    starts = Counter(line.words[:2] for line in lines)
    return np.column_stack(
        [
            np.log1p(index),
            np.log1p(n - 1 - index),
            index / max(n - 1, 1),
            np.log1p(so_far),
            np.log1p(total - so_far - counts),
            np.minimum(since, 50),
            np.minimum(to, 50),
            np.log1p(before),
            np.log1p(body.sum() - before - body),
            before / max(body.sum(), 1),
            np.where(body, 0, np.minimum(since + to, 60)),
            np.where(body, 0, since / np.maximum(since + to, 1)),
            [copies[line.words] for line in lines],
            [np.log1p(starts[line.words[:2]]) for line in lines],
        ]
    )


def shifted(column: NDArray[np.float64], by: int, fill: float) -> NDArray[np.float64]:
    """The column's value `by` lines further on (negative: before), `fill` outside the text."""
    out = np.full(len(column), fill)
    if abs(by) < len(column):
        if by > 0:
            out[:-by] = column[by:]
        elif by < 0:
            out[-by:] = column[:by]
        else:
            out[:] = column
    return out


def window_mean(column: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Mean over the lines at most `reach` away, the line itself included."""
    sums = np.concatenate([[0.0], np.cumsum(column)])
    index = np.arange(len(column))
    low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, len(column))
    return np.asarray((sums[high] - sums[low]) / (high - low))


def mean_before(column: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean over all lines before each line; 0 for the first."""
    index = np.arange(len(column))
    return (np.cumsum(column) - column) / np.maximum(index, 1)


def lowest_before(column: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """Lowest value over the `reach` lines before each line."""
    return np.asarray(np.minimum.reduce([shifted(column, -by, 9.0) for by in range(1, reach + 1)]))


def _around_columns(
    shape: NDArray[np.float64], counts: NDArray[np.float64], scores: NDArray[np.float64]
) -> NDArray[np.float64]:
    words, page_words, form, page_form = scores.T
    near = [shape[:, SHAPE.index(name)] for name in ("words", "function words", "sentence end", "capitalized")]
    near += [words, page_words, form]
    columns = [shifted(column, by, -1.0) for by in (-1, 1, -2, 2) for column in near]
    columns += [
        window_mean(counts, 3),
        window_mean(words, 2),
        window_mean(page_words, 2),
        window_mean(page_words, 8),
        mean_before(words),
        mean_before(words[::-1])[::-1],
        lowest_before(words, 6),
        mean_before(page_words),
        mean_before(page_words[::-1])[::-1],
        window_mean(form, 2),
        window_mean(page_form, 6),
    ]
    return np.column_stack(columns)


SEQUENCE = (
    "judged",
    "judged -1",
    "judged +1",
    "judged -2",
    "judged +2",
    "judged -3",
    "judged +3",
    "judged near",
    "judged wide",
    "judged so far",
    "judged from here",
    "lowest above",
    "lowest below",
    "left-over words",
    "left-over lines",
    "left-over to the end",
    "left-over from the start",
    "in best stretch",
    "beyond best stretch",
)


def sequence_features(rows: NDArray[np.float32], keep: NDArray[np.float64]) -> NDArray[np.float32]:
    """`rows` with the SEQUENCE columns added: what a first judgement (probability to keep) says around each line."""
    n = len(keep)
    odds = np.log(np.clip(keep, 1e-4, 1 - 1e-4)) - np.log1p(-np.clip(keep, 1e-4, 1 - 1e-4))
    size = np.expm1(rows[:, AT["words"]].astype(np.float64))
    inside, beyond = _best_stretch(odds * np.sqrt(size))
    gone = 1.0 - keep
    columns = [odds] + [shifted(odds, by, 0.0) for by in (-1, 1, -2, 2, -3, 3)]
    columns += [
        window_mean(odds, 3),
        window_mean(odds, 10),
        mean_before(odds),
        mean_before(odds[::-1])[::-1],
        lowest_before(odds, 6),
        lowest_before(odds[::-1], 6)[::-1],
        np.full(n, float((gone * size).sum() / max(size.sum(), 1.0))),
        np.full(n, float(np.log1p(gone.sum()))),
        np.log1p(_since(keep[::-1] > 0.8)[::-1]),
        np.log1p(_since(keep > 0.8)),
        inside,
        beyond,
    ]
    return np.concatenate([rows, np.column_stack(columns)], axis=1).astype(np.float32)


def _best_stretch(gains: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Whether each line lies in the run of lines with the greatest sum of `gains`, and how many lines outside of it."""
    best = now = -np.inf
    start = first = last = 0
    for i, gain in enumerate(gains.tolist()):
        if now <= 0:
            now, start = gain, i
        else:
            now += gain
        if now > best:
            best, first, last = now, start, i
    index = np.arange(len(gains))
    beyond = np.maximum(np.maximum(first - index, index - last), 0)
    return (beyond == 0).astype(np.float64), np.log1p(beyond)


SEQUENCE_NAMES = NAMES + SEQUENCE
