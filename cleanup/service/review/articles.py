"""The articles of a review: those of a finished run as they are, others cleaned in the order of the inputs, the one that
is looked at first."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleanup.config import Settings
from cleanup.corpus.outputs import article_name
from cleanup.errors import CleanupError, InputError, OutputError
from cleanup.readers.address import is_address
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import STDIN, Broken, find_files, refuse_inside
from cleanup.readers.raw import Raw, item_of, raws
from cleanup.review.ledger_file import LEDGER_ENDING, LedgerFile
from cleanup.review.store import ledgers_in
from cleanup.service.review.cleaner import ArticleError, CleaningProcess
from cleanup.writers.atomic import unwritten, write_whole

State = Literal["waiting", "cleaning", "ready", "failed"]


@dataclass(slots=True)
class Entry:
    """An article of the review: where its ledger is or will be, and how far it is. `raw` is what it is cleaned from."""

    name: str
    ledger: Path | None
    raw: Raw | None = None
    state: State = "ready"
    error: str = ""


def entries_of(inputs: Sequence[str], output: Path, settings: Settings, fields: Fields, stdin_format: str) -> list[Entry]:
    """The articles that the inputs name. Folders with ledgers, and ledgers, are reviewed where they are.

    Raises InputError where there is none, OutputError where the output lies inside an input or two articles would get one
    name. What cannot be read is an entry that has failed.
    """
    entries: list[Entry] = []
    raw_inputs: list[str] = []
    for given in inputs:
        path = Path(given)
        if given == STDIN or is_address(given):
            raw_inputs.append(given)
        elif path.is_dir() and (found := ledgers_in(path)):
            entries += [Entry(str(p.relative_to(path))[: -len(LEDGER_ENDING)], p) for p in found]
        elif path.name.endswith(LEDGER_ENDING):
            entries.append(Entry(path.name[: -len(LEDGER_ENDING)], path))
        else:
            raw_inputs.append(given)
    if raw_inputs:
        refuse_inside(output, raw_inputs)
        entries += _to_clean(raw_inputs, output, settings, fields, stdin_format)
    if not entries:
        raise InputError(f"{', '.join(inputs)}: no article to review; give articles, or the folder of a finished run")
    return entries


def _to_clean(inputs: Sequence[str], output: Path, settings: Settings, fields: Fields, stdin_format: str) -> Iterator[Entry]:
    taken: dict[Path, str] = {}
    for file in find_files(inputs, stdin_format):
        for raw in (file,) if isinstance(file, Broken) else raws(file, fields):
            if isinstance(raw, Broken):
                yield Entry(raw.name, None, None, "failed", raw.error)
                continue
            identity = None if raw.whole else _identity(raw, settings, fields)
            base = output / article_name(raw.file, identity, raw.line)
            ledger = base.with_name(base.name + LEDGER_ENDING)
            if ledger in taken:
                raise OutputError(
                    f"{raw.name}: would be written to {ledger}, as {taken[ledger]} was; review them one after the other, "
                    "each with an -o of its own"
                )
            taken[ledger] = raw.name
            yield _entry(raw, ledger)


def _identity(raw: Raw, settings: Settings, fields: Fields) -> object:
    return item_of(raw, settings, fields).id


def _entry(raw: Raw, ledger: Path) -> Entry:
    """To be cleaned, unless it was before. A ledger that people worked on is never made anew."""
    try:
        file = LedgerFile.read(ledger.read_bytes(), str(ledger))
    except FileNotFoundError:
        return Entry(raw.name, ledger, raw, "waiting")
    except (OSError, CleanupError) as error:
        return Entry(raw.name, ledger, None, "failed", f"{error}; move it away to clean the article anew")
    if _is_of(file, raw):
        return Entry(raw.name, ledger)
    if file.ledger.decided or file.corrections:
        return Entry(
            raw.name,
            ledger,
            None,
            "failed",
            f"{raw.name}: is another article than the one that was reviewed in {ledger}; choose another place with -o",
        )
    return Entry(raw.name, ledger, raw, "waiting")


def _is_of(file: LedgerFile, raw: Raw) -> bool:
    """Whether the ledger was made of this article, as far as that can be told: pages are fetched once."""
    if not raw.whole or raw.file.path is None:
        return True
    try:
        return file.source.sha256 in (None, hashlib.sha256(raw.file.path.read_bytes()).hexdigest())
    except OSError:
        return True


class Articles:
    """The entries, and the thread that has them cleaned one after the other. May be used by several threads."""

    def __init__(self, entries: Sequence[Entry], process: CleaningProcess | None) -> None:
        """`process` None: every entry is ready or failed."""
        self.entries = list(entries)
        self._process = process
        self._changed = threading.Condition()
        self._wanted: int | None = None
        self._closed = False
        self._thread = threading.Thread(target=self._work, daemon=True, name="cleanup-articles")
        if process is not None:
            self._thread.start()

    def wait_for(self, number: int, seconds: float) -> Entry:
        """The entry, ready or failed where that can be had in so many seconds; it is cleaned next."""
        with self._changed:
            entry = self.entries[number]
            if entry.state == "waiting":
                self._wanted = number
                self._changed.notify_all()
            self._changed.wait_for(lambda: entry.state in ("ready", "failed"), seconds)
            return entry

    def close(self) -> None:
        """Stop cleaning; what is not done is cleaned when the review is opened again."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._process is not None:
            self._process.close()
            self._thread.join(5)

    def _work(self) -> None:
        while (entry := self._next()) is not None:
            error = self._clean(entry)
            with self._changed:
                if error and self._closed:
                    entry.state = "waiting"  # not its fault: its process was ended
                    return
                entry.state, entry.error, entry.raw = ("failed", error, None) if error else ("ready", "", None)
                self._changed.notify_all()

    def _next(self) -> Entry | None:
        with self._changed:
            if self._closed:
                return None
            waiting = [e for e in self.entries if e.state == "waiting"]
            if self._wanted is not None and self.entries[self._wanted] in waiting:
                waiting.insert(0, self.entries[self._wanted])
            self._wanted = None
            if not waiting:
                return None
            waiting[0].state = "cleaning"
            return waiting[0]

    def _clean(self, entry: Entry) -> str:
        """Clean an article and write its ledger. -> what went wrong, empty for nothing."""
        assert self._process is not None
        assert entry.raw is not None
        assert entry.ledger is not None
        try:
            content = self._process.clean(entry.raw)
            write_whole(entry.ledger, content.encode(), durable=True)
        except ArticleError as error:
            return str(error)
        except OSError as error:
            return str(unwritten(entry.ledger, error))
        return ""
