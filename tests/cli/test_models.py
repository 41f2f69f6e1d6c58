"""`cleanup models` as a user runs it: the table, a card, both as JSON, a name that no model has."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cleanup.models.cards import WEIGHTS
from tests.conftest import ROOT, Command


def test_the_table_names_every_model_with_its_size(command: Command) -> None:
    done = command("models")
    rows = json.loads(command("models", "--json").stdout)
    assert done.returncode == 0
    assert "cleanup models NAME" in done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(rows) > 5
    for line, row in zip(lines, rows, strict=True):
        assert line.split()[0] == row["name"]
        assert row["judges"] in line
    size = (WEIGHTS / "titles.npz").stat().st_size
    assert lines[[row["name"] for row in rows].index("titles")].endswith(f"{size / 1000:.0f} KB")
    assert sum(row["bytes"] for row in rows) == sum(path.stat().st_size for path in WEIGHTS.iterdir())


@pytest.mark.parametrize("columns", [60, 100])
def test_a_card_is_readable_in_a_terminal(command: Command, columns: int) -> None:
    done = command("models", "blocks", COLUMNS=str(columns))
    assert done.returncode == 0
    assert max(map(len, done.stdout.splitlines())) <= columns
    told = " ".join(done.stdout.split())
    assert "word F1: 0.963 [0.956, 0.97] (trafilatura 0.937)" in told
    assert "793 pages" in told
    assert "CC BY 4.0" in told
    assert "python -m cleanup.training.blocks ARTICLES HTML" in told
    assert "knows no words of other languages than English." in told


def test_what_training_measured_is_read_from_the_weight_file(command: Command) -> None:
    card = json.loads(command("models", "garbled", "--json").stdout)
    about = json.loads((WEIGHTS / "garbled.json").read_text(encoding="utf-8"))["about"]
    first = card["measured"][0]
    assert (first["size"], first["of"]) == (about["written"], "sentences")
    assert [figure["value"] for figure in first["figures"]] == [about["precision"], about["recall"]]
    files = ("garbled.json", "garbled_runs.npz")
    assert card["weights"] == [{"file": file, "bytes": (WEIGHTS / file).stat().st_size} for file in files]
    assert f"precision: {about['precision']}" in command("models", "garbled").stdout


def test_an_unknown_name_is_answered_with_the_nearest(command: Command) -> None:
    done = command("models", "garbeld")
    assert (done.returncode, done.stdout) == (2, "")
    assert 'cleanup models garbeld: no such model; did you mean "garbled"? (bigrams, blocks, ' in done.stderr
    assert "Traceback" not in done.stderr
    assert "did you mean" not in command("models", "xyzzy").stderr


def test_the_help_has_an_example(command: Command) -> None:
    assert "Example: cleanup models garbled" in command("models", "--help").stdout


@pytest.mark.parametrize("arguments", [["models"], ["models", "lines"], ["models", "edits", "--json"]])
def test_no_card_needs_numpy(arguments: list[str]) -> None:
    code = f"""
import sys
from cleanup.__main__ import main
sys.argv = ["cleanup", *{arguments!r}]
try:
    main()
finally:
    print("numpy loaded:", "numpy" in sys.modules, file=sys.stderr)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout
    assert "numpy loaded: False" in done.stderr
