"""The tables of the README, made from the code. `python -m tests.readme_tables` writes them; test_readme.py compares."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import typer

from cleanup.cli.app import COMMANDS, app
from cleanup.config import Settings, keys
from cleanup.engines.registry import ENGINES
from cleanup.models.cards import cards, shown_size
from cleanup.readers.formats import INPUT_FORMATS
from cleanup.rulebook.schema import RUNS
from cleanup.service.http.openapi import ERRORS
from cleanup.stages import TABLE
from cleanup.writers.formats import OUTPUT_FORMATS

README = Path(__file__).parent.parent / "README.md"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head), *(list(row) for row in rows)]
    lines.insert(1, ["---"] * len(lines[0]))
    return "\n".join("| " + " | ".join(cell.replace("|", r"\|") for cell in line) + " |" for line in lines)


def _first_line(text: str | None) -> str:
    return (text or "").strip().split("\n\n")[0].replace("\n", " ").replace("    ", " ").strip()


def commands() -> str:
    """Every command with the first sentence of its help."""
    found = typer.main.get_command(app)
    rows: list[tuple[str, str]] = []
    for name in COMMANDS:
        command = found.commands[name]  # type: ignore[attr-defined]
        for inner, sub in getattr(command, "commands", {"": command}).items():
            rows.append((f"`cleanup {name} {inner}".rstrip() + "`", _first_line(sub.help)))
    return _table(("command", "what it does"), rows)


def settings() -> str:
    """Every setting with its default."""

    def shown(value: object) -> str:
        if value is None:
            return "not set"
        if isinstance(value, bool):
            return f"`{str(value).lower()}`"
        if isinstance(value, float) and value.is_integer():
            return f"`{value:.0f}`"
        if isinstance(value, tuple):
            return f"`{list(value)}`".replace("'", '"')
        return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"

    return _table(("setting", "default", "what"), ((f"`{key}`", shown(value), about) for key, value, about in keys(Settings())))


def inputs() -> str:
    """Every input format."""
    return _table(
        ("input format", "file endings", "articles in a file", "needs"),
        (
            (
                f"`{f.name}`",
                " ".join(f"`{e}`" for e in f.endings),
                "many" if f.records else "one",
                f"`.[{f.package[1]}]`" if f.package else "",
            )
            for f in INPUT_FORMATS
        ),
    )


def outputs() -> str:
    """Every output format."""
    return _table(
        ("output format", "file ending", "what", "needs"),
        (
            (
                f"`{f.name}`",
                f"`{f.ending}`",
                {"article": "one file an article", "records": "many articles in one file", "summary": "the summary alone"}[
                    f.kind
                ],
                f"`.[{f.package[1]}]`" if f.package else "",
            )
            for f in OUTPUT_FORMATS
        ),
    )


def engines() -> str:
    """Every engine."""
    return _table(("engine", "what it is"), ((f"`{e.name}`", e.about) for e in ENGINES))


def stages() -> str:
    """Every stage with the rules it runs."""

    def rules(folders: Iterable[str]) -> str:
        return (
            "; ".join(
                f"`rules/{folder}`: " + ", ".join(f"{kind} ({', '.join(actions)})" for kind, actions in RUNS[folder].items())
                for folder in folders
            )
            or "in its code"
        )

    return _table(("stage", "rules of a file that it runs: kind (actions)"), ((f"`{s.name}`", rules(s.rules)) for s in TABLE))


def models() -> str:
    """Every shipped model with the size of its weights."""
    return _table(("model", "what it judges", "size"), ((f"`{c.name}`", c.judges, shown_size(c.size())) for c in cards()))


def statuses() -> str:
    """Every status of the service besides 200."""
    return _table(
        ("status", "when", "`Retry-After`"),
        ((f"{status}", about, "yes" if later else "") for status, (about, later) in ERRORS.items()),
    )


TABLES: dict[str, Callable[[], str]] = {
    "commands": commands,
    "settings": settings,
    "inputs": inputs,
    "outputs": outputs,
    "engines": engines,
    "stages": stages,
    "models": models,
    "statuses": statuses,
}


def renewed(text: str) -> str:
    """The README with its tables as the code has them. Raises ValueError for a table that it lacks."""
    for name, made in TABLES.items():
        found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", text, re.S)
        if found is None:
            raise ValueError(f"README.md has no table <!-- {name} -->")
        text = text[: found.start(1)] + "\n" + made() + "\n" + text[found.end(1) :]
    return text


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
