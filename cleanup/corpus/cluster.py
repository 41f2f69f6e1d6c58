"""The same work on a Dask cluster: chunks in, outcomes out, the engine loaded once a worker.

Each thread of a Dask worker keeps a pool of one supervised process, so an article that hangs or brings its process
down costs what it costs on one machine, and Dask's own worker never dies of it. A Dask worker that is lost gives its
chunks to the others. Files are read here and sent, so the workers need no access to them.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from cleanup.corpus.fingerprint import differences, versions
from cleanup.corpus.job import Chunk, FinishedChunk, Job, Outcome
from cleanup.corpus.pool import Pool, Stop
from cleanup.errors import ConfigError, EngineError
from cleanup.extras import needs

_CONNECT = 15  # seconds
# Chunks under way for each thread of the cluster: enough to hide the way there and back.
_AHEAD = 4
# A chunk is given up after so many workers were lost with it; its articles cannot be why (they run in processes of
# their own), so this many means a cluster that is going down.
_RETRIES = 20
_LOSSES = 5  # times in a row that one chunk's result may be lost before the cluster is called broken
_POLL = 0.2

_pools: dict[tuple[str, int], Pool] = {}
_lock = threading.Lock()


class Cluster:
    """Works chunks off on the Dask cluster at `address`."""

    def __init__(self, job: Job, address: str, time_limit: float) -> None:
        """Raises ConfigError where there is no cluster, or its workers have another version of anything that counts."""
        needs("distributed", "dask", "clusters (--cluster)", error=ConfigError)
        from distributed import Client

        self._job, self._time_limit = job, time_limit
        self._name = f"cleanup-{time.time_ns():x}"
        try:
            self._client: Any = Client(address, timeout=_CONNECT, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, TimeoutError, ValueError) as error:
            raise ConfigError(
                f"--cluster {address}: no Dask scheduler answers there ({_short(error)}); start one with "
                "`dask scheduler` and workers with `dask worker ADDRESS`"
            ) from None
        self._check_workers(address)

    def results(self, chunks: Iterator[Chunk], stop: Stop) -> Iterator[FinishedChunk]:
        """Each chunk with its outcomes, in order. Raises EngineError when the cluster loses its workers for good."""
        under_way: deque[tuple[Chunk, Any]] = deque()
        source: Iterator[Chunk] | None = chunks
        lost = 0
        while not stop:
            while source is not None and len(under_way) < _AHEAD * max(1, self._threads()):
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
        with suppress(OSError, TimeoutError, RuntimeError, ValueError):  # where it has gone, its processes end with it
            self._client.run(end_pools, self._name, on_error="ignore")
        self._client.close()

    def _submit(self, chunk: Chunk, lost: int = 0) -> Any:
        return self._client.submit(
            work_chunk,
            self._name,
            self._job,
            self._time_limit,
            chunk,
            pure=False,
            key=f"{self._name}-{chunk.number}-{lost}",
            retries=_RETRIES,
        )

    def _wait(self, future: Any, stop: Stop) -> list[Outcome] | None:
        from distributed import TimeoutError as DaskTimeoutError

        while not stop:
            try:
                outcomes: list[Outcome] = future.result(timeout=_POLL)
                return outcomes
            except (TimeoutError, DaskTimeoutError) as error:
                if future.status == "error":  # the work itself timed out, not this look at it
                    raise EngineError(f"the cluster cannot go on: {_short(error)}") from error
            except (EngineError, ConfigError):
                raise
            except Exception as error:
                # KilledWorker, a lost scheduler, a broken connection: what was done is on record.
                raise EngineError(
                    f"the cluster cannot go on: {type(error).__name__}: {_short(error)}; what was done is "
                    "kept: mend the cluster, then give the same command with --resume"
                ) from error
        return None

    def _threads(self) -> int:
        return sum(self._client.nthreads().values())

    def _check_workers(self, address: str) -> None:
        try:
            found = self._client.run(versions)
        except Exception as error:
            raise ConfigError(
                f"--cluster {address}: its workers cannot load cleanup ({_short(error)}); install the same "
                "version on all of them"
            ) from None
        if not found:
            raise ConfigError(f"--cluster {address}: the scheduler has no workers; start some with `dask worker {address}`")
        for worker, theirs in found.items():
            differ = differences(versions(), theirs)
            if differ:
                raise ConfigError(
                    f"--cluster {address}: worker {worker} differs from this machine: {'; '.join(differ[:3])}; "
                    "results would depend on where an article is worked on"
                )


def work_chunk(name: str, job: Job, time_limit: float, chunk: Chunk) -> list[Outcome]:
    """On a worker: the outcomes of one chunk."""
    key = (name, threading.get_ident())
    with _lock:
        pool = _pools.get(key)
        if pool is None:
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


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
