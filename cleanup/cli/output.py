"""Streams, color, progress and exit codes. Data go to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from cleanup.errors import InputError, OutputError
from cleanup.text.halves import NOTE, has_half, utf8
from cleanup.writers import stdout

if TYPE_CHECKING:
    from cleanup.result import Result

OK, WOULD_CHANGE, FAILED = 0, 1, 2
_DRAW_EVERY = 0.1  # seconds
_CODES = {"red": "31", "green": "32", "yellow": "33", "bold": "1", "dim": "2"}


def say(message: str) -> None:
    """One message on stderr."""
    print(message, file=sys.stderr)


def colored(text: str, color: str, stream: Any = None) -> str:
    """The text in a color where the stream is a terminal and NO_COLOR is not set."""
    stream = stream or sys.stdout
    if os.environ.get("NO_COLOR") or not stream.isatty():
        return text
    return f"\x1b[{_CODES[color]}m{text}\x1b[0m"


def complain(message: str) -> None:
    """One error on stderr."""
    say(colored("error: ", "red", sys.stderr) + message)


def emit(text: str) -> None:
    """Data on stdout, as UTF-8 whatever the terminal's encoding, half characters as U+FFFD.

    Raises OutputError where stdout is closed or full, BrokenPipeError where its reader has gone.
    """
    tell_halves(text, "<stdout>")
    stdout.put(utf8(text))
    stdout.flush()


def tell_halves(text: str, place: object) -> None:
    """Say so where a text that goes to this place has half characters."""
    if has_half(text):
        say(f"{place}: {NOTE}")


class _Closed:
    """Stands for a standard stream that the caller has closed (`<&-`, `>&-`): whoever uses it is told so."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    @property
    def buffer(self) -> Any:
        """Raises the error."""
        raise self._error

    def write(self, text: str) -> int:
        """Raises the error."""
        raise self._error

    def isatty(self) -> bool:
        """No."""
        return False

    def flush(self) -> None:
        """Nothing: nothing was written."""

    def close(self) -> None:
        """Nothing: it is closed."""


def replace_closed_streams() -> None:
    """Python has None in the place of a closed standard stream; put something there that speaks."""
    if sys.stdin is None:
        sys.stdin = cast(Any, _Closed(InputError("<stdin>: is closed; give a file, or the text through a pipe")))
    if sys.stdout is None:
        sys.stdout = cast(Any, _Closed(OutputError("<stdout>: is closed; choose a place with -o")))
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (open as long as the process)


@dataclass
class Tally:
    """Counts a run and says what came of it."""

    articles: int = 0
    flagged: int = 0
    skipped: int = 0
    failures: int = 0
    edits: Counter[str] = field(default_factory=Counter)

    def add(self, result: Result) -> None:
        """Count one article."""
        self.articles += 1
        self.flagged += len(result.flags)
        self.skipped += result.skipped is not None
        self.edits.update(result.ledger.counts())

    def fail(self, error: str) -> None:
        """Count and say a failure."""
        self.failures += 1
        complain(error)

    @property
    def exit_code(self) -> int:
        """2 when anything failed."""
        return FAILED if self.failures else OK

    def line(self) -> str:
        """The closing line."""
        edits = ", ".join(f"{stage} {count}" for stage, count in sorted(self.edits.items())) or "none"
        return (
            f"{_count(self.articles, 'article')}; edits: {edits}; {_count(self.flagged, 'flagged passage')}; "
            + (f"{self.skipped} without an article; " if self.skipped else "")
            + _count(self.failures, "failure")
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


class Progress:
    """One bar on stderr while work is long and stderr is a terminal: articles, rate, failures, time left.

    Drawn only from `step`, without a thread of its own, so that worker processes can be forked meanwhile.
    """

    def __init__(self, total: int | None, doing: str = "cleaning") -> None:
        """`total` is what positions count up to, None where it is not known, 1 for a single article (no bar)."""
        self._doing = doing
        self._bar: Any = None
        self._task: Any = None
        self._total = total
        self._done = 0
        self._begun = self._drawn = time.monotonic()

    def __enter__(self) -> Progress:
        if sys.stderr.isatty() and self._total != 1:
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn(self._doing),
                BarColumn(),
                TextColumn("{task.fields[words]}"),
                TimeElapsedColumn(),
                TextColumn("left"),
                TimeRemainingColumn(),
                auto_refresh=False,
                console=Console(stderr=True, no_color=bool(os.environ.get("NO_COLOR"))),
                transient=True,
                redirect_stdout=False,
            )
            self._bar.start()
            self._task = self._bar.add_task(self._doing, total=self._total, words="")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()

    def step(self, position: int, failures: int) -> None:
        """One article more is done, and `position` of the total."""
        self._done += 1
        now = time.monotonic()
        if self._bar is not None and now - self._drawn >= _DRAW_EVERY:
            self._drawn = now
            words = f"{self._done:,} articles, {self._done / max(now - self._begun, 1e-9):.1f}/s"
            if failures:
                words += f", {_count(failures, 'failure')}"
            self._bar.update(self._task, completed=position, words=words)
            self._bar.refresh()
