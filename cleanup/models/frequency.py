"""Word frequencies of English and the other languages, from wordfreq (Apache-2.0, its data CC BY-SA 4.0), offline."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from cleanup.languages import family

# Languages in whose texts characters are put back by the frequency of words; wordfreq has more, but none was looked at
_MENDED = frozenset(("en", "de", "fr", "es", "it", "pt", "nl"))


class Frequencies:
    """Zipf values of one language's words in lower case."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self._table = table
        self.listed = table.__contains__  # whether the word is known
        self._known: dict[str, float] = {}  # at most as many as the table has words

    def zipf(self, word: str) -> float:
        """log10 of the occurrences in a billion words, 0 where the word is unknown."""
        found = self._known.get(word)
        if found is not None:
            return found
        frequency = self._table.get(word)
        if not frequency:
            return 0.0
        self._known[word] = found = max(0.0, math.log10(frequency) + 9)
        return found


@lru_cache(maxsize=2)
def frequencies(language: str) -> Frequencies:
    """The table of a language (ISO 639-1)."""
    from wordfreq import get_frequency_dict

    return Frequencies(get_frequency_dict(language, "best"))


def frequencies_of(language: str | None) -> Frequencies:
    """The table of a text's language; an empty one where there is none, or the language is not known."""
    try:
        return frequencies(family(language)) if language else Frequencies({})
    except LookupError:
        return Frequencies({})


def mended(language: str | None) -> str | None:
    """The code without its region of a language in which lost characters are put back by frequency, else None."""
    code = family(language)
    return code if code in _MENDED else None
