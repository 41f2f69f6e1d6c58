"""Give the program odd inputs and see whether its promises hold: `python -m tests.fuzz --minutes 10`.

    python -m tests.fuzz --inputs 100000 --jobs 2 --corpus ~/.cache/cleanup-fuzz --seeds FOLDER
    python -m tests.fuzz --kind ledger --kind rules --minutes 5
    python -m tests.fuzz --kind text --try FILE [--engine]        one input again, such as one that failed

The corpus grows: an input that brought the program to something new (a rule, a refusal, a message) is kept in
CORPUS/KIND and changed further by later runs. An input that fails is made smaller and put into CORPUS/failed/KIND, with
what it breaks and how to try it again in a file beside it; of failures that are alike, the first three. Nothing of it
belongs into git: what was found and mended gets a test of its own where its subject is tested.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import Empty
from typing import Any

from tests.fuzz.checks import Checker, sign_of
from tests.fuzz.making import KINDS_OF_INPUT
from tests.fuzz.working import Work, do, last_of, put

_TOLD_EVERY = 30.0  # seconds


def main() -> int:
    """The exit status is 1 where something failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--minutes", type=float, help="end after so long")
    parser.add_argument("--inputs", type=int, help="end after so many inputs (1000 where no minutes are given)")
    parser.add_argument("--kind", action="append", choices=KINDS_OF_INPUT, help="only of this kind; may be given several times")
    parser.add_argument("--seed", type=int, default=1, help="another seed makes other inputs (1)")
    parser.add_argument("--jobs", type=int, default=1, help="processes (1)")
    parser.add_argument("--engine", action="store_true", help="with the embedded grammar engine")
    parser.add_argument(
        "--corpus", type=Path, default=Path(tempfile.gettempdir()) / "cleanup-fuzz", help="the folder that grows"
    )
    parser.add_argument("--seeds", type=Path, help="a folder with more articles (.txt) and pages (.html) to start from")
    parser.add_argument("--try", dest="again", type=Path, metavar="FILE", help="try this input alone, of the kind given")
    chosen = parser.parse_args()
    kinds = chosen.kind or list(KINDS_OF_INPUT)
    if chosen.again:
        return _try(kinds[0], chosen.again, chosen.engine)
    inputs = chosen.inputs or (0 if chosen.minutes else 1000)
    seconds = chosen.minutes * 60 if chosen.minutes else 0.0
    shares = [inputs // chosen.jobs + (n < inputs % chosen.jobs) for n in range(chosen.jobs)]
    work = [
        Work(chosen.corpus, tuple(kinds), chosen.seed * 1000 + n, share, seconds, chosen.engine, chosen.seeds, n)
        for n, share in enumerate(shares)
    ]
    return _watched(work)


def _watched(work: list[Work]) -> int:
    """Do the work in processes, tell how far it is, start those anew that die, and sum up."""
    context = multiprocessing.get_context("spawn")
    done: Any = context.Queue()

    def started(part: Work) -> Any:
        process = context.Process(target=do, args=(part, done), daemon=True)
        process.start()
        return process

    processes = {part: started(part) for part in work}
    counts: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    begun = told = time.monotonic()
    while any(p.is_alive() for p in processes.values()) or not done.empty():
        with suppress(Empty):
            kind, failed = done.get(timeout=1)
            counts[kind] += 1
            failures.update([failed] if failed else [])
        for part, process in list(processes.items()):
            if process.exitcode not in (None, 0):
                failures[f"a process died with {process.exitcode}"] += 1
                _keep_last(part, process.exitcode)
                del processes[part]
                next_part = replace(part, seed=part.seed + 7919)
                processes[next_part] = started(next_part)
        if time.monotonic() - told > _TOLD_EVERY:
            told = time.monotonic()
            print(
                f"{told - begun:5.0f} s {counts.total():,} inputs, {failures.total()} failures of {len(failures)} kinds",
                flush=True,
            )
    print(
        f"{counts.total():,} inputs in {time.monotonic() - begun:.0f} s:",
        ", ".join(f"{k} {n:,}" for k, n in sorted(counts.items())),
    )
    for sign, count in failures.most_common():
        print(f"{count:6} {sign}")
    return int(bool(failures))


def _keep_last(part: Work, code: int) -> None:
    """Keep the input that a process was at when it died."""
    corpus = part.corpus
    kind, _, data = last_of(corpus, part.number).read_bytes().partition(b"\n")
    path = put(corpus / "failed" / kind.decode(), data)
    path.with_suffix(".why").write_text(f"the process died with {code}\n", encoding="utf-8")
    print(f"a process died with {code} at {path}", flush=True)


def _try(kind: str, path: Path, engine: bool) -> int:
    with tempfile.TemporaryDirectory(prefix="cleanup-fuzz-") as folder:
        checker = Checker(Path(folder), engine=engine)
        try:
            found = checker.check(kind, path.read_bytes())
        except Exception as error:
            traceback.print_exc()
            print(f"fails: {sign_of(error)}")
            return 1
        finally:
            checker.close()
    print("holds; it reached:", *sorted(found), sep="\n  ")
    return 0


if __name__ == "__main__":
    os.nice(5)
    sys.exit(main())
