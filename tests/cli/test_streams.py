"""Closed and full streams, outputs of the wrong kind, half a surrogate pair, two runs to one output: each in words."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_run import ARTICLE, write
from tests.conftest import Command

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
QUICK = "--engine none --skip summary --skip keywords"


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    """The line run by a shell in `folder`, `cleanup` standing for the command."""
    command = f"{sys.executable} -m cleanup"
    return subprocess.run(
        ["/bin/sh", "-c", line.replace("cleanup ", f"{command} ", 1)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"cleanup clean - {QUICK} <&-", "<stdin>: is closed; give a file"),
        (f"cleanup clean - --input-format jsonl {QUICK} <&-", "<stdin>: is closed; give a file"),
        (f"cleanup clean x.txt {QUICK} >&-", "<stdout>: is closed"),
        (f"cleanup clean x.txt {QUICK} >/dev/full", "<stdout>: cannot be written: No space left on device"),
        ("cleanup config show >/dev/full", "<stdout>: cannot be written: No space left on device"),
        (f"cleanup clean x.txt -o pipe {QUICK}", "pipe: is a device or pipe, not a file"),
        (f"cleanup clean x.txt --format jsonl -o pipe {QUICK}", "pipe: is a device or pipe, not a file"),
        ("cleanup digest x.txt -o pipe", "pipe: is a device or pipe, not a file"),
        ("cleanup report folder -o pipe", "pipe: is a device or pipe, not a file"),
        (f"cleanup run folder -o x.txt {QUICK}", "x.txt: is a file, and a folder is to be written"),
    ],
)
def test_streams_and_outputs_that_take_nothing_are_told_in_one_line(tmp_path: Path, line: str, said: str) -> None:
    if "/dev/full" in line and not Path("/dev/full").is_char_device():
        pytest.skip("no /dev/full here")
    write(tmp_path / "x.txt", ARTICLE)
    write(tmp_path / "folder" / "y.txt", ARTICLE)
    os.mkfifo(tmp_path / "pipe")
    done = shell(tmp_path, line)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert len([words for words in done.stderr.splitlines() if words.startswith("error: ")]) == 1
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize("command", ["clean", "run", "check", "digest"])
def test_files_of_records_that_hold_none_are_named(tmp_path: Path, command: str) -> None:
    write(tmp_path / "none.jsonl", "")
    write(tmp_path / "blank.jsonl", "\n\n")
    done = shell(tmp_path, f"cleanup {command} none.jsonl blank.jsonl" + (" -o out" if command == "run" else ""))
    assert done.returncode == 0
    assert "none.jsonl, blank.jsonl: no records, nothing to clean" in done.stderr


def test_half_a_surrogate_pair_costs_no_article(command: Command, tmp_path: Path) -> None:
    lines = [f'{{"id": {i}, "text": {json.dumps(ARTICLE)[:-1]} {half}"}}' for i, half in enumerate(("", "\\ud800", ""))]
    write(tmp_path / "in.jsonl", "\n".join(lines) + "\n")
    for arguments in (["clean", "in.jsonl", "-o", "out.jsonl"], ["summarize", "in.jsonl"]):
        done = command(*arguments, "--skip", "grammar") if arguments[0] == "clean" else command(*arguments)
        assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [0, 1, 2]
    assert not any("error" in row for row in rows)


def test_an_output_that_another_run_writes_is_refused_and_a_dead_run_keeps_nobody_out(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE)
    lock = tmp_path / ".y.txt.lock"
    write(lock, json.dumps({"host": "here", "pid": 4711, "since": "2026-01-01T00:00:00+00:00"}))
    arguments = ("clean", "x.txt", "-o", "y.txt", "--engine", "none", "--skip", "summary")
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = command(*arguments)
        assert done.returncode == 2
        assert "another run or review is writing there (process 4711 on here, since 2026-01-01T00:00:00+00:00)" in done.stderr
        assert not (tmp_path / "y.txt").exists()
    assert command(*arguments).returncode == 0
    assert (tmp_path / "y.txt").exists()
    assert not lock.exists()
