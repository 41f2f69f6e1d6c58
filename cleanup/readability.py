"""Readability: sentences and words counted here, syllables by textacy.

textacy's own formulas go through a document eight times; with the counts at hand they are one line each.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from cleanup.languages import family, of
from cleanup.text.reading import Reading

LEAST_WORDS = 20  # with fewer, one word moves the figure by a school year
LONG_WORD = 7  # letters from which Lix counts a word as long (Björnsson 1968)
_KNOWN_WORDS = 65_536  # words whose syllables are remembered; the common ones of a language are among so many


class _Word(NamedTuple):
    """What textacy reads of a token."""

    lower_: str
    is_punct: bool = False
    is_space: bool = False


def readability(reading: Reading) -> dict[str, float]:
    """Figures by name, rounded to one place; an empty mapping for texts under 20 words.

    "flesch" (reading ease, in the language's own fit where there is one), "grade" (Flesch-Kincaid, English only),
    "lix" (any language with spaces), "words_per_sentence".
    """
    words, sentences = reading.words, len(reading.sentences)
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


@lru_cache(maxsize=_KNOWN_WORDS)
def _syllables(word: str, code: str) -> int:
    from textacy.text_stats import basics
    from textacy.text_stats import utils as hyphenators

    # pyphen remembers every word that it ever saw: over a corpus that would be its whole vocabulary.
    seen = hyphenators.load_hyphenator(code).hd.cache
    if len(seen) > _KNOWN_WORDS:
        seen.clear()
    return basics.n_syllables_per_word((_Word(word),), lang=code)[0]  # type: ignore[arg-type]
