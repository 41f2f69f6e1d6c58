"""Typographic ligatures as letters, and words that a blank after a ligature has parted made whole.

Some PDF texts set a blank after each ligature ("ofﬁ cial ﬁ rst ﬂ ew"). The ligature is the only sign of that, so both are
mended at once: by the frequency of the whole against that of its parts. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleanup.models.frequency import frequencies, mended
from cleanup.stages.normalize.compose import Step

_LIGATURE = re.compile("[\ufb00-\ufb06]")
_ABOUT_LIGATURES = re.compile(r"(?i)ligature|U\+FB0")
_LETTERS = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
_PARTED = re.compile("[^\\W\\d_]{0,30}[\ufb00-\ufb06][^\\W\\d_]{0,30}")
_BEFORE = re.compile(r"[^\W\d_]{1,30}(?=[ \u00a0]$)")
_AFTER = re.compile(r"[ \u00a0]([^\W\d_]{1,30})")
# Zipf values: "whole" is a word, "nothing" is none; own choice, on the words of the tests.
WORD = 2.5
NOTHING = 2.0
MORE = 1.5  # the whole is so much more frequent than the rarer of its parts


def fix_ligatures(text: str, language: str | None) -> Iterator[Step]:
    """The ligatures ff, fi, fl, ffi, ffl, st as letters, joined with the parts of their word beside them.

    Left alone: letters such as ae and oe, texts that speak of ligatures, and a ligature at a blank that with its
    neighbors makes no word: spelled out nothing would show the damage.
    """
    if not _LIGATURE.search(text) or _ABOUT_LIGATURES.search(text):
        return
    code = mended(language)
    zipf: Callable[[str], float] | None = frequencies(code).zipf if code else None
    at = 0
    for match in _PARTED.finditer(text):
        start, end = match.span()
        if start < at:
            continue
        joined = _joined(text, start, end, zipf) if zipf else (start, end)
        if joined is not None:
            start, at = max(joined[0], at), joined[1]
            spelled = _spelled(text[start:at])
            yield Step(start, at, spelled.replace(" ", "").replace("\u00a0", ""), "ligature")


def _joined(text: str, start: int, end: int, zipf: Callable[[str], float]) -> tuple[int, int] | None:
    """The span that is one word; None where there is none to be seen."""
    token = text[start:end]
    before = _BEFORE.search(text, max(0, start - 31), start)
    after = _AFTER.match(text, end)
    alone = zipf(_spelled(token).lower()) if len(token) > 1 else 0.0
    spans = [(start, end)]
    if _LIGATURE.match(token[-1]) and after:
        spans.append((start, after.end()))
        if _LIGATURE.match(token[0]) and before:
            spans.append((before.start(), after.end()))
    if _LIGATURE.match(token[0]) and before:
        spans.append((before.start(), end))
    if len(spans) == 1:
        return spans[0]

    def value(span: tuple[int, int]) -> float:
        return zipf(_spelled(text[slice(*span)]).replace(" ", "").replace("\u00a0", "").lower())

    best = max(spans[1:], key=value)
    rest = [zipf(_spelled(part).lower()) for part in text[slice(*best)].split() if part != token]
    if value(best) >= WORD and (alone < NOTHING or value(best) - min(alone, *rest) >= MORE) and alone <= value(best) + 1:
        return best
    return None if alone < NOTHING and _LIGATURE.match(token[-1]) and after else (start, end)


def _spelled(text: str) -> str:
    return _LIGATURE.sub(lambda m: _LETTERS[m.group()], text)
