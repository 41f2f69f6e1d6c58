"""`cleanup decide`: accept, refuse or reword single edits, on record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from cleanup.cli.ledgers import open_ledger, user
from cleanup.cli.output import OK, emit, say
from cleanup.core.ledger import Decided, Ledger
from cleanup.errors import LedgerError
from cleanup.readers.formats import format_of
from cleanup.writers.atomic import write_atomically

Ids = list[str] | None


class DecideCommand(TyperCommand):
    """Lets the repeatable `--replace` have two values, which typer allows for options given once."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take ID and TEXT after `--replace` together as ID=TEXT, which may be written so as well."""
        joined: list[str] = []
        rest = list(args)
        while rest:
            joined.append(rest.pop(0))
            if joined[-1] == "--replace" and len(rest) > 1 and "=" not in rest[0]:
                joined.append(f"{rest.pop(0)}={rest.pop(0)}")
        return super().parse_args(ctx, joined)


def decide(
    ledger: Annotated[
        Path,
        typer.Argument(metavar="LEDGER", help="A .ledger.json file of `cleanup run`, or a .jsonl output with --id and --save."),
    ],
    accept: Annotated[Ids, typer.Option("--accept", metavar="ID", help="Apply this edit; repeatable.")] = None,
    refuse: Annotated[Ids, typer.Option("--refuse", metavar="ID", help="Do not apply this edit; repeatable.")] = None,
    reword: Annotated[
        Ids, typer.Option("--replace", metavar="ID TEXT", help="Apply this edit with a text of your own; repeatable.")
    ] = None,
    take_back: Annotated[
        Ids,
        typer.Option("--take-back", metavar="ID", help='Take a decision back, such as d2; repeatable; "all" for every one.'),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Accept also what the guard refused; refuse edits in the way.")
    ] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who decides; your user name if not given.")] = None,
    record: Annotated[str | None, typer.Option("--id", help="Which record of a .jsonl output.")] = None,
    show: Annotated[bool, typer.Option("--list", help="Show the edits, applied and not, and the decisions so far.")] = False,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Where the ledger goes instead of its own file.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where the text goes instead of stdout.")
    ] = None,
) -> None:
    """Decide about single edits, and write the text that follows.

    Decisions go into the ledger with name and time; what the program decided stays there too. They are carried out in
    this order: --take-back, --refuse, --accept, --replace. Either all are carried out or none. Other edits that had to
    go with them are named on stderr. The article's Markdown file stays as it is.

    \b
    Example: cleanup decide cleaned/article.ledger.json --list
    Example: cleanup decide cleaned/article.ledger.json --accept e21 --replace e7 "their own" --by Ann -o article.txt
    """
    book, source, more = open_ledger(ledger, record)
    if show:
        if accept or refuse or reword or take_back:
            raise LedgerError("--list only shows; leave it out to decide")
        emit("".join(_listing(book)))
        raise typer.Exit(OK)
    if not (accept or refuse or reword or take_back):
        raise LedgerError("nothing to decide; give --accept, --refuse, --replace or --take-back, or --list to see the edits")
    if save is None and format_of(ledger.name) == "jsonl":
        raise LedgerError(f"{ledger}: a record is not changed in place; name a file for its ledger with --save")
    name = by or user()
    done: list[Decided] = []
    if take_back:
        done.append(book.undo_decisions(source, None if take_back == ["all"] else take_back))
        book = done[-1].ledger
    if refuse:
        done.append(book.decide(source, refuse, "refused", by=name))
        book = done[-1].ledger
    if accept:
        done.append(book.decide(source, accept, "accepted", by=name, force=force))
        book = done[-1].ledger
    for given in reword or ():
        edit, equals, text = given.partition("=")
        if not equals:
            raise LedgerError(f'--replace {given}: give the id and the text, as in --replace e7 "their own"')
        done.append(book.decide(source, [edit], "accepted", by=name, replacement=text, force=force))
        book = done[-1].ledger
    write_atomically(save or ledger, json.dumps(book.to_dict() | more, ensure_ascii=True, indent=1) + "\n")
    for what, ids in (
        ("no longer applied", [i for d in done for i in d.also]),
        ("applied again", [i for d in done for i in d.back]),
    ):
        if ids:
            say(f"{what} with them: {', '.join(dict.fromkeys(ids))}")
    if output is None:
        emit(done[-1].text)
    else:
        write_atomically(output, done[-1].text)
    raise typer.Exit(OK)


def _listing(book: Ledger) -> Iterator[str]:
    for decision in book:
        edit = decision.edit
        why = f" ({decision.why})" if decision.why else ""
        yield (
            f"{decision.id} {decision.verdict}: {edit.rule} {decision.old!r} -> {edit.replacement!r}{why}\n"
            f"    {edit.reason} (confidence {edit.confidence:.2f})\n"
        )
    for human in book.decided:
        text = "" if human.replacement is None else f" as {human.replacement!r}"
        forced = f", against {human.forced}" if human.forced else ""
        because = f", with {human.because}" if human.because else ""
        yield f"{human.id}: {human.edit_id} {human.verdict}{text} by {human.by} at {human.at} (was {human.before}{forced}{because})\n"
