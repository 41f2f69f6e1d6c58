"""Words joined without a mark: "ofthe", "theofficial", "watertemperaturewithdepth".

A string that is no word is parted where one way to do so gives common words only, and one of them is a word without a
topic: compounds and coinages ("paywall", "smartwatch") have none. Pairs and lengths are those of the frequency lists;
the best way is found by dynamic programming over the letters (as Norvig 2009 does), and must be far better than the
second. Linear in the text: a string longer than LONGEST is no row of words and is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cleanup.stages.words.evidence import English, Evidence, Finding, english
from cleanup.stages.words.vocabulary import FUNCTION, SHORT

LONGEST = 60
_LONGEST_PART = 18
_KNOWN = 3.4  # Zipf value from which a string is a word: "ofthe" has 3.3, from scanned books
_PART = 4.0  # Zipf value of a common word
_LONG_PART = 3.5  # of a word of six letters or more, which is no chance find
_SHORT_PART = 5.0  # of one with three letters or fewer that has a topic: "son", "pre" and "mid" are parts of other words
_WAYS = 4  # kept at each letter, by their words alone; the pairs then tell "a tone of" from "at one of"
_BETTER = 1.0  # log10 by which the best way must be more frequent than the next
_WHOLE = 3.0  # Zipf value of a word that two parts make
# Zipf value of two words in a row from which a string that nobody knows is they, if one has no topic: of 12,492 rare words
# of published articles one is parted so, and rightly.
_FREQUENT = 2.5
SUGGESTED = 0.6  # above the policy's line for suggestions, below the one for changes
COMMON = 4.5  # Zipf value of each of two words, and of
SIDE_BY_SIDE = 2.7  # both in a row, from which their joining is a suggestion; see tests/stages/words
_ROW = 10  # letters of a string that is three words or more
_PAIR_MARGIN = 2.0  # log10 by which two words in a row must be more frequent than them as one
_TOKEN = re.compile(r"(?<![\w@#/\\.'’&$%<=~^|{-])[A-Za-z][a-z]{4,}(?![\w@/\\'’&(>%=}-]|\.\w)")
# "inproper" is "improper", written wrong, and not "in proper".
_PREFIXES = frozenset("in im un en ir il".split())
_PREFIXED = 2.5  # Zipf value of a word that another prefix makes
# Words that begin with here, there or where and go on with a preposition are words: "thereof", "whereupon".
_OLD = re.compile(r"(?:t?here|where)(?:in|of|on|to|by|at|with|upon|after|from|fore|as|so|under|about|for|tofore)\w*")
# Safe at either end: no compound or brand is built with them as in-, on-, over- words are.
_UNSAFE = frozenset(
    """
    in on at by a an as to so be do if or it he all any up no out over more most other one two just even only now
    very us me him them how some each every both such there also
    """.split()
)
# The list has the strings that books are scanned with, "inthe" and "therest"; "infor" and "mayfly" are none of these.
_SECOND = frozenset("the this that these their which been".split())
_SURE = frozenset("the of and with from that this which their was were have for".split())
_SCANNED = 2.0  # Zipf value below which a string of two words may be one of those
# What opens a sentence, where a capital may as well be a name's ("Anytype").
_OPENING = frozenset("the this that these those in of on for it and but to at with from by as when while after they".split())
_GOES_ON = re.compile(r" [a-z]")
_EDGES = FUNCTION - _UNSAFE
_DERIVED = re.compile(r"([a-z]{4,}?)([bdgklmnprt]?)(?:ers?|ors?|ing|ings|ed|able|ables|less|ness|ish|ists?|isms?|ly)")


@dataclass(frozen=True, slots=True)
class _Way:
    score: float
    words: tuple[str, ...]


def joined_words(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    """Strings of `text[start:end]` that are several words."""
    known = english()
    for found in _TOKEN.finditer(text, start, end):
        token = found.group()
        low = token.lower()
        zipf = evidence.zipf(low)
        if zipf >= _KNOWN or len(low) > LONGEST or evidence.own(low) > 2:
            continue
        opens = _opens(text, found.start())
        if opens == token[0].islower():
            continue  # a name, or a word whose first letter is lost
        words = _parted(low)
        if not words and not zipf and token.islower() and evidence.own(low) == 1 and not _derived(low, known):
            likely = _likely(low, known)
            if likely:
                told = f"'{low}' is no word, and '{' '.join(likely)}' are common ones"
                yield Finding(found.start(), found.end(), " ".join(likely), "joined-words", SUGGESTED, (told,), spacing=True)
        if (
            words
            and not _derived(low, known)
            and (token[0].islower() or (words[0] in _OPENING and _GOES_ON.match(text, found.end(), end)))
        ):
            told = f"'{low}' is no word, and '{' '.join(words)}' are common ones"
            sure = 0.92 if len(words) == 2 else 0.88
            yield Finding(found.start(), found.end(), _like(token, words), "joined-words", sure, (told,), spacing=True)


@lru_cache(maxsize=20_000)  # the rare words of some thousand articles; many of them come again
def _parted(low: str) -> tuple[str, ...]:
    """The words that the string is made of, or none."""
    evidence = english()
    zipf = evidence.zipf(low)
    ways = sorted(
        ((evidence.row(w.words), w.words) for w in _ways(low, evidence) if not _torn(w.words, evidence)), reverse=True
    )
    if not ways:
        return ()
    score, words = ways[0]
    if len(words) == 2:
        first, second = words
        if _OLD.fullmatch(low) or not evidence.known(first, second) or _is_prefixed(first, second, evidence):
            return ()
        if first in FUNCTION and second in FUNCTION:
            likely = (not zipf or second in _SECOND) and len(first) > 1 and len(second) > 1
            return words if likely and score - zipf >= _PAIR_MARGIN else ()
        if not zipf and score >= _FREQUENT and first != "a" and not FUNCTION.isdisjoint(words):
            return words
        safe = (first in _EDGES and len(second) > 2) or (second in _EDGES and len(first) > 2)
        rare = not zipf or (zipf < _SCANNED and score - zipf >= _PAIR_MARGIN + 1 and not _SURE.isdisjoint((first, second)))
        return words if safe and rare else ()
    if zipf or len(low) < _ROW or FUNCTION.isdisjoint(words):
        return ()
    unknown = sum(not evidence.known(*pair) for pair in pairwise(words))
    if unknown > (0 if FUNCTION.isdisjoint(words[1:-1]) else len(words) > 3):
        return ()
    return () if len(ways) > 1 and ways[1][0] > score - _BETTER else words


def _is_prefixed(first: str, second: str, evidence: English) -> bool:
    """Whether the first may be a prefix that belongs to the second in another form."""
    return first in _PREFIXES and any(evidence.zipf(prefix + second) >= _PREFIXED for prefix in _PREFIXES - {first})


def _likely(low: str, evidence: English) -> tuple[str, ...]:
    """Two common words in a row that people write side by side far oftener than chance has it, none of them a small one:
    "newbuilding"."""
    found: tuple[str, ...] = ()
    best = SIDE_BY_SIDE
    for at in range(3, len(low) - 2):
        first, second = low[:at], low[at:]
        if min(evidence.zipf(first), evidence.zipf(second)) < COMMON or not (evidence.alone(first) and evidence.alone(second)):
            continue
        if evidence.known(first, second) and evidence.row((first, second)) > best:
            found, best = (first, second), evidence.row((first, second))
    return found


def _torn(words: Sequence[str], evidence: English) -> bool:
    """Whether two of the words are better one: "short cut", "on line"."""
    return any(evidence.zipf(a + b) > max(_WHOLE, evidence.by_chance((a, b))) for a, b in pairwise(words))


def _ways(low: str, evidence: English) -> list[_Way]:
    """The best ways to part the string into common words, of two words or more."""
    best: list[list[_Way]] = [[_Way(0.0, ())]]
    for stop in range(1, len(low) + 1):
        found: list[_Way] = []
        for begin in range(max(0, stop - _LONGEST_PART), stop):
            if not best[begin] or (begin == 0 and stop == len(low)):
                continue
            word = low[begin:stop]
            zipf = evidence.zipf(word)
            if zipf < (_PART if len(word) < 6 else _LONG_PART) or (
                len(word) < 4 and word not in FUNCTION and (zipf < _SHORT_PART or word not in SHORT)
            ):
                continue
            found += [_Way(way.score + zipf - 9, (*way.words, word)) for way in best[begin]]
        found.sort(key=lambda way: (-way.score, way.words))
        best.append(found[:_WAYS])
    return best[-1]


def _derived(low: str, evidence: English) -> bool:
    """Whether it is a common word with an ending, its last letter doubled or not ("formatters" is no "for matters")."""
    found = _DERIVED.fullmatch(low)
    if found is None:
        return False
    stem, double = found.groups()
    stems = [stem + double, stem + "e"] if not double else [stem + double, stem + double + "e"]
    stems += [stem] if double and stem.endswith(double) else []
    return any(len(s) > 3 and s not in FUNCTION and evidence.zipf(s) >= _LONG_PART for s in stems)


def _opens(text: str, at: int) -> bool:
    """Whether a word here opens a line or a sentence."""
    before = text[max(0, at - 3) : at]
    if "\n" in before and before.rpartition("\n")[2].strip(' "“‘('):
        return False  # "A thirdof the houses"
    return not before.strip() or "\n" in before or before.rstrip()[-1:] in '.!?:”"'


def _like(token: str, words: tuple[str, ...]) -> str:
    joined = " ".join(words)
    return token[0] + joined[1:]
