"""Values of JSON from outside, each with its place, so that whatever is wrong with one can be told.

Python's `json` takes more than a format may hold: Infinity and NaN, true where a number belongs, half characters.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NoReturn
from unicodedata import category

from cleanup.errors import LedgerError

_SHA256 = re.compile("[0-9a-f]{64}")
_LONGEST_SHOWN = 60
_LONGEST_NUMBER = 18  # digits of an id
_LARGEST = sys.float_info.max  # a whole number of JSON may be larger


def next_numbers(ids: Iterable[str], count: int = 1) -> range:
    """So many numbers after those of ids such as "e12". Raises LedgerError where `numbered` would not take them."""
    first = 1 + max((int(name[1:]) for name in ids), default=0)
    if len(str(first + count)) > _LONGEST_NUMBER:
        raise LedgerError(f"no id is left after number {first - 1}; the ledger was changed, restore it")
    return range(first, first + count)


def is_line(text: str) -> bool:
    """Whether a text has neither control characters nor lone surrogates."""
    return not any(category(character) in ("Cc", "Cs") for character in text)


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A value and where it stands, such as `edits[3].span`. Every method raises LedgerError for a value of another kind."""

    value: object
    place: str = ""

    def wrong(self, what: str) -> NoReturn:
        """Raise LedgerError: at this place, what is wrong."""
        where = f"{self.place}: " if self.place else ""
        raise LedgerError(
            f"the ledger is malformed: {where}{what}; it was changed or cut off, restore it or clean the article again"
        )

    def _not(self, kind: str) -> NoReturn:
        shown = ascii(self.value)
        self.wrong(f"{shown if len(shown) <= _LONGEST_SHOWN else shown[:_LONGEST_SHOWN] + '...'} is not {kind}")

    def get(self, key: str) -> JsonValue | None:
        """The value of an object's key; None where it is absent or null."""
        if not isinstance(self.value, Mapping):
            self._not("an object")
        found = self.value.get(key)
        return None if found is None else JsonValue(found, f"{self.place}.{key}" if self.place else key)

    def __getitem__(self, key: str) -> JsonValue:
        """The value of an object's key, which must be there."""
        found = self.get(key)
        if found is None:
            self.wrong(f'has no "{key}"')
        return found

    def items(self) -> Iterator[JsonValue]:
        """The values of a list."""
        if not isinstance(self.value, list | tuple):
            self._not("a list")
        return (JsonValue(item, f"{self.place}[{number}]") for number, item in enumerate(self.value))

    def item(self, number: int) -> JsonValue:
        """The value at a place of a list, which must be there."""
        found = list(self.items())
        if number >= len(found):
            self.wrong(f"has {len(found)} values, fewer than {number + 1}")
        return found[number]

    def pairs(self) -> list[tuple[str, JsonValue]]:
        """The keys of an object with their values."""
        if not isinstance(self.value, Mapping):
            self._not("an object")
        return [(str(key), JsonValue(item, f"{self.place}.{key}")) for key, item in self.value.items()]

    def truth(self) -> bool:
        """True or false."""
        if not isinstance(self.value, bool):
            self._not("true or false")
        return self.value

    def text(self) -> str:
        """A string; it may be empty and hold what an article holds, lone surrogates too."""
        if not isinstance(self.value, str):
            self._not("a text")
        return self.value

    def name(self) -> str:
        """A string of printable characters, one or more."""
        if not isinstance(self.value, str) or not self.value or not self.value.isprintable():
            self._not("a name in printable characters")
        return self.value

    def line(self) -> str:
        """A string that may be empty, on one line and without half characters."""
        if not isinstance(self.value, str) or not is_line(self.value):
            self._not("a text on one line")
        return self.value

    def numbered(self, letters: str) -> str:
        """One of some letters with a number, as in "e12"."""
        if not isinstance(self.value, str) or not re.fullmatch(f"[{letters}][0-9]{{1,{_LONGEST_NUMBER}}}", self.value):
            self._not(f'an id such as "{letters[0]}1"')
        return self.value

    def sha256(self) -> str:
        """A digest in hexadecimal."""
        if not isinstance(self.value, str) or not _SHA256.fullmatch(self.value):
            self._not("a SHA-256 digest")
        return self.value

    def one_of(self, words: Collection[str]) -> str:
        """One of some words."""
        if not isinstance(self.value, str) or self.value not in words:
            self._not(f"one of {', '.join(sorted(words))}")
        return self.value

    def whole(self) -> int:
        """A whole number; 1.0 and true are none."""
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            self._not("a whole number")
        return self.value

    def count(self) -> int:
        """A whole number from 0."""
        if self.whole() < 0:
            self._not("a number from 0")
        return self.whole()

    def share(self) -> float:
        """A number from 0 to 1."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool) or not 0 <= self.value <= 1:
            self._not("a number from 0 to 1")
        return float(self.value)

    def number(self) -> float:
        """A finite number."""
        if not isinstance(self.value, int | float) or isinstance(self.value, bool) or not -_LARGEST <= self.value <= _LARGEST:
            self._not("a finite number")
        return float(self.value)

    def span(self) -> tuple[int, int]:
        """A half-open span of code points, [start, end]."""
        ends = list(self.items())
        if len(ends) != 2:
            self._not("a span, [start, end]")
        start, end = ends[0].count(), ends[1].count()
        if start > end:
            self._not("a span; it ends before it starts")
        return start, end


@contextmanager
def naming(name: str) -> Iterator[None]:
    """Whatever LedgerError is raised within says the ledger's name first."""
    try:
        yield
    except LedgerError as error:
        raise LedgerError(f"{name}: {error}") from error
