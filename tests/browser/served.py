"""A review as a user starts it: the real command, in a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WAIT = 60.0  # seconds; a start takes two, on a machine that is busy several times that


@dataclass
class Served:
    """A running review. `said` are the lines that it printed so far."""

    process: subprocess.Popen[str]
    said: list[str] = field(default_factory=list)
    _more: threading.Condition = field(default_factory=threading.Condition)

    def listen(self) -> None:
        """Take down what the review prints until it ends."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._more:
                self.said.append(line)
                self._more.notify_all()

    def address(self, number: int = 0) -> str:
        """The opening address that was printed as that many-th."""
        with self._more:
            assert self._more.wait_for(lambda: len(self._addresses()) > number, WAIT), "".join(self.said)
            return self._addresses()[number]

    def _addresses(self) -> list[str]:
        return re.findall(r"http://\S+token=\S+", "".join(self.said))

    @property
    def origin(self) -> str:
        return self.address().partition("/open")[0]

    @property
    def port(self) -> int:
        return int(self.origin.rpartition(":")[2])

    def exit_code(self) -> int:
        """The exit code, once the review has ended by itself."""
        return self.process.wait(WAIT)

    def kill(self) -> None:
        """End it as a crash does."""
        self.process.kill()
        self.process.wait(WAIT)


@contextmanager
def reviewing(*args: str | Path, cwd: Path, by: str = "Ann") -> Iterator[Served]:
    """`cleanup review ARGS...` in a folder; it is ended in any case."""
    process = subprocess.Popen(
        [sys.executable, "-m", "cleanup", "review", *map(str, args), "--by", by, "--no-browser"],
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    served = Served(process)
    listening = threading.Thread(target=served.listen, daemon=True)
    listening.start()
    try:
        yield served
    finally:
        process.terminate()  # asked first: what a page still loads, such as its icon, is sent to its end
        try:
            process.wait(WAIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(WAIT)
        listening.join(WAIT)
