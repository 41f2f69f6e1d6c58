"""The cleaned text alone."""

from __future__ import annotations

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions


def render(result: Cleaned, options: RenderOptions) -> str:
    """The cleaned text with one line end after it."""
    return result.text.rstrip("\n") + "\n" if result.text else ""
