"""A run that is killed at any moment goes on with --resume and ends with the bytes of an undisturbed one."""

from __future__ import annotations

import gzip
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanup.corpus.record import RunRecord
from tests.corpus.articles import QUICK, articles, children, cleanup, command, environment, read_lines, start, write_lines

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc and sends signals")
COUNT = 500


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    rows = articles(COUNT)
    rows[40]["text"] = ""  # failures are part of what must come out the same
    return write_lines(folder / "in.jsonl", rows)


@pytest.fixture(scope="module")
def undisturbed(corpus: Path) -> bytes:
    out = corpus.parent / "undisturbed.jsonl"
    cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", 1, code=2)
    data = out.read_bytes()
    assert [row["id"] for row in map(json.loads, data.splitlines())] == [f"a{n}" for n in range(COUNT)]
    return data


def wait_until(true: Callable[[], bool], seconds: float = 60.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def kill_group(process: subprocess.Popen[bytes], number: int = signal.SIGKILL) -> bytes:
    os.killpg(process.pid, number)
    _, err = process.communicate(timeout=30)
    return err


def killed_again_and_again(
    arguments: tuple[object, ...],
    out: Path,
    undisturbed: bytes,
    times: int,
    draw: random.Random,
    seconds: tuple[float, float],
    counts: Callable[[], bool] = lambda: True,
) -> subprocess.Popen[bytes]:
    """Run, kill at a random moment, resume, until `times` kills count; -> the run that goes on after the last."""
    kills = 0
    process = start(*arguments)
    while kills < times:
        try:
            process.communicate(timeout=draw.uniform(*seconds))
        except subprocess.TimeoutExpired:
            kill_group(process)
            kills += counts()
            process = start(*arguments, "--resume")
        else:  # it finished between the kills: the next ones hit a run from the start
            assert out.read_bytes() == undisturbed
            process = start(*arguments, "--restart")
    return process


def test_killed_at_twenty_random_moments(corpus: Path, undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ("clean", corpus, "-o", out, *QUICK, "--jobs", 2)
    process = killed_again_and_again(arguments, out, undisturbed, 20, random.Random(8), (0.3, 2.5))
    process.communicate(timeout=120)
    if process.returncode != 2:  # 2: one article is empty
        cleanup(*arguments, "--resume", code=2)
    assert out.read_bytes() == undisturbed
    assert [row["id"] for row in read_lines(tmp_path / "out.jsonl.run" / "failed.jsonl")] == ["a40"]
    assert json.loads((tmp_path / "out.jsonl.run" / "manifest.json").read_text())["articles"] == COUNT - 1


def test_killed_before_anything_was_on_record(corpus: Path, undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    RunRecord(tmp_path / "out.jsonl.run").close()  # its tables are there, and nothing in them
    done = cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", 2, "--resume", code=2)
    assert "begins at the first article" in done.stderr
    assert out.read_bytes() == undisturbed


def test_what_a_power_cut_takes_is_done_again(corpus: Path, undisturbed: bytes, tmp_path: Path) -> None:
    """After a power cut what was not brought to the disk is gone, or is zeros; what the record tells of is there."""
    out, work = tmp_path / "out.jsonl", tmp_path / "out.jsonl.run"
    arguments = ("clean", corpus, "-o", out, *QUICK, "--jobs", 2)
    draw = random.Random(4)
    process = killed_again_and_again(arguments, out, undisturbed, 6, draw, (0.8, 2.0), lambda: cut_off_unsynced(work, draw))
    process.communicate(timeout=120)
    assert process.returncode == 2  # one article is empty
    assert out.read_bytes() == undisturbed


def cut_off_unsynced(work: Path, draw: random.Random) -> bool:
    """Take from the part file what lies beyond the last checkpoint, or some of it, or make it zeros."""
    part = work / "part-00000"
    if not part.exists():
        return False
    with sqlite3.connect(work / "run.db") as db:
        rows = [json.loads(value) for (value,) in db.execute("SELECT value FROM meta")]
    durable = next((row["end"] for row in rows if isinstance(row, dict) and "end" in row), 0)
    held = part.stat().st_size
    with part.open("r+b") as stream:
        if draw.random() < 0.5:
            stream.truncate(draw.randint(durable, max(durable, held)))
        else:
            stream.seek(durable)
            stream.write(bytes(max(0, held - durable)))
    return True


def test_work_before_a_kill_is_not_done_again(corpus: Path, undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    part = tmp_path / "out.jsonl.run" / "part-00000"
    process = start("clean", corpus, "-o", out, *QUICK, "--jobs", 1)
    wait_until(lambda: part.exists() and part.stat().st_size > len(undisturbed) // 3)
    time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM
    assert b"--resume" in err
    kept = part.read_bytes()
    assert kept
    assert undisturbed.startswith(kept)
    before = part.stat().st_ino
    assert not out.exists()
    cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", 1, "--resume", code=2)
    assert out.read_bytes() == undisturbed
    assert out.stat().st_ino == before  # the file that was begun, not one from the start


def test_a_worker_that_is_killed_is_replaced(corpus: Path, undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start("clean", corpus, "-o", out, *QUICK, "--jobs", 2)
    killed: set[int] = set()
    while process.poll() is None and len(killed) < 4:
        for worker in children(process.pid)[:1]:
            if worker not in killed and (tmp_path / "out.jsonl.run" / "part-00000").exists():
                os.kill(worker, signal.SIGKILL)
                killed.add(worker)
        time.sleep(0.05)
    process.communicate(timeout=120)
    assert killed
    assert process.returncode == 2
    assert out.read_bytes() == undisturbed


def test_workers_end_with_a_run_that_is_killed(corpus: Path, tmp_path: Path) -> None:
    process = start("clean", corpus, "-o", tmp_path / "out.jsonl", *QUICK, "--jobs", 2)
    wait_until(lambda: len(children(process.pid)) == 2)
    workers = children(process.pid)
    process.kill()
    process.communicate(timeout=30)
    wait_until(lambda: not any(alive(w) for w in workers), 15)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_ctrl_c_stops_in_seconds_and_says_how_to_go_on(corpus: Path, undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    process = start("clean", corpus, "-o", out, *QUICK, "--jobs", 2)
    wait_until(lambda: (tmp_path / "out.jsonl.run" / "part-00000").exists())
    begun = time.monotonic()
    err = kill_group(process, signal.SIGINT).decode()
    assert time.monotonic() - begun < 10
    assert process.returncode == 130
    assert "Traceback" not in err
    resume = next(line for line in err.splitlines() if "Go on with" in line).partition(": ")[2].split()
    assert resume[0] == "cleanup"
    cleanup(*resume[1:], code=2)
    assert out.read_bytes() == undisturbed


def test_a_full_disk_keeps_what_was_done(corpus: Path, undisturbed: bytes, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = command("clean", corpus, "-o", out, *QUICK, "--jobs", 2)
    limit = len(undisturbed) // 2
    done = subprocess.run(
        arguments,
        capture_output=True,
        text=True,
        env=environment(),
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "--resume" in done.stderr
    assert not out.exists()
    cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", 2, "--resume", code=2)
    assert out.read_bytes() == undisturbed


@pytest.mark.parametrize("kind", ["jsonl.gz", "parquet"])
def test_shards_are_the_same_however_they_came_about(kind: str, corpus: Path, undisturbed: bytes, tmp_path: Path) -> None:
    if kind == "parquet":
        pytest.importorskip("pyarrow")
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    options = (*QUICK, "--shard-size", "100k", "--shard-format", kind)
    cleanup("run", corpus, "-o", whole, *options, "--jobs", 1, code=2)
    draw = random.Random(3)
    for attempt in range(6):
        process = start("run", corpus, "-o", stopped, *options, "--jobs", 2, *(["--resume"] if attempt else []))
        try:
            process.communicate(timeout=draw.uniform(1.0, 2.5))
        except subprocess.TimeoutExpired:
            kill_group(process)
    cleanup("run", corpus, "-o", stopped, *options, "--jobs", 2, "--resume", code=2)
    names = sorted(p.name for p in whole.iterdir())
    assert len(names) > 3
    assert names == sorted(p.name for p in stopped.iterdir())
    assert [(whole / n).read_bytes() for n in names] == [(stopped / n).read_bytes() for n in names]
    if kind != "parquet":
        assert b"".join(gzip.decompress((whole / n).read_bytes()) for n in names) == undisturbed


def test_a_folder_of_articles_is_resumed(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for row in articles(120):
        (source / f"{row['id']}.txt").write_text(str(row["text"]), encoding="utf-8")
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    cleanup("run", source, "-o", whole, *QUICK, "--jobs", 1)
    process = start("run", source, "-o", stopped, *QUICK, "--jobs", 2)
    wait_until(lambda: stopped.exists() and len(list(stopped.iterdir())) > 30)
    kill_group(process)
    assert len(list(stopped.glob("*.md"))) < 120
    cleanup("run", source, "-o", stopped, *QUICK, "--resume")
    names = sorted(p.name for p in whole.iterdir())
    assert names == sorted(p.name for p in stopped.iterdir() if not p.name.startswith("."))
    assert all((whole / n).read_bytes() == (stopped / n).read_bytes() for n in names)


def stopped_run(corpus: Path, out: Path, *options: object) -> None:
    process = start("clean", corpus, "-o", out, *options)
    part = out.with_name(out.name + ".run") / "part-00000"
    wait_until(lambda: part.exists() and part.stat().st_size > 0)
    time.sleep(0.1)
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 128 + signal.SIGTERM


def test_other_settings_are_refused_naming_what_differs(corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    rules = tmp_path / "rules" / "boilerplate"
    rules.mkdir(parents=True)
    (rules / "own.toml").write_text(
        '[[rule]]\nid = "own-end"\nkind = "line"\npattern = "The end of it"\naction = "delete"\n'
        'confidence = 0.9\nreason = "Closing line"\nsource = "own"\nmatch = ["The end of it"]\n'
        'no_match = ["The end of it all was near."]\n',
        encoding="utf-8",
    )
    stopped_run(corpus, out, *QUICK)
    done = cleanup("clean", corpus, "-o", out, *QUICK, "--language", "en", "--resume", code=2)
    assert "input.language: auto -> en" in done.stderr
    done = cleanup("clean", corpus, "-o", out, *QUICK, "--rules", tmp_path / "rules", "--resume", code=2)
    assert "rules differ" in done.stderr
    done = cleanup("clean", corpus, "-o", out, *QUICK, code=2)
    assert "unfinished run" in done.stderr
    assert "--resume" in done.stderr
    assert not out.exists()


def test_changed_inputs_are_refused(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", articles(300))
    out = tmp_path / "out.jsonl"
    stopped_run(corpus, out, *QUICK)
    write_lines(corpus, articles(301))
    done = cleanup("clean", corpus, "-o", out, *QUICK, "--resume", code=2)
    assert "in.jsonl had" in done.stderr
    cleanup("clean", corpus, "-o", out, *QUICK, "--restart")
    assert len(read_lines(out)) == 301


def test_a_finished_run_is_not_done_again(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", articles(30))
    out = tmp_path / "out.jsonl"
    cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", 2)
    before = out.stat()
    done = cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", 2, "--resume")
    assert "finished already" in done.stderr
    assert out.stat().st_mtime_ns == before.st_mtime_ns


def test_stdin_and_stdout_cannot_be_resumed(tmp_path: Path) -> None:
    assert (
        "stdin"
        in cleanup("clean", "-", "--input-format", "jsonl", "-o", tmp_path / "out.jsonl", "--resume", code=2, input="").stderr
    )
    corpus = write_lines(tmp_path / "in.jsonl", articles(3))
    assert "-o" in cleanup("clean", corpus, "--resume", code=2).stderr
