"""Articles for the tests of whole runs: the seed's paragraphs in ever new combinations, with some left-overs."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
SEED = sorted((ROOT / "seeds").glob("*.txt"))[0]
# Grammar is left out where a test is about the machinery: the engine takes 1.3 s to load.
QUICK = ("--only", "normalize")


def articles(count: int, words: int = 120, start: int = 0) -> list[dict[str, object]]:
    """`count` different articles as rows of the JSONL contract, with one column of their own."""
    pieces = [p for p in SEED.read_text(encoding="utf-8").split("\n") if p.strip()]
    out: list[dict[str, object]] = []
    for number in range(start, start + count):
        draw = random.Random(number)
        text = f"Report number {number}\n"
        while len(text.split()) < words:
            text += f"\n{draw.choice(pieces)} This was item {number}.{draw.randrange(1000)} ….!!\n"
        out.append(
            {"id": f"a{number}", "text": text + "\nShare this\n", "title": f"Report number {number}", "section": number % 7}
        )
    return out


def write_lines(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def read_lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "cleanup", *map(str, arguments)]


def cleanup(*arguments: object, code: int | None = 0, **more: object) -> subprocess.CompletedProcess[str]:
    """Run the real command line; fails where the exit code is another."""
    done = subprocess.run(
        command(*arguments),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,  # type: ignore[call-overload]
        env=environment(),
        timeout=240,
        **more,
    )
    assert code is None or done.returncode == code, f"exit {done.returncode}\n{done.stderr[-3000:]}"
    return done  # type: ignore[no-any-return]


def start(*arguments: object) -> subprocess.Popen[bytes]:
    """Begin a run in a process group of its own."""
    return subprocess.Popen(
        command(*arguments),
        cwd=ROOT,
        env=environment(),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )


def environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("CLEANUP_")} | {"NO_COLOR": "1"}


def children(pid: int) -> list[int]:
    """The direct child processes, from /proc."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(p) for p in task.read_text().split()]
        except OSError:
            continue
    return found
