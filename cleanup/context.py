"""All that a stage may know besides the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.engines.protocol import Engine
    from cleanup.rulebook.match import RuleBook


@dataclass(frozen=True, slots=True)
class Context:
    """The rules in force and the grammar engine; None where there are none.

    `notes` holds what a stage has to say about the whole text, by stage, for the result. Settings are no part of it: a
    stage that has any is made with them.
    """

    rules: RuleBook | None = None
    engine: Engine | None = None
    notes: dict[str, str] = field(default_factory=dict)

    def note(self, stage: str, sentence: str) -> None:
        """Say something about the text as the stage first met it; what it says in later rounds is dropped."""
        self.notes.setdefault(stage, sentence)
