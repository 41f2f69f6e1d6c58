"""Options in groups: one dataclass for the command, one option a field for the user."""

from dataclasses import dataclass
from typing import Annotated

import typer
from typer.testing import CliRunner

from cleanup.cli.groups import spread


@dataclass(frozen=True)
class Tea:
    cups: Annotated[int, typer.Option("--cups", "-c", min=1, help="How many.")] = 2
    kinds: Annotated[list[str] | None, typer.Option("--kind", help="Repeatable.")] = None
    sweet: Annotated[bool, typer.Option("--sweet")] = False


def test_a_group_is_spread_and_put_together_again() -> None:
    taken: list[tuple[str, Tea, bool]] = []
    app = typer.Typer()

    @app.command()
    @spread
    def brew(name: Annotated[str, typer.Argument()], *, tea: Tea, hot: Annotated[bool, typer.Option()] = True) -> None:
        """Brew."""
        taken.append((name, tea, hot))

    runner = CliRunner()
    assert runner.invoke(app, ["pot"]).exit_code == 0
    assert runner.invoke(app, ["pot", "--no-hot", "-c", "3", "--kind", "a", "--kind", "b", "--sweet"]).exit_code == 0
    assert taken == [("pot", Tea(), True), ("pot", Tea(3, ["a", "b"], True), False)]
    assert runner.invoke(app, ["pot", "--cups", "0"]).exit_code == 2
    shown = runner.invoke(app, ["--help"]).output
    assert "Brew." in shown
    assert "How many." in shown
