"""The words in the address of a page: most sites spell the title of an article there.

'https://www.example.org/news/2024/harbor-bridge-to-close-12345.html' -> harbor bridge to close. Numbers and codes that
tell pages apart are left out. Letters are compared without accents, as addresses have them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from cleanup.text.fold import fold

FEWEST = 2  # words of a part of the address that may spell a title
_PART = re.compile(r"[^\W_]+")
_SUFFIX = re.compile(r"\.[a-z]{2,5}\d?$")
_CODE = re.compile(r"(?=.*\d)(?:\d{5,}|(?=.*[a-z])(?!\d{1,4}(?:st|nd|rd|th|s|m|k|g|d)$)[0-9a-z]{5,})")
_NUMBER = re.compile(r"\d+$")
_UMLAUT = re.compile(r"([aou])e")  # "ü" is "u" in some addresses and "ue" in others
_OTHER_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l"})


@dataclass(frozen=True, slots=True)
class Address:
    """What the address of a page says of its title; no words where it says nothing."""

    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, url: str) -> Address:
        """The part of the path with the most words, the last of those."""
        return _read(url)

    def shown_by(self, line: str) -> float:
        """Share of the address's words that the line has."""
        own = set(_words(line))
        return sum(w in own for w in self.words) / len(self.words) if self.words else 0.0

    def covers(self, line: str) -> float:
        """Share of the line's words that the address has, short ones left out, as addresses leave them out."""
        own = [w for w in _words(line) if len(w) > 3] or _words(line)
        return sum(w in self.words for w in own) / len(own) if own else 0.0

    def spelled_by(self, line: str) -> float:
        """1 where the line is the address letter by letter, .5 where one of them begins with the other, else 0."""
        own, spelled = (_UMLAUT.sub(r"\1", "".join(words)) for words in (_words(line), self.words))
        if not own or not spelled:
            return 0.0
        if own in (spelled, _NUMBER.sub("", spelled)):
            return 1.0
        return 0.5 if own.startswith(spelled) or (spelled.startswith(own) and len(_words(line)) > 2) else 0.0


def host_of(url: object) -> str | None:
    """The host of an address, or None where that is unknown or no address."""
    try:
        return urlsplit(str(url)).hostname if url else None
    except ValueError:  # "http://[x": brackets without an address
        return None


@lru_cache(maxsize=64)
def _read(url: str) -> Address:
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:  # no address
        return Address()
    best: list[str] = []
    for part in path.split("/"):
        words = [w for w in _PART.findall(_plain(_SUFFIX.sub("", part))) if not _CODE.fullmatch(w)]
        if sum(not w.isdigit() for w in words) >= max(FEWEST, len(best)):
            best = words
    return Address(tuple(best))


def _plain(text: str) -> str:
    """Folded, without accents."""
    folded = unicodedata.normalize("NFKD", fold(text).translate(_OTHER_LETTERS))
    return "".join(c for c in folded if not unicodedata.combining(c))


@lru_cache(maxsize=512)
def _words(line: str) -> list[str]:
    """Words as addresses spell them: "what's" is "whats"."""
    return _PART.findall(_plain(line).replace("'", ""))
