"""Word frequencies of English and the other languages, from wordfreq (Apache-2.0, its data CC BY-SA 4.0), offline."""

from __future__ import annotations

import gzip
import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import cast

from cleanup.extras import package_folder
from cleanup.languages import family

# Languages in whose texts characters are put back by the frequency of words; wordfreq has more, but none was looked at
_MENDED = frozenset(("en", "de", "fr", "es", "it", "pt", "nl"))


class Frequencies:
    """Zipf values of one language's words in lower case."""

    def __init__(self, table: Mapping[str, float]) -> None:
        self._table = table
        self.listed = table.__contains__  # whether the word is known

    def zipf(self, word: str) -> float:
        """log10 of the occurrences in a billion words, 0 where the word is unknown."""
        found = self._table.get(word, 0.0)
        if not found and "ß" in word:  # wordfreq folds case, and "ß" to "ss"
            found = self._table.get(word.casefold(), 0.0)
        return found


@lru_cache(maxsize=2)
def frequencies(language: str) -> Frequencies:
    """The table of a language (ISO 639-1). LookupError where there is none."""
    table: dict[str, float] = {}
    for centibels, words in enumerate(_by_centibels(language)):
        table.update(dict.fromkeys(words, max(0.0, math.log10(10 ** (-centibels / 100)) + 9)))
    return Frequencies(table)


def _by_centibels(language: str) -> Sequence[Sequence[str]]:
    """Words by how much rarer than one of one they are, in centibels. Its file is read as wordfreq reads it, since wordfreq loads
    data of all the world's languages first, which takes longer; it is asked for languages that go by other names there."""
    folder = package_folder("wordfreq")
    for size in ("large", "small"):
        path = folder / f"data/{size}_{language}.msgpack.gz" if folder else None
        if path and path.is_file():
            import msgpack

            return cast("list[list[str]]", msgpack.unpackb(gzip.decompress(path.read_bytes()))[1:])
    from wordfreq import get_frequency_list

    return get_frequency_list(language, "best")


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
