"""One run an output: a lock file beside it that names the run which writes there.

The system holds the lock (`flock`), so that of a run that was killed keeps nobody out, whatever its file says. Where a
system has no `flock` (Windows), nothing is locked. Network drives that do not know the locks of other machines let two in.
"""

from __future__ import annotations

import errno
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from cleanup.corpus.trouble import disk_error
from cleanup.errors import OutputError

if os.name == "posix":
    import fcntl

_BUSY = (errno.EWOULDBLOCK, errno.EACCES)
_held: set[int] = set()  # descriptors of locks


def _let_go() -> None:
    """A forked worker holds no lock: it may outlive a parent that was killed, and would keep the next run out."""
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


if os.name == "posix":
    os.register_at_fork(after_in_child=_let_go)


@contextmanager
def sole_writer(output: Path) -> Iterator[None]:
    """Hold the lock of an output file or folder. Raises OutputError naming the process that holds it, or where none can be."""
    if os.name != "posix":
        yield
        return
    path = _lock_of(Path(os.path.realpath(output)))
    descriptor = _take(path, output)
    _held.add(descriptor)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()  # while it is held: who waits for this file sees that it is no longer in its place
        _held.discard(descriptor)
        os.close(descriptor)


def _lock_of(output: Path) -> Path:
    """Beside it; inside a folder that nothing can be put beside, such as a user's own or a mount."""
    beside = os.access(output.parent, os.W_OK) or not output.is_dir()
    return output.with_name(f".{output.name}.lock") if output.name and beside else output / ".lock"


def _take(path: Path, output: Path) -> int:
    """The descriptor of the locked file, which says who holds it."""
    while True:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise disk_error(output, error, kept=None) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _BUSY:
                raise OutputError(
                    f"{output}: another run or review is writing there ({_holder(path)}); wait for it or end it, or choose another place with -o"
                ) from None
            raise disk_error(output, error, kept=None) from error
        if _in_place(descriptor, path):
            break
        os.close(descriptor)  # its holder has just ended and removed it
    who = {"host": socket.gethostname(), "pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}
    os.ftruncate(descriptor, 0)
    os.write(descriptor, json.dumps(who).encode("utf-8"))
    return descriptor


def _in_place(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    """Who holds the lock, in words."""
    try:
        who = json.loads(path.read_text(encoding="utf-8"))
        return f"process {who['pid']} on {who['host']}, since {who['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "a process that has only begun"
