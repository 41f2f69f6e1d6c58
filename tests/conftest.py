"""What the tests share: the seed, and the command line as a real process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.web import Site, serving

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "000_f250bf3dc0c16488.txt"
Command = Callable[..., subprocess.CompletedProcess[str]]

# The same examples each time: a run says what a commit did. To look for more: HYPOTHESIS_PROFILE=explore pytest ...
settings.register_profile("repeat", derandomize=True)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeat"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew; review them as a diff")


@pytest.fixture(scope="session")
def seed() -> str:
    """The article that everything started from."""
    return SEED.read_text(encoding="utf-8")


@pytest.fixture
def site() -> Iterator[Site]:
    """A web site on this machine, without pages yet."""
    with serving() as found:
        yield found


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Runs `cleanup ARGS...` in an empty folder; -> exit code, stdout, stderr."""

    def run(
        *args: str | Path, stdin: str | bytes | None = None, cwd: Path = tmp_path, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [sys.executable, "-m", "cleanup", *map(str, args)],
            input=data,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", **environment},
            timeout=300,
            stdin=None if data is not None else subprocess.DEVNULL,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
