"""Data on stdout, and what becomes of it where stdout is closed or full."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from cleanup.errors import OutputError

# Errors of the disk behind a file or stream, after which the next article would fail as well.
DISK_ERRORS = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS))


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


def drop() -> None:
    """Send what is left in the buffer to nowhere, or the interpreter fails once more when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def cannot_be_written(error: OSError) -> OutputError:
    """What is told of an error at stdout."""
    return OutputError(f"<stdout>: cannot be written: {error.strerror or error}; free space, or choose a place with -o")


@contextmanager
def _mendable() -> Iterator[None]:
    if sys.stdout is None:  # closed by whoever started the program
        raise OutputError("<stdout>: is closed; choose a place with -o")
    try:
        yield
    except (BrokenPipeError, OutputError):
        raise
    except OSError as error:
        drop()
        raise cannot_be_written(error) from error
