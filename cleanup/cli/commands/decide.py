"""`cleanup decide`: accept, refuse or reword single edits, on record."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from cleanup.cli import options
from cleanup.cli.ledgers import OpenLedger, open_ledger, user
from cleanup.cli.output import OK, emit, say, tell_halves
from cleanup.core.decisions import Decisions, Words, changed_with
from cleanup.core.json_values import naming
from cleanup.core.ledger import Decided, Ledger
from cleanup.corpus.lock import sole_writer
from cleanup.errors import LedgerError, OutputError
from cleanup.review.ledger_file import written
from cleanup.writers.atomic import write_together

Ids = list[str] | None
STDOUT = "-"
_OPTIONS = Words("--accept", "--refuse", "--replace", "--take-back", or_else="--list to see the edits")


class DecideCommand(TyperCommand):
    """Lets the repeatable `--replace` have two values, which typer allows for options given once."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take ID and TEXT after `--replace` together as ID=TEXT, which may be written so as well.

        An option is no TEXT: it stands there where the text was forgotten. ID=TEXT takes it as one.
        """
        options = {name for parameter in self.params for name in (*parameter.opts, *parameter.secondary_opts)}
        joined: list[str] = []
        rest = list(args)
        while rest:
            joined.append(rest.pop(0))
            if joined[-1] == "--replace" and len(rest) > 1 and "=" not in rest[0] and rest[1] not in options:
                joined.append(f"{rest.pop(0)}={rest.pop(0)}")
        return super().parse_args(ctx, joined)


COMMAND = DecideCommand  # what the command line makes of the function below


def decide(
    ledger: Annotated[
        Path,
        typer.Argument(
            metavar="LEDGER",
            help="A .ledger.json file of `cleanup run` (- for stdin), or a .jsonl output with --id and --save.",
        ),
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
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Where the text goes instead of stdout.", callback=options.unless_stdout
        ),
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
    asked = Decisions(accept or (), refuse or (), _rewordings(reword or ()), take_back or ())
    if show:
        opened = open_ledger(ledger, record)
        if asked:
            raise LedgerError("--list only shows; leave it out to decide")
        emit("".join(_listing(opened.ledger)))
        raise typer.Exit(OK)
    in_place = save is None and ledger.is_file()
    # An open review decides too: neither may write over what the other has just put on record.
    with sole_writer(Path(os.path.realpath(ledger)).parent) if in_place else nullcontext():
        opened = open_ledger(ledger, record)
        asked.check(_OPTIONS)
        _check_places(opened, save, output)
        with naming(opened.name):
            done = asked.carried_out(opened.ledger, opened.source, by or user(), force)
        _write(opened, done[-1], save or opened.path, output)
    _tell_others(done)
    raise typer.Exit(OK)


def _rewordings(given: Iterable[str]) -> list[tuple[str, str]]:
    """Ids and texts of --replace, each as ID=TEXT."""
    out: list[tuple[str, str]] = []
    for pair in given:
        edit, equals, text = pair.partition("=")
        if not equals:
            raise LedgerError(f'--replace {pair}: give the id and the text, as in --replace e7 "their own"')
        out.append((edit, text))
    return out


def _check_places(opened: OpenLedger, save: Path | None, output: Path | None) -> None:
    """Raise an error where ledger and text could not both go where they are to go."""
    if save is None and (opened.path is None or opened.is_record):
        what = "a record" if opened.is_record else "what comes from there"
        raise LedgerError(f"{opened.name}: {what} is not changed in place; name a file for its ledger with --save")
    if opened.is_record and opened.is_in(save):
        raise OutputError(f"--save {save}: holds the record itself, and others; name a file for its ledger alone")
    if opened.is_in(output):
        raise OutputError(f"-o {output}: is the ledger itself; name another file for the text")
    if output is None and str(save) == STDOUT:
        raise OutputError("--save -: the text goes to stdout too; name a file for it with -o")
    if save is not None and output is not None and _same_place(save, output):
        raise OutputError(f"-o {output}: is where --save puts the ledger; name another file for the text")


def _same_place(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def _write(opened: OpenLedger, decided: Decided, save: Path | None, output: Path | None) -> None:
    """The ledger and the text, each to its file or stdout: every file or none."""
    ledger = written(replace(opened.file, ledger=decided.ledger).values())
    files: list[tuple[Path, str]] = []
    shown: list[str] = []
    for place, content in ((output, decided.text), (save, ledger)):  # the ledger last: what it says is then done
        if place is None or str(place) == STDOUT:
            shown.append(content)
        else:
            files.append((place, content))
    write_together(files)
    for place, content in files:
        tell_halves(content, place)
    try:
        emit("".join(shown))
    except OutputError as error:
        raise OutputError(f"{error}; written is {', '.join(str(place) for place, _ in files)}") from error


def _tell_others(done: Sequence[Decided]) -> None:
    """Name the edits that changed with those that were asked about."""
    also, back = changed_with(done)
    for what, ids in (("no longer applied", also), ("applied again", back)):
        if ids:
            say(f"{what} with them: {', '.join(ids)}")


def _listing(book: Ledger) -> Iterator[str]:
    for decision in book:
        edit = decision.edit
        why = f" ({_printable(decision.why)})" if decision.why else ""
        yield (
            f"{decision.id} {decision.verdict}: {edit.rule} {decision.old!r} -> {edit.replacement!r}{why}\n"
            f"    {_printable(edit.reason)} (confidence {edit.confidence:.2f})\n"
        )
    for human in book.decided:
        text = "" if human.replacement is None else f" as {human.replacement!r}"
        forced = f", against {_printable(human.forced)}" if human.forced else ""
        because = f", with {human.because}" if human.because else ""
        yield f"{human.id}: {human.edit_id} {human.verdict}{text} by {human.by} at {human.at} (was {human.before}{forced}{because})\n"


def _printable(text: str) -> str:
    """The text with escapes for what a terminal would obey or not show."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
