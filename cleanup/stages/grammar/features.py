"""What can be seen of a proposed correction at its place: kind of edit, case, distance, word frequency, n-gram memory, how
common the words are in a row on the web, and how the article itself uses both forms. Everything is a look-up: time is
linear in the words around the edit, apart from counting both forms in the article."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from cleanup.languages.language import words as _set
from cleanup.models.bigrams import Bigrams, Words, words_of
from cleanup.models.ngrams import END, START, NGrams, tokens


class Proposed(Protocol):
    """What the judge needs to know of a candidate; offsets are code points of its line."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def old(self) -> str: ...
    @property
    def new(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def sub_rule(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def issue_type(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def choices(self) -> int: ...
    @property
    def agree(self) -> tuple[str, ...]: ...


@dataclass(frozen=True)
class ArticleText:
    """The article around an edit, as far as the judge looks at it."""

    text: str
    title: str = ""

    @cached_property
    def lower(self) -> str:
        """The text in lower case (for counting, offsets do not matter)."""
        return self.text.lower()

    def count(self, word: str) -> int:
        """How often the word stands in the article, as a whole word, whatever its case."""
        found, at, text = 0, 0, self.lower
        while found < 20:
            at = text.find(word, at)
            if at < 0:
                break
            end = at + len(word)
            if (at == 0 or not text[at - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
                found += 1
            at = end
        return found


KINDS = (
    "spelling",
    "split",
    "join",
    "hyphen in",
    "hyphen out",
    "case",
    "apostrophe",
    "comma in",
    "comma out",
    "mark",
    "word in",
    "word out",
    "ending",
    "other word",
    "rewording",
)
PLACE_NAMES = (
    *(f"kind: {k}" for k in KINDS),
    "one letter differs",
    "three or more letters differ",
    "letters swapped or doubled",
    "first letter differs",
    "length",
    "single suggestion",
    "many suggestions",
    "another source agrees",
    "rival proposals",
    "other faults in the sentence",
    "capital",
    "sentence start",
    "line start",
    "heading-like line",
    "word of the title",
    "frequency of old",
    "frequency of new",
    "new is more frequent",
    "old is unknown",
    "new is unknown",
    "old again in the article",
    "new elsewhere in the article",
    "n-grams with old",
    "n-grams with new",
    "n-grams favor new",
    "compound in the lexicon",
    "compound mostly hyphenated",
    "determiner before",
    "noun-like next word",
    "verb-like next word",
    "digit near",
    "odd characters near",
    "list item",
    "short line",
    "dialect spelling",
    "hyphen: number before",
    "web pairs favor new",
    "web pairs favor new in all",
    "web pairs with old",
    "web pairs with new",
    "both words stand together on the web",
    "second word and the next stand together",
    "the next word is closer",
    "no noun follows the hyphen",
)

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_DETERMINER = _set(
    "a an the this that these those my your his her its our their no any some every each another one "
    "very more most of with for in"
)
_NO_NOUN = _set(
    "available possible enough together again alone though and or but to of in on at for from by with as is are was were "
    "be been has have had do does did will would can could may might must should that which who when where while if "
    "because than then so also not the a an this these those my your his her its our their here there now it they "
    "we you he she i more less very too just yet still even once"
)
LY_NOUNS = _set("family supply assembly anomaly monopoly reply bully jelly belly ally butterfly lily")
_LY_NO_ADVERB = LY_NOUNS | {"italy"}
_DIALECT_MESSAGE = re.compile(r"(?:British|American|Australian|Canadian|New Zealand) English")


def kind_of(old: str, new: str) -> str:
    """What sort of change it is, one of KINDS."""
    a, b = old.lower().replace("’", "'"), new.lower().replace("’", "'")
    if a == b:
        return "case" if old != new else "mark"
    letters_a, letters_b = re.sub(r"[\W_]", "", a), re.sub(r"[\W_]", "", b)
    if letters_a == letters_b:
        if a.replace("'", "") == b.replace("'", ""):
            return "apostrophe"
        if a.replace(" ", "") == b.replace(" ", ""):
            return "split" if b.count(" ") > a.count(" ") else "join"
        if a.count("-") != b.count("-") and a.replace("-", "").replace(" ", "") == b.replace("-", "").replace(" ", ""):
            return "hyphen in" if b.count("-") > a.count("-") else "hyphen out"
        if a.replace(",", "") == b.replace(",", ""):
            return "comma in" if b.count(",") > a.count(",") else "comma out"
        return "mark"
    words_a, words_b = _WORD.findall(a), _WORD.findall(b)
    if len(words_b) > len(words_a) and _inside(words_a, words_b):
        return "word in"
    if len(words_a) > len(words_b) and _inside(words_b, words_a):
        return "word out"
    if len(words_a) == len(words_b):
        changed = [(x, y) for x, y in zip(words_a, words_b, strict=True) if x != y]
        if len(changed) == 1:
            x, y = changed[0]
            shared = _shared_start(x, y)
            if (
                shared >= 3
                and len(x) - shared <= 3
                and len(y) - shared <= 3
                and (_ENDING.fullmatch(x[shared:]) and _ENDING.fullmatch(y[shared:]))
            ):
                return "ending"
            return "spelling" if distance(x, y) <= max(1, len(x) // 3) else "other word"
    if letters_a and abs(len(letters_a) - len(letters_b)) <= 2 and distance(letters_a, letters_b) <= 2:
        return "spelling"
    return "rewording"


_ENDING = re.compile(r"(?:e?s|e?d|ing|e|y|ies|ied|ly|er|est|n|en|'s)?")


def _inside(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(word in rest for word in few)


def _shared_start(a: str, b: str) -> int:
    n = 0
    while n < len(a) and n < len(b) and a[n] == b[n]:
        n += 1
    return n


def distance(a: str, b: str) -> int:
    """Edit distance with neighbor swaps as one step (restricted Damerau-Levenshtein)."""
    if a == b:
        return 0
    before = last = list(range(len(b) + 1))
    older: list[int] = []
    for i, x in enumerate(a, 1):
        last = [i] + [0] * len(b)
        for j, y in enumerate(b, 1):
            last[j] = min(before[j] + 1, last[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                last[j] = min(last[j], older[j - 2] + 1)
        older, before = before, last
    return last[-1]


_STOPS = re.compile(r"[.!?…]['\"”’)\]]*\s+$")


def sentence_bounds(line: str, start: int, end: int) -> tuple[int, int]:
    """Rough bounds of the sentence around a place in a line."""
    a = max((line.rfind(mark, 0, start) for mark in (". ", "! ", "? ")), default=-1)
    stops = [p for p in (line.find(mark, end) for mark in (". ", "! ", "? ")) if p >= 0]
    return (a + 2 if a >= 0 else 0), (min(stops) + 1 if stops else len(line))


def place_features(
    c: Proposed,
    line: str,
    article: ArticleText,
    words: Words,
    memory: NGrams,
    web: Bigrams,
    compound: tuple[int, int] | None = None,
    rivals: int = 0,
    others: int = 0,
    own_pages: int = 0,
) -> list[float]:
    """The features of `PLACE_NAMES`. `compound`: pages hyphenated and open, None where it is no listed compound;
    `rivals`: other proposals that overlap this one; `others`: proposals elsewhere in its sentence; `own_pages`: 1 where
    the n-gram memory was counted over this very article."""
    start, end, new = c.start, c.end, c.new
    # whole words, so that an inserted hyphen is seen with the words it joins
    low, high = start, end
    while low > 0 and not line[low - 1].isspace():
        low -= 1
    while high < len(line) and not line[high].isspace():
        high += 1
    wide_old, wide_new = line[low:high], line[low:start] + new + line[end:high]
    kind = kind_of(wide_old, wide_new)
    changed_old, changed_new = _changed_words(wide_old, wide_new)
    a, b = changed_old.lower(), changed_new.lower()
    steps = distance(a[:40], b[:40]) if kind in ("spelling", "ending", "other word", "apostrophe", "split", "join") else 0
    zipf_old, zipf_new = _zipf(a, words), _zipf(b, words)
    heading = len(line) < 90 and not re.search(r"[.!?:;,…][\"”’)]*\s*$", line)
    before = line[:low]
    at_line = not before.strip(" \t-*•–—#>\"“‘'(")
    at_sentence = at_line or bool(_STOPS.search(before[-8:]))
    memory_old, memory_new = _memory(line, low, high, wide_old, wide_new, memory, own_pages)
    following = _WORD.match(line, high + 1) if high < len(line) else None
    next_word = following.group().lower() if following else ""
    if kind == "hyphen in" and " " in wide_old:
        previous = _WORD.search(before[-20:].split(" ")[-2] if before[-20:].count(" ") >= 2 else before[-20:])
        nouns = memory.pages(("the", next_word)) + memory.pages(("a", next_word)) + memory.pages((next_word, "of"))
        verbs = memory.pages(("to", next_word)) + memory.pages(("they", next_word)) + memory.pages(("will", next_word))
        verbs += memory.pages((next_word, "the")) + memory.pages((next_word, "a"))
        hyphen = (
            previous is not None and previous.group().lower() in _DETERMINER,
            math.log1p(nouns) / 3,
            math.log1p(verbs) / 3,
            wide_old[:1].isdigit(),
        )
    else:
        hyphen = (False, 0.0, 0.0, False)
    window = line[max(0, low - 25) : high + 25]
    return [
        *(float(kind == k) for k in KINDS),
        float(steps == 1),
        float(steps >= 3),
        float(steps == 1 and set(a) == set(b)),
        float(a[:1] != b[:1]),
        min(len(changed_old), 15) / 10,
        float(c.choices == 1),
        float(c.choices >= 5),
        float(bool(c.agree)),
        min(rivals, 3) / 2,
        min(others, 4) / 3,
        float(wide_old[:1].isupper()),
        float(at_sentence),
        float(at_line),
        float(heading),
        float(bool(a) and a in article.title.lower().split()),
        zipf_old / 4,
        zipf_new / 4,
        (zipf_new - zipf_old) / 4,
        float(zipf_old == 0),
        float(zipf_new == 0),
        math.log1p(max(0, article.count(a) - 1)) if a else 0.0,
        math.log1p(article.count(b)) if b and b != a else 0.0,
        memory_old,
        memory_new,
        memory_new - memory_old,
        float(compound is not None),
        math.log((compound[0] + 1) / (compound[1] + 1)) / 3 if compound else 0.0,
        float(hyphen[0]),
        hyphen[1],
        hyphen[2],
        float(any(ch.isdigit() for ch in window)),
        float(any(ch in "|{}[]<>=_/\\•→©®™\t" for ch in window)),
        float(bool(re.match(r"\s*(?:[-*•–—]|\d+[.)])\s", line))),
        float(len(line) < 60),
        float(bool(_DIALECT_MESSAGE.search(c.message))),
        float(hyphen[3]),
        *_web(line, low, high, wide_old, wide_new, kind, words, web),
        float(
            kind == "hyphen in"
            and (
                line[high : high + 1] != " "
                or not next_word
                or next_word in _NO_NOUN
                or (next_word.endswith("ly") and next_word not in _LY_NO_ADVERB)
            )
        ),
    ]


def _web(line: str, low: int, high: int, old: str, new: str, kind: str, words: Words, web: Bigrams) -> list[float]:
    """Word pairs on the web with the old and the new words, and for a new hyphen what its words stand with."""
    left, right = words_of(line[max(0, low - 40) : low])[-2:], words_of(line[high : high + 40])[:2]
    before, after = words_of(old), words_of(new)
    pairs = [0.0] * 4
    if before != after:
        (sum_old, n_old), (sum_new, n_new) = (web.run(left, middle, right, words) for middle in (before, after))
        mean_old, mean_new = sum_old / n_old if n_old else -4.0, sum_new / n_new if n_new else -4.0
        pairs = [mean_new - mean_old, sum_new - sum_old, mean_old / 4, mean_new / 4]
    if kind != "hyphen in" or len(before) < 2 or not right or not right[0].isalpha():
        return [*pairs, 0.0, 0.0, 0.0]
    inside, beyond = web.closeness(before[0], before[1], words), web.closeness(before[-1], right[0], words)
    return [*pairs, inside / 4, beyond / 4, float(beyond > inside)]


def _changed_words(old: str, new: str) -> tuple[str, str]:
    """The words that differ, without shared words at either end and without marks around them."""
    a, b = old.split(" "), new.split(" ")
    while len(a) > 1 and len(b) > 1 and a[0] == b[0]:
        a, b = a[1:], b[1:]
    while len(a) > 1 and len(b) > 1 and a[-1] == b[-1]:
        a, b = a[:-1], b[:-1]
    marks = '.,;:!?()[]"“”‘…'
    return " ".join(a).strip(marks), " ".join(b).strip(marks)


def _zipf(text: str, words: Words) -> float:
    """The frequency of the rarest word in a piece of text."""
    found = [words.zipf(w.replace("’", "'")) for w in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", text)]
    return min(found) if found else 0.0


def _memory(line: str, low: int, high: int, old: str, new: str, memory: NGrams, own: int) -> tuple[float, float]:
    """Mean log page count of the runs that hold the old words, and of those that hold the new ones."""
    left = tokens(line[max(0, low - 40) : low])[-2:] if low else []
    right = tokens(line[high : high + 40])[:2]
    if low <= 1 or not left:
        left = [START]
    if not right:
        right = [END]
    return _runs(left, tokens(old), right, memory, own), _runs(left, tokens(new), right, memory, 0)


def _runs(left: Sequence[str], middle: Sequence[str], right: Sequence[str], memory: NGrams, own: int) -> float:
    found = [*left, *middle, *right]
    first, stop = len(left), len(left) + len(middle)
    total, n = 0.0, 0
    for size in (2, 3):
        for i in range(max(0, first - size + 1), min(stop, len(found) - size + 1)):
            total += math.log1p(max(0, memory.pages(found[i : i + size]) - own))
            n += 1
    return total / n / 2 if n else 0.0
