"""JSON lines, compressed by Zstandard: one frame, since many readers stop after the first."""

from __future__ import annotations

from pathlib import Path

from cleanup.writers.formats import line_ends


def finish(lines: Path, target: Path) -> None:
    """Compress a file of JSON lines."""
    import zstandard

    with lines.open("rb") as source, target.open("wb") as sink:
        zstandard.ZstdCompressor(level=3, write_checksum=True).copy_stream(source, sink, size=lines.stat().st_size)


def count(path: Path) -> int:
    """The lines of a file, whose checksum is compared on the way."""
    import zstandard

    with path.open("rb") as stream, zstandard.ZstdDecompressor().stream_reader(stream) as lines:
        return line_ends(lines)
