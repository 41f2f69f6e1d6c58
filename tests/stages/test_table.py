"""The table of stages: complete, in agreement with what rules may say, and light to read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cleanup import stages
from cleanup.config import Settings
from cleanup.rulebook.schema import RUNS

PACKAGE = Path(stages.__file__).parent


def test_every_folder_of_rules_is_run_by_one_stage() -> None:
    run = [folder for entry in stages.TABLE for folder in entry.rules]
    assert len(run) == len(set(run))
    assert set(run) == {stage for stage, kinds in RUNS.items() if kinds}
    assert {*run, *stages.NAMES} == set(RUNS)


def test_every_stage_is_in_the_table_under_its_own_name() -> None:
    assert {entry.module.split(".")[0] for entry in stages.TABLE} == {p.parent.name for p in PACKAGE.glob("*/stage.py")}
    assert [stage.name for stage in (*stages.stages(Settings()), *stages.flaggers(Settings()))] == list(stages.NAMES)


@pytest.mark.parametrize("skip", stages.NAMES)
def test_a_skipped_stage_is_not_made(skip: str) -> None:
    names = [stage.name for stage in (*stages.stages(Settings(), [skip]), *stages.flaggers(Settings(), [skip]))]
    assert names == [name for name in stages.NAMES if name != skip]


def test_reading_the_table_loads_no_stage() -> None:
    code = "import sys, cleanup.api; print([m for m in sys.modules if m.startswith('cleanup.stages.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent.parent)
    assert done.stdout.strip() == "[]"
