"""Running heads and page numbers: short lines that a page layout repeats between the lines of a text.

Found are lines that stand three times or more between prose, alike but for a number that rises. What a text repeats on purpose
looks the same, so a repetition alone is not enough. One of these must be seen as well: the line cuts a sentence in two
somewhere; it counts pages ("Page 3 of 12", "- 14 -"); or it is the only heading of any kind in the text, set in capitals or
with a publication's word. Left alone: refrains (verse is no prose), speakers (several names, or questions before them),
headings that stand beside other headings ("Pros", "Cons"), bare numbers and "Chapter 3" that cut no sentence, list marks,
breaks. Offsets are code points, half-open, of whole lines. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cleanup.text.blocks import NARROWEST_WRAP
from cleanup.text.lines import LineSpan, line_spans
from cleanup.text.marks import TURN
from cleanup.text.sentences import set_in_lower_case

FEWEST = 3
LONGEST, MOST_WORDS = 60, 9  # of a head; own judgement: the heads of journals and reports seen have at most eight words
PROSE = NARROWEST_WRAP  # code points of a line of prose; a shorter one counts when it ends as a sentence
PROSE_WORDS = 4  # of such a shorter line, unless it is the last of a longer one's sentence
OPEN = 25  # code points of a line that a head may cut
MOST_OTHERS = 1  # other heading-like lines beside a head that cuts no sentence: the title
_PAGE = re.compile(
    r"(?i)[-\u2013\u2014~|\[(\s]*(?:(?:page|pg\.?|p\.|seite|p[a\u00e1]gina|pag\.)\s*)?#(?:\s*(?:of|/|von|de|sur|di|van)\s*#)?[-\u2013\u2014~|\])\s]*"
)
_SURE_PAGE = re.compile(
    r"(?i)[-\u2013\u2014~]\s*#\s*[-\u2013\u2014~]|(?:page|seite|p[a\u00e1]gina)\s+#\s*(?:of|/|von|de|sur|di|van)\s*#"
)
_PUBLICATION = re.compile(
    r"(?i)\b(?:review|journal|gazette|times|magazine|bulletin|proceedings|quarterly|herald|tribune|newsletter|chronicle|"
    r"annals|transactions|annual report|working paper|draft|confidential|copyright|volume|vol\.|issue)|\u00a9"
)
# A row that stops at a word after which a sentence must go on
_HANGS = re.compile(
    r"(?<=\s)(?:the|an?|of|and|or|to|in|on|at|by|for|from|with|into|that|which|who|their|its|his|her|our|was|were|is|are)$"
)
_NUMBER = re.compile(r"\d+")
_NEVER = re.compile(r"[>#|\"'\u201c\u2018*\u2022]|.*(?:://|=)|.*[:?;,!]$|.*[-\u2010]$|[^\w\u00a9]+$")
_BULLETS = "-*\u2022\u00b7>#|"
_TURN = re.compile(TURN)
_STOPS = (*".!?:;)", "\u2026", "\u3002", "\u201d", "\u2019", '"', "\u00bb")
MOST = 0.8  # share of the alike lines that must stand so; the rest may stand beside headings and lists


@dataclass(frozen=True, slots=True)
class Head:
    """`text[start:end]` is a running head. `inside`: the sentence before it goes on after it."""

    start: int
    end: int
    inside: bool
    sure: bool  # it counts pages or cuts sentences


@dataclass(frozen=True, slots=True)
class _Place:
    """A line that may be a head: its index, the prose before and after it (-1 at the edge of the text)."""

    at: int
    before: int
    after: int
    numbers: tuple[int, ...]


@lru_cache(maxsize=4)  # normalize and boilerplate ask for the same text
def running_heads(text: str) -> tuple[Head, ...]:
    """The running heads of a text, in order."""
    found = _repeated(text)
    repeated, lines = found.groups, found.lines
    if not repeated and not found.lone:
        return ()
    rows = [text[line.start : line.end].strip() for line in lines]
    short = {at for group in repeated.values() for at in group}
    if set_in_lower_case("\n".join(row for at, row in enumerate(rows) if at not in short)):
        return ()
    prose = _prose(rows)
    before = _nearest(rows, short, range(len(rows)))
    after = _nearest(rows, short, range(len(rows) - 1, -1, -1))
    heads: dict[int, bool] = {}
    others = sum(_like_heading(row) and at not in short for at, row in enumerate(rows))
    kinds = sum(not _PAGE.fullmatch(key) for key in repeated)
    for key, group in repeated.items():
        places = [_Place(at, before[at], after[at], tuple(int(n) for n in _NUMBER.findall(rows[at])[:4])) for at in group]
        sure = _verdict(key, places, rows, prose, alone=others <= MOST_OTHERS and kinds == 1)
        if sure is not None:
            heads.update(dict.fromkeys(group, sure))
    for at in found.lone:  # one page number that cuts a sentence
        first, second = at - 1, at + 1
        if at in heads or not 0 < at < len(rows) - 1 or not _cuts(rows, first, second) or not prose[second]:
            continue
        if _SURE_PAGE.fullmatch(_NUMBER.sub("#", rows[at])) or _HANGS.search(rows[first]):
            heads[at], before[at], after[at] = True, first, second
    return tuple(
        Head(lines[at].start, lines[at].end, _cuts(rows, before[at], after[at], wide=True), sure)
        for at, sure in sorted(heads.items())
    )


def repeated_lines(text: str) -> frozenset[int]:
    """Where short lines begin that stand three times or more, alike but for their numbers: heads, refrains, labels. None
    of them is a part of the line before or after it."""
    found = _repeated(text)
    return frozenset(found.lines[at].start for group in found.groups.values() for at in group)


@dataclass(frozen=True, slots=True)
class _Repeated:
    lines: list[LineSpan]
    groups: dict[str, list[int]]
    lone: list[int]  # page numbers of shapes that stand less often


@lru_cache(maxsize=4)
def _repeated(text: str) -> _Repeated:
    """The lines of a text, and the short ones among them that stand FEWEST times, by what they say."""
    lines = line_spans(text)
    groups: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.end - line.start > 2 * LONGEST:
            continue
        row = text[line.start : line.end].strip()
        if len(row) <= LONGEST and len(row.split()) <= MOST_WORDS:
            key = _NUMBER.sub("#", " ".join(row.casefold().split()))
            if _PAGE.fullmatch(key) or not (_NEVER.match(row) or row.endswith(_STOPS) or row[0].islower()):
                groups.setdefault(key, []).append(at)
    lone = [at for key, found in groups.items() if len(found) < FEWEST and _PAGE.fullmatch(key) for at in found]
    return _Repeated(lines, {key: found for key, found in groups.items() if len(found) >= FEWEST}, lone)


def _nearest(rows: Sequence[str], short: set[int], order: Sequence[int]) -> list[int]:
    """For each row the nearest one before it in this order that is no candidate, or -1."""
    out = [-1] * len(rows)
    last = -1
    for at in order:
        out[at] = last
        if at not in short:
            last = at
    return out


def _verdict(key: str, places: Sequence[_Place], rows: Sequence[str], prose: Sequence[bool], *, alone: bool) -> bool | None:
    """Whether the alike lines are surely heads (True), probably (False), or none (None)."""
    if len(places) < FEWEST or not _rising(places):
        return None
    cuts = [_cuts(rows, p.before, p.after) and (prose[p.before] or rows[p.before][0].isupper()) for p in places]
    cuts = [cut and prose[p.after] for cut, p in zip(cuts, places, strict=True)]
    between = [(p.before < 0 or prose[p.before]) and (p.after < 0 or prose[p.after]) for p in places]
    stand = sum(a or b for a, b in zip(cuts, between, strict=True))
    if stand < max(FEWEST, MOST * len(places)) or sum(p.before < 0 or p.after < 0 for p in places) > 1:
        return None
    counted = len({p.numbers for p in places}) > 1
    if any(cuts) and (len(key.split()) > 1 or "#" in key):
        return True
    if _PAGE.fullmatch(key):
        return True if counted and _SURE_PAGE.fullmatch(key) else None
    if stand < len(places) or not alone or len(key.split()) < 2 or (counted and not _PUBLICATION.search(key)):
        return None
    asked = sum(p.before >= 0 and rows[p.before].endswith("?") for p in places)
    capitals = all(rows[p.at].isupper() for p in places)
    return False if asked == 0 and (capitals or _PUBLICATION.search(key)) else None


def _rising(places: Sequence[_Place]) -> bool:
    """Whether the numbers are all the same, or one of them rises from each line to the next and the rest stay."""
    if len({len(p.numbers) for p in places}) > 1:
        return False
    moving = [i for i, column in enumerate(zip(*(p.numbers for p in places), strict=True)) if len(set(column)) > 1]
    if not moving:
        return True
    return len(moving) == 1 and all(a.numbers[moving[0]] < b.numbers[moving[0]] for a, b in pairwise(places))


def _prose(rows: Sequence[str]) -> list[bool]:
    """Which rows are running text: long, a sentence, or the end of one that a long row left open."""
    found: list[bool] = []
    open_ = False
    for row in rows:
        ends = row.endswith(_STOPS)
        found.append(len(row) >= PROSE or (ends and (open_ or row.count(" ") >= PROSE_WORDS - 1)))
        if len(row) >= PROSE or ends:  # a head between leaves it open
            open_ = not ends
    return found


def _cuts(rows: Sequence[str], before: int, after: int, *, wide: bool = False) -> bool:
    """Whether the row before is unfinished and the one after goes on with it; `wide` takes a name in capitals for that, too."""
    if before < 0 or after < 0:
        return False
    first, second = rows[before], rows[after]
    if "=" in first or "=" in second or "|" in second:
        return False  # a legend, a table
    if not (first[-1].isalnum() or first[-1] in ",-\u2010)") or len(first) < OPEN:
        return False
    if second[0].islower():
        return not _TURN.match(second)
    return wide and len(first) >= PROSE and second[0] not in _BULLETS and not _TURN.match(second) and not first.istitle()


def _like_heading(row: str) -> bool:
    return len(row) <= LONGEST and not row.endswith((*_STOPS, ",")) and row[0].isupper() and len(row.split()) <= MOST_WORDS
