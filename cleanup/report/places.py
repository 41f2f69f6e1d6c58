"""Where the text of an article that was judged stands in its file: what a reader can go to, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cleanup.document import Source
from cleanup.readers.address import is_address
from cleanup.readers.formats import format_named
from cleanup.text.positions import Positions

if TYPE_CHECKING:
    from cleanup.config import Settings
    from cleanup.readers.inputs import InputFile, Item

# Characters on each side of a place that are looked for with it in a Markdown file, the whole line first.
_AROUND = (1_000_000, 80, 40, 20, 10, 0)
_WHITE = re.compile(r"(\s+)")


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a file: lines and columns from 1, columns in code points, the end exclusive as editors have it.

    Without columns it is whole lines, as where a line holds a record."""

    line: int
    column: int | None
    end_line: int
    end_column: int | None


def whole_line(line: int) -> Region:
    """The region of a line."""
    return Region(line, None, line, None)


def file_named(name: str, file: InputFile | None = None) -> str:
    """What a report calls a file: relative to the working directory where it lies below, with "/" on every system."""
    if is_address(name) or (file is not None and file.path is None):
        return name
    whole, here = Path(name).absolute(), Path.cwd()
    inside = whole.is_relative_to(here) and ".." not in whole.parts
    return (whole.relative_to(here) if inside else Path(name)).as_posix()


class Places:
    """Where spans of an article's source text are in its file."""

    def __init__(self, text: str, item: Item, settings: Settings) -> None:
        self.file = file_named(item.file.name, item.file)
        self.record = item.line if format_named(item.file.format).records else None
        self._text, self._item, self._settings = text, item, settings

    def region(self, start: int, end: int) -> Region | None:
        """What to show for a span: without the white space around it, unless there is nothing else.

        Of a record on a line, the line. None where the file's own text is another: that of a page or an archive is read
        out of its markup, and that of Markdown where its markup is in the way."""
        if self._item.file.format == "jsonl":
            assert self.record is not None
            return whole_line(self.record)
        words = self._text[start:end].strip()
        if words:
            start = self._text.index(words, start)
            end = start + len(words)
        if self._markdown is not None:
            found = self._markdown.find(self._text, start, end)
            return None if found is None else _region(self._markdown.positions, *found)
        return _region(self._positions, start, end) if self._item.file.format == "text" else None

    def exactly(self, start: int, end: int, old: str) -> Region | None:
        """The span, white space and all, where the file itself has `old` there."""
        own = self._item.file.format == "text" and self._text[start:end] == old
        return _region(self._positions, start, end) if own else None

    @cached_property
    def _positions(self) -> Positions:
        return Positions(self._text)

    @cached_property
    def _markdown(self) -> _Markdown | None:
        file = self._item.file
        return _Markdown.of(file, self._settings) if file.format == "markdown" and file.path is not None else None


def _region(positions: Positions, start: int, end: int) -> Region:
    return Region(*positions.of(start), *positions.of(end))


class _Markdown:
    """A Markdown file as it is written, for a text that was read out of it."""

    def __init__(self, written: str, body: int) -> None:
        """`body` is the offset at which the article begins, below its front matter."""
        self._written, self._body = written, body
        self.positions = Positions(written)

    @classmethod
    def of(cls, file: InputFile, settings: Settings) -> _Markdown:
        """The file, read again. Raises InputError where it has gone."""
        from cleanup.readers.front_matter import split_front_matter
        from cleanup.readers.inputs import decoded, read_bytes

        written, _ = decoded(read_bytes(file), Source(path=file.name), settings)
        body = split_front_matter(written).body
        return cls(written, len(written) - len(body) if written.endswith(body) else 0)

    def find(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """The place of `text[start:end]` in the file: where it stands only once there and in `text`, with as much of its
        line around it as the file has in one piece. None where there is no such piece: a guess could be wrong."""
        line_start = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end) if text.find("\n", end) >= 0 else len(text)
        for around in _AROUND:
            low, high = max(line_start, start - around), min(line_end, end + around)
            piece = text[low:high]
            if not piece.strip() or text.count(piece) > 1:
                return None  # what is shorter stands there as often
            pattern = f"{_loose(text[low:start])}({_loose(text[start:end])}){_loose(text[end:high])}"
            found = [match.span(1) for match in re.finditer(pattern, self._written[self._body :])]
            if len(found) == 1:
                return found[0][0] + self._body, found[0][1] + self._body
        return None


def _loose(text: str) -> str:
    """A pattern for a text whose white space may be other white space, as where a line of Markdown is wrapped."""
    return "".join(r"\s+" if part.isspace() else re.escape(part) for part in _WHITE.split(text))
