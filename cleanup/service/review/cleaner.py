"""The process that cleans the articles of a review while others are looked at, so that neither waits for the other.

It is given one article at a time and gives back the content of its ledger's file. One that brings it down, or takes
too long, costs itself alone: a new process goes on with the next.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from cleanup.config import Settings
from cleanup.core.json_values import naming
from cleanup.errors import CleanupError
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import Broken
from cleanup.readers.raw import Raw
from cleanup.writers.columns import own_values

TIME_LIMIT = 120.0  # seconds an article, as runs have it
_NOT_READ = "this article brought the program down ({how}); leave it out, or clean it alone with `cleanup clean`"


class ArticleError(CleanupError):
    """An article could not be cleaned."""


class CleaningProcess:
    """Cleans articles in a process of its own, begun at once so that the engine is warm when the first one comes."""

    def __init__(self, settings: Settings, fields: Fields, time_limit: float = TIME_LIMIT) -> None:
        self._settings, self._fields, self._time_limit = settings, fields, time_limit
        self._closed = False
        self._lock = threading.Lock()
        self._start()

    def clean(self, raw: Raw) -> str:
        """The content of the ledger's file. Raises ArticleError."""
        try:
            self._pipe.send(raw)
            if not self._pipe.poll(self._time_limit):
                self._restart()
                raise ArticleError(f"{raw.name}: took longer than {self._time_limit:g} s; leave it out, or cut it")
            kind, text = self._pipe.recv()
        except (EOFError, OSError):
            if self._closed:
                raise ArticleError(f"{raw.name}: the review was closed") from None
            self._process.join(5)
            how = f"exit code {self._process.exitcode}"
            self._restart()
            raise ArticleError(f"{raw.name}: {_NOT_READ.format(how=how)}") from None
        if kind == "error":
            raise ArticleError(text)
        return str(text)

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._closed = True
            self._process.kill()
            self._process.join(5)

    def _start(self) -> None:
        # A process with threads is not forked: what they hold locked stays locked in the child.
        alone = sys.platform.startswith("linux") and threading.active_count() == 1
        context: Any = multiprocessing.get_context("fork" if alone else "spawn")
        self._pipe, there = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(there, self._settings, self._fields), daemon=True, name="cleanup-review"
        )
        self._process.start()
        there.close()

    def _restart(self) -> None:
        with self._lock:
            self._process.kill()
            self._process.join(5)
            self._pipe.close()
            if not self._closed:
                self._start()


def _serve(pipe: Connection, settings: Settings, fields: Fields) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent ends this process
    from cleanup.corpus.worker import end_with

    end_with(os.getppid())
    from cleanup.api import Cleaner

    # Keywords are found when they are written: the text may be another by then, and looking takes two seconds at first.
    later = settings.changed({"skip": (*settings.skip, "keywords")})
    with Cleaner(later) as cleaner, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        with suppress(CleanupError):
            _ = cleaner.engine
        while True:
            raw: Raw = pipe.recv()
            pipe.send(_outcome(cleaner, raw, settings, fields))


def _outcome(cleaner: Any, raw: Raw, settings: Settings, fields: Fields) -> tuple[str, str]:
    from cleanup.readers.raw import item_of
    from cleanup.review.ledger_file import LedgerFile, written

    try:
        record = _record(raw)
        if record is not None:
            with naming(raw.name):
                return "done", written(LedgerFile.of_record(record).values())
        item = item_of(raw, settings, fields)
        if isinstance(item, Broken):
            return "error", item.error
        result = cleaner.clean_document(item.read())
    except CleanupError as error:
        return "error", str(error) if str(error).startswith(raw.name) else f"{raw.name}: {error}"
    except (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        traceback.print_exc()
        return "error", f"{raw.name}: {type(error).__name__}: {error} (a fault of cleanup; please report it)"
    wanted = "keywords" in settings.skip or settings.keywords.method == "none"
    return "done", written(LedgerFile.of(result, keywords=wanted).values())


def _record(raw: Raw) -> dict[str, Any] | None:
    """The values of a line that an earlier run wrote; None for everything else."""
    if raw.file.format != "jsonl" or not isinstance(raw.data, bytes) or b'edits"' not in raw.data:
        return None
    with suppress(ValueError, RecursionError):
        values = json.loads(raw.data)
        if isinstance(values, dict):
            return own_values(values)
    return None
