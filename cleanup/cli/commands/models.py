"""`cleanup models`: what the shipped models judge, how well, and where they fail."""

from __future__ import annotations

import json
import shutil
from typing import Annotated

import typer

from cleanup.cli.output import OK, colored, emit, say
from cleanup.errors import ConfigError

MOST_COLUMNS = 120  # longer lines of prose are hard to read


def models(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The model whose card is printed.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The table or the card as JSON.")] = False,
) -> None:
    """List the shipped models, or print the card of one: training, data and license, figures, limits.

    \b
    Example: cleanup models garbled
    Example: cleanup models lines --json | jq .limits
    """
    from cleanup.models import cards

    known = {card.name: card for card in cards.cards()}
    if name is None:
        if as_json:
            emit(_json([cards.overview(card) for card in known.values()]))
        else:
            names, judged = (max(map(len, column)) for column in (known, [card.judges for card in known.values()]))
            for card in known.values():
                size = cards.shown_size(card.size())
                emit(f"{colored(card.name.ljust(names), 'bold')}  {card.judges.ljust(judged)}  {size:>7}\n")
            say("`cleanup models NAME` prints figures, limits and training of one.")
        raise typer.Exit(OK)
    chosen = known.get(name)
    if chosen is None:
        from cleanup.rulebook.schema import nearest

        raise ConfigError(
            f"cleanup models {name}: no such model{nearest(name, tuple(known))} ({', '.join(known)}); "
            "`cleanup models` says what each judges"
        )
    facts = cards.facts_of(chosen)
    width = min(shutil.get_terminal_size().columns, MOST_COLUMNS)
    emit(_json(cards.content(chosen, facts)) if as_json else cards.describe(chosen, facts, width))
    raise typer.Exit(OK)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
