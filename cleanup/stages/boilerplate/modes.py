"""How sure rules and judges must be that a line is left over, by mode: all that `--boilerplate` changes, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cleanup.config import BoilerplateMode


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A line goes whose probability to belong is below the first four; a delete rule acts alone from the last on."""

    article: float  # in an article of usual length, by the judge of English lines
    page: float  # in a whole page as text
    run: float  # the mean of the lines from one to the end
    shape: float  # in another language, by the judge of shapes
    rule: float


# The judge of English lines: chosen on articles of unseen sites (each half of the sites judged by a judge of the other half), by
# the worst of the sets, the benchmark's articles: there it alone costs .03, .06 and .19 % of clean words (mean of pages) and takes
# 29, 38 and 52 % of the words that a page has around its article; on news of other publishers .02, .05 and .07 % for 30, 40, 54 %.
# The judge of shapes: own choice on 254 pages in its languages, none of them learned from: there single clean lines that go cost
# .07 % of the words (half of that are left-overs which the references hold), and of left-over words 11 to 17 % go that no rule
# knows. With the rules, on 60 further pages, .02, .02 and .16 % of clean words go, and 48, 50 and 58 % of those around articles.
# Rules: on 271 unseen articles all together cost .041 % of clean words; from .86 on alone .028 %, and of 851 left-over words that
# only rules remove 128 are kept. The other two are own choices.
POINTS: Mapping[BoilerplateMode, OperatingPoint] = {
    "careful": OperatingPoint(article=0.025, page=0.25, run=0.05, shape=0.01, rule=0.93),
    "balanced": OperatingPoint(article=0.045, page=0.45, run=0.1, shape=0.02, rule=0.86),
    "eager": OperatingPoint(article=0.12, page=0.5, run=0.2, shape=0.04, rule=0.8),
}
SURE_RULE = POINTS["balanced"].rule  # in every mode, a line that a rule takes so surely ends a list above it
