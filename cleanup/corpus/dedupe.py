"""Near-duplicates across a corpus: MinHash signatures by rensa, banded in the run's database.

An article is a near-duplicate when the estimated Jaccard similarity of its word 5-grams with those of an article that
came before it is at least THRESHOLD; of several the most similar one counts, then the earliest. The earlier article
is the one that is kept. The bands live in SQLite, so memory does not grow with the corpus and a resumed run finds what
was there. Method: Broder 1997; banding as in Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

import array
import hashlib
import json
import re
import sys
from dataclasses import dataclass
from typing import Any

from cleanup.corpus.record import RunRecord
from cleanup.errors import ConfigError
from cleanup.extras import needs
from cleanup.text.halves import whole

THRESHOLD = 0.8
# 32 bands of 8 rows: a pair at .8 meets in some band with probability 1-(1-.8^8)^32 = .997, one at .5 with .12; the
# error of the estimate at .8 is sqrt(.8 * .2 / 256) = .025.
BANDS, ROWS = 32, 8
SHINGLE = 5
SEED = 20_171
# Fewer words than a shingle or two say nothing: "Page not found" is not a copy of itself.
LEAST_WORDS = 10
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Original:
    """The article that another is a copy of, and how similar the estimate says they are."""

    id: Any
    name: str
    similarity: float


def check_available() -> None:
    """Raise ConfigError where the library is missing."""
    needs("rensa", "corpus", "near-duplicates (--dedupe)", error=ConfigError)


def signature_of(text: str) -> bytes:
    """The MinHash signature of a text, empty where it is too short to be compared."""
    import rensa  # type: ignore[import-untyped]

    words = _WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return b""
    shingles = [" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)]
    sketch = rensa.RMinHash(num_perm=BANDS * ROWS, seed=SEED)
    sketch.update(shingles)
    values = array.array("I", sketch.digest())
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def similarity(a: bytes, b: bytes) -> float:
    """The estimated Jaccard similarity of two signatures."""
    left, right = array.array("I", a), array.array("I", b)
    return sum(x == y for x, y in zip(left, right, strict=True)) / len(left)


class Index:
    """The articles kept so far. Articles come in the order of the inputs."""

    def __init__(self, record: RunRecord, threshold: float = THRESHOLD) -> None:
        self._db, self._threshold = record.db, threshold

    def place(self, identity: Any, name: str, signature: bytes) -> Original | None:
        """The earlier article that this one repeats; None, and it is remembered, where there is none."""
        if not signature:
            return None
        width = ROWS * 4
        keys = [(band, hash_bytes(signature[band * width : (band + 1) * width])) for band in range(BANDS)]
        near: set[int] = set()
        for band, key in keys:
            near.update(
                row[0]
                for row in self._db.execute(
                    "SELECT article FROM bands WHERE band = ? AND key = ? ORDER BY article LIMIT 100", (band, key)
                )
            )
        best: tuple[float, int] | None = None
        for article in sorted(near):
            (other,) = self._db.execute("SELECT signature FROM kept WHERE article = ?", (article,)).fetchone()
            alike = similarity(signature, other)
            if alike >= self._threshold and (best is None or alike > best[0]):
                best = alike, article
        if best is not None:
            row = self._db.execute("SELECT id, name FROM kept WHERE article = ?", (best[1],)).fetchone()
            return Original(json.loads(row[0]), row[1], round(best[0], 4))
        article = (
            self._db.execute(
                "INSERT INTO kept (id, name, signature) VALUES (?, ?, ?)", (json.dumps(identity), whole(name), signature)
            ).lastrowid
            or 0
        )
        self._db.executemany("INSERT INTO bands VALUES (?, ?, ?)", [(band, key, article) for band, key in keys])
        return None


def hash_bytes(data: bytes) -> int:
    """63 bits of a digest, the same in every run."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little") >> 1
