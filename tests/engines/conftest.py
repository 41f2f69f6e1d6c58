"""The engines that the tests share: loading one takes seconds and hundreds of megabytes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.engines.embedded import EmbeddedEngine
from cleanup.engines.languagetool.client import LanguageToolEngine
from cleanup.engines.languagetool.java import find_java
from cleanup.engines.languagetool.server import PrivateServer
from cleanup.engines.scripted import Answer, ScriptedEngine
from tests.engines.installation import installed, lend_installation


@pytest.fixture(scope="session")
def embedded() -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine()
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def scripted() -> ScriptedEngine:
    """Knows one misspelling, and a rule that looks over the whole text."""
    return ScriptedEngine(
        [
            Answer.word("mispelled", "misspelled", rule="MORFOLOGIK_RULE_EN_US"),
            Answer(r"[\[(](?![^\])]*[\])])", rule="EN_UNPAIRED_BRACKETS"),
        ]
    )


@pytest.fixture(scope="session")
def languagetool() -> Iterator[LanguageToolEngine]:
    engine = LanguageToolEngine(PrivateServer(installed(), find_java()))
    yield engine
    engine.close()


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of the program, with the tests' LanguageTool in reach."""
    lend_installation(monkeypatch, tmp_path / "cache")
    return tmp_path / "cache"
