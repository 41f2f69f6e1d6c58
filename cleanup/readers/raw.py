"""Articles before they are read: what one process takes off the disk and any other can turn into a document.

Splitting a file into `Raw` pieces is cheap (bytes are not decoded, JSON is not parsed); `item_of` does the costly
half. A `Raw` is plain data and can be sent to another process or machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cleanup.config import Settings
from cleanup.errors import InputError
from cleanup.readers.fields import Fields
from cleanup.readers.formats import format_named
from cleanup.readers.inputs import Broken, InputFile, Item, read_bytes, read_file


@dataclass(frozen=True, slots=True)
class Raw:
    """One article to be. `data`: None (the file itself is read), a JSON line, a table's row, or a web page with its
    headers. `position` counts the bytes of the file that were read so far, compressed as they are. `note` is what the
    user should know of the file besides, told with this article."""

    file: InputFile
    data: bytes | Mapping[str, Any] | None = None
    line: int | None = None
    position: int = 0
    note: str = ""

    @property
    def whole(self) -> bool:
        """Whether the article is the file itself, no record of it."""
        return not format_named(self.file.format).records

    def broken(self, why: str, identity: Any = None) -> Broken:
        """That this is no article, and why not."""
        return Broken(self.file, self.name, f"{self.name}: {why}", identity, self.line)

    @property
    def size(self) -> int:
        """Bytes of the article, about."""
        if isinstance(self.data, bytes):
            return len(self.data)
        if self.data is None:
            return self.file.size
        return sum(len(v) for v in self.data.values() if isinstance(v, str | bytes))

    @property
    def name(self) -> str:
        """What messages call it."""
        return self.file.name if self.line is None else f"{self.file.name}:{self.line}"


def raws(file: InputFile, fields: Fields | None = None) -> Iterator[Raw | Broken]:
    """The pieces of one file, in order, one at a time. What cannot be read comes as Broken."""
    kind = format_named(file.format)
    try:
        if kind.records:
            yield from kind.split(file, fields or Fields())
        else:
            # Stdin is this process's; where the article is worked on there may be none.
            yield Raw(file, read_bytes(file) if file.is_stdin else None, position=file.size)
    except InputError as error:
        yield Broken(file, file.name, str(error))


def item_of(raw: Raw, settings: Settings, fields: Fields | None = None) -> Item | Broken:
    """The article, ready to be read as a document."""
    if not raw.whole:
        return format_named(raw.file.format).item(raw, settings, fields or Fields())
    data = raw.data if isinstance(raw.data, bytes) else None
    return Item(raw.file, raw.name, raw.name, lambda: read_file(raw.file, settings, data))


def read_items(file: InputFile, settings: Settings, fields: Fields | None = None) -> Iterator[Item | Broken]:
    """The articles of one file, in order, one at a time."""
    return (raw if isinstance(raw, Broken) else item_of(raw, settings, fields) for raw in raws(file, fields))
