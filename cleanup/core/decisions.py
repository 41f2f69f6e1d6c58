"""What a person asks of a ledger at once, carried out whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleanup.core.ledger import Decided, Ledger
from cleanup.errors import LedgerError

ALL = ("all",)  # of what may be taken back


@dataclass(frozen=True, slots=True)
class Words:
    """What the user calls what can be asked: options of a command, keys of a request. `or_else`: what could be done
    instead of deciding."""

    accept: str
    refuse: str
    reword: str
    take_back: str
    or_else: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Ids of edits to accept and refuse, (id, text) of edits to reword, ids of decisions to take back ("all" alone: every
    one)."""

    accept: Sequence[str] = ()
    refuse: Sequence[str] = ()
    reword: Sequence[tuple[str, str]] = ()
    take_back: Sequence[str] = ()

    def __bool__(self) -> bool:
        return any((self.accept, self.refuse, self.reword, self.take_back))

    def check(self, words: Words) -> None:
        """Raise LedgerError where there is nothing to do, or two things are asked about one edit."""
        if not self:
            named = [words.accept, words.refuse, words.reword, words.take_back, *([words.or_else] if words.or_else else [])]
            raise LedgerError(f"nothing to decide; give {', '.join(named[:-1])}, or {named[-1]}")
        first: dict[str, str] = {}
        for word, ids in (
            (words.accept, dict.fromkeys(self.accept)),
            (words.refuse, dict.fromkeys(self.refuse)),
            (words.reword, [edit for edit, _ in self.reword]),
        ):
            for edit in ids:
                if edit in first:
                    both = f"{first[edit]} and {word}" if first[edit] != word else f"{word} twice"
                    raise LedgerError(f"edit {edit}: {both}; leave one of them out")
                first[edit] = word

    def carried_out(self, ledger: Ledger, source: str, by: str, force: bool) -> list[Decided]:
        """Every step with the ledger and text after it, in the order take back, refuse, accept, reword. Raises LedgerError
        where one cannot be done."""
        done: list[Decided] = []
        if self.take_back:
            done.append(ledger.undo_decisions(source, None if tuple(self.take_back) == ALL else self.take_back))
            ledger = done[-1].ledger
        if self.refuse:
            done.append(ledger.decide(source, self.refuse, "refused", by=by))
            ledger = done[-1].ledger
        if self.accept:
            done.append(ledger.decide(source, self.accept, "accepted", by=by, force=force))
            ledger = done[-1].ledger
        for edit, text in self.reword:
            done.append(ledger.decide(source, [edit], "accepted", by=by, replacement=text, force=force))
            ledger = done[-1].ledger
        return done


def changed_with(done: Sequence[Decided]) -> tuple[list[str], list[str]]:
    """The edits that changed with those that were asked about: no longer applied, and applied again."""
    return list(dict.fromkeys(i for d in done for i in d.also)), list(dict.fromkeys(i for d in done for i in d.back))
