"""One LanguageTool server for all programs of a user on this machine, kept warm between runs on request.

`start` leaves a server behind a keeper (see keeper.py) and its record in a folder that only the user may read: port,
process numbers, heap, idle limit. Programs find the server by the record; touching the record says "in use", removing
it says "end". A lock makes two programs that start at once get one server; another lock, held by the keeper for its
whole life, tells whether the record is true, so no stale port is ever sent a text. The server listens on loopback
only; its random port is not published, but it is no password either: LanguageTool has none, so a user of the same
machine who tries all ports can use the server (not read what others send it).
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleanup.engines.languagetool.install import require_installation
from cleanup.engines.languagetool.java import find_java
from cleanup.engines.languagetool.keeper import Order, ended_file
from cleanup.engines.languagetool.lock import FileLock, is_held
from cleanup.engines.languagetool.places import server_folder
from cleanup.engines.languagetool.server import (
    HEAP_MB,
    READY_SECONDS,
    RESTARTS_KILLED,
    Address,
    KilledError,
    command,
    restarts,
    start_keeper,
    was_killed,
)
from cleanup.errors import ConfigError, EngineError, EngineTextError

IDLE_MINUTES = 30.0
STOP_SECONDS = 20.0  # the keeper looks four times a second and gives the server five seconds

_RECORD = "server.json"
_ALIVE = "alive.lock"
_START = "start.lock"

_KEEPERS: list[subprocess.Popen[str]] = []  # of shared servers that this process started; they outlive it


@dataclass(frozen=True, slots=True)
class ServerRecord:
    """What is known of the running shared server."""

    port: int
    pid: int
    keeper: int
    version: str
    heap_mb: int
    idle_minutes: float
    started: float  # seconds since the epoch
    last_used: float

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def describe(self) -> str:
        """One line for people."""
        now = time.time()
        idle = f"ends after {self.idle_minutes:g} min without use" if self.idle_minutes else "no idle limit"
        return (
            f"{self.version} on 127.0.0.1:{self.port}, process {self.pid}, heap {self.heap_mb} MB, "
            f"up {(now - self.started) / 60:.0f} min, last used {(now - self.last_used) / 60:.0f} min ago, {idle}"
        )


def status() -> ServerRecord | None:
    """The running shared server, None when there is none. Changes nothing."""
    folder = server_folder(make=False)
    _reap()
    if not is_held(folder / _ALIVE):
        return None
    try:
        path = folder / _RECORD
        facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return ServerRecord(
            port=facts["port"],
            pid=facts["pid"],
            keeper=facts["keeper"],
            version=facts["version"],
            heap_mb=facts["heap_mb"],
            idle_minutes=facts["idle_seconds"] / 60,
            started=facts["started"],
            last_used=path.stat().st_mtime,
        )
    except (OSError, ValueError, KeyError):
        return None  # the keeper is starting or ending


def start(
    *, heap_mb: int = HEAP_MB, idle_minutes: float = IDLE_MINUTES, warm_up: Callable[[str], None] | None = None
) -> tuple[ServerRecord, bool]:
    """The shared server, started when it is not running; and whether this call started it.

    `warm_up` is called with the URL of a new server before anyone else is let in. `idle_minutes` 0 sets no limit.
    EngineError when LanguageTool or Java is missing or the server cannot start.
    """
    if idle_minutes < 0:
        raise ConfigError(f"idle limit of {idle_minutes:g} minutes: 0 (none) or more")
    folder = server_folder()
    with FileLock(folder / _START, seconds=READY_SECONDS + 30, purpose="start the shared server"):
        if (running := _settled(folder)) is not None:
            touch()
            return running, False
        (folder / _RECORD).unlink(missing_ok=True)
        _start_keeper(folder, heap_mb, idle_minutes)
        record = status()
        if record is None:
            raise EngineError("the shared LanguageTool server ended right after its start; see: cleanup engine status")
        if warm_up is not None:
            warm_up(record.url)
        return record, True


def _start_keeper(folder: Path, heap_mb: int, idle_minutes: float) -> None:
    installation, java = require_installation(), find_java()
    order = Order(
        command(installation, java, heap_mb),
        READY_SECONDS,
        record=str(folder / _RECORD),
        alive=str(folder / _ALIVE),
        idle_seconds=idle_minutes * 60,
        facts={"version": f"LanguageTool {installation.version}", "heap_mb": heap_mb},
    )
    for attempt in range(1, RESTARTS_KILLED + 2):
        try:
            keeper, _ = start_keeper(order)
            break
        except KilledError:
            if attempt > RESTARTS_KILLED:
                raise
    for stream in (keeper.stdin, keeper.stdout):
        if stream is not None:
            stream.close()
    _KEEPERS.append(keeper)


def _reap() -> None:
    """Take note of keepers that we started and that have ended, as the system wants of a parent."""
    _KEEPERS[:] = [keeper for keeper in _KEEPERS if keeper.poll() is None]


def stop() -> bool:
    """End the shared server and wait until it is gone; False when none was running."""
    folder = server_folder()
    with FileLock(folder / _START, seconds=READY_SECONDS + 30, purpose="start the shared server"):
        record = _settled(folder)
        (folder / _RECORD).unlink(missing_ok=True)
        if record is None and not is_held(folder / _ALIVE):
            return False
        deadline = time.monotonic() + STOP_SECONDS
        while is_held(folder / _ALIVE):
            if time.monotonic() > deadline:
                if record is None:
                    raise EngineError(f"{folder}: a server's keeper does not end; end it by hand")
                for pid in (record.keeper, record.pid):  # alive by the lock, so the numbers are still theirs
                    with contextlib.suppress(OSError):
                        os.kill(pid, signal.SIGTERM)
                deadline += STOP_SECONDS
                record = None
            time.sleep(0.05)
        return True


def touch() -> None:
    """Say that the shared server is in use; nothing when it is gone."""
    with contextlib.suppress(OSError):
        os.utime(server_folder() / _RECORD)


def _settled(folder: Path) -> ServerRecord | None:
    """The running server; waits out one that is on its way down, so that no two ever run."""
    deadline = time.monotonic() + STOP_SECONDS
    while (record := status()) is None and is_held(folder / _ALIVE):
        if time.monotonic() > deadline:
            raise EngineError(f"{folder}: a server's keeper neither serves nor ends; end it by hand")
        time.sleep(0.05)
    return record


class SharedServer:
    """The shared server as an engine uses it: found by its record, started again when it died in the middle of work."""

    def __init__(self, *, heap_mb: int = HEAP_MB, idle_minutes: float = IDLE_MINUTES) -> None:
        self._heap_mb = heap_mb
        self._idle_minutes = idle_minutes

    def address(self) -> Address:
        """The URL of the running server, started when it is not; marks it as used."""
        record = status()
        if record is None:
            record, _ = start(heap_mb=self._heap_mb, idle_minutes=self._idle_minutes)
        touch()
        return Address(record.url, record.keeper)

    def recover(self, failed: Address, reason: str, attempt: int) -> None:
        """Make `address` start it again. A server that runs and does not answer is ended first."""
        deadline = time.monotonic() + 2.0  # its keeper notices a dead server within a quarter of a second
        while (record := status()) is not None and record.keeper == failed.generation:
            if time.monotonic() > deadline:
                stop()
                break
            time.sleep(0.05)
        last_word = ""
        with contextlib.suppress(OSError):
            last_word = ended_file(server_folder() / _RECORD, failed.generation).read_text(encoding="utf-8")
        if attempt > restarts(was_killed(last_word)):
            raise EngineTextError(
                f"the shared LanguageTool server ended {attempt} times at the same text ({reason}); end it with "
                "cleanup engine stop, give it more memory (engine.heap) and start it, or use the embedded engine"
            )

    def close(self) -> None:
        """The server stays for the next program."""
