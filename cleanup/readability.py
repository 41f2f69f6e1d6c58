"""Readability: sentences and words counted here, syllables by pyphen, as textacy counts them.

textacy's own formulas go through a document eight times; with the counts at hand they are one line each. textacy itself is not
loaded for it, since that takes 1.5 s, most of it for libraries that no syllable needs; a test holds the figures to its own.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from cleanup.languages import family, of
from cleanup.text.reading import Reading

LEAST_WORDS = 20  # with fewer, one word moves the figure by a school year
LONG_WORD = 7  # letters from which Lix counts a word as long (Björnsson 1968)
_KNOWN_WORDS = 65_536  # words whose syllables are remembered; the common ones of a language are among so many
# The least ease of each band; of Lix, which counts difficulty, with the sign turned.
_EASE = ((90, "very easy"), (80, "easy"), (70, "fairly easy"), (60, "standard"), (50, "fairly hard"), (30, "hard"))
_LIX = ((-30, "very easy, as books for children"), (-40, "easy"), (-50, "standard, as newspapers"), (-60, "hard"))


def readability(reading: Reading) -> dict[str, float]:
    """Figures by name, rounded to one place; an empty mapping for texts under 20 words.

    "flesch" (reading ease, in the language's own fit where there is one), "grade" (Flesch-Kincaid, English only),
    "lix" (any language with spaces), "words_per_sentence".
    """
    words, sentences = reading.words, sum(s.kind != "break" for s in reading.sentences)
    if len(words) < LEAST_WORDS or not sentences:
        return {}
    code = family(reading.language) or "en"
    fit = of(code).flesch
    length = len(words) / sentences
    found = {"lix": length + 100 * sum(len(w) >= LONG_WORD for w in words) / len(words), "words_per_sentence": length}
    if fit is not None:
        syllables = sum(_syllables(w.lower(), code) for w in words) / len(words)
        base, by_length, by_syllables = fit
        found["flesch"] = base - by_length * length - by_syllables * syllables
        if code == "en":
            found["grade"] = 0.39 * length + 11.8 * syllables - 15.59
    return {name: round(float(value), 1) for name, value in sorted(found.items()) if math.isfinite(value)}


def meanings(figures: Mapping[str, float]) -> Iterator[str]:
    """What each figure says, a line each; ease by the bands that Flesch (1949) and Björnsson (1968) gave their own."""
    if "flesch" in figures:
        yield f"Flesch reading ease {figures['flesch']:.0f}: {_band(figures['flesch'], _EASE)} (100 is easiest)"
    if "grade" in figures:
        yield f"Flesch-Kincaid grade {figures['grade']:.0f}: school years in the United States that it asks for"
    if "lix" in figures:
        yield f"Lix {figures['lix']:.0f}: {_band(-figures['lix'], _LIX)} (20 is easiest)"
    if "words_per_sentence" in figures:
        yield f"{figures['words_per_sentence']:.0f} words in a sentence on average"


def _band(value: float, bands: Sequence[tuple[float, str]]) -> str:
    return next((name for least, name in bands if value >= least), "very hard")


@lru_cache(maxsize=_KNOWN_WORDS)
def _syllables(word: str, code: str) -> int:
    hyphenator = _hyphenator(code)
    # pyphen remembers every word that it ever saw: over a corpus that would be its whole vocabulary.
    if len(hyphenator.hd.cache) > _KNOWN_WORDS:
        hyphenator.hd.cache.clear()
    return len(hyphenator.positions(word)) + 1


@lru_cache(maxsize=4)
def _hyphenator(code: str) -> Any:
    from pyphen import Pyphen

    return Pyphen(lang=code)
