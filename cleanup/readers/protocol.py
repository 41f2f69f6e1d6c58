"""What every reader does."""

from __future__ import annotations

from typing import Protocol

from cleanup.core.document import Document, Source


class Reader(Protocol):
    """Turns decoded text of one format into a document. Raises InputError for what it cannot read."""

    def __call__(self, text: str, source: Source, *, title: str | None = None, url: str | None = None) -> Document:
        """The document; `title` and `url` are what the caller knows and win over what the text says."""
        ...
