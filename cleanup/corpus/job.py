"""What travels to a worker and what comes back: plain values that can be sent to another process or machine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from cleanup.config import Settings
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import Broken
from cleanup.readers.raw import Raw
from cleanup.writers.columns import Columns
from cleanup.writers.formats import output_format

if TYPE_CHECKING:
    from cleanup.corpus.task import Bench

# A left-over line longer than this is a paragraph, and no pattern in a report.
LONGEST_LEFTOVER = 160
Kind = Literal["input", "output", "bug", "crash", "time", "memory"]


@dataclass(frozen=True, slots=True)
class Rendering:
    """What is written of an article: `format` names an output format, `changes`, `links` and `summary_links` are its options,
    `ledgers` asks for the record beside it. `extract` is the setting record.extract. `typed`: records become rows of a table."""

    format: str
    changes: bool = False
    links: bool = True
    summary_links: bool = False
    ledgers: bool = False
    extract: Literal["full", "counts"] | None = None
    typed: bool = False

    @property
    def records(self) -> bool:
        """Whether articles become records of one file."""
        return output_format(self.format).kind == "records"


@dataclass(frozen=True, slots=True)
class Job:
    """All that a worker must know. `columns` says where records have the program's own values; `signatures` asks for what
    near-duplicates are found by; `isolate` turns a bug at one article into a failure of that article instead of the end of the
    run; `memory` is what an article may take beyond what the worker holds anyway, in bytes (0: no limit)."""

    settings: Settings
    rendering: Rendering
    fields: Fields = field(default_factory=Fields)
    columns: Columns = field(default_factory=Columns)
    signatures: bool = False
    isolate: bool = True
    memory: int = 0

    def bench(self) -> Bench:
        """Where a worker works its articles off."""
        from cleanup.corpus.task import Bench

        return Bench(self)


@dataclass(frozen=True, slots=True)
class GivenUp:
    """Why an article is not to be tried again."""

    kind: Kind
    error: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some articles that go to a worker together. `position` counts input bytes up to its end; `given_up` names, by
    place, those that have brought a worker down; `begin` is the place of the first that is still to do."""

    number: int
    pieces: tuple[Raw | Broken, ...]
    position: int = 0
    begin: int = 0
    given_up: Mapping[int, GivenUp] = field(default_factory=dict)


@dataclass(slots=True)
class Facts:
    """Counts over articles, for the closing line and the report. Edits are counted by (stage, rule, decision),
    left-over lines by (line, rule)."""

    articles: int = 0
    skipped: int = 0
    words: int = 0
    seconds: float = 0.0
    edits: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    flags: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    leftovers: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, other: Facts) -> None:
        """Add the counts of others."""
        self.articles += other.articles
        self.skipped += other.skipped
        self.words += other.words
        self.seconds += other.seconds
        self.edits.update(other.edits)
        self.flags.update(other.flags)
        self.languages.update(other.languages)
        self.leftovers.update(other.leftovers)


@dataclass(slots=True)
class Outcome:
    """What came of one article: `files` are (ending, bytes) to write, or `error` and `kind` are set.

    For JSON lines a failure has its line in `files` too. `signature` is set where the job asked for it.
    """

    name: str
    id: Any
    line: int | None
    files: tuple[tuple[str, bytes], ...] = ()
    error: str | None = None
    kind: Kind | None = None
    detail: str = ""
    messages: tuple[str, ...] = ()
    facts: Facts | None = None
    seconds: float = 0.0
    signature: bytes | None = None


@dataclass(slots=True)
class FinishedChunk:
    """A chunk with its outcomes, in order."""

    chunk: Chunk
    outcomes: list[Outcome]
