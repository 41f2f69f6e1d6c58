"""What was done to an article, as formats with tracked changes show it: revisions in the text, and notes on passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleanup.core.alignment import stretches
from cleanup.core.edit import Decision, HumanDecision
from cleanup.core.ledger import Ledger
from cleanup.core.offsets import PassMap, segments_of
from cleanup.writers.cleaned import GENERATOR, Cleaned


@dataclass(frozen=True, slots=True)
class Revision:
    """`old`, at `source_start` of the input, became `new`, at `start` of the output, by these applied edits.

    `human` is what a person decided about one of them, the last that counts; None where the machine alone did.
    """

    source_start: int
    start: int
    old: str
    new: str
    edits: tuple[Decision, ...]
    human: HumanDecision | None
    notes: tuple[str, ...]

    @property
    def source_end(self) -> int:
        """Where `old` ends in the input."""
        return self.source_start + len(self.old)

    @property
    def end(self) -> int:
        """Where `new` ends in the output."""
        return self.start + len(self.new)

    @property
    def author(self) -> str:
        """The person who decided, else the program with the rule that was applied last."""
        return self.human.by if self.human is not None else f"{GENERATOR} ({self.edits[-1].edit.rule})"


@dataclass(frozen=True, slots=True)
class Passage:
    """A note on `output[start:end]`, which is as it was."""

    start: int
    end: int
    author: str
    note: str


def revisions(result: Cleaned) -> list[Revision]:
    """All revisions, in order and without overlap; what lies between them is the same in input and output.

    A line that went is shown with the line end after it rather than the one before it, where both would do.
    """
    source, output, ledger = result.source_text, result.text, result.ledger
    decisions = {d.id: d for d in ledger}
    people = {h.edit_id: h for h in ledger.decided}
    found: list[Revision] = []
    limit = len(output)
    for stretch in reversed(stretches(ledger.passes)):
        old, new = source[stretch.source_start : stretch.source_end], output[stretch.start : stretch.end]
        shift = _shift(old, new, output[stretch.end : limit])
        limit = stretch.start + shift
        if shift:
            follows = output[stretch.end : stretch.end + shift]
            old, new = ((text + follows)[shift:] if text else "" for text in (old, new))
        edits = tuple(decisions[i] for i in stretch.edits)
        human = [people[d.id] for d in edits if d.id in people]
        notes = tuple(noted(d, people.get(d.id)) for d in edits)
        found.append(Revision(stretch.source_start + shift, limit, old, new, edits, human[-1] if human else None, notes))
    return found[::-1]


def _shift(old: str, new: str, follows: str) -> int:
    """By how many line ends a revision can be moved down, into the text that follows, and still say the same."""
    sides = [text for text in (old, new) if text]
    shift = 0
    while shift < len(follows) and follows[shift] in "\r\n" and all((s + follows)[shift] == follows[shift] for s in sides):
        shift += 1
    return shift


def noted(decision: Decision, human: HumanDecision | None = None) -> str:
    """An edit on one line: id, rule, reason, confidence, and what a person had to do with it."""
    edit = decision.edit
    note = f"{decision.id} {edit.rule}: {edit.reason} (confidence {edit.confidence:.2f})"
    if human is not None:
        note += f"; {human.verdict} by {human.by} at {human.at}" + (f", against {human.forced}" if human.forced else "")
    return note


def flagged(result: Cleaned) -> list[Passage]:
    """The sentences that nothing can mend, with why."""
    return [
        Passage(f.start, f.end, f"{GENERATOR} ({f.rule})", f"flag {f.kind}: {f.reason} (confidence {f.confidence:.2f})")
        for f in result.flags
    ]


def suggested(ledger: Ledger) -> list[Passage]:
    """The edits that wait for somebody to decide, at their places in the output."""
    found = []
    maps = [PassMap(segments_of(p.accepted())) for p in ledger.passes]
    for number, step in enumerate(ledger.passes):
        for decision in step.decisions:
            if decision.verdict != "suggested":
                continue
            start, end = decision.edit.start, decision.edit.end
            for later in maps[number:]:
                start, end = later.forward(start, end)
            what = f"suggested: {decision.old!r} -> {decision.edit.replacement!r}; "
            found.append(Passage(start, end, f"{GENERATOR} ({decision.edit.rule})", what + noted(decision)))
    return sorted(found, key=lambda p: (p.start, p.end))


def merged(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    """The spans that the passages cover, in order and without overlap."""
    spans: list[tuple[int, int]] = []
    for passage in sorted(passages, key=lambda p: (p.start, p.end)):
        if spans and passage.start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], passage.end))
        elif passage.start < passage.end:
            spans.append((passage.start, passage.end))
    return spans
