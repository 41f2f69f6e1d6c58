"""Marks sentences that no rule can mend: they stay in the text and are kept out of the summary.

English only, and only texts with capitals: set in lower case throughout, names look like words that were never seen in a row
(354 sentences of 432 such articles were flagged, most for a name). Looks at sentences of paragraphs; leaves headings, list
items, tables, quotations and sentences that a quotation reaches into, since what somebody said is quoted as it was said; what
goes on from the line above or is broken by a time of day, which is no whole sentence; code and formulas in prose; and
dialect, song and old English, but for what no dialect has either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from cleanup.context import Context
from cleanup.core.edit import Decision, Mark
from cleanup.document import Document
from cleanup.languages import family
from cleanup.rulebook.schema import OwnRule
from cleanup.text.reading import Sentence
from cleanup.text.spans import overlaps

if TYPE_CHECKING:
    from cleanup.stages.garbled.classifier import GarbledJudgment

RULE = "garbled-sentence"
_ENDS = '.!?:…"”’)]*|_`>#'  # after these a line may be whole; a letter, a comma or a dash goes on
_CLOCK = re.compile(r"(?:\S+ ){0,3}\d{1,2}(?:[:.]\d\d)? ?[ap]\.m\.")
_PAIR = re.compile(r"[A-Z][a-z]+ (?:and|or) [a-z]+\.")  # "Over and out.", "Through and through."
_SHORT = 8  # words of a sentence that may be set beside another for its sound
_REACH = 40  # code points around a sentence's ends that are looked at


def own_rules() -> tuple[OwnRule, ...]:
    """The one kind of mark."""
    return (OwnRule(RULE, FlagStage.name, "flag", "Sentence that no rule can mend, as the learned judge sees it"),)


def judged(document: Document) -> list[Sentence]:
    """The sentences of an English text that are judged; none where it is set in lower case throughout."""
    from cleanup.stages.garbled.voice import code_or_formula
    from cleanup.text.sentences import set_in_lower_case

    if set_in_lower_case(document.text):
        return []
    quoted = document.reading.quotations
    found = []
    for sentence in document.reading.sentences:
        if sentence.kind == "paragraph":
            shown = document.text[sentence.start : sentence.end]
            if (
                not overlaps(quoted, sentence.start, sentence.end)
                and _whole(document.text, sentence)
                and not code_or_formula(shown)
            ):
                found.append(sentence)
    return found


def _whole(text: str, sentence: Sentence) -> bool:
    """Whether it is no rest of a line above without an end (verse, an item over two lines), nor cut behind "10 p.m.", nor a
    pair of words."""
    above = text[max(0, sentence.start - _REACH) : sentence.start]
    if above.endswith("\n") and not above.endswith("\n\n") and above.strip() and above.rstrip()[-1] not in _ENDS:
        return False
    if sentence.end - sentence.start > _REACH:
        return True
    return not (_CLOCK.fullmatch(text, sentence.start, sentence.end) or _PAIR.fullmatch(text, sentence.start, sentence.end))


# What sentences open with that have nothing else in common
_OPENS_MOST = frozenset("the a an this that these those his her their its he she it they we i you there in on at".split())


def _alike(text: str, sentences: Sequence[Sentence]) -> frozenset[int]:
    """Starts of short sentences in a row that open alike ("Instead of tea, milk. Instead of milk, nothing."): meant so."""
    found: set[int] = set()
    for a, b in pairwise(sentences):
        words, after = text[a.start : a.end].split(), text[b.start : b.end].split()
        short = max(len(words), len(after)) <= _SHORT and 0 <= b.start - a.end <= 1 and a.paragraph == b.paragraph
        if short and words[0] == after[0] and words[0].lower() not in _OPENS_MOST:
            found |= {a.start, b.start}
    return frozenset(found)


def judgments(sentences: Sequence[str], refused: Sequence[int] | None = None) -> list[GarbledJudgment]:
    """What is to be said of each sentence, read alone. `refused`: engine matches of a grammar kind in each, not accepted."""
    from cleanup.models.bigrams import bigrams
    from cleanup.models.frequency import frequencies
    from cleanup.models.ngrams import ngrams
    from cleanup.stages.garbled.classifier import CERTAIN, FLAG_AT, GarbledJudgment, features, garbled_classifier
    from cleanup.stages.garbled.runs import strongest
    from cleanup.stages.garbled.spun import told_by_words
    from cleanup.stages.garbled.voice import another_voice

    judge, words, memory, web = garbled_classifier(), frequencies("en"), ngrams(), bigrams()
    found = []
    for number, (sentence, peaks) in enumerate(zip(sentences, strongest(sentences), strict=True)):
        told = told_by_words(sentence)
        if told:
            found.append(GarbledJudgment(CERTAIN, (told,)))
            continue
        values = features(sentence, words, memory, web, refused[number] if refused else 0, peaks)
        verdict = judge.judge(values)
        if verdict.garbled >= FLAG_AT and another_voice(sentence) and not judge.certain(values):
            verdict = GarbledJudgment(0.0, ())
        found.append(verdict)
    return found


class FlagStage:
    """Flags garbled sentences of the final text."""

    name = "flag"

    def flag(self, document: Document, context: Context, refused: Sequence[Decision]) -> Iterable[Mark]:
        """A mark for every sentence that is more likely garbled than the judge's threshold."""
        if family(document.language) != "en":
            return []
        from cleanup.stages.garbled.classifier import FLAG_AT, of_grammar

        open_ones = sorted(
            d.edit.start
            for d in refused
            if d.edit.stage == "grammar" and of_grammar(d.edit.rule) and not d.why.startswith("guard")
        )
        sentences = judged(document)
        inside = [bisect_left(open_ones, s.end) - bisect_left(open_ones, s.start) for s in sentences]
        alike = _alike(document.text, sentences)
        marks = []
        for sentence, verdict in zip(
            sentences, judgments([document.text[s.start : s.end] for s in sentences], inside), strict=True
        ):
            if verdict.garbled >= FLAG_AT and sentence.start not in alike:
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
