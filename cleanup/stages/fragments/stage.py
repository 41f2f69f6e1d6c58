"""Joins pieces cut off their sentence and sets determiners that the article itself shows. English only.

In paragraphs alone, never where a quotation touches, never in a text set in lower case. Runs before grammar, so that the engine
sees whole sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.document import Document
from cleanup.languages import family
from cleanup.rulebook.schema import OwnRule
from cleanup.text.spans import ProtectedSpan, touching

NAME = "fragments"
_REASONS = {
    "relative-clause": "A relative clause stood alone; it belongs to the sentence before it",
    "clause-alone": "A clause of reason or contrast stood alone; it belongs to the sentence before it",
    "apposition": "A description of the person named just before stood alone",
    "missing-determiner": "The article has this phrase with a determiner elsewhere",
}
# No hit on 1.5 million words of published articles, so its precision is that of the written cases alone; it stands just above
# the default threshold.
DETERMINER = 0.8
_SHOWN = 160  # characters of the joined sentence in the evidence


def own_rules() -> tuple[OwnRule, ...]:
    """One for each kind of piece, and the determiner."""
    return tuple(OwnRule(rule, NAME, "replace", reason) for rule, reason in _REASONS.items())


class FragmentStage:
    """The stage; has no state."""

    name = NAME

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        """Edits of the place where two sentences meet, with the joined sentence as evidence; determiners at a beginning."""
        from cleanup.text.sentences import set_in_lower_case

        if family(document.language) != "en" or set_in_lower_case(document.text):
            return []
        return list(self._edits(document))

    def _edits(self, document: Document) -> Iterator[Edit]:
        from cleanup.stages.fragments.determiners import missing_determiners
        from cleanup.stages.fragments.joining import JOINED, SUGGESTED, joints

        text, quoted = document.text, document.reading.quotations
        paragraphs: dict[int, list[tuple[int, int]]] = {}
        for s in document.reading.sentences:
            if s.kind == "paragraph":
                paragraphs.setdefault(s.paragraph, []).append((s.start, s.end))
        for spans in paragraphs.values():
            for joint in joints(text, spans):
                if not _touched(quoted, joint.start - 1, joint.last):
                    new, confidence = joint.replacement, JOINED if joint.sure else SUGGESTED
                    joined = text[joint.first : joint.start] + new + text[joint.end : joint.last]
                    yield self._edit(joint.start, joint.end, new, joint.rule, confidence, joined)
        prose = [span for spans in paragraphs.values() for span in spans]
        for missing in missing_determiners(text, prose):
            if not _touched(quoted, missing.start, missing.end):
                shown = f"elsewhere: {missing.shown}"
                yield self._edit(missing.start, missing.end, missing.replacement, "missing-determiner", DETERMINER, shown)

    def _edit(self, start: int, end: int, new: str, rule: str, confidence: float, shown: str) -> Edit:
        evidence = shown if len(shown) <= _SHOWN else f"…{shown[-_SHOWN:]}"
        return Edit(
            start=start,
            end=end,
            replacement=new,
            stage=self.name,
            rule=rule,
            reason=_REASONS[rule],
            confidence=confidence,
            evidence=(evidence,),
        )


def _touched(quoted: Sequence[ProtectedSpan], start: int, end: int) -> bool:
    """Whether a quotation reaches into the span or ends where it begins."""
    return any(span.start < end for span in touching(quoted, start, end))
