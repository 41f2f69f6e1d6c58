"""Remarks in brackets that are not of the text: a transcript's between the words that were said ("(Applause.)", "[Laughter]",
"(Beifall)"), and an editor's notes in a book that was typed ("[Footnote 9: ...]", "[Illustration: ...]")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleanup.languages import of
from cleanup.text.spans import Span

_BRACKETS = re.compile(r"[*_]{0,2}[(\[]([^()\[\]\n]{3,60})[)\]][*_]{0,2}")
_LONGEST_NOTE = 3000  # code points
_EDITORS = re.compile(
    rf"(?i)\[(?:footnote|illustration|sidenote|transcriber['’]?s['’]? notes?|editor['’]?s['’]? note|fußnote|abbildung|note de l['’]éditeur)"
    rf"\b[^\[\]]{{0,{_LONGEST_NOTE}}}\]"
)
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 6  # words; what is longer is said in brackets


def asides(text: str, language: str | None) -> Iterator[Span]:
    """The spans of such remarks with their brackets, in order; none in a language whose words for them are not known."""
    known = of(language).wording.asides
    if known:
        for found in _BRACKETS.finditer(text):
            if _is_aside(found.group(1), known):
                yield Span(*found.span())


def notes_of_editors(text: str) -> Iterator[Span]:
    """The spans of an editor's notes in square brackets, in order."""
    for found in _EDITORS.finditer(text):
        yield Span(*found.span())


@lru_cache(maxsize=256)
def _is_aside(said: str, known: frozenset[str]) -> bool:
    words = [word.lower() for word in _WORD.findall(said)]
    return len(words) <= _LONGEST and not known.isdisjoint(words[:2])
