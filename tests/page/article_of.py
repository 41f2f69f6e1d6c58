"""The article that the program finds in a page: read, and what is left out taken out."""

from __future__ import annotations

from typing import Any

from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import run
from cleanup.document import Document, Source
from cleanup.page.read import read_html
from cleanup.stages.extract.stage import ExtractStage


def article_of(html: str | bytes, source: Source | None = None, **options: Any) -> Document:
    """The document of the article alone. `options` are those of `read_html`."""
    document = read_html(html, source or Source(), **options)
    return run(document, [ExtractStage()], (), Context(), Policy()).document
