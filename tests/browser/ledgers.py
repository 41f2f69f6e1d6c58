"""Ledgers on the disk: what a review left there, and articles to review that are made for a test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleanup.core.edit import Decision, Edit, Pass
from cleanup.core.ledger import Ledger, apply_edits
from cleanup.document import Source
from cleanup.review.article_facts import ArticleFacts
from cleanup.review.ledger_file import LEDGER_ENDING, LedgerFile, written


def ledger_at(path: Path) -> LedgerFile:
    """The ledger as it is on the disk."""
    return LedgerFile.read(path.read_bytes(), str(path))


def verdicts(path: Path) -> dict[str, str]:
    """What people decided, by edit: "refused by Ann"."""
    return {d.edit_id: f"{d.verdict} by {d.by}" for d in ledger_at(path).ledger.decided}


def write_ledger(file: LedgerFile, folder: Path, name: str) -> Path:
    """The ledger's file in a folder, as a finished run leaves it."""
    folder.mkdir(exist_ok=True)
    path = folder / (name + LEDGER_ENDING)
    path.write_bytes(written(file.values()).encode("utf-8", "replace"))
    return path


def edited(source: str, passes: Sequence[Sequence[tuple[str, str, str, str]]], title: str = "") -> LedgerFile:
    """A text with edits, all applied, pass by pass, each as (context before it, old, new, rule)."""
    text, done = source, []
    number = 0
    for step in passes:
        decisions = []
        at = 0
        for before, old, new, rule in step:
            start = text.index(before + old, at) + len(before)
            at = start + len(old)
            number += 1
            edit = Edit(
                start=start, end=at, replacement=new, stage="normalize", rule=rule, reason="made for a test", confidence=0.98
            )
            decisions.append(Decision(id=f"e{number}", edit=edit, old=old, verdict="accepted"))
        done.append(Pass("normalize", tuple(decisions)))
        text = apply_edits(text, [d.edit for d in decisions])
    return LedgerFile(Ledger.of(source, text, done), source, Source(), ArticleFacts(title=title or None))
