"""What is wrong with the disk or with a run's record is told as what it is."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpus.articles import QUICK, articles, cleanup, environment, read_lines, write_lines
from tests.corpus.test_resume import stopped_run

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs tmpfs and signals")
COUNT = 300


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The input of a run that was stopped on the way."""
    folder = tmp_path_factory.mktemp("trouble")
    corpus = write_lines(folder / "in.jsonl", articles(COUNT))
    stopped_run(corpus, folder / "out.jsonl", *QUICK)
    return corpus


def go_on(corpus: Path, code: int | None = 2) -> str:
    return cleanup("clean", corpus, "-o", corpus.with_name("out.jsonl"), *QUICK, "--jobs", 2, "--resume", code=code).stderr


def test_a_record_that_another_program_has_locked(stopped: Path) -> None:
    with sqlite3.connect(stopped.with_name("out.jsonl.run") / "run.db", isolation_level=None) as browser:
        browser.execute("BEGIN EXCLUSIVE")
        said = go_on(stopped)
        browser.execute("ROLLBACK")
    browser.close()
    assert "run.db: another program has locked it" in said
    assert "close that program, then give the same command with --resume" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="takes from root what it may")
@pytest.mark.parametrize(
    ("name", "what"),
    [("run.db", "run.db: it may not be written to"), ("part-00000", "part-00000: cannot be written: Permission denied")],
)
def test_a_record_that_may_not_be_written(name: str, what: str, stopped: Path) -> None:
    file = stopped.with_name("out.jsonl.run") / name
    file.chmod(0o444)
    out = stopped.with_name("out.jsonl")
    all_but = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]
    command = [*all_but, sys.executable, "-m", "cleanup", "clean", stopped, "-o", out, *QUICK, "--resume"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment())
    file.chmod(0o644)
    assert done.returncode == 2
    assert what in done.stderr


@pytest.mark.parametrize(
    ("damage", "what"), [(b"\x55" * 3000, "run.db: is damaged"), (b"no database", "run.db: is no database")]
)
def test_a_record_that_is_damaged_is_begun_anew(damage: bytes, what: str, stopped: Path, tmp_path: Path) -> None:
    record = stopped.with_name("out.jsonl.run") / "run.db"
    whole = record.read_bytes()
    record.write_bytes(damage * 9 if b"no" in damage else whole[:1000] + damage + whole[4000:])
    said = go_on(stopped)
    assert what in said
    assert "--restart" in said
    again = tmp_path / "out.jsonl"
    shutil.copytree(record.parent, tmp_path / "out.jsonl.run")
    record.write_bytes(whole)
    cleanup("clean", stopped, "-o", again, *QUICK, "--jobs", 2, "--restart")
    assert len(read_lines(again)) == COUNT


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", place], capture_output=True)
    if made.returncode:
        pytest.skip("may not mount a file system")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_disk_that_is_really_full(stopped: Path, small_disk: Path) -> None:
    out = small_disk / "out.jsonl"
    arguments = ("clean", stopped, "-o", out, *QUICK, "--jobs", 2)
    said = cleanup(*arguments, code=2).stderr
    assert "No space left on device" in said or "the disk is full" in said  # at the output, or at the record
    assert "free space, then give the same command with --resume" in said
    subprocess.run(["mount", "-o", "remount,size=9m", small_disk], check=True)
    cleanup(*arguments, "--resume")
    assert [row["id"] for row in read_lines(out)] == [f"a{n}" for n in range(COUNT)]
