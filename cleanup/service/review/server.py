"""Opens a review: the articles, a socket on this machine alone, the address, and the end of it all."""

from __future__ import annotations

import os
import signal
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleanup.config import Settings
from cleanup.corpus.lock import sole_writer
from cleanup.errors import CleanupError, InputError
from cleanup.readers.fields import Fields
from cleanup.service.access import LOOPBACK
from cleanup.service.review.articles import Articles, Entry, entries_of
from cleanup.service.review.cleaner import CleaningProcess

HOST = "127.0.0.1"
MOST_TOLD = 5  # inputs that cannot be read named where there is nothing else


@dataclass(frozen=True, slots=True)
class ReviewPlan:
    """A review as the user asked for it. `formats` are written beside the ledgers when it ends; `port` 0: any that is
    free."""

    inputs: Sequence[str]
    output: Path
    settings: Settings
    by: str
    fields: Fields = field(default_factory=Fields)
    stdin_format: str = "text"
    formats: Sequence[str] = ("markdown",)
    port: int = 0
    browser: bool = True


def serve_review(plan: ReviewPlan, say: Callable[[str], None], complain: Callable[[str], None]) -> bool:
    """Open the page and serve it until the user ends it, there or with Ctrl-C. -> whether every article could be reviewed.

    Raises InputError where there is nothing to review, OutputError where another review or run has the articles,
    ConfigError where the port is taken.
    """
    entries = entries_of(plan.inputs, plan.output, plan.settings, plan.fields, plan.stdin_format)
    unread = [e.error for e in entries if e.state == "failed"]
    if len(unread) == len(entries):
        raise InputError("; ".join(unread[:MOST_TOLD]))
    for error in unread:
        complain(error)
    with ExitStack() as held:
        # Before anything is locked: what a forked process inherits would stay locked a while after its parent was killed.
        process = CleaningProcess(plan.settings, plan.fields) if any(e.state == "waiting" for e in entries) else None
        if process is not None:
            held.callback(process.close)
        for folder in sorted({os.path.realpath(f) for f in _written_in(plan, entries)}):
            held.enter_context(sole_writer(Path(folder)))
        from cleanup.service.http.server import listening  # loads the server while the process loads the engine

        articles = Articles(entries, process)
        held.callback(articles.close)
        whole = _serve(plan, articles, held.enter_context(listening(HOST, plan.port)), say, complain)
    for entry in entries:
        if entry.state == "failed" and entry.error not in unread:
            complain(entry.error)
    return whole and all(e.state != "failed" for e in entries)


def _written_in(plan: ReviewPlan, entries: Sequence[Entry]) -> set[Path]:
    """The folders that are ours while the review is open: those of the ledgers, and the whole output, for a run has that."""
    folders = {e.ledger.parent for e in entries if e.ledger is not None}
    wholes = {plan.output, *(Path(name) for name in plan.inputs if Path(name).is_dir())}
    return folders | {folder for folder in wholes if any(f.is_relative_to(folder) for f in folders)}


def _serve(
    plan: ReviewPlan,
    articles: Articles,
    bound: socket.socket,
    say: Callable[[str], None],
    complain: Callable[[str], None],
) -> bool:
    """Serve until the user ends it, then write what was changed. -> whether all could be written."""
    import uvicorn

    from cleanup.service.review.app import Review, review_app
    from cleanup.service.review.entry import Entry as Door

    port = bound.getsockname()[1]
    server: Any = None

    def end() -> None:
        server.should_exit = True

    door = Door(port)
    review = Review(articles, plan.by, plan.settings, door, end, lambda address: say(f"for another window: {address}"))
    config = uvicorn.Config(
        review_app(review, LOOPBACK),
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=3,
        h11_max_incomplete_event_size=65_536,
    )
    server = uvicorn.Server(config)
    address = door.address()
    say(f"review at {address}\nend it there, or here with Ctrl-C; decisions are kept as they are made")
    if plan.browser:
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
    # uvicorn raises the signal that ended it once more: what is left to write is written first.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with suppress(KeyboardInterrupt):
            server.run(sockets=[bound])
    finally:
        signal.signal(signal.SIGTERM, before)
    whole = True
    for number in sorted(review.changed):
        try:
            for path in review.write(number, list(plan.formats)):
                say(f"written: {path}")
        except CleanupError as error:
            complain(str(error))
            whole = False
    return whole
