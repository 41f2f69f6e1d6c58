"""The engine that finds nothing: cleaning and summarizing without grammar."""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.engines.protocol import Match


class NoEngine:
    """Accepts every language, reports no match, needs nothing."""

    name = "none"
    version = "none"

    def languages(self) -> frozenset[str]:
        """No language is checked, so none is named."""
        return frozenset()

    def check(self, text: str, language: str) -> list[Match]:
        """No matches."""
        return []

    def check_many(self, texts: Sequence[str], language: str) -> list[list[Match]]:
        """No matches for any of the texts."""
        return [[] for _ in texts]

    def close(self) -> None:
        """Nothing to free."""
