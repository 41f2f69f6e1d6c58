"""All that a stage may know besides the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.core.policy import Switch
    from cleanup.engines.protocol import Engine
    from cleanup.models.language_model.client import LanguageModel
    from cleanup.rulebook.match import RuleBook


@dataclass(frozen=True, slots=True)
class Context:
    """The rules in force, the grammar engine, a language model, and which rules are switched; None where there are none.

    `switches` are those of the policy, by rule id. The policy holds every edit to them by the one id that the edit
    carries; a stage that makes one edit of what several rules change has to hold to them itself. `notes` holds what a
    stage has to say about the whole text, by stage, for the result. Settings are no part of it: a stage that has any is
    made with them.
    """

    rules: RuleBook | None = None
    engine: Engine | None = None
    language_model: LanguageModel | None = None
    switches: Mapping[str, Switch] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def note(self, stage: str, sentence: str) -> None:
        """Say something about the text as the stage first met it; what it says in later rounds is dropped."""
        self.notes.setdefault(stage, sentence)
