"""Findings that are known and wait: a file that `cleanup check` is held against, so that only new ones count.

A finding is known by its file, level, rule, old and new text, as often as the baseline has it; lines may move, and
white space around and within the text may change. The file is sorted, one entry a line, so that two of them can be
compared and merged.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from cleanup.errors import InputError
from cleanup.readers.address import is_address
from cleanup.report.findings import READ, Finding
from cleanup.text.halves import whole
from cleanup.writers.atomic import write_atomically
from cleanup.writers.jsonl import dump

SCHEMA, VERSION = "cleanup-baseline", 1
_LONGEST = 200  # characters of a text that are written out; longer ones are cut, with a digest of the whole


class Key(NamedTuple):
    """What a finding is known by."""

    file: str
    rule: str
    old: str
    new: str | None
    level: str


def key_of(finding: Finding) -> Key:
    """The key of a finding, the same wherever in its file it stands."""
    new = None if finding.new is None else _settled(finding.new)
    return Key(finding.file, finding.rule, _settled(finding.old), new, finding.level)


def _settled(text: str) -> str:
    """The text as the file can hold it, with white space that may change as lines move made even, unless it is nothing
    else."""
    text = whole(" ".join(text.split()) or text)
    if len(text) <= _LONGEST:
        return text
    return f"{text[:_LONGEST]}... {hashlib.sha256(text.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings beyond a baseline, how many are in it, and how many of it are no longer there."""

    new: list[Finding]
    known: int
    gone: int


@dataclass(frozen=True)
class Baseline:
    """The known findings, each as often as it is known."""

    known: Counter[Key]

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """The baseline of a file. Raises InputError, naming the file and the line or the entry, where it is none."""
        try:
            text = path.read_bytes().decode("utf-8-sig")
            data = json.loads(text)
        except FileNotFoundError:
            raise InputError(f"{path}: no such file; --update-baseline writes it") from None
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
        except json.JSONDecodeError as error:
            raise InputError(
                f"{path}:{error.lineno}: not JSON: {error.msg} at column {error.colno}; mend it, or write it anew with "
                "--update-baseline after deleting it"
            ) from None
        except (UnicodeDecodeError, RecursionError) as error:
            raise InputError(f"{path}: not JSON: {error}; it is no baseline of `cleanup check`") from None
        known: Counter[Key] = Counter()
        for key, count in _entries(path, data):  # two branches that were merged may each have an entry
            known[key] += count
        return cls(known)

    def compared(self, findings: Iterable[Finding], files: Collection[str]) -> Compared:
        """The findings of a run that looked at `files`, held against those that are known."""
        left = Counter(self.known)
        new = []
        for finding in findings:
            key = key_of(finding)
            if finding.stage != READ and left[key] > 0:
                left[key] -= 1
            else:
                new.append(finding)
        gone = sum(count for key, count in left.items() if key.file in files)
        return Compared(new, self.known.total() - left.total(), gone)

    def updated(self, findings: Iterable[Finding], files: Collection[str]) -> Baseline:
        """With the findings of `files` in the place of what was known of them. Files that were not looked at keep their
        entries as long as they are there."""
        kept = (k for k in self.known.elements() if k.file not in files and (is_address(k.file) or Path(k.file).exists()))
        return Baseline(Counter([*kept, *map(key_of, findings)]))

    def write(self, path: Path) -> None:
        """Write the file, whole or not at all. Raises OutputError."""
        lines: list[str] = []
        for key, count in sorted(self.known.items(), key=lambda item: (*item[0][:3], item[0].new or "", item[0].level)):
            entry = key._asdict() | ({"count": count} if count > 1 else {})
            lines.append("    " + dump(entry))
        head = f'{{\n  "schema": "{SCHEMA}",\n  "version": {VERSION},\n  "findings": ['
        write_atomically(path, head + ("\n" + ",\n".join(lines) + "\n  " if lines else "") + "]\n}\n")


def _entries(path: Path, data: Any) -> Iterator[tuple[Key, int]]:
    """The entries of a baseline's JSON. Raises InputError, naming the one that is wrong."""

    def wrong(what: str) -> NoReturn:
        raise InputError(f"{path}: {what}; restore the baseline, or delete it and write it anew with --update-baseline")

    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        wrong(f'is no baseline: "schema" is not "{SCHEMA}"')
    if data.get("version") != VERSION:
        wrong(f"is of version {data.get('version')!r}, where this program knows {VERSION}")
    if not isinstance(data.get("findings"), list):
        wrong('"findings" is not a list')
    for number, entry in enumerate(data["findings"]):
        if not isinstance(entry, dict):
            wrong(f"findings[{number}] is not an object")
        for name in Key._fields:
            value = entry.get(name)
            if not isinstance(value, str) and not (name == "new" and value is None):
                wrong(f'findings[{number}]: "{name}" is not a text')
        count = entry.get("count", 1)
        if not isinstance(count, int) or isinstance(count, bool) or count < 1:
            wrong(f'findings[{number}]: "count" is not a number from 1')
        yield Key(entry["file"], entry["rule"], entry["old"], entry.get("new"), entry["level"]), count
