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
from typing import NamedTuple
from zlib import crc32

from cleanup.models.store import MODELS, load
from cleanup.models.tagger import Tagger, tagger

RUNS = MODELS / "garbled_runs.npz"
STEP = 0.05  # of the logarithm; finer than the counts are sure
PEAKS = 3
MOST = 120  # words of a sentence that are read; what is longer is a list
APART = 2  # runs whose middles are nearer say the same
WORDS, TAGS = (2, 3, 4), (3, 4, 5)  # lengths of runs, with small words and of tags alone
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


class Tagged(NamedTuple):
    """A sentence as small words and tags, and as tags, both with their ends marked."""

    words: list[str]
    tags: list[str]


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


def tagged(words: Sequence[str], by: Tagger) -> Tagged:
    """The words of a sentence, as `split` has them, read by a tagger."""
    tags = by.tag(words)
    mixed = [w.lower() if w.lower() in SMALL else t for w, t in zip(words, tags, strict=True)]
    return Tagged(["<s>", *mixed, "</s>"], ["<s>", *tags, "</s>"])


def runs(read: Tagged) -> Iterator[tuple[int, str]]:
    """(the place of its middle, the run) of each; runs of tags begin with "T"."""
    for lengths, row, mark in ((WORDS, read.words, ""), (TAGS, read.tags, "T ")):
        for n in lengths:
            for k in range(len(row) - n + 1):
                yield k + n // 2, mark + " ".join(row[k : k + n])


def peaks(read: Tagged, weights: Mapping[str, float] | Runs) -> list[float]:
    """The weights of the PEAKS strongest runs that are apart, the strongest first; 0 for those that are missing."""
    at = [0.0] * (len(read.words) + 1)
    if isinstance(weights, Runs):
        weights.raise_to(at, read)
    else:
        for place, run in runs(read):
            at[place] = max(at[place], weights.get(run, 0.0))
    found = []
    for _ in range(PEAKS):
        best = max(range(len(at)), key=at.__getitem__)
        found.append(at[best])
        for near in range(max(0, best - APART), min(len(at), best + APART + 1)):
            at[near] = 0.0
    return found


class Runs:
    """The learned weights."""

    def __init__(self, keys: Sequence[int], levels: bytes) -> None:
        self._levels = dict(zip(keys, levels, strict=True))

    def raise_to(self, at: list[float], read: Tagged) -> None:
        """Raise the weight at the middle of each run of the sentence to that of the run, where it is less."""
        get = self._levels.get
        for lengths, row, mark in ((WORDS, read.words, b""), (TAGS, read.tags, b"T ")):
            parts = [b" " + word.encode() for word in row]
            shortest, longest = lengths[0], lengths[-1]
            for k in range(len(row) - shortest + 1):
                key = crc32(mark + parts[k][1:])  # CRC-32 goes on where it stopped: no run is put together
                for n in range(1, min(longest, len(row) - k)):
                    key = crc32(parts[k + n], key)
                    if n + 1 >= shortest and (level := get(key)) is not None:
                        place = k + (n + 1) // 2
                        at[place] = max(at[place], STEP * level)


def packed(weights: Mapping[str, float]) -> tuple[list[int], list[int]]:
    """Hashes in order and bytes, as they are stored; of runs with one hash the lower weight stays."""
    by_key: dict[int, int] = {}
    for run, weight in weights.items():
        key, level = crc32(run.encode()), min(255, round(weight / STEP))
        by_key[key] = min(by_key.get(key, level), level)
    keys = sorted(by_key)
    return keys, [by_key[key] for key in keys]


@lru_cache(maxsize=1)
def shipped(path: Path = RUNS) -> Runs:
    """The weights that come with the program."""
    arrays, _ = load(path)
    return Runs(arrays["keys"].tolist(), arrays["levels"].astype("uint8").tobytes())


def strongest(sentence: str) -> Sequence[float]:
    """The peaks of a sentence by what is shipped; none without a tagger."""
    by = tagger()
    return [0.0] * PEAKS if by is None else peaks(tagged(split(sentence), by), shipped())
