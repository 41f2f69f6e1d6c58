"""Where a LanguageTool answers: a private server of this process, or somebody else's at a URL.

A `Server` gives an address and mends what it can when a request fails. The private one is a Java process behind a
keeper (see keeper.py): started at the first check, heap bounded, gone with this process however it ends, and started
again when it died in the middle of work.
"""

from __future__ import annotations

import contextlib
import json
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

from cleanup.engines.languagetool.install import Installation
from cleanup.engines.languagetool.java import Java
from cleanup.engines.languagetool.keeper import PORT, Order
from cleanup.errors import ConfigError, EngineError, EngineTextError

HEAP_MB = 512  # 49,000 code points of one article and four requests at a time pass in 384; resident 450 MB in all
MINIMUM_HEAP_MB = 256  # below it the English rules do not load
RESTARTS_KILLED = 25  # for one request; beyond it something on this machine wants the server dead
DEATH_SECONDS = 2.0  # within which a keeper notices that its server is dead and says how it died
STOP_SECONDS = 30.0  # the keeper looks four times a second and gives the server five seconds
READY_SECONDS = 90.0  # 1.3 s on an idle machine, 7 s on one with three programs a core; language_tool_python gives up at 15


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server answers now. `generation` counts its starts, so that only one thread mends one failure."""

    url: str
    generation: int


class Server(Protocol):
    """Something that gives the address of a LanguageTool and can be asked to mend it."""

    def address(self) -> Address:
        """Where to send a request; starts the server when it is not running. EngineError when that fails."""
        ...

    def recover(self, failed: Address, reason: str, attempt: int) -> None:
        """After the `attempt`th failure (from 1) of one request: make the next one promising, or EngineError."""
        ...

    def close(self) -> None:
        """Let go of the server; a private one ends."""
        ...


class RemoteServer:
    """A LanguageTool that somebody else runs, at a URL such as http://host:8081 (with or without /v2)."""

    def __init__(self, url: str, *, retries: int = 3) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError(f"--server {url}: not a URL of a server; write it as http://HOST:PORT or https://HOST")
        self._url = url.rstrip("/").removesuffix("/v2").removesuffix("/v2/check")
        self._retries = retries

    def address(self) -> Address:
        """The URL, always the same."""
        return Address(self._url, 0)

    def recover(self, failed: Address, reason: str, attempt: int) -> None:
        """Wait 1, 2, 4 ... seconds; EngineError after the last retry."""
        if attempt > self._retries:
            raise EngineError(
                f"{self._url}: no answer after {attempt} tries ({reason}); check the address and that the server "
                "runs, or leave out --server to use an engine on this machine"
            )
        time.sleep(2.0 ** (attempt - 1))

    def close(self) -> None:
        """Nothing is ours."""


class PrivateServer:
    """A LanguageTool of this process alone."""

    def __init__(
        self, installation: Installation, java: Java, *, heap_mb: int = HEAP_MB, ready_seconds: float = READY_SECONDS
    ) -> None:
        self._order = Order(command(installation, java, heap_mb), ready_seconds)
        self._heap_mb = heap_mb
        self._lock = threading.Lock()
        self._keeper: subprocess.Popen[str] | None = None
        self._answer: dict[str, Any] = {}
        self._generation = 0
        self._closed = False
        self._was_killed = False

    @property
    def pid(self) -> int | None:
        """Process number of the Java server, None when it is not running."""
        return self._answer.get("pid") if self._keeper is not None and self._keeper.poll() is None else None

    def address(self) -> Address:
        """The loopback URL; the server is started when it is not running."""
        with self._lock:
            if self._closed:
                raise EngineError("languagetool engine: used after close()")
            if self._keeper is None or self._keeper.poll() is not None:
                self._start()
            return Address(f"http://127.0.0.1:{self._answer['port']}", self._generation)

    def recover(self, failed: Address, reason: str, attempt: int) -> None:
        """End what is left of the server, so that `address` starts a new one; EngineError when that is no use."""
        with self._lock:
            if not self._closed and failed.generation == self._generation:  # else another thread was here before us
                self._stop(patience=DEATH_SECONDS)
        if attempt > restarts(self._was_killed):
            raise EngineTextError(
                f"LanguageTool ended {attempt} times at the same text ({reason}); if the text is long, give it more "
                f"memory (engine.heap, now {self._heap_mb} MB), or use the embedded engine"
            )

    def close(self) -> None:
        """End the server and wait until it is gone."""
        with self._lock:
            self._closed = True
            self._stop()

    def _start(self) -> None:
        self._stop()
        for attempt in range(1, RESTARTS_KILLED + 2):
            try:
                self._keeper, self._answer = start_keeper(self._order)
                break
            except KilledError:
                if attempt > RESTARTS_KILLED:
                    raise
        self._generation += 1

    def _stop(self, patience: float = 0.0) -> None:
        """End the server; notes whether it had been killed, which its keeper needs `patience` seconds to find out."""
        keeper, self._keeper = self._keeper, None
        if keeper is None:
            return
        if patience:
            with contextlib.suppress(subprocess.TimeoutExpired):
                keeper.wait(patience)
        try:  # this closes the keeper's input, whose end it reads and ends the server
            last_word, _ = keeper.communicate(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            keeper.kill()
            last_word, _ = keeper.communicate()
        self._was_killed = keeper.returncode < 0 or was_killed(last_word)


def restarts(killed: bool) -> int:
    """How often a server is started again for one request.

    Once when it ended by itself: the text is too much for it and will be again. More often when somebody killed it,
    because that says nothing about the text.
    """
    return RESTARTS_KILLED if killed else 1


def was_killed(last_word: str) -> bool:
    """Whether a keeper's last word, a line of JSON or nothing, says that a signal ended the server."""
    try:
        code = json.loads(last_word)["ended"]
    except (ValueError, KeyError, TypeError):
        return False
    # Java turns SIGTERM into an exit code of its own
    return isinstance(code, int) and (code < 0 or code == 128 + signal.SIGTERM)


class KilledError(EngineError):
    """The server was killed while it started."""


def command(installation: Installation, java: Java, heap_mb: int) -> list[str]:
    """The Java command line of a server, the keeper's mark in place of the port. LanguageTool listens on loopback only
    unless told otherwise."""
    if heap_mb < MINIMUM_HEAP_MB:
        raise ConfigError(f"heap of {heap_mb} MB: LanguageTool needs {MINIMUM_HEAP_MB} MB at least")
    return [
        str(java.program),
        f"-Xmx{heap_mb}m",
        "-XX:TieredStopAtLevel=1",  # the full compiler costs 7 s of computing before it gains anything
        "-XX:+UseSerialGC",  # the parallel collectors keep several times the memory for no gain at this heap
        "-XX:+ExitOnOutOfMemoryError",  # a server out of memory answers nonsense; a dead one is started anew
        "-cp",
        str(installation.jar),
        "org.languagetool.server.HTTPServer",
        "--port",
        PORT,
        "--config",
        str(installation.config),
    ]


def start_keeper(order: Order) -> tuple[subprocess.Popen[str], dict[str, Any]]:
    """Start a keeper and wait for its answer. EngineError with the server's last output when it fails.

    The keeper gets a session of its own: Ctrl-C in the terminal must reach us, and the server only through us.
    """
    root = str(Path(__file__).resolve().parents[3])
    program = (
        f"import sys; sys.path.insert(0, {root!r}); from cleanup.engines.languagetool.keeper import main; sys.exit(main())"
    )
    flags = 0
    if sys.platform == "win32":
        window = subprocess.DETACHED_PROCESS if order.record else subprocess.CREATE_NO_WINDOW
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | window
    keeper = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        cwd=Path(root).anchor,  # a server that stays must not keep the user's folder in use
        start_new_session=True,
        creationflags=flags,
    )
    assert keeper.stdin is not None
    assert keeper.stdout is not None
    try:
        keeper.stdin.write(order.to_json())
        keeper.stdin.flush()
        line = keeper.stdout.readline()
    except OSError:
        line = ""  # it was killed
    except BaseException:
        _abandon(keeper)
        raise
    if line and "port" in (answer := json.loads(line)):
        return keeper, answer
    _abandon(keeper)
    reason = json.loads(line)["error"] if line else f"its keeper ended with code {keeper.returncode}"
    kind = KilledError if was_killed(line) or (not line and keeper.returncode < 0) else EngineError
    raise kind(f"LanguageTool cannot start: {reason}; see: cleanup engine status")


def _abandon(keeper: subprocess.Popen[str]) -> None:
    """End a keeper whose answer we do not have; it ends its server when its input ends."""
    try:
        keeper.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        keeper.kill()
        keeper.communicate()
