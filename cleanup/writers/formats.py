"""The output formats, one line each: what options call it, its file ending, and the module that writes it.

A new format is a module and a line here; the command line, runs and help texts read the table. A module has, by kind:

    article, summary    render(result: Cleaned, options: RenderOptions) -> str | bytes      the whole file of one article
    records             pack(data: bytes) -> bytes, finish(lines: Path, target: Path) -> None, or neither; of tables see below

Files of many records are made of JSON lines, the format RECORDS: `pack` turns some finished lines into bytes that are
appended to the file (the same bytes each time, or a resumed run would differ), `finish` makes the file of all of its lines;
with neither, the file is the lines. Tables have one schema for all files of a run, so they are made when all lines are there:
`schema_of(parts: Sequence[Path], columns: Columns, carried: str | None) -> str` finds it, `finish` takes it as well.
`count(path: Path) -> int` tells how many records such a file holds; without it, that is the line ends in it, or not known of a
file that `finish` made.
Modules are imported when first used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Literal, cast

from cleanup.errors import ConfigError
from cleanup.extras import needs
from cleanup.text.halves import NOTE, has_half, whole
from cleanup.writers.cleaned import Cleaned

if TYPE_CHECKING:
    from cleanup.writers.columns import Columns

RECORDS = "jsonl"
_BLOCK = 1 << 20  # bytes that are read at a time


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """`changes`: with a list of every edit, or where the applied ones are shown anyway, with what was only suggested; `links`:
    links stay links; `summary_links`: the summary's sentences link to their places. Formats that have none of it pass over
    them."""

    changes: bool = False
    links: bool = True
    summary_links: bool = False


@dataclass(frozen=True, slots=True)
class OutputFormat:
    """One way to write articles: each to a file of its own, as records of one file, or its summary alone.

    `described`: it shows summary and keywords, which `cleanup clean` otherwise does not make. `binary`: its files are no
    text, and nothing for a terminal.
    `escapes`: what UTF-8 cannot hold is written as an escape. `package` is what it needs that not everybody has: (package,
    extra, what for).
    """

    name: str
    ending: str
    module: str
    kind: Literal["article", "records", "summary"] = "article"
    described: bool = False
    binary: bool = False
    escapes: bool = False
    package: tuple[str, str, str] | None = None

    def render(self, result: Cleaned, options: RenderOptions) -> str | bytes:
        """The file of one article; bytes where the format is binary. Raises ConfigError for a format that is made of many,
        and where its package is missing."""
        self.check_package()
        module = self._module()
        if not hasattr(module, "render"):
            raise ConfigError(f"output format {self.name}: a file of many articles; one alone is none of it")
        rendered = module.render(self.noted(result), options)
        if self.binary:
            return bytes(rendered)
        return str(rendered) if self.escapes else whole(str(rendered))

    def noted(self, result: Cleaned) -> Cleaned:
        """The result, with a note where it has half characters that the format cannot hold."""
        held = (result.source_text, result.text, result.title, result.document.meta)
        if self.escapes or not has_half(held) or NOTE in result.notes:
            return result
        with_note: Cleaned = replace(cast(Any, result), notes=(*result.notes, NOTE))
        return with_note

    def pack(self, data: bytes) -> bytes:
        """JSON lines as the bytes that the file gets."""
        pack = getattr(self._module(), "pack", None)
        return data if pack is None else bytes(pack(data))

    @property
    def is_finished(self) -> bool:
        """Whether the file is made of all lines at the end, by `finish`."""
        return hasattr(self._module(), "finish")

    @property
    def is_typed(self) -> bool:
        """Whether the file is a table, whose columns have types."""
        return hasattr(self._module(), "schema_of")

    def schema_of(self, parts: Sequence[Path], columns: Columns, carried: str | None) -> str:
        """The schema of the files that are made of these parts, of a format that is typed."""
        return str(self._module().schema_of(parts, columns, carried))

    def finish(self, lines: Path, target: Path, schema: str | None = None) -> None:
        """Make the file `target` of a file of JSON lines; a table by its schema."""
        self._module().finish(lines, target, *(() if schema is None else (schema,)))

    def count(self, path: Path) -> int | None:
        """The records that a finished file holds, by reading it; None where the format does not tell. Raises what the format's
        library does."""
        count = getattr(self._module(), "count", None if self.is_finished else _line_ends)
        return None if count is None else int(count(path))

    def check_package(self) -> None:
        """Raise ConfigError, naming the extra to install, where the package is missing."""
        if self.package is not None:
            needs(*self.package, error=ConfigError)

    def _module(self) -> Any:
        return import_module(self.module)


OUTPUT_FORMATS: tuple[OutputFormat, ...] = (
    OutputFormat("text", ".txt", "cleanup.writers.text"),
    OutputFormat("markdown", ".md", "cleanup.writers.markdown"),
    OutputFormat("json", ".json", "cleanup.writers.json_object", described=True, escapes=True),
    OutputFormat("diff", ".diff", "cleanup.writers.diff"),
    OutputFormat("criticmarkup", ".critic.md", "cleanup.writers.criticmarkup"),
    OutputFormat("docx", ".docx", "cleanup.writers.docx", binary=True, package=("docx", "docx", "Word files")),
    OutputFormat("jsonl", ".jsonl", "cleanup.writers.jsonl", "records", described=True, escapes=True),
    OutputFormat("jsonl.gz", ".jsonl.gz", "cleanup.writers.jsonl_gz", "records"),
    OutputFormat(
        "jsonl.zst", ".jsonl.zst", "cleanup.writers.jsonl_zst", "records", package=("zstandard", "corpus", ".zst files")
    ),
    OutputFormat("parquet", ".parquet", "cleanup.writers.parquet", "records", package=("pyarrow", "corpus", "Parquet files")),
    OutputFormat("summary", ".txt", "cleanup.writers.summary", "summary"),
    OutputFormat("explanation", ".txt", "cleanup.writers.explanation", "summary"),
    OutputFormat("trace", ".txt", "cleanup.writers.trace", "summary"),
)


def _line_ends(path: Path) -> int:
    with path.open("rb") as stream:
        return line_ends(stream)


def line_ends(stream: IO[bytes]) -> int:
    """The line ends in a stream."""
    return sum(block.count(b"\n") for block in iter(lambda: stream.read(_BLOCK), b""))


def output_format(name: str) -> OutputFormat:
    """The format of this name. Raises ConfigError, naming those that can be asked for."""
    found = next((f for f in OUTPUT_FORMATS if f.name == name), None)
    if found is None:
        raise ConfigError(f"output format {name!r}: none of {', '.join(format_names())}")
    return found


def format_names() -> list[str]:
    """The formats of whole articles that can be asked for by name, in the order of the table."""
    return [f.name for f in OUTPUT_FORMATS if f.kind == "article" or f.name == RECORDS]


def article_format_names() -> list[str]:
    """The formats of files of one article, in the order of the table."""
    return [f.name for f in OUTPUT_FORMATS if f.kind == "article"]


def article_format_of(path: Path) -> OutputFormat | None:
    """The format of a file of one article that its name tells, or None."""
    return _longest(path, "article")


def record_format_of(path: Path) -> OutputFormat | None:
    """The format of a file of many records that its name tells, or None."""
    return _longest(path, "records")


def record_formats() -> list[OutputFormat]:
    """The formats of files of many records, in the order of the table."""
    return [f for f in OUTPUT_FORMATS if f.kind == "records"]


def _longest(path: Path, kind: str) -> OutputFormat | None:
    lower = path.name.lower()
    found = [f for f in OUTPUT_FORMATS if f.kind == kind and lower.endswith(f.ending)]
    return max(found, key=lambda f: len(f.ending), default=None)
