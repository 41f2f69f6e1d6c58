"""Runs a plan for the commands that clean, and tells the user about it."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleanup.api import Cleaner
from cleanup.cli.output import FAILED, Progress, Tally, complain, say
from cleanup.config import Settings
from cleanup.errors import ConfigError, InputError
from cleanup.readers.fields import Fields
from cleanup.readers.formats import format_named
from cleanup.readers.inputs import STDIN, Broken, InputFile, Item, find_files
from cleanup.readers.raw import read_items
from cleanup.result import Result

if TYPE_CHECKING:
    from cleanup.corpus.job import Outcome, Rendering
    from cleanup.corpus.plan import Plan
    from cleanup.corpus.run import RunTotals

# Failures told one by one on stderr; where all are listed in failed.jsonl, more would only scroll.
MOST_TOLD = 100
_UNITS = {"": 1, "k": 1000, "kb": 1000, "m": 1000**2, "mb": 1000**2, "g": 1000**3, "gb": 1000**3}


@dataclass(frozen=True, slots=True)
class CleanedItem:
    """An item with its result."""

    item: Item
    result: Result


def results(
    inputs: list[str], settings: Settings, cleaner: Cleaner, input_format: str = "text", fields: Fields | None = None
) -> Iterator[CleanedItem | Broken]:
    """Each article's result, or what is wrong with it, in order. Raises EngineError, which no other input survives.
    Where the inputs hold none, a note says so."""
    nothing = True
    for file in find_files(inputs, input_format):
        if isinstance(file, Broken):
            nothing = False
            yield file
            continue
        for item in read_items(file, settings, fields):
            nothing = False
            if isinstance(item, Broken):
                yield item
                continue
            try:
                yield CleanedItem(item, cleaner.clean_document(item.read()))
            except InputError as error:
                yield Broken(file, item.name, str(error), item.id, item.line)
    if nothing:
        say(nothing_in(inputs))


def fields_of(**named: str | None) -> Fields:
    """The columns, from options that may be None."""
    return Fields(**{role: column for role, column in named.items() if column})


def size_of(text: str | None) -> int | None:
    """Bytes in "500k", "64MB", "2G". Raises ConfigError."""
    if text is None:
        return None
    number = text.strip().rstrip("kKmMgGbB")
    unit = text.strip()[len(number) :].lower()
    try:
        size = int(float(number) * _UNITS[unit])
    except (ValueError, KeyError):
        size = 0
    if size <= 0:
        raise ConfigError(f"--shard-size {text}: not a size; write it as 500k, 64MB or 2G")
    return size


def rendering(kind: str, settings: Settings, **more: bool) -> Rendering:
    """How articles are written."""
    from cleanup.corpus.job import Rendering

    links = settings.html.links == "keep"
    return Rendering(kind, links=links, summary_links=settings.summary.links, extract=settings.record.extract, **more)


def several(inputs: list[str], input_format: str = "text") -> bool:
    """Whether the inputs are more than one article, as far as names tell."""
    files = (f for f in find_files(inputs, input_format) if isinstance(f, InputFile))
    first = next(files, None)
    return first is not None and (format_named(first.format).records or next(files, None) is not None)


def work(plan: Plan, *, closing_line: bool = True) -> int:
    """Carry the plan out. -> exit code."""
    from cleanup.corpus.run import run

    with Progress(_total(plan)) as progress:
        teller = Teller(progress, listed=plan.record_folder is not None)
        summary = run(plan, teller)
    return _close(plan, summary, teller, closing_line)


class Teller:
    """Tells failures and notes on stderr and moves the bar."""

    def __init__(self, progress: Progress, listed: bool) -> None:
        self._progress, self._listed = progress, listed
        self.failures = 0
        self._shown_fault = False

    def step(self, outcome: Outcome, position: int) -> None:
        """An article is done."""
        if outcome.error is not None:
            self.failures += 1
            if not self._listed or self.failures <= MOST_TOLD:
                complain(outcome.error)
        if outcome.detail and not self._shown_fault:  # a fault of this program: whoever reports it needs to know the place
            self._shown_fault = True
            say(outcome.detail.rstrip())
        for message in outcome.messages:
            self.say(message)
        self._progress.step(position, self.failures)

    def say(self, message: str) -> None:
        """A note."""
        say(message)


def _close(plan: Plan, summary: RunTotals, teller: Teller, closing_line: bool) -> int:
    facts = summary.facts
    tally = Tally(articles=facts.articles, flagged=sum(facts.flags.values()), skipped=facts.skipped, failures=summary.failures)
    for (stage, _, verdict), count in facts.edits.items():
        if verdict == "accepted":
            tally.edits[stage] += count
    if teller.failures > MOST_TOLD and summary.record is not None:
        say(f"{teller.failures - MOST_TOLD:,} more failures")
    if summary.repeated_ids:
        say(f"{summary.repeated_ids:,} articles have an id that an earlier one has")
    if summary.stopped:
        done = f"{summary.done:,} articles are done"
        if summary.record is not None:
            say(f"stopped; {done} and kept. Go on with: {resume_command()}")
        else:
            say(f"stopped; {done}")
        return 128 + summary.stopped
    if not facts.articles and not summary.failures:
        say(nothing_in(plan.inputs.names))
    if summary.failures and summary.record is not None:
        say(f"failures with their inputs: {summary.record / 'failed.jsonl'}")
    if closing_line:
        more = (
            f"; {summary.duplicates:,} near-duplicates {'marked' if plan.dedupe == 'mark' else 'dropped'}"
            if plan.dedupe
            else ""
        )
        say(tally.line() + more)
    if summary.changed:
        complain(
            f"inputs changed while they were read: {'; '.join(summary.changed)}. The output holds the {summary.done:,} articles "
            "that were read; run again for what the inputs hold now"
        )
        return FAILED
    return tally.exit_code


def nothing_in(names: Sequence[str]) -> str:
    """What is told where the inputs were read and hold no article: files of records may be empty, so this is no error."""
    given = ", ".join("<stdin>" if name == STDIN else name for name in names[:MOST_TOLD])
    return f"{given}: no records, nothing to clean"


def resume_command() -> str:
    """The command line as it was given, with --resume."""
    words = [w for w in sys.argv[1:] if w not in ("--resume", "--restart")]
    return shlex.join(["cleanup", *words, "--resume"])


def _total(plan: Plan) -> int | None:
    """Input bytes; 1 where there is but one article, None where it cannot be told."""
    sizes = [f.size for f in plan.inputs.files() if isinstance(f, InputFile)]
    if len(sizes) <= 1 and not several(list(plan.inputs.names), plan.inputs.stdin_format):
        return 1
    return None if "-" in plan.inputs.names else sum(sizes)
