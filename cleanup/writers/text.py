"""The cleaned text alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleanup.result import Result


def render_text(result: Result) -> str:
    """The cleaned text with one line end after it."""
    return result.text.rstrip("\n") + "\n" if result.text else ""
