"""Where the outcomes go. Each output can say how far its bytes are on the disk and go on from such a place."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, Protocol

from cleanup.corpus.as_written import ANEW, not_as_written, size_of
from cleanup.corpus.job import Outcome
from cleanup.corpus.record import RunRecord
from cleanup.errors import OutputError
from cleanup.readers.inputs import Broken, InputFile, refuse_input, stem
from cleanup.readers.raw import Raw
from cleanup.review.ledger_file import LEDGER_ENDING
from cleanup.writers import stdout
from cleanup.writers.atomic import sync_folder, unwritten, write_whole


class Output(Protocol):
    """Where outcomes go, in order. OutputError from `put` concerns one article; OSError the whole run."""

    def put(self, file: InputFile | None, outcome: Outcome) -> None:
        """Take what one article brought."""
        ...

    def end_chunk(self) -> None:
        """A chunk is complete: the place at which a resumed run may go on."""
        ...

    def checkpoint(self) -> Any:
        """Bring what was taken to the disk. -> the state to go on from, plain values."""
        ...

    def restore(self, state: Any) -> None:
        """Go on from a state: what was written after it is forgotten."""
        ...

    def finish(self, due: Due) -> list[str]:
        """Put the last pieces in place. -> the files that make up the output. Raises OutputError where it does not hold
        what is due."""
        ...

    def missing(self) -> str | None:
        """Of a finished run: what is no longer there, in words, or None."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """What an output has to hold in the end: `lines` of records, or `files` of articles."""

    lines: int
    files: int


class Stdout:
    """Everything on stdout; nothing to go on from."""

    def put(self, file: InputFile | None, outcome: Outcome) -> None:
        """Write it."""
        for _, data in outcome.files:
            stdout.put(data)

    def end_chunk(self) -> None:
        """Let a reader at the other end of a pipe have it."""
        stdout.flush()

    def checkpoint(self) -> Any:
        """Nothing to go on from."""
        return None

    def restore(self, state: Any) -> None:
        """Stdout cannot be taken back; such a run is not resumed."""

    def finish(self, due: Due) -> list[str]:
        """Nothing more: what went out cannot be looked at again."""
        return []

    def missing(self) -> str | None:
        """Nothing that could be."""
        return None


class OneFile(Stdout):
    """One article to one file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._taken: str | None = None

    def put(self, file: InputFile | None, outcome: Outcome) -> None:
        """Write it; a second article is refused."""
        if outcome.error is not None:
            return
        if self._taken is not None:
            raise OutputError(f"{outcome.name}: {self._path} already holds {self._taken}; give a folder with -o DIR/")
        refuse_input(self._path, file)
        _write(self._path, outcome.files[-1][1], durable=True)
        self._taken = outcome.name

    def end_chunk(self) -> None:
        """Nothing: the file is whole."""


class Folder(Stdout):
    """Files named after the inputs, below a folder. A name that is taken, also but for case, is refused."""

    def __init__(self, folder: Path, record: RunRecord) -> None:
        self._folder, self._record = folder, record
        self._fresh: list[Path] = []

    def put(self, file: InputFile | None, outcome: Outcome) -> None:
        """Write the files of one article."""
        if outcome.error is not None or file is None:
            return
        base = self._folder / article_name(file, outcome.id, outcome.line)
        main = outcome.files[-1][0]
        target = base.with_name(base.name + main)
        other = self._record.take_name(str(target).casefold(), outcome.name)
        if other is not None:
            raise OutputError(
                f"{outcome.name}: would be written to {target}, as {other} was; "
                "give the folder that holds both as the input, or write to two folders"
            )
        refuse_input(target, file)
        refuse_decided(base.with_name(base.name + LEDGER_ENDING), outcome.name)
        for ending, data in outcome.files:
            path = base.with_name(base.name + ending)
            _write(path, data)
            self._fresh.append(path)
        for ending, data in outcome.files:
            path = base.with_name(base.name + ending)
            self._record.wrote(path.relative_to(self._folder), len(data), article=ending == main)

    def end_chunk(self) -> None:
        """Nothing: every file is whole."""

    def checkpoint(self) -> Any:
        """Bring the new files to the disk."""
        for path in self._fresh:
            try:
                with path.open("rb") as stream:
                    os.fsync(stream.fileno())
            except FileNotFoundError:
                raise not_as_written(path, None, "what was written of its article") from None
        for folder in {p.parent for p in self._fresh}:
            sync_folder(folder)
        self._fresh.clear()
        return {}

    def finish(self, due: Due) -> list[str]:
        """See that every file is there as it was written."""
        held = 0
        for path, size, article in self._record.files():
            held += article
            if (there := size_of(self._folder / path)) != size:
                raise not_as_written(self._folder / path, there, f"the {size:,} bytes that were written")
        if held != due.files:
            raise OutputError(f"{self._folder}: holds {held:,} articles, and {due.files:,} are due; {ANEW}")
        return []

    def missing(self) -> str | None:
        """The first file that is not there."""
        return next((f"{p} is gone" for path, _, _ in self._record.files() if size_of(p := self._folder / path) is None), None)


def refuse_decided(ledger: Path, name: str) -> None:
    """Raise OutputError where a ledger holds what people decided, which a machine's would take away."""
    try:
        held = ledger.read_bytes()
    except OSError:
        return
    if b'"decisions":' in held or b'"corrections":' in held:
        raise OutputError(
            f"{name}: {ledger} holds decisions of people, which would be lost; choose another place with -o, or move it away"
        )


def _write(path: Path, data: bytes, *, durable: bool = False) -> None:
    """A whole file. OSError where the disk is full or failing, OutputError where it is this file's fault."""
    try:
        write_whole(path, data, durable=durable)
    except OSError as error:
        if error.errno in stdout.DISK_ERRORS:
            raise
        raise unwritten(path, error) from error


def article_name(file: InputFile, identity: Any, line: int | None) -> PurePath:
    """The name of an article below the output's folder, without an ending."""
    relative = file.relative
    if file.address is not None:
        return relative  # a name of its own making: an ending in it tells nothing
    if line is None:
        return relative.with_name(stem(relative.name))
    name = re.sub(r"[^\w.-]+", "-", str(identity), flags=re.ASCII).strip(".-")[:100] or f"line-{line}"
    return relative.with_name(stem(relative.name)) / name


def original(piece: Raw | Broken) -> Mapping[str, Any]:
    """A failed article's input as far as it is known, so that the list of failures can itself be given as an input."""
    data = None if isinstance(piece, Broken) else piece.data
    if isinstance(data, Mapping):
        return {k: v.decode("utf-8", "replace") if isinstance(v, bytes) else v for k, v in data.items()}
    if isinstance(data, bytes) and isinstance(piece, Raw) and not piece.whole:
        try:
            row = json.loads(data)
        except (ValueError, RecursionError):
            row = None
        return row if isinstance(row, dict) else {"raw": data.decode("utf-8", "replace").rstrip("\n")}
    if isinstance(piece, Raw) and isinstance(data, bytes) and piece.file.served is not None:
        key = "html" if piece.file.format == "html" else "text"
        return {"id": piece.name, "url": piece.file.served.address, key: data.decode("utf-8", "replace")}
    if piece.file is not None and piece.file.address is not None:
        return {"id": piece.name, "url": piece.file.address}
    return {"id": piece.name, "path": piece.name}
