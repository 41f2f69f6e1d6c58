"""`cleanup review`: look at every change in the browser and decide."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.cli.ledgers import user
from cleanup.cli.output import OK, say
from cleanup.errors import ConfigError
from cleanup.extras import needs

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
    """
    needs("starlette", "serve", "the review page", error=ConfigError, or_else="`cleanup decide` does without")
    from cleanup.readers.fields import Fields
    from cleanup.review.outputs import check_formats
    from cleanup.service.review.server import ReviewPlan, serve_review

    inputs = source.all(inputs)
    formats = check_formats(format or ["markdown"])
    settings = cleaning.settings(inputs, **source.settings)
    serve_review(ReviewPlan(inputs, output, settings, by or user(), Fields(), input_format, formats, port, browser), say)
    raise typer.Exit(OK)
