"""From what a user names (files, folders, globs, "-") to articles, one at a time."""

from __future__ import annotations

import glob
import hashlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from cleanup.config import Settings
from cleanup.document import Document, Source
from cleanup.errors import InputError, OutputError
from cleanup.readers.address import is_address, parsed, shown
from cleanup.readers.formats import ending_of, endings, format_named, format_of
from cleanup.text.decoding import decode

if TYPE_CHECKING:
    from cleanup.readers.served import Served

STDIN = "-"
# What a page counts for before it is there, in bytes: so much an average article page has. It decides how inputs are cut
# into chunks, which must not depend on what a server sends.
PAGE_BYTES = 50_000


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read, or a page to fetch. `relative` is its place below the folder that was named, for naming outputs.

    `path` is None for stdin and for a page, which has an `address`, and once it is fetched what the server said.
    """

    name: str
    path: Path | None
    relative: PurePath
    format: str
    address: str | None = None
    served: Served | None = None

    @property
    def is_stdin(self) -> bool:
        """Whether its bytes come from stdin, once and in this process only."""
        return self.path is None and self.address is None

    @property
    def size(self) -> int:
        """Bytes, 0 where it cannot be told; for a page what pages have on average."""
        if self.address is not None:
            return PAGE_BYTES
        try:
            return self.path.stat().st_size if self.path else 0
        except OSError:
            return 0


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be: `read` makes the document and raises InputError. `extra` are a JSONL line's other keys."""

    file: InputFile
    name: str
    id: Any
    read: Callable[[], Document]
    line: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """What could not be read at all. `id` and `line` as far as known."""

    file: InputFile | None
    name: str
    error: str
    id: Any = None
    line: int | None = None


def find_files(inputs: Sequence[str], stdin_format: str = "text") -> Iterator[InputFile | Broken]:
    """The files and pages that the inputs name, each once, folders walked in sorted order without hidden files and links.

    A file that is named itself is read whatever its ending (unknown ones as text); in folders only known endings count.
    Nothing is fetched here.
    """
    seen: set[Path] = set()
    pages: set[str] = set()
    for given in inputs:
        if given == STDIN:
            yield InputFile("<stdin>", None, PurePath("stdin"), stdin_format)
            continue
        if is_address(given):
            page = _page(given)
            if page.name not in pages:
                pages.add(page.name)
                yield page
            continue
        path = Path(given)
        if path.is_dir():
            found = list(_walk(path))
            if not found:
                yield Broken(None, given, f"{given}: no file in this folder ends in {', '.join(endings())}")
        elif path.exists() or not glob.has_magic(given):
            found = [InputFile(given, path, PurePath(path.name), format_of(path.name) or "text")]
        else:
            matches = sorted(p for p in glob.glob(given, recursive=True) if os.path.isfile(p))
            found = [InputFile(m, Path(m), PurePath(Path(m).name), format_of(m) or "text") for m in matches]
            if not found:
                yield Broken(None, given, f"{given}: nothing matches this pattern")
        for file in found:
            assert file.path is not None
            real = Path(os.path.realpath(file.path))
            if real not in seen:
                seen.add(real)
                yield file


def _page(given: str) -> InputFile | Broken:
    try:
        address = parsed(given)
    except InputError as error:
        return Broken(None, shown(given), str(error))
    return InputFile(address.url, None, address.place, "html", address.url)


def _walk(folder: Path) -> Iterator[InputFile]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            kind = format_of(name)
            if kind and not name.startswith("."):
                path = Path(root) / name
                yield InputFile(str(path), path, PurePath(path.relative_to(folder)), kind)


def read_file(file: InputFile, settings: Settings, data: bytes | None = None) -> Document:
    """The document of a file that holds one article, from `data` where its bytes were read already.

    Raises InputError, naming the file.
    """
    if data is None and file.address is not None:
        from cleanup.readers.fetch import fetched

        file, data = fetched(file, settings.fetch)
    elif data is None:
        data = read_bytes(file, settings.input.most_bytes)
    source = Source(path=None if file.is_stdin else file.name, format=file.format, sha256=hashlib.sha256(data).hexdigest())
    if not data.strip():
        raise InputError(f"{file.name}: empty, nothing to clean")
    if file.served is not None:
        from cleanup.readers.served import read

        return read(data, source, settings, file.served)
    return format_named(file.format).read(data, source, settings)


def decoded(data: bytes, source: Source, settings: Settings) -> tuple[str, Source]:
    """The text of a file in the encoding set, else found, and its source with the encoding. Raises InputError."""
    wanted = None if settings.input.encoding == "auto" else settings.input.encoding
    text, used = decode(data, source.path or "<stdin>", wanted)
    return text, replace(source, encoding=used)


def read_bytes(file: InputFile, most: int | None = None) -> bytes:
    """The bytes of a file, or of stdin. Raises InputError when it cannot be read or holds more than `most`."""
    if file.path is None:
        return sys.stdin.buffer.read()
    try:
        if file.path.is_dir():
            raise InputError(f"{file.name}: is a folder, not a file")
        size = file.path.stat().st_size
        if most is not None and size > most:
            raise InputError(
                f"{file.name}: {size:,} bytes, more than input.most_bytes ({most:,}); raise the setting, or split the file"
            )
        return file.path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{file.name}: no such file") from None
    except OSError as error:
        raise InputError(f"{file.name}: cannot be read: {error.strerror or error}") from error


def stem(name: str) -> str:
    """A file name without the ending that tells its format; whole where nothing that names a file would be left."""
    cut = name[: -len(ending)] if (ending := ending_of(name)) else name
    return name if cut in ("", ".", "..") else cut


def refuse_input(target: Path, file: InputFile | None) -> None:
    """Raise OutputError where writing `target` would overwrite the input."""
    if file is None or file.path is None:
        return
    if target.exists() and file.path.exists() and target.samefile(file.path):
        raise OutputError(f"{target}: is the input itself, which is never overwritten; choose another output with -o")


def refuse_inside(folder: Path, inputs: Sequence[str]) -> None:
    """Raise OutputError where an output lies in an input folder: the next run would read its own output."""
    inside = Path(os.path.realpath(folder))
    for given in inputs:
        path = Path(given)
        if given != STDIN and not is_address(given) and path.is_dir() and inside.is_relative_to(os.path.realpath(path)):
            raise OutputError(
                f"{folder}: lies inside the input folder {given}, so the next run would clean its own "
                "output; choose a place outside of it"
            )
