"""JSON lines, gzipped: a member for each piece, so that a resumed run makes the same bytes."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import IO, cast

from cleanup.writers.formats import line_ends


def pack(data: bytes) -> bytes:
    """One gzip member, without the time in it."""
    return gzip.compress(data, 6, mtime=0)


def count(path: Path) -> int:
    """The lines of a file of members."""
    with gzip.open(path) as stream:
        return line_ends(cast(IO[bytes], stream))
