"""How often two words stand side by side on the web: log10 P(second | first), for pairs that the memory knows.

Hashed like the n-gram memory (CRC-32 of both words joined by a space, sorted, read with a binary search), one byte a
pair in steps of STEP. Words in lower case without apostrophes. Source: P. Norvig, "Natural Language Corpus Data" (2009),
counts of the Google Web Trillion Word Corpus, as the package wordsegment (Apache-2.0) has them.
"""

from __future__ import annotations

import math
import re
from array import array
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from cleanup.models.ngrams import place_of
from cleanup.models.store import MODELS, load

BIGRAMS = MODELS / "bigrams.npz"
STEP = 0.025  # log10; finer than the counts are sure
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[.,;:!?]")
_LEAST = -8.5  # log10 P of a word that nobody knows
# An unknown pair gets the second word's own share (stupid backoff, Brants et al. 2007: 0.4), and less where both words are
# so common that a pair of them would be known if people wrote it.
_BACKOFF, _BOTH_COMMON, _COMMON_ZIPF = -0.4, -1.0, 4.47


class Words(Protocol):
    """The Zipf value (log10 per billion) of a word in lower case, 0 where it is unknown."""

    def zipf(self, word: str) -> float: ...


def words_of(text: str) -> list[str]:
    """The tokens of a piece of text: words in lower case without apostrophes, numbers, marks."""
    return [t.replace("'", "") for t in _TOKEN.findall(text.lower().replace("’", "'"))]


class Bigrams:
    """The pairs with their conditional log probabilities."""

    def __init__(self, keys: array[int], levels: bytes) -> None:
        self._keys, self._levels = keys, levels

    def known(self, first: str, second: str) -> float | None:
        """log10 P(second | first), or None where the pair is not known."""
        at = place_of(f"{first} {second}", self._keys)
        return None if at is None else -STEP * self._levels[at]

    def log10(self, first: str, second: str, words: Words) -> float:
        """log10 P(second | first), backed off to the second word alone."""
        found = self.known(first, second)
        if found is not None:
            return found
        a, b = words.zipf(first), words.zipf(second)
        return _alone(b) + _BACKOFF + (_BOTH_COMMON if min(a, b) > _COMMON_ZIPF else 0.0)

    def closeness(self, first: str, second: str, words: Words) -> float:
        """How much oftener the pair stands than its words by chance would (log10), -1 where it is not known."""
        found = self.known(first, second)
        return found - _alone(words.zipf(second)) if found is not None else -1.0

    def run(self, before: Sequence[str], middle: Sequence[str], after: Sequence[str], words: Words) -> tuple[float, int]:
        """Sum of log10 of all pairs that a word of the middle is in, and their number; pairs with marks or numbers count
        for nothing."""
        found = [*before, *middle, *after]
        total, n = 0.0, 0
        for k in range(max(1, len(before)), min(len(found), len(before) + len(middle) + 1)):
            if found[k - 1].isalpha() and found[k].isalpha():
                total += self.log10(found[k - 1], found[k], words)
                n += 1
        return total, n


def _alone(zipf: float) -> float:
    return zipf - 9 if zipf else _LEAST


def level(probability: float) -> int:
    """The byte that stands for a conditional probability."""
    return min(255, max(0, round(-math.log10(probability) / STEP)))


@lru_cache(maxsize=1)
def bigrams(path: Path = BIGRAMS) -> Bigrams:
    """The shipped memory."""
    arrays, _ = load(path)
    return Bigrams(array("I", arrays["keys"].astype("uint32").tobytes()), arrays["levels"].astype("uint8").tobytes())
