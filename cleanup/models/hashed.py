"""A linear model over hashed n-grams, kept as one int8 weight a bucket.

Each sequence of tokens (the words of a line, the class names of an element) scores the sum of its n-grams' weights.
Tokens are hashed once (CRC-32 of UTF-8, the same on every machine, unlike Python's `hash`); the hash of an n-gram is
mixed from the hashes of its tokens with numpy, so no n-gram string is ever built. Collisions are accepted.
Source of the trick: K. Weinberger et al., "Feature hashing for large scale multitask learning" (2009).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

MIX = 0x9E3779B1  # 2^32 / golden ratio, odd: Knuth's multiplicative hashing
MANY = 1 << 16  # tokens remembered at most: a 5 MB line of distinct words must not fill the memory


@lru_cache(maxsize=MANY)
def _code(token: str) -> int:
    return crc32(token.encode("utf-8", "surrogatepass"))


def hash_tokens(sequences: Sequence[Sequence[str]]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """All tokens' hashes end to end, and the length of each sequence."""
    out: list[int] = []
    for sequence in sequences:
        out.extend(map(_code, sequence))
    return np.array(out, np.uint32), np.array([len(s) for s in sequences], np.int64)


def buckets(sequences: Sequence[Sequence[str]], bits: int, longest: int = 2) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Bucket numbers of all n-grams (1 to `longest` tokens) and, beside each, the number of its sequence.

    n-grams never cross from one sequence into the next.
    """
    codes, lengths = hash_tokens(sequences)
    owner = np.repeat(np.arange(len(lengths)), lengths)
    mixed, found, owners = codes, [codes], [owner]
    for n in range(2, longest + 1):
        if len(mixed) < 2:
            break
        # wraps modulo 2^32 on purpose
        mixed = (mixed[:-1] * np.uint32(MIX) ^ codes[n - 1 :]) + np.uint32(n)
        inside = owner[: len(mixed)] == owner[n - 1 :]
        found.append(mixed[inside])
        owners.append(owner[: len(mixed)][inside])
    raw = np.concatenate(found)
    spread = (raw * np.uint32(MIX)) >> np.uint32(32 - bits)  # CRC's low bits alone are uneven on short tokens
    return spread, np.concatenate(owners)


@dataclass(frozen=True, slots=True)
class HashedLinear:
    """Score = bias + scale * (sum of int8 weights of the sequence's n-grams) / (n-grams to the power `damping`)."""

    weights: NDArray[np.int8]
    scale: float
    bias: float
    longest: int = 2
    damping: float = 0.5

    @property
    def bits(self) -> int:
        return len(self.weights).bit_length() - 1

    def scores(self, sequences: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """One number (log odds, not calibrated) a sequence; an empty sequence scores the bias."""
        return scores([self], sequences)[:, 0]

    def to_arrays(self, prefix: str = "") -> dict[str, NDArray[Any]]:
        """Arrays for `store.save`."""
        numbers = np.array([self.scale, self.bias, self.longest, self.damping], np.float64)
        return {prefix + "weights": self.weights, prefix + "numbers": numbers}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]], prefix: str = "") -> HashedLinear:
        """The inverse of `to_arrays`."""
        scale, bias, longest, damping = arrays[prefix + "numbers"].tolist()
        return cls(arrays[prefix + "weights"], scale, bias, int(longest), damping)


def scores(models: Sequence[HashedLinear], sequences: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Sequences x models; models of one size read the n-grams once."""
    columns: list[NDArray[np.float64]] = []
    read: dict[tuple[int, int], tuple[NDArray[np.uint32], NDArray[np.int64]]] = {}
    for model in models:
        kind = model.bits, model.longest
        if kind not in read:
            read[kind] = buckets(sequences, *kind)
        places, owner = read[kind]
        total = np.bincount(owner, model.weights[places], len(sequences))
        count = np.bincount(owner, minlength=len(sequences))
        columns.append(model.bias + model.scale * total / np.maximum(count, 1) ** model.damping)
    return np.column_stack(columns)
