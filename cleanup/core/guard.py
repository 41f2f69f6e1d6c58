"""What no stage may touch: names, numbers, quotations, addresses, code. Refuses an edit, naming the span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from cleanup.core.document import Document
from cleanup.core.edit import Edit

ProtectedKind = Literal["name", "acronym", "number", "quotation", "url", "handle", "email", "code"]


@dataclass(frozen=True, slots=True)
class ProtectedSpan:
    """`text[start:end]` is protected, as what."""

    start: int
    end: int
    kind: ProtectedKind


_PATTERNS: tuple[tuple[ProtectedKind, re.Pattern[str]], ...] = (
    ("quotation", re.compile(r"“[^”\n]{1,2000}”|\"[^\"\n]{1,2000}\"")),
    ("number", re.compile(r"\d[\d.,]*")),
    ("url", re.compile(r"https?://\S+|www\.\S+")),
)


def protected_spans(text: str, title: str | None = None) -> list[ProtectedSpan]:
    """The protected spans of a text, sorted by start."""
    found = [ProtectedSpan(m.start(), m.end(), kind) for kind, pattern in _PATTERNS for m in pattern.finditer(text)]
    return sorted(found, key=lambda s: (s.start, s.end))


class Guard:
    """Judges edits to one document; the protected spans are found when the first inline edit asks for them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def spans(self) -> list[ProtectedSpan]:
        """The protected spans of the document's text."""
        return protected_spans(self._document.text, self._document.title)

    def refusal(self, edit: Edit) -> str:
        """Why the edit is refused, or the empty string."""
        if edit.scope != "inline":
            return ""
        for span in self.spans:
            if edit.start < span.end and span.start < edit.end:
                return f"guard: {span.kind} {self._document.text[span.start:span.end]!r}"
        return ""
