"""The shared server: real programs that start, use, kill and stop one LanguageTool."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.config import EngineSettings
from cleanup.engines.languagetool import shared
from cleanup.engines.languagetool.client import LanguageToolEngine
from cleanup.engines.languagetool.places import server_folder
from cleanup.engines.registry import open_engine
from cleanup.errors import ConfigError
from tests.conftest import ROOT
from tests.engines.processes import ends_within, is_running, servers

TEXT = "He have a dog. They was late for the meeting. She bought an new car."
USE = EngineSettings(name="languagetool")


@pytest.fixture
def cache(own_cache: Path) -> Iterator[Path]:
    """A cache without a shared server, and without one afterwards."""
    yield own_cache
    shared.stop()
    assert servers(str(own_cache)) == []


def started() -> shared.ServerRecord:
    record, new = shared.start()
    assert new
    return record


def test_start_use_stop(cache: Path, languagetool: LanguageToolEngine) -> None:
    assert shared.status() is None
    record = started()
    assert is_running(record.pid)
    again, new = shared.start()
    assert (again.pid, new) == (record.pid, False)
    for _ in range(2):
        engine = open_engine(USE)
        assert engine.check(TEXT, "en-US") == languagetool.check(TEXT, "en-US")
        engine.close()
    assert servers(str(cache)) == [record.pid]  # closing an engine leaves it warm for the next
    assert "LanguageTool 6.8 on 127.0.0.1" in record.describe()
    assert shared.stop()
    assert not is_running(record.pid)
    assert ends_within(record.keeper, 10)
    assert shared.status() is None
    assert not shared.stop()


START = "from cleanup.engines.languagetool import shared; print(shared.start()[0].pid)"


def test_programs_that_start_at_once_get_one_server(cache: Path) -> None:
    programs = [subprocess.Popen([sys.executable, "-c", START], cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    pids = {int(program.communicate(timeout=300)[0]) for program in programs}
    assert [program.returncode for program in programs] == [0] * 4
    assert pids == set(servers(str(cache)))
    assert len(pids) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_the_record_is_the_owner_s_alone(cache: Path) -> None:
    started()
    folder = server_folder()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "server.json").stat().st_mode) == 0o600
    folder.chmod(0o755)
    assert stat.S_IMODE(server_folder().stat().st_mode) == 0o700  # put right when it is used


def test_it_ends_after_the_idle_limit(cache: Path) -> None:
    record, _ = shared.start(idle_minutes=1 / 60)
    assert ends_within(record.pid, 30)
    assert ends_within(record.keeper, 10)
    assert shared.status() is None


def test_a_killed_server_is_started_again_and_nothing_is_lost(cache: Path, seed: str) -> None:
    first = started()
    engine = open_engine(USE)
    expected = engine.check(seed, "en-US")
    timer = threading.Timer(0.03, os.kill, (first.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL))
    timer.start()
    for _ in range(3):
        assert engine.check(seed, "en-US") == expected
    timer.join()
    assert engine.check(seed, "en-US") == expected
    second = shared.status()
    assert second is not None
    assert second.pid != first.pid
    assert servers(str(cache)) == [second.pid]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_killed_keeper_leaves_neither_server_nor_a_record_that_is_believed(cache: Path) -> None:
    record = started()
    os.kill(record.keeper, signal.SIGKILL)
    assert ends_within(record.pid, 10)
    assert (server_folder() / "server.json").exists()
    assert shared.status() is None
    assert started().pid != record.pid


def test_a_record_without_a_keeper_is_not_believed(cache: Path) -> None:
    facts = {
        "port": 9,
        "pid": os.getpid(),
        "keeper": os.getpid(),
        "version": "LanguageTool 6.8",
        "heap_mb": 1,
        "idle_seconds": 0,
        "started": 0,
    }
    (server_folder() / "server.json").write_text(json.dumps(facts), encoding="utf-8")
    assert shared.status() is None
    assert not shared.stop()


def test_the_program_that_started_it_may_be_killed(cache: Path) -> None:
    code = START + "; import sys, time; sys.stdout.flush(); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        program.kill()
    record = shared.status()
    assert record is not None
    assert record.pid == pid
    assert is_running(pid)


def test_a_negative_idle_limit_is_refused(cache: Path) -> None:
    with pytest.raises(ConfigError, match="idle limit"):
        shared.start(idle_minutes=-1)
