"""Words split by a blank ("infor mation", "di ffi cult") or by a hyphen and a blank ("signifi- cant").

A row of pieces is one word when the whole is far more frequent than the row of its pieces, and a piece is no word. What
people write apart (per cent, any one, cyber security) is known as a pair or has words for both halves, and stays.
Linear in the text: windows of at most four pieces, chosen by dynamic programming so that none overlap.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleanup.stages.words.evidence import ROW, WORD, Evidence, Finding, english

MOST_PIECES = 4  # "in for ma tion"
LONGEST = 24  # letters of a whole; longer ones are not in the frequency list
LEAST_ZIPF = 2.5  # of a whole; below, the list is half names and scanning errors
_OWN_ZIPF = 3.0  # of a whole that the article has elsewhere, at least
_NEAR = 1.0  # log10 within which two words are as likely as one
_LETTER_MARGIN = 4.6  # where a piece is one letter: "to o er" is "to offer" with letters lost
_RARE_ZIPF = 1.5  # of a whole with a ligature set free inside
_LIGATURES = frozenset(("ff", "fi", "fl", "ffi", "ffl"))
_COST = 3.0  # what one more join must gain when windows compete
_BEFORE = "@#/\\_-'’&.:;=+"
_AFTER = "@/\\_-&="

_HYPHENATED = re.compile(r"(?<![\w'’@#/&-])([^\W\d_]{2,})- ([a-z]{2,})(?![\w@-])")
_GOES_ON = frozenset("and or to nor but versus vs as than through und oder et y bis on in by if so the a an".split())
_PREFIXES = frozenset(
    "non self pre post anti semi multi quasi pseudo ultra pro ex mid co sub mini micro macro mega hyper".split()
)
_PREFIX_MARGIN = 5.0  # where the first piece is a prefix that people write apart: "pre school", "co op"
_CLOSED_ZIPF = 4.0  # of a whole that is written without the hyphen of its prefix: "substance", "export"


@dataclass(frozen=True, slots=True)
class Margins:
    """log10 by which the whole must be more frequent than the row: where a piece is no word, in a name, where all are."""

    broken: float
    name: float
    words: float


# Of 1.5 million words of published articles every pair above these that has a broken piece was a split word; of random
# splits 92 % are above the first. "guide lines", in prose that means it, has 5.0, and no other pair of words has as much.
MARGINS = Margins(broken=3.6, name=5.0, words=5.5)
# In a text where at least three words, and one of sixty, are split for sure, "under stand" is no longer meant. Tried with
# 3.5 and without the share: in articles with eight splits each "high light" and "bra in" were joined, 10 of 470 places.
DAMAGED_FROM = 3
DAMAGED_SHARE = 60
# In a text set in small letters any word may be a name: "jp morgan".
LOWER_MARGINS = Margins(broken=5.0, name=5.0, words=6.5)
DAMAGED_MARGINS = Margins(broken=3.3, name=4.5, words=4.5)


def split_words(text: str, start: int, end: int, evidence: Evidence, margins: Margins = MARGINS) -> Iterator[Finding]:
    """Split words of `text[start:end]`."""
    for row in ROW.finditer(text, start, end):
        words = row.group().lower().split(" ")
        if len(words) > 1 and _may_be_split(words, evidence):
            yield from _of_row(text, list(WORD.finditer(text, *row.span())), evidence, margins)
    if "- " in text[start:end]:
        yield from _hyphenated(text, start, end, evidence)


def _may_be_split(words: Sequence[str], evidence: Evidence) -> bool:
    """Whether some pieces in a row make a word that is far more frequent than they are, which in most rows none do."""
    listed = evidence.listed
    for at in range(1, len(words)):
        whole = words[at]
        for first in range(at - 1, max(-1, at - MOST_PIECES), -1):
            whole = words[first] + whole
            if listed(whole) and _outweighs(whole, tuple(words[first : at + 1])):
                return True
    return False


@lru_cache(maxsize=20_000)  # pieces that are a word together, "in to": the same come again and again
def _outweighs(whole: str, pieces: tuple[str, ...]) -> bool:
    """Whether the whole could be taken for the pieces under the easiest margin, and if it were the article's own word."""
    return max(english().zipf(whole), _OWN_ZIPF) - english().row(pieces) >= DAMAGED_MARGINS.broken


def _of_row(text: str, row: Sequence[re.Match[str]], evidence: Evidence, margins: Margins) -> Iterator[Finding]:
    words = [m.group().lower() for m in row]
    windows: dict[int, tuple[int, float, tuple[str, ...]]] = {}  # end -> start, gain, evidence; the best for each end
    best: list[float] = [0.0]
    taken: list[int] = [0]
    for stop in range(1, len(row) + 1):
        best.append(best[-1])
        taken.append(0)
        whole = words[stop - 1]
        for size in range(2, min(MOST_PIECES, stop) + 1):
            whole = words[stop - size] + whole
            if len(whole) > LONGEST:
                break
            pieces = words[stop - size : stop]
            zipf = _zipf(whole, pieces, evidence)
            if zipf < LEAST_ZIPF:
                continue
            gain, why = _gain(text, row[stop - size : stop], pieces, whole, zipf, evidence, margins)
            if gain and best[stop - size] + gain > best[stop]:
                best[stop], taken[stop] = best[stop - size] + gain, size
                windows[stop] = (stop - size, gain, why)
    stop = len(row)
    chosen: list[int] = []
    while stop:
        if taken[stop]:
            chosen.append(stop)
        stop -= taken[stop] or 1
    for stop in reversed(chosen):
        first, gain, why = windows[stop]
        whole_row = row[first:stop]
        yield Finding(
            whole_row[0].start(),
            whole_row[-1].end(),
            "".join(m.group() for m in whole_row),
            "split-word",
            0.95,
            why,
            spacing=True,
        )


def _zipf(whole: str, pieces: Sequence[str], evidence: Evidence) -> float:
    """How frequent the whole is. A rare one is a word where the article has it, or a ligature stands alone in it; one that
    the list lacks is none: the article's own may be names of code, "hitboxmask"."""
    zipf = evidence.zipf(whole)
    if not _RARE_ZIPF <= zipf < _OWN_ZIPF or all(map(evidence.alone, pieces)):
        return zipf
    if evidence.own(whole) and min(map(len, pieces)) > 1:
        return _OWN_ZIPF
    return zipf if _LIGATURES.isdisjoint(pieces[1:-1]) else max(zipf, LEAST_ZIPF)


def _gain(
    text: str,
    row: Sequence[re.Match[str]],
    pieces: Sequence[str],
    whole: str,
    zipf: float,
    evidence: Evidence,
    margins: Margins,
) -> tuple[float, tuple[str, ...]]:
    """How much is gained by writing the pieces as one, 0 where they stay apart; and why."""
    margin = zipf - evidence.row(pieces)
    if margin < margins.broken or not _free(text, row):
        return 0.0, ()
    if (
        sum(len(p) == 1 for p in pieces) > 1
        or (pieces[-1] == "s" and pieces[-2] not in _LIGATURES)
        or (len(row[0].group()) == 1 and row[0].group().isupper())
    ):
        return 0.0, ()  # letters spaced out, a lost apostrophe, an initial or a drop cap
    if len(pieces) > 2 and any(evidence.row(fewer) > zipf - _NEAR for fewer in _fewer(pieces)):
        return 0.0, ()  # "re al time" is "real time"
    broken = [p for p in pieces if not evidence.alone(p)]
    needed = margins.name if row[0].group()[0].isupper() else margins.broken
    if not broken:
        needed = margins.words
    elif len(pieces) == 2 and pieces[0] in _PREFIXES and evidence.alone(pieces[1]):
        needed = max(needed, _PREFIX_MARGIN)
    if min(map(len, pieces)) == 1 and _LIGATURES.isdisjoint(pieces):
        needed = max(needed, _LETTER_MARGIN)
    if margin < needed:
        return 0.0, ()
    told = f"'{whole}' is 10^{margin:.0f} times as frequent as its parts in a row"
    return margin - min(_COST, margins.broken - 0.5), (told, *(f"'{p}' is no word" for p in broken[:1]))


def _fewer(pieces: Sequence[str]) -> Iterator[list[str]]:
    """Every way to write the pieces as two words or more, some of them joined."""
    for cuts in range(1, 2 ** (len(pieces) - 1) - 1):
        words = [pieces[0]]
        for at, piece in enumerate(pieces[1:]):
            if cuts >> at & 1:
                words.append(piece)
            else:
                words[-1] += piece
        yield words


def _free(text: str, row: Sequence[re.Match[str]]) -> bool:
    """Whether nothing else belongs to the pieces: no digits, hyphens, signs of addresses; no capitals but the first."""
    start, end = row[0].start(), row[-1].end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[max(0, start - 2) : start] in ("- ", "\u2010 "):
        return False
    if (before and (before in _BEFORE or before.isalnum())) or (after and (after in _AFTER or after.isalnum())):
        return False
    first = row[0].group()
    return (len(first) == 1 or first[1:].islower()) and all(m.group().islower() for m in row[1:])


def _hyphenated(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    for found in _HYPHENATED.finditer(text, start, end):
        first, second = found.group(1), found.group(2)
        if second in _GOES_ON or not (first.islower() or first.istitle()):
            continue
        low = first.lower()
        whole = low + second
        zipf = evidence.zipf(whole)
        broken = [p for p in (low, second) if not evidence.alone(p)]
        compound = f"{low}-{second}"
        joined = evidence.own(whole)
        margin = zipf - evidence.row((low, second))
        prefixed = low in _PREFIXES and evidence.alone(second) and not joined and zipf < _CLOSED_ZIPF
        if compound in evidence.compounds and not joined:
            yield _mended(found, f"{first}-{second}", 0.92, f"the article writes '{compound}' elsewhere")
        elif not joined and evidence.in_memory(_word_before(text, found.start()), compound, _word_after(text, found.end())):
            yield _mended(found, f"{first}-{second}", 0.9, f"'{compound}' is written so beside its neighbor")
        elif prefixed:
            yield _mended(found, f"{first}-{second}", 0.85, f"'{low}-' does not stand alone")
        elif zipf >= LEAST_ZIPF and compound not in evidence.compounds:
            if joined:
                yield _mended(found, first + second, 0.93, f"the article writes '{whole}' elsewhere")
            elif margin >= (MARGINS.broken if broken else MARGINS.words):
                why = f"'{whole}' is 10^{margin:.0f} times as frequent as its parts in a row"
                yield _mended(found, first + second, 0.93, why, *(f"'{p}' is no word" for p in broken[:1]))


def _word_before(text: str, at: int) -> str:
    found = re.search(r"([^\W\d_]+) $", text[max(0, at - 30) : at])
    return found.group(1).lower() if found else ""


def _word_after(text: str, at: int) -> str:
    found = re.match(r" ([^\W\d_]+)", text[at : at + 30])
    return found.group(1).lower() if found else ""


def _mended(found: re.Match[str], replacement: str, sure: float, *why: str) -> Finding:
    return Finding(found.start(), found.end(), replacement, "split-by-hyphen", sure, why)
