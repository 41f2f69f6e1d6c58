"""A file lock between programs of one user, that the system lets go when its holder dies. Standard library only."""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from cleanup.errors import EngineError

if os.name == "nt":
    import msvcrt

    def _try_lock(descriptor: int, *, shared: bool = False) -> bool:
        # no shared locks here: two who only look can take each other for a holder, so `is_held` looks again
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int, *, shared: bool = False) -> bool:
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


class FileLock:
    """An exclusive lock on a file that is made when missing and never removed (removing it would let two in).

    A context manager: waits up to `seconds` for the other holder, then raises EngineError naming the file.
    """

    def __init__(self, path: Path, *, seconds: float = 60.0, purpose: str = "work with it") -> None:
        self._path = path
        self._seconds = seconds
        self._purpose = purpose
        self._descriptor: int | None = None

    def try_acquire(self) -> bool:
        """Take the lock if it is free now; True when this object holds it afterwards."""
        if self._descriptor is not None:
            return True
        # descriptors are not inherited by child programs, so a server that we start cannot keep our lock
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if _try_lock(descriptor):
            self._descriptor = descriptor
            return True
        os.close(descriptor)
        return False

    def release(self) -> None:
        """Let go; nothing when it is not held."""
        if self._descriptor is not None:
            os.close(self._descriptor)  # closing lets go, on every system
            self._descriptor = None

    def __enter__(self) -> Self:
        deadline = time.monotonic() + self._seconds
        while not self.try_acquire():
            if time.monotonic() > deadline:
                raise EngineError(
                    f"{self._path}: another program has held this lock for {self._seconds:.0f} s to "
                    f"{self._purpose}; wait for it or end it, then try again"
                )
            time.sleep(0.05)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.release()


def is_held(path: Path) -> bool:
    """Whether some program holds the lock at this path; makes no file and keeps nobody out for more than a moment."""
    for _ in range(3):
        try:
            descriptor = os.open(path, os.O_RDWR)
        except OSError:
            return False  # no file: nobody ever held it
        try:
            if _try_lock(descriptor, shared=True):
                return False
        finally:
            os.close(descriptor)
        time.sleep(0.005)
    return True
