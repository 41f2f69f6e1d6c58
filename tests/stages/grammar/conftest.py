"""The real engine and a way to run the grammar stage alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleanup.config import GrammarSettings
from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import Run, run
from cleanup.document import Document
from cleanup.engines.embedded import EmbeddedEngine
from cleanup.stages.grammar.stage import GrammarStage

Correct = Callable[..., Run]


@pytest.fixture(scope="session")
def engine() -> EmbeddedEngine:
    return EmbeddedEngine()


@pytest.fixture(scope="session")
def correct(engine: EmbeddedEngine) -> Correct:
    stages: dict[GrammarSettings, GrammarStage] = {}

    def go(text: str, mode: str = "balanced", language: str = "en", title: str | None = None, dialect: str = "auto") -> Run:
        document = Document(text=text, title=title, language=language)
        settings = GrammarSettings(mode, dialect)  # type: ignore[arg-type]
        stage = stages.setdefault(settings, GrammarStage(settings))
        return run(document, [stage], [], Context(engine=engine), Policy())

    return go
