"""`cleanup review`: look at every change in the browser and decide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.cli.ledgers import user
from cleanup.cli.output import FAILED, OK, complain, emit, say
from cleanup.config import KeywordSettings
from cleanup.errors import ConfigError
from cleanup.extras import needs
from cleanup.writers.atomic import write_atomically
from cleanup.writers.jsonl import dump

Names = list[str] | None


@spread
def review(
    inputs: options.Inputs,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Where the articles and their ledgers go; a finished run stays put."
        ),
    ] = Path("reviewed"),
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; your user name if not given.")] = None,
    format: Annotated[
        Names, typer.Option("--format", metavar="NAME", help="What is written beside the ledgers at the end; repeatable.")
    ] = None,
    port: Annotated[int, typer.Option("--port", help="Port of the page; any that is free if not given.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    export: Annotated[
        bool, typer.Option("--export", help="Open no page: write the articles of a review as they are now, and end.")
    ] = False,
    labels: Annotated[
        Path | None,
        typer.Option("--export-labels", metavar="FILE", help="Open no page: write the verdicts as evidence to learn from."),
    ] = None,
    *,
    source: options.SourceOptions,
    cleaning: options.CleaningOptions,
    input_format: options.InputFormat = "text",
) -> None:
    """Open a page in the browser with every change of each article, to accept, refuse, rewrite and undo on record.

    \b
    Example: cleanup review articles/ -o reviewed
    Example: cleanup review cleaned                    (the folder of a finished run)
    Example: cleanup review clean.jsonl --no-browser --port 8000
    Example: cleanup review reviewed --export --format docx --format diff
    Example: cleanup review reviewed --export-labels verdicts.jsonl
    """
    from cleanup.review.outputs import check_formats

    formats = check_formats(format or ["markdown"])
    if export or labels is not None:
        settings = cleaning.settings(inputs, **source.settings)
        _export(source.all(inputs), formats if export else [], labels, settings.keywords)
        raise typer.Exit(OK)
    needs("starlette", "serve", "the review page", error=ConfigError, or_else="`cleanup decide` does without")
    from cleanup.readers.fields import Fields
    from cleanup.service.review.server import ReviewPlan, serve_review

    inputs = source.all(inputs)
    settings = cleaning.settings(inputs, **source.settings)
    plan = ReviewPlan(inputs, output, settings, by or user(), Fields(), input_format, formats, port, browser)
    raise typer.Exit(OK if serve_review(plan, say, complain) else FAILED)


def _export(inputs: list[str], formats: list[str], labels: Path | None, keywords: KeywordSettings) -> None:
    """Write what was reviewed. Raises InputError where there is no ledger, OutputError where it cannot be written."""
    from cleanup.review.labels import labels as labels_of
    from cleanup.review.outputs import write_article
    from cleanup.review.store import LedgerStore, ledgers_at

    store = LedgerStore()
    lines: list[str] = []
    verdicts = 0
    for ledger in ledgers_at(inputs):
        file = store.open(ledger).file
        for path in write_article(ledger, file, formats, keywords):
            say(f"written: {path}")
        rows = list(labels_of(file))
        verdicts += sum("verdict" in row for row in rows)
        lines += (dump(row) for row in rows)
    if str(labels) == "-":
        emit("".join(f"{line}\n" for line in lines))
    elif labels is not None:
        write_atomically(labels, "".join(f"{line}\n" for line in lines))
        say(f"{verdicts} verdicts: {labels}")
