"""Terms of a text, best first, by textacy's methods: they rank, and what is offered is decided elsewhere."""

from __future__ import annotations

import re
from typing import Any

MOST_CHARACTERS = 1_000_000  # keywords of a book's start are those of the book; spaCy refuses longer texts unless told
SCAKE_WORDS = 3000  # sCAKE builds a graph that grows with the square of the vocabulary: longer texts are cut
_FALL = 0.15  # of the weight with each place; only the order of a method's terms is comparable with another's
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")


def textacy_weights(text: str, language: str | None, method: str, count: int) -> dict[str, float]:
    """What each word in lower case weighs by the best term that holds it, of the `count` best, from 1 down."""
    plain = _POSSESSIVE.sub("", text.replace("’", "'")[:MOST_CHARACTERS])
    found: dict[str, float] = {}
    for place, term in enumerate(_terms(plain, language, method, count)):
        for word in term.split():
            found.setdefault(word, 1 / (1 + _FALL * place))
    return found


def _terms(text: str, language: str | None, method: str, count: int) -> list[str]:
    from textacy.extract import keyterms

    from cleanup.keywords.spacy_doc import spacy_doc

    doc = spacy_doc(text, language)
    if len(doc) < 3:
        return []
    # A blank pipeline tags no parts of speech.
    options: dict[str, Any] = {"normalize": "lower", "topn": count, "include_pos": None}
    if method == "scake" and len(doc) > SCAKE_WORDS:
        doc = doc[:SCAKE_WORDS].as_doc()
    try:
        found = getattr(keyterms, method)(doc, **options)
    except (ValueError, ZeroDivisionError, IndexError):  # textacy on texts of a few words or of stop words only
        return []
    return [term for term, _ in found]
