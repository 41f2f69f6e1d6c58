"""Runs of small words and parts of speech that damaged sentences have and published ones do not ("are VB that", "the of DT").

A sentence is read as its function words and the Penn tags of all others, and once more as tags alone; each run of two to
five that stood far oftener in damaged sentences than in published ones has the logarithm of how much oftener. Kept hashed
(CRC-32), one byte a run. Which runs those are is learned (`python -m cleanup.training.garbled`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from cleanup.models.store import MODELS, load
from cleanup.models.tagger import Tagger, tagger

RUNS = MODELS / "garbled_runs.npz"
STEP = 0.05  # of the logarithm; finer than the counts are sure
PEAKS = 3
AT_ONCE = 512  # sentences in one array, 12 MB at most
MOST = 120  # words of a sentence that are read; what is longer is a list
APART = 2  # runs whose middles are nearer say the same
WORDS, TAGS = (2, 3, 4), (3, 4, 5)  # lengths of runs, with small words and of tags alone
_FIRST, _LAST, _OF_TAGS = "<s>", "</s>", "T "
_TOKEN = re.compile(r"[^\W_]+(?:['.&-][^\W_]+)*|[^\w\s]")
_CLITIC = re.compile(r"(?i)(.+)(n't|'(?:s|re|ve|ll|d|m))$")
SMALL = frozenset(
    "a an the this that these those its their his her our my your it he she we you they i him them us me "
    "of in on at by for from with to into onto over under between among during without within against about after before "
    "since until through behind beyond near across along around above below via toward towards upon despite and or but nor "
    "so yet which who whom whose what when where why how if because as than while whereas although though unless whether "
    "is are was were be been being am has have had having do does did doing done will would can could may might shall should "
    "must not n't 's 're 've 'll 'd 'm there here no all any some each every both either neither many much more most few less "
    "least other another such same own only just even also too very then now up out off down away back again".split()
)


def split(sentence: str) -> list[str]:
    """The words and marks as the tagger knows them ("don't" is two); a small word that begins the sentence is in lower case."""
    out: list[str] = []
    for word in _TOKEN.findall(sentence.replace("’", "'")):
        clitic = _CLITIC.match(word)
        out += [clitic[1], clitic[2]] if clitic else [word]
        if len(out) >= MOST:
            break
    if out and out[0].lower() in SMALL:
        out[0] = out[0].lower()
    return out


def runs(words: Sequence[str], by: Tagger) -> Iterator[str]:
    """Each run of a sentence, as `split` has it; runs of tags begin with "T". What a file's hashes are made of."""
    tags = by.tag(words)
    mixed = [w.lower() if w.lower() in SMALL else t for w, t in zip(words, tags, strict=True)]
    for lengths, row, mark in ((WORDS, mixed, ""), (TAGS, tags, _OF_TAGS)):
        row = [_FIRST, *row, _LAST]
        for n in lengths:
            for k in range(len(row) - n + 1):
                yield mark + " ".join(row[k : k + n])


class Runs:
    """The learned weights, by the hashes of runs. The sentences of an article are looked at together, in arrays."""

    def __init__(self, keys: Sequence[int], levels: Sequence[int], by: Tagger) -> None:
        self._keys = np.array(keys, np.uint32)
        self._levels = np.array(levels, np.uint8)
        self._tagger = by
        symbols = [_FIRST, _LAST, *by.tags, *sorted(SMALL)]
        self._small = {word: number for number, word in enumerate(symbols) if word in SMALL}
        self._alone = {mark: np.array([crc32((mark + s).encode()) for s in symbols], np.uint32) for mark in ("", _OF_TAGS)}
        self._next = np.array([crc32((" " + s).encode()) for s in symbols], np.uint32)
        sizes = [len(s.encode()) + 1 for s in symbols]
        self._shift = np.stack([_shifts(size) for size in range(max(sizes) + 1)])
        self._size = np.array(sizes, np.intp)

    def peaks(self, sentences: Sequence[Sequence[str]]) -> list[list[float]]:
        """The weights of the PEAKS strongest runs of each sentence that are apart, the strongest first; 0 for missing ones."""
        return [row for k in range(0, len(sentences), AT_ONCE) for row in self._peaks(sentences[k : k + AT_ONCE])]

    def _peaks(self, sentences: Sequence[Sequence[str]]) -> list[list[float]]:
        numbers, starts = self._tagger.tag_numbers(sentences)
        sizes = np.diff(starts) + 2  # with their ends
        starts, sentence = np.cumsum(sizes) - sizes, np.repeat(np.arange(len(sizes)), sizes)
        inside = np.ones(len(sentence), bool)
        inside[starts] = inside[starts + sizes - 1] = False
        tags = np.zeros(len(sentence), np.intp)
        tags[starts + sizes - 1] = 1
        mixed = tags.copy()
        tags[inside] = numbers + 2
        small = np.array([self._small.get(w.lower(), -1) for words in sentences for w in words], np.intp)
        mixed[inside] = np.where(small >= 0, small, numbers + 2)
        at = np.zeros(len(sentence), np.uint8)
        for lengths, row, mark in ((WORDS, mixed, ""), (TAGS, tags, _OF_TAGS)):
            hashes = self._alone[mark][row]
            for n in range(2, lengths[-1] + 1):
                last = row[n - 1 :]
                hashes = self._shifted(hashes[: len(last)], self._size[last]) ^ self._next[last]
                if n >= lengths[0]:
                    level = self._level(hashes)
                    level[sentence[: len(last)] != sentence[n - 1 :]] = 0
                    middle = at[n // 2 : n // 2 + len(last)]
                    np.maximum(middle, level, out=middle)
        padded = np.zeros((len(sizes), int(sizes.max(initial=0)) + APART), np.uint8)
        padded[sentence, np.arange(len(sentence)) - starts[sentence]] = at
        return _apart(padded)

    def _shifted(self, hashes: NDArray[np.uint32], sizes: NDArray[np.intp]) -> NDArray[np.uint32]:
        """The hashes as they count when so many bytes follow: CRC-32 is linear, so that of a run is put together from those
        of its words."""
        of_size, value = sizes * 1024, hashes.astype(np.intp)
        found = self._shift.take(of_size + (value & 255))
        for byte in (1, 2, 3):
            found ^= self._shift.take(of_size + 256 * byte + (value >> 8 * byte & 255))
        return found

    def _level(self, hashes: NDArray[np.uint32]) -> NDArray[np.uint8]:
        places = np.minimum(np.searchsorted(self._keys, hashes), len(self._keys) - 1)
        return np.where(self._keys[places] == hashes, self._levels[places], 0).astype(np.uint8)


def _apart(at: NDArray[np.uint8]) -> list[list[float]]:
    """The strongest of each row, those near it left out, and so on; the rows end in APART places of nothing."""
    every, found = np.arange(len(at)), []
    for _ in range(PEAKS):
        best = at.argmax(axis=1)
        found.append(at[every, best])
        for near in range(-APART, APART + 1):
            at[every, np.maximum(best + near, 0)] = 0
    return [[STEP * int(level) for level in row] for row in np.stack(found, axis=1)]


def _shifts(size: int) -> NDArray[np.uint32]:
    """(4, 256): what each value of each byte of a CRC-32 becomes when `size` zero bytes follow."""
    zeros = bytes(size)
    of_bit = [crc32(zeros, 1 << bit) ^ crc32(zeros) for bit in range(32)]
    values = np.arange(256)
    found = np.zeros((4, 256), np.uint32)
    for bit, shifted in enumerate(of_bit):
        found[bit // 8] ^= np.where(values >> bit % 8 & 1, np.uint32(shifted), np.uint32(0))
    return found


def packed(weights: Mapping[str, float]) -> tuple[list[int], list[int]]:
    """Hashes in order and bytes, as they are stored; of runs with one hash the lower weight stays."""
    by_key: dict[int, int] = {}
    for run, weight in weights.items():
        key, level = crc32(run.encode()), min(255, round(weight / STEP))
        by_key[key] = min(by_key.get(key, level), level)
    keys = sorted(by_key)
    return keys, [by_key[key] for key in keys]


@lru_cache(maxsize=1)
def shipped(path: Path = RUNS) -> Runs | None:
    """The weights that come with the program; None without a tagger."""
    by = tagger()
    if by is None:
        return None
    arrays, _ = load(path)
    return Runs(arrays["keys"].tolist(), arrays["levels"].tolist(), by)


def strongest(sentences: Sequence[str]) -> list[list[float]]:
    """The peaks of each sentence by what is shipped; none without a tagger."""
    weights = shipped()
    return [[0.0] * PEAKS for _ in sentences] if weights is None else weights.peaks([split(s) for s in sentences])
