"""The ledger files of a folder, opened, changed and saved so that no two writers overwrite each other.

A change is given with the revision that it was made on. Where the file is another by now, whoever changed it, nothing is
written. What is saved is on the disk, whole, before the call returns.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cleanup.errors import CleanupError, InputError
from cleanup.review.changes import Changed
from cleanup.review.ledger_file import LEDGER_ENDING, LedgerFile, written
from cleanup.writers.atomic import sync_folder, unwritten, write_whole

_KEPT_OPEN = 16  # files whose content is kept in memory


class Outdated(CleanupError):
    """The file is not the one that a change was made on."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's content and its revision, which another content never has."""

    path: Path
    file: LedgerFile
    revision: str
    signature: tuple[int, int, int]


def ledgers_in(folder: Path) -> list[Path]:
    """The ledger files below a folder, by name. Raises InputError where it cannot be read."""
    try:
        return sorted(p for p in folder.rglob(f"*{LEDGER_ENDING}") if not p.name.startswith("."))
    except OSError as error:
        raise InputError(f"{folder}: cannot be read: {error.strerror or error}; give a folder of `cleanup run`") from error


def ledgers_at(names: Sequence[str]) -> list[Path]:
    """The ledger files that these name, themselves or by their folders. Raises InputError where there is none."""
    found: list[Path] = []
    for name in names:
        path = Path(name)
        found += ledgers_in(path) if path.is_dir() else [path] if name.endswith(LEDGER_ENDING) else []
    if not found:
        raise InputError(f"{', '.join(names) or 'no input'}: no ledger there; give the folder of a review or of `cleanup run`")
    return list(dict.fromkeys(found))


class LedgerStore:
    """Reads and writes ledger files; may be used by several threads."""

    def __init__(self) -> None:
        self._opened: OrderedDict[Path, Opened] = OrderedDict()
        self._lock = threading.RLock()

    def open(self, path: Path, revision: str | None = None) -> Opened:
        """The file as it is now. Raises InputError and LedgerError, naming it, and Outdated where it is of another
        `revision`."""
        opened = self._opened_now(path)
        if revision is not None and revision != opened.revision:
            raise Outdated(f"{path}: was changed meanwhile; look at it as it is now, and decide again")
        return opened

    def _opened_now(self, path: Path) -> Opened:
        with self._lock:
            held = self._opened.get(path)
            try:
                signature = _signature(path)
                if held is not None and held.signature == signature:
                    self._opened.move_to_end(path)
                    return held
                data = path.read_bytes()
            except OSError as error:
                raise InputError(
                    f"{path}: cannot be read: {error.strerror or error}; it was there before, put it back"
                ) from error
            return self._keep(Opened(path, LedgerFile.read(data, str(path)), _revision(data), signature))

    def change(self, path: Path, revision: str | None, make: Callable[[LedgerFile], Changed]) -> tuple[Opened, Changed]:
        """Make a change and save it. `revision` None: on whatever is there.

        Raises Outdated, OutputError, and what `make` raises; the file is then as it was.
        """
        with self._lock:
            opened = self.open(path, revision)
            changed = make(opened.file)
            data = written(changed.file.values()).encode()
            try:
                write_whole(path, data, durable=True)
                sync_folder(path.parent)
            except OSError as error:
                raise unwritten(path, error) from error
            return self._keep(Opened(path, changed.file, _revision(data), _signature(path))), changed

    def _keep(self, opened: Opened) -> Opened:
        self._opened[opened.path] = opened
        self._opened.move_to_end(opened.path)
        while len(self._opened) > _KEPT_OPEN:
            self._opened.popitem(last=False)
        return opened


def _signature(path: Path) -> tuple[int, int, int]:
    found = os.stat(path)
    return found.st_mtime_ns, found.st_size, found.st_ino


def _revision(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]
