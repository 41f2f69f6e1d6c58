"""What a writer reads of a result. A result can be written without the writers knowing where results come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from cleanup.core.ledger import Ledger
from cleanup.document import Document

if TYPE_CHECKING:
    from cleanup.summary.protocol import Summary

# An output of this program is known again by these: its summary and change list are then left out when it is read.
GENERATOR = "cleanup"
SUMMARY_HEADING = "Summary"
CHANGES_HEADING = "Changes"


class SummaryLine(Protocol):
    """A sentence of the summary."""

    @property
    def text(self) -> str: ...


class Cleaned(Protocol):
    """A cleaned article with all that was done to it; `result.Result` is one."""

    @property
    def source_text(self) -> str: ...
    @property
    def document(self) -> Document: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def text(self) -> str: ...
    @property
    def words(self) -> int: ...
    @property
    def title(self) -> str | None: ...
    @property
    def language(self) -> str | None: ...
    @property
    def flags(self) -> Sequence[Any]: ...
    @property
    def summary(self) -> Sequence[SummaryLine]: ...
    @property
    def summary_method(self) -> str | None: ...
    @property
    def summary_choice(self) -> Summary | None: ...
    @property
    def keywords(self) -> Sequence[str]: ...
    @property
    def readability(self) -> Mapping[str, float]: ...
    @property
    def engine(self) -> str | None: ...
    @property
    def skipped(self) -> str | None: ...
    @property
    def notes(self) -> Sequence[str]: ...
    @property
    def version(self) -> str: ...
    def to_dict(self) -> dict[str, object]: ...
