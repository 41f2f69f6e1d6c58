"""A result as plain columns, the same in every adapter."""

from __future__ import annotations

from typing import Any

from cleanup.result import Result


def columns(result: Result, prefix: str = "") -> dict[str, Any]:
    """title, language, summary (a list of strings), keywords, flags and edits (counts), each name with the prefix."""
    counts = result.ledger.counts()
    return {
        f"{prefix}title": result.title,
        f"{prefix}language": result.language,
        f"{prefix}summary": [s.text for s in result.summary],
        f"{prefix}keywords": list(result.keywords),
        f"{prefix}flags": len(result.flags),
        f"{prefix}edits": sum(counts.values()),
    }
