"""Files of a run that are no longer as it wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cleanup.errors import OutputError

ANEW = "give --restart to begin anew"


def size_of(path: Path) -> int | None:
    """Bytes of a file, None where there is none."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None


def not_as_written(path: Path, there: int | None, written: str) -> OutputError:
    """What is to be said of a file that is not as the run wrote it. `there`: its bytes now, None where it is gone."""
    what = "is gone" if there is None else f"has {there:,} bytes now"
    return OutputError(f"{path}: {what}, and had {written}; another program did that while the run went on; {ANEW}")


def unreadable(path: Path, error: Exception) -> OutputError:
    """What is to be said of a file that its own library cannot read."""
    return OutputError(f"{path}: cannot be read back ({' '.join(str(error).split())}); another program changed it; {ANEW}")


@contextmanager
def read_back(path: Path) -> Iterator[None]:
    """Tell the errors of a damaged part, which have no number, from those of a disk."""
    try:
        yield
    except OSError as error:
        if error.errno is not None or isinstance(error, OutputError):
            raise
        raise unreadable(path, error) from error
