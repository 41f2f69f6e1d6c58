"""What would change, as a unified diff."""

from __future__ import annotations

import difflib
import re

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions


def render(result: Cleaned, options: RenderOptions) -> str:
    """The diff of input text and output text under the name of the article's file, or else its title."""
    return render_diff(
        result.source_text, result.text, result.document.source.path or " ".join((result.title or "article").split())
    )


def render_diff(before: str, after: str, name: str) -> str:
    """A unified diff by lines, empty where nothing changes. `patch` makes `after` of `before` with it."""
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
        for line in difflib.unified_diff(_lines(before), _lines(after), f"{name} (as it is)", f"{name} (cleaned)")
    )


def _lines(text: str) -> list[str]:
    """The lines with their ends, as `patch` counts them: other signs that part lines are part of them."""
    return [line for line in re.split(r"(?<=\n)", text) if line]
