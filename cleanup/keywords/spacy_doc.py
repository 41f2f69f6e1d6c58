"""Text as a spaCy document for textacy: a blank pipeline with our sentences, no model, no download."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from cleanup.languages import family
from cleanup.text.sentences import split_sentences


@lru_cache(maxsize=8)
def _pipeline(code: str) -> Any:
    import spacy

    try:
        return spacy.blank(code)
    except ImportError:  # a language that spaCy does not know, or one whose tokenizer is not installed (ja, ko, th)
        return spacy.blank("xx")


def spacy_doc(text: str, language: str | None) -> Any:
    """`text`, at most a million code points of it, as a document with sentence starts."""
    from spacy.tokens import Doc

    doc = _pipeline(family(language) or "xx")(text)
    starts = {start for start, _ in split_sentences(doc.text, None, language)}
    # All starts at once: set token by token, spaCy looks through the whole document for each (half of a run's time).
    return Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        sent_starts=[t.idx in starts or t.i == 0 for t in doc],
    )
