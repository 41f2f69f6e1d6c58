"""A hyphen at the end of a line: does it divide a word, or belong to a compound?

Decided by what the article itself writes elsewhere, then by how often people write the whole and, in English, the two
halves side by side. Zipf values are log10 of the occurrences in a billion words. What stays in doubt keeps its hyphen.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import NamedTuple

from cleanup.languages import family
from cleanup.models.frequency import Frequencies, frequencies_of

KNOWN = 1.8  # Zipf of a word that is one; below are misprints and names (wordfreq's long list begins at 1.0)
COMMON = 4.5  # a whole with this needs no hyphen, however often its halves stand side by side: "cannot", "everyday", "online"
PREFIXED = 3.3  # a whole with a prefix that is rarer may as well have had its hyphen ("prerecorded" 2.3, "cofounder" 3.2)
_PREFIXES = frozenset(
    "anti auto co counter ex extra mid multi neo non post pre pro pseudo quasi self semi sub super ultra".split()
)
WORD = 3.0  # a half with this is a word that a compound may have: "price-determining", not "writ-ing" (ing 3.9 is a name)
# Without pairs a compound of two words is taken to be so much rarer than the rarer one: "peut-\u00eatre" (peut\u00eatre 2.3,
# peut 6.2)
_FALL = 2.5
CLEAR = 0.3  # log10: how much oftener one spelling must be than the other
# Compounds are written in one word in these, so that a whole that no list knows is still the likelier.
_COMPOUNDING = frozenset(("de", "nl", "sv", "nb", "no", "da", "fi", "hu", "et", "is"))
# A hyphen that stands for the second half of the first word: "pre- and post-war", "Vor- und Nachteile"
_SUSPENDED = {
    "en": frozenset(("and", "or", "nor", "to")),
    "de": frozenset(("und", "oder", "bis", "sowie")),
    "nl": frozenset(("en", "of")),
    "sv": frozenset(("och", "eller")),
    "da": frozenset(("og", "eller")),
}
_HYPHENED = re.compile(r"\s+\w+-")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Second halves that are no words of their own: what follows the hyphen of a divided English word
_ENDING_LIST = """
tion tions tional tionally sion sions sional ment ments mental ing ings ness ity ities ties ous ously ious eous ive
ively ance ances ence ences ency ancy ation ations ational ative atory ably ible ibly ally ially ical ically ic ics
ular ularly ary aries ory ories ist ists ism isms ize izes ized izing ise ised ising ify ified ifying ple ples tle
tles dle ble bles cle cles gle tive tively ture tures tured turing cy cies gy gies phy phies pher phers tial tially
cial cially cian cians cious tious ful fully lessly lished lishing lish ters ter tered tering ders dering sive
sively ciate ciated ciation
"""
_ENDINGS = frozenset(_ENDING_LIST.split())


class Joint(NamedTuple):
    """What stands between the halves once the line break is gone: nothing, a hyphen, or a hyphen and a blank. Is it sure?"""

    between: str
    sure: bool


WHOLE = Joint("", True)  # one word, for sure


class Divisions:
    """Decides the hyphens of one text."""

    def __init__(self, text: str, language: str | None) -> None:
        self._text = text
        self._language = family(language)

    @cached_property
    def _known(self) -> Counter[str]:
        return Counter(word.casefold() for word in _WORDS.findall(self._text))

    @cached_property
    def _words(self) -> Frequencies:
        return frequencies_of(self._language)

    def joint(self, first: str, second: str, rest: str = "") -> Joint:
        """`first` stands before the hyphen, `second` opens the next line in lower case, `rest` is what follows it there."""
        if rest[:1] == "-" and rest[1:2].isalpha():
            return Joint("-", True)  # "black-", "and-white"
        if self._is_suspended(first.casefold(), second, rest):
            return Joint("- ", True)
        first, second = first.casefold(), second.casefold()
        whole, compound = self._known[first + second], self._known[f"{first}-{second}"]
        if whole != compound:
            return Joint("" if whole > compound else "-", True)
        zipf = self._words.zipf
        together, a, b = zipf(first + second), zipf(first), zipf(second)
        apart = self._apart(first, second)
        if self._language != "en" and min(a, b) >= WORD and self._language not in _COMPOUNDING:
            apart = max(apart, min(a, b) - _FALL)
        if together > apart + CLEAR and together >= (
            PREFIXED if first in _PREFIXES and b >= WORD else KNOWN if min(a, b) >= KNOWN else 0.1
        ):
            return WHOLE
        if together >= COMMON:
            return WHOLE
        if apart > together + CLEAR:
            return Joint("-", True)
        if together >= KNOWN:
            return Joint("-", False)
        if self._language in _COMPOUNDING or (second in _ENDINGS and self._known[second] <= 1 and len(first) > 2):
            return WHOLE
        if min(a, b) >= WORD:
            return Joint("-", True)
        # no compound has two halves that nobody knows
        return WHOLE if a + b > 0.0 and max(a, b) < KNOWN and self._language == "en" else Joint("-", False)

    def _is_suspended(self, first: str, second: str, rest: str) -> bool:
        if second not in _SUSPENDED.get(self._language, ()):
            return False
        if second == "to":  # "two-", "to three-year", but "go-", "to"
            return bool(_HYPHENED.match(rest))
        return first in _PREFIXES or self._words.zipf(first) >= max(WORD, self._words.zipf(first + second))

    def compound(self, first: str, second: str) -> str | None:
        """What joins two words that a hyphen of its own line stands between; None where they may be strangers."""
        first, second = first.casefold(), second.casefold()
        joint = self.joint(first, second)
        if joint.between == "-":
            return "-" if self._known[f"{first}-{second}"] or self._apart(first, second) else None
        return "" if joint.sure and not joint.between and self._words.zipf(first + second) >= WORD else None

    def _apart(self, first: str, second: str) -> float:
        """Zipf of the two words side by side; 0 where the pair is unknown, or the language is."""
        if self._language != "en":
            return 0.0
        from cleanup.models.bigrams import bigrams

        beside = bigrams().known(first, second)
        return 0.0 if beside is None else max(0.0, self._words.zipf(first) + beside)
