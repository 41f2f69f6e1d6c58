"""What the page asks for, and the change of `review.changes` that it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cleanup.errors import LedgerError
from cleanup.review.changes import Changed, accept, choose_summary, correct, decide_each, last_done, mend, refuse, take_back
from cleanup.review.ledger_file import LedgerFile
from cleanup.review.marked_text import output_spans
from cleanup.review.summary_choice import next_best


class Asked:
    """What a request asks for. Every method raises LedgerError for a value of another kind."""

    def __init__(self, values: Mapping[str, Any], by: str) -> None:
        self._values, self.by = values, by

    def _of(self, key: str, kind: type) -> Any:
        value = self._values.get(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise LedgerError(f"{key}: is not a {kind.__name__}")
        return value

    def text(self, key: str) -> str:
        """A string."""
        return str(self._of(key, str))

    def number(self, key: str) -> int:
        """A whole number."""
        return int(self._of(key, int))

    def truth(self, key: str) -> bool:
        """True or false; false where it is not said."""
        return bool(self._values.get(key) is True)

    def texts(self, key: str) -> list[str]:
        """A list of strings."""
        values = self._of(key, list)
        if not all(isinstance(v, str) for v in values):
            raise LedgerError(f"{key}: is not a list of texts")
        return list(values)

    def verdict(self) -> str:
        """ "accepted" or "refused"."""
        verdict = self.text("verdict")
        if verdict not in ("accepted", "refused"):
            raise LedgerError(f"verdict: {verdict!r} is neither accepted nor refused")
        return verdict


def _decide(file: LedgerFile, asked: Asked) -> Changed:
    if asked.verdict() == "refused":
        return refuse(file, asked.texts("ids"), asked.by)
    return accept(file, asked.texts("ids"), asked.by, force=asked.truth("force"))


def _reword(file: LedgerFile, asked: Asked) -> Changed:
    """A text of the person's own for an edit, or for a flagged sentence."""
    name, text, force = asked.text("id"), asked.text("text"), asked.truth("force")
    flag = file.flags.get(name)
    if flag is not None:
        return mend(file, flag.start, flag.end, text, asked.by, force=force)
    if name.startswith("h"):
        span = output_spans(file.ledger).get(name)
        if span is not None:
            return mend(file, *span, text, asked.by, force=force)
    return accept(file, [name], asked.by, text=text, force=force)


def text_of(file: LedgerFile, name: str) -> str:
    """The whole text that a person starts from who writes an edit or a flagged sentence otherwise: what stands there now."""
    flag = file.flags.get(name)
    if flag is not None:
        return flag.text
    decision = file.ledger.decision(name)
    return decision.edit.replacement if decision.accepted else decision.old


def _mend(file: LedgerFile, asked: Asked) -> Changed:
    return mend(file, asked.number("start"), asked.number("end"), asked.text("text"), asked.by, force=asked.truth("force"))


def _rule(file: LedgerFile, asked: Asked) -> Changed:
    return decide_each(file, asked.text("rule"), asked.verdict(), asked.by)


def _undo(file: LedgerFile, asked: Asked) -> Changed:
    last = last_done(file)
    if not last:
        raise LedgerError("there is nothing to undo")
    return take_back(file, last)


def _correct(file: LedgerFile, asked: Asked) -> Changed:
    return correct(file, asked.text("field"), asked.text("value"), asked.by)


def _summary(file: LedgerFile, asked: Asked) -> Changed:
    """Swap a sentence for the next best, take one out, or take one more in."""
    what = asked.text("what")
    spans = list(file.summary_spans)
    if what == "more":
        return choose_summary(file, (*spans, next_best(file, spans)), asked.by)
    number = asked.number("sentence")
    if not 0 <= number < len(spans):
        raise LedgerError(f"summary: has no sentence {number + 1}")
    if what == "less":
        return choose_summary(file, tuple(s for i, s in enumerate(spans) if i != number), asked.by)
    if what != "swap":
        raise LedgerError(f"summary: {what!r} is none of swap, less, more")
    other = next_best(file, spans)
    return choose_summary(file, tuple(other if i == number else s for i, s in enumerate(spans)), asked.by)


CHANGES: Mapping[str, Callable[[LedgerFile, Asked], Changed]] = {
    "decide": _decide,
    "reword": _reword,
    "mend": _mend,
    "rule": _rule,
    "undo": _undo,
    "correct": _correct,
    "summary": _summary,
}
