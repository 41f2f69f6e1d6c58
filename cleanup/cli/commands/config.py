"""`cleanup config`: the settings in force."""

from __future__ import annotations

from typing import Annotated

import typer

from cleanup.cli import options
from cleanup.cli.output import colored, emit
from cleanup.config import keys

app = typer.Typer(help="Show the settings in force.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Show the settings in force."""


@app.command()
def show(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT]", help="Settings for this input.")] = None,
    config: options.Config = None,
) -> None:
    """Print every setting, its value and where it came from.

    \b
    Example: cleanup config show articles/
    """
    loaded = options.settings_for(inputs or [], config)
    for key, value, about in keys(loaded.settings):
        shown = ", ".join(value) if isinstance(value, tuple) else value
        emit(
            f"{colored(key, 'bold')} = {'not set' if shown is None else repr(shown)}  ({loaded.origins[key]})  {colored(about, 'dim')}\n"
        )
