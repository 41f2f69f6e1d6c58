"""`cleanup undo`: the text with chosen edits taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options
from cleanup.cli.ledgers import open_ledger, user
from cleanup.cli.output import OK, emit, say, tell_halves
from cleanup.core.json_values import naming
from cleanup.errors import OutputError
from cleanup.writers.atomic import write_atomically


def undo(
    ledger: Annotated[
        Path,
        typer.Argument(
            metavar="LEDGER", help="A .ledger.json file of `cleanup run` (- for stdin), or a .jsonl output with --id."
        ),
    ],
    edit: Annotated[
        list[str], typer.Option("--edit", "-e", metavar="ID", help='An edit to take back; repeatable; "all" for every one.')
    ],
    record: Annotated[str | None, typer.Option("--id", help="Which record of a .jsonl output.")] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of stdout.", callback=options.unless_stdout)
    ] = None,
) -> None:
    """Write the cleaned text with some edits taken back.

    Later edits that stand on one of them go with it and are named on stderr. The ledger stays as it is; `cleanup
    decide --refuse` also puts it on record.

    \b
    Example: cleanup undo cleaned/article.ledger.json --edit e3 --edit e7
    """
    opened = open_ledger(ledger, record)
    if opened.is_in(output):
        raise OutputError(f"-o {output}: is the ledger itself, which stays as it is; name another file for the text")
    ids = [d.id for d in opened.ledger.accepted] if edit == ["all"] else edit
    with naming(opened.name):
        back = opened.ledger.revert(opened.source, ids, by=user())
    if output is None:
        emit(back.text)
    else:
        write_atomically(output, back.text)
        tell_halves(back.text, output)
    if back.also:
        say(f"taken back with them, as they stood on them: {', '.join(back.also)}")
    raise typer.Exit(OK)
