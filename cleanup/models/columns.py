"""Two columns that were read across (`text.columns`), as the memory of English word pairs tells them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleanup.text.columns import columns_read_across
from cleanup.text.markup import Block


def read_across(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of one paragraph's lines, [first, last), that were read across two columns."""
    from cleanup.models.bigrams import bigrams
    from cleanup.models.frequency import frequencies

    pairs, words = bigrams(), frequencies("en")
    return [(s.first, s.last) for s in columns_read_across(lines, lambda first, second: pairs.log10(first, second, words))]


def blocks_read_across(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The paragraphs of several lines in which some were read across."""
    for block in blocks:
        if (
            block.kind == "paragraph"
            and "\n" in text[block.start : block.end]
            and read_across(text[block.start : block.end].split("\n"))
        ):
            yield block
