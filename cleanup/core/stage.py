"""What a stage is, to the runner.

What a stage may know besides the document is no matter of the runner's: it hands on whatever context it was given, and
`ContextT` ties the stages to it. What this program's stages are told is `cleanup.context.Context`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from cleanup.core.edit import Decision, Edit, Mark
from cleanup.document import Document

ContextT = TypeVar("ContextT", contravariant=True)


class Stage(Protocol[ContextT]):
    """Proposes edits; changes nothing. Must be deterministic and must settle: on its own output it proposes nothing."""

    @property
    def name(self) -> str:
        """The name that edits carry and options use."""
        ...

    def propose(self, document: Document, context: ContextT) -> Iterable[Edit]:
        """Edits to `document.text`, in any order."""
        ...


class Flagger(Protocol[ContextT]):
    """Marks what no rule can mend; runs once, on the final text."""

    @property
    def name(self) -> str:
        """The name that options use."""
        ...

    def flag(self, document: Document, context: ContextT, refused: Sequence[Decision]) -> Iterable[Mark]:
        """Marks on `document.text`; `refused` holds the last decisions of each stage, with offsets in that text."""
        ...
