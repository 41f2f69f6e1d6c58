"""A small n-gram memory: on how many pages of a collection a run of two or three words stands.

Hashed (CRC-32 of the words joined by a space, sorted, counts capped at 255), read with a binary search. Runs seen on a
single page are left out, so the memory holds no page's sentences. Words are in lower case, digits are one token "0",
punctuation marks are tokens, and a line begins with "<s>" and ends with "</s>".
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from cleanup.models.store import MODELS, load

NGRAMS = MODELS / "ngrams.npz"
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+|[.,;:!?]")
_MOST_KNOWN = 200_000  # answers remembered: about those of 500 articles, 20 MB
START, END = "<s>", "</s>"


def tokens(line: str) -> list[str]:
    """The tokens of a line or part of a line, without its end marks."""
    return ["0" if t[0].isdigit() else t for t in _TOKEN.findall(line.replace("’", "'").lower())]


def place_of(words: str, keys: array[int]) -> int | None:
    """Where the hash of words joined by a space stands among sorted keys, or None."""
    key = crc32(words.encode())
    at = bisect_left(keys, key)
    return at if at < len(keys) and keys[at] == key else None


class NGrams:
    """Page counts of runs of two and three tokens."""

    def __init__(self, keys: array[int], counts: bytes) -> None:
        self._keys = keys
        self._counts = counts
        self._known: dict[str, int] = {}

    def pages(self, run: Sequence[str]) -> int:
        """On how many pages the run stands: 0 (none or one) to 255 (that many or more)."""
        words = " ".join(run)
        count = self._known.get(words)
        if count is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            at = place_of(words, self._keys)
            self._known[words] = count = 0 if at is None else self._counts[at]
        return count


@lru_cache(maxsize=1)
def ngrams(path: Path = NGRAMS) -> NGrams:
    """The shipped memory."""
    arrays, _ = load(path)
    return NGrams(array("I", arrays["keys"].astype("uint32").tobytes()), arrays["counts"].astype("uint8").tobytes())
