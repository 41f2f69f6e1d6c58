"""What people decided, as evidence to learn from: JSON lines, one a verdict.

First comes a line on the article, `{"group": "...", "title": ..., "language": ..., "text": "..."}`, its text as it is now.
A verdict names that group and has

    rule, stage, old, new       what was proposed
    line, start, end            the line that it was proposed in, and where in it, in code points (for several lines: those)
    verdict                     "right" where it was accepted, "wrong" where it was refused or written otherwise
    wanted                      the person's own text, where they gave one
    confidence, machine         how sure the program was, and what it decided
    by, at                      who decided, and when

What only had to go with another decision is no verdict, and neither is what people wrote of their own accord.
`python -m cleanup.training.labels` makes evidence for the judge of corrections of these.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.core.edit import PERSON
from cleanup.core.ledger import apply_edits
from cleanup.review.ledger_file import LedgerFile


def labels(file: LedgerFile) -> Iterator[dict[str, object]]:
    """The lines for one article; none where nobody decided anything about it."""
    last = {d.edit_id: d for d in file.ledger.decided if d.because is None}
    group = file.ledger.input_sha256[:8]
    rows: list[dict[str, object]] = []
    text = file.source_text
    for step in file.ledger.machine:
        for decision in step.decisions:
            human, edit = last.get(decision.id), decision.edit
            if human is None or step.stage == PERSON:
                continue
            low = text.rfind("\n", 0, edit.start) + 1
            high = text.find("\n", edit.end)
            row = {
                "group": group,
                "rule": edit.rule,
                "stage": edit.stage,
                "old": decision.old,
                "new": edit.replacement,
                "line": text[low : high if high >= 0 else len(text)],
                "start": edit.start - low,
                "end": edit.end - low,
                "verdict": "right" if human.verdict == "accepted" and human.replacement is None else "wrong",
                "wanted": human.replacement,
                "confidence": round(edit.confidence, 4),
                "machine": decision.verdict,
                "by": human.by,
                "at": human.at,
            }
            rows.append({key: value for key, value in row.items() if value is not None})
        text = apply_edits(text, step.accepted())
    if rows:
        facts = file.article
        yield {
            "group": group,
            "title": file.stated("title") or None,
            "language": facts.language if facts else None,
            "text": file.text,
        }
        yield from rows
