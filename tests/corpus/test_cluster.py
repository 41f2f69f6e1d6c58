"""A run on a real Dask cluster, one of its two workers killed in the middle of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.articles import QUICK, articles, cleanup, read_lines, start, write_lines

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills a process group")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as local:
        yield local


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = articles(600)
    rows[7]["text"] = ""
    return write_lines(tmp_path_factory.mktemp("cluster") / "in.jsonl", rows)


def test_a_killed_worker_changes_no_byte(cluster: Any, corpus: Path, tmp_path: Path) -> None:
    local, out = tmp_path / "local.jsonl", tmp_path / "out.jsonl"
    cleanup("clean", corpus, "-o", local, *QUICK, "--jobs", 1, code=2)
    process = start("clean", corpus, "-o", out, *QUICK, "--cluster", cluster.scheduler_address)
    part = tmp_path / "out.jsonl.run" / "part-00000"
    end = time.monotonic() + 60
    while not (part.exists() and part.stat().st_size > 0) and time.monotonic() < end and process.poll() is None:
        time.sleep(0.01)
    assert process.poll() is None, "the run ended before a worker could be killed"
    os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
    _, err = process.communicate(timeout=120)
    assert out.exists(), err.decode()
    assert process.returncode == 2
    assert out.read_bytes() == local.read_bytes()


def test_files_are_sent_to_the_workers(cluster: Any, tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for row in articles(6):
        (source / f"{row['id']}.txt").write_text(str(row["text"]), encoding="utf-8")
    cleanup("run", source, "-o", tmp_path / "out", *QUICK, "--cluster", cluster.scheduler_address)
    assert len(list((tmp_path / "out").glob("*.md"))) == 6


def test_a_cluster_that_grows_with_its_work(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path / "in.jsonl", articles(40)), tmp_path / "out.jsonl"
    with distributed.LocalCluster(n_workers=0, threads_per_worker=1, processes=True, dashboard_address=None) as empty:
        empty.adapt(minimum=0, maximum=1)
        done = cleanup("clean", source, "-o", out, *QUICK, "--cluster", empty.scheduler_address)
    assert "has no workers yet" in done.stderr
    assert [row["id"] for row in read_lines(out)] == [f"a{n}" for n in range(40)]


def test_a_cluster_that_is_not_there(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", articles(3))
    done = cleanup("clean", corpus, "-o", tmp_path / "out.jsonl", *QUICK, "--cluster", "tcp://127.0.0.1:9", code=2)
    assert "no Dask scheduler answers there" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
    cleanup("clean", corpus, "-o", tmp_path / "out.jsonl", *QUICK)
    assert len(read_lines(tmp_path / "out.jsonl")) == 3
