"""The workers as the server sees them: an order in, its outcome awaited; a queue that is bounded; a process that is started
anew when it dies."""

from __future__ import annotations

import asyncio
import logging
import math
import multiprocessing
import signal
import socket
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from typing import Any, Literal

from cleanup.corpus.job import Chunk, Job, Outcome
from cleanup.errors import EngineError
from cleanup.service.http import frames
from cleanup.service.http.dispatcher import Done, Failed, Warm, dispatch
from cleanup.service.http.orders import Order

State = Literal["starting", "ready", "stopping"]
# Orders at the workers' process for each worker: the one that is worked on, and one that need not be waited for.
_GIVEN = 2
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0  # seconds until a process that died is started anew; doubled each time
_STOPS_WITHIN = 5.0
_FIRST_GUESS = 0.3  # seconds an article takes, until some have been seen
_LONGEST_WAIT = 60  # seconds that a client is told to wait at most

log = logging.getLogger("cleanup.service")


class UnavailableError(Exception):
    """There are no workers now: they start, have died, or the server stops."""


@dataclass(slots=True)
class _Waiting:
    order: Order
    outcome: asyncio.Future[Outcome]
    since: float = field(default_factory=time.monotonic)


class Backend:
    """A context manager of the event loop: entering starts the workers' process and waits for nothing."""

    def __init__(self, job: Job, jobs: int, time_limit: float, on_failure: Callable[[EngineError], None]) -> None:
        """`on_failure` is called where the workers could not be started the first time: nothing will come of it later."""
        self._job, self._time_limit, self._on_failure = job, time_limit, on_failure
        self.jobs = jobs
        self.state: State = "starting"
        self.ready, self.stopping = asyncio.Event(), asyncio.Event()
        self.restarts = 0
        self._replaced = self._replaced_before = 0
        self._waiting: deque[tuple[int, _Waiting]] = deque()
        self._given: dict[int, _Waiting] = {}
        self._number = 0
        self._seconds = _FIRST_GUESS
        self._writer: asyncio.StreamWriter | None = None
        self._process: BaseProcess | None = None
        self._keeper: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Backend:
        self._keeper = asyncio.create_task(self._keep())
        return self

    async def __aexit__(self, *error: object) -> None:
        self.stop()
        if self._keeper is not None:
            self._keeper.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeper

    def stop(self) -> None:
        """Take no further order; those under way go on."""
        self.state = "stopping"
        self.stopping.set()

    @property
    def queued(self) -> int:
        """Orders that no worker has been given yet."""
        return len(self._waiting)

    @property
    def in_flight(self) -> int:
        """Orders that are with the workers."""
        return len(self._given)

    @property
    def replaced(self) -> int:
        """Workers that died or were ended, and were replaced."""
        return self._replaced_before + self._replaced

    @property
    def wait(self) -> int:
        """Seconds after which a client may find a worker free, as far as can be told."""
        return max(1, min(_LONGEST_WAIT, math.ceil((self.queued + self.in_flight) * self._seconds / self.jobs)))

    async def outcome(self, order: Order) -> Outcome:
        """What comes of an order. Cancelled, it is dropped if it still waits. Raises UnavailableError."""
        if self.state != "ready":
            raise UnavailableError
        self._number += 1
        number, asked = self._number, _Waiting(order, asyncio.get_running_loop().create_future())
        self._waiting.append((number, asked))
        self._pump()
        try:
            return await asked.outcome
        except asyncio.CancelledError:
            with suppress(ValueError):
                self._waiting.remove((number, asked))
            raise

    def _pump(self) -> None:
        """Give the workers' process what it can take."""
        while self._writer is not None and self._waiting and len(self._given) < _GIVEN * self.jobs:
            number, asked = self._waiting.popleft()
            self._given[number] = asked
            asked.since = time.monotonic()
            self._writer.write(frames.frame(Chunk(number, (asked.order,))))

    async def _keep(self) -> None:
        """Keep a process of workers running until cancelled."""
        pause, was_ready = _FIRST_PAUSE, False
        try:
            while True:
                error = await self._one_process()
                if not was_ready and not self.ready.is_set():
                    self._on_failure(EngineError(f"the workers could not be started: {error}"))
                    return
                was_ready, pause = True, _FIRST_PAUSE if self.ready.is_set() else min(2 * pause, _LONGEST_PAUSE)
                self._lost()
                log.error("the workers' process has ended (%s); it is started anew", error)
                self.restarts += 1
                await asyncio.sleep(pause)
        finally:
            self._lost()

    async def _one_process(self) -> str:
        """Start the workers' process and take what it says until it ends. -> why it did."""
        here, there = socket.socketpair()
        self._process = _started(there, self._job, self.jobs, self._time_limit)
        there.close()
        reader, self._writer = await asyncio.open_connection(sock=here)
        error = "it ended without a word"
        try:
            while True:
                said = await frames.read(reader)
                if isinstance(said, Warm):
                    if self.state == "starting":
                        self.state = "ready"
                    self.ready.set()
                elif isinstance(said, Failed):
                    error = said.error
                elif isinstance(said, Done):
                    self._take(said)
        except (EOFError, ConnectionError):
            return error
        finally:
            await self._end_process()

    def _take(self, done: Done) -> None:
        self._replaced = done.replaced
        asked = self._given.pop(done.number)
        self._seconds += 0.05 * (min(time.monotonic() - asked.since, _LONGEST_WAIT) / _GIVEN - self._seconds)
        if not asked.outcome.done():
            asked.outcome.set_result(done.outcome)
        self._pump()

    def _lost(self) -> None:
        """Nobody will answer what was asked."""
        if self.state == "ready":
            self.state = "starting"
        self.ready.clear()
        self._replaced_before, self._replaced = self.replaced, 0
        for asked in (*self._given.values(), *(asked for _, asked in self._waiting)):
            if not asked.outcome.done():
                asked.outcome.set_exception(UnavailableError())
        self._given.clear()
        self._waiting.clear()

    async def _end_process(self) -> None:
        """Close the socket, upon which the process ends; end it where it does not."""
        writer, self._writer = self._writer, None
        process, self._process = self._process, None
        if writer is not None:
            writer.transport.abort()
        if process is not None:
            await asyncio.to_thread(process.join, _STOPS_WITHIN)  # meanwhile the loop closes the socket
            process.kill()
            process.join()


def _started(end: socket.socket, *given: Any) -> BaseProcess:
    """The workers' process: a fresh interpreter, for this one has an event loop and connections, which no worker may get."""
    process = multiprocessing.get_context("spawn").Process(target=dispatch, args=(end, *given), name="cleanup-workers")
    with _ignored(signal.SIGINT):
        process.start()
    return process


@contextmanager
def _ignored(number: signal.Signals) -> Iterator[None]:
    """Ctrl-C is not for a process that starts meanwhile: it takes over what is ignored."""
    before = signal.signal(number, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(number, before)
