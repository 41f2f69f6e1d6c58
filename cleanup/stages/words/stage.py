"""Proposes to mend words that copying has split, joined or robbed of letters.

English only: what is a word is told by English frequencies. Looks at prose (paragraphs, list items, headings, quotations
that are blocks, captions) and leaves code, tables, and verse. Repairs that move nothing but white space are held to that
("block" scope), so that they may stand beside a name; none is made inside a quotation, an address or code, where the
guard refuses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.core.guard import Guard
from cleanup.document import Document
from cleanup.languages import family
from cleanup.rulebook.schema import OwnRule
from cleanup.text.spans import ProtectedSpan, overlaps

if TYPE_CHECKING:
    from cleanup.stages.words.evidence import Finding

_UNREAD = ("code", "table", "break")
_REASONS = {
    "split-word": "One word, split by a blank",
    "split-by-hyphen": "One word, divided by a hyphen and a blank",
    "missing-space": "A blank is missing between two words",
    "joined-words": "Several words, written as one",
    "capital-apart": "A large first letter, set apart from its word",
    "spaced-letters": "A word whose letters are set apart",
    "first-letter-lost": "The first letter of the paragraph is lost",
    "lost-ligature": "Letters of a ligature are lost",
    "possessive-apostrophe": "The apostrophe of a possessive is lost",
}
_MOVES_NO_NAME = ("name", "acronym")  # spans that a moved blank may touch: their letters stay as they are


def own_rules() -> tuple[OwnRule, ...]:
    """One for each kind of damage."""
    return tuple(OwnRule(name, WordsStage.name, "replace", reason) for name, reason in _REASONS.items())


class WordsStage:
    """The stage; has no state."""

    name = "words"

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        """Edits, of scope "block" where white space alone moves beside or inside a name."""
        if family(document.language) != "en" or not document.text.strip():
            return []
        found = _apart(_findings(document))
        fixed = [span for span in Guard(document).spans if span.kind not in _MOVES_NO_NAME] if found else []
        return [self._edit(finding, fixed) for finding in found]

    def _edit(self, finding: Finding, fixed: Sequence[ProtectedSpan]) -> Edit:
        return Edit(
            start=finding.start,
            end=finding.end,
            replacement=finding.replacement,
            stage=self.name,
            rule=finding.rule,
            reason=_REASONS[finding.rule],
            confidence=finding.sure,
            scope="block" if finding.spacing and not overlaps(fixed, finding.start, finding.end) else "inline",
            evidence=finding.evidence,
        )


def _findings(document: Document) -> Iterator[Finding]:
    from cleanup.stages.words.evidence import Evidence
    from cleanup.stages.words.joined import glued_words
    from cleanup.stages.words.letters import drop_cap, first_letter_lost, spaced_letters
    from cleanup.stages.words.lost import lost_apostrophes, lost_ligatures
    from cleanup.stages.words.parting import joined_words
    from cleanup.stages.words.split import DAMAGED_FROM, DAMAGED_MARGINS, DAMAGED_SHARE, LOWER_MARGINS, MARGINS, split_words
    from cleanup.text.sentences import set_in_lower_case

    text = document.text
    evidence = Evidence(text)
    lower = set_in_lower_case(text)
    blocks = [b for b in document.blocks if b.kind not in _UNREAD]
    margins = LOWER_MARGINS if lower else MARGINS
    split = [found for b in blocks for found in split_words(text, b.start, b.end, evidence, margins)]
    if not lower and len(split) >= max(DAMAGED_FROM, evidence.count / DAMAGED_SHARE):
        split = [found for b in blocks for found in split_words(text, b.start, b.end, evidence, DAMAGED_MARGINS)]
    yield from split
    for block in blocks:
        for detect in (drop_cap, spaced_letters, glued_words, joined_words, lost_ligatures, lost_apostrophes):
            yield from detect(text, block.start, block.end, evidence)
        if block.kind == "paragraph" and not lower:
            yield from first_letter_lost(text, block.start, block.end, evidence)


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """Without those that touch a surer one before them."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.sure, f.end)):
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
        elif finding.sure > kept[-1].sure:
            kept[-1] = finding
    return kept
