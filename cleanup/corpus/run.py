"""One run over a corpus: chunks to the workers, outcomes to the output, all on record."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import Any, Literal, Protocol

from cleanup.api import Cleaner
from cleanup.corpus.chunks import Inputs, chunks, shipped, with_pages
from cleanup.corpus.fingerprint import differences, fingerprint
from cleanup.corpus.job import Chunk, Facts, FinishedChunk, Job, Outcome
from cleanup.corpus.lock import sole_writer
from cleanup.corpus.outputs import Due, Folder, Lines, OneFile, Output, Stdout, original
from cleanup.corpus.pool import Executor, InProcess, Pool, Stop
from cleanup.corpus.record import RunRecord
from cleanup.corpus.taken import taken, types_of_tables
from cleanup.corpus.trouble import database_error, disk_error
from cleanup.errors import ConfigError, OutputError
from cleanup.readers.formats import format_named
from cleanup.readers.inputs import STDIN, Broken, InputFile, refuse_input, refuse_inside
from cleanup.readers.raw import Raw
from cleanup.writers.atomic import refuse_device
from cleanup.writers.columns import Columns
from cleanup.writers.jsonl import with_value

Where = Literal["stdout", "file", "folder", "lines", "shards"]
Dedupe = Literal["mark", "drop"]
CHECKPOINT_EVERY = 2.0  # seconds; a killed run loses no more work than this
# Below this an input is not worth the second that workers take to start.
SMALL_FILES, SMALL_BYTES = 3, 200_000
_WORDS = {"stdout": "stdout", "file": "a file", "folder": "a folder of articles", "lines": "one file", "shards": "shards"}


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


class Watcher(Protocol):
    """Who is told what happens."""

    def step(self, outcome: Outcome, position: int) -> None:
        """An article is done; `position` input bytes are."""
        ...

    def say(self, message: str) -> None:
        """Something that the user should know."""
        ...


@dataclass(slots=True)
class RunTotals:
    """What came of a run, its earlier parts too, and how it ended: `done` articles, of which `facts` tells those that are
    written. `stopped` is the signal that ended it early, 0 if none; `changed` says which inputs changed meanwhile."""

    facts: Facts = field(default_factory=Facts)
    done: int = 0
    failures: int = 0
    duplicates: int = 0
    repeated_ids: int = 0
    stopped: int = 0
    changed: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    record: Path | None = None


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


def run(plan: Plan, watcher: Watcher) -> RunTotals:
    """Carry a plan out. Raises ConfigError and OutputError where it cannot begin or go on, EngineError where the
    grammar engine cannot be used; what was done until then is kept and can be resumed."""
    _check(plan)
    with sole_writer(plan.output) if plan.output is not None else nullcontext():
        return _run(plan, watcher)


def _run(plan: Plan, watcher: Watcher) -> RunTotals:
    small = plan.jobs is None and not (plan.resume or plan.dedupe or plan.cluster or plan.shard_bytes) and is_small(plan.inputs)
    try:
        return _on_record(plan, small, watcher)
    except OSError as error:
        if isinstance(error, OutputError | BrokenPipeError) or plan.output is None:
            raise
        raise disk_error(plan.output, error, kept=not small) from error
    except sqlite3.Error as error:
        raise database_error(RunRecord.path_in(plan.record_folder or Path()), error, kept=not small) from error


def _on_record(plan: Plan, small: bool, watcher: Watcher) -> RunTotals:
    record, begun = _open_record(plan, small)
    summary = RunTotals(record=record.folder)
    executor: Executor | None = None
    try:
        source = chunks(plan.inputs, single=small and not plan.cluster)
        if plan.job.rendering.records:
            plan, source = _with_columns(plan, record, source)
            if told := plan.job.columns.told():
                watcher.say(told)
        executor = _executor(plan, small, watcher)
        with stopping(at_once=small) as stop:
            _carry_out(plan, record, executor, source, stop, watcher, summary, begun)
    finally:
        if executor is not None:
            executor.close()
        record.close()
        if small and record.folder is not None:
            shutil.rmtree(record.folder, ignore_errors=True)
            summary.record = None
    return summary


def _with_columns(plan: Plan, record: RunRecord, source: Iterator[Chunk]) -> tuple[Plan, Iterator[Chunk]]:
    """The plan that knows where its records have the program's own values, the same when it is resumed, and the chunks.
    Raises ConfigError where there is no room for them."""
    held = record["columns"]
    if held is None:
        first: tuple[Raw | Broken, ...] = ()
        if STDIN in plan.inputs.names:
            begin = list(islice(source, 1))
            first = begin[0].pieces if begin else ()
            source = chain(begin, source)
        settings = plan.job.settings
        columns = Columns.beside(taken(plan.inputs, settings, first), settings.record.field)
        carried = types_of_tables(plan.inputs) if plan.job.rendering.typed else None
        held = record["columns"] = {"taken": sorted(columns.taken), "field": columns.field, "carried": carried}
        record.commit()
    columns = Columns(frozenset(held["taken"]), held["field"])
    return replace(plan, job=replace(plan.job, columns=columns), carried=held["carried"]), source


def _check(plan: Plan) -> None:
    Cleaner(plan.job.settings).close()  # what is wrong with settings and rules is told before anything is begun
    if plan.dedupe:
        from cleanup.corpus.dedupe import check_available

        check_available()
    if plan.output is None:
        if plan.resume or plan.restart:
            raise ConfigError("--resume needs -o: what went to stdout cannot be continued")
        return
    _refuse_wrong_kind(plan.output, plan.where)
    if plan.where in ("folder", "shards", "lines"):
        refuse_inside(plan.output, plan.inputs.names)
    if plan.where in ("lines", "file"):
        for file in plan.inputs.files():
            if isinstance(file, InputFile):
                refuse_input(plan.output, file)
    if plan.resume and STDIN in plan.inputs.names:
        raise ConfigError("--resume cannot read stdin again from its start; give the input as a file")


def _refuse_wrong_kind(output: Path, where: str) -> None:
    """An output that is there already must be of the kind that is to be written: a finished file is moved into its place,
    which would put a plain file where a device such as /dev/null was."""
    if not output.exists():
        return
    if where in ("folder", "shards"):
        if not output.is_dir():
            raise OutputError(f"{output}: is a file, and a folder is to be written; choose another place with -o")
    elif output.is_dir():
        raise OutputError(f"{output}: is a folder, and a file is to be written; name a file in it with -o")
    else:
        refuse_device(output)


def _open_record(plan: Plan, small: bool) -> tuple[RunRecord, Any]:
    """The record, new or to be resumed, and the state to go on from (None for a new run)."""
    folder = plan.record_folder
    if folder is None:
        record = RunRecord(None)
        record.set_inputs(_files(plan))
        return record, None
    own = fingerprint(
        plan.job, {"kind": _WORDS[plan.where], "ending": plan.ending, "shard bytes": plan.shard_bytes, "dedupe": plan.dedupe}
    )
    if RunRecord.exists(folder):
        if plan.restart:
            _discard(folder, plan)
        elif plan.resume and _is_begun(folder):
            return _resumed(RunRecord(folder), folder, own, plan)
        else:
            record = RunRecord(folder)
            before, finished, begun = record["fingerprint"], record["finished"], record["state"] is not None
            record.close()
            if begun:
                _refuse_foreign(plan, folder, before, finished, own)
            _discard(folder, plan)
    elif plan.where == "shards" and plan.output is not None and plan.output.is_dir() and any(plan.output.iterdir()):
        raise OutputError(f"{plan.output}: is not empty and no run's; shards of two runs would mix, choose a new folder")
    record = RunRecord(folder)
    record["fingerprint"] = own
    record["finished"] = False
    record.set_inputs(_files(plan))
    record.commit()
    return record, None


def _is_begun(folder: Path) -> bool:
    """Whether a record tells what its run depends on; one that was killed before that has nothing to go on from."""
    record = RunRecord(folder)
    try:
        return record["fingerprint"] is not None
    finally:
        record.close()


def _resumed(record: RunRecord, folder: Path, own: Mapping[str, Any], plan: Plan) -> tuple[RunRecord, Any]:
    differ = differences(record["fingerprint"] or {}, own) or record.input_differences(_files(plan))
    if differ:
        record.close()
        raise ConfigError(
            f"{folder}: this run was begun otherwise, so it cannot be resumed: {'; '.join(differ)}. "
            "Give the settings it was begun with, or --restart to begin anew"
        )
    return record, record["state"]


def _refuse_foreign(plan: Plan, folder: Path, before: Any, finished: Any, own: Mapping[str, Any]) -> None:
    if not finished:
        raise OutputError(
            f"{plan.output}: holds an unfinished run (record {folder}); go on with --resume, or begin anew with --restart"
        )
    if plan.where == "shards":
        differ = differences(before or {}, own)
        other = f" with other settings ({'; '.join(differ[:3])})" if differ else ""
        raise OutputError(
            f"{plan.output}: holds the shards of a finished run{other}; choose another folder, or --restart to replace them"
        )


def _discard(folder: Path, plan: Plan) -> None:
    """Take away an earlier run's record, and the shards it names."""
    try:
        record = RunRecord(folder)
        shards = [path for path, _, _ in record.shards()] if record["shards"] else []
        record.close()
    except (OutputError, sqlite3.DatabaseError):  # damaged, or an earlier version's
        if plan.where == "shards" and plan.output is not None and plan.output.is_dir() and any(plan.output.iterdir()):
            raise OutputError(
                f"{folder}: does not tell which shards in {plan.output} are the run's; delete both folders, or choose a new one"
            ) from None
        shards = []
    for path in shards:
        path.unlink(missing_ok=True)
    shutil.rmtree(folder)


def _files(plan: Plan) -> Iterator[tuple[str, int]]:
    return ((f.name, f.size) for f in plan.inputs.files() if isinstance(f, InputFile) and not f.is_stdin)


def _executor(plan: Plan, small: bool, watcher: Watcher) -> Executor:
    if plan.cluster:
        from cleanup.corpus.cluster import Cluster

        return Cluster(plan.job, plan.cluster, plan.time_limit, watcher.say)
    if small and not plan.time_limit:
        return InProcess(replace(plan.job, isolate=False))
    if small:  # a worker all the same, which can be stopped; it loads no more than its few articles need
        return Pool(plan.job, 1, plan.time_limit, warm=False)
    return Pool(plan.job, plan.jobs or cores(), plan.time_limit)


def _output(plan: Plan, record: RunRecord) -> Output:
    if plan.output is None or plan.where == "stdout":
        return Stdout()
    if plan.where == "file":
        return OneFile(plan.output)
    if plan.where == "folder":
        return Folder(plan.output, record)
    shard_bytes = plan.shard_bytes if plan.where == "shards" else None
    return Lines(plan.output, record, plan.ending, shard_bytes, plan.job.columns, plan.carried)


def _carry_out(
    plan: Plan,
    record: RunRecord,
    executor: Executor,
    source: Iterator[Chunk],
    stop: Stop,
    watcher: Watcher,
    summary: RunTotals,
    begun: Any,
) -> None:
    output = _output(plan, record)
    if begun is not None:
        output.restore(begun)
    else:
        record["shards"] = plan.where == "shards"
    if record["finished"]:
        if missing := output.missing():
            raise OutputError(f"{plan.output}: this run is finished, but {missing}; give --restart to do it anew")
        watcher.say(f"{plan.output}: this run is finished already; nothing to do")
        summary.outputs = record["outputs"] or []
        _total_up(plan, record, summary)
        _write_about(record)  # it may have been killed before it could
        return
    if plan.resume and begun is None:
        watcher.say(f"{plan.output}: nothing to resume; begins at the first article")

    def commit() -> None:
        record["state"] = output.checkpoint()
        record.commit()

    if isinstance(output, Lines):
        output.on_commit(commit)
    left = _Left(source, record["next chunk"] or 0, record["articles seen"] or 0, record["position"] or 0)
    source = with_pages(iter(left), plan.job.settings)
    if plan.cluster:
        source = shipped(source, plan.job.settings)
    settle = _settler(plan, record)
    last = time.monotonic()
    for done in executor.results(source, stop):
        left.take(done)
        for place, outcome in enumerate(done.outcomes):
            _take(plan, record, output, done, place, settle(outcome), summary, watcher)
        record["next chunk"], record["articles seen"], record["position"] = left.next_chunk, left.done, left.position
        output.end_chunk()
        if record.folder is not None and time.monotonic() - last >= CHECKPOINT_EVERY:
            commit()
            last = time.monotonic()
    if stop:
        summary.stopped = stop.signal
    else:
        left.refuse_rest()
        record["outputs"] = summary.outputs = output.finish(_due(plan, record, left.done))
        record["finished"] = True
        summary.changed = record.input_differences(_files(plan))
    _total_up(plan, record, summary)
    if record.folder is not None:
        commit()
        _write_about(record)


class _Left:
    """The chunks of the inputs that are left to do, counted on the way there and on the way back, so that none is lost in
    between without a word. `done` counts the articles of the chunks before `next_chunk`, and `position` their bytes."""

    def __init__(self, source: Iterator[Chunk], next_chunk: int, done: int, position: int) -> None:
        self._source, self._read, self._read_to = source, 0, 0
        self.next_chunk, self.done, self.position = next_chunk, done, position

    def __iter__(self) -> Iterator[Chunk]:
        """Raises OutputError where the chunks that are done are not what they were."""
        begin, done, position = self.next_chunk, self.done, self.position
        for chunk in self._source:
            if chunk.number == begin:
                self._refuse_other(done, position)
            self._read, self._read_to = self._read + len(chunk.pieces), chunk.position
            if chunk.number >= begin:
                yield chunk

    def take(self, finished: FinishedChunk) -> None:
        """Count a chunk that came back."""
        number, given, got = finished.chunk.number, len(finished.chunk.pieces), len(finished.outcomes)
        if number != self.next_chunk or given != got:
            raise OutputError(
                f"chunk {number} came back with {got} of its {given} articles where chunk {self.next_chunk} was due (a fault of "
                "cleanup; please report it); what was done before is kept: go on with --resume"
            )
        self.next_chunk, self.done, self.position = number + 1, self.done + got, finished.chunk.position

    def refuse_rest(self) -> None:
        """Raise OutputError where not all that was read came back."""
        self._refuse_other(self.done, self.position)

    def _refuse_other(self, done: int, position: int) -> None:
        if (self._read, self._read_to) != (done, position):
            raise OutputError(
                f"the inputs hold {self._read:,} articles in {self._read_to:,} bytes where {done:,} in {position:,} are on record: "
                "they changed, or articles were lost; give --restart to begin anew"
            )


def _due(plan: Plan, record: RunRecord, done: int) -> Due:
    """What the output has to hold of so many articles. A failure has a line of its own, but where the line itself failed."""
    failures = record.failure_counts()
    kept = done - (record.duplicate_count() if plan.dedupe == "drop" else 0)
    return Due(lines=kept - failures.get("output", 0), files=kept - sum(failures.values()))


def _write_about(record: RunRecord) -> None:
    record.write_lists()
    record.write_manifest()


def _total_up(plan: Plan, record: RunRecord, summary: RunTotals) -> None:
    """The counts of the whole run, its earlier parts too."""
    summary.done, summary.failures = record["articles seen"] or 0, sum(record.failure_counts().values())
    summary.duplicates = record.duplicate_count()
    if record.folder is not None:
        summary.facts = record.facts()
    summary.repeated_ids = int(sum(n for _, n in record.counts("repeated ids")))


def _take(
    plan: Plan,
    record: RunRecord,
    output: Output,
    done: FinishedChunk,
    place: int,
    outcome: Outcome | None,
    summary: RunTotals,
    watcher: Watcher,
) -> None:
    """Put one outcome where it belongs. None: dropped as a near-duplicate."""
    if outcome is None:
        return
    piece = done.chunk.pieces[place]
    if outcome.error is None:
        try:
            output.put(piece.file, outcome)
        except OutputError as error:
            outcome = replace(outcome, error=str(error), kind="output")
    else:
        output.put(piece.file, outcome)
    if outcome.error is not None:
        record.fail(outcome, original(piece))
    elif outcome.facts is not None:
        summary.facts.add(replace(outcome.facts, leftovers=type(outcome.facts.leftovers)()))
        if record.folder is not None:
            record.add(outcome.facts)
            record.slow(outcome, outcome.facts.words)
    if outcome.line is not None and outcome.id is not None and outcome.id != outcome.line and record.folder is not None:
        record.see_id(outcome.id, outcome.name)
    watcher.step(outcome, done.chunk.position)


def _settler(plan: Plan, record: RunRecord) -> Callable[[Outcome], Outcome | None]:
    """What near-duplicates turn into: marked, or None where they are dropped."""
    if not plan.dedupe:
        return lambda outcome: outcome
    from cleanup.corpus.dedupe import Index

    index = Index(record)

    def settle(outcome: Outcome) -> Outcome | None:
        if outcome.error is not None or outcome.signature is None:
            return outcome
        first = index.place(outcome.id, outcome.name, outcome.signature)
        if first is None:
            return outcome
        copy = {"id": first.id, "source": first.name, "similarity": first.similarity}
        record.duplicate(
            {
                "id": outcome.id,
                "source": outcome.name,
                "duplicate_of": copy,
                "action": plan.dedupe,
                "why": f"{first.name} was kept: it comes first in the inputs",
            }
        )
        if plan.dedupe == "drop":
            return None
        if not plan.job.rendering.records:
            return outcome
        ((ending, data),) = outcome.files
        return replace(outcome, files=((ending, with_value(data, plan.job.columns, "duplicate_of", copy)),))

    return settle


@contextmanager
def stopping(*, at_once: bool = False) -> Iterator[Stop]:
    """Ctrl-C and termination ask to stop when the next articles are done; asked a second time, or where nothing of
    the run would be kept, at once."""
    stop = Stop()
    if at_once:
        yield stop
        return

    def ask(number: int, frame: FrameType | None) -> None:
        if stop:
            raise KeyboardInterrupt
        stop.signal = number

    before = {}
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            try:
                before[number] = signal.signal(number, ask)
            except ValueError:  # not in the main thread: then the signals are not ours
                break
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
