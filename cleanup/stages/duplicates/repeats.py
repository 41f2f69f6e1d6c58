"""Find where a sequence says the same thing again directly after itself: A A, or A B C A B C.

Works on keys (what two items must share to be the same) and knows nothing of texts. Only neighbors count: published
articles say whole paragraphs again far apart on purpose (notices, terms, tables: 199 blocks of eight words or more in 791
articles of WCXB's development set), but hardly ever in a row (3 places: a slip, a pull quote, a list set twice).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

# Items that may be compared for each item of the sequence. A text that needs more says few things in ever new orders, and
# keeps its later repeats: the search stays linear.
STEPS = 60


@dataclass(frozen=True, slots=True)
class Repeat:
    """Items [start, end) say again what the `period` items before `start` say, once or several times over."""

    start: int
    end: int
    period: int

    @property
    def times(self) -> int:
        """How often it is said again."""
        return (self.end - self.start) // self.period


def repeats(keys: Sequence[Hashable], fits: Callable[[Repeat], bool], longest: int | None = None) -> list[Repeat]:
    """The repeats that `fits` takes, from left to right and disjoint; the shortest period at each place.

    A key of None equals nothing. `longest` is the longest period to look for. `fits` is asked once for each repeat found.
    """
    last: dict[Hashable, int] = {}
    found: list[Repeat] = []
    budget = STEPS * len(keys)
    free = at = 0  # nothing before `free` may be taken again
    while at < len(keys):
        key = keys[at]
        before = last.get(key) if key is not None else None
        end = at + 1
        if before is not None and at - before <= (longest or at):
            period = at - before
            start = at  # an item that stands several times within a period hides where the repeat begins
            while start > max(free, period) and keys[start - 1] == keys[start - 1 - period] is not None and budget > 0:
                start, budget = start - 1, budget - 1
            stop = at + 1
            while stop < len(keys) and keys[stop] == keys[stop - period] is not None and budget > 0:
                stop, budget = stop + 1, budget - 1
            repeat = Repeat(start, start + (stop - start) // period * period, period)
            if repeat.times and fits(repeat):
                found.append(repeat)
                free = end = repeat.end
            elif repeat.times and period == 1:
                end = repeat.end
        for i in range(at, end):
            last[keys[i]] = i
        at = end
    return found
