"""Marks sentences that no rule can mend: they stay in the text and are kept out of the summary.

English only, and only texts with capitals: set in lower case throughout, names look like words that were never seen in a
row (354 sentences of 432 such articles were flagged, most for a name). Looks at sentences of paragraphs; leaves headings,
list items, tables, quotations and sentences that a quotation reaches into, since what somebody said is quoted as it was
said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from cleanup.context import Context
from cleanup.core.edit import Decision, Mark
from cleanup.document import Document
from cleanup.languages import family
from cleanup.rulebook.schema import OwnRule

RULE = "garbled-sentence"


def own_rules() -> tuple[OwnRule, ...]:
    """The one kind of mark."""
    return (OwnRule(RULE, FlagStage.name, "flag", "Sentence that no rule can mend, as the learned judge sees it"),)


class FlagStage:
    """Flags garbled sentences of the final text."""

    name = "flag"

    def flag(self, document: Document, context: Context, refused: Sequence[Decision]) -> Iterable[Mark]:
        """A mark for every sentence that is more likely garbled than the judge's threshold."""
        if family(document.language) != "en":
            return []
        from cleanup.models.bigrams import bigrams
        from cleanup.models.frequency import frequencies
        from cleanup.models.ngrams import ngrams
        from cleanup.stages.garbled.classifier import FLAG_AT, features, garbled_classifier, of_grammar
        from cleanup.text.sentences import set_in_lower_case

        if set_in_lower_case(document.text):
            return []
        judge, words, memory, web = garbled_classifier(), frequencies("en"), ngrams(), bigrams()
        quoted = document.reading.quotations
        ends = [s.end for s in quoted]
        open_ones = sorted(
            d.edit.start
            for d in refused
            if d.edit.stage == "grammar" and of_grammar(d.edit.rule) and not d.why.startswith("guard")
        )
        marks = []
        for sentence in document.reading.sentences:
            if sentence.kind != "paragraph":
                continue
            at = bisect_left(ends, sentence.start + 1)
            if at < len(quoted) and quoted[at].start < sentence.end:
                continue
            inside = bisect_left(open_ones, sentence.end) - bisect_left(open_ones, sentence.start)
            verdict = judge.judge(features(document.text[sentence.start : sentence.end], words, memory, web, inside))
            if verdict.garbled >= FLAG_AT:
                marks.append(
                    Mark(
                        start=sentence.start,
                        end=sentence.end,
                        kind="garbled",
                        rule=RULE,
                        reason="; ".join(verdict.reasons) or "unlikely words in a row",
                        confidence=round(verdict.garbled, 4),
                    )
                )
        return marks
