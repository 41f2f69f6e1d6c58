"""The input formats, one line each: what options call it, its file endings, and the module that reads it.

A new format is a module and a line here; the search for files, runs, the command line and help texts read the table.
A module has, by kind:

    one article       read(data: bytes, source: Source, settings: Settings) -> Document
    many (records)    split(file: InputFile, fields: Fields) -> Iterator[Raw | Broken]
                      and, unless the pieces are rows of the JSONL contract,
                      item(raw: Raw, settings: Settings, fields: Fields) -> Item | Broken

`split` is the cheap half, done in one process; `read` and `item` are the costly half, done in any. All raise InputError
for what the user can mend. Modules are imported when first used.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleanup.errors import ConfigError
from cleanup.extras import needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.config import Settings
    from cleanup.document import Document, Source
    from cleanup.readers.fields import Fields
    from cleanup.readers.inputs import Broken, InputFile, Item
    from cleanup.readers.raw import Raw

_COMPRESSED = (".gz", ".zst")


@dataclass(frozen=True, slots=True)
class InputFormat:
    """One way in which articles come: each in a file of its own, or as `records` of one file.

    `streams`: stdin may hold it. `compressed`: its files are compressed whatever their ending. `package` is what it
    needs that not everybody has: (package, extra, what for).
    """

    name: str
    endings: tuple[str, ...]
    module: str
    records: bool = False
    streams: bool = True
    compressed: bool = False
    package: tuple[str, str, str] | None = None

    def read(self, data: bytes, source: Source, settings: Settings) -> Document:
        """The document of a file of one article."""
        document: Document = self._module().read(data, source, settings)
        return document

    def split(self, file: InputFile, fields: Fields) -> Iterator[Raw | Broken]:
        """The pieces of a file of records, in order. Raises InputError, also where the package is missing."""
        if self.package is not None:
            needs(*self.package)
        pieces: Iterator[Raw | Broken] = self._module().split(file, fields)
        return pieces

    def item(self, raw: Raw, settings: Settings, fields: Fields) -> Item | Broken:
        """A piece as an article to be."""
        module = self._module()
        if hasattr(module, "item"):
            item: Item | Broken = module.item(raw, settings, fields)
            return item
        from cleanup.readers.records import item_of_row

        return item_of_row(raw, settings, fields)

    def is_compressed(self, name: str) -> bool:
        """Whether a file of this name holds more than its size tells."""
        return self.compressed or name.lower().endswith(_COMPRESSED)

    def _module(self) -> Any:
        return import_module(self.module)


INPUT_FORMATS: tuple[InputFormat, ...] = (
    InputFormat("text", (".txt",), "cleanup.readers.plain"),
    InputFormat("markdown", (".md",), "cleanup.readers.markdown"),
    InputFormat("html", (".html", ".htm"), "cleanup.readers.html"),
    InputFormat("mhtml", (".mhtml", ".mht"), "cleanup.readers.mhtml"),
    InputFormat("webarchive", (".webarchive",), "cleanup.readers.webarchive"),
    InputFormat("jsonl", (".jsonl", ".jsonl.gz", ".jsonl.zst"), "cleanup.readers.jsonl", records=True),
    InputFormat(
        "parquet",
        (".parquet",),
        "cleanup.readers.parquet",
        records=True,
        streams=False,
        compressed=True,
        package=("pyarrow", "corpus", "Parquet files"),
    ),
    InputFormat(
        "warc",
        (".warc", ".warc.gz"),
        "cleanup.readers.warc",
        records=True,
        streams=False,
        compressed=True,
        package=("fastwarc", "corpus", "WARC archives"),
    ),
)


def format_named(name: str) -> InputFormat:
    """The format of this name. Raises ConfigError, naming those that there are."""
    found = next((f for f in INPUT_FORMATS if f.name == name), None)
    if found is None:
        raise ConfigError(f"input format {name!r}: none of {', '.join(f.name for f in INPUT_FORMATS)}")
    return found


def stream_names() -> list[str]:
    """What stdin may hold, by name."""
    return [f.name for f in INPUT_FORMATS if f.streams]


def endings() -> list[str]:
    """The file endings of all formats, in the order of the table."""
    return [ending for f in INPUT_FORMATS for ending in f.endings]


def ending_of(name: str) -> str | None:
    """The known ending of a file name in lower case, the longest where several fit, or None."""
    lower = name.lower()
    return max((e for e in endings() if lower.endswith(e)), key=len, default=None)


def format_of(name: str) -> str | None:
    """The name of the format that a file name tells, or None."""
    ending = ending_of(name)
    return next((f.name for f in INPUT_FORMATS if ending in f.endings), None)


def holds_records(name: str) -> bool:
    """Whether a file of this name holds many articles, as far as its ending tells."""
    found = format_of(name)
    return found is not None and format_named(found).records
