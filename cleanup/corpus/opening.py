"""Begin a run, or go on with an earlier one: what must not be there, what has to be the same, what is put away."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleanup.api import Cleaner
from cleanup.corpus.fingerprint import differences, fingerprint
from cleanup.corpus.plan import Plan
from cleanup.corpus.record import RunRecord
from cleanup.errors import ConfigError, OutputError
from cleanup.readers.inputs import STDIN, InputFile, refuse_input, refuse_inside
from cleanup.writers.atomic import refuse_device

_WORDS = {"stdout": "stdout", "file": "a file", "folder": "a folder of articles", "lines": "one file", "shards": "shards"}


def check(plan: Plan) -> None:
    """Raise ConfigError or OutputError where a run cannot begin, before anything is begun."""
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


def open_record(plan: Plan, small: bool) -> tuple[RunRecord, Any]:
    """The record, new or to be resumed, and the state to go on from (None for a new run)."""
    folder = plan.record_folder
    if folder is None:
        record = RunRecord(None)
        record.set_inputs(plan.files())
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
    record.set_inputs(plan.files())
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
    differ = differences(record["fingerprint"] or {}, own) or record.input_differences(plan.files())
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
