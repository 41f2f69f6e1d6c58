"""A long run under faults: `python -m tests.bench.soak [SECONDS] [-- OPTIONS OF cleanup run]`, an hour if not said otherwise.

One `cleanup run` with grammar over articles, among them hostile ones (one in FEWER): lines of a megabyte, deep markup, odd
characters, bytes that are no text, lines that are no JSON. Meanwhile workers are killed (the youngest, so that the oldest shows
whether memory grows), parent and workers are stopped for seconds, the disk is kept busy by another program's synced writes, and
after a third of the time the run itself is killed and resumed. At the end: every line is there once and in order, each copy of an
article came out alike, only hostile articles failed, and memory is flat. Three kills can hit one harmless article: it is then in
the list of failures, which is run again in peace, as a user would, and must come out like its copies. Linux only; exit code 1
where one of these is not so.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from statistics import median
from typing import Any

from tests.corpus.articles import articles, children, cleanup, start

FEWER = 40  # one article in so many is hostile
DISTINCT = 400  # articles, which come again under new ids
TRIALS = (80, 240)  # articles that the rate is found by, without the start of a run
WORKERS = 2
KILL_EVERY, STOP_EVERY, LOOK_EVERY = 15.0, 25.0, 2.0  # seconds
STOPPED = (0.5, 3.0)  # seconds
BUSY_BYTES = 32 << 20  # that the other program writes and syncs, then rests a second
KILLED = re.compile(r"\d workers died at this article")
ALIKE = ("text", "title", "summary", "keywords", "edits", "flags")  # of the copies of an article
FLAT = 1.05  # last quarter to second quarter


def hostile(number: int) -> bytes:
    """A line of each kind in turn."""
    kinds: tuple[Any, ...] = (
        {"text": "x" * 200_000},
        {"text": "word " * 20_000},
        {"text": "\n".join("ab, cd." for _ in range(2_000))},
        {"html": "<div>" * 3_000 + "<p>The harbor was closed on Monday. Nobody came.</p>" + "</div>" * 3_000},
        {"html": "<p>" + "<b><i>" * 500 + "An open tag is never closed."},
        {
            "text": "The e\u0301"
            + "\u0301" * 3_000
            + " was odd. \u202eThis runs backwards.\u202c \x00 \ufeff \U0001f469\u200d\U0001f680."
        },
        {"text": "Half a character \ud83d stands here. " * 20},
        {"text": "(" * 2_000 + " a " + "]" * 2_000},
        {"text": "“" * 1_500 + "Quoted. " * 200},
        b'{"id": "%d", "text": "\xff\xfe\x00\x01 no text"}',
        b"no JSON at all",
        b'{"id": "%d", "text": 12}',
        b'{"id": "%d", "text": "   "}',
    )
    kind = kinds[number // FEWER % len(kinds)]
    if isinstance(kind, bytes):
        return kind.replace(b"%d", b"%d" % number) + b"\n"
    return json.dumps({"id": str(number), **kind}).encode() + b"\n"


def is_hostile(number: int) -> bool:
    return number % FEWER == FEWER - 1


def corpus(path: Path, count: int) -> None:
    """Write so many lines."""
    rows = articles(DISTINCT, words=250)
    with path.open("wb") as out:
        for number in range(count):
            row = {**rows[number % DISTINCT], "id": str(number)}
            out.write(hostile(number) if is_hostile(number) else json.dumps(row).encode() + b"\n")


def held(pid: int) -> tuple[float, float]:
    """MB of a process's memory that no file backs, and MB that no other process shares (USS).

    The first shows growth: the second also moves when a process that shared the pages ends.
    """
    with suppress(OSError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.endswith(" kB")}
        return sizes["Anonymous"], sizes["Private_Clean"] + sizes["Private_Dirty"]
    return 0.0, 0.0


def busy_disk(folder: Path) -> subprocess.Popen[bytes]:
    """Another program that keeps the disk busy."""
    code = (
        "import os, sys, time\n"
        "while True:\n"
        "    with open(sys.argv[1], 'wb') as out:\n"
        f"        out.write(bytes({BUSY_BYTES})); out.flush(); os.fsync(out.fileno())\n"
        "    time.sleep(1)\n"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(folder / "busy")])


class Trouble:
    """Makes trouble for a run while it goes on, and writes down what it did and saw."""

    def __init__(self, arguments: Sequence[object], kill_at: float) -> None:
        self.arguments, self.kill_at = arguments, kill_at
        self.done: Counter[str] = Counter()
        self.memory: list[tuple[float, ...]] = []  # seconds, then MB of `held` of the parent and of the oldest worker
        self.draw = random.Random(1)

    def run(self) -> int:
        """The exit code of the run in the end."""
        began = time.monotonic()
        process = start(*self.arguments)
        next_kill, next_stop, next_look, killed = KILL_EVERY, STOP_EVERY, 10.0, False
        while process.poll() is None:
            time.sleep(0.1)
            now = time.monotonic() - began
            workers = sorted(children(process.pid))
            if not killed and now > self.kill_at and workers:
                killed = True
                process.kill()
                process.communicate()
                self.done["run killed and resumed"] += 1
                process = start(*self.arguments, "--resume")
            elif now > next_kill and len(workers) == WORKERS:
                next_kill = now + self.draw.expovariate(1 / KILL_EVERY)
                self.send(workers[-1], signal.SIGKILL, "workers killed")
            elif now > next_stop and len(workers) == WORKERS:
                next_stop = now + self.draw.expovariate(1 / STOP_EVERY)
                whom = self.draw.choice((process.pid, *workers))
                self.send(whom, signal.SIGSTOP, "parent stopped" if whom == process.pid else "workers stopped")
                time.sleep(self.draw.uniform(*STOPPED))
                self.send(whom, signal.SIGCONT)
            elif now > next_look and len(workers) == WORKERS:
                next_look = now + LOOK_EVERY
                self.memory.append((now, *held(process.pid), *held(workers[0])))
        assert process.stderr is not None
        sys.stdout.write("".join(line + "\n" for line in process.stderr.read().decode().splitlines()[-2:]))
        return int(process.returncode)

    def send(self, pid: int, number: int, what: str = "") -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, number)
            if what:
                self.done[what] += 1


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def wrong(out: Path, count: int, again: dict[str, dict[str, Any]]) -> list[str]:
    """What is not as it should be with the output; `again` are the failures' own results in peace, by id."""
    found, copies = [], defaultdict(set)
    number = -1
    for number, line in enumerate(lines_of(out)):
        if line["id"] is not None and line["id"] != str(number):
            found.append(f"line {number} holds article {line['id']}")
            break
        if is_hostile(number):
            continue
        if "error" in line and not KILLED.search(line["error"]):
            found.append(f"article {number} failed: {line['error']}")
        else:
            line = again[str(number)] if "error" in line else line
            copies[number % DISTINCT].add(json.dumps([line.get(key) for key in ALIKE], sort_keys=True))
    if number + 1 != count:
        found.append(f"{number + 1:,} lines came out of {count:,}")
    found += [f"article {key} came out in {len(forms)} ways" for key, forms in copies.items() if len(forms) > 1]
    return found


def quarters(values: list[float]) -> tuple[float, float]:
    """The medians of the second quarter and of the last: the first is warming up."""
    part = max(1, len(values) // 4)
    return median(values[part : 2 * part] or values), median(values[-part:])


def main(seconds: float, options: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        times = []
        for count in TRIALS:
            corpus(folder / "trial.jsonl", count)
            began = time.monotonic()
            cleanup(
                "run", folder / "trial.jsonl", "-o", folder / f"trial-{count}.jsonl", "--jobs", WORKERS, *options, code=None
            )
            times.append(time.monotonic() - began)
        rate = (TRIALS[1] - TRIALS[0]) / (times[1] - times[0])
        count = int(rate * seconds)
        print(f"{rate:.1f} articles a second when calm: {count:,} articles", flush=True)
        corpus(folder / "in.jsonl", count)
        out = folder / "out.jsonl"
        arguments = ("run", folder / "in.jsonl", "-o", out, "--jobs", WORKERS, *options)
        trouble = Trouble(arguments, seconds / 3)
        other = busy_disk(folder)
        began = time.monotonic()
        try:
            code = trouble.run()
        finally:
            other.kill()
            other.wait()
        took = time.monotonic() - began
        failed = folder / "out.jsonl.run" / "failed.jsonl"
        cleanup("run", failed, "-o", folder / "again.jsonl", "--jobs", 1, *options, code=None)
        again = {str(line["id"]): line for line in lines_of(folder / "again.jsonl")}
        found = wrong(out, count, again) if out.exists() else [f"no output: exit code {code}"]
        reasons: Counter[str] = Counter(row["reason"] for row in lines_of(failed))
        record = (folder / "out.jsonl.run" / "run.db").stat().st_size
    print(f"{took:.0f} s, {count / took:.1f} articles a second; exit code {code}; failures: {dict(reasons)}")
    print(f"trouble: {dict(trouble.done)}; record {record / 1e6:.1f} MB")
    late = [row for row in trouble.memory if row[0] > trouble.kill_at]  # of one parent
    for name, at in (("parent", 1), ("oldest worker", 3)):
        early, last = quarters([row[at] for row in late])
        print(
            f"memory of the {name}: {early:.0f} MB in the second quarter, {last:.0f} MB in the last: {last / early:.3f}", end=""
        )
        print("; not shared {:.0f} MB, {:.0f} MB".format(*quarters([row[at + 1] for row in late])))
        if last > FLAT * early:
            found.append(f"memory of the {name} grows")
    print("\n".join(f"WRONG: {what}" for what in found[:20]) or "0 lines lost, all as it should be")
    return int(bool(found))


if __name__ == "__main__":
    given = sys.argv[1:]
    cut = given.index("--") if "--" in given else len(given)
    sys.exit(main(float(given[0]) if given[:cut] else 3600.0, given[cut + 1 :]))
