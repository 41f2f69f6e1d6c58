"""The same work on a Dask cluster: chunks in, outcomes out, the engine loaded once a worker.

Each thread of a Dask worker keeps a pool of one supervised process, so an article that hangs or brings its process
down costs what it costs on one machine, and Dask's own worker never dies of it. A Dask worker that is lost gives its
chunks to the others, and one that joins later is asked for its versions too. Files are read here and sent, so the workers need
no access to them. A scheduler that is started again within the time of a connection is found again, and what it had forgotten
is sent once more.
"""

from __future__ import annotations

import logging
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from cleanup.corpus.fingerprint import differences, versions
from cleanup.corpus.job import Chunk, FinishedChunk, Job, Outcome
from cleanup.corpus.pool import Pool, Stop
from cleanup.errors import ConfigError, EngineError
from cleanup.extras import needs

_CONNECT = 15  # seconds
_FIRST_WORKER = 120  # seconds; a cluster that grows with its work has none before
_COUNT_EVERY = 2.0  # seconds between looks at how many threads there are
# Chunks under way for each thread of the cluster, enough to hide the way there and back; and at least, so that a cluster that
# grows with its work (one more worker for every five seconds of it, by default) sees that there is some.
_AHEAD, _LEAST_AHEAD = 4, 64
# A chunk is given up after so many workers were lost with it; its articles cannot be why (they run in processes of
# their own), so this many means a cluster that is going down.
_RETRIES = 20
_LOSSES = 5  # times in a row that one chunk's result may be lost before the cluster is called broken
_POLL = 0.2

_pools: dict[tuple[str, int], Pool] = {}
_lock = threading.Lock()


class Cluster:
    """Works chunks off on the Dask cluster at `address`."""

    def __init__(self, job: Job, address: str, time_limit: float, say: Callable[[str], None] = lambda message: None) -> None:
        """Raises ConfigError where there is no cluster, or its workers have another version of anything that counts."""
        needs("distributed", "dask", "clusters (--cluster)", error=ConfigError)
        from distributed import Client

        for name in ("distributed", "distributed.client"):  # what it logs with tracebacks is told as errors here
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._job, self._time_limit, self._address = job, time_limit, address
        self._versions = versions()
        self._name = f"cleanup-{time.time_ns():x}"
        self._threads, self._counted = 0, -_COUNT_EVERY
        try:
            self._client: Any = Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise ConfigError(
                f"--cluster {address}: no Dask scheduler answers there ({_short(error)}); start one with "
                "`dask scheduler` and workers with `dask worker ADDRESS`"
            ) from None
        self._check_workers(say)

    def results(self, chunks: Iterator[Chunk], stop: Stop) -> Iterator[FinishedChunk]:
        """Each chunk with its outcomes, in order. Raises EngineError when the cluster loses its workers for good."""
        under_way: deque[tuple[Chunk, Any]] = deque()
        source: Iterator[Chunk] | None = chunks
        lost = 0
        while not stop:
            while source is not None and len(under_way) < max(_LEAST_AHEAD, _AHEAD * self._count_threads()):
                chunk = next(source, None)
                if chunk is None:
                    source = None
                    break
                under_way.append((chunk, self._submit(chunk)))
            if not under_way:
                return
            chunk, future = under_way[0]
            try:
                outcomes = self._wait(future, stop)
            except EngineError as error:
                if not isinstance(error.__cause__, Exception) or lost >= _LOSSES:
                    raise
                # Its worker died between finishing and handing over: the chunk is worked on once more.
                lost += 1
                under_way[0] = chunk, self._submit(chunk, lost)
                continue
            if outcomes is None:
                break
            lost = 0
            under_way.popleft()
            yield FinishedChunk(chunk, outcomes)
        for _, future in under_way:
            future.cancel()

    def close(self) -> None:
        """End this run's processes on the workers and leave the cluster as it was."""
        with suppress(Exception):  # where the cluster has gone, its processes end with it; Dask has many words for that
            self._client.run(end_pools, self._name, on_error="ignore")
        with suppress(OSError, TimeoutError):
            self._client.close()

    def _submit(self, chunk: Chunk, lost: int = 0) -> Any:
        with _going_on():
            return self._client.submit(
                work_chunk,
                self._name,
                self._job,
                self._time_limit,
                self._versions,
                chunk,
                pure=False,
                key=f"{self._name}-{chunk.number}-{lost}",
                retries=_RETRIES,
            )

    def _wait(self, future: Any, stop: Stop) -> list[Outcome] | None:
        from distributed import TimeoutError as DaskTimeoutError

        while not stop:
            try:
                with _going_on():
                    outcomes: list[Outcome] = future.result(timeout=_POLL)
                    return outcomes
            except (TimeoutError, DaskTimeoutError) as error:
                if future.status == "error":  # the work itself timed out, not this look at it
                    raise EngineError(f"the cluster cannot go on: {_short(error)}") from error
                if self._client.status == "closed":
                    raise EngineError(_gone(f"no scheduler answers at {self._address} any more")) from None
        return None

    def _count_threads(self) -> int:
        now = time.monotonic()
        if now - self._counted >= _COUNT_EVERY:
            # While a scheduler is away it is not known; those that wait for it will say so.
            with suppress(OSError, TimeoutError):
                self._threads = sum(self._client.nthreads().values())
            self._counted = time.monotonic()
        return self._threads

    def _check_workers(self, say: Callable[[str], None]) -> None:
        address = self._address
        try:
            # A worker that is just going does not answer; each is asked again when it begins to work.
            answers = self._client.run(versions, on_error="return")
            found = {worker: theirs for worker, theirs in answers.items() if not isinstance(theirs, OSError)}
            if not found:
                say(f"--cluster {address}: has no workers yet; waits {_FIRST_WORKER} s for the first")
                found = {"": self._client.submit(versions, pure=False).result(timeout=_FIRST_WORKER)}
            if broken := next((e for e in found.values() if isinstance(e, Exception)), None):
                raise broken
        except TimeoutError:
            raise ConfigError(
                f"--cluster {address}: the scheduler has no workers; start some with `dask worker {address}`"
            ) from None
        except Exception as error:
            raise ConfigError(
                f"--cluster {address}: its workers cannot load cleanup ({_short(error)}); install the same version on all of them"
            ) from None
        for worker, theirs in found.items():
            _refuse_other(self._versions, theirs, f"--cluster {address}: worker {worker}".rstrip())


def work_chunk(name: str, job: Job, time_limit: float, wanted: Mapping[str, object], chunk: Chunk) -> list[Outcome]:
    """On a worker: the outcomes of one chunk. Raises ConfigError where other versions than those `wanted` are there."""
    key = (name, threading.get_ident())
    with _lock:
        pool = _pools.get(key)
        if pool is None:
            _refuse_other(wanted, versions(), f"a Dask worker on {socket.gethostname()}")
            pool = _pools[key] = Pool(job, 1, time_limit, fresh=True)
    done = next(pool.results(iter([chunk]), Stop()), None)
    if done is None:
        raise EngineError("a worker's process ended without a word")
    return done.outcomes


def end_pools(name: str) -> None:
    """On a worker: end the processes of a run."""
    with _lock:
        for key in [k for k in _pools if k[0] == name]:
            _pools.pop(key).close()


def _refuse_other(wanted: Mapping[str, object], theirs: Mapping[str, object], worker: str) -> None:
    if differ := differences(wanted, theirs):
        raise ConfigError(
            f"{worker} differs from the machine that the run was begun on: {'; '.join(differ[:3])}; results would depend on where "
            "an article is worked on. Install the same version on all of them"
        )


@contextmanager
def _going_on() -> Iterator[None]:
    """Tell what the cluster itself cannot do: KilledWorker, a lost scheduler, a broken connection."""
    try:
        yield
    except (EngineError, ConfigError, TimeoutError):
        raise
    except Exception as error:
        raise EngineError(_gone(f"{type(error).__name__}: {_short(error)}")) from error


def _gone(why: str) -> str:
    return f"the cluster cannot go on: {why}; what was done is kept: mend the cluster, then give the same command with --resume"


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
