"""The ledgers that commands are given: files of `cleanup run`, and records of its JSON lines."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath

from cleanup.core.json_values import naming
from cleanup.core.ledger import Ledger
from cleanup.errors import InputError, LedgerError
from cleanup.readers.formats import format_of
from cleanup.readers.inputs import STDIN, Broken, InputFile
from cleanup.readers.raw import raws
from cleanup.review.ledger_file import LedgerFile
from cleanup.writers.columns import own_values


@dataclass(frozen=True, slots=True)
class OpenLedger:
    """What a ledger's file or a record holds, and where it comes from.

    `name` is what messages call it: the file, for a record with its line. `path` is None for stdin.
    """

    file: LedgerFile
    name: str
    path: Path | None

    @property
    def ledger(self) -> Ledger:
        """The ledger."""
        return self.file.ledger

    @property
    def source(self) -> str:
        """The text that it starts from."""
        return self.file.source_text

    @property
    def is_record(self) -> bool:
        """Whether it is one record of many, which is not changed in place."""
        return self.path is not None and _holds_records(self.path)

    def is_in(self, file: Path | None) -> bool:
        """Whether this file, or one that it leads to, is where the ledger comes from."""
        return file is not None and self.path is not None and file.exists() and file.samefile(self.path)


def open_ledger(path: Path, record: str | None) -> OpenLedger:
    """A ledger that fits the text it comes with.

    `path` may be "-" for stdin. `record` is the id of a line where the file holds many; the first with that id counts.
    Raises InputError and LedgerError, naming the file and, of a record, the line.
    """
    if _holds_records(path):
        if record is None:
            raise LedgerError(f"{path}: holds many records; name one with --id")
        return _of_record(path, record)
    if record is not None:
        raise LedgerError(f"{path}: holds one ledger; leave --id out")
    return _of_file(path)


def user() -> str:
    """The name that the operating system knows the user by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, as in some containers
        return "unknown"


def _holds_records(path: Path) -> bool:
    return format_of(path.name) == "jsonl"


def _of_file(path: Path) -> OpenLedger:
    stdin = str(path) == STDIN
    try:
        data = sys.stdin.buffer.read() if stdin else path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; `cleanup run` writes NAME.ledger.json beside each article") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}; give a .ledger.json file") from error
    name = "stdin" if stdin else str(path)
    return OpenLedger(LedgerFile.read(data, name), name, None if stdin else path)


def _of_record(path: Path, record: str) -> OpenLedger:
    unread: list[str] = []
    for raw in raws(InputFile(str(path), path, PurePath(path.name), "jsonl")):
        if isinstance(raw, Broken):
            unread.append(raw.error)
            continue
        try:
            data = json.loads(raw.data) if isinstance(raw.data, bytes) else None
        except (ValueError, RecursionError) as error:
            unread.append(f"{raw.name}: is not JSON: {error}")
            continue
        if not isinstance(data, dict):
            unread.append(f"{raw.name}: is not an object")
        elif "id" in (values := own_values(data) or data) and str(values["id"]) == record and "edits" in values:
            with naming(raw.name):
                file = LedgerFile.of_record(data)
            return OpenLedger(file, raw.name, path)
    lost = f"; {len(unread)} of its lines cannot be read, the first: {unread[0]}" if unread else ""
    raise LedgerError(f"{path}: no record with id {record!r} and edits{lost}")
