"""Why the sentences of the summary were chosen, with every score and place."""

from __future__ import annotations

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions


def render(result: Cleaned, options: RenderOptions) -> str:
    """The trace; nothing where there is no summary."""
    from cleanup.summary.explain import trace

    if not result.summary_choice:
        return ""
    return trace(result.summary_choice, [(s.source_start, s.source_end) for s in result.summary]) + "\n"
