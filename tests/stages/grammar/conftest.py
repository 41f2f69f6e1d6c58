"""The real engine and a way to run the grammar stage alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleanup.core.policy import Policy
from cleanup.core.runner import Run, run
from cleanup.core.stage import Context
from cleanup.document import Document
from cleanup.engines.embedded import EmbeddedEngine
from cleanup.stages.grammar.stage import GrammarStage

Correct = Callable[..., Run]


@pytest.fixture(scope="session")
def engine() -> EmbeddedEngine:
    return EmbeddedEngine()


@pytest.fixture(scope="session")
def correct(engine: EmbeddedEngine) -> Correct:
    stage = GrammarStage()

    def go(text: str, mode: str = "balanced", language: str = "en", title: str | None = None, dialect: str = "auto") -> Run:
        document = Document(text=text, title=title, language=language)
        context = Context(engine=engine, settings={"grammar": {"mode": mode, "dialect": dialect}})
        return run(document, [stage], [], context, Policy())

    return go
