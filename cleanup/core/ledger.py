"""The record of every decision on an article, the machine's and people's: replay it, decide otherwise, store it.

`ledger_json` says what it looks like as JSON.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from cleanup.core import ledger_json
from cleanup.core.conflict import spans_overlap
from cleanup.core.edit import BY_HAND, PERSON, Decision, Edit, HumanDecision, Pass, Verdict
from cleanup.core.history import Difference, History, covering, history
from cleanup.core.json_values import JsonValue, is_line, next_numbers
from cleanup.core.offsets import OffsetMap, PassMap, segments_of, segments_of_each
from cleanup.document import Document
from cleanup.errors import GuardedError, InTheWayError, LedgerError


def digest(text: str) -> str:
    """SHA-256 of the text as UTF-8; lone surrogates are kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits applied. They must not overlap; offsets are of `text`."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at or edit.end > len(text):
            raise LedgerError(
                f"edit {edit.start}:{edit.end} of rule {edit.rule} does not fit a text of {len(text)} "
                "code points; the ledger belongs to another text"
            )
        parts += (text[at : edit.start], edit.replacement)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


def differing(text: str, start: int, end: int, replacement: str) -> tuple[int, int, str]:
    """The span and its replacement without the words that both begin and end with."""
    old = text[start:end]
    most = min(len(old), len(replacement))
    same = next((i for i in range(most) if old[i] != replacement[i]), most)
    most -= same
    end_same = next((i for i in range(most) if old[-1 - i] != replacement[-1 - i]), most)
    while same and not (old[same - 1].isspace()):
        same -= 1
    while end_same and not old[len(old) - end_same].isspace():
        end_same -= 1
    return start + same, end - end_same, replacement[same : len(replacement) - end_same]


def _touches(span: tuple[int, int], place: tuple[int, int]) -> bool:
    """Whether a span takes in some of a place, which may be empty; only meeting it at an edge does not count, unless the
    span is empty."""
    if span[0] == span[1]:
        return place[0] <= span[0] <= place[1]
    if place[0] == place[1]:
        return span[0] < place[0] < span[1]
    return span[0] < place[1] and place[0] < span[1]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an edit of a person's own belongs: its span in the machine's last text, in the text as decided before such
    edits (`before`), and in the output (`whole`); the differences between the first two that it takes in, and the edits
    of its kind whose place it takes."""

    machine: tuple[int, int]
    before: tuple[int, int]
    whole: tuple[int, int]
    touched: tuple[Difference, ...]
    rivals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """The ledger and the text after a decision.

    `asked` are the edits it was about; `also` others that are no longer applied by it: rivals that made room, later
    edits that stood on what went; `back` others that are applied again, where a decision was taken back.
    """

    ledger: Ledger
    text: str
    asked: tuple[str, ...]
    also: tuple[str, ...] = ()
    back: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ledger:
    """Every decision, accepted, suggested and refused, pass by pass. Knows its input and output by digest.

    `machine` are the passes as the program ran them, `decided` what people made of them since, in order. Everything
    else, from `passes` to the output, is the state that holds now.
    """

    machine: tuple[Pass, ...]
    input_sha256: str
    input_length: int
    output_sha256: str
    output_length: int
    decided: tuple[HumanDecision, ...] = ()

    @classmethod
    def of(cls, source: str, output: str, passes: Iterable[Pass]) -> Ledger:
        """The ledger that leads from `source` to `output`."""
        return cls(tuple(passes), digest(source), len(source), digest(output), len(output))

    @cached_property
    def passes(self) -> tuple[Pass, ...]:
        """The passes as they are applied now; offsets are of the texts they are now given."""
        if not self.decided:
            return self.machine
        return tuple(Pass(p.stage, step) for p, step in zip(self.machine, self._now.steps, strict=True))

    @cached_property
    def _now(self) -> History:
        return self._history(self.decided)

    def _history(self, decided: Sequence[HumanDecision]) -> History:
        return history(tuple(p.decisions for p in self.machine), decided)

    @property
    def machine_length(self) -> int:
        """Code points of the machine's output."""
        return self.input_length + sum(len(e.replacement) - (e.end - e.start) for step in self.machine for e in step.accepted())

    def __iter__(self) -> Iterator[Decision]:
        return (d for p in self.passes for d in p.decisions)

    def __len__(self) -> int:
        return sum(len(p.decisions) for p in self.passes)

    @property
    def accepted(self) -> list[Decision]:
        """The decisions whose edits are in the output, in the order of application."""
        return [d for d in self if d.accepted]

    def decision(self, name: str) -> Decision:
        """The decision about one edit, as it is now. Raises LedgerError for an unknown id."""
        self._known((name,))
        return next(d for d in self if d.id == name)

    def counts(self) -> dict[str, int]:
        """Accepted edits by stage, in order of first appearance."""
        out: dict[str, int] = {}
        for decision in self.accepted:
            out[decision.edit.stage] = out.get(decision.edit.stage, 0) + 1
        return out

    @cached_property
    def offsets(self) -> OffsetMap:
        """Offsets of the output mapped to the input."""
        return OffsetMap(segments_of(p.accepted()) for p in self.passes)

    def replay(self, source: str) -> str:
        """The output, made from the input. Raises LedgerError when `source` is not this ledger's input."""
        self._expect(source, self.input_sha256, "input")
        for step in self.passes:
            source = apply_edits(source, step.accepted())
        return source

    def source_of(self, output: str) -> str:
        """The input, made from the output by taking everything back. Raises LedgerError when it is another text."""
        self._expect(output, self.output_sha256, "output")
        for step in reversed(self.passes):
            back: list[Edit] = []
            shift = 0
            for decision in sorted((d for d in step.decisions if d.accepted), key=lambda d: (d.edit.start, d.edit.end)):
                edit = decision.edit
                start = edit.start + shift
                back.append(
                    Edit(
                        start=start,
                        end=start + len(edit.replacement),
                        replacement=decision.old,
                        stage=edit.stage,
                        rule=edit.rule,
                        reason=edit.reason,
                        confidence=edit.confidence,
                    )
                )
                shift += len(edit.replacement) - len(decision.old)
            output = apply_edits(output, back)
        return output

    def revert(self, source: str, ids: Iterable[str], *, by: str = "unknown", at: str | None = None) -> Decided:
        """Refuse edits that are applied, as `decide` does. Raises LedgerError also for one that is not applied."""
        wanted = self._known(ids)
        for decision in self:
            if decision.id in wanted and not decision.accepted:
                raise LedgerError(f"edit {decision.id} was {decision.verdict} ({decision.why}); nothing to take back")
        return self.decide(source, wanted, "refused", by=by, at=at)

    def decide(
        self,
        source: str,
        ids: Iterable[str],
        verdict: Verdict,
        *,
        by: str,
        replacement: str | None = None,
        force: bool = False,
        at: str | None = None,
    ) -> Decided:
        """The ledger with a person's verdict, "accepted" or "refused", on the edits named.

        `by` says who decides, `at` when (ISO 8601; now, if not given). With `replacement` one edit is accepted with
        that text in place of its own; the words for whole lines are set apart as the lines were. The edits keep their pass;
        later ones are moved.

        Refusing an edit refuses the later ones too that stand on it: whose span overlaps what it wrote, or closes over
        the place where it deleted. Accepting one never costs another unless `force`: then the applied edits that are
        in its way are refused. `force` is also needed where the guard refuses the edit as it would now be applied, with
        the person's text if there is one; what the guard said is then on record. Whatever had to go is on record as a
        decision of its own, with its `because`. A code block and the article's title, which a ledger does not know,
        count for the guard only where it refused the edit before.

        Raises LedgerError for another source or verdict, an id that is unknown, an edit whose place another has taken
        or the guard protects (unless `force`), or one whose text is no longer there.
        """
        wanted = self._known(ids)
        self._expect(source, self.input_sha256, "input")
        self._check_person(source, wanted, verdict, by, replacement)
        at = datetime.now(UTC).isoformat(timespec="seconds") if at is None else at
        if replacement is not None:
            replacement = self._set_apart(wanted[0], replacement)
        person = HumanDecision(id="d0", edit_id="", verdict=verdict, by=by, at=at, before="refused", replacement=replacement)
        own = self._noted(wanted, person, ())
        gone: list[HumanDecision] = []
        made_room = replace(person, verdict="refused", replacement=None, because=own[0].id if own else None)
        after = self._history((*self.decided, *own))
        while lost := self._lost(own, gone, after, force):
            gone += self._noted(lost, made_room, (*own, *gone))
            after = self._history((*self.decided, *own, *gone))
        return self._carried_out(source, own, gone, after, force)

    def mend(
        self,
        source: str,
        start: int,
        end: int,
        replacement: str,
        *,
        by: str,
        reason: str = "mended by hand",
        force: bool = False,
        at: str | None = None,
    ) -> Decided:
        """The ledger with an edit of a person's own: `output[start:end]` becomes `replacement`.

        It is put on record as an edit of the stage "person", accepted by `by`, of as few whole words as differ. Where it
        touches earlier edits of this kind it takes their place, their text being part of it. It goes when what it was
        made on is decided otherwise. Names, numbers and what else the guard protects change only with `force`.

        Raises LedgerError for another source, a span outside the output, a text that changes nothing or that no ledger
        could hold, and where the guard refuses.
        """
        self._expect(source, self.input_sha256, "input")
        text = self.replay(source)
        if not 0 <= start <= end <= len(text):
            raise LedgerError(f"span {start}:{end} is not in a text of {len(text)} code points")
        start, end, replacement = differing(text, start, end, replacement)
        if text[start:end] == replacement:
            raise LedgerError("the text is as it was; change something")
        place = self._place(start, end)
        replacement = text[place.whole[0] : start] + replacement + text[end : place.whole[1]]
        made_for, original = source, source
        for now, was in zip(self.passes, self.machine, strict=True):
            if now.stage != PERSON:
                made_for, original = apply_edits(made_for, now.accepted()), apply_edits(original, was.accepted())
        edit = Edit(
            start=place.machine[0],
            end=place.machine[1],
            replacement=replacement,
            stage=PERSON,
            rule=BY_HAND,
            reason=reason,
            confidence=1.0,
        )
        theirs = [d for p in self.machine if p.stage == PERSON for d in p.decisions]
        proposal = Decision(
            id=f"h{next_numbers(d.id for d in theirs)[0]}", edit=edit, old=original[edit.start : edit.end], verdict="suggested"
        )
        passes = [p for p in self.machine if p.stage != PERSON]
        ledger = replace(self, machine=(*passes, Pass(PERSON, (*theirs, proposal))))
        ledger._check_person(source, (proposal.id,), "accepted", by, replacement)
        decision = HumanDecision(
            id="d0",
            edit_id="",
            verdict="accepted",
            by=by,
            at=datetime.now(UTC).isoformat(timespec="seconds") if at is None else at,
            before="suggested",
            knowing=tuple(dict.fromkeys(i for d in place.touched for i in d.by)),
            over=made_for[place.before[0] : place.before[1]] if place.touched else None,
        )
        own = ledger._noted([proposal.id], decision, ())
        made_room = replace(decision, verdict="refused", because=own[0].id, knowing=(), over=None)
        gone = ledger._noted(place.rivals, made_room, own)
        return ledger._carried_out(source, own, gone, ledger._history((*ledger.decided, *own, *gone)), force)

    def placed(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the machine's output is in the output as it is now; inside a change, the whole change."""
        start, end = PassMap([d.place for d in self._now.differences]).forward(start, end)
        own = (d.edit for p in self.passes if p.stage == PERSON for d in p.decisions if d.accepted)
        return PassMap(segments_of(own)).forward(start, end)

    def _place(self, start: int, end: int) -> _Place:
        """Where an edit of `output[start:end]` belongs, with all that it has to take in."""
        recorded = {d.id: d.edit for p in self.machine if p.stage == PERSON for d in p.decisions}
        applied = [d for p in self.passes if p.stage == PERSON for d in p.decisions if d.accepted]
        applied.sort(key=lambda d: (d.edit.start, d.edit.end))
        segments = segments_of_each(d.edit for d in applied)
        own, machines = PassMap(segments), PassMap([d.place for d in self._now.differences])
        written = {d.id: segment for d, segment in zip(applied, segments, strict=True)}
        before = own.backward(start, end)
        while True:
            touched = [d for d in self._now.differences if _touches(before, (d.place.new_start, d.place.new_end))]
            machine = machines.backward(*before)
            rivals = [
                i
                for i, s in written.items()
                if spans_overlap(machine, (recorded[i].start, recorded[i].end))
                or spans_overlap(before, (s.old_start, s.old_end))
            ]
            low, high = covering(*machines.forward(*machine), touched)
            low = min([low, before[0], *(written[i].old_start for i in rivals)])
            high = max([high, before[1], *(written[i].old_end for i in rivals)])
            if (low, high) == before:
                break
            before = low, high
        first, last = own.forward(*before)
        first = min([first, start, *(written[i].new_start for i in rivals)])
        last = max([last, end, *(written[i].new_end for i in rivals)])
        return _Place(machine, before, (first, last), tuple(touched), tuple(rivals))

    def _carried_out(
        self, source: str, own: Sequence[HumanDecision], gone: Sequence[HumanDecision], after: History, force: bool
    ) -> Decided:
        """The ledger with a person's `own` decisions of one verdict and those that go with them; `after` is what is applied
        then. Raises LedgerError where the guard is against it and there is no `force`."""
        wanted = tuple(d.edit_id for d in own)
        if own and own[0].verdict == "accepted":
            refusals = self._refusals(source, after, wanted)
            if refusals and not force:
                name, why = next(iter(refusals.items()))
                raise GuardedError(f"edit {name} was refused by the {why}; look twice, then force it")
            own = [replace(d, forced=refusals.get(d.edit_id)) for d in own]
        return self._with(source, (*self.decided, *own, *gone), wanted, after)

    def _noted(self, edits: Iterable[str], as_in: HumanDecision, since: Sequence[HumanDecision]) -> list[HumanDecision]:
        """A decision about each of the edits, otherwise `as_in`, with the numbers after those on record and `since`."""
        verdicts = {d.id: d.verdict for d in self}
        names = list(edits)
        numbers = next_numbers((d.id for d in (*self.decided, *since)), len(names))
        return [
            replace(as_in, id=f"d{number}", edit_id=name, before=verdicts[name])
            for number, name in zip(numbers, names, strict=True)
        ]

    def _set_apart(self, name: str, replacement: str) -> str:
        """A person's words for whole lines, set off by the white space that those lines were set off by."""
        decision = next(d for step in self.machine for d in step.decisions if d.id == name)
        old = decision.old
        if decision.edit.scope != "block" or not replacement.strip() or not old.strip():
            return replacement
        lead, trail = old[: len(old) - len(old.lstrip())], old[len(old.rstrip()) :]
        return lead + replacement.strip() + trail

    def _check_person(self, source: str, wanted: tuple[str, ...], verdict: Verdict, by: str, replacement: str | None) -> None:
        """Raise LedgerError for a decision that a ledger could not hold."""
        if verdict not in ("accepted", "refused"):
            raise LedgerError(f"a person accepts or refuses an edit; {verdict!r} is neither")
        if replacement is not None and (verdict != "accepted" or len(wanted) != 1):
            raise LedgerError("a text of one's own goes with the acceptance of one edit")
        if not is_line(by):
            raise LedgerError(f"the name {by!a} has characters that cannot be printed; give another as the one who decides")
        if ledger_json.half_characters(replacement or "") - ledger_json.half_characters(source):
            raise LedgerError(f"the text {replacement!a} for edit {wanted[0]} holds half a character; give it as UTF-8")

    def _lost(self, own: Sequence[HumanDecision], gone: Sequence[HumanDecision], after: History, force: bool) -> list[str]:
        """The edits that have to go with a person's `own` decisions, beside those that are `gone` with them already, where
        what is applied is then as `after`.

        Raises LedgerError where they are in the way of an acceptance and there is no `force`.
        """
        wanted = tuple(d.edit_id for d in own)
        noted = {d.edit_id for d in gone}
        before = self._now.accepted
        lost = [i for i in before if i not in after.accepted and i not in wanted and i not in noted]
        if own and own[0].verdict == "accepted":
            lost += self._in_the_way(wanted, after, noted)
            if lost and not force:
                raise InTheWayError(f"{self._named(lost)} in the way of {', '.join(wanted)}; refuse first, or force it")
        # What a decision taken back left without a place stays out, though the place is free again.
        lost += [i for i in after.accepted if i not in before and i not in wanted]
        return list(dict.fromkeys(lost))

    def undo_decisions(self, source: str, ids: Iterable[str] | None = None) -> Decided:
        """The ledger without the decisions named ("d1"), and those made because of them; without any if None.

        The order of the others stays. Raises LedgerError for another source or an unknown id.
        """
        named = {d.id for d in self.decided} if ids is None else set(ids)
        for name in sorted(named - {d.id for d in self.decided}):
            known = f"there are {', '.join(d.id for d in self.decided)}" if self.decided else "it has none"
            raise LedgerError(f"no decision {name!r} in this ledger; {known}")
        self._expect(source, self.input_sha256, "input")
        going = set(named)
        for decision in self.decided:  # what one was made because of stands before it
            if decision.because in going:
                going.add(decision.id)
        dropped = [d for d in self.decided if d.id in going]
        return self._with(
            source,
            [d for d in self.decided if d not in dropped],
            tuple(dict.fromkeys(d.edit_id for d in dropped if d.id in named)),
        )

    def _with(
        self, source: str, decided: Sequence[HumanDecision], asked: tuple[str, ...], now: History | None = None
    ) -> Decided:
        decided_now = replace(self, decided=tuple(decided))
        if now is not None:
            decided_now.__dict__["_now"] = now
        text = decided_now.replay(source)
        ledger = replace(decided_now, output_sha256=digest(text), output_length=len(text))
        # What follows from passes and decisions alone is not worked out a second time: an article may have thousands.
        ledger.__dict__.update({k: v for k, v in decided_now.__dict__.items() if k in ("_now", "passes")})
        if self.machine is ledger.machine and "source_spans" in self.__dict__:
            ledger.__dict__["source_spans"] = self.source_spans
        before, after = {d.id for d in self.accepted}, {d.id for d in ledger.accepted}
        gone, back = before - after - set(asked), after - before - set(asked)
        also, again = (tuple(d.id for d in self if d.id in ids) if ids else () for ids in (gone, back))
        return Decided(ledger, text, asked, also, again)

    def _known(self, ids: Iterable[str]) -> tuple[str, ...]:
        wanted = tuple(dict.fromkeys(ids))
        known = {d.id for d in self}
        for name in sorted(wanted):
            if name not in known:
                from difflib import get_close_matches

                near = get_close_matches(name, [d.id for d in self.accepted], 3, 0.0)
                accepted = f"accepted ones are for example {', '.join(near)}" if near else "it has no accepted edit"
                raise LedgerError(f"no edit {name!r} in this ledger; {accepted}")
        return wanted

    def _refusals(self, source: str, after: History, wanted: tuple[str, ...]) -> dict[str, str]:
        """What the guard has against the wanted edits as they stand `after` a decision. One that is applied already
        with the same text, that was forced with it, or that the guard let pass when it was proposed is not judged again."""
        from cleanup.core.guard import Guard  # finds protected spans: nothing that reading a ledger needs

        before = self._now.accepted
        refusals: dict[str, str] = {}
        for step, machine in zip(after.steps, self.machine, strict=True):
            for now, was in zip(step, machine.decisions, strict=True):
                applied = before.get(now.id)
                if now.id not in wanted or (applied is not None and applied.replacement == now.edit.replacement):
                    continue
                own = now.edit.replacement != was.edit.replacement
                if was.passed_guard and not own:
                    continue
                # A person's words stand in a line; they are no deletion of whole lines and no repair of an encoding.
                edit = replace(now.edit, scope="inline") if own else now.edit
                refused = was.why if was.guarded and not own else Guard(Document(text=source)).refusal(edit)
                if refused:
                    refusals[now.id] = refused
            source = apply_edits(source, [d.edit for d in step if d.accepted])
        return refusals

    def _in_the_way(self, wanted: tuple[str, ...], after: History, noted: set[str]) -> list[str]:
        """The applied edits to refuse so that those wanted can be applied; raises where that would not help."""
        rivals: list[str] = []
        for name in wanted:
            if name not in after.blocked:
                continue
            blockers = after.blocked[name]
            for other in blockers:
                if other in wanted:
                    raise LedgerError(f"edits {name} and {other} take the same place; accept one of them")
            applied = [i for i in blockers if i in after.accepted]
            machines = {d.id for p in self.machine for d in p.decisions if d.accepted}
            if not [i for i in applied if i not in machines and i not in noted]:
                raise LedgerError(
                    f"edit {name} was made for a text that is no longer there, as "
                    f"{', '.join(blockers)} of an earlier pass was decided otherwise; undo that first"
                )
            rivals += [i for i in applied if i not in machines]
        return rivals

    def _named(self, ids: Iterable[str]) -> str:
        edits = {d.id: d for d in self}
        said = [
            f"edit {i} ({edits[i].edit.rule}, {edits[i].old!r} -> {edits[i].edit.replacement!r})" for i in dict.fromkeys(ids)
        ]
        return f"{', '.join(said)} {'is' if len(said) == 1 else 'are'}"

    @staticmethod
    def _expect(text: str, sha256: str, which: str) -> None:
        if digest(text) != sha256:
            raise LedgerError(
                f"this text is not the {which} of the ledger (its digest differs); "
                "give the text that the ledger was written for"
            )

    @cached_property
    def source_spans(self) -> dict[str, tuple[int, int]]:
        """For each edit the span of the input that it is about, by the passes as the machine ran them."""
        found: dict[str, tuple[int, int]] = {}
        maps = [PassMap(segments_of(p.accepted())) for p in self.machine]
        for number, step in enumerate(self.machine):
            for decision in step.decisions:
                span = (decision.edit.start, decision.edit.end)
                for earlier in reversed(maps[:number]):
                    span = earlier.backward(*span)
                found[decision.id] = span
        return found

    def edits(self) -> list[dict[str, object]]:
        """Every decision of the machine as plain values, as `ledger_json` has it."""
        return ledger_json.edit_rows(self.machine, self.passes, self.source_spans)

    def decisions(self) -> list[dict[str, object]]:
        """Every decision of people as plain values, as `ledger_json` has it."""
        return ledger_json.decision_rows(self.decided)

    def to_dict(self) -> dict[str, object]:
        """The ledger as plain values, ready for JSON."""
        return {
            "schema": ledger_json.SCHEMA,
            "version": ledger_json.VERSION,
            "input": {"length": self.input_length, "sha256": self.input_sha256},
            "output": {"length": self.output_length, "sha256": self.output_sha256},
            "edits": self.edits(),
        } | ({"decisions": self.decisions()} if self.decided else {})

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Ledger:
        """The ledger that `to_dict` wrote.

        Whatever can be told without the text is looked at: types, ids, spans, lengths. `check` does the rest. Raises
        LedgerError for another schema or version, and for a value that no ledger has, naming its place.
        """
        root = JsonValue(data)
        ledger_json.check_version(root)
        rows = root["edits"]
        before, after = root["input"], root["output"]
        length = before["length"].count()
        machine = ledger_json.passes_from(rows, length)
        ledger = cls(
            machine,
            before["sha256"].sha256(),
            length,
            after["sha256"].sha256(),
            after["length"].count(),
            ledger_json.decided_from(root.get("decisions"), {d.id for p in machine for d in p.decisions}),
        )
        ledger._expect_length(after["length"])
        return ledger

    @classmethod
    def from_record(cls, data: Mapping[str, Any]) -> Ledger:
        """The ledger of a record of JSON lines, from its edits, text and source. Raises LedgerError as `from_dict` does."""
        root = JsonValue(data)
        source, text = root["source"], root["text"].text()
        length = source["text_length"].count()
        machine = ledger_json.passes_from(root["edits"], length)
        ledger = cls(machine, source["text_sha256"].sha256(), length, digest(text), len(text))
        ledger._expect_length(JsonValue(len(text), "text"))
        return ledger

    def check(self, source: str) -> None:
        """Hold the ledger to the text it starts from.

        Raises LedgerError when `source` is not its input, an edit's `old` is not what stands at its span, the output
        is another, or there is a lone surrogate that the input has not.
        """
        self._expect(source, self.input_sha256, "input")
        ledger_json.check_characters(self.machine, self.decided, source)
        text = source
        for step in self.machine:
            for decision in step.decisions:
                there = text[decision.edit.start : decision.edit.end]
                if there != decision.old:
                    raise LedgerError(
                        f"edit {decision.id} is for {decision.old!r}, and {there!r} stands at its span; the ledger was "
                        "changed, restore it or clean the article again"
                    )
            text = apply_edits(text, step.accepted())
        if digest(self.replay(source)) != self.output_sha256:
            raise LedgerError(
                "the edits lead to another text than the ledger's output (its digest differs); the ledger was changed, "
                "restore it or clean the article again"
            )

    def _expect_length(self, stated: JsonValue) -> None:
        length = self.input_length + sum(
            len(e.replacement) - (e.end - e.start) for step in self.passes for e in step.accepted()
        )
        if length != self.output_length:
            stated.wrong(f"an output of {self.output_length} code points, where the edits make {length}")
