"""The summary alone."""

from __future__ import annotations

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions


def render(result: Cleaned, options: RenderOptions) -> str:
    """One sentence a line."""
    return "".join(" ".join(s.text.split()) + "\n" for s in result.summary)
