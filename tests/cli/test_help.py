"""The list of commands, which is written without loading any of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import typer
from typer.testing import CliRunner

import cleanup.cli.commands
from cleanup.cli.app import COMMANDS, app


def test_every_command_is_listed_with_what_it_says_of_itself() -> None:
    modules = {path.stem for path in Path(cleanup.cli.commands.__path__[0]).glob("*.py")} - {"__init__"}
    assert set(COMMANDS) == modules
    group = typer.main.get_command(app)
    for name, about in COMMANDS.items():
        command = group.commands[name]  # type: ignore[attr-defined]
        assert " ".join((command.help or "").split("\n\n")[0].split()) == about
    shown = CliRunner().invoke(app, ["--help"]).output
    assert all(f"\n  {name} " in shown for name in COMMANDS)


def test_help_loads_no_command() -> None:
    told = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cleanup", "--help"], capture_output=True, text=True, check=True
    )
    assert "cleanup.cli.app" in told.stderr
    assert not [line for line in told.stderr.splitlines() if "cleanup.cli.commands" in line or "cleanup.config" in line]


def test_a_mistyped_command_is_answered_with_the_nearest() -> None:
    told = CliRunner().invoke(app, ["sumarize", "x.txt"])
    assert told.exit_code == 2
    assert "'summarize'" in told.output
