"""What the errors of a disk and of a run's database mean to the user: which, where, what next."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path

from cleanup.errors import OutputError
from cleanup.writers.atomic import WAYS_OUT

_KEPT = "what was done is kept: {}, then give the same command with --resume"
_NOT_BEGUN = "{}, or choose another place with -o"
_NOT_KEPT = "nothing of it was kept: {}, or choose another place with -o"
# SQLite's own words say what failed inside of it ("attempt to write a readonly database"), not what it means here.
_OF_DATABASE = {
    sqlite3.SQLITE_FULL: ("the disk is full", WAYS_OUT[errno.ENOSPC]),
    sqlite3.SQLITE_BUSY: ("another program has locked it (a database browser, a backup)", "close that program"),
    sqlite3.SQLITE_LOCKED: ("another program has locked it (a database browser, a backup)", "close that program"),
    sqlite3.SQLITE_READONLY: ("it may not be written to", "allow writing to the file and its folder"),
    sqlite3.SQLITE_PERM: ("it may not be opened", "allow reading and writing it and its folder"),
    sqlite3.SQLITE_CANTOPEN: ("it or its journal cannot be opened", "allow reading and writing it and its folder"),
    sqlite3.SQLITE_IOERR: ("the disk or network drive fails", "see to it"),
    sqlite3.SQLITE_PROTOCOL: ("the file system has no locks that work", "put the output on another one"),
    sqlite3.SQLITE_NOLFS: ("the file system holds no files of this size", "put the output on another one"),
}
_DAMAGED = {sqlite3.SQLITE_CORRUPT: "is damaged", sqlite3.SQLITE_NOTADB: "is no database"}


def disk_error(output: Path, error: OSError, *, kept: bool | None) -> OutputError:
    """The error for a run whose output could not be written. `kept`: it can be resumed; None: it has not begun."""
    named = kept is not None and isinstance(error.filename, str | bytes)  # before a run has begun the output says more
    place = Path(os.fsdecode(error.filename)) if named else output
    way_out = WAYS_OUT.get(error.errno or 0, "mend that")
    told = (_NOT_BEGUN if kept is None else _KEPT if kept else _NOT_KEPT).format(way_out)
    return OutputError(f"{place}: cannot be written: {error.strerror or error}; {told}")


def database_error(path: Path, error: sqlite3.Error, *, kept: bool = True) -> OutputError:
    """The error for a run's database at `path`. Raises the error itself where it is a fault of this program's."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF  # the rest tells at which call
    if code in _DAMAGED:
        return OutputError(
            f"{path}: {_DAMAGED[code]} ({error}), so nothing can go on from it; "
            "give --restart to begin anew, or choose another place with -o"
        )
    if code not in _OF_DATABASE:
        raise error
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        code = _cause(path) or code
    what, what_next = _OF_DATABASE[code]
    return OutputError(f"{path}: {what} ({error}); {(_KEPT if kept else _NOT_KEPT).format(what_next)}")


def _cause(path: Path) -> int | None:
    """The code for what SQLite tells as an error of the disk where a journal finds no room or may not be made."""
    if not os.access(path.parent, os.W_OK | os.X_OK):
        return sqlite3.SQLITE_READONLY
    if hasattr(os, "statvfs"):
        try:
            room = os.statvfs(path.parent)
        except OSError:
            return None
        if room.f_bavail == 0 or (room.f_files > 0 and room.f_favail == 0):
            return sqlite3.SQLITE_FULL
    return None
