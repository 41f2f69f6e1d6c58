"""`cleanup check`: would anything change?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Annotated

import typer

from cleanup.api import Cleaner
from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.cli.output import FAILED, OK, WOULD_CHANGE, Tally, colored, emit, say
from cleanup.cli.work import CleanedItem, results
from cleanup.core.edit import Decision
from cleanup.readers.inputs import Broken
from cleanup.result import Result

_COLORS = {"accepted": "green", "suggested": "yellow", "refused": "dim"}


@spread
def check(
    inputs: options.Inputs,
    diff: Annotated[bool, typer.Option("--diff", help="Print what would change as a unified diff.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Print each proposal with its reason.")] = False,
    *,
    source: options.SourceOptions,
    cleaning: options.CleaningOptions,
    input_format: options.InputFormat = "text",
) -> None:
    """Change nothing and tell whether anything would: exit code 0 clean, 1 would change, 2 error.

    \b
    Example: cleanup check articles/ --diff
    Example: cleanup check https://example.com/article --explain
    """
    inputs = source.all(inputs)
    settings = cleaning.settings(inputs, **source.settings)
    settings = settings.changed({"skip": tuple(dict.fromkeys((*settings.skip, "summary", "keywords")))})
    tally = Tally()
    changing = 0
    with Cleaner(settings) as cleaner:
        for done in results(inputs, settings, cleaner, input_format):
            if isinstance(done, Broken):
                tally.fail(done.error)
                continue
            tally.add(done.result)
            changing += done.result.changed
            _report(done, diff, explain)
    say(f"{changing} would change, {tally.articles - changing} clean; {tally.line()}")
    raise typer.Exit(FAILED if tally.failures else WOULD_CHANGE if changing else OK)


def _report(done: CleanedItem, diff: bool, explain: bool) -> None:
    result = done.result
    if result.changed:
        counts = ", ".join(f"{stage} {count}" for stage, count in result.of_article.ledger.counts().items())
        say(f"would change {done.item.name}: {counts}")
    if diff:
        from cleanup.writers.diff import render_diff

        emit(render_diff(result.of_article.source_text, result.text, done.item.name))
    if explain:
        emit("".join(_lines(result, done.item.name)))


def _lines(result: Result, name: str) -> Iterator[str]:
    """Every proposal in the order of its place in the input, then what the stages have to say about the whole text."""
    starts = [0] + [i + 1 for i, c in enumerate(result.source_text) if c == "\n"]
    spans = result.ledger.source_spans
    shown: list[tuple[int, str]] = []
    for decision in result.ledger:
        white = len(decision.old) - len(decision.old.lstrip())
        offset = min(spans[decision.id][0] + (white if decision.old.strip() else 0), len(result.source_text))
        line = bisect_right(starts, offset)
        shown.append((offset, _line(decision, f"{name}:{line}:{offset - starts[line - 1] + 1}")))
    yield from (text for _, text in sorted(shown, key=lambda pair: pair[0]))
    yield from (f"{name}: {note}\n" for note in result.notes)


def _line(decision: Decision, place: str) -> str:
    edit = decision.edit
    old, new = (_short(decision.old), "red"), (_short(edit.replacement), "green")
    change = f"{colored(*old)} -> {colored(*new)}" if edit.replacement else f"{colored(*old)} removed"
    verdict = colored(decision.verdict, _COLORS[decision.verdict]) + (f": {decision.why}" if decision.why else "")
    limit = f", applied from {edit.apply_at:.2f}" if edit.apply_at is not None else ""
    evidence = f"\n    because: {'; '.join(edit.evidence)}" if edit.evidence else ""
    return (
        f"{place}: {edit.rule} [{edit.stage}] {change}\n    {edit.reason} (confidence {edit.confidence:.2f}{limit}; "
        f"{verdict}){evidence}\n    switch off: --off {edit.rule}\n"
    )


def _short(text: str) -> str:
    text = text.replace("\n", "⏎")
    return repr(text if len(text) <= 80 else text[:77] + "...")
