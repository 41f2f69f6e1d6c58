"""The places in an article's body that its summary's sentences link to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from cleanup.document import Document, Inline
from cleanup.writers.cleaned import CHANGES_HEADING, SUMMARY_HEADING, Cleaned, SummaryLine
from cleanup.writers.inline import anchor

_STEM = "s"  # before a sentence's number
_NO_LETTERS = re.compile(r"[\W_]+")
_BEFORE_LETTERS = re.compile(r"[\W\d_]+")


def anchors(result: Cleaned) -> list[Inline | None]:
    """An anchor for each sentence of the summary, at its start; None where it does not stand in the text as it is.

    They are called s1, s2 ...; where the article has something of such a name that links lead to, ss1, ss2 ...
    """
    document, summary = result.document, result.summary
    taken = {*_addressed(document), *_headings(result)}
    stem = _STEM
    while any(f"{stem}{n}" in taken or anchor(f"{stem}{n}") in document.text for n in range(1, len(summary) + 1)):
        stem += _STEM
    return [_at(document, line, f"{stem}{n}") for n, line in enumerate(summary, 1)]


def written(places: Sequence[Inline | None], body: str) -> list[str]:
    """The name of each place that stands in the Markdown; empty for those that do not."""
    return [place.target if place is not None and anchor(place.target) in body else "" for place in places]


def _at(document: Document, line: SummaryLine, name: str) -> Inline | None:
    if document.text[line.start : line.end] != line.text or not line.text[:1].strip():
        return None
    if any(i.kind == "math" and i.start == line.start for i in document.inlines):
        return None  # some readers see no formula right behind a tag
    return Inline(line.start, line.start, "anchor", name)


def _addressed(document: Document) -> Iterator[str]:
    """The names that links of the article lead to, inside it."""
    for inline in document.inlines:
        if inline.kind == "link" and inline.target.startswith("#"):
            yield unquote(inline.target[1:]).lower().removeprefix("user-content-")


def _headings(result: Cleaned) -> Iterator[str]:
    """What readers call headings, in letters and digits alone; some leave out what stands before the first letter."""
    document = result.document
    found = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    for heading in (result.title or "", SUMMARY_HEADING, CHANGES_HEADING, *found):
        for shown in (heading, _BEFORE_LETTERS.sub("", heading, count=1)):
            yield _NO_LETTERS.sub("", shown).lower()
