"""Builds the memory of word pairs from the counts of the package wordsegment: `python -m cleanup.training.bigrams`.

The same version of the package gives the same file. Pairs with anything but letters are left out.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files
from zlib import crc32

from cleanup.models.bigrams import BIGRAMS, STEP, level
from cleanup.models.store import save


def counts(name: str) -> dict[str, float]:
    """A table of the package."""
    lines = files("wordsegment").joinpath(name).read_text(encoding="utf-8").splitlines()
    return {word: float(n) for word, _, n in (line.partition("\t") for line in lines)}


def main() -> None:
    """Count and write."""
    import numpy as np

    single = counts("unigrams.txt")
    by_key: dict[int, int] = {}
    for pair, n in counts("bigrams.txt").items():
        first, _, second = pair.partition(" ")
        if first.isascii() and first.isalpha() and second.isascii() and second.isalpha():
            by_key[crc32(pair.encode())] = level(n / max(n, single.get(first, n)))
    keys = np.array(sorted(by_key), np.uint32)
    save(
        BIGRAMS,
        {"keys": keys, "levels": np.array([by_key[int(k)] for k in keys], np.uint8)},
        {
            "what": "log10 P(second word | first word) of pairs on the web",
            "step": STEP,
            "pairs": len(keys),
            "data": f"wordsegment {version('wordsegment')} (Apache-2.0), after P. Norvig, Natural Language Corpus Data",
            "command": "python -m cleanup.training.bigrams",
        },
    )
    print(len(keys), "pairs")


if __name__ == "__main__":
    main()
