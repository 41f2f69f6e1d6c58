"""Letters lost inside words: ligatures that left a blank ("of cial", "di cult"), apostrophes of possessives ("partys").

What was lost is not in the text any more, so each is a suggestion: the word that it likely was, for a person to take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.stages.words.evidence import ROW, Evidence, Finding

_LIGATURES = ("ffi", "ffl", "ff", "fi", "fl")
MARGIN = 3.3
LEAST_ZIPF = 3.3
_YS = re.compile(r"(?<![\w'’@#/.-])([a-z]{2,}[b-df-hj-np-tv-xz])ys(?= [a-z]{3,})")
SURE = 0.6  # above the policy's line for suggestions, below the one for changes


def lost_ligatures(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    """Two pieces, one of them no word, that are a common word with ff, fi, fl, ffi or ffl between them."""
    for row in ROW.finditer(text, start, end):
        words = row.group().split(" ")
        if len(words) == 1 or all(evidence.alone(word.lower()) for word in words):
            continue
        at, first = row.start(), words[0]
        for second in words[1:]:
            stop = at + len(first) + 1 + len(second)
            whole = ""
            if first and second.islower() and (first.islower() or first.istitle()) and len(first) + len(second) <= 20:
                whole = _restored(first.lower(), second, evidence)
            if whole and _alone_in_text(text, at, stop):
                told = f"'{second}' is no word, and '{whole}' is"
                yield Finding(at, stop, first + whole[len(first) :], "lost-ligature", SURE, (told,))
                second = ""  # taken: it is not the first of the next pair
            at, first = stop - len(second), second


def _restored(first: str, second: str, evidence: Evidence) -> str:
    if evidence.alone(first) and evidence.alone(second):
        return ""
    best, most = "", LEAST_ZIPF
    for ligature in _LIGATURES:
        zipf = evidence.zipf(first + ligature + second)
        if zipf >= most:
            best, most = first + ligature + second, zipf
    return best if best and most - evidence.row((first, second)) >= MARGIN else ""


def _alone_in_text(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(c.isalnum() or c in "'’-@/#_&." for c in around.replace(". ", "").rstrip("."))


def lost_apostrophes(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    """A noun in -y with a bare s before another word: the plural would have -ies, the verb form too."""
    for found in _YS.finditer(text, start, end):
        stem = found.group(1)
        if (
            evidence.zipf(found.group()) < 3.0
            and evidence.zipf(stem + "y") >= 4.0
            and evidence.zipf(stem + "ies") > evidence.zipf(found.group()) + 1
        ):
            told = f"'{found.group()}' is no word; the plural is '{stem}ies'"
            yield Finding(found.start(), found.end(), stem + "y's", "possessive-apostrophe", SURE, (told,))
