"""The ledger as JSON: what is written, and what may come in.

Version 1:

    {"schema": "cleanup-ledger", "version": 1,
     "input": {"length": 4321, "sha256": "..."}, "output": {"length": 4100, "sha256": "..."},
     "edits": [{"id": "e1", "pass": 0, "stage": "normalize", "rule": "...", "reason": "...", "confidence": 0.9,
                "span": [10, 15], "source_span": [10, 15], "old": "…", "new": "…", "decision": "accepted",
                "scope": "inline", "why": "", "evidence": [],
                "priority": 1, "apply_at": 0.8, "suggest_at": 0.4, "now": "refused"}, ...],
     "decisions": [{"id": "d1", "edit": "e1", "verdict": "refused", "by": "Ann", "at": "2024-05-01T12:00:00+00:00",
                    "before": "accepted", "replacement": "…", "forced": "guard: …", "because": "d0",
                    "knowing": ["e5"], "over": "…"}, ...]}

`span` counts code points of the text that the pass was given, end exclusive; `source_span` those of the input.
`decision` is accepted, suggested or refused. Lengths are code points; digests are of the text as UTF-8.
Passes are numbered from 0 and applied in that order; a stage may have several.

`edits` is the machine's record and stays as it was; what people decided about them follows in `decisions`, in order.
`output` is the text with these. `now` is the verdict that holds where it is not the machine's. `priority`, `apply_at`,
`suggest_at`, `now`, `decisions`, `replacement`, `forced`, `because`, `knowing` and `over` are absent where there is
nothing to say. Edits that people made by themselves are of the stage "person", have ids such as "h1", and are the last.
What comes in is held to all of this at once, when it is loaded: nobody who works with a ledger need doubt it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import cast

from cleanup.core.conflict import overlap
from cleanup.core.edit import PERSON, SCOPES, VERDICTS, Decision, Edit, HumanDecision, Pass, Scope, Verdict
from cleanup.core.json_values import JsonValue
from cleanup.errors import LedgerError

SCHEMA = "cleanup-ledger"
VERSION = 1
_LETTERS = "exh"
_HALF = re.compile("[\ud800-\udfff]")
# (key, field) of people's decisions; those that a decision need not have come last
_DECISION = (("id", "id"), ("edit", "edit_id"), ("verdict", "verdict"), ("by", "by"), ("at", "at"), ("before", "before"))
_DECISION_MAY_HAVE = (
    ("replacement", "replacement"),
    ("forced", "forced"),
    ("because", "because"),
    ("knowing", "knowing"),
    ("over", "over"),
)


def edit_rows(
    machine: Sequence[Pass], present: Sequence[Pass], source_spans: Mapping[str, tuple[int, int]]
) -> list[dict[str, object]]:
    """`edits`: the machine's passes, with what they are at present where that differs."""
    out: list[dict[str, object]] = []
    for number, (step, step_now) in enumerate(zip(machine, present, strict=True)):
        for decision, now in zip(step.decisions, step_now.decisions, strict=True):
            edit = decision.edit
            row: dict[str, object] = {
                "id": decision.id,
                "pass": number,
                "stage": edit.stage,
                "rule": edit.rule,
                "reason": edit.reason,
                "confidence": round(edit.confidence, 4),
                "span": [edit.start, edit.end],
                "source_span": list(source_spans[decision.id]),
                "old": decision.old,
                "new": edit.replacement,
                "decision": decision.verdict,
                "scope": edit.scope,
                "why": decision.why,
                "evidence": list(edit.evidence),
            }
            may_have = (
                ("priority", edit.priority or None),
                ("apply_at", edit.apply_at),
                ("suggest_at", edit.suggest_at),
                ("now", now.verdict if now.verdict != decision.verdict else None),
            )
            out.append(row | {key: value for key, value in may_have if value is not None})
    return out


def decision_rows(decided: Sequence[HumanDecision]) -> list[dict[str, object]]:
    """`decisions`: what people decided, in order."""
    named = (*_DECISION, *_DECISION_MAY_HAVE)
    values = [[(key, getattr(d, field)) for key, field in named] for d in decided]
    return [{k: list(v) if isinstance(v, tuple) else v for k, v in row if v is not None and v != ()} for row in values]


def check_version(root: JsonValue) -> None:
    """Raise LedgerError for what is no ledger, or one of another version."""
    schema, version = root.get("schema"), root.get("version")
    if (
        schema is None
        or schema.value != SCHEMA
        or version is None
        or type(version.value) is not int
        or version.value != VERSION
    ):
        raise LedgerError(
            f"not a ledger of version {VERSION} (schema {schema and schema.value!r}, version {version and version.value!r}); "
            "write it again with this version of cleanup"
        )


def passes_from(rows: JsonValue, length: int) -> tuple[Pass, ...]:
    """The passes of `edits`, made for an input of `length` code points. Pass numbers without an edit are left out.

    Raises LedgerError for a value of the wrong kind, an id that two edits have, a span that is not as long as its `old`
    or ends behind the text of its pass, and applied edits of one pass that overlap.
    """
    grouped: dict[int, list[tuple[JsonValue, Decision]]] = {}
    ids: set[str] = set()
    for row in rows.items():
        decision = _decision_from(row)
        if decision.id in ids:
            row["id"].wrong(f"a second edit {decision.id}")
        ids.add(decision.id)
        grouped.setdefault(row["pass"].count(), []).append((row, decision))
    passes: list[Pass] = []
    for number in sorted(grouped):
        placed = grouped[number]
        step = Pass(placed[0][1].edit.stage, tuple(decision for _, decision in placed))
        _check_places(placed, step.stage, length)
        length += sum(len(e.replacement) - (e.end - e.start) for e in step.accepted())
        passes.append(step)
    for number, step in enumerate(passes, 1):
        if step.stage == PERSON and number < len(passes):
            rows.wrong(f"a pass after that of the stage {PERSON!r}, which is the last")
    return tuple(passes)


def _decision_from(row: JsonValue) -> Decision:
    """A row of `edits`."""
    start, end = row["span"].span()
    old = row["old"].text()
    if len(old) != end - start:
        row["span"].wrong(f"{end - start} code points, where old has {len(old)}")
    for key in ("source_span", "now"):  # follow from the rest, and are made anew
        value = row.get(key)
        if value is not None:
            value.span() if key == "source_span" else value.one_of(VERDICTS)
    priority, apply_at, suggest_at = row.get("priority"), row.get("apply_at"), row.get("suggest_at")
    edit = Edit(
        start=start,
        end=end,
        replacement=row["new"].text(),
        stage=row["stage"].name(),
        rule=row["rule"].name(),
        reason=row["reason"].text(),
        confidence=row["confidence"].share(),
        scope=cast(Scope, row["scope"].one_of(SCOPES)),
        priority=priority.whole() if priority else 0,
        evidence=tuple(item.text() for item in row["evidence"].items()),
        apply_at=apply_at.number() if apply_at else None,
        suggest_at=suggest_at.number() if suggest_at else None,
    )
    verdict = cast(Verdict, row["decision"].one_of(VERDICTS))
    name = row["id"].numbered(_LETTERS)
    if name.startswith("h") != (edit.stage == PERSON):
        row["id"].wrong(f"{name} in the stage {edit.stage!r}")
    return Decision(id=name, edit=edit, old=old, verdict=verdict, why=row["why"].text())


def _check_places(placed: Sequence[tuple[JsonValue, Decision]], stage: str, length: int) -> None:
    """Hold the edits of one pass to its stage, to the `length` of the text that it was given, and to each other."""
    for row, decision in placed:
        if decision.edit.stage != stage:
            row["stage"].wrong(f"{decision.edit.stage!r} in a pass of {stage!r}")
        if decision.edit.end > length:
            row["span"].wrong(f"{list(row['span'].span())} in a text of {length} code points")
    applied = sorted(((r, d) for r, d in placed if d.accepted), key=lambda rd: (rd[1].edit.start, rd[1].edit.end))
    for (_, first), (row, second) in pairwise(applied):
        if overlap(first.edit, second.edit):
            row["span"].wrong(f"{second.id} overlaps {first.id} of the same pass, and both are accepted")


def decided_from(rows: JsonValue | None, edits: Container[str]) -> tuple[HumanDecision, ...]:
    """People's decisions from `decisions`; `edits` holds the ids there are.

    Raises LedgerError for a value of the wrong kind, an id that two have, and an edit or a decision that is not there.
    """
    out: dict[str, HumanDecision] = {}
    for row in rows.items() if rows else ():
        named = row["id"].numbered("d")
        if named in out:
            row["id"].wrong(f"a second decision {named}")
        if row["edit"].text() not in edits:
            row["edit"].wrong(f"there is no edit {row['edit'].value!r}")
        verdict = cast(Verdict, row["verdict"].one_of(("accepted", "refused")))
        replacement, forced, because = row.get("replacement"), row.get("forced"), row.get("because")
        knowing, over = row.get("knowing"), row.get("over")
        if replacement and verdict != "accepted":
            replacement.wrong("a refusal has no text of its own")
        if because and because.text() not in out:
            because.wrong(f"there is no decision {because.value!r} before it")
        out[named] = HumanDecision(
            id=named,
            edit_id=row["edit"].text(),
            verdict=verdict,
            by=row["by"].line(),
            at=row["at"].line(),
            before=cast(Verdict, row["before"].one_of(VERDICTS)),
            replacement=replacement.text() if replacement else None,
            forced=forced.text() if forced else None,
            because=because.text() if because else None,
            knowing=tuple(item.numbered(_LETTERS) for item in knowing.items()) if knowing else (),
            over=over.text() if over else None,
        )
        if bool(out[named].knowing) != bool(over):
            row.wrong("knowing goes with over")
        for item in knowing.items() if knowing else ():
            if item.value not in edits:
                item.wrong(f"there is no edit {item.value!r}")
    return tuple(out.values())


def check_characters(machine: Sequence[Pass], decided: Sequence[HumanDecision], source: str) -> None:
    """Raise LedgerError for a lone surrogate in a ledger whose input has none such: no stage and no person wrote it."""
    own = half_characters(source)
    for name, text in _texts(machine, decided):
        if not half_characters(text) <= own:
            raise LedgerError(
                f"{name} holds half a character, {text!a}, which its input has not; the ledger was changed, restore it "
                "or clean the article again"
            )


def half_characters(text: str) -> frozenset[str]:
    """The lone surrogates of a text, which no encoding can carry."""
    return frozenset(_HALF.findall(text))


def _texts(machine: Sequence[Pass], decided: Sequence[HumanDecision]) -> Iterator[tuple[str, str]]:
    for step in machine:
        for decision in step.decisions:
            edit = decision.edit
            for text in (decision.old, edit.replacement, edit.reason, decision.why, *edit.evidence):
                yield f"edit {decision.id}", text
    for human in decided:
        for text in (human.replacement or "", human.forced or "", human.over or ""):
            yield f"decision {human.id}", text
