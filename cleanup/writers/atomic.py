"""Files that are there whole or not at all."""

from __future__ import annotations

import gzip
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from cleanup.errors import OutputError


@contextmanager
def atomic_writer(path: Path) -> Iterator[IO[str]]:
    """A text stream to a file beside `path` that takes its place when the block ends without an error.

    Written as UTF-8 with the line ends given; gzip where the name ends in .gz (without a time stamp, so that the same
    text gives the same bytes). Raises OutputError, naming the file, when it cannot be written; `path` is then as it was.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as raw:
            if path.name.endswith(".gz"):
                with gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
                    yield _Utf8(cast(IO[bytes], packed))  # type: ignore[misc]
            else:
                yield _Utf8(raw)  # type: ignore[misc]
            raw.flush()
            os.fsync(raw.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
        temporary = None
    except OutputError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}; "
                          "nothing of it was kept, free space or choose another folder with -o") from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def write_atomically(path: Path, text: str) -> None:
    """Write a whole file. Errors as in `atomic_writer`."""
    with atomic_writer(path) as out:
        out.write(text)


class _Utf8:
    """Text to UTF-8 bytes. A lone surrogate, which no UTF-8 file can hold, is written as "?"."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw

    def write(self, text: str) -> int:
        self._raw.write(text.encode("utf-8", "replace"))
        return len(text)

    def flush(self) -> None:
        self._raw.flush()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
