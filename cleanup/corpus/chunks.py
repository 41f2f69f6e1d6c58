"""From inputs to chunks of articles, always cut in the same places, so that a resumed run meets the same chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from cleanup.config import Settings
from cleanup.corpus.job import Chunk
from cleanup.errors import InputError
from cleanup.readers.fields import Fields
from cleanup.readers.inputs import Broken, InputFile, find_files, read_bytes
from cleanup.readers.raw import Raw, raws

# 24 kB are some four articles: a quarter second with grammar, so workers end together and Ctrl-C is prompt; and small
# enough for a pipe's buffer (64 kB), so a worker can be given the next chunk while it is busy.
CHUNK_BYTES = 24_000
CHUNK_ARTICLES = 8


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is read: the names as given, the format of stdin, and the columns."""

    names: Sequence[str]
    stdin_format: str = "text"
    fields: Fields = field(default_factory=Fields)

    def files(self) -> Iterator[InputFile | Broken]:
        """The files, in order."""
        return find_files(self.names, self.stdin_format)


def chunks(inputs: Inputs, *, single: bool = False) -> Iterator[Chunk]:
    """The chunks of all inputs, in order. `single` makes a chunk of each article."""
    pieces: list[Raw | Broken] = []
    size = number = before = position = 0
    for file in inputs.files():
        for piece in (file,) if isinstance(file, Broken) else raws(file, inputs.fields):
            pieces.append(piece)
            if isinstance(piece, Raw):
                size += piece.size
                position = before + piece.position
            if single or size >= CHUNK_BYTES or len(pieces) >= CHUNK_ARTICLES:
                yield Chunk(number, tuple(pieces), position)
                pieces, size, number = [], 0, number + 1
        if isinstance(file, InputFile):
            before += file.size
    if pieces:
        yield Chunk(number, tuple(pieces), before)


def with_pages(chunks: Iterable[Chunk], settings: Settings) -> Iterator[Chunk]:
    """The chunks with the pages fetched that are to be. Here and not in workers, so that each host is asked in turn, and
    after the cutting, so that chunks are the same whatever a server sends and a resumed run fetches no page again."""
    for chunk in chunks:
        yield replace(chunk, pieces=tuple(_with_page(p, settings) for p in chunk.pieces))


def _with_page(piece: Raw | Broken, settings: Settings) -> Raw | Broken:
    if isinstance(piece, Broken) or piece.file.address is None or piece.data is not None:
        return piece
    from cleanup.readers.fetch import fetched

    try:
        file, data = fetched(piece.file, settings.fetch)
    except InputError as error:
        return Broken(piece.file, piece.name, str(error), piece.name)
    return replace(piece, file=file, data=data)


def shipped(chunks: Iterable[Chunk], settings: Settings) -> Iterator[Chunk]:
    """The chunks with the bytes of their files inside, for workers that do not see this machine's files."""
    for chunk in chunks:
        yield replace(chunk, pieces=tuple(_with_bytes(p, settings) for p in chunk.pieces))


def _with_bytes(piece: Raw | Broken, settings: Settings) -> Raw | Broken:
    if isinstance(piece, Broken) or not piece.whole or piece.data is not None:
        return piece
    try:
        return replace(piece, data=read_bytes(piece.file, settings.input.most_bytes))
    except InputError as error:
        return Broken(piece.file, piece.name, str(error))
