"""Where installed engines and the shared server's record live: the user's cache, or the folder CLEANUP_CACHE names."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

from cleanup.errors import EngineError

CACHE_VARIABLE = "CLEANUP_CACHE"
LANGUAGETOOL_VERSION = "6.8"


def cache_folder() -> Path:
    """The folder for everything that can be fetched or made again; not created here."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_cache_dir("article-cleanup", appauthor=False))


def languagetool_folder() -> Path:
    """Where `cleanup engine install` puts LanguageTool; language_tool_python calls such a folder LTP_PATH."""
    return cache_folder() / "languagetool"


def server_folder(*, make: bool = True) -> Path:
    """The shared server's record and locks, made with owner-only rights unless `make` is false.

    One folder a machine, because a home folder may be seen by several machines and loopback ports are not. EngineError
    when the folder belongs to another user.
    """
    machine = re.sub(r"[^A-Za-z0-9.-]+", "_", platform.node()) or "machine"
    folder = cache_folder() / "server" / machine
    if make:
        make_folder(folder)
    if os.name != "nt" and folder.is_dir():
        state = folder.stat()
        if state.st_uid != os.getuid():
            raise EngineError(f"{folder}: belongs to another user; name a cache folder of your own in {CACHE_VARIABLE}")
        if state.st_mode & 0o077:
            folder.chmod(0o700)
    return folder


def make_folder(folder: Path) -> Path:
    """The folder, made with owner-only rights when missing; EngineError names it when that fails."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EngineError(
            f"{folder}: cannot be made ({error.strerror}); name a folder that can be written in {CACHE_VARIABLE}"
        ) from error
    return folder
