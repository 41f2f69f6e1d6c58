"""`cleanup undo`: the text with chosen edits taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from cleanup.cli.output import OK, emit, say
from cleanup.core.ledger import Ledger, passes_from
from cleanup.errors import InputError, LedgerError
from cleanup.readers.formats import format_of
from cleanup.readers.jsonl import open_lines
from cleanup.writers.atomic import write_atomically


def undo(
    ledger: Annotated[Path, typer.Argument(metavar="LEDGER", help="A .ledger.json file of `cleanup run`, or a .jsonl "
                                                                  "output with --id.")],
    edit: Annotated[list[str], typer.Option("--edit", "-e", metavar="ID", help="An edit to take back; repeatable; "
                                                                               "\"all\" for every one.")],
    record: Annotated[str | None, typer.Option("--id", help="Which record of a .jsonl output.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of stdout.")] = None,
) -> None:
    """Write the cleaned text with some edits taken back.

    Later edits that stand on one of them go with it and are named on stderr.

    \b
    Example: cleanup undo cleaned/article.ledger.json --edit e3 --edit e7
    """
    if format_of(ledger.name) == "jsonl":
        book, source = _of_record(ledger, record)
    else:
        book, source = _of_file(ledger)
    ids = [d.id for d in book.accepted] if edit == ["all"] else edit
    back = book.revert(source, ids)
    if back.also:
        say(f"taken back with them, as they stood on them: {', '.join(back.also)}")
    if output is None:
        emit(back.text)
    else:
        write_atomically(output, back.text)
    raise typer.Exit(OK)


def _of_file(path: Path) -> tuple[Ledger, str]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; `cleanup run` writes NAME.ledger.json beside each article") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise LedgerError(f"{path}: is not a ledger: {error}") from None
    if not isinstance(data, dict) or not isinstance(data.get("source_text"), str):
        raise LedgerError(f"{path}: is not a ledger with its text; give the .ledger.json file of `cleanup run`")
    return Ledger.from_dict(data), data["source_text"]


def _of_record(path: Path, record: str | None) -> tuple[Ledger, str]:
    if record is None:
        raise LedgerError(f"{path}: holds many records; name one with --id")
    with open_lines(path) as (lines, _):
        for line in lines:
            data: dict[str, Any] = json.loads(line)
            if str(data.get("id")) == record and "edits" in data:
                source = data["source"]
                text = data["text"]
                from cleanup.core.ledger import digest

                book = Ledger(passes_from(data["edits"]), source["text_sha256"], source["text_length"], digest(text),
                              len(text))
                return book, book.source_of(text)
    raise LedgerError(f"{path}: no record with id {record!r} and edits")
