"""Extractive summaries, keywords and readability."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleanup.summary.methods import METHODS as METHODS

if TYPE_CHECKING:
    from cleanup.document import Block
    from cleanup.summary.protocol import Summary


def summarize_text(
    text: str,
    *,
    blocks: Sequence[Block] | None = None,
    title: str | None = None,
    language: str | None = None,
    keep_out: Sequence[tuple[int, int]] = (),
    method: str = "auto",
    sentences: int | None = None,
    words: int | None = None,
    ratio: float | None = None,
    characters: int | None = None,
    about: str | None = None,
) -> Summary:
    """Choose sentences of `text` as its summary, in document order, with offsets in code points of `text`.

    One budget: `words`, `characters`, `ratio` (of the text's sentences) or `sentences` (3 unless given), the first of
    these that is set. `keep_out` are spans that no chosen sentence touches. `about` prefers what concerns a query.
    `blocks` are found in the text where none are given.
    `method` is one of METHODS; "auto" adapts to the kind of article. Never chosen: headings, captions, code, the title,
    list stubs, bylines, questions, parts of a quotation; and no two sentences that say the same.
    Raises ConfigError for an unknown method or an impossible budget.
    """
    from cleanup.summary.select import Length
    from cleanup.summary.summarizer import summarize
    from cleanup.text.reading import Reading

    length = Length(sentences, words, ratio, characters)
    return summarize(Reading(text, blocks, language), title, keep_out, method, length, about)
