"""What lines look like in a language whose words no judge has learned, as numbers: their shape, place, neighbors, ties to the
body, and which of them a rule knows.

The numbers that have to do with words are those of the language's own lists (function words, pronouns), and set against
the body of the same text, so that what is learned in one language holds in another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleanup.languages import of, stop_words
from cleanup.models.line import SHAPE, Line, read_line
from cleanup.stages.boilerplate.features import AT, BODY, PLACE, TITLE, WHOLE, LineTable, features, shifted, window_mean

CLOCK = re.compile(r"\b\d{1,2}\s?[:.hH]\s?\d\d\b")
DATE = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d\d\b|\b(?:19|20)\d\d\b")
END = re.compile(r"[.!?…][\"'”’»«)\]]*$")
# Of a line's own numbers those that mean the same in every language; the others are given anew below.
OWN = tuple(n for n in SHAPE if n not in ("date", "clock", "you", "we", "asking words", "first word asks"))
AROUND = tuple(
    f"{name} {by}" for by in ("-1", "+1", "-2", "+2") for name in ("words", "function words", "sentence end", "capitalized")
)
TAKEN = tuple(n for n in (*OWN, *TITLE, *BODY, *PLACE, *AROUND, "words near", *WHOLE) if "score" not in n)
AGAINST = ("word length", "function words", "capitalized", "words", "commas")  # set against the body's mean
KEPT = -0.5
RULED = (-3, -2, -1, 0, 1, 2, 3)
ADDED = (
    "clock",
    "dates",
    "first person",
    "second person",
    *(f"{name} against body" for name in AGAINST),
    *(f"ruled {by:+d}" for by in RULED),
    "ruled near",
    "ruled wide",
    "ruled before",
    "ruled after",
    "since ruled",
    "to ruled",
    "sentence ends near",
    "sentence ends after",
    "words after of all",
)
COLUMNS = TAKEN + ADDED
FAR = 30  # lines; farther away is all the same


def read(rows: Sequence[str], language: str) -> tuple[list[int], LineTable]:
    """The lines that have words, as the places that they have among `rows` and a table with the language's function words."""
    known = stop_words(language)
    places: list[int] = []
    lines: list[Line] = []
    topics: list[frozenset[str]] = []
    shapes: list[tuple[float, ...]] = []
    for i, row in enumerate(rows):
        line = read_line(row)
        if not line.words:
            continue
        places.append(i)
        lines.append(line)
        topics.append(frozenset(w for w in line.words if len(w) > 2 and w not in known))
        shape = list(line.shape)
        shape[SHAPE.index("function words")] = _share(line, known)
        shape[SHAPE.index("sentence end")] = float(bool(END.search(line.text)))
        shapes.append(tuple(shape))
    table = np.array(shapes, np.float64).reshape(len(lines), len(SHAPE))
    return places, LineTable(tuple(lines), tuple(topics), table, np.zeros((len(lines), 4)))


def columns(table: LineTable, title: str | None, language: str, ruled: NDArray[np.float64]) -> NDArray[np.float32]:
    """Rows x COLUMNS, one row a line of `table`; `ruled` is how sure a rule is that the line is left over, 0 without one."""
    base = features(table, title)
    n = len(table.lines)
    counts, body = table.sizes, table.body
    end = table.shape[:, SHAPE.index("sentence end")]
    wording = of(language).wording
    out: list[NDArray[np.float64]] = [
        np.array([bool(CLOCK.search(line.text)) for line in table.lines], np.float64),
        np.array([len(DATE.findall(line.text)) for line in table.lines], np.float64),
        np.array([_share(line, wording.first_person) for line in table.lines]),
        np.array([_share(line, wording.second_person) for line in table.lines]),
    ]
    for name in AGAINST:
        column = table.shape[:, SHAPE.index(name)]
        out.append(column - (column[body].mean() if body.any() else 0.0))
    hit = ruled > 0
    index = np.arange(n, dtype=np.float64)
    out += [shifted(ruled, by, -1.0) for by in RULED]
    out += [
        window_mean(ruled, 3),
        window_mean(ruled, 8),
        (np.cumsum(hit) - hit) / np.maximum(index, 1),
        (np.cumsum(hit[::-1])[::-1] - hit) / np.maximum(n - 1 - index, 1),
        _since(hit),
        _since(hit[::-1])[::-1],
        window_mean(end, 3),
        np.log1p(np.cumsum(body[::-1])[::-1] - body),
        (np.cumsum(counts[::-1])[::-1] - counts) / max(float(counts.sum()), 1.0),
    ]
    taken = base[:, [AT[name] for name in TAKEN]]
    return np.concatenate([taken, np.column_stack(out)], axis=1).astype(np.float32)


def ruled_by(confidence: float, kept: bool) -> float:
    """What `columns` is told of a line that a delete rule hits so surely, or that a keep rule saves."""
    return KEPT if kept else confidence


def _share(line: Line, known: frozenset[str]) -> float:
    return sum(map(known.__contains__, line.words)) / len(line.words)


def _since(marks: NDArray[np.bool_]) -> NDArray[np.float64]:
    index = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, index, -FAR))
    return np.minimum(index - last, FAR).astype(np.float64)
