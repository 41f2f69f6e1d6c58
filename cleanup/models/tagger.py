"""Parts of speech of English words, by the OpenNLP model that the embedded engine's data package brings along.

A maximum entropy model (A. Ratnaparkhi 1996) with a dictionary of the tags that a word can have; Penn Treebank tags. Read
from `lingotweaker_data_en` (`en-pos-maxent.bin`, Apache OpenNLP 1.5), evaluated here from left to right, each word once, as
the search over several paths gains little. Loading takes .25 s of CPU, a word 1.5 microseconds. `tagger` is None where the
package or the file is missing: whoever asks has to do without.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cleanup.extras import package_folder

_FILE = Path("data/en/models/en-pos-maxent.bin")
_ENTRY = re.compile(r'<entry tags="([^"]*)">\s*<token>([^<]*)</token>')
_Number = TypeVar("_Number", np.float32, np.intp)
_NEVER = np.float32(-1e9)
_MOST_WORDS = 50_000  # words remembered with their weights, 21 MB at most
_BEGIN, _END = "*SB*", "*SE*"
_AROUND = {"p=": -1, "n=": 1, "pp=": -2, "nn=": 2}  # the model's names of the words around one, and how far off they stand


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
        patterns = reader.texts()  # "7 0 4 12": for the next 7 features the outcomes 0, 4 and 12 weigh
        features = reader.texts()
        self._values = np.frombuffer(reader.data[reader.at :], ">f8").astype(np.float32)
        self._numbers = dict(zip(features, range(len(features)), strict=True))
        numbers = np.fromstring(" ".join(patterns), np.intp, sep=" ")
        count = np.array([pattern.count(" ") for pattern in patterns])
        at = np.cumsum(count + 1) - count - 1
        of_feature = np.repeat(np.arange(len(patterns)), numbers[at])
        self._sizes = count[of_feature]
        ends = np.cumsum(self._sizes)
        self._starts = ends - self._sizes  # among the values, each of which is one outcome of one feature
        self._outcomes = numbers[np.arange(ends[-1]) + np.repeat(at[of_feature] + 1 - self._starts, self._sizes)]
        self._allowed = {word: tags for tags, word in _ENTRY.findall(entries)}
        self._places = {tag: i for i, tag in enumerate(self.tags)}
        self._own = np.zeros((1024, len(self.tags)), np.float32)  # what each word met weighs for its own tag
        self._around = np.zeros((1024, len(_AROUND), len(self.tags)), np.float32)  # and for those around it; row 0 is nothing
        self._ids: dict[str, int] = {}
        self._around_ids = np.zeros(1024, np.intp)
        self._known_around = 1
        self._before = self._by_tags()

    def _ids_of(self, words: Sequence[str]) -> NDArray[np.intp]:
        """The places of the words among the rows; what a word weighs is put together when it is first met."""
        if len(self._ids) > _MOST_WORDS:
            self._ids.clear()
            self._known_around = 1
        known = self._ids
        new = dict.fromkeys(word for word in words if word not in known)
        if new:
            self._meet(list(new))
        return np.array([known[word] for word in words], np.intp)

    def _meet(self, words: Sequence[str]) -> None:
        """Put together what words weigh that were not met before."""
        first = len(self._ids)
        self._ids.update(zip(words, range(first, first + len(words)), strict=True))
        self._own = _with_room(self._own, len(self._ids))
        self._around_ids = _with_room(self._around_ids, len(self._ids))
        self._own[first : len(self._ids)] = self._sums([_features(word) for word in words])
        for row, word in enumerate(words, first):
            if word in self._allowed:
                allowed = np.full(len(self.tags), _NEVER)
                allowed[[self._places[t] for t in self._allowed[word].split() if t in self._places]] = 0
                self._own[row] += allowed
        self._around_ids[first : len(self._ids)] = 0
        near = [row for row, word in enumerate(words, first) if any(c + word in self._numbers for c in _AROUND)]
        places = slice(self._known_around, self._known_around + len(near))
        self._around = _with_room(self._around, places.stop)
        for number, context in enumerate(_AROUND):
            self._around[places, number] = self._sums([[context + words[row - first]] for row in near])
        self._around_ids[near] = np.arange(places.start, places.stop)
        self._known_around = places.stop

    def _sums(self, rows: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """(rows, tags): what the features of each row weigh together."""
        get = self._numbers.get
        found = [(row, number) for row, names in enumerate(rows) for name in names if (number := get(name)) is not None]
        total = np.zeros((len(rows), len(self.tags)), np.float32)
        if found:
            of_row, numbers = np.array(found, np.intp).T
            sizes = self._sizes[numbers]
            ends = np.cumsum(sizes)
            values = np.arange(ends[-1]) + np.repeat(self._starts[numbers] - ends + sizes, sizes)
            np.add.at(total, (np.repeat(of_row, sizes), self._outcomes[values]), self._values[values])
        return total

    def _by_tags(self) -> NDArray[np.float32]:
        """Rows of what the two tags before weigh, the second last first; the number of tags stands for a missing one."""
        count = len(self.tags)
        found = np.zeros((count + 1, count + 1, count), np.float32)
        found[:, :count] = self._sums([["t=" + tag] for tag in self.tags])
        both = self._sums([[f"t2={before},{tag}"] for before in self.tags for tag in self.tags])
        found[:count, :count] += both.reshape(count, count, count)
        return found.reshape(-1, count)

    def listed(self) -> Iterator[str]:
        """The words of the dictionary in lower case: common words, hardly a name among them."""
        return (word for word in self._allowed if word.islower())

    def tag_numbers(self, sentences: Sequence[Sequence[str]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The numbers of the tags of all words in a row, and where each sentence begins among them (and the last ends).

        All sentences are read together, a word of each at a time, the longest first.
        """
        sizes = np.array([len(words) for words in sentences], np.intp)
        starts = np.concatenate([np.zeros(1, np.intp), np.cumsum(sizes)])
        # Every word has two before and behind it; behind an end there is nothing that weighs.
        ids = self._ids_of([w for words in sentences for w in ("", _BEGIN, *words, _END, "")])
        at = np.arange(starts[-1]) + 2 + 4 * np.repeat(np.arange(len(sizes)), sizes)
        score, around = self._own[ids[at]], self._around_ids[ids]
        for number, away in enumerate(_AROUND.values()):
            score += self._around[around[at + away], number]
        count, out = len(self.tags), np.zeros(len(at), np.intp)
        order = np.argsort(-sizes, kind="stable")
        left, by_size = starts[order], sizes[order]
        second = tag = np.full(len(order), count, np.intp)
        for i in range(int(sizes.max(initial=0))):
            reaching = int(np.searchsorted(-by_size, -i, side="left"))  # sentences of more than i words
            places = left[:reaching] + i
            second, before = tag[:reaching], second
            tag = (score[places] + self._before[before[:reaching] * (count + 1) + second]).argmax(axis=1)
            out[places] = tag
        return out, starts

    def tag(self, words: Sequence[str]) -> list[str]:
        """The tag of each word or mark of one sentence."""
        return [self.tags[number] for number in self.tag_numbers([words])[0]]


def _features(word: str) -> list[str]:
    """The model's names of what a word shows by itself."""
    sizes = range(1, min(4, len(word)) + 1)
    names = ["default", "w=" + word, *("suf=" + word[-k:] for k in sizes), *("pre=" + word[:k] for k in sizes)]
    names += ["h"] * ("-" in word)
    names += ["c"] * any("A" <= c <= "Z" for c in word)
    names += ["d"] * any("0" <= c <= "9" for c in word)
    return names


def _with_room(rows: NDArray[_Number], count: int) -> NDArray[_Number]:
    """The rows, with as many more behind them where they are fewer than `count`."""
    return (
        rows if count <= len(rows) else np.concatenate([rows, np.zeros((max(count, len(rows)), *rows.shape[1:]), rows.dtype)])
    )


@lru_cache(maxsize=1)
def tagger() -> Tagger | None:
    """The tagger, or None where its model is not installed."""
    folder = package_folder("lingotweaker_data_en")
    return Tagger(folder / _FILE) if folder and (folder / _FILE).is_file() else None
