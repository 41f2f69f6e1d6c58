"""Asks the language model, which runs in a process of its own: whatever happens to it happens to it alone.

A processor without an instruction that the library was built for, a lack of memory, a hang end that process at most. Then
there is no opinion, `failure` says why, and it is not tried again: what ended it once would do so at every article.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

# Loading takes 1 to 3 s and a sentence of 40 words .5 s on a slow core, on two busy ones twice that.
READY_SECONDS = 60.0
ANSWER_SECONDS = 30.0
EDIT_SECONDS = 5.0  # more for each edit of a request
MOST_ANSWER = 1_000_000  # characters of one answer; it has some eight an edit


class LanguageModel:
    """The model's process, started when first asked. Not to be shared between threads.

    A process forked from the one that started it gets one of its own, since two must not speak on one pipe.
    """

    def __init__(self, command: Sequence[str] | None = None, *, seconds: float | None = None) -> None:
        """`command` speaks the protocol of `child.py` in its place; `seconds` without an answer replace those above."""
        self._command = list(command) if command is not None else None
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None
        self._owner = 0
        self.failure: str | None = None

    def log_odds(self, sentence: str, edits: Sequence[tuple[int, int, str]]) -> list[float | None]:
        """How much likelier each edit alone makes the sentence (natural logarithm); None where there is no opinion.

        Offsets are code points of the sentence, half-open. Never raises: after a failure there is never an opinion.
        """
        nothing: list[float | None] = [None] * len(edits)
        if self.failure is not None or not edits:
            return nothing
        if self._process is None or self._owner != os.getpid():
            self._start()
        if self.failure is not None:
            return nothing
        request = json.dumps({"sentence": sentence, "edits": [list(edit) for edit in edits]}) + "\n"
        answer = self._exchange(request, ANSWER_SECONDS + EDIT_SECONDS * len(edits))
        if self.failure is not None:
            return nothing
        found = _numbers(answer.get("log_odds"), len(edits))
        if found is None:
            self._fail("its answer is none")
        return found or nothing

    def close(self) -> None:
        """End the process; a later question starts a new one, unless it had failed."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        with suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()  # it ends with its input
        try:
            process.wait(1.0)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()

    def _start(self) -> None:
        root = Path(__file__).resolve().parents[3]
        places = os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))
        # -P: no module of the user's working folder passes for one of ours
        command = self._command or [sys.executable, "-P", "-m", "cleanup.models.language_model.child"]
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.CREATE_NO_WINDOW
        self._owner = os.getpid()
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                encoding="utf-8",
                errors="replace",
                env={**os.environ, "PYTHONPATH": places},
                start_new_session=True,  # Ctrl-C in the terminal is for us
                creationflags=flags,
            )
        except OSError as error:
            self._fail(f"its process cannot start: {error.strerror or error}")
            return
        answer = self._exchange("", READY_SECONDS)
        if self.failure is None and "ready" not in answer:
            self._fail(str(answer.get("error") or "its answer is none"))

    def _exchange(self, request: str, seconds: float) -> dict[str, Any]:
        """Send a line (or none) and read one as an object; {} after a failure. The process is killed when time is up."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        seconds = self._seconds or seconds
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        watch = threading.Timer(seconds, end)
        watch.daemon = True
        watch.start()
        line = ""
        try:
            with suppress(OSError):  # it ended: there is no line to read
                if request:
                    process.stdin.write(request)
                    process.stdin.flush()
                line = process.stdout.readline(MOST_ANSWER)
        finally:
            watch.cancel()
        if late.is_set():
            self._fail(f"no answer within {seconds:g} seconds")
            return {}
        if not line:
            with suppress(subprocess.TimeoutExpired):
                process.wait(1.0)
            self._fail(f"its process ended{_how(process.returncode)}")
            return {}
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            self._fail("its answer is none")
            return {}
        return answer

    def _fail(self, why: str) -> None:
        self.failure = why
        process = self._process
        if process is not None:
            process.kill()
            self.close()


def _numbers(found: object, count: int) -> list[float | None] | None:
    """An answer with a number or nothing for each edit; None for anything else."""
    if not isinstance(found, list) or len(found) != count:
        return None
    if not all(v is None or (type(v) in (int, float) and math.isfinite(v)) for v in found):
        return None
    return [None if v is None else float(v) for v in found]


def _how(code: int | None) -> str:
    if code is None:
        return ""
    return f" (signal {-code})" if code < 0 else f" (exit code {code})"
