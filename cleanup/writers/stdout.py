"""Data on stdout, and what becomes of it where stdout is closed or full."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from cleanup.errors import OutputError


def put(data: bytes) -> None:
    """Write UTF-8 to stdout, whatever the terminal's encoding; `flush` makes it appear.

    Raises OutputError where stdout is closed or full, BrokenPipeError where its reader has gone.
    """
    with _mendable():
        if hasattr(sys.stdout, "buffer"):
            sys.stdout.buffer.write(data)
        else:
            sys.stdout.write(data.decode("utf-8"))


def flush() -> None:
    """Let a reader have what was put so far. Raises as `put` does."""
    with _mendable():
        sys.stdout.flush()


@contextmanager
def _mendable() -> Iterator[None]:
    if sys.stdout is None:  # closed by whoever started the program
        raise OutputError("<stdout>: is closed; choose a place with -o")
    try:
        yield
    except (BrokenPipeError, OutputError):
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or what is left would fail once more at the end
        raise OutputError(
            f"<stdout>: cannot be written: {error.strerror or error}; free space, or choose a place with -o"
        ) from error
