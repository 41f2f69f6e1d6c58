"""Lines in are lines out and failures; where another program interferes, the run says so instead of ending well."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corpus.articles import QUICK, articles, cleanup, read_lines, start, write_lines
from tests.corpus.test_resume import wait_until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="stops processes by signals")
COUNT = 300


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("counts") / "in.jsonl", articles(COUNT))


def ended(process: subprocess.Popen[bytes], code: int) -> str:
    _, err = process.communicate(timeout=120)
    assert process.returncode == code, err.decode()
    assert b"Traceback" not in err
    return err.decode()


def while_it_runs(process: subprocess.Popen[bytes], seen: Path, do: Callable[[], object]) -> str:
    """Do something once a file has something in it, while the run stands still; -> what the run says when it fails."""
    wait_until(lambda: seen.exists() and seen.stat().st_size > 0)
    process.send_signal(signal.SIGSTOP)
    assert process.poll() is None
    do()
    process.send_signal(signal.SIGCONT)
    return ended(process, 2)


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_a_shard_that_is_taken_away_is_missed(kind: str, corpus: Path, tmp_path: Path) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    out = tmp_path / "out"
    arguments = ("run", corpus, "-o", out, *QUICK, "--jobs", 2, "--shard-size", "100k", "--shard-format", kind)
    second = out / f"part-00001.{kind}"
    first = out / f"part-00000.{kind}"
    if kind == "parquet":  # its parts wait for the end of the run
        first, second = (tmp_path / "out.run" / f"part-0000{n}" for n in (0, 1))
    said = while_it_runs(start(*arguments), second, first.unlink)
    assert f"{first}: is gone" in said
    assert "56 articles" in said
    cleanup(*arguments, "--restart")
    assert len(list(out.iterdir())) == 6


def test_a_shard_that_is_cut_is_told_before_more_is_done(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    arguments = ("run", corpus, "-o", out, *QUICK, "--jobs", 2, "--shard-size", "100k")
    process = start(*arguments)
    shard = out / "part-00000.jsonl"
    wait_until((out / "part-00001.jsonl").exists)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    os.truncate(shard, 1000)
    assert f"{shard}: has 1,000 bytes now" in cleanup(*arguments, "--resume", code=2).stderr


@pytest.mark.parametrize("name", ["out.jsonl.gz", "out.jsonl.zst"])
def test_lines_that_another_program_cut_off_are_missed(name: str, corpus: Path, tmp_path: Path) -> None:
    if name.endswith("zst"):
        pytest.importorskip("zstandard")
    out, part = tmp_path / name, tmp_path / f"{name}.run" / "part-00000"
    said = while_it_runs(start("clean", corpus, "-o", out, *QUICK, "--jobs", 2), part, lambda: os.truncate(part, 0))
    assert f"{part}" in said
    assert "another program changed it" in said
    assert not out.exists()


def test_an_article_that_is_taken_away_is_missed(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    for row in articles(100):
        (source / f"{row['id']}.txt").write_text(str(row["text"]), encoding="utf-8")
    arguments = ("run", source, "-o", out, *QUICK, "--jobs", 2)
    ledger = out / "a0.ledger.json"
    assert f"{ledger}: is gone" in while_it_runs(start(*arguments), ledger, ledger.unlink)
    assert "100 articles" in cleanup(*arguments, "--restart").stderr
    (out / "a3.md").unlink()
    assert f"this run is finished, but {out / 'a3.md'} is gone" in cleanup(*arguments, "--resume", code=2).stderr


def test_an_input_that_grows_while_it_is_read_is_told(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path / "in.jsonl", articles(COUNT)), tmp_path / "out.jsonl"

    def grow() -> None:
        with source.open("a", encoding="utf-8") as stream:
            stream.write('{"id": "late", "text": "It came late."}\n')

    process = start("clean", source, "-o", out, *QUICK, "--jobs", 2)
    said = while_it_runs(process, tmp_path / "out.jsonl.run" / "part-00000", grow)
    assert f"inputs changed while they were read: input {source} had" in said
    assert f"holds the {len(read_lines(out))} articles that were read" in said


def test_an_input_of_the_same_size_with_other_lines_is_refused(tmp_path: Path) -> None:
    source, out = write_lines(tmp_path / "in.jsonl", articles(COUNT)), tmp_path / "out"
    arguments = ("run", source, "-o", out, *QUICK, "--jobs", 2, "--shard-size", "100k")
    process = start(*arguments)
    wait_until((out / "part-00000.jsonl").exists)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)
    source.write_bytes(source.read_bytes().replace(b"}\n{", b"} {", 1))
    assert "they changed, or articles were lost" in cleanup(*arguments, "--resume", code=2).stderr


def test_copies_that_are_dropped_are_counted(tmp_path: Path) -> None:
    pytest.importorskip("rensa")
    rows = articles(30)
    rows += [{**row, "id": f"copy of {row['id']}"} for row in rows[:12]] + [{"id": "empty", "text": ""}]
    source, out = write_lines(tmp_path / "in.jsonl", rows), tmp_path / "out.jsonl"
    done = cleanup("run", source, "-o", out, *QUICK, "--dedupe", "drop", code=2)
    assert "30 articles;" in done.stderr
    assert "1 failure; 12 near-duplicates dropped" in done.stderr
    assert len(read_lines(out)) == 31
