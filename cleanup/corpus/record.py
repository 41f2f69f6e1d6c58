"""The record of a run, beside its output: how far it is, what it depends on, what failed.

The folder `OUT.run` holds `run.db` (SQLite), `part-*` files being written, and at the end `manifest.json`,
`failed.jsonl` and `duplicates.jsonl`. Everything that a resumed run must know is committed in one transaction with
the place in the output up to which bytes are on the disk, so a run that is killed continues from its last checkpoint,
and what was written after it is written again.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath
from typing import Any

from cleanup.core.ledger import digest
from cleanup.corpus.job import Facts, Outcome
from cleanup.corpus.trouble import database_error, disk_error
from cleanup.errors import OutputError
from cleanup.text.halves import has_half, whole
from cleanup.writers.atomic import write_atomically
from cleanup.writers.columns import OWN, PREFIX, Columns, without_own

SLOWEST = 50
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE inputs (number INTEGER PRIMARY KEY, name TEXT, size INTEGER);
CREATE TABLE names (target TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE files (number INTEGER PRIMARY KEY, path BLOB, size INTEGER, article INTEGER);
CREATE TABLE shards (number INTEGER PRIMARY KEY, path BLOB, lines INTEGER, size INTEGER);
CREATE TABLE ids (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE failures (number INTEGER PRIMARY KEY, kind TEXT, error TEXT, line TEXT);
CREATE TABLE duplicates (number INTEGER PRIMARY KEY, line TEXT);
CREATE TABLE counts (what TEXT, key TEXT, count REAL, PRIMARY KEY (what, key)) WITHOUT ROWID;
CREATE TABLE slow (number INTEGER PRIMARY KEY, seconds REAL, name TEXT, id TEXT, words INTEGER);
CREATE TABLE bands (band INTEGER, key INTEGER, article INTEGER, PRIMARY KEY (band, key, article)) WITHOUT ROWID;
CREATE TABLE kept (article INTEGER PRIMARY KEY, id TEXT, name TEXT, signature BLOB);
"""


class RunRecord:
    """The record of one run. `folder` None keeps it in a nameless temporary database, for runs that are not resumed.

    Raises OutputError where it cannot be opened; its methods raise sqlite3.Error, which `database_error` explains.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise OutputError(f"{folder}: cannot be made: {error.strerror or error}; choose another -o") from error
        try:
            self._db = sqlite3.connect("" if folder is None else self.path_in(folder), isolation_level=None)
            # FULL: a commit is on the disk when it returns, power cut or not.
            self._db.execute(f"PRAGMA synchronous = {'OFF' if folder is None else 'FULL'}")
            self._db.execute("PRAGMA cache_size = -4000")
            if not self._db.execute("SELECT 1 FROM sqlite_master WHERE name = 'meta'").fetchone():
                self._db.executescript("BEGIN;" + _TABLES + "COMMIT;")
            self._db.execute("BEGIN")
        except sqlite3.Error as error:
            raise database_error(self.path_in(folder or Path()), error) from error

    @staticmethod
    def path_in(folder: Path) -> Path:
        """The database of the record in this folder."""
        return folder / "run.db"

    @staticmethod
    def exists(folder: Path) -> bool:
        """Whether a run has left its record there. Raises OutputError where nobody may look."""
        try:
            return RunRecord.path_in(folder).is_file()
        except OSError as error:
            raise disk_error(folder, error, kept=None) from error

    def __getitem__(self, key: str) -> Any:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else json.loads(row[0])

    def __setitem__(self, key: str, value: Any) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))

    def commit(self) -> None:
        """Put everything since the last commit on the disk, all or nothing."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Let go without committing."""
        self._db.close()

    def set_inputs(self, files: Iterator[tuple[str, int]]) -> None:
        """Remember the files that are read, and their sizes."""
        self._db.executemany("INSERT INTO inputs (name, size) VALUES (?, ?)", ((whole(name), size) for name, size in files))

    def input_differences(self, files: Iterator[tuple[str, int]]) -> list[str]:
        """What differs between the inputs as they were and these, in words; the first few."""
        was = self._db.execute("SELECT name, size FROM inputs ORDER BY number")
        out: list[str] = []
        for name, size in files:
            row, name = was.fetchone(), whole(name)
            if row is None or row[0] != name:
                out.append(
                    f"input {name} is new or was at another place" if row is None else f"input {row[0]} was where {name} is now"
                )
            elif row[1] != size:
                out.append(f"input {name} had {row[1]:,} bytes and has {size:,}")
            if len(out) >= 3:
                return out
        row = was.fetchone()
        if row is not None:
            out.append(f"input {row[0]} is gone")
        return out

    def take_name(self, target: str, name: str) -> str | None:
        """Reserve an output name; the article that holds it already, or None."""
        target, name = whole(target), whole(name)
        row = self._db.execute("SELECT name FROM names WHERE target = ?", (target,)).fetchone()
        if row is None:
            self._db.execute("INSERT INTO names VALUES (?, ?)", (target, name))
            return None
        return None if row[0] == name else str(row[0])

    def wrote(self, path: PurePath, size: int, *, article: bool) -> None:
        """Remember a file of `size` bytes in the output folder; `article`: it is the article's own and none beside it."""
        self._db.execute("INSERT INTO files (path, size, article) VALUES (?, ?, ?)", (os.fsencode(path), size, article))

    def files(self) -> Iterator[tuple[Path, int, bool]]:
        """(path in the output folder, bytes, whether it is an article's own), in the order of the inputs."""
        for path, size, article in self._db.execute("SELECT path, size, article FROM files ORDER BY number"):
            yield Path(os.fsdecode(path)), size, bool(article)

    def close_shard(self, number: int, path: Path, lines: int) -> None:
        """Remember that a shard, or the one file, is to hold so many lines."""
        self._db.execute("INSERT OR REPLACE INTO shards VALUES (?, ?, ?, NULL)", (number, os.fsencode(path), lines))

    def place_shard(self, number: int, size: int) -> None:
        """Remember that it is in its place, with so many bytes."""
        self._db.execute("UPDATE shards SET size = ? WHERE number = ?", (size, number))

    def shard_lines(self, number: int) -> int:
        """The lines that a closed shard is to hold."""
        return int(self._db.execute("SELECT lines FROM shards WHERE number = ?", (number,)).fetchone()[0])

    def shards(self) -> Iterator[tuple[Path, int, int | None]]:
        """(path, lines, bytes or None where it is not in its place yet) of each that is closed, in order."""
        for path, lines, size in self._db.execute("SELECT path, lines, size FROM shards ORDER BY number"):
            yield Path(os.fsdecode(path)), lines, size

    def see_id(self, identity: Any, name: str) -> None:
        """Count an id that was there before."""
        key, name = json.dumps(identity) if not isinstance(identity, str) or has_half(identity) else identity, whole(name)
        if len(key) > 200:
            key = digest(key)
        done = self._db.execute("INSERT OR IGNORE INTO ids VALUES (?, ?)", (key, name))
        if done.rowcount == 0:
            first = self._db.execute("SELECT name FROM ids WHERE id = ?", (key,)).fetchone()[0]
            self.count("repeated ids", f"{key}: {name} has the id of {first}", 1)

    def fail(self, outcome: Outcome, original: Mapping[str, Any]) -> None:
        """Remember a failure with its input."""
        own = {"error": outcome.error, "reason": outcome.kind, "source": outcome.name}
        if outcome.detail:
            own["traceback"] = outcome.detail
        line = without_own(original, original)  # of an earlier list of failures
        line |= {PREFIX + name if name in line else name: value for name, value in own.items()}
        self._db.execute(
            "INSERT INTO failures (kind, error, line) VALUES (?, ?, ?)",
            (outcome.kind, whole(outcome.error or ""), json.dumps(line)),
        )

    def duplicate(self, line: Mapping[str, Any]) -> None:
        """Remember a near-duplicate."""
        self._db.execute("INSERT INTO duplicates (line) VALUES (?)", (json.dumps(line),))

    def count(self, what: str, key: str, number: float) -> None:
        """Add to a count."""
        self._db.execute(
            "INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count", (what, key, number)
        )

    def add(self, facts: Facts) -> None:
        """Add the counts of some articles."""
        rows: list[tuple[str, str, float]] = [
            ("total", "articles", facts.articles),
            ("total", "skipped", facts.skipped),
            ("total", "words", facts.words),
            ("total", "seconds", facts.seconds),
        ]
        rows += [("edits", json.dumps(key), n) for key, n in facts.edits.items()]
        rows += [("leftovers", json.dumps(key), n) for key, n in facts.leftovers.items()]
        rows += [("flags", key, n) for key, n in facts.flags.items()]
        rows += [("languages", key, n) for key, n in facts.languages.items()]
        for row in rows:
            self.count(*row)

    def facts(self) -> Facts:
        """The counts of the whole run so far, left-over lines and seconds of single articles aside."""
        totals = dict(self.counts("total"))
        out = Facts(
            int(totals.get("articles", 0)),
            int(totals.get("skipped", 0)),
            int(totals.get("words", 0)),
            totals.get("seconds", 0.0),
        )
        for key, number in self.counts("edits"):
            stage, rule, verdict = json.loads(key)
            out.edits[stage, rule, verdict] = int(number)
        for key, number in self.counts("flags"):
            out.flags[key] = int(number)
        for key, number in self.counts("languages"):
            out.languages[key] = int(number)
        return out

    def slow(self, outcome: Outcome, words: int) -> None:
        """Remember an article if it is among the slowest."""
        least = self._db.execute("SELECT COUNT(*), MIN(seconds) FROM slow").fetchone()
        if least[0] >= SLOWEST:
            if outcome.seconds <= least[1]:
                return
            self._db.execute("DELETE FROM slow WHERE number = (SELECT number FROM slow ORDER BY seconds LIMIT 1)")
        self._db.execute(
            "INSERT INTO slow (seconds, name, id, words) VALUES (?, ?, ?, ?)",
            (outcome.seconds, whole(outcome.name), json.dumps(outcome.id), words),
        )

    def counts(self, what: str, most: int = -1) -> list[tuple[str, float]]:
        """(key, count) of one kind of count, highest first."""
        return self._db.execute(
            "SELECT key, count FROM counts WHERE what = ? ORDER BY count DESC, key LIMIT ?", (what, most)
        ).fetchall()

    def slowest(self) -> list[tuple[float, str, str, int]]:
        """(seconds, name, id as JSON, words), slowest first."""
        return self._db.execute("SELECT seconds, name, id, words FROM slow ORDER BY seconds DESC").fetchall()

    def failures(self) -> Iterator[tuple[str, str, str]]:
        """(kind, error, JSON line), in the order of the inputs."""
        yield from self._db.execute("SELECT kind, error, line FROM failures ORDER BY number")

    def failure_counts(self) -> dict[str, int]:
        """Failures by kind."""
        return dict(self._db.execute("SELECT kind, COUNT(*) FROM failures GROUP BY kind ORDER BY kind"))

    def duplicate_count(self) -> int:
        """Near-duplicates found."""
        return int(self._db.execute("SELECT COUNT(*) FROM duplicates").fetchone()[0])

    @property
    def db(self) -> sqlite3.Connection:
        """The connection, for the search for near-duplicates."""
        return self._db

    def write_lists(self) -> None:
        """Write failed.jsonl and duplicates.jsonl, where there is something to list."""
        if self.folder is None:
            return
        for name, query in (
            ("failed.jsonl", "SELECT line FROM failures ORDER BY number"),
            ("duplicates.jsonl", "SELECT line FROM duplicates ORDER BY number"),
        ):
            lines = [row[0] + "\n" for row in self._db.execute(query)]
            if lines:
                write_atomically(self.folder / name, "".join(lines))
            else:
                (self.folder / name).unlink(missing_ok=True)

    def write_manifest(self) -> None:
        """Write manifest.json: what the run depends on and what came of it."""
        if self.folder is None:
            return
        totals = dict(self.counts("total"))
        manifest = {
            "finished": bool(self["finished"]),
            "fingerprint": self["fingerprint"],
            "outputs": self["outputs"] or [],
            "articles": int(totals.get("articles", 0)),
            "failures": self.failure_counts(),
            "duplicates": self.duplicate_count(),
        }
        if (held := self["columns"]) is not None:
            columns = Columns(frozenset(held["taken"]), held["field"])
            manifest["columns"] = {name: columns.place(name) for name in OWN if columns.place(name) != name}
        write_atomically(self.folder / "manifest.json", json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
