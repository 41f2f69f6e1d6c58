"""Marks sentences whose characters were lost, escaped, cut or never filled in, with what is seen.

They stay in the text as they are and are kept out of the summary. A sentence in which the stage `words` has a suggestion
(a word that may be parted, joined or short of letters) is marked too. Looks at every block but code and tables.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from cleanup.context import Context
from cleanup.core.edit import Decision, Mark
from cleanup.document import Document
from cleanup.languages import family
from cleanup.models.columns import blocks_read_across
from cleanup.rulebook.schema import OwnRule
from cleanup.text.code import technical
from cleanup.text.cut import cut_end, cut_paragraphs
from cleanup.text.damage import Damage, damage
from cleanup.text.spans import ProtectedSpan, disjoint, overlaps
from cleanup.text.unpaired import unpaired

OF_WORDS = "doubtful-word"
COLUMNS = "columns-read-across"
WORDS_STAGE = "words"
# Rule, what it marks, and how sure a mark is. Confidence: own judgement; on the 791 development articles, which are clean but
# for slips, 17 marks were of unpaired ones, all seen by a reader too, and 3 of the other kinds, 1 of them meant.
_RULES = (
    ("lost-character", "Character that was lost or replaced, and cannot be restored for sure", 0.95),
    ("escape-left", "Escape of a program or broken entity that stands for no one character", 0.9),
    ("template-mark", "Mark of a template that was never filled in", 0.9),
    ("cut-text", "Text that was cut off", 0.85),
    ("unpaired-mark", "Bracket or quotation mark without its other half", 0.8),
    ("encoded-bytes", "Bytes in place of text", 0.9),
    (COLUMNS, "Two columns whose lines were read across", 0.8),
    (OF_WORDS, "Word that may be parted, joined or short of letters", 0.7),
)
_CONFIDENCE = {rule: confidence for rule, _, confidence in _RULES}
_SKIPPED = ("code", "table", "break")


def own_rules() -> tuple[OwnRule, ...]:
    """One for each kind of damage."""
    return tuple(OwnRule(rule, DamageStage.name, "flag", reason) for rule, reason, _ in _RULES)


class DamageStage:
    """Flags damaged sentences of the final text; has no state."""

    name = "damage"

    def flag(self, document: Document, context: Context, refused: Sequence[Decision]) -> Iterable[Mark]:
        """One mark for each sentence and kind of damage, with the first that is seen there."""
        text, sentences = document.text, document.reading.sentences
        starts = [s.start for s in sentences]
        code = disjoint(ProtectedSpan(i.start, i.end, "code") for i in document.inlines if i.kind in ("code", "math"))
        marked: dict[tuple[int, str], Mark] = {}
        for start, end, rule, reason, confidence in chain(
            ((d.start, d.end, d.kind, d.seen, _CONFIDENCE[d.kind]) for d in self._found(document)),
            _across(document),
            _suggested(refused),
        ):
            at = bisect_right(starts, start) - 1
            if at < 0 or sentences[at].kind in _SKIPPED or overlaps(code, start, end):
                continue
            sentence = sentences[at]
            if (at, rule) not in marked and start < sentence.end and text[sentence.start : sentence.end].strip():
                marked[at, rule] = Mark(
                    start=sentence.start, end=sentence.end, kind="damaged", rule=rule, reason=reason, confidence=confidence
                )
        return marked.values()

    @staticmethod
    def _found(document: Document) -> Iterator[Damage]:
        yield from damage(document.text)
        if not technical(document.text):
            yield from unpaired(document.text, document.blocks)
        if family(document.language) == "en":
            yield from cut_end(document.text, document.blocks)
            yield from cut_paragraphs(document.text, document.blocks)


def _across(document: Document) -> Iterator[tuple[int, int, str, str, float]]:
    if family(document.language) != "en":
        return
    reading = document.reading
    across = {block.start for block in blocks_read_across(document.text, reading.blocks)}
    for sentence in reading.sentences if across else ():
        if reading.blocks[sentence.paragraph].start in across:
            seen = "lines of two columns stand in one"
            yield sentence.start, sentence.end, COLUMNS, seen, _CONFIDENCE[COLUMNS]


def _suggested(refused: Sequence[Decision]) -> Iterator[tuple[int, int, str, str, float]]:
    for decision in refused:
        edit = decision.edit
        if edit.stage == WORDS_STAGE and decision.verdict == "suggested":
            yield edit.start, edit.end, OF_WORDS, f"{edit.reason}: '{decision.old}'", _CONFIDENCE[OF_WORDS]
