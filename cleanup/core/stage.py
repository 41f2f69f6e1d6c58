"""What a stage is, and all that it may know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from cleanup.core.edit import Decision, Edit, Mark
from cleanup.document import Document


@dataclass(frozen=True, slots=True)
class Context:
    """All that a stage may know besides the document.

    `rules` is a rulebook.RuleBook and `engine` an engines.protocol.Engine; they are typed loosely here because core
    imports neither. `notes` holds what a stage has to say about the whole text, by stage, for the result. Settings are no
    part of it: a stage that has any is made with them.
    """

    rules: Any = None
    engine: Any = None
    notes: dict[str, str] = field(default_factory=dict)

    def note(self, stage: str, sentence: str) -> None:
        """Say something about the text as the stage first met it; what it says in later rounds is dropped."""
        self.notes.setdefault(stage, sentence)


class Stage(Protocol):
    """Proposes edits; changes nothing. Must be deterministic and must settle: on its own output it proposes nothing."""

    @property
    def name(self) -> str:
        """The name that edits carry and options use."""
        ...

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        """Edits to `document.text`, in any order."""
        ...


class Flagger(Protocol):
    """Marks what no rule can mend; runs once, on the final text."""

    @property
    def name(self) -> str:
        """The name that options use."""
        ...

    def flag(self, document: Document, context: Context, refused: Sequence[Decision]) -> Iterable[Mark]:
        """Marks on `document.text`; `refused` holds the last decisions of each stage, with offsets in that text."""
        ...
