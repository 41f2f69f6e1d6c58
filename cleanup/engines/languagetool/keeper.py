"""The keeper: a small process between us and the Java server, which never lets the server outlive its reason.

It starts the server on a free loopback port, waits until it answers, and ends it when
  - its parent closes the pipe or dies, however it dies (a private server), or
  - its record is removed, or has not been touched for the idle limit (a shared server), or
  - the keeper itself is asked to end.
It runs as a process of its own because only the death of a process is sure to close its end of a pipe: exit handlers
do not run after SIGKILL. On Linux the kernel also ends the server with the keeper. Standard library only, so that it
takes 10 MB and a few hundredths of a second.

Protocol: one line of JSON on standard input (an Order), one line on standard output: {"port", "pid"} or {"error"};
when the server ended without being asked to, a last line {"ended": exit code} (into a file for a shared server).
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from cleanup.engines.languagetool.lock import FileLock
from cleanup.errors import EngineError

PORT = "{port}"  # stands for the port in the command
READY = "Server started"  # what LanguageTool prints when it listens
PORT_TRIES = 5  # another program can take a free port between our look and the server's start
KEPT_LINES = 12  # of the server's output, for the message when it fails
POLL_SECONDS = 0.25
LOCK_SECONDS = 10.0  # a keeper that is ending holds the lock for GRACE_SECONDS at most
LAST_WORD_SECONDS = 3600.0  # how long the last word of a server is kept for programs that lost it
GRACE_SECONDS = 5.0  # between asking the server to end and killing it


@dataclass(frozen=True, slots=True)
class Order:
    """What to start: the command with PORT in it, and for a shared server the record to keep."""

    command: list[str]
    ready_seconds: float
    record: str = ""  # path of the record file; "" makes a private server that lives as long as standard input
    alive: str = ""  # path of the lock that the keeper holds for its whole life
    idle_seconds: float = 0.0
    facts: dict[str, Any] | None = None  # goes into the record beside port and process numbers

    def to_json(self) -> str:
        """One line for the keeper's standard input."""
        return json.dumps(asdict(self)) + "\n"


def main() -> int:
    """Run the order on standard input; 0 when the server was ended in order, 1 when it failed."""
    order = Order(**json.loads(sys.stdin.readline()))
    _lift_memory_limit()
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda _number, _frame: ended.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.ExitStack() as stack:
        if order.alive:
            try:
                stack.enter_context(FileLock(Path(order.alive), seconds=LOCK_SECONDS, purpose="keep the server"))
            except EngineError as error:
                _answer({"error": str(error)})
                return 1
        server = _Server(order.command)
        stack.callback(server.end)
        if not order.record:
            threading.Thread(target=_wait_for_parent, args=(ended,), daemon=True).start()
        if problem := server.start(order.ready_seconds, ended):
            _answer({"error": problem, "ended": server.exit_code})
            return 1
        record = Path(order.record) if order.record else None
        if record is not None:
            _forget_last_words(record)
            _write(record, _facts(order, server))
            stack.callback(_remove_record, record)
        _answer({"port": server.port, "pid": server.pid})
        if record is not None:
            _let_go_of_output()
        may_stay = _record_watch(record, order.idle_seconds) if record is not None else _always
        while not ended.wait(POLL_SECONDS) and may_stay():
            if not server.is_running():
                last_word = {"ended": server.exit_code}
                _answer(last_word) if record is None else _write(ended_file(record, os.getpid()), last_word)
                return 1
    return 0


def _lift_memory_limit() -> None:
    """A worker of a run may take so much memory and no more; a server that it starts is not part of that."""
    if sys.platform.startswith("linux"):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


def ended_file(record: Path, keeper: int) -> Path:
    """Where a shared server's keeper (its process number) leaves its last word. One file a keeper: several programs may
    want to know how a server ended after the next one has begun."""
    return record.with_name(f"{record.name}.ended.{keeper}")


def _forget_last_words(record: Path) -> None:
    for old in record.parent.glob(record.name + ".ended.*"):
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > LAST_WORD_SECONDS:
                old.unlink()


class _Server:
    """The Java process, its port and the last lines that it printed."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[str] | None = None
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)
        self._ready = threading.Event()
        self.port = 0

    @property
    def pid(self) -> int:
        return self._process.pid if self._process else 0

    @property
    def exit_code(self) -> int | None:
        """Negative when a signal ended it, None while it runs."""
        return self._process.poll() if self._process else None

    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self, seconds: float, ended: threading.Event) -> str:
        """Start and wait until it listens; "" or what went wrong. A port that was taken meanwhile is tried anew."""
        deadline = time.monotonic() + seconds
        for _ in range(PORT_TRIES):
            self.port = _free_port()
            self._lines.clear()
            try:
                reader = self._spawn()
            except OSError as error:
                return f"{self._command[0]} cannot be started: {error.strerror or error}"
            while not self._ready.wait(0.05):
                if ended.is_set():
                    return "asked to end before the server was ready"
                if not self.is_running():
                    break
                if time.monotonic() > deadline:
                    return f"not ready after {seconds:.0f} s; last output: {self._last_lines()}"
            else:
                return ""
            reader.join(2)
            if "Address already in use" not in "\n".join(self._lines):
                return f"ended at its start with code {self._process.returncode if self._process else '?'}; " + (
                    f"last output: {self._last_lines()}"
                )
        return f"no free port in {PORT_TRIES} tries"

    def _spawn(self) -> threading.Thread:
        command = [part.replace(PORT, str(self.port)) for part in self._command]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            preexec_fn=_die_with_parent() if sys.platform == "linux" else None,
        )
        reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        reader.start()
        return reader

    def _read(self, process: subprocess.Popen[str]) -> None:
        """Keep the pipe empty, or the server would stand still, and the last lines at hand."""
        assert process.stdout is not None
        for line in process.stdout:
            if not self._ready.is_set():
                self._lines.append(line.strip())
                if READY in line:
                    self._ready.set()

    def _last_lines(self) -> str:
        return " | ".join(line for line in self._lines if line) or "none"

    def end(self) -> None:
        """Ask the server to end, then kill it."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _die_with_parent() -> Callable[[], None]:
    """What the server's process does before it becomes Java: ask Linux to be killed when the keeper dies."""
    import ctypes

    prctl = ctypes.CDLL(None).prctl
    keeper = os.getpid()

    def ask() -> None:
        prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != keeper:
            os._exit(1)  # the keeper died before the kernel knew

    return ask


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_for_parent(ended: threading.Event) -> None:
    """Standard input ends when the parent closes it or dies."""
    while sys.stdin.readline():
        pass
    ended.set()


def _answer(value: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):
        print(json.dumps(value), flush=True)


def _let_go_of_output() -> None:
    """A shared server's keeper stays when the program that started it is gone: nothing may wait for its output."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)


def _facts(order: Order, server: _Server) -> dict[str, Any]:
    return {
        **(order.facts or {}),
        "port": server.port,
        "pid": server.pid,
        "keeper": os.getpid(),
        "started": time.time(),
        "idle_seconds": order.idle_seconds,
    }


def _write(path: Path, facts: dict[str, Any]) -> None:
    """Whole or not at all, and readable by its owner only from the first byte."""
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump(facts, out)
    os.replace(part, path)


def _remove_record(path: Path) -> None:
    """Remove our record, not that of a keeper after us."""
    with contextlib.suppress(OSError, ValueError):
        if json.loads(path.read_text(encoding="utf-8")).get("keeper") == os.getpid():
            path.unlink()


def _always() -> bool:
    return True


def _record_watch(path: Path, idle_seconds: float) -> Callable[[], bool]:
    """A test whether the server may stay: its record is there and was touched within the idle limit."""

    def may_stay() -> bool:
        try:
            touched = path.stat().st_mtime
        except OSError:
            return False
        return idle_seconds <= 0 or time.time() - touched <= idle_seconds

    return may_stay


if __name__ == "__main__":
    raise SystemExit(main())
