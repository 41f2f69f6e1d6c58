"""A run as the user asked for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cleanup.corpus.chunks import Inputs
from cleanup.corpus.job import Job
from cleanup.readers.formats import format_named
from cleanup.readers.inputs import Broken, InputFile

Where = Literal["stdout", "file", "folder", "lines", "shards"]
Dedupe = Literal["mark", "drop"]
# Below this an input is not worth the second that workers take to start.
SMALL_FILES, SMALL_BYTES = 3, 200_000


@dataclass(frozen=True, slots=True)
class Plan:
    """A run as the user asked for it. `jobs` None: as many workers as it is worth, at most one a core. `carried`: the types of
    the user's columns, where tables tell them, for a table; found when the run begins."""

    job: Job
    inputs: Inputs
    where: Where
    output: Path | None = None
    ending: str = ".jsonl"
    jobs: int | None = None
    shard_bytes: int | None = None
    dedupe: Dedupe | None = None
    cluster: str | None = None
    time_limit: float = 120.0
    resume: bool = False
    restart: bool = False
    carried: str | None = None

    @property
    def record_folder(self) -> Path | None:
        """Where the record is; None for stdout and a single article."""
        return (
            None
            if self.output is None or self.where in ("stdout", "file")
            else self.output.with_name(self.output.name.rstrip("/") + ".run")
        )

    def files(self) -> Iterator[tuple[str, int]]:
        """The names of the input files and their bytes, without stdin."""
        return ((f.name, f.size) for f in self.inputs.files() if isinstance(f, InputFile) and not f.is_stdin)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_small(inputs: Inputs) -> bool:
    """Whether the inputs are so few that one process does them sooner than workers can start."""
    size = count = 0
    for file in inputs.files():
        if isinstance(file, Broken):
            continue
        kind = format_named(file.format)
        size += file.size * (4 if kind.is_compressed(file.name) else 1)
        count += 1
        if file.is_stdin and kind.records:
            return False
        if size > SMALL_BYTES or count > SMALL_FILES:
            return False
    return True
