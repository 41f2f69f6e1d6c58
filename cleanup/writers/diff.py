"""What would change, as a unified diff."""

from __future__ import annotations

import difflib


def render_diff(before: str, after: str, name: str) -> str:
    """A unified diff by lines, empty where nothing changes. Ends with a line end."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (as it is)", f"{name} (cleaned)", lineterm=""
    )
    text = "\n".join(lines)
    return text + "\n" if text else ""
