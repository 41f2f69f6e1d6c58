"""spaCy: (text, context) pairs for `nlp.pipe`, and flags as spans.

Example:
    for doc, result in nlp.pipe(article_pairs(texts), as_tuples=True): mark_flags(doc, result)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cleanup.adapters.warm import cleaner_for
from cleanup.document import Document
from cleanup.result import Failure, Result
from cleanup.text.halves import whole

FLAGS, SUMMARY = "cleanup_flags", "cleanup_summary"


def article_pairs(
    items: Iterable[str | Mapping[str, Any] | Document], **settings: Any
) -> Iterator[tuple[str, Result | Failure]]:
    """(cleaned text, result) of each item, one at a time; ("", failure) for one that cannot be cleaned. Half characters, which
    spaCy cannot hold, are U+FFFD in the text.

    Items and `settings` as in `Cleaner.clean_many` and `cleanup.clean`.
    """
    for result in cleaner_for(settings).clean_many(items):
        yield (whole(result.text) if isinstance(result, Result) else "", result)


def mark_flags(doc: Any, result: Result | Failure) -> Any:
    """Put the flagged passages and the summary into `doc.spans` as "cleanup_flags" and "cleanup_summary". -> `doc`.

    Spans are widened to whole tokens where an offset falls inside one.
    """
    flags = result.flags if isinstance(result, Result) else ()
    summary = result.summary if isinstance(result, Result) else ()
    spans = [doc.char_span(f.start, f.end, label=f.kind, alignment_mode="expand") for f in flags]
    doc.spans[FLAGS] = [s for s in spans if s is not None]
    spans = [doc.char_span(s.start, s.end, label="summary", alignment_mode="expand") for s in summary]
    doc.spans[SUMMARY] = [s for s in spans if s is not None]
    return doc
