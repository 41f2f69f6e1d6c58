"""Readability: sentences and words counted here, syllables by textacy.

textacy's own formulas go through a document eight times; with the counts at hand they are one line each.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from cleanup.text.reading import Reading

LEAST_WORDS = 20  # with fewer, one word moves the figure by a school year
LONG_WORD = 7  # letters from which Lix counts a word as long (Björnsson 1968)
# Flesch reading ease as fitted to a language: base, weight of words per sentence, weight of syllables per word. English
# Flesch 1948, German Amstad 1978, Spanish Fernandez Huerta 1959, French Kandel and Moles 1958, Italian Franchina and
# Vacca 1972, Dutch Douma 1960, Portuguese Martins 1996, Russian Oborneva 2006; the figures are those of textacy.
_FLESCH = {
    "de": (180.0, 1.0, 58.5), "en": (206.835, 1.015, 84.6), "es": (206.835, 1.02, 60.0), "fr": (207.0, 1.015, 73.6),
    "it": (217.0, 1.3, 60.0), "nl": (206.835, 0.93, 77.0), "pt": (248.835, 1.015, 84.6), "ru": (206.835, 1.3, 60.1),
}
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
    code = (reading.language or "en").partition("-")[0]
    length = len(words) / sentences
    found = {"lix": length + 100 * sum(len(w) >= LONG_WORD for w in words) / len(words), "words_per_sentence": length}
    if code in _FLESCH:
        syllables = sum(_syllables(w.lower(), code) for w in words) / len(words)
        base, by_length, by_syllables = _FLESCH[code]
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
