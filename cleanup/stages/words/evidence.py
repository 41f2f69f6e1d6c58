"""What tells of words: how frequent they and their pairs are, and how often the article has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cleanup.models.bigrams import Bigrams, bigrams
from cleanup.models.frequency import frequencies
from cleanup.models.ngrams import ngrams
from cleanup.stages.words.vocabulary import PIECES, SHORT

WORD = re.compile(r"[^\W\d_]+")
ROW = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")  # words with a blank between them and nothing else
_COMPOUND = re.compile(r"(?<![\w-])[^\W\d_]+-[^\W\d_]+(?![\w-])")
_MEMBER = re.compile(r"\w\.([A-Z][a-z]+)\w*\(")
_DOTTED = re.compile(r"(?<![\w.@/])([a-z][a-z\d_]*)\.([A-Za-z]\w*)(\.[A-Za-z]\w*)?")  # "shapes.Circle", "shapes.round.Disc"
_MODULE_MEMBERS = 2  # names behind a word's dots from which it is a part of code and ends no sentence
_CODE = re.compile(r"\w\(\)|[{};]\n|=>|->|</\w|\b\w+\.\w+\(")  # signs that an article shows code
# Of splits at random positions (4,500 words of 300 articles) and of words that articles write apart on purpose, the list
# knows "tion", "ects" and the like up to 3.2; words that stand alone begin about there.
ALONE_ZIPF = 3.3
LONG_ALONE_ZIPF = 3.0  # of six letters or more: "sitter"
_MOST_KNOWN = 100_000  # words of which it is remembered whether they stand alone: those of some 500 articles, 10 MB


@dataclass(frozen=True, slots=True)
class Finding:
    """A place to mend: `text[start:end]` to `replacement`, half-open code points.

    `sure` is the expected precision. `spacing` tells that white space alone moves, so that every letter of names stays.
    """

    start: int
    end: int
    replacement: str
    rule: str
    sure: float
    evidence: tuple[str, ...] = ()
    spacing: bool = False


class English:
    """Frequencies of English words and pairs; the same for every article."""

    def __init__(self) -> None:
        words = frequencies("en")
        self._pairs: Bigrams = bigrams()
        self.zipf = words.zipf  # log10 of the occurrences in a billion words, of a word in lower case
        self.listed = words.listed  # whether that is more than 0
        self._alone: dict[str, bool] = {}

    def row(self, words: Sequence[str]) -> float:
        """The Zipf value that a row of words has by its pairs."""
        total = self.zipf(words[0])
        for first, second in pairwise(words):
            total += self._pairs.log10(first, second, self)
        return total

    def by_chance(self, words: Sequence[str]) -> float:
        """The Zipf value that a row of words would have if they did not know each other."""
        return sum(self.zipf(word) - 9 for word in words) + 9

    def known(self, first: str, second: str) -> bool:
        """Whether people write the two side by side."""
        return self._pairs.known(first, second) is not None

    def closeness(self, first: str, second: str) -> float:
        """How much oftener the pair stands than by chance (log10); -1 for an unknown one."""
        return self._pairs.closeness(first, second, self)

    def in_memory(self, before: str, word: str, after: str) -> bool:
        """Whether several pages have the word beside its neighbor on either side; "" for no neighbor."""
        memory = ngrams()
        return bool((before and memory.pages((before, word))) or (after and memory.pages((word, after))))

    def alone(self, word: str) -> bool:
        """Whether the word, in lower case, stands for itself in English prose."""
        found = self._alone.get(word)
        if found is None:
            if len(self._alone) >= _MOST_KNOWN:
                self._alone.clear()
            least = ALONE_ZIPF if len(word) < 6 else LONG_ALONE_ZIPF
            found = word in SHORT if len(word) < 4 else word not in PIECES and self.zipf(word) >= least
            self._alone[word] = found
        return found


@lru_cache(maxsize=1)
def english() -> English:
    """What is known of English."""
    return English()


class Evidence:
    """What is known of English, and the words of one article."""

    def __init__(self, text: str) -> None:
        known = english()
        self.zipf, self.listed, self.alone = known.zipf, known.listed, known.alone
        self.row, self.by_chance, self.known, self.closeness = known.row, known.by_chance, known.known, known.closeness
        self.in_memory = known.in_memory
        self._own = Counter(map(str.lower, WORD.findall(text)))
        self.count = self._own.total()
        self.members = frozenset(_MEMBER.findall(text))  # "Close" of "file.Close()"
        self.modules = _modules(text)
        self.code = bool(_CODE.search(text))
        self.compounds = frozenset(map(str.lower, _COMPOUND.findall(text)))

    def own(self, word: str) -> int:
        """How often the article has the word, in any case."""
        return self._own[word]


def _modules(text: str) -> frozenset[str]:
    """Words that name a part of code here: several names stand behind their dots, or names with dots of their own."""
    members: dict[str, set[str]] = {}
    found = set()
    for m in _DOTTED.finditer(text):
        members.setdefault(m[1], set()).add(m[2])
        if m[3] or len(members[m[1]]) >= _MODULE_MEMBERS:
            found.add(m[1])
    return frozenset(found)
