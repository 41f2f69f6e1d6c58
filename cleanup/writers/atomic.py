"""Files that are there whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from cleanup.errors import OutputError
from cleanup.text.halves import utf8

# What helps against errors of writing.
WAYS_OUT = {
    errno.ENOSPC: "free space",
    errno.EDQUOT: "free space",
    errno.EFBIG: "raise the limit on the size of files (ulimit -f)",
    errno.EIO: "see to the disk or network drive, which fails",
    errno.EROFS: "make the file system writable",
    errno.EACCES: "allow writing there",
    errno.EPERM: "allow writing there",
    errno.EEXIST: "put no file where a folder is needed",
    errno.ENOTDIR: "put no file where a folder is needed",
    errno.EMFILE: "allow more open files (ulimit -n)",
}


def write_atomically(path: Path, text: str) -> None:
    """Write a whole text file as UTF-8, the line ends as given; half characters as U+FFFD.

    Raises OutputError, naming the file, when it cannot be written; what stood there before is then as it was.
    """
    write_together([(path, text)])


def write_together(files: Sequence[tuple[Path, str]]) -> None:
    """Write several text files, each as `write_atomically` does, or none of them.

    All are on the disk, each beside its place, before the first is moved there. Raises OutputError, naming the file
    that cannot be written. Should the system refuse to move a later one after that, it says which are written.
    """
    staged: list[_Staged] = []
    try:
        for path, text in files:
            try:
                staged.append(_stage(path, utf8(text), durable=True))
            except OSError as error:
                raise unwritten(path, error) from error
        for number, (file, (path, _)) in enumerate(zip(staged, files, strict=True)):
            try:
                file.place()
            except OSError as error:
                done = ", ".join(str(written) for written, _ in files[:number])
                raise unwritten(path, error, f"but {done} is written" if done else "") from error
    finally:
        for file in staged:
            file.drop()


def refuse_device(path: Path) -> None:
    """Raise OutputError where a device or pipe stands in the place of a file: most would swallow the text, and a finished
    file cannot be moved there."""
    if path.exists() and not path.is_file() and not path.is_dir():
        raise OutputError(f"{path}: is a device or pipe, not a file; leave -o out and send stdout there")


def write_whole(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file beside its place and move it there; folders on the way are made. On the disk at return only where
    `durable`. A link stays one: the file that it leads to is written. A device or a pipe is written to as it is. Who may
    read and write a file that was there stays so. Raises OSError; nothing of the file is kept then."""
    file = _stage(path, data, durable=durable)
    try:
        file.place()
    finally:
        file.drop()


@dataclass(frozen=True, slots=True)
class _Staged:
    """What is to be written: a file that waits beside its place, or the data for a device or pipe."""

    target: Path
    temporary: Path | None
    data: bytes

    def place(self) -> None:
        """Put it where it belongs. Raises OSError."""
        if self.temporary is not None:
            os.replace(self.temporary, self.target)
        else:
            with self.target.open("wb") as stream:
                stream.write(self.data)

    def drop(self) -> None:
        """Leave nothing beside the place."""
        if self.temporary is not None:
            self.temporary.unlink(missing_ok=True)


def _stage(path: Path, data: bytes, *, durable: bool) -> _Staged:
    """Make ready to write. Raises OSError, also for a folder."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    exists = path.exists()
    if exists and not path.is_file():
        return _Staged(path, None, data)
    if exists and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    target = Path(os.path.realpath(path)) if path.is_symlink() else path
    # One name a place: what a killed program leaves is replaced by the next that writes there.
    name = target.name if len(target.name) <= 100 else f"{target.name[:80]}{crc32(os.fsencode(target.name)):08x}"
    temporary = target.with_name(f".{name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        if exists:
            shutil.copymode(target, temporary)
    except BaseException:  # Ctrl-C too leaves nothing behind
        with suppress(OSError):  # where there is no folder, there is no file in it
            temporary.unlink(missing_ok=True)
        raise
    return _Staged(target, temporary, b"")


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


def unwritten(path: Path, error: OSError, besides: str = "") -> OutputError:
    """The error for a file that could not be written. `besides` says what was written before."""
    way_out = f"{found} or " if (found := WAYS_OUT.get(error.errno or 0)) else ""
    return OutputError(
        f"{path}: cannot be written: {error.strerror or error}; "
        f"nothing of it was kept{', ' + besides if besides else ''}; {way_out}choose another place with -o"
    )
