"""From which expected precision on a correction is applied or suggested, by setting and error density.

Expected precision is the judge's probability: of so many such corrections in edited articles an editor would call that
share right. In error-dense text the same proposal is right more often, so the threshold for applying sinks with the
density, smoothly, on the log-odds scale. Density is the expected number of undisputed errors per 1,000 words, with a prior:
an article with a title is taken for edited until it shows more; a bare sentence or two for raw text. No density lifts a
guard.
"""

from __future__ import annotations

import math
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
PRIOR_WORDS = 150.0
PRIOR_ARTICLE, PRIOR_BARE = 1.0, 9.0  # errors per 1,000 words expected of an article with a title, and of a bare text
COUNTS_FROM = 0.3  # proposals less likely than this are no errors


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`apply_at` and `suggest_at` for every edit of one article, the density that set them, and how far it counts (0 to 1)."""

    apply_at: float
    suggest_at: float
    density: float
    share: float


def density(probabilities: Sequence[float], words: int, titled: bool) -> float:
    """Expected errors per 1,000 words. `probabilities`: the judge's, of proposals that no guard refuses."""
    prior = PRIOR_ARTICLE if titled else PRIOR_BARE
    expected = sum(p for p in probabilities if p >= COUNTS_FROM)
    return 1000 * (expected + prior * PRIOR_WORDS / 1000) / (words + PRIOR_WORDS)


def thresholds(mode: str, errors_per_1000: float) -> Thresholds:
    """The thresholds of a setting at a density. Raises KeyError for an unknown setting."""
    share = min(1.0, max(0.0, (errors_per_1000 - EDITED) / (DENSE - EDITED)))
    log_odds = math.log(APPLY[mode] / (1 - APPLY[mode])) - SINKS[mode] * share
    apply_at = max(LEAST, 1 / (1 + math.exp(-log_odds)))
    return Thresholds(round(apply_at, 4), min(SUGGEST, round(apply_at, 4)), round(errors_per_1000, 1), round(share, 3))
