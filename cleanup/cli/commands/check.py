"""`cleanup check`: would anything change?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from cleanup.api import Cleaner
from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.cli.output import FAILED, OK, WOULD_CHANGE, Tally, colored, emit, say
from cleanup.cli.work import CleanedItem, results
from cleanup.core.edit import Decision
from cleanup.errors import ConfigError
from cleanup.readers.inputs import Broken
from cleanup.result import Result
from cleanup.text.positions import Positions

if TYPE_CHECKING:
    from cleanup.config import Settings
    from cleanup.report.baseline import Baseline
    from cleanup.report.findings import Finding
    from cleanup.rulebook.match import RuleBook

_COLORS = {"accepted": "green", "suggested": "yellow", "refused": "dim"}
Format = Literal["text", "github", "sarif", "json"]


@spread
def check(
    inputs: options.Inputs,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change as a unified diff.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Print each proposal with its reason.")] = False,
    format: Annotated[
        Format, typer.Option("--format", help="Findings for people, as annotations of GitHub, as SARIF, or as a JSON list.")
    ] = "text",
    baseline: Annotated[
        Path | None,
        typer.Option("--baseline", metavar="FILE", help="Known findings: only others are told and count for the exit code."),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Write what is found now to the file of --baseline.")
    ] = False,
    *,
    source: options.SourceOptions,
    cleaning: options.CleaningOptions,
    input_format: options.InputFormat = "text",
) -> None:
    """Change nothing and tell whether anything would: exit code 0 clean, 1 would change, 2 error.

    \b
    Example: cleanup check articles/ --diff
    Example: cleanup check https://example.com/article --explain
    Example: cleanup check articles/ --format github --baseline cleanup-baseline.json
    """
    if format != "text" and (diff or explain):
        raise ConfigError(f"--format {format} is all that stdout holds; leave --diff and --explain out")
    if update_baseline and baseline is None:
        raise ConfigError("--update-baseline writes the file of --baseline; name it")
    inputs = source.all(inputs)
    settings = cleaning.settings(inputs, **source.settings)
    settings = settings.changed({"skip": tuple(dict.fromkeys((*settings.skip, "summary", "keywords")))})
    known = None if baseline is None else _known(baseline, update_baseline)
    tally = Tally()
    changing = 0
    found: list[Finding] = []
    files: set[str] = set()
    with Cleaner(settings) as cleaner:
        for done in results(inputs, settings, cleaner, input_format):
            if isinstance(done, Broken):
                tally.fail(done.error)
            else:
                tally.add(done.result)
                changing += done.result.changed
                if format == "text":
                    _report(done, diff, explain, counts=known is None)
            if format != "text" or known is not None:
                found += _findings(done, settings, files)
        if baseline is not None and known is not None:
            found, changing = _beyond(baseline, known, found, files, update_baseline and not tally.failures)
            if format == "text":
                emit("".join(f"{f.place}: {f.level}: {f.message} [{f.rule}]\n" for f in found))
        if format != "text":
            emit(_rendered(format, found, cleaner.rules))
    if update_baseline and tally.failures:
        say(f"{baseline}: not written, as not every input could be read")
    say(f"{changing} would change, {tally.articles - changing} clean; {tally.line()}")
    raise typer.Exit(FAILED if tally.failures else WOULD_CHANGE if changing else OK)


def _known(baseline: Path, update: bool) -> Baseline:
    """The baseline of a file; an empty one where it is yet to be written. Raises InputError."""
    from cleanup.report.baseline import Baseline

    return Baseline(Counter()) if update and not baseline.exists() else Baseline.read(baseline)


def _findings(done: CleanedItem | Broken, settings: Settings, files: set[str]) -> list[Finding]:
    """The findings of an input; its file is noted where it could be read."""
    from cleanup.report.findings import failure_of, findings_of
    from cleanup.report.places import file_named

    if isinstance(done, Broken):
        return [failure_of(done)]
    files.add(file_named(done.item.file.name, done.item.file))
    return findings_of(done.result, done.item, settings)


def _beyond(baseline: Path, known: Baseline, found: list[Finding], files: set[str], update: bool) -> tuple[list[Finding], int]:
    """The findings that are new, and how many articles they would change. Where the file is written, none is."""
    from cleanup.report.findings import READ

    if update:
        known = known.updated(found, files)
        known.write(baseline)
        say(f"{baseline}: {known.known.total()} findings written")
        return [], 0
    compared = known.compared(found, files)
    gone = f", {compared.gone} more are gone (--update-baseline takes them out)" if compared.gone else ""
    say(f"{baseline}: {compared.known} of the findings are known{gone}")
    changing = {(f.file, f.record) for f in compared.new if f.level == "error" and f.stage != READ}
    return compared.new, len(changing)


def _rendered(format: Format, findings: list[Finding], book: RuleBook) -> str:
    """The findings in a format for programs."""
    if format == "github":
        from cleanup.report.github import render_annotations

        return render_annotations(findings)
    if format == "sarif":
        from cleanup.report.sarif import render_sarif

        return render_sarif(findings, book)
    from cleanup.report.finding_list import render_list

    return render_list(findings)


def _report(done: CleanedItem, diff: bool, explain: bool, *, counts: bool) -> None:
    result = done.result
    if result.changed and counts:
        edits = ", ".join(f"{stage} {count}" for stage, count in result.of_article.ledger.counts().items())
        say(f"would change {done.item.name}: {edits}")
    if diff:
        from cleanup.writers.diff import render_diff

        emit(render_diff(result.of_article.source_text, result.text, done.item.name))
    if explain:
        emit("".join(_lines(result, done.item.name)))


def _lines(result: Result, name: str) -> Iterator[str]:
    """Every proposal in the order of its place in the input, then what the stages have to say about the whole text."""
    positions = Positions(result.source_text)
    spans = result.ledger.source_spans
    told: list[tuple[int, str]] = []
    for decision in result.ledger:
        white = len(decision.old) - len(decision.old.lstrip())
        offset = min(spans[decision.id][0] + (white if decision.old.strip() else 0), len(result.source_text))
        line, column = positions.of(offset)
        told.append((offset, _line(decision, f"{name}:{line}:{column}")))
    yield from (text for _, text in sorted(told, key=lambda pair: pair[0]))
    yield from (f"{name}: {note}\n" for note in result.notes)


def _line(decision: Decision, place: str) -> str:
    from cleanup.report.findings import shown

    edit = decision.edit
    old, new = (shown(decision.old), "red"), (shown(edit.replacement), "green")
    change = f"{colored(*old)} -> {colored(*new)}" if edit.replacement else f"{colored(*old)} removed"
    verdict = colored(decision.verdict, _COLORS[decision.verdict]) + (f": {decision.why}" if decision.why else "")
    limit = f", applied from {edit.apply_at:.2f}" if edit.apply_at is not None else ""
    evidence = f"\n    because: {'; '.join(edit.evidence)}" if edit.evidence else ""
    return (
        f"{place}: {edit.rule} [{edit.stage}] {change}\n    {edit.reason} (confidence {edit.confidence:.2f}{limit}; "
        f"{verdict}){evidence}\n    switch off: --off {edit.rule}\n"
    )
