"""Results that a later call may ask about: the latest, within a bound of number and of memory."""

from __future__ import annotations

import sys
from collections import OrderedDict
from dataclasses import dataclass

from cleanup.core.ledger import Ledger
from cleanup.errors import LedgerError

MOST_RESULTS = 50
MOST_BYTES = 64_000_000
_EDIT_BYTES = 1500  # of an edit and its decision beside their texts, as tracemalloc counts them


@dataclass(frozen=True, slots=True)
class Kept:
    """What is needed of a result to explain and undo its edits."""

    source_text: str
    ledger: Ledger

    def size(self) -> int:
        """Bytes of memory, about."""
        edits = sum(_EDIT_BYTES + sys.getsizeof(d.old) + sys.getsizeof(d.edit.replacement) for d in self.ledger)
        return sys.getsizeof(self.source_text) + edits


class KeptResults:
    """The latest results by their id; the oldest go. The newest stays whatever its size."""

    def __init__(self, most: int = MOST_RESULTS, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._most_bytes = most, most_bytes
        self._kept: OrderedDict[str, tuple[Kept, int]] = OrderedDict()
        self._bytes = self._given = 0

    def add(self, source_text: str, ledger: Ledger) -> str:
        """Keep a result. -> its id."""
        kept = Kept(source_text, ledger)
        size = kept.size()
        self._given += 1
        name = f"r{self._given}"
        self._kept[name] = (kept, size)
        self._bytes += size
        while len(self._kept) > 1 and (len(self._kept) > self._most or self._bytes > self._most_bytes):
            _, (_, gone) = self._kept.popitem(last=False)
            self._bytes -= gone
        return name

    def get(self, name: str) -> Kept:
        """The result of this id. Raises LedgerError where there is none, or none any more."""
        found = self._kept.get(name)
        if found is None:
            known = f"there are {', '.join(self._kept)}" if self._kept else "there is none yet"
            given = name[:1] == "r" and name[1:].isdecimal() and 0 < int(name[1:]) <= self._given
            if given:
                raise LedgerError(
                    f"the result {name} is no longer kept, only the latest {self._most} within "
                    f"{self._most_bytes // 1_000_000} MB are; clean the text again"
                )
            raise LedgerError(f"no result {name!r}; {known}")
        return found[0]
