"""`cleanup undo`: the text with chosen edits taken back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli.ledgers import open_ledger, user
from cleanup.cli.output import OK, emit, say
from cleanup.writers.atomic import write_atomically


def undo(
    ledger: Annotated[
        Path, typer.Argument(metavar="LEDGER", help="A .ledger.json file of `cleanup run`, or a .jsonl output with --id.")
    ],
    edit: Annotated[
        list[str], typer.Option("--edit", "-e", metavar="ID", help='An edit to take back; repeatable; "all" for every one.')
    ],
    record: Annotated[str | None, typer.Option("--id", help="Which record of a .jsonl output.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of stdout.")] = None,
) -> None:
    """Write the cleaned text with some edits taken back.

    Later edits that stand on one of them go with it and are named on stderr. The ledger stays as it is; `cleanup
    decide --refuse` also puts it on record.

    \b
    Example: cleanup undo cleaned/article.ledger.json --edit e3 --edit e7
    """
    book, source, _ = open_ledger(ledger, record)
    ids = [d.id for d in book.accepted] if edit == ["all"] else edit
    back = book.revert(source, ids, by=user())
    if back.also:
        say(f"taken back with them, as they stood on them: {', '.join(back.also)}")
    if output is None:
        emit(back.text)
    else:
        write_atomically(output, back.text)
    raise typer.Exit(OK)
