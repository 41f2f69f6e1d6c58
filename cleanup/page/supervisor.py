"""What another extractor kept of a page, as evidence for the block judge.

trafilatura's rules and the judge's numbers err on different pages: with this evidence the judge errs less than either
alone. Only trafilatura's main pass is run (its `fast` mode); its fallbacks cost half as much again and add nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cleanup.page.block_text import words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WHOLE_LINE = 4  # a block of fewer words ("Home") counts as kept only where it is a line of its own
ENDS, LEAST_FOR_ENDS = 6, 12  # a longer block that is not found whole counts by its first and last words


def trafilatura_text(page: Any, *, fast: bool = True) -> str | None:
    """The text that trafilatura keeps of a page (a string, or a tree, which it may change), without comments.

    None where it finds nothing or fails: it raises on some malformed trees, and evidence is not worth an error.
    """
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs each page that it finds too short
    try:
        text: str | None = trafilatura.extract(page, include_comments=False, fast=fast)
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError, AssertionError):
        return None
    return text


def kept_share(text: str | None, tokens: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """How much of each block (by its lower-cased words) an extractor's text holds: 0, 0.5 or 1."""
    import numpy as np

    lines = [" ".join(words_of(line)) for line in (text or "").split("\n")]
    whole = frozenset(lines)
    flat = " " + " ".join(lines) + " "
    there = flat.split()
    # Every two words that stand side by side: most blocks that are not kept are known by their first two or last two.
    pairs = set(pairwise(there))
    out = np.zeros(len(tokens), dtype=np.float32)
    for i, words in enumerate(tokens):
        if not words:
            continue
        joined = " ".join(words)
        if len(words) < WHOLE_LINE:
            out[i] = joined in whole
            continue
        starts, ends = (words[0], words[1]) in pairs, (words[-2], words[-1]) in pairs
        if starts and ends and (joined in whole or f" {joined} " in flat):
            out[i] = 1
        elif len(words) >= LEAST_FOR_ENDS:
            start, end = " ".join(words[:ENDS]), " ".join(words[-ENDS:])
            out[i] = 0.5 * (starts and f" {start} " in flat) + 0.5 * (ends and f" {end} " in flat)
    return out
