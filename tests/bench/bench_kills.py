"""Runs that are killed: `python -m tests.bench.bench_kills [KIND ...]`, all kinds below if none is named. Linux, as root.

Each try is a run of its own, to one file, to shards, to a table or to a folder in turn, with one fault at a random moment; then
the same command with --resume until it ends. A try counts where the output has the bytes of an undisturbed run. TRIES=20.

    two         two runs to one output, the second up to a second later: one works, the other names it (50 tries)
    parent      the run itself is killed; its workers are left to find out
    worker      one worker is killed; the run must go on by itself
    engine      a worker is killed that works with the embedded engine, which has no process of its own
    server      the LanguageTool server is killed under the workers (needs `cleanup engine install`)
    dask        one of two Dask workers is killed
    scheduler   the Dask scheduler is killed, and started again with its workers before the run is resumed
    disk        the disk is full: a real file system (tmpfs) of random size, enlarged before the run is resumed
    power       a power cut: the run is on ext4 on a loop device, whose image is copied while it runs; the copy, which lacks
                what was not brought to the disk, is mounted, and the run resumed there
"""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.corpus.articles import QUICK, articles, children, cleanup, environment, start, write_lines

TRIES = int(os.environ.get("TRIES", "20"))
ARTICLES, WITH_ENGINE = 250, 40
# By name: the output below the folder of a try, and its options.
FORMS: dict[str, tuple[str, tuple[object, ...]]] = {
    "file": ("out.jsonl", ()),
    "shards": ("out", ("--shard-size", "100k", "--shard-format", "jsonl.gz")),
    "table": ("out.parquet", ()),
    "folder": ("out", ()),
}
DONE = (0,)


class Bench:
    """The inputs, and what an undisturbed run makes of them in each form."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.draw = folder, random.Random(7)
        self.sources = {n: write_lines(folder / f"in{n}.jsonl", articles(n)) for n in (ARTICLES, WITH_ENGINE)}
        self.calm: dict[tuple[object, ...], tuple[dict[str, str], float]] = {}

    def arguments(self, form: str, place: Path, options: Sequence[object], count: int) -> tuple[object, ...]:
        name, more = FORMS[form]
        return ("run", self.sources[count], "-o", place / name, *more, *options)

    def undisturbed(self, form: str, options: Sequence[object] = QUICK, count: int = ARTICLES) -> tuple[dict[str, str], float]:
        """Digests of the files, and the seconds that it took."""
        key = (form, *options, count)
        if key not in self.calm:
            with tempfile.TemporaryDirectory(dir=self.folder) as place:
                began = time.monotonic()
                cleanup(*self.arguments(form, Path(place), options, count), "--jobs", 2)
                took = time.monotonic() - began
                self.calm[key] = digests(Path(place) / FORMS[form][0]), took
        return self.calm[key]


def digests(out: Path) -> dict[str, str]:
    """The bytes of an output, by file."""
    files = [out] if out.is_file() else sorted(p for p in out.rglob("*") if p.is_file() and not p.name.startswith("."))
    return {str(p.relative_to(out)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def ended(process: subprocess.Popen[bytes], seconds: float = 240) -> str:
    _, err = process.communicate(timeout=seconds)
    return err.decode()


Strike = Callable[[subprocess.Popen[bytes], float], None]


def tried(
    bench: Bench,
    number: int,
    strike: Strike,
    options: Sequence[object] = QUICK,
    more: Sequence[object] = ("--jobs", 2),
    *,
    count: int = ARTICLES,
    by_itself: bool = False,
    place: Path | None = None,
    mend: Callable[[], Sequence[object] | None] = lambda: None,
) -> bool:
    """One try. `by_itself`: the run must end well without being resumed. `mend` makes the place good again before that, and may
    have other options for it."""
    form = list(FORMS)[number % len(FORMS)]
    expected, seconds = bench.undisturbed(form, options, count)
    with tempfile.TemporaryDirectory(dir=bench.folder) as own:
        at = place or Path(own)
        arguments = bench.arguments(form, at, options, count)
        process = start(*arguments, *more)
        strike(process, seconds)
        err = ended(process)
        if by_itself and process.returncode not in DONE:
            return told(f"{form}: did not go on by itself: {err[-600:]}")
        if "Traceback" in err:
            return told(f"{form}: traceback: {err[-1500:]}")
        if process.returncode not in DONE:
            more = mend() or more
            done = cleanup(*arguments, *more, "--resume", code=None)
            if done.returncode not in DONE:
                return told(f"{form}: resume: {done.stderr[-600:]}")
        found = digests(at / FORMS[form][0])
        if found != expected:
            differ = sorted(k for k in found.keys() | expected.keys() if found.get(k) != expected.get(k))
            return told(f"{form}: {len(differ)} of {len(expected)} files differ: {differ[:3]}")
    return True


def told(what: str) -> bool:
    print(f"    {what}", flush=True)
    return False


def kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def two(bench: Bench) -> str:
    tries, well, refused = max(50, TRIES) if TRIES >= 20 else TRIES, 0, 0
    for number in range(tries):
        form = list(FORMS)[number % len(FORMS)]
        expected, _ = bench.undisturbed(form)
        with tempfile.TemporaryDirectory(dir=bench.folder) as place:
            arguments = (*bench.arguments(form, Path(place), QUICK, ARTICLES), "--jobs", 2)
            first = start(*arguments)
            time.sleep(bench.draw.choice((0.0, bench.draw.uniform(0, 1))))
            second = start(*arguments, *bench.draw.choice(((), ("--resume",), ("--restart",))))
            runs = {first: ended(first), second: ended(second)}
            codes = sorted(run.returncode for run in runs)
            named = False
            for run, err in runs.items():
                other = next(o for o in runs if o is not run)
                pattern = rf"process {other.pid} on {re.escape(socket.gethostname())}, since \d{{4}}-\d\d-\d\dT"
                named |= run.returncode == 2 and re.search(pattern, err) is not None
            refused += named
            if digests(Path(place) / FORMS[form][0]) != expected or codes != [0, 2] or not named:
                told(f"{form}: exit codes {codes}, {' | '.join(err.strip()[-200:] for err in runs.values())}")
            else:
                well += 1
    return f"{well} of {tries} same bytes, the other run named the first in {refused}"


def parent(bench: Bench) -> str:
    def strike(process: subprocess.Popen[bytes], seconds: float) -> None:
        time.sleep(bench.draw.uniform(0.1, seconds))
        process.kill()

    return counted(tried(bench, n, strike) for n in range(TRIES))


def worker(bench: Bench) -> str:
    return counted(tried(bench, n, one_of_its_workers(bench), by_itself=True) for n in range(TRIES))


def engine(bench: Bench) -> str:
    options = ("--only", "grammar")
    return counted(tried(bench, n, one_of_its_workers(bench), options, count=WITH_ENGINE, by_itself=True) for n in range(TRIES))


def one_of_its_workers(bench: Bench) -> Strike:
    def strike(process: subprocess.Popen[bytes], seconds: float) -> None:
        while process.poll() is None and not children(process.pid):
            time.sleep(0.01)
        time.sleep(bench.draw.uniform(0, seconds / 2))
        if workers := children(process.pid):
            kill(bench.draw.choice(workers))

    return strike


def server(bench: Bench) -> str:
    from tests.corpus.test_languagetool import servers

    options = ("--only", "grammar", "--engine", "languagetool")

    def strike(process: subprocess.Popen[bytes], seconds: float) -> None:
        while process.poll() is None and not servers(process.pid):
            time.sleep(0.05)
        time.sleep(bench.draw.uniform(0, seconds / 2))
        for pid in servers(process.pid):
            kill(pid)

    return counted(tried(bench, n, strike, options, count=WITH_ENGINE, by_itself=True) for n in range(TRIES))


class Dask:
    """A scheduler and two workers, each a process of its own with a group."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self.start()

    def start(self) -> None:
        port = self.address.rpartition(":")[2]
        self.scheduler = self._begin("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")
        more = ("--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--death-timeout", "20")
        self.workers = [self._begin("worker", self.address, *more) for _ in range(2)]

    def _begin(self, *arguments: str) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        words = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
        return subprocess.Popen(words, env=environment(), start_new_session=True, stdout=quiet, stderr=quiet)

    def wait(self) -> None:
        from distributed import Client

        with Client(self.address, timeout=60) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(2, timeout=60)

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def cluster() -> Iterator[Dask]:
    dask = Dask()
    try:
        dask.wait()
        yield dask
    finally:
        dask.stop()


def dask(bench: Bench) -> str:
    with cluster() as running:

        def strike(process: subprocess.Popen[bytes], seconds: float) -> None:
            time.sleep(bench.draw.uniform(1, 1 + seconds))
            for pid in children(bench.draw.choice(running.workers).pid):  # the nanny starts another
                kill(pid)

        more = ("--cluster", running.address)
        return counted(tried(bench, n, strike, more=more, by_itself=True) for n in range(TRIES))


def scheduler(bench: Bench) -> str:
    with cluster() as running:

        def strike(process: subprocess.Popen[bytes], seconds: float) -> None:
            time.sleep(bench.draw.uniform(1, 1 + seconds))
            os.killpg(running.scheduler.pid, signal.SIGKILL)

        def mend() -> None:
            running.stop()
            running.start()
            running.wait()

        def one(number: int) -> bool:
            if running.scheduler.poll() is not None:
                mend()
            return tried(bench, number, strike, more=("--cluster", running.address), mend=mend)

        return counted(one(n) for n in range(TRIES))


def disk(bench: Bench) -> str:
    mount = bench.folder / "small"
    mount.mkdir()

    def one(number: int) -> bool:
        size = bench.draw.randint(40, 600)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", mount], check=True)

        def mend() -> None:
            subprocess.run(["mount", "-o", "remount,size=50m", mount], check=True)

        try:
            return tried(bench, number, lambda process, seconds: None, place=mount, mend=mend)
        finally:
            subprocess.run(["umount", mount], check=True)

    return counted(one(n) for n in range(TRIES))


def power(bench: Bench) -> str:
    place, image = bench.folder / "ext4", bench.folder / "image"
    place.mkdir()

    def one(number: int) -> bool:
        with image.open("wb") as stream:
            stream.truncate(64 << 20)
        # Commits of the file system's own every second, which it else makes every five.
        subprocess.run(["mkfs.ext4", "-q", "-J", "size=4", image], check=True)
        subprocess.run(["mount", "-o", "loop,commit=1", image, place], check=True)

        def strike(process: subprocess.Popen[bytes], seconds: float) -> None:
            time.sleep(bench.draw.uniform(0.5, seconds + 1))
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGSTOP)
            shutil.copyfile(image, f"{image}.cut")
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)

        def mend() -> None:
            subprocess.run(["umount", place], check=True)
            subprocess.run(["mount", "-o", "loop", f"{image}.cut", place], check=True)

        try:
            return tried(bench, number, strike, place=place, mend=mend)
        finally:
            subprocess.run(["umount", place], check=True)

    return counted(one(n) for n in range(TRIES))


def counted(tries: Iterator[bool]) -> str:
    outcomes = list(tries)
    return f"{sum(outcomes)} of {len(outcomes)} same bytes"


KINDS = {f.__name__: f for f in (two, parent, worker, engine, server, dask, scheduler, disk, power)}


def main(names: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for name in names or KINDS:
            began = time.monotonic()
            result = KINDS[name](bench)
            print(f"{name}: {result} ({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
