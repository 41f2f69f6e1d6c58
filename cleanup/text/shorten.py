"""Text as a message shows it."""

from __future__ import annotations


def shortened(text: str, most: int = 40) -> str:
    """The first `most` code points; the last of them is an ellipsis where more follows."""
    return text if len(text) <= most else text[: most - 1] + "…"
