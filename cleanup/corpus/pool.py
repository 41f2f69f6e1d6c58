"""A run's chunks worked off on this machine: ordered results, bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from cleanup.corpus.job import Chunk, FinishedChunk, Job
from cleanup.corpus.task import Bench
from cleanup.corpus.workers import Workers

# Chunks read ahead of the oldest that is not written yet, for each worker: one long article holds up none of them
# for long, and memory stays at some tens of chunks.
WINDOW = 8


class Stop:
    """Whether the user has asked to stop."""

    def __init__(self) -> None:
        self.signal = 0

    def __bool__(self) -> bool:
        return self.signal != 0


class Executor(Protocol):
    """Works chunks off and gives them back in order. Ends early when asked to stop."""

    def results(self, chunks: Iterator[Chunk], stop: Stop) -> Iterator[FinishedChunk]:
        """Each chunk with its outcomes. Raises EngineError when no worker can use the engine."""
        ...

    def close(self) -> None:
        """End the workers."""
        ...


class InProcess:
    """No workers at all: for a few articles without a time limit, which only another process can hold them to."""

    def __init__(self, job: Job) -> None:
        self._bench = Bench(job)

    def results(self, chunks: Iterator[Chunk], stop: Stop) -> Iterator[FinishedChunk]:
        """Each chunk with its outcomes."""
        for chunk in chunks:
            if stop:
                return
            yield FinishedChunk(chunk, [self._bench.outcome(p, chunk.given_up.get(i)) for i, p in enumerate(chunk.pieces)])

    def close(self) -> None:
        """Close the engine."""
        self._bench.cleaner.close()


class Pool:
    """`size` worker processes for a job. `time_limit` in seconds an article (0: none)."""

    def __init__(self, job: Job, size: int, time_limit: float = 0.0, *, fresh: bool = False, warm: bool = True) -> None:
        """`fresh`: workers are new interpreters even where they could be forked, for a process with threads. `warm`: rules
        and engine are loaded ahead, for many articles."""
        self._workers, self._size = Workers(job, size, time_limit, fresh=fresh, warm=warm), size

    def results(self, chunks: Iterator[Chunk], stop: Stop) -> Iterator[FinishedChunk]:
        """Each chunk with its outcomes, in the order of the chunks."""
        self._workers.start()
        ready: dict[int, FinishedChunk] = {}
        first: int | None = None  # the number of the oldest chunk not given back
        given = 0
        source: Iterator[Chunk] | None = chunks

        def following() -> Chunk | None:
            nonlocal source, first, given
            if source is None or given >= WINDOW * self._size:
                return None
            chunk = next(source, None)
            if chunk is None:
                source = None
                return None
            first = chunk.number if first is None else first
            given += 1
            return chunk

        while not stop:
            self._workers.hand_out(following)
            if first is None or (given == 0 and source is None):
                return
            for done in self._workers.collect():
                ready[done.chunk.number] = done
            while first in ready:
                yield ready.pop(first)
                first += 1
                given -= 1

    def close(self) -> None:
        """End the workers at once."""
        self._workers.close()
