"""One result as one JSON object, for people and for tools that read a file at once."""

from __future__ import annotations

import json

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions


def render(result: Cleaned, options: RenderOptions) -> str:
    """The object with a line a value; signs beyond ASCII as escapes."""
    return json.dumps(result.to_dict(), ensure_ascii=True, indent=1) + "\n"
