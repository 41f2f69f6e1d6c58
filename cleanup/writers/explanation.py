"""Why the sentences of the summary were chosen, and how hard the article is to read, in words."""

from __future__ import annotations

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions


def render(result: Cleaned, options: RenderOptions) -> str:
    """The explanation; nothing where there is no summary."""
    from cleanup.readability import meanings, readability
    from cleanup.summary.explain import explain

    if not result.summary_choice:
        return ""
    reading = "".join(f"- {line}\n" for line in meanings(readability(result.document.reading)))
    return explain(result.summary_choice) + "\n" + (f"\nHow it reads:\n{reading}" if reading else "")
