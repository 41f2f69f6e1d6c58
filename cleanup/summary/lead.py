"""The first sentences: hard to beat on reports."""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.summary.protocol import SentenceView


class Lead:
    """Scores by place alone."""

    name = "lead"

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """The earlier, the higher."""
        return [-float(s.index) for s in sentences]
