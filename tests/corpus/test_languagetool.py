"""Workers with a LanguageTool server that is killed under them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.corpus.articles import ROOT, articles, children, cleanup, command, environment, write_lines
from tests.engines.installation import lend_installation

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="finds processes in /proc")


def servers(pid: int) -> set[int]:
    """The Java processes below a process."""
    found: set[int] = set()
    for child in children(pid):
        try:
            java = "java" in os.readlink(f"/proc/{child}/exe").rsplit("/", 1)[-1]
        except OSError:
            continue
        found |= {child} if java else servers(child)
    return found


def gone(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_killed_server_changes_no_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lend_installation(monkeypatch, tmp_path / "cache")
    monkeypatch.setattr("tests.corpus.articles.environment", lambda: environment() | {"CLEANUP_CACHE": str(tmp_path / "cache")})
    source = write_lines(tmp_path / "in.jsonl", articles(16, words=250))
    arguments = ("run", source, "--engine", "languagetool", "--jobs", "2", "--skip", "summary", "--skip", "keywords")
    cleanup(*arguments, "-o", tmp_path / "calm.jsonl")
    calm = (tmp_path / "calm.jsonl").read_bytes()
    assert b'"stage": "grammar"' in calm
    process = subprocess.Popen(
        command(*arguments, "-o", tmp_path / "out.jsonl"),
        cwd=ROOT,
        env=environment() | {"CLEANUP_CACHE": str(tmp_path / "cache")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    seen: set[int] = set()
    killed: set[int] = set()
    written = 0
    while process.poll() is None:
        now = servers(process.pid)
        size = sum(part.stat().st_size for part in (tmp_path / "out.jsonl.run").glob("part-*"))
        if size > written and len(killed) < 3:  # articles have come through since the last time: they are at work
            for server in now - killed:
                os.kill(server, signal.SIGKILL)
                killed.add(server)
            written = size
        seen |= now
        time.sleep(0.1)
    assert process.returncode == 0, process.stderr.read().decode() if process.stderr else ""
    assert killed
    assert (tmp_path / "out.jsonl").read_bytes() == calm
    assert all(gone(pid, 10) for pid in seen)
