"""Passages in another language or script, told by function words alone (no model, no download)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleanup.languages import codes, of
from cleanup.text.marks import WORD
from cleanup.text.names import FUNCTION_WORDS
from cleanup.text.spans import ProtectedSpan

_WORD = re.compile(WORD)
_OTHER_SCRIPT = re.compile(
    r"[\u0370-\u1cff\u2c00-\u2dff\u2e80-\ud7ff\uf900-\ufaff\ufe70-\ufeff\U00010000-\U0001efff]+"
    r"(?:[\s\u200f.,،؛·-]+[\u0370-\u1cff\u2c00-\u2dff\u2e80-\ud7ff\uf900-\ufaff\ufe70-\ufeff]+)*"
)

_FOREIGN_GAP = 3  # words that may stand between two foreign function words of one passage


@lru_cache(maxsize=16)
def _elsewhere(language: str) -> frozenset[str]:
    """Function words that tell of another language than this one."""
    return frozenset(word for code in codes() if code != language for word in of(code).telling)


def foreign_passages(text: str, language: str) -> Iterator[ProtectedSpan]:
    for m in _OTHER_SCRIPT.finditer(text):
        yield ProtectedSpan(m.start(), m.end(), "foreign")
    own = of(language).telling
    english = FUNCTION_WORDS if language == "en" else frozenset()
    every = _elsewhere(language)
    for stretch in re.finditer(r"[^\n.!?;:()\"“”«»]+", text):
        hits: list[tuple[int, int]] = []  # (first word, last word) of the passage being read
        gap, first, last, count = 0, -1, -1, 0
        for w in _WORD.finditer(text, stretch.start(), stretch.end()):
            word = w.group().lower()
            ours = word in own or word in english
            if not ours and word in every:
                if first < 0:
                    first = w.start()
                count, last, gap = count + 1, w.end(), 0
            elif first >= 0:
                gap += 1
                if ours or gap > _FOREIGN_GAP:
                    if count >= 2:
                        hits.append((first, last))
                    gap, first, count = 0, -1, 0
        if first >= 0 and count >= 2:
            hits.append((first, last))
        for a, b in hits:
            # The words around the outer function words belong to the passage as far as they are not ours.
            yield ProtectedSpan(
                _reach(text, a, stretch.start(), own | english, back=True),
                _reach(text, b, stretch.end(), own | english, back=False),
                "foreign",
            )


def _reach(text: str, at: int, limit: int, ours: frozenset[str], *, back: bool) -> int:
    """Widen a passage by up to two neighboring words that are not words of the article's own grammar."""
    for _ in range(2):
        if back:
            m = re.search(r"(?<![\w'’])([^\W\d_]+)[\s,]+$", text[max(limit, at - 40) : at])
            if not m or m.group(1).lower() in ours:
                return at
            at -= len(m.group())
        else:
            m = re.match(r"[\s,]+([^\W\d_]+)", text[at : min(limit, at + 40)])
            if not m or m.group(1).lower() in ours:
                return at
            at += len(m.group())
    return at
