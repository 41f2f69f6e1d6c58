"""From which expected precision on a correction is applied or suggested, by setting and error density.

Expected precision is the judge's probability: of so many such corrections in edited articles an editor would call that
share right. In error-dense text the same proposal is right more often, so the threshold for applying sinks with the
density, smoothly, on the log-odds scale. Density is the expected number of undisputed errors per 1,000 words elsewhere in the
text, with the prior of an edited one: no proposal is evidence for itself, and a single other one is none yet. No density
lifts a guard.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

# On edited text, from the verdicts on published articles by cross-validation (weighted as proposals occur): from .77 on 90 %
# of the applied edits are right and 5 % wrong, from .88 on 93 and 4, from .6 on 82 and 12.
APPLY: dict[str, float] = {"strict": 0.88, "balanced": 0.77, "thorough": 0.6}
# How far the threshold sinks on the log-odds scale in dense text (balanced: to .39, strict: to .67; the figures of both on
# dense text are on the card of the model, `cleanup models edits`).
SINKS: dict[str, float] = {"strict": 1.3, "balanced": 1.65, "thorough": 1.65}
SUGGEST = 0.35
LEAST = 0.3  # nothing below is applied in any text

# Expected errors per 1,000 words: up to EDITED nothing changes (the median of the dev articles is below 1), at DENSE the
# threshold has sunk all the way (raw web sentences have some 12).
EDITED, DENSE = 3.0, 9.0
# On bare sentences of CWEB that costs recall: F0.5 30 at P .83 in place of 40 at .71 with a prior of 9 errors per 1,000 words,
# which let every proposal speak for itself and harmed clean short texts.
PRIOR_WORDS, PRIOR = 150.0, 1.0  # the text is taken for an edited one of so many words, with so many errors per 1,000
LEAST_OTHERS = 2  # proposals elsewhere that would be applied in edited text as well
COUNTS_FROM = 0.3  # proposals less likely than this are no errors
# What a proposal of a sure pattern is worth at least (`Candidate.sure`). Over 791 published articles, 1.49 million words, these
# patterns fired 22 times, and all 22 were right when read. Of errors made in sentences of those articles by inverting a form
# they mended 99 % for pronouns, 83 % for plural subjects and "there is", 80 % after "did not", 79 % of passives, 52 % of
# perfects, 42 % before "of", 91, 65 and 42 % of doubled articles, prepositions and forms of "be"; in 3,900 of them they made 7
# other proposals.
SURE = 0.9


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`apply_at` and `suggest_at` for every edit of one article, the density that set them, and how far it counts (0 to 1)."""

    apply_at: float
    suggest_at: float
    density: float
    share: float


class Density:
    """Expected errors per 1,000 words around a proposal.

    `others`: probability, place (start, end) and change of every proposal that no guard refuses. Of those that overlap the
    likeliest counts, of those that make one change ("zero waste" thirteen times) the first; none counts for a proposal that it
    overlaps, nor for one of the same change.
    """

    def __init__(self, others: Sequence[tuple[float, int, int, str]], words: int, sure_from: float) -> None:
        self._words = words
        self._sure_from = sure_from
        places: list[tuple[int, int, float, str]] = []
        for p, start, end, change in sorted(others, key=lambda o: (o[1], -o[0])):
            if p < COUNTS_FROM:
                continue
            if places and start < max(places[-1][1], places[-1][0] + 1):
                low, high, before, likeliest = places[-1]
                places[-1] = (low, max(high, end), max(before, p), likeliest if before >= p else change)
            else:
                places.append((start, end, p, change))
        first: dict[str, int] = {}
        for k, (_, _, _, change) in enumerate(places):
            first.setdefault(change, k)
        self._first = first
        self._places = [(low, high, p if first[change] == k else 0.0) for k, (low, high, p, change) in enumerate(places)]
        self._starts = [low for low, _, _ in self._places]
        self._sum = sum(p for _, _, p in self._places)
        self._sure = sum(p >= sure_from for _, _, p in self._places)

    def around(self, start: int, end: int, change: str) -> float:
        """The density that speaks for a proposal at this place; that of an edited text where fewer than two others are sure."""
        own = {self._first[change]} if change in self._first else set()
        for k in range(max(0, bisect_left(self._starts, start) - 1), len(self._places)):
            low, high, _ = self._places[k]
            if low > end:
                break
            if high >= start:
                own.add(k)
        out = [self._places[k][2] for k in own]
        if self._sure - sum(p >= self._sure_from for p in out) < LEAST_OTHERS:
            return PRIOR
        return 1000 * (self._sum - sum(out) + PRIOR * PRIOR_WORDS / 1000) / (self._words + PRIOR_WORDS)


def thresholds(mode: str, errors_per_1000: float) -> Thresholds:
    """The thresholds of a setting at a density. Raises KeyError for an unknown setting."""
    share = min(1.0, max(0.0, (errors_per_1000 - EDITED) / (DENSE - EDITED)))
    log_odds = math.log(APPLY[mode] / (1 - APPLY[mode])) - SINKS[mode] * share
    apply_at = max(LEAST, 1 / (1 + math.exp(-log_odds)))
    return Thresholds(round(apply_at, 4), min(SUGGEST, round(apply_at, 4)), round(errors_per_1000, 1), round(share, 3))
