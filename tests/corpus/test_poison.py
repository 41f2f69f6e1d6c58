"""A document that hangs, eats memory or brings its worker down costs itself alone."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from cleanup.engines.scripted import EXIT_CODE
from tests.corpus.articles import QUICK, articles, children, cleanup, read_lines, start, write_lines

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="forks workers and reads /proc")


POISON = "xyzzy"


def huge(words: int) -> str:
    """A text that is large and takes long."""
    return "\n\n".join(
        f"Sentence number {n} speaks of item {n * 7919 % 10007} ….!! and of nothing else ." for n in range(words // 10)
    )


def check_only_one_failed(out: Path, culprit: str, reason: str, rows: list[dict[str, object]]) -> dict[str, object]:
    lines = read_lines(out)
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    bad = [line for line in lines if "error" in line]
    assert [line["id"] for line in bad] == [culprit]
    (failed,) = read_lines(out.with_name(out.name + ".run") / "failed.jsonl")
    assert failed["id"] == culprit
    assert failed["reason"] == reason
    return failed


def scripted(folder: Path, then: str) -> tuple[object, ...]:
    """Options for an engine that does this at POISON and finds nothing elsewhere."""
    (folder / "script.toml").write_text(f'[[answer]]\nword = "{POISON}"\nthen = "{then}"\n', encoding="utf-8")
    config = folder / "cleanup.toml"
    config.write_text(f"[engine]\nname = 'scripted'\nscript = '{folder / 'script.toml'}'\n", encoding="utf-8")
    return ("--config", config, "--only", "grammar")


def poisoned(count: int, place: int) -> list[dict[str, object]]:
    rows = articles(count)
    rows[place]["text"] = f"{rows[place]['text']}\nAt this the engine comes to the word {POISON} in a sentence.\n"
    return rows


def test_a_hanging_article_is_given_up_with_its_input(tmp_path: Path) -> None:
    rows = poisoned(40, 17)
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    out = tmp_path / "out.jsonl"
    # It hangs for good; the others take hundredths of a second, so the limit decides nothing but how long this test is.
    done = cleanup("clean", corpus, "-o", out, *scripted(tmp_path, "hang"), "--jobs", 2, "--time-limit", 4, code=2)
    assert "time limit" in done.stderr
    failed = check_only_one_failed(out, "a17", "time", rows)
    assert failed["text"] == rows[17]["text"]
    assert failed["section"] == rows[17]["section"]


@pytest.mark.parametrize(("then", "told"), [("hang", "time limit of 1 s"), ("die", "workers died at this article")])
def test_a_few_files_are_held_to_the_limit_too(tmp_path: Path, then: str, told: str) -> None:
    for row in poisoned(3, 1):
        (tmp_path / f"{row['id']}.txt").write_text(str(row["text"]), encoding="utf-8")
    files = [tmp_path / f"a{n}.txt" for n in range(3)]
    done = cleanup("clean", *files, "-o", tmp_path / "out", *scripted(tmp_path, then), "--time-limit", 1, code=2)
    assert told in done.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a0.txt", "a2.txt"]


def test_an_article_that_eats_memory_is_given_up(tmp_path: Path) -> None:
    rows = articles(20)
    rows[5]["text"] = huge(1_500_000)
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    out = tmp_path / "out.jsonl"
    done = cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", 2, "--memory-limit", 120, code=2)
    failed = check_only_one_failed(out, "a5", "memory", rows)
    assert "120 MB" in str(failed["error"])
    assert "Traceback" not in done.stderr


def test_an_article_that_the_engine_refuses_costs_itself(tmp_path: Path) -> None:
    rows = poisoned(12, 4)
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    out = tmp_path / "out.jsonl"
    cleanup("clean", corpus, "-o", out, *scripted(tmp_path, "refuse"), "--jobs", 2, code=2)
    failed = check_only_one_failed(out, "a4", "crash", rows)
    assert "refuses" in str(failed["error"])


def test_an_engine_that_fails_ends_the_run_which_can_be_resumed(tmp_path: Path) -> None:
    rows = poisoned(60, 50)
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    out = tmp_path / "out.jsonl"
    options = scripted(tmp_path, "fail")
    done = cleanup("clean", corpus, "-o", out, *options, "--jobs", 2, code=2)
    assert "fails at what fits" in done.stderr
    assert not out.exists()
    scripted(tmp_path, "match")  # mended, which another script is: results depend on it
    again = cleanup("clean", corpus, "-o", out, *options, "--jobs", 2, "--resume", code=2)
    assert "script:" in again.stderr
    cleanup("clean", corpus, "-o", out, *options, "--jobs", 2, "--restart")
    assert [line["id"] for line in read_lines(out)] == [row["id"] for row in rows]


def test_an_article_at_which_every_worker_dies_by_itself_is_given_up(tmp_path: Path) -> None:
    rows = poisoned(24, 3)
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    out = tmp_path / "out.jsonl"
    cleanup("clean", corpus, "-o", out, *scripted(tmp_path, "die"), "--jobs", 2, code=2)
    failed = check_only_one_failed(out, "a3", "crash", rows)
    assert f"exit code {EXIT_CODE}" in str(failed["error"])


def test_an_article_at_which_every_worker_is_killed_is_given_up(tmp_path: Path) -> None:
    rows = articles(24)
    rows[0]["text"] = huge(400_000)  # the worker is at it for seconds: time to kill it, three times
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    out = tmp_path / "out.jsonl"
    process = start("clean", corpus, "-o", out, *QUICK, "--jobs", 1)
    killed: set[int] = set()
    begun = time.monotonic()
    while process.poll() is None and time.monotonic() - begun < 120:
        for worker in children(process.pid):
            if worker not in killed and len(killed) < 3 and busy(worker) > 0.3:
                with suppress(ProcessLookupError):
                    os.kill(worker, signal.SIGKILL)
                    killed.add(worker)
        time.sleep(0.02)
    process.communicate(timeout=60)
    assert len(killed) == 3
    failed = check_only_one_failed(out, "a0", "crash", rows)
    assert "SIGKILL" in str(failed["error"])


def busy(pid: int) -> float:
    """CPU seconds of a process."""
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


def test_the_list_of_failures_is_itself_an_input(tmp_path: Path) -> None:
    rows = poisoned(12, 3)
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    cleanup("clean", corpus, "-o", tmp_path / "out.jsonl", *scripted(tmp_path, "refuse"), "--jobs", 1, code=2)
    again = tmp_path / "again.jsonl"
    cleanup("clean", tmp_path / "out.jsonl.run" / "failed.jsonl", "-o", again, *QUICK, "--jobs", 1)
    (line,) = read_lines(again)
    assert line["id"] == "a3"
    assert line["text"]


def test_bad_lines_among_good_ones(tmp_path: Path) -> None:
    rows = articles(30)
    lines = [json.dumps(row) for row in rows]
    lines[4] = '{"id": "broken", "text": '
    lines[9] = '{"id": "empty", "text": "  "}'
    lines[20] = '{"id": "number", "text": 12}'
    corpus = tmp_path / "in.jsonl"
    corpus.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = tmp_path / "out.jsonl"
    done = cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", 2, code=2)
    written = read_lines(out)
    assert len(written) == 30
    assert [n for n, line in enumerate(written) if "error" in line] == [4, 9, 20]
    assert f"{corpus}:5: not JSON" in done.stderr
    failed = read_lines(tmp_path / "out.jsonl.run" / "failed.jsonl")
    assert failed[0]["raw"] == lines[4]
    assert [f["reason"] for f in failed] == ["input"] * 3


def test_workers_and_one_process_write_the_same(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", articles(90))
    written = []
    for jobs in (1, 2, 5):
        out = tmp_path / f"out{jobs}.jsonl"
        cleanup("clean", corpus, "-o", out, *QUICK, "--jobs", jobs)
        written.append(out.read_bytes())
    assert written[0] == written[1] == written[2]
    assert cleanup("clean", corpus, *QUICK, "--jobs", 2).stdout.encode() == written[0]


def test_repeated_ids_are_told(tmp_path: Path) -> None:
    rows = articles(40)
    rows[30]["id"] = "a3"
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    done = cleanup("clean", corpus, "-o", tmp_path / "out.jsonl", *QUICK, "--jobs", 2)
    assert "1 articles have an id that an earlier one has" in done.stderr
    assert [line["id"] for line in read_lines(tmp_path / "out.jsonl")] == [row["id"] for row in rows]
