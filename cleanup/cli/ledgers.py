"""The ledgers that commands are given: files of `cleanup run`, and records of its JSON lines."""

from __future__ import annotations

import getpass
import json
from pathlib import Path
from typing import Any

from cleanup.core.ledger import Ledger, digest, passes_from
from cleanup.errors import InputError, LedgerError
from cleanup.readers.formats import format_of
from cleanup.readers.jsonl import open_lines


def open_ledger(path: Path, record: str | None) -> tuple[Ledger, str, dict[str, Any]]:
    """A ledger, the text it starts from, and the keys that its file has besides.

    `record` is the id of a line where the file holds many. Raises InputError and LedgerError.
    """
    return _of_record(path, record) if format_of(path.name) == "jsonl" else _of_file(path)


def user() -> str:
    """The name that the operating system knows the user by."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such account, as in some containers
        return "unknown"


def _of_file(path: Path) -> tuple[Ledger, str, dict[str, Any]]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; `cleanup run` writes NAME.ledger.json beside each article") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise LedgerError(f"{path}: is not a ledger: {error}") from None
    if not isinstance(data, dict) or not isinstance(data.get("source_text"), str):
        raise LedgerError(f"{path}: is not a ledger with its text; give the .ledger.json file of `cleanup run`")
    book = Ledger.from_dict(data)
    if digest(data["source_text"]) != book.input_sha256:
        raise LedgerError(f"{path}: its text is not the one the ledger was written for; clean the article again")
    return book, data["source_text"], {k: data[k] for k in ("source", "source_text") if k in data}


def _of_record(path: Path, record: str | None) -> tuple[Ledger, str, dict[str, Any]]:
    if record is None:
        raise LedgerError(f"{path}: holds many records; name one with --id")
    with open_lines(path) as (lines, _):
        for line in lines:
            data: dict[str, Any] = json.loads(line)
            if str(data.get("id")) == record and "edits" in data:
                source = data["source"]
                text = data["text"]
                book = Ledger(passes_from(data["edits"]), source["text_sha256"], source["text_length"], digest(text), len(text))
                before = book.source_of(text)
                return book, before, {"source": source, "source_text": before}
    raise LedgerError(f"{path}: no record with id {record!r} and edits")
