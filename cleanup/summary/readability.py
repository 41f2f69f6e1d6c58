"""Readability by textacy."""

from __future__ import annotations

import math

from cleanup.summary.spacy_doc import spacy_doc

# textacy's formulas count syllables with pyphen, which has patterns for these; Flesch is fitted to them as well.
_FLESCH = frozenset({"de", "en", "es", "fr", "it", "nl", "pt", "ru"})
LEAST_WORDS = 20  # with fewer, one word moves the figure by a school year


def readability(text: str, language: str | None = None) -> dict[str, float]:
    """Figures by name, rounded to one place; an empty mapping for texts under 20 words.

    "flesch" (reading ease, in the language's own fit where there is one), "grade" (Flesch-Kincaid, English only),
    "lix" (any language with spaces), "words_per_sentence".
    """
    from textacy import text_stats

    doc = spacy_doc(text, language)
    words = text_stats.basics.n_words(doc)
    sentences = text_stats.basics.n_sents(doc)
    if words < LEAST_WORDS or not sentences:
        return {}
    code = (language or "en").partition("-")[0]
    found = {"lix": text_stats.readability.lix(doc), "words_per_sentence": words / sentences}
    if code in _FLESCH:
        found["flesch"] = text_stats.readability.flesch_reading_ease(doc, lang=code)
    if code == "en":
        found["grade"] = text_stats.readability.flesch_kincaid_grade_level(doc)
    return {name: round(float(value), 1) for name, value in sorted(found.items()) if math.isfinite(value)}
