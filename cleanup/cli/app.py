"""The command line: commands are registered here, one module each."""

from __future__ import annotations

from typing import Annotated

import typer

from cleanup.cli.commands import (
    check,
    clean,
    config,
    decide,
    digest,
    engine,
    mcp,
    models,
    report,
    review,
    rules,
    run,
    serve,
    summarize,
    undo,
)
from cleanup.version import VERSION

app = typer.Typer(
    name="cleanup",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    help="Clean garbled web articles on record: boilerplate, grammar, repeated titles, and a summary.\n\n"
    "Example: cleanup run articles/ -o cleaned",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cleanup {VERSION}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass


app.command()(run.run)
app.command()(clean.clean)
app.command()(summarize.summarize)
app.command()(digest.digest)
app.command()(check.check)
app.command()(undo.undo)
app.command(cls=decide.DecideCommand)(decide.decide)
app.command()(review.review)
app.command()(serve.serve)
app.command()(report.report)
app.command()(models.models)
app.command()(mcp.mcp)
app.add_typer(engine.app, name="engine")
app.add_typer(rules.app, name="rules")
app.add_typer(config.app, name="config")
