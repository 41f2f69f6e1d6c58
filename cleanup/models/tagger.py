"""Parts of speech of English words, by the OpenNLP model that the embedded engine's data package brings along.

A maximum entropy model (A. Ratnaparkhi 1996) with a dictionary of the tags that a word can have; Penn Treebank tags. Read
from `lingotweaker_data_en` (`en-pos-maxent.bin`, Apache OpenNLP 1.5), evaluated here from left to right, each word once, as
the search over several paths gains little. Loading takes .25 s of CPU, a word 6 microseconds. `tagger` is None where the
package or the file is missing: whoever asks has to do without.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cleanup.extras import package_folder

_FILE = Path("data/en/models/en-pos-maxent.bin")
_ENTRY = re.compile(r'<entry tags="([^"]*)">\s*<token>([^<]*)</token>')
_NEVER = np.float32(-1e9)
_MOST_WORDS = 50_000  # words remembered with their scores, 10 MB at most


class _Reader:
    """Java's DataInput over bytes."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def text(self) -> str:
        size = int.from_bytes(self.data[self.at : self.at + 2], "big")
        self.at += 2 + size
        return self.data[self.at - size : self.at].decode("utf-8", "replace")

    def number(self) -> int:
        self.at += 4
        return int.from_bytes(self.data[self.at - 4 : self.at], "big", signed=True)

    def texts(self) -> list[str]:
        data, at, out = self.data, self.at + 4, []
        for _ in range(self.number()):  # 150,000 of them: a call for each would take twice as long as the rest
            start = at + 2
            at = start + (data[at] << 8 | data[at + 1])
            out.append(data[start:at].decode("utf-8", "replace"))
        self.at = at
        return out


class Tagger:
    """Tags the words of a sentence. ValueError for a file of another kind of model."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            reader = _Reader(file.read("pos.model"))
            entries = file.read("tags.tagdict").decode("utf-8")
        if reader.text() != "GIS":
            raise ValueError(f"{path}: not a GIS model")
        reader.at += 12  # correction constant and parameter, of no use since OpenNLP 1.5
        self.tags = reader.texts()
        patterns = [[int(n) for n in pattern.split()] for pattern in reader.texts()]
        features = reader.texts()
        self._values = np.frombuffer(reader.data[reader.at :], ">f8").astype(np.float32)
        self._places: dict[str, tuple[list[int], int]] = {}
        first = number = 0
        for count, *outcomes in patterns:  # so many features weigh for these outcomes
            for _ in range(count):
                self._places[features[number]] = outcomes, first
                number += 1
                first += len(outcomes)
        places = {tag: i for i, tag in enumerate(self.tags)}
        self._known = {w: [places[t] for t in tags.split() if t in places] for tags, w in _ENTRY.findall(entries)}
        self._zero = np.zeros(len(self.tags), np.float32)
        self._scores: dict[str, NDArray[np.float32]] = {}
        self._words: dict[str, NDArray[np.float32]] = {}

    def _of(self, feature: str) -> NDArray[np.float32]:
        found = self._scores.get(feature)
        if found is None:
            place = self._places.get(feature)
            if place is None:
                return self._zero  # not remembered: there is no end of words that no model knows
            found = self._zero.copy()
            found[place[0]] = self._values[place[1] : place[1] + len(place[0])]
            self._scores[feature] = found
        return found

    def _word(self, word: str) -> NDArray[np.float32]:
        found = self._words.get(word)
        if found is None:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            sizes = range(1, min(4, len(word)) + 1)
            names = ["default", "w=" + word, *("suf=" + word[-k:] for k in sizes), *("pre=" + word[:k] for k in sizes)]
            names += ["h"] * ("-" in word)
            names += ["c"] * any("A" <= c <= "Z" for c in word)
            names += ["d"] * any("0" <= c <= "9" for c in word)
            found = np.sum([self._of(name) for name in names], axis=0, dtype=np.float32)
            if word in self._known:
                allowed = np.full(len(self.tags), _NEVER)
                allowed[self._known[word]] = 0
                found = found + allowed
            self._words[word] = found
        return found

    def tag(self, words: Sequence[str]) -> list[str]:
        """The tag of each word or mark."""
        out: list[str] = []
        score, of, known, add = self._zero.copy(), self._of, self._words.get, np.add
        last = len(words) - 1
        for i, word in enumerate(words):
            own = known(word)
            add(self._word(word) if own is None else own, of("p=" + (words[i - 1] if i else "*SB*")), score)
            add(score, of("n=" + (words[i + 1] if i < last else "*SE*")), score)
            if i:
                add(score, of("t=" + out[-1]), score)
                add(score, of("pp=" + (words[i - 2] if i > 1 else "*SB*")), score)
            if i > 1:
                add(score, of(f"t2={out[-2]},{out[-1]}"), score)
            if i < last:
                add(score, of("nn=" + (words[i + 2] if i + 1 < last else "*SE*")), score)
            out.append(self.tags[int(score.argmax())])
        return out


@lru_cache(maxsize=1)
def tagger() -> Tagger | None:
    """The tagger, or None where its model is not installed."""
    folder = package_folder("lingotweaker_data_en")
    return Tagger(folder / _FILE) if folder and (folder / _FILE).is_file() else None
