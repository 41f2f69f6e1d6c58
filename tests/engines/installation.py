"""A LanguageTool for the tests: installed by the program's own function into a cache that stays between runs."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import platformdirs
import pytest

from cleanup.engines.languagetool.install import Installation, find_installation, install_languagetool
from cleanup.engines.languagetool.java import find_java
from cleanup.engines.languagetool.places import CACHE_VARIABLE, languagetool_folder
from cleanup.errors import EngineError


@cache
def installed() -> Installation:
    """LanguageTool 6.8 in CLEANUP_CACHE, or in a cache of the tests' own; skips where there is no way to get it.

    Never the user's own cache: tests start and end servers and install things.
    """
    os.environ.setdefault(CACHE_VARIABLE, platformdirs.user_cache_dir("article-cleanup-tests", appauthor=False))
    try:
        find_java()
    except EngineError as error:
        pytest.skip(f"no Java for LanguageTool: {error}", allow_module_level=True)
    found = find_installation()
    if found is not None and found.folder.parent == languagetool_folder():
        return found
    try:
        return install_languagetool()
    except EngineError as error:
        pytest.skip(f"LanguageTool cannot be installed here: {error}", allow_module_level=True)


def lend_installation(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    """Make `cache` the program's cache, with LanguageTool found where the tests have it."""
    root = installed().folder.parent
    monkeypatch.setenv(CACHE_VARIABLE, str(cache))
    monkeypatch.setenv("LTP_PATH", str(root))
