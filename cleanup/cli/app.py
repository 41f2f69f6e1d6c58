"""The command line: commands are listed here, one module each, and loaded when they are called."""

from __future__ import annotations

from importlib import import_module
from textwrap import shorten
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cleanup.version import VERSION

# What `--help` says of each; the first sentence of what the command says of itself, as a test holds it to.
COMMANDS = {
    "run": "Clean and summarize articles: one file each, Markdown if no other format is asked for.",
    "clean": "Write the cleaned text alone.",
    "summarize": "Write the summary alone, one sentence a line.",
    "digest": "Group near-duplicate articles and write one summary a story, with its sources linked, under shared themes.",
    "check": "Change nothing and tell whether anything would: exit code 0 clean, 1 would change, 2 error.",
    "undo": "Write the cleaned text with some edits taken back.",
    "decide": "Decide about single edits, and write the text that follows.",
    "review": "Open a page in the browser with every change of each article, to accept, refuse, rewrite and undo on record.",
    "serve": "Clean and summarize for other programs, over HTTP: POST /v1/clean, /v1/summarize, /v1/check, /v1/decide.",
    "report": "Write one HTML page about a run: articles, edits by stage and rule, left-over lines, flags, languages, failures.",
    "models": "List the shipped models, or print the card of one: training, data and license, figures, limits.",
    "mcp": "Serve the cleaner to language models by the Model Context Protocol, on stdin and stdout, until stdin ends.",
    "engine": "Show, install and start grammar engines.",
    "rules": "List, show and test the rules in force.",
    "config": "Show the settings in force.",
}


class _Loaded(dict[str, Any]):
    """The commands by name, each loaded when it is asked for."""

    def __getitem__(self, name: str) -> Any:
        if super().__getitem__(name) is None:
            module = import_module(f"cleanup.cli.commands.{name}")
            holder = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
            holder.callback()(lambda: None)  # so that it stays a group of the one command
            if hasattr(module, "app"):
                holder.add_typer(module.app, name=name)
            else:
                holder.command(name, cls=getattr(module, "COMMAND", None))(getattr(module, name))
            self[name] = typer.main.get_command(holder).commands[name]  # type: ignore[attr-defined]
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        """The command, or the default for an unknown name."""
        return self[name] if name in self else default  # noqa: SIM401 - that would be itself


class Commands(TyperGroup):
    """The group of all commands. To list them none is loaded: all of them take as long as the rest of `--help`."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Loaded(dict.fromkeys(COMMANDS))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands."""
        width = formatter.width - 6 - max(map(len, COMMANDS))
        with formatter.section("Commands"):
            formatter.write_dl([(name, shorten(about, width, placeholder="...")) for name, about in COMMANDS.items()])


app = typer.Typer(
    name="cleanup",
    cls=Commands,
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
