"""One run over a corpus: chunks to the workers, outcomes to the output, all on record."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import Any, Protocol

from cleanup.corpus.chunks import chunks, shipped, with_pages
from cleanup.corpus.counting import Left, due
from cleanup.corpus.job import Chunk, Facts, FinishedChunk, Outcome
from cleanup.corpus.lock import sole_writer
from cleanup.corpus.opening import check, open_record
from cleanup.corpus.outputs import Folder, OneFile, Output, Stdout, original
from cleanup.corpus.plan import Plan, cores, is_small
from cleanup.corpus.pool import Executor, InProcess, Pool, Stop
from cleanup.corpus.record import RunRecord
from cleanup.corpus.shards import Lines
from cleanup.corpus.taken import taken, types_of_tables
from cleanup.corpus.trouble import database_error, disk_error
from cleanup.errors import OutputError
from cleanup.readers.inputs import STDIN, Broken
from cleanup.readers.raw import Raw
from cleanup.writers.columns import Columns
from cleanup.writers.jsonl import with_value

CHECKPOINT_EVERY = 2.0  # seconds; a killed run loses no more work than this


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


def run(plan: Plan, watcher: Watcher) -> RunTotals:
    """Carry a plan out. Raises ConfigError and OutputError where it cannot begin or go on, EngineError where the
    grammar engine cannot be used; what was done until then is kept and can be resumed."""
    check(plan)
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
    record, begun = open_record(plan, small)
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
    left = Left(source, record["next chunk"] or 0, record["articles seen"] or 0, record["position"] or 0)
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
        record["outputs"] = summary.outputs = output.finish(due(plan, record, left.done))
        record["finished"] = True
        summary.changed = record.input_differences(plan.files())
    _total_up(plan, record, summary)
    if record.folder is not None:
        commit()
        _write_about(record)


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
