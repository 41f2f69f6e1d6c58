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
def code_of(token: str) -> int:
    """The hash of a token."""
    return crc32(token.encode("utf-8", "surrogatepass"))


def hash_tokens(sequences: Sequence[Sequence[str]]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """All tokens' hashes end to end, and the length of each sequence."""
    out: list[int] = []
    for sequence in sequences:
        out.extend(map(code_of, sequence))
    return np.array(out, np.uint32), np.array([len(s) for s in sequences], np.int64)


def buckets(sequences: Sequence[Sequence[str]], bits: int, longest: int = 2) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Bucket numbers of all n-grams (1 to `longest` tokens) and, beside each, the number of its sequence.

    n-grams never cross from one sequence into the next.
    """
    return n_grams(*hash_tokens(sequences), bits, longest)


def n_grams(
    codes: NDArray[np.uint32], lengths: NDArray[np.int64], bits: int, longest: int
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """`buckets` of sequences whose tokens are hashed: their hashes end to end, and the length of each sequence."""
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

    def scores_of_codes(self, codes: NDArray[np.uint32], lengths: NDArray[np.int64]) -> NDArray[np.float64]:
        """`scores` of sequences whose tokens are hashed."""
        return self._scores(*n_grams(codes, lengths, self.bits, self.longest), len(lengths))

    def _scores(self, places: NDArray[np.uint32], owner: NDArray[np.int64], size: int) -> NDArray[np.float64]:
        """The scores of `size` sequences by the buckets of all n-grams and the sequence of each."""
        total = np.bincount(owner, self.weights[places], size)
        count = np.bincount(owner, minlength=size)
        return self.bias + self.scale * total / np.maximum(count, 1) ** self.damping

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
        columns.append(model._scores(*read[kind], len(sequences)))
    return np.column_stack(columns)
