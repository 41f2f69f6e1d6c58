"""An opened article as the page shows it, and what of that a change alters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cleanup.core.edit import PERSON, Decision, HumanDecision
from cleanup.document import EXTRACT
from cleanup.result import Flag, Result
from cleanup.review.changes import last_done, margin
from cleanup.review.corrections import FIELDS
from cleanup.review.marked_text import marked_lines, output_spans
from cleanup.review.store import Opened
from cleanup.service.review.markup import lines_html, starts_of

_LONGEST = 600  # characters of a text in the list; a block of a page may have thousands


@dataclass(frozen=True)
class View:
    """The page of an article at a revision. `rows` are edits and flags by id, the least certain first; `lines` the HTML of
    its text, `starts` where each begins in the output, in code points."""

    revision: str
    result: Result
    rows: Mapping[str, Mapping[str, Any]]
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    summary: tuple[str, ...]
    fields: Mapping[str, str]
    counts: Mapping[str, int]
    can_undo: bool

    def state(self) -> dict[str, Any]:
        """All that the page's scripts need, as plain values."""
        return {
            "revision": self.revision,
            "rows": list(self.rows.values()),
            "starts": self.starts,
            **self._small(),
        }

    def patch(self, before: View) -> dict[str, Any]:
        """What differs from an earlier view: rows, and one run of lines."""
        old, new = before.lines, self.lines
        most = min(len(old), len(new))
        first = next((i for i in range(most) if old[i] != new[i]), most)
        most -= first
        last = next((i for i in range(most) if old[-1 - i] != new[-1 - i]), most)
        return {
            "revision": self.revision,
            "rows": [row for name, row in self.rows.items() if before.rows.get(name) != row],
            "gone": [name for name in before.rows if name not in self.rows],
            "lines": {"from": first, "remove": len(old) - first - last, "insert": new[first : len(new) - last]},
            "starts": self.starts if self.starts != before.starts else None,
            **self._small(),
        }

    def _small(self) -> dict[str, Any]:
        return {"summary": self.summary, "fields": self.fields, "counts": self.counts, "canUndo": self.can_undo}


def view_of(opened: Opened) -> View:
    """The page of an opened article."""
    file = opened.file
    result = file.result()
    spans = output_spans(file.ledger)
    decided = {d.edit_id: d for d in file.ledger.decided}
    decisions = list(file.ledger)
    proposed = {d.id: spans[d.id] for d in decisions if not d.accepted}
    lines = marked_lines(
        file.source_text,
        file.text,
        file.ledger,
        proposed,
        {name: (f.start, f.end) for name, f in file.flags.items()},
        [(s.start, s.end) for s in result.summary],
        result.document.blocks,
    )
    starts = starts_of(lines)
    rows = [_edit_row(d, decided.get(d.id)) for d in decisions]
    rows += [_flag_row(name, flag) for name, flag in file.flags.items()]
    rows.sort(key=lambda row: row["margin"])
    by_verdict = {
        v: sum(row["verdict"] == v and not row["leftOut"] for row in rows) for v in ("accepted", "suggested", "refused")
    }
    counts = by_verdict | {"flags": len(file.flags), "decided": len(decided), "leftOut": sum(row["leftOut"] for row in rows)}
    return View(
        revision=opened.revision,
        result=result,
        rows={row["id"]: row for row in rows},
        lines=tuple(lines_html(lines, starts)),
        starts=tuple(starts),
        summary=tuple(" ".join(s.text.split()) for s in result.summary),
        fields={field: file.stated(field) for field in FIELDS},
        counts=counts,
        can_undo=bool(last_done(file)),
    )


def _edit_row(decision: Decision, human: HumanDecision | None) -> dict[str, Any]:
    edit = decision.edit
    return {
        "id": decision.id,
        "kind": "edit",
        "stage": edit.stage,
        "rule": edit.rule,
        "verdict": decision.verdict,
        "old": _short(decision.old),
        "new": _short(edit.replacement),
        "confidence": round(edit.confidence, 4),
        "threshold": edit.apply_at,
        "reason": edit.reason,
        "why": decision.why,
        "evidence": edit.evidence,
        "guarded": decision.guarded,
        "margin": round(margin(decision), 4),
        "leftOut": edit.stage == EXTRACT,
        "own": edit.stage == PERSON,
        "decided": human and {"id": human.id, "by": human.by, "at": human.at, "forced": human.forced, "because": human.because},
    }


def _flag_row(name: str, flag: Flag) -> dict[str, Any]:
    return {
        "id": name,
        "kind": "flag",
        "stage": flag.kind,
        "rule": flag.rule,
        "verdict": "flagged",
        "old": flag.text,
        "new": "",
        "confidence": round(flag.confidence, 4),
        "threshold": None,
        "reason": flag.reason,
        "why": "",
        "evidence": (),
        "guarded": False,
        "margin": round(2 - flag.confidence, 4),  # behind all edits, which can be decided by a key
        "leftOut": False,
        "own": False,
        "decided": None,
    }


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}… ({len(text) - _LONGEST:,} characters more)"
