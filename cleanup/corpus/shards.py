"""Records in one file or in shards, written to parts that are put in place whole and looked at once more at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from cleanup.corpus.as_written import ANEW, not_as_written, read_back, size_of, unreadable
from cleanup.corpus.job import Outcome
from cleanup.corpus.outputs import Due
from cleanup.corpus.record import RunRecord
from cleanup.errors import OutputError
from cleanup.readers.inputs import InputFile, refuse_input
from cleanup.writers.atomic import move
from cleanup.writers.columns import Columns
from cleanup.writers.formats import record_format_of


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
        if self._closing:  # killed in between: it takes no further chunk
            if not self._format.is_typed:
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
                with read_back(self._work):
                    self._schema = self._format.schema_of(list(self._parts()), self._columns, self._carried)
                self._commit()  # once a part is gone, it could not be found again
            for number in range(self._shard):
                self._put_in_place(number)
        held = self._look_after()
        if held != due.lines:
            raise OutputError(f"{self._path}: holds {held:,} lines, and {due.lines:,} are due; {ANEW}")
        return [str(self._target(n)) for n in range(self._shard)]

    def missing(self) -> str | None:
        """The first file that is not there."""
        return next((f"{path} is gone" for path, _, _ in self._record.shards() if size_of(path) is None), None)

    def _look_after(self) -> int:
        """The lines of the shards that are closed. Raises OutputError where one that is in its place is not as it was put
        there."""
        held = 0
        for path, lines, size in self._record.shards():
            held += lines
            if size is not None and (there := size_of(path)) != size:
                raise not_as_written(path, there, f"the {size:,} bytes of its {lines:,} articles")
        return held

    def _close_shard(self) -> None:
        self._closing = True
        self._record.close_shard(self._shard, self._target(self._shard), self._lines)
        self._commit()
        if self._part is not None:
            self._part.close()
            self._part = None
        if not self._format.is_typed:
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
                with read_back(part):
                    self._format.finish(part, made, self._schema)
            self._refuse_other_than(lines, made)
            move(made, target)
            if made != part:
                part.unlink()
        elif size_of(target) is None:
            raise not_as_written(part, None, f"{lines:,} articles")
        else:  # done before the crash
            self._refuse_other_than(lines, target)
        self._record.place_shard(shard, target.stat().st_size)

    def _refuse_other_than(self, lines: int, made: Path) -> None:
        try:
            held = self._format.count(made)
        except Exception as error:  # each library has errors of its own, and all say that this is not what was written
            raise unreadable(made, error) from error
        if held is not None and held != lines:
            raise OutputError(f"{made}: holds {held:,} lines, and {lines:,} were written; another program changed it; {ANEW}")

    def _parts(self) -> Iterator[Path]:
        for number in range(self._shard):
            part = self._part_path(number)
            if not part.exists():
                raise not_as_written(part, None, f"{self._record.shard_lines(number):,} articles")
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
