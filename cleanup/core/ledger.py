"""The record of every decision on an article: replay it, take single edits back, store it as JSON.

JSON schema, version 1:

    {"schema": "cleanup-ledger", "version": 1,
     "input": {"length": 4321, "sha256": "..."}, "output": {"length": 4100, "sha256": "..."},
     "edits": [{"id": "e1", "pass": 0, "stage": "normalize", "rule": "...", "reason": "...", "confidence": 0.9,
                "span": [10, 15], "source_span": [10, 15], "old": "…", "new": "…", "decision": "accepted",
                "scope": "inline", "why": "", "evidence": []}, ...]}

`span` counts code points of the text that the pass was given, end exclusive; `source_span` those of the input.
`decision` is accepted, suggested or refused. Lengths are code points; digests are of the text as UTF-8.
Passes are numbered from 0 and applied in that order; a stage may have several.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, cast

from cleanup.core.edit import SCOPES, VERDICTS, Decision, Edit, Scope, Verdict
from cleanup.core.offsets import OffsetMap, PassMap, segments_of
from cleanup.errors import LedgerError

SCHEMA = "cleanup-ledger"
VERSION = 1


def digest(text: str) -> str:
    """SHA-256 of the text as UTF-8; lone surrogates are kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits applied. They must not overlap; offsets are of `text`."""
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        if edit.start < at or edit.end > len(text):
            raise LedgerError(f"edit {edit.start}:{edit.end} of rule {edit.rule} does not fit a text of {len(text)} "
                              "code points; the ledger belongs to another text")
        parts += (text[at:edit.start], edit.replacement)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Pass:
    """One run of one stage: its decisions, with offsets in the text it was given."""

    stage: str
    decisions: tuple[Decision, ...]

    def accepted(self) -> list[Edit]:
        """The edits that were applied."""
        return [d.edit for d in self.decisions if d.accepted]


@dataclass(frozen=True, slots=True)
class Reverted:
    """A text with edits taken back: `asked` are the ids asked for, `also` the later ones that stood on them."""

    text: str
    asked: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Difference:
    """Where the text as it was and the text without some edits differ: `was[start:end]` against `now`."""

    start: int
    end: int
    now: str


@dataclass(frozen=True)
class Ledger:
    """Every decision, accepted, suggested and refused, pass by pass. Knows its input and output by digest."""

    passes: tuple[Pass, ...]
    input_sha256: str
    input_length: int
    output_sha256: str
    output_length: int

    @classmethod
    def of(cls, source: str, output: str, passes: Iterable[Pass]) -> Ledger:
        """The ledger that leads from `source` to `output`."""
        return cls(tuple(passes), digest(source), len(source), digest(output), len(output))

    def __iter__(self) -> Iterator[Decision]:
        return (d for p in self.passes for d in p.decisions)

    def __len__(self) -> int:
        return sum(len(p.decisions) for p in self.passes)

    @property
    def accepted(self) -> list[Decision]:
        """The decisions whose edits are in the output, in the order of application."""
        return [d for d in self if d.accepted]

    def counts(self) -> dict[str, int]:
        """Accepted edits by stage, in order of first appearance."""
        out: dict[str, int] = {}
        for decision in self.accepted:
            out[decision.edit.stage] = out.get(decision.edit.stage, 0) + 1
        return out

    @cached_property
    def offsets(self) -> OffsetMap:
        """Offsets of the output mapped to the input and back."""
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
                back.append(Edit(start=start, end=start + len(edit.replacement), replacement=decision.old,
                                 stage=edit.stage, rule=edit.rule, reason=edit.reason, confidence=edit.confidence))
                shift += len(edit.replacement) - len(decision.old)
            output = apply_edits(output, back)
        return output

    def revert(self, source: str, ids: Iterable[str]) -> Reverted:
        """The output without the edits named.

        Later edits that stand on one of them (their span overlaps what it wrote, or closes over the place where it
        deleted) are taken back too and listed in `also`. Raises LedgerError for an id that is unknown or was never
        applied, naming the nearest ones.
        """
        wanted = self._wanted(ids)
        self._expect(source, self.input_sha256, "input")
        was = now = source
        differences: list[_Difference] = []
        asked: list[str] = []
        also: list[str] = []
        for step in self.passes:
            kept: list[Edit] = []
            dropped: list[Edit] = []
            for decision in step.decisions:
                if not decision.accepted:
                    continue
                if decision.id in wanted:
                    asked.append(decision.id)
                    dropped.append(decision.edit)
                elif _under(decision.edit, differences):
                    also.append(decision.id)
                    dropped.append(decision.edit)
                else:
                    kept.append(decision.edit)
            differences = _carry(was, differences, kept, dropped)
            was = apply_edits(was, kept + dropped)
            now = _patch(was, differences)
        return Reverted(now, tuple(asked), tuple(also))

    def _wanted(self, ids: Iterable[str]) -> set[str]:
        wanted = set(ids)
        known = {d.id: d for d in self}
        for name in sorted(wanted):
            if name not in known:
                from difflib import get_close_matches

                near = get_close_matches(name, [d.id for d in self.accepted], 3, 0.0)
                accepted = f"accepted ones are for example {', '.join(near)}" if near else "it has no accepted edit"
                raise LedgerError(f"no edit {name!r} in this ledger; {accepted}")
            if not known[name].accepted:
                raise LedgerError(f"edit {name} was {known[name].verdict} ({known[name].why}); nothing to take back")
        return wanted

    @staticmethod
    def _expect(text: str, sha256: str, which: str) -> None:
        if digest(text) != sha256:
            raise LedgerError(f"this text is not the {which} of the ledger (its digest differs); "
                              "give the text that the ledger was written for")

    def edits(self) -> list[dict[str, Any]]:
        """Every decision as plain values, see the schema above."""
        out: list[dict[str, Any]] = []
        maps = [PassMap(segments_of(p.accepted())) for p in self.passes]
        for number, step in enumerate(self.passes):
            for decision in step.decisions:
                edit = decision.edit
                span = (edit.start, edit.end)
                for earlier in reversed(maps[:number]):
                    span = earlier.backward(*span)
                out.append({
                    "id": decision.id, "pass": number, "stage": edit.stage, "rule": edit.rule, "reason": edit.reason,
                    "confidence": round(edit.confidence, 4), "span": [edit.start, edit.end], "source_span": list(span),
                    "old": decision.old, "new": edit.replacement, "decision": decision.verdict, "scope": edit.scope,
                    "why": decision.why, "evidence": list(edit.evidence)})
        return out

    def to_dict(self) -> dict[str, Any]:
        """The ledger as plain values, ready for JSON."""
        return {"schema": SCHEMA, "version": VERSION,
                "input": {"length": self.input_length, "sha256": self.input_sha256},
                "output": {"length": self.output_length, "sha256": self.output_sha256},
                "edits": self.edits()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Ledger:
        """The ledger that `to_dict` wrote. Raises LedgerError for another schema or version, or a missing key."""
        if data.get("schema") != SCHEMA or data.get("version") != VERSION:
            raise LedgerError(f"not a ledger of version {VERSION} (schema {data.get('schema')!r}, "
                              f"version {data.get('version')!r}); write it again with this version of cleanup")
        try:
            return cls(passes_from(data["edits"]), data["input"]["sha256"], data["input"]["length"],
                       data["output"]["sha256"], data["output"]["length"])
        except (KeyError, TypeError, ValueError) as error:
            raise LedgerError(f"the ledger is malformed: {type(error).__name__}: {error}") from error


def passes_from(edits: Iterable[Mapping[str, Any]]) -> tuple[Pass, ...]:
    """Passes from edits as plain values. Pass numbers without an edit are left out."""
    grouped: dict[int, list[Decision]] = {}
    for row in edits:
        if row["decision"] not in VERDICTS or row["scope"] not in SCOPES:
            raise ValueError(f"edit {row['id']}: decision {row['decision']!r}, scope {row['scope']!r}")
        edit = Edit(start=row["span"][0], end=row["span"][1], replacement=row["new"], stage=row["stage"],
                    rule=row["rule"], reason=row["reason"], confidence=row["confidence"],
                    scope=cast(Scope, row["scope"]), evidence=tuple(row["evidence"]))
        decision = Decision(id=row["id"], edit=edit, old=row["old"], verdict=cast(Verdict, row["decision"]),
                            why=row["why"])
        grouped.setdefault(int(row["pass"]), []).append(decision)
    return tuple(Pass(grouped[n][0].edit.stage, tuple(grouped[n])) for n in sorted(grouped))


def _stands_on(edit: Edit, difference: _Difference) -> bool:
    """Whether the edit needs the text that is being taken back. Only touching it from outside does not count, unless
    the edit inserts: then its place beside the restored text would be a guess."""
    if edit.start == edit.end:
        return difference.start <= edit.start <= difference.end
    if difference.start == difference.end:
        return edit.start < difference.start < edit.end
    return edit.start < difference.end and difference.start < edit.end


def _under(edit: Edit, differences: Sequence[_Difference]) -> list[int]:
    """Indices of the differences that the edit stands on; they are sorted and disjoint."""
    low = bisect_left(differences, edit.start, key=lambda d: d.end)
    high = bisect_right(differences, edit.end, key=lambda d: d.start)
    return [i for i in range(low, high) if _stands_on(edit, differences[i])]


def _carry(was: str, differences: Sequence[_Difference], kept: Sequence[Edit],
           dropped: Sequence[Edit]) -> list[_Difference]:
    """The differences after a pass, in its new text: old ones shifted, and one for what each dropped edit wrote.

    Dropped edits and old differences that overlap are taken together; `kept` edits overlap none of them.
    """
    clusters: list[tuple[list[Edit], list[int]]] = []
    for edit in sorted(dropped, key=lambda e: (e.start, e.end)):
        under = _under(edit, differences)
        if clusters and under and clusters[-1][1] and under[0] <= clusters[-1][1][-1]:
            clusters[-1][0].append(edit)
            clusters[-1][1].extend(i for i in under if i > clusters[-1][1][-1])
        else:
            clusters.append(([edit], under))
    taken = {i for _, under in clusters for i in under}
    clusters += [([], [i]) for i in range(len(differences)) if i not in taken]
    edits = sorted([*kept, *dropped], key=lambda e: (e.end, e.start))
    ends = [e.end for e in edits]
    shifts = [0, *accumulate(len(e.replacement) - (e.end - e.start) for e in edits)]
    spans = []
    for own, under in clusters:
        start = min([e.start for e in own] + [differences[i].start for i in under])
        end = max([e.end for e in own] + [differences[i].end for i in under])
        spans.append((start, end, own, under))
    out: list[_Difference] = []
    for start, end, own, under in sorted(spans, key=lambda c: c[:2]):
        now = _patch(was[start:end], [_Difference(differences[i].start - start, differences[i].end - start,
                                                  differences[i].now) for i in under])
        grown = sum(len(e.replacement) - (e.end - e.start) for e in own)
        before = shifts[bisect_right(ends, start)]
        # Insertions of this cluster that end on its start were counted as standing before it.
        before -= sum(len(e.replacement) for e in own if e.end == start)
        out.append(_Difference(start + before, end + before + grown, now))
    return out


def _patch(text: str, differences: Sequence[_Difference]) -> str:
    parts: list[str] = []
    at = 0
    for difference in differences:
        parts += (text[at:difference.start], difference.now)
        at = difference.end
    parts.append(text[at:])
    return "".join(parts)
