"""Worker processes on this machine, supervised: one that dies, hangs or takes too much memory costs the article that it was
at and nothing else.

On Linux workers are forked from a process that has rules, models and engine loaded, so they share that memory and
start in milliseconds. Elsewhere each worker is a fresh interpreter that loads them itself. Not threads: the engine lets
go of the interpreter lock, but everything else holds it.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
import traceback
import warnings
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from cleanup.corpus.job import Chunk, FinishedChunk, GivenUp, Job, Outcome
from cleanup.corpus.task import Bench
from cleanup.corpus.worker import serve
from cleanup.errors import EngineError
from cleanup.readers.inputs import Broken
from cleanup.readers.raw import Raw

# Bytes that fit into the pipe of a busy worker without waiting for it (Linux: 64 kB).
_PIPE_HOLDS = 32_000
# A worker may be killed from outside; an article that was there three times is to blame.
MOST_TRIES = 3
# Up to this size an article has the time limit as given; a longer one in proportion.
LIMIT_BYTES = 100_000
# More seconds for the first article of a worker that loads rules and engine itself, which takes 1 to 3 s, German 6 s.
LOADING = 5.0
_LOOK_EVERY = 0.2  # seconds between looks at time limits and stop requests
_STARTS_IN_VAIN = 3
_SERVER_IDLE = 5.0  # minutes until a shared LanguageTool server ends that a killed run has left behind


@dataclass(slots=True)
class _Worker:
    process: Any
    pipe: Connection
    chunks: deque[Chunk] = field(default_factory=deque)  # given to it, the first one being worked on
    outcomes: list[Outcome] = field(default_factory=list)  # of the first chunk, of the articles before the one that it is at
    at: int | None = None  # the article of the first chunk that it is at
    since: float = 0.0
    loaded: bool = False  # whether rules and engine are there before its first article


class Workers:
    """`size` worker processes for a job, to be handed chunks. `time_limit` in seconds an article (0: none)."""

    def __init__(
        self,
        job: Job,
        size: int,
        time_limit: float = 0.0,
        *,
        fresh: bool = False,
        warm: bool = True,
        ahead: int = 2,
        not_theirs: Sequence[Connection | socket.socket] = (),
    ) -> None:
        """`fresh`: workers are new interpreters even where they could be forked, for a process with threads. `warm`: rules and
        engine are loaded before workers are forked; a single one loads what its articles need itself. `ahead`: the
        chunks that a worker is given at most, the one that it is at among them. `not_theirs`: what this process has open
        and a worker that outlives it must not hold."""
        self._forks = not fresh and sys.platform.startswith("linux")
        self._fresh, self._warm, self._ahead, self._not_theirs = fresh, warm, ahead, not_theirs
        self._job, self._size, self._time_limit = job, size, time_limit
        self._workers: list[_Worker] = []
        self._bench: Bench | None = None
        self._tries: Counter[tuple[int, int]] = Counter()
        self._kept: dict[int, list[Outcome]] = {}  # of chunks that a worker left unfinished
        self._in_vain = 0
        self._started_server = False
        self._again: deque[Chunk] = deque()
        self.replaced = 0

    def hand_out(self, following: Callable[[], Chunk | None]) -> None:
        """Give workers what they can take: what has to be done again, then what is `following`, until that is None."""
        for worker in self._workers:
            while len(worker.chunks) < self._ahead:
                chunk = self._again.popleft() if self._again else following()
                if chunk is None or not self._give(worker, chunk):
                    break

    def close(self) -> None:
        """End the workers at once."""
        for worker in self._workers:
            _end(worker)
        self._workers.clear()
        if self._started_server:
            from cleanup.engines.languagetool import shared

            self._started_server = False
            shared.stop()
        if self._bench is not None:
            self._bench.cleaner.close()
            self._bench = None

    def start(self) -> None:
        """Start those workers that are not there yet. Raises EngineError where the engine cannot be used."""
        if self._warm:
            self._shares_server()
        if self._forks and self._warm:
            self._bench = self._without_server().bench()
            self._bench.warm()
            gc.collect()
            gc.freeze()  # or the collector would touch, and so copy, every page that the workers share
        while len(self._workers) < self._size:
            self._workers.append(self._new())

    def _shares_server(self) -> None:
        """One LanguageTool server for all workers: the user's shared one, started here where it does not run. Any
        worker starts it again when it dies."""
        engine = self._job.settings.engine
        if engine.name != "languagetool" or engine.server or not engine.shared or "grammar" in self._job.settings.skip:
            return
        from cleanup.engines.languagetool import shared

        _, self._started_server = shared.start(heap_mb=engine.heap, idle_minutes=_SERVER_IDLE)

    def _without_server(self) -> Job:
        """The job with no engine that talks to a server: a connection must not be shared by forked processes."""
        if self._job.settings.engine.name != "languagetool":
            return self._job
        return replace(self._job, settings=self._job.settings.changed({"engine.name": "none", "engine.server": ""}))

    def _new(self) -> _Worker:
        if self._fresh and os.name == "posix":
            return _Worker(*_interpreter(self._job))
        context: Any = multiprocessing.get_context("fork" if self._forks else "spawn")
        here, there = context.Pipe()
        bench = self._bench if self._job.settings.engine.name != "languagetool" else None
        process = context.Process(
            target=_child,
            args=(there, self._job, bench, [*(w.pipe for w in self._workers), here, *self._not_theirs])
            if self._forks
            else (there, self._job, None, []),
            daemon=True,
            name="cleanup-worker",
        )
        with warnings.catch_warnings():
            # Python warns of threads at a fork; this process has none that hold locks (numpy's wait for work).
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
        there.close()
        return _Worker(process, here, loaded=bench is not None)

    def _give(self, worker: _Worker, chunk: Chunk) -> bool:
        """Give a chunk to a worker; False where it has to wait until the worker is idle."""
        data = pickle.dumps(chunk, pickle.HIGHEST_PROTOCOL)
        if worker.chunks and len(data) > _PIPE_HOLDS:
            self._again.appendleft(chunk)
            return False
        worker.chunks.append(chunk)
        with suppress(BrokenPipeError, ConnectionResetError):  # it has died: seen when its messages are read
            worker.pipe.send_bytes(data)
        return True

    def collect(self, *others: Connection | socket.socket) -> Iterator[FinishedChunk]:
        """What workers have finished since, once one has to say something or one of the `others` can be read, and after
        a fifth of a second at the latest; looks after workers that are late or gone. Raises EngineError."""
        pipes: dict[Any, _Worker] = {w.pipe: w for w in self._workers}
        for pipe in wait([*pipes, *others], _LOOK_EVERY):
            worker = pipes.get(pipe)
            if worker is None:
                continue
            try:
                data = worker.pipe.recv_bytes()
            except (EOFError, ConnectionResetError, BrokenPipeError):
                self._bury(worker)
                continue
            letter, rest = data[:1], data[1:]
            if letter == b"A":
                worker.at, before = pickle.loads(rest)
                worker.since = time.monotonic()
                if before is not None:
                    worker.outcomes.append(before)
            elif letter == b"D":
                self._in_vain = 0
                chunk = worker.chunks.popleft()
                worker.at = None
                for place in range(len(chunk.pieces)):
                    self._tries.pop((chunk.number, place), None)
                outcomes = [*self._kept.pop(chunk.number, ()), *worker.outcomes, pickle.loads(rest)]
                worker.outcomes.clear()
                worker.loaded = worker.loaded or any(outcome.facts is not None for outcome in outcomes)
                yield FinishedChunk(chunk, outcomes)
            elif letter == b"M":
                self._replace(
                    worker, int(rest), GivenUp("memory", f"took more than the memory limit of {self._job.memory // 2**20:,} MB")
                )
            elif letter == b"E":
                self._without_engine(worker, rest.decode("utf-8", "replace"))
        if self._time_limit:
            self._end_late()

    def _without_engine(self, worker: _Worker, error: str) -> None:
        """A worker's engine cannot go on: then no other's can."""
        raise EngineError(error)

    def _end_late(self) -> None:
        now = time.monotonic()
        for worker in list(self._workers):
            if worker.at is None or not worker.chunks or worker.pipe.poll():
                continue
            limit = self._limit_of(worker.chunks[0].pieces[worker.at])
            if now - worker.since > limit + (0.0 if worker.loaded else LOADING):
                self._replace(worker, worker.at, GivenUp("time", f"took longer than the time limit of {limit:g} s"))

    def _limit_of(self, piece: Raw | Broken) -> float:
        """Seconds that an article may take."""
        size = 0 if isinstance(piece, Broken) else piece.size
        return self._time_limit * max(1.0, size / LIMIT_BYTES)

    def _bury(self, worker: _Worker) -> None:
        """A worker has died: its article is tried again, or given up after too many workers."""
        worker.process.join(5)
        at, chunk = worker.at, worker.chunks[0] if worker.chunks else None
        if at is None or chunk is None:
            self._in_vain += 1
            if self._in_vain >= _STARTS_IN_VAIN * self._size:
                raise EngineError(f"workers die before they begin ({_how(worker)}); try --jobs 1, or free memory")
            self._replace(worker, None, None)
            return
        self._tries[chunk.number, at] += 1
        given_up = None
        if self._tries[chunk.number, at] >= MOST_TRIES:
            given_up = GivenUp("crash", f"{MOST_TRIES} workers died at this article ({_how(worker)})")
        self._replace(worker, at, given_up)

    def _replace(self, worker: _Worker, at: int | None, given_up: GivenUp | None) -> None:
        """A new worker in the place of this one; its chunks are given out again, the first from the article on that it was at."""
        self.replaced += 1
        _end(worker)
        left = list(worker.chunks)
        if worker.outcomes:
            kept = self._kept.setdefault(left[0].number, [])
            kept += worker.outcomes
            left[0] = replace(left[0], begin=len(kept))
        if left and at is not None and given_up is not None:
            left[0] = replace(left[0], given_up={**left[0].given_up, at: given_up})
        self._again.extendleft(reversed(left))
        self._workers.remove(worker)
        self._workers.append(self._new())


def _child(pipe: Connection, job: Job, bench: Bench | None, not_its: Sequence[Connection | socket.socket]) -> None:
    """The forked process: lets go of what belongs to the parent, then serves."""
    for other in not_its:
        other.close()
    code = 1
    try:
        serve(pipe, job, bench)
        code = 0
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
    finally:
        os._exit(code)  # no clean-up of what is the parent's: its engine, its files


class _Interpreter:
    """A worker in an interpreter of its own, with the part of Process's interface that is used here. Dask's workers
    are daemons of multiprocessing, which may not have such children, so this one is a plain subprocess."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    @property
    def exitcode(self) -> int | None:
        return self._process.poll()

    def kill(self) -> None:
        self._process.kill()

    def join(self, seconds: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)


def _interpreter(job: Job) -> tuple[_Interpreter, Connection]:
    here, there = socket.socketpair()
    code = "import sys; from cleanup.corpus.worker import serve_fresh; serve_fresh(int(sys.argv[1]))"
    folder = Path(__file__).resolve().parent.parent.parent
    places = os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(there.fileno())],
        pass_fds=[there.fileno()],
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": places},
    )
    there.close()
    pipe = Connection(here.detach())
    with suppress(BrokenPipeError):
        pipe.send_bytes(pickle.dumps(job))
    return _Interpreter(process), pipe


def _end(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.kill()
    worker.process.join(5)


def _how(worker: _Worker) -> str:
    code = worker.process.exitcode
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"
