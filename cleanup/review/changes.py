"""What a person does to a reopened article. Nothing is changed in place: each function gives the file as it is then."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from cleanup.core.edit import PERSON, Decision
from cleanup.core.ledger import Decided, Ledger
from cleanup.core.policy import APPLY_AT
from cleanup.errors import LedgerError
from cleanup.review.corrections import FIELDS, SUMMARY, Spans, correction, without
from cleanup.review.ledger_file import LedgerFile


@dataclass(frozen=True, slots=True)
class Changed:
    """The file after a change. `also` are edits that are no longer applied besides those asked about, `back` others that
    are applied again, `left` those asked about that stayed as they were, with the reason."""

    file: LedgerFile
    also: tuple[str, ...] = ()
    back: tuple[str, ...] = ()
    left: tuple[tuple[str, str], ...] = ()


def now() -> str:
    """The time, fine enough that what was done last can be told."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def accept(file: LedgerFile, ids: Sequence[str], by: str, *, text: str | None = None, force: bool = False) -> Changed:
    """Apply edits; one of them with a `text` of the person's own. Raises LedgerError as `Ledger.decide` does."""
    return _decided(file, file.ledger.decide(file.source_text, ids, "accepted", by=by, replacement=text, force=force, at=now()))


def refuse(file: LedgerFile, ids: Sequence[str], by: str) -> Changed:
    """Do not apply edits. Raises LedgerError for an id that is unknown."""
    return _decided(file, file.ledger.decide(file.source_text, ids, "refused", by=by, at=now()))


def mend(file: LedgerFile, start: int, end: int, text: str, by: str, *, force: bool = False) -> Changed:
    """Write another text in the place of `text[start:end]`. Raises LedgerError as `Ledger.mend` does."""
    return _decided(file, file.ledger.mend(file.source_text, start, end, text, by=by, force=force, at=now()))


def decide_each(file: LedgerFile, rule: str, verdict: str, by: str) -> Changed:
    """Accept or refuse every edit of a rule. What the guard protects, and what others are in the way of, stays as it was
    and is told. Where one goes another may go with it, as with `refuse`."""
    wanted = [d for d in file.ledger if d.edit.rule == rule and d.accepted != (verdict == "accepted")]
    left: list[tuple[str, str]] = []
    if verdict == "accepted":
        left = [(d.id, d.why) for d in wanted if d.guarded]
        wanted = [d for d in wanted if not d.guarded]
    if not wanted:
        return Changed(file, left=tuple(left))
    at = now()

    def decide(ledger: Ledger, ids: Sequence[str]) -> Decided:
        return ledger.decide(file.source_text, ids, "accepted" if verdict == "accepted" else "refused", by=by, at=at)

    ledger = file.ledger
    also: list[str] = []
    for ids in _at_once_or_one_by_one(ledger, [d.id for d in wanted], decide):
        try:
            done = decide(ledger, ids)
        except LedgerError as error:
            left.append((ids[0], str(error)))
        else:
            ledger = done.ledger
            also += done.also
    return Changed(replace(file, ledger=ledger), tuple(also), (), tuple(left))


def _at_once_or_one_by_one(
    ledger: Ledger, ids: list[str], decide: Callable[[Ledger, Sequence[str]], Decided]
) -> Iterable[list[str]]:
    """All ids together where that can be done, else each alone."""
    try:
        decide(ledger, ids)
    except LedgerError:
        return [[i] for i in ids]
    return [ids]


def correct(file: LedgerFile, field: str, value: str, by: str) -> Changed:
    """State a field of the front matter. Raises LedgerError for a field that is none, or where nothing changes."""
    if field not in FIELDS:
        raise LedgerError(f"{field!r} cannot be corrected; there are {', '.join(FIELDS)}")
    before = file.stated(field)
    if " ".join(value.split()) == before:
        raise LedgerError(f"{field}: is that already")
    made = correction(file.corrections, field, value, before, by, now())
    return Changed(replace(file, corrections=(*file.corrections, made)))


def choose_summary(file: LedgerFile, spans: Spans, by: str) -> Changed:
    """Let the summary be these sentences, spans of the machine's output."""
    before = file.summary_spans
    made = correction(file.corrections, SUMMARY, tuple(sorted(set(spans))), before, by, now())
    if made.value == before:
        raise LedgerError("summary: is that already")
    return Changed(replace(file, corrections=(*file.corrections, made)))


def last_done(file: LedgerFile) -> tuple[str, ...]:
    """The ids of what a person did last: decisions that were made together, or a correction. Empty where there is none."""
    done = [(d.at, d.id) for d in file.ledger.decided if d.because is None] + [(c.at, c.id) for c in file.corrections]
    latest = max((at for at, _ in done), default="")
    return tuple(name for at, name in done if at == latest)


def take_back(file: LedgerFile, ids: Sequence[str]) -> Changed:
    """Take decisions and corrections back. Raises LedgerError for an id that is none."""
    known = {d.id for d in file.ledger.decided} | {c.id for c in file.corrections}
    for name in ids:
        if name not in known:
            raise LedgerError(f"there is nothing {name!r} to take back")
    file = replace(file, corrections=without(file.corrections, ids))
    decisions = [i for i in ids if i.startswith("d")]
    return _decided(file, file.ledger.undo_decisions(file.source_text, decisions)) if decisions else Changed(file)


def _decided(file: LedgerFile, done: Decided) -> Changed:
    return Changed(replace(file, ledger=done.ledger), done.also, done.back)


def margin(decision: Decision) -> float:
    """How far the confidence is from the threshold at which the edit is applied: the smaller, the less certain."""
    edit = decision.edit
    if edit.stage == PERSON:
        return 1.0
    threshold = APPLY_AT if edit.apply_at is None else edit.apply_at
    return abs(edit.confidence - threshold)
