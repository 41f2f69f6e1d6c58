"""The process that keeps the service's workers: a process of its own with one thread, from which they can be forked.

Orders come over a socket, one a chunk, and their outcomes go back as they are done, so a slow article delays nobody
but those that wait for its worker. The process ends with the server, and the workers with it.
"""

from __future__ import annotations

import signal
import socket
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import Any

from cleanup.corpus.job import Chunk, GivenUp, Job, Outcome
from cleanup.corpus.workers import Workers
from cleanup.errors import CleanupError, EngineError
from cleanup.readers.inputs import Broken
from cleanup.readers.raw import Raw
from cleanup.service.http.frames import frame, receive
from cleanup.threads import one_thread_for_matrices

_ENGINE_IS_DEAD = 5  # articles in a row at which the engine could not go on


@dataclass(frozen=True, slots=True)
class Warm:
    """The workers are there, with everything loaded."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The process cannot go on, and ends."""

    error: str


@dataclass(frozen=True, slots=True)
class Done:
    """What came of the order with this number. `replaced` counts the workers that had to be replaced so far."""

    number: int
    outcome: Outcome
    replaced: int


class _ServiceWorkers(Workers):
    """Workers whose time limit holds for every article whatever its size, for somebody waits for it; and where an engine
    that cannot go on costs the article that it was at, unless it is so with several in a row."""

    without_engine = 0

    def _limit_of(self, piece: Raw | Broken) -> float:
        return self._time_limit

    def _without_engine(self, worker: Any, error: str) -> None:
        self.without_engine += 1
        if worker.at is None or self.without_engine >= _ENGINE_IS_DEAD:
            raise EngineError(error)
        self._replace(worker, worker.at, GivenUp("crash", error))


def dispatch(end: socket.socket, job: Job, size: int, time_limit: float) -> None:
    """Work the orders off that come over `end`, until it closes."""
    # Ctrl-C and a service manager's stop reach every process of the group; the server decides when this one ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    one_thread_for_matrices()
    workers = _ServiceWorkers(job, size, time_limit, ahead=1, not_theirs=(end,))
    try:
        workers.start()
        end.sendall(frame(Warm()))
        _serve(end, workers)
    except CleanupError as error:
        with suppress(OSError):
            end.sendall(frame(Failed(str(error))))
    except (EOFError, ConnectionError):
        pass  # the server has gone
    finally:
        workers.close()
        end.close()


def _serve(end: socket.socket, workers: _ServiceWorkers) -> None:
    waiting: deque[Chunk] = deque()
    while True:
        workers.hand_out(lambda: waiting.popleft() if waiting else None)
        for done in workers.collect(end):
            if done.outcomes[0].error is None:
                workers.without_engine = 0
            end.sendall(frame(Done(done.chunk.number, done.outcomes[0], workers.replaced)))
        while _readable(end):
            waiting.append(receive(end))


def _readable(end: socket.socket) -> bool:
    return bool(wait([end], 0))
