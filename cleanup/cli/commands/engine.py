"""`cleanup engine`: which grammar engines there are, LanguageTool's installation, and its shared server."""

from __future__ import annotations

from typing import Annotated

import typer

from cleanup.cli import options
from cleanup.cli.output import FAILED, OK, colored, emit, say

app = typer.Typer(help="Show, install and start grammar engines.", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Show, install and start grammar engines."""


@app.command()
def status() -> None:
    """Print which engines are usable here, and why not: exit code 0 when the embedded one is, 2 otherwise.

    \b
    Example: cleanup engine status
    """
    from cleanup.engines import registry

    found = registry.status()
    for entry, engine in zip(registry.ENGINES, found, strict=True):
        state = colored("usable", "green") if engine.usable else colored("not usable", "yellow")
        emit(f"{colored(engine.name, 'bold')}: {state}" + (f", {engine.version}" if engine.version else "") + "\n")
        if engine.languages:
            emit(f"  languages: {', '.join(engine.languages)}\n")
        emit(f"  {entry.about}: {engine.detail}\n")
        if engine.remedy:
            emit(f"  to use it: {engine.remedy}\n")
    raise typer.Exit(OK if found[0].usable else FAILED)


@app.command()
def install(
    language: Annotated[list[str] | None, typer.Option("--language", help="Language besides English; repeatable.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Install again.")] = False,
    download: Annotated[bool, typer.Option("--download", help="The full archive, with every language, not Maven.")] = False,
) -> None:
    """Put LanguageTool 6.8 into the user's cache: by Maven where it is there, else as a verified download.

    \b
    Example: cleanup engine install --language de
    """
    from cleanup.engines.languagetool.install import install_languagetool

    install_languagetool(("en", *(language or ())), progress=say, force=force, method="download" if download else "auto")


@app.command()
def start(config: options.Config = None) -> None:
    """Start the shared LanguageTool server, which later runs with --engine languagetool find warm.

    \b
    Example: cleanup engine start
    """
    from cleanup.engines import registry
    from cleanup.engines.languagetool import shared

    chosen = options.settings_for([], config).settings.engine
    record, fresh = shared.start(heap_mb=chosen.heap, idle_minutes=chosen.idle, warm_up=registry.warm_up)
    say(("started: " if fresh else "already running: ") + record.describe())


@app.command()
def stop() -> None:
    """Stop the shared LanguageTool server.

    \b
    Example: cleanup engine stop
    """
    from cleanup.engines.languagetool import shared

    say("stopped" if shared.stop() else "no shared server was running")
