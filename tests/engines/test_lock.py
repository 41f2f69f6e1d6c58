from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cleanup.engines.languagetool.lock import FileLock, is_held
from cleanup.errors import EngineError
from tests.conftest import ROOT

HOLD = """
import sys, time
from pathlib import Path
from cleanup.engines.languagetool.lock import FileLock
with FileLock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the lock."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
        other.kill()


def test_one_holder_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert not is_held(path)
    with holder(path) as other:
        assert is_held(path)
        assert not FileLock(path).try_acquire()
        with pytest.raises(EngineError, match=f"{path}: another program has held this lock"), FileLock(path, seconds=0.1):
            pass
        other.kill()  # the system lets go for it
        with FileLock(path, seconds=10):
            assert is_held(path)
    assert not is_held(path)


def test_looking_does_not_look_like_holding(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with FileLock(path):
        pass
    assert [is_held(path) for _ in range(50)] == [False] * 50
