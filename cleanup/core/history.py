"""What is applied now: the machine's passes with what people decided about single edits.

The machine's record is never rewritten. Its passes are walked through once more, the machine's text and the present one
side by side, and only the places where the two differ are kept. An edit that touches none of them is moved by what they
have grown; one that stands on a difference has lost the text it was proposed for and falls away. No text is needed for
this, lengths suffice. Time is that of sorting the edits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from cleanup.core.conflict import overlap
from cleanup.core.edit import PERSON, Decision, Edit, HumanDecision
from cleanup.core.offsets import PassMap, Segment

Steps = tuple[tuple[Decision, ...], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`place` says where the machine's text (old) and the present one (new) differ, `by` which edits made it so."""

    place: Segment
    by: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """The passes as they are applied now, offsets in the present texts, and why some edits cannot be.

    `blocked` names for each edit that should be applied and is not the edits it lost to: applied ones that take its
    place, or ones on whose text it stands and which are gone or altered. `differences` are where the machine's last text
    and the present one differ, edits that people made by themselves aside.
    """

    steps: Steps
    blocked: Mapping[str, tuple[str, ...]]
    differences: tuple[Difference, ...]

    @cached_property
    def accepted(self) -> dict[str, Edit]:
        """The edits that are applied, by id, in the order of application."""
        return {d.id: d.edit for step in self.steps for d in step if d.accepted}


@dataclass(frozen=True, slots=True)
class _Change:
    """A part of a difference in the machine's text before a pass: an older difference, or an edit that only one of the
    two texts has. `machine` and `now` say how much it grows in either."""

    start: int
    end: int
    machine: int
    now: int
    by: tuple[str, ...]


def history(machine: Steps, decided: Sequence[HumanDecision]) -> History:
    """The machine's passes with people's decisions, the last one about each edit counting.

    Of two edits that overlap in a pass the one that a person accepted is applied, of two such the later accepted.
    """
    last = {d.edit_id: (number, d) for number, d in enumerate(decided)}
    blocked: dict[str, tuple[str, ...]] = {}
    differences: list[Difference] = []
    steps: list[tuple[Decision, ...]] = []
    for step in machine:
        wanted: list[tuple[int, Decision, Edit, HumanDecision | None]] = []
        for decision in step:
            number, human = last.get(decision.id, (-1, None))
            edit = decision.edit
            if human is not None and human.replacement is not None:
                edit = replace(edit, replacement=human.replacement)
            if decision.accepted if human is None else human.verdict == "accepted":
                wanted.append((number, decision, edit, human))
        applied: dict[str, Edit] = {}
        theirs: dict[str, Edit] = {}  # the machine's own never overlap each other, so these alone need be looked at
        for number, decision, edit, human in sorted(wanted, key=lambda w: -w[0]):  # the machine's come last, in their order
            under = _in_the_way(edit, human, last, differences)
            rivals = under or tuple(i for i, other in theirs.items() if overlap(edit, other))
            if rivals:
                blocked[decision.id] = rivals
                continue
            applied[decision.id] = edit
            if number >= 0:
                theirs[decision.id] = edit
        moved = PassMap([d.place for d in differences])
        steps.append(
            tuple(
                _present(d, applied.get(d.id), moved, last.get(d.id, (0, None))[1], blocked.get(d.id, ()), differences)
                for d in step
            )
        )
        if step[:1] and step[0].edit.stage == PERSON:
            break
        differences = _after(step, applied, differences)
    return History(tuple(steps), blocked, tuple(differences))


def _in_the_way(
    edit: Edit,
    human: HumanDecision | None,
    last: Mapping[str, tuple[int, HumanDecision]],
    differences: Sequence[Difference],
) -> tuple[str, ...]:
    """The edits on whose text this one stands and which are gone or altered, other than a person knew who made it."""
    under = _under(edit, differences)
    if human is None or not human.knowing:
        return tuple(i for d in under for i in d.by)
    ids = dict.fromkeys(i for d in (*under, *_known(human, differences)) for i in d.by)
    made = last[human.edit_id][0]
    if set(ids) == set(human.knowing) and all(last[i][0] < made for i in ids if i in last):
        return ()
    return tuple(dict.fromkeys((*ids, *human.knowing)))


def _known(human: HumanDecision, differences: Sequence[Difference]) -> list[Difference]:
    """The differences that a person's own edit was made on."""
    return [d for d in differences if not set(human.knowing).isdisjoint(d.by)]


def _present(
    decision: Decision,
    applied: Edit | None,
    moved: PassMap,
    human: HumanDecision | None,
    blocked: tuple[str, ...],
    differences: Sequence[Difference],
) -> Decision:
    """The decision as it is now. Where the place of an edit that is not applied is gone, its span is what is there."""
    start, end = moved.forward(decision.edit.start, decision.edit.end)
    as_recorded = human is None and not blocked and decision.accepted == (applied is not None)
    if as_recorded and (start, end) == (decision.edit.start, decision.edit.end):
        return decision
    if applied is not None:
        old = decision.old
        if human is not None and human.over is not None:
            old = human.over
            start, end = covering(start, end, _known(human, differences))
        return replace(decision, edit=replace(applied, start=start, end=end), old=old, verdict="accepted", why="")
    edit = replace(decision.edit, start=start, end=end)
    if blocked:
        return replace(decision, edit=edit, verdict="refused", why=f"its place was changed by {', '.join(blocked)}")
    if human is not None:
        why = f"refused by {human.by}" + (f", with {human.because}" if human.because else "")
        return replace(decision, edit=edit, verdict="refused", why=why)
    return replace(decision, edit=edit)


def covering(start: int, end: int, differences: Iterable[Difference]) -> tuple[int, int]:
    """The span of the present text with all of these differences in it."""
    places = [d.place for d in differences]
    return min([start, *(p.new_start for p in places)]), max([end, *(p.new_end for p in places)])


def _stands_on(edit: Edit, place: Segment) -> bool:
    """Whether the edit needs text that is another now. Only touching it from outside does not count, unless the edit
    inserts: then its place beside the other text would be a guess."""
    if edit.start == edit.end:
        return place.old_start <= edit.start <= place.old_end
    if place.old_start == place.old_end:
        return edit.start < place.old_start < edit.end
    return edit.start < place.old_end and place.old_start < edit.end


def _under(edit: Edit, differences: Sequence[Difference]) -> list[Difference]:
    """The differences that the edit stands on; they are sorted and disjoint."""
    low = bisect_left(differences, edit.start, key=lambda d: d.place.old_end)
    high = bisect_right(differences, edit.end, key=lambda d: d.place.old_start)
    return [d for d in differences[low:high] if _stands_on(edit, d.place)]


def _growth(edit: Edit) -> int:
    return len(edit.replacement) - (edit.end - edit.start)


def _after(step: Iterable[Decision], applied: Mapping[str, Edit], differences: Sequence[Difference]) -> list[Difference]:
    """The differences after a pass, in the texts it made: older ones moved, and one for each edit that only one of the
    two texts has. Those that overlap or touch are taken together; the edits that both texts have overlap none."""
    changes = [
        _Change(
            d.place.old_start,
            d.place.old_end,
            0,
            (d.place.new_end - d.place.new_start) - (d.place.old_end - d.place.old_start),
            d.by,
        )
        for d in differences
    ]
    both: list[Edit] = []
    for decision in step:
        was = decision.edit if decision.accepted else None
        now = applied.get(decision.id)
        if was is not None and was == now:
            both.append(was)
        elif was is not None or now is not None:
            changes.append(
                _Change(
                    decision.edit.start,
                    decision.edit.end,
                    _growth(was) if was else 0,
                    _growth(now) if now else 0,
                    (decision.id,),
                )
            )
    both.sort(key=lambda e: (e.end, e.start))
    ends = [e.end for e in both]
    grown = [0, *accumulate(map(_growth, both))]
    changes.sort(key=lambda c: (c.start, c.end))
    out: list[Difference] = []
    machine = now_grown = 0  # what the differences so far have grown in either text
    at = 0
    while at < len(changes):
        start, end = changes[at].start, changes[at].end
        machine_before, now_before = machine, now_grown
        by: dict[str, None] = {}
        while at < len(changes) and changes[at].start <= end:
            change = changes[at]
            end = max(end, change.end)
            machine += change.machine
            now_grown += change.now
            by.update(dict.fromkeys(change.by))
            at += 1
        shift = grown[bisect_right(ends, start)]
        out.append(
            Difference(
                Segment(
                    start + shift + machine_before, end + shift + machine, start + shift + now_before, end + shift + now_grown
                ),
                tuple(by),
            )
        )
    return out
