"""The article that the program finds in a page: read, and what is left out taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cleanup.context import Context
from cleanup.core.policy import Policy
from cleanup.core.runner import run
from cleanup.document import Document, Source
from cleanup.page.read import read_html
from cleanup.stages.extract.stage import ExtractStage


def taken_out(document: Document, off: Sequence[str] = ()) -> Document:
    """What is left of a document when its page is taken away. `off` are rules of the stage `extract` that are switched off."""
    return run(document, [ExtractStage()], (), Context(), Policy(switches=dict.fromkeys(off, "off"))).document


def article_of(html: str | bytes, source: Source | None = None, **options: Any) -> Document:
    """The document of the article alone. `options` are those of `read_html`."""
    return taken_out(read_html(html, source or Source(), **options))
