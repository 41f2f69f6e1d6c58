"""Where the outcomes go. Each output can say how far its bytes are on the disk and go on from such a place."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, Any, Protocol

from cleanup.corpus.job import Outcome
from cleanup.corpus.record import RunRecord
from cleanup.errors import OutputError
from cleanup.readers.inputs import Broken, InputFile, refuse_input, stem
from cleanup.readers.raw import Raw
from cleanup.review.ledger_file import LEDGER_ENDING
from cleanup.writers import stdout
from cleanup.writers.atomic import move, sync_folder, unwritten, write_whole
from cleanup.writers.columns import Columns
from cleanup.writers.formats import record_format_of

_ANEW = "give --restart to begin anew"


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
                raise _not_as_written(path, None, "what was written of its article") from None
        for folder in {p.parent for p in self._fresh}:
            sync_folder(folder)
        self._fresh.clear()
        return {}

    def finish(self, due: Due) -> list[str]:
        """See that every file is there as it was written."""
        held = 0
        for path, size, article in self._record.files():
            held += article
            if (there := _size(self._folder / path)) != size:
                raise _not_as_written(self._folder / path, there, f"the {size:,} bytes that were written")
        if held != due.files:
            raise OutputError(f"{self._folder}: holds {held:,} articles, and {due.files:,} are due; {_ANEW}")
        return []

    def missing(self) -> str | None:
        """The first file that is not there."""
        return next((f"{p} is gone" for path, _, _ in self._record.files() if _size(p := self._folder / path) is None), None)


class Lines:
    """JSON lines, in one file or in shards that are closed once they hold `shard_bytes` before compression.

    Written to a part file in the run's record, packed a chunk at a time where the format packs, and put in place whole,
    finished first where the format finishes. Parts of tables wait for the end of the run, when their schema is known.
    """

    def __init__(
        self,
        path: Path,
        record: RunRecord,
        ending: str,
        shard_bytes: int | None = None,
        columns: Columns | None = None,
        carried: str | None = None,
    ) -> None:
        """`path` is the file, or the folder of the shards; `ending` that of a format of records. `columns` and `carried`: for
        the schema of a table."""
        assert record.folder is not None
        self._path, self._record, self._work, self._shard_bytes = path, record, record.folder, shard_bytes
        chosen = record_format_of(Path("x" + ending))
        if chosen is None:
            raise OutputError(f"{path}: {ending} is the ending of no file of records")
        self._format = chosen
        self._columns, self._carried = columns or Columns(), carried
        self._schema: str | None = None  # of a table, once it is known
        self._shard = 0
        self._size = self._lines = 0  # bytes and lines in the shard before compression
        self._closing = False
        self._chunk: list[bytes] = []
        self._part: IO[bytes] | None = None
        self._commit: Callable[[], None] = lambda: None

    def on_commit(self, commit: Callable[[], None]) -> None:
        """What makes a checkpoint durable; called before and after a shard is put in place."""
        self._commit = commit

    def put(self, file: InputFile | None, outcome: Outcome) -> None:
        """Take one line."""
        if file is not None and self._shard_bytes is None:
            refuse_input(self._path, file)
        self._chunk += (data for _, data in outcome.files)
        self._lines += len(outcome.files)

    def end_chunk(self) -> None:
        """Write the chunk; put the shard in place when it is full."""
        data = b"".join(self._chunk)
        self._chunk.clear()
        if data:
            part = self._open()
            part.write(self._format.pack(data))
            self._size += len(data)
        if self._shard_bytes is not None and self._size >= self._shard_bytes:
            self._close_shard()

    def checkpoint(self) -> Any:
        """Bring the part to the disk."""
        end = 0
        if self._part is not None:
            self._part.flush()
            os.fsync(self._part.fileno())
            end = self._part.tell()
        counts = {"shard": self._shard, "end": end, "size": self._size, "lines": self._lines}
        return {**counts, "closing": self._closing, "schema": self._schema}

    def restore(self, state: Any) -> None:
        """Go on from a checkpoint."""
        self._shard, self._size, self._closing = state["shard"], state["size"], state["closing"]
        self._lines, self._schema = state["lines"], state["schema"]
        self._look_after()
        waiting = range(self._shard + 1) if self._format.is_typed else (self._shard,)
        for stale in set(self._work.glob("part-*")).difference(map(self._part_path, waiting)):
            stale.unlink()
        if self._closing:
            self._put_in_place(self._shard)
            self._next_shard()
        elif state["end"]:
            part = self._open()
            held = part.seek(0, os.SEEK_END)
            if held < state["end"]:
                raise OutputError(
                    f"{self._part_path()}: holds {held:,} bytes, fewer than the {state['end']:,} that its "
                    "record tells; start anew with --restart"
                )
            part.seek(state["end"])
            part.truncate()
        else:
            self._part_path().unlink(missing_ok=True)

    def finish(self, due: Due) -> list[str]:
        """Put the last shard in place. An empty run makes an empty file."""
        if self._size or self._shard == 0:
            self._open()
            self._close_shard()
        if self._format.is_typed:
            if self._schema is None:
                with _read_back(self._work):
                    self._schema = self._format.schema_of(list(self._parts()), self._columns, self._carried)
                self._commit()  # once a part is gone, it could not be found again
            for number in range(self._shard):
                self._put_in_place(number)
        held = self._look_after()
        if held != due.lines:
            raise OutputError(f"{self._path}: holds {held:,} lines, and {due.lines:,} are due; {_ANEW}")
        return [str(self._target(n)) for n in range(self._shard)]

    def missing(self) -> str | None:
        """The first file that is not there."""
        return next((f"{path} is gone" for path, _, _ in self._record.shards() if _size(path) is None), None)

    def _look_after(self) -> int:
        """The lines of the shards that are closed. Raises OutputError where one that is in its place is not as it was put
        there."""
        held = 0
        for path, lines, size in self._record.shards():
            held += lines
            if size is not None and (there := _size(path)) != size:
                raise _not_as_written(path, there, f"the {size:,} bytes of its {lines:,} articles")
        return held

    def _close_shard(self) -> None:
        self._closing = not self._format.is_typed
        self._record.close_shard(self._shard, self._target(self._shard), self._lines)
        self._commit()
        if self._part is not None:
            self._part.close()
            self._part = None
        if self._closing:
            self._put_in_place(self._shard)
        self._next_shard()
        self._commit()

    def _put_in_place(self, shard: int) -> None:
        """Make a shard's file of its part, if it holds what it should; may be done again after a crash at any place in it."""
        part, target, lines = self._part_path(shard), self._target(shard), self._record.shard_lines(shard)
        if part.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            made = part
            if self._format.is_finished:
                made = part.with_name(part.name + ".made")
                with _read_back(part):
                    self._format.finish(part, made, self._schema)
            self._refuse_other_than(lines, made)
            move(made, target)
            if made != part:
                part.unlink()
        elif _size(target) is None:
            raise _not_as_written(part, None, f"{lines:,} articles")
        else:  # done before the crash
            self._refuse_other_than(lines, target)
        self._record.place_shard(shard, target.stat().st_size)

    def _refuse_other_than(self, lines: int, made: Path) -> None:
        try:
            held = self._format.count(made)
        except Exception as error:  # each library has errors of its own, and all say that this is not what was written
            raise _unreadable(made, error) from error
        if held != lines:
            raise OutputError(f"{made}: holds {held:,} lines, and {lines:,} were written; another program changed it; {_ANEW}")

    def _parts(self) -> Iterator[Path]:
        for number in range(self._shard):
            part = self._part_path(number)
            if not part.exists():
                raise _not_as_written(part, None, f"{self._record.shard_lines(number):,} articles")
            yield part

    def _next_shard(self) -> None:
        self._shard += 1
        self._size = self._lines = 0
        self._closing = False

    def _target(self, shard: int) -> Path:
        return self._path if self._shard_bytes is None else self._path / f"part-{shard:05d}{self._format.ending}"

    def _part_path(self, shard: int | None = None) -> Path:
        return self._work / f"part-{self._shard if shard is None else shard:05d}"

    def _open(self) -> IO[bytes]:
        if self._part is None:
            path = self._part_path()
            self._part = path.open("r+b" if path.exists() else "w+b")
        return self._part


def _size(path: Path) -> int | None:
    """Bytes of a file, None where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def _not_as_written(path: Path, there: int | None, written: str) -> OutputError:
    what = "is gone" if there is None else f"has {there:,} bytes now"
    return OutputError(f"{path}: {what}, and had {written}; another program did that while the run went on; {_ANEW}")


def _unreadable(path: Path, error: Exception) -> OutputError:
    return OutputError(f"{path}: cannot be read back ({' '.join(str(error).split())}); another program changed it; {_ANEW}")


@contextmanager
def _read_back(path: Path) -> Iterator[None]:
    """Tell the errors of a damaged part, which have no number, from those of a disk."""
    try:
        yield
    except OSError as error:
        if error.errno is not None or isinstance(error, OutputError):
            raise
        raise _unreadable(path, error) from error


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
