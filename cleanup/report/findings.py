"""What `cleanup check` has to say about its inputs, one finding a place: what an editor shows and a build fails on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from cleanup.document import EXTRACT
from cleanup.report.places import Places, Region, file_named, whole_line
from cleanup.stages.catalog import own_rules

if TYPE_CHECKING:
    from cleanup.config import Settings
    from cleanup.core.edit import Decision
    from cleanup.readers.inputs import Broken, Item
    from cleanup.result import Flag, Result

Level = Literal["error", "warning", "note"]
# The stage and the rule of an input that cannot be read.
READ, UNREADABLE = "read", "unreadable-input"
_LONGEST_SHOWN = 80  # characters of the text in a message


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to act upon.

    `level`: "error" is an edit that would be made, or an input that cannot be read; "warning" a passage that nothing can
    mend; "note" an edit that is only suggested. `file` is relative where it lies below the working directory, and
    written with "/". `record` counts the article in a file of many. `region` is where to look, None where that cannot be
    said (`Places.region`).

    `old` became or would become `new`, which is None where nothing is proposed. `fix` is the stretch of the file that
    `new` replaces, where the file has `old` there letter by letter.
    """

    file: str
    level: Level
    stage: str
    rule: str
    reason: str
    region: Region | None = None
    record: int | None = None
    old: str = ""
    new: str | None = None
    confidence: float | None = None
    evidence: tuple[str, ...] = ()
    fix: Region | None = None

    @property
    def place(self) -> str:
        """File, and line and column or record, as compilers write it."""
        if self.region is None:
            return self.file if self.record is None else f"{self.file}:{self.record}"
        column = "" if self.region.column is None else f":{self.region.column}"
        return f"{self.file}:{self.region.line}{column}"

    @property
    def message(self) -> str:
        """What is wrong and what would become of it, on one line."""
        if self.stage == READ:
            return self.reason
        reason = self.reason.removesuffix(".")
        if self.new is None:
            return f"{reason}: {shown(self.old)}"
        change = f"{shown(self.old)} -> {shown(self.new)}" if self.new else f"remove {shown(self.old.strip() or self.old)}"
        return f"{reason}: {'perhaps ' if self.level == 'note' else ''}{change}"


def shown(text: str) -> str:
    """A text in quotes on one line, cut where it is long, with what cannot be printed escaped."""
    text = text.replace("\n", "⏎")
    return repr(text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "...")


def findings_of(result: Result, item: Item, settings: Settings) -> list[Finding]:
    """The findings of one article, in the order of their places. What is left out of a page is none.

    Raises InputError where a Markdown file has gone since it was read.
    """
    places = Places(result.source_text, item, settings)
    spans = result.ledger.source_spans
    found = [
        (spans[decision.id], _of_edit(decision, *spans[decision.id], places))
        for decision in result.ledger
        if decision.verdict != "refused" and decision.edit.stage != EXTRACT
    ]
    found += [((flag.source_start, flag.source_end), _of_flag(flag, places)) for flag in result.flags]
    return [finding for _, finding in sorted(found, key=lambda pair: pair[0])]


def failure_of(broken: Broken) -> Finding:
    """The finding for what cannot be read."""
    file = broken.file
    name = broken.name if file is None else file.name
    line = broken.line if file is not None and file.format == "jsonl" else None
    return Finding(
        file_named(name, file),
        "error",
        READ,
        UNREADABLE,
        broken.error.removeprefix(f"{broken.name}: ").removeprefix(f"{name}: "),
        None if line is None else whole_line(line),
        broken.line,
    )


def _of_edit(decision: Decision, start: int, end: int, places: Places) -> Finding:
    edit = decision.edit
    return Finding(
        places.file,
        "error" if decision.accepted else "note",
        edit.stage,
        edit.rule,
        edit.reason,
        places.region(start, end),
        places.record,
        decision.old,
        edit.replacement,
        edit.confidence,
        edit.evidence,
        places.exactly(start, end, decision.old),
    )


def _of_flag(flag: Flag, places: Places) -> Finding:
    start, end = flag.source_start, flag.source_end
    stage = next((rule.stage for rule in own_rules() if rule.id == flag.rule), flag.kind)
    return Finding(
        places.file,
        "warning",
        stage,
        flag.rule,
        flag.reason,
        places.region(start, end),
        places.record,
        flag.text,
        confidence=flag.confidence,
    )
