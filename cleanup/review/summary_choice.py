"""The next best sentence of a summary, for a person who wants another."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from cleanup.errors import LedgerError
from cleanup.review.corrections import SUMMARY, Spans
from cleanup.review.ledger_file import LedgerFile

_MORE = 8  # sentences that longer summaries are asked for, at most, before the text counts as used up


def next_best(file: LedgerFile, beside: Collection[tuple[int, int]]) -> tuple[int, int]:
    """The sentence that a longer summary would have first, as a span of the machine's output; none of those `beside` it,
    and none that was in the summary before, while there is another. Raises LedgerError where there is none."""
    from cleanup.summary.select import Length
    from cleanup.summary.summarizer import summarize

    result = replace(file, ledger=replace(file.ledger, decided=()), corrections=()).result()
    method = result.summary_method or "auto"
    keep_out = [(f.start, f.end) for f in result.flags]
    tried = set(beside) | _ever_in(file)
    again: tuple[int, int] | None = None
    for more in range(1, _MORE + 1):
        wanted = Length(sentences=len(beside) + more)
        found = summarize(result.document.reading, result.title, keep_out, method, wanted, None).sentences
        best = sorted(found, key=lambda s: -s.score)
        for sentence in best:
            span = (sentence.start, sentence.end)
            if span not in tried:
                return span
            if span not in beside and again is None:
                again = span
    if again is None:
        raise LedgerError("summary: no other sentence of this text can stand alone")
    return again


def _ever_in(file: LedgerFile) -> set[tuple[int, int]]:
    chosen: list[Spans] = [file.summary_spans]
    chosen += [c.before for c in file.corrections if c.field == SUMMARY and not isinstance(c.before, str)]
    return {span for spans in chosen for span in spans}
