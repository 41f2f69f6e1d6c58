"""A shard that was being closed when the run was killed takes no further article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleanup.corpus.job import Outcome
from cleanup.corpus.outputs import Due
from cleanup.corpus.record import RunRecord
from cleanup.corpus.shards import Lines

BYTES = 200  # of a shard: two chunks fill it


def lines_of(folder: Path, ending: str) -> Lines:
    return Lines(folder / "out", RunRecord(folder / "out.run"), ending, BYTES)


def put(output: Lines, number: int) -> None:
    data = (json.dumps({"id": f"a{number}", "text": "x" * 100}) + "\n").encode()
    output.put(None, Outcome(f"a{number}", f"a{number}", number, ((".jsonl", data),)))
    output.end_chunk()


@pytest.mark.parametrize("ending", [".jsonl", ".jsonl.gz", ".parquet"])
@pytest.mark.parametrize("killed_at", [0, 1])  # before the shard is put in place, and after
def test_a_run_killed_while_a_shard_is_closed_goes_on_with_the_next(ending: str, killed_at: int, tmp_path: Path) -> None:
    if ending == ".parquet":
        pytest.importorskip("pyarrow")
    whole = lines_of(tmp_path / "whole", ending)
    for number in range(5):
        put(whole, number)
    whole.finish(Due(lines=5, files=5))

    class Killed(Exception):
        pass

    output = lines_of(tmp_path / "killed", ending)
    states: list[Any] = []

    def commit() -> None:
        states.append(output.checkpoint())
        if len(states) > killed_at:
            raise Killed

    output.on_commit(commit)
    put(output, 0)
    with pytest.raises(Killed):
        put(output, 1)
    output._record.commit()
    output._record.close()
    output = lines_of(tmp_path / "killed", ending)
    output.restore(states[-1])
    for number in range(2, 5):
        put(output, number)
    output.finish(Due(lines=5, files=5))
    names = sorted(path.name for path in (tmp_path / "whole" / "out").iterdir())
    assert len(names) == 3
    assert names == sorted(path.name for path in (tmp_path / "killed" / "out").iterdir())
    for name in names:
        assert (tmp_path / "killed" / "out" / name).read_bytes() == (tmp_path / "whole" / "out" / name).read_bytes()
