"""A worker process: takes chunks from a pipe, says at which article it is, sends the outcomes back.

Messages to the parent start with one letter: "A" + pickled number (the article begun, within its chunk) and outcome of the
one before (None for the first), "D" + pickled outcome of the last, "M" + number (the article that took more memory than it
may; the worker then ends), "E" + text (the engine cannot go on; the worker then ends).
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import time
from contextlib import suppress
from multiprocessing.connection import Connection

from cleanup.corpus.job import Chunk, Job, Outcome
from cleanup.corpus.task import Bench
from cleanup.errors import EngineError
from cleanup.threads import one_thread_for_matrices

_LOOK_FOR_PARENT = 1.0  # seconds between looks; a worker outlives its parent by no more


def serve(pipe: Connection, job: Job, bench: Bench | None = None) -> None:
    """Work chunks off until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends its workers
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    end_with(os.getppid())
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            from cleanup.engines import embedded

            embedded.ONE_CORE = True  # the processes are the parallelism; more threads would only wait for each other
            bench = bench or job.bench()
            _limit_memory(job.memory)
            _work(pipe, bench)
        except EngineError as error:
            pipe.send_bytes(b"E" + str(error).encode())


def serve_fresh(handle: int) -> None:
    """`serve` in an interpreter of its own: the pipe is the open file `handle`, and the job comes through it first."""
    one_thread_for_matrices()
    pipe = Connection(handle)
    serve(pipe, pickle.loads(pipe.recv_bytes()))


def _work(pipe: Connection, bench: Bench) -> None:
    while True:
        chunk: Chunk = pickle.loads(pipe.recv_bytes())
        outcome: Outcome | None = None
        for place in range(chunk.begin, len(chunk.pieces)):
            _send(pipe, b"A", (place, outcome))
            try:
                outcome = bench.outcome(chunk.pieces[place], chunk.given_up.get(place))
            except MemoryError:
                pipe.send_bytes(b"M%d" % place)
                return
        _send(pipe, b"D", outcome)


def _send(pipe: Connection, letter: bytes, what: object) -> None:
    pipe.send_bytes(letter + pickle.dumps(what, pickle.HIGHEST_PROTOCOL))


def _limit_memory(extra: int) -> None:
    """Let this process have `extra` bytes more than it has. Only Linux tells and enforces it."""
    if not extra or not sys.platform.startswith("linux"):
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as statm:
        held = int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = held + extra
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))


def end_with(parent: int) -> None:
    """End this process soon after its parent, however that ended."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_FOR_PARENT)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="cleanup-parent").start()
