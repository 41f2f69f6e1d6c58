"""`cleanup report`: what came of a run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli.output import OK, emit, say
from cleanup.writers.atomic import refuse_device, write_atomically


def report(
    run: Annotated[Path, typer.Argument(metavar="OUT", help="The -o of an earlier run.")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="The page (OUT.report.html); with --json stdout without it."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Figures as JSON instead of a page.")] = False,
) -> None:
    """Write one HTML page about a run: articles, edits by stage and rule, left-over lines, flags, languages, failures.

    The page needs no network. Needs the extra: pip install 'article-cleanup[report]' (--json does not).

    \b
    Example: cleanup report cleaned
    Example: cleanup report out.jsonl --json | jq .totals
    """
    from cleanup.report.figures import report as report_of

    if output is not None:
        refuse_device(output)
    data = report_of(run)
    if as_json:
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        if output is None or str(output) == "-":
            emit(text)
        else:
            write_atomically(output, text)
        raise typer.Exit(OK)
    from cleanup.report.html import render_page

    if str(output) == "-":
        emit(render_page(data))
        raise typer.Exit(OK)
    target = output or run.with_name(run.name + ".report.html")
    write_atomically(target, render_page(data))
    say(f"wrote {target}")
    raise typer.Exit(OK)
