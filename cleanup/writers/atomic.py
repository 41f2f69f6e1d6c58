"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from cleanup.errors import OutputError


def write_atomically(path: Path, text: str) -> None:
    """Write a whole text file as UTF-8, the line ends as given; a lone surrogate, which UTF-8 cannot hold, as "?".

    Raises OutputError, naming the file, when it cannot be written; what stood there before is then as it was.
    """
    try:
        write_whole(path, text.encode("utf-8", "replace"), durable=True)
    except OSError as error:
        raise unwritten(path, error) from error


def write_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file beside its place and move it there; folders on the way are made. On the disk at return only where
    `durable`. Raises OSError; nothing of the file is kept then."""
    # One name a place: what a killed program leaves is replaced by the next that writes there.
    temporary = path.with_name(f".{path.name[:100]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.replace(temporary, path)
    except BaseException:  # Ctrl-C too leaves nothing behind
        temporary.unlink(missing_ok=True)
        raise


def move(source: Path, target: Path) -> None:
    """Put a finished file in place, durably. Raises OSError."""
    with source.open("rb") as stream:
        os.fsync(stream.fileno())
    os.replace(source, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def unwritten(path: Path, error: OSError) -> OutputError:
    """The error for a file that could not be written."""
    return OutputError(
        f"{path}: cannot be written: {error.strerror or error}; "
        "nothing of it was kept, free space or choose another place with -o"
    )
