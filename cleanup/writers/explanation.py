"""Why the sentences of the summary were chosen."""

from __future__ import annotations

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions


def render(result: Cleaned, options: RenderOptions) -> str:
    """The explanation; nothing where there is no summary."""
    from cleanup.summary.explain import explain

    return explain(result.summary_choice) + "\n" if result.summary_choice else ""
