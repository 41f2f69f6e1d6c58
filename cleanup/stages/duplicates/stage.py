"""Drop what stands twice in a row: a paragraph, a sentence, the whole body. The first copy stays.

Two copies are the same where they differ in typesetting alone (quotation marks, dashes, case, blanks). Only copies in a row
count, and only prose of eight words or more; what may be meant is told by `prose`. The body twice over may have the few words
between its copies that a page sets there. A teaser at the top that says the first sentence of the body stays, and so does a
paragraph that comes again after others: both are how articles are written (see `repeats`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleanup.context import Context
from cleanup.core.edit import Edit, Scope
from cleanup.document import Document
from cleanup.rulebook.schema import OwnRule
from cleanup.stages.duplicates.prose import FEWEST_WORDS, TIGHT_WORDS, Prose, is_chant, mean
from cleanup.stages.duplicates.repeats import Repeat, repeats
from cleanup.text.lines import LineSpan, deletion_spans
from cleanup.text.reading import Sentence
from cleanup.text.shorten import shortened

NAME = "duplicates"
PARAGRAPH, BODY, SENTENCE = "paragraph-copy", "body-copy", "sentence-copy"
# Own judgement. In 791 published articles 1 place goes, a slip; in what three extractors made of their pages 18 texts lose
# copies, and all that were read are copies of the page or of the extractor.
CONFIDENCE = {PARAGRAPH: 0.95, BODY: 0.95, SENTENCE: 0.92}
BODY_WORDS = 20  # of a run of blocks that is said again
# The body twice over with something between: so many words, in so many blocks, and so large a share of the text's words are
# in its two copies. Own choice; "Delivery to Spain ... Delivery to Malta ..." with the same two paragraphs below each is not
# it.
APART_WORDS, APART_BLOCKS, APART_SHARE = 40, 2, 0.75
MOST_ROUNDS = 6  # copies within copies
_SHOWN = 60  # code points of a reason's quotation


def own_rules() -> tuple[OwnRule, ...]:
    """What is said twice."""
    reasons = {
        PARAGRAPH: "The paragraph again, directly after itself",
        BODY: "A run of paragraphs again, directly after itself, or the whole body",
        SENTENCE: "The sentence again, directly after itself",
    }
    return tuple(OwnRule(rule, NAME, "delete", reason) for rule, reason in reasons.items())


class DuplicatesStage:
    """Proposes to delete the later of two copies in a row."""

    name = NAME

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        """Whole blocks (scope "block") and, where a paragraph stays, sentences of it (scope "page")."""
        found = _Blocks(document)
        gone = found.copies()
        yield from _block_edits(document, gone)
        yield from _sentence_edits(document, found.prose, gone)


class _Blocks:
    """The blocks of a document, with what two of them share that say the same."""

    def __init__(self, document: Document) -> None:
        self.prose = Prose(document)
        self._blocks = document.blocks
        # what is a heading in a plain text is told by what comes after it, which may differ between the copies
        same = {} if document.marked_up else {"heading": "paragraph"}
        self._keys = [
            None if b.kind == "break" else (same.get(b.kind, b.kind), self.prose.key(b.start, b.end)) for b in document.blocks
        ]
        self._left: list[int] = []  # places of the blocks that stay

    def copies(self) -> dict[int, tuple[str, int]]:
        """Blocks to delete: the rule, and the place of the block whose words they say again."""
        gone: dict[int, tuple[str, int]] = {}
        self._left = list(range(len(self._keys)))
        if len(set(self._keys)) == len(self._keys):
            return gone
        for _ in range(MOST_ROUNDS):
            found = repeats([self._keys[i] for i in self._left], self._fits)
            for repeat in found:
                for at in range(repeat.start, repeat.end):
                    rule = PARAGRAPH if repeat.period == 1 else BODY
                    gone[self._left[at]] = (
                        rule,
                        self._left[repeat.start - repeat.period + (at - repeat.start) % repeat.period],
                    )
            if not found:
                break
            self._left = [i for i in self._left if i not in gone]
        if not gone:
            gone = self._body_apart()
        return gone

    def _fits(self, repeat: Repeat) -> bool:
        return self._is_slip(
            self._left[repeat.start - repeat.period : repeat.start],
            self._left[repeat.start - repeat.period : repeat.end],
            repeat.times,
        )

    def _is_slip(self, copy: Sequence[int], both: Sequence[int], times: int) -> bool:
        """Whether these blocks were not said again on purpose. `both` are the places of all copies."""
        blocks = [self._blocks[i] for i in copy]
        text = [b for b in blocks if b.kind not in ("heading", "caption", "table", "code")]
        counts = [self.prose.words(b.start, b.end) for b in text]
        words = sum(counts)
        typical = mean([n for b, n in zip(text, counts, strict=True) if b.kind != "list_item"])
        prose = [n for b, n in zip(text, counts, strict=True) if b.kind == "paragraph" and self.prose.is_prose(b.start, b.end)]
        if len(copy) == 1:
            if not prose or words < FEWEST_WORDS:
                return False
        elif words < BODY_WORDS or 2 * sum(n for n in prose if n >= FEWEST_WORDS) < words or typical < FEWEST_WORDS:
            return False
        tight = any(self.prose.is_tight(i) for i in both[1:])
        if tight and typical < TIGHT_WORDS:
            return False
        first, last = both[0], both[-1] + 1
        return not (is_chant(words, times) or self.prose.is_led_up_to(first) or self.prose.among_short_lines(first, last))

    def _body_apart(self) -> dict[int, tuple[str, int]]:
        """The body twice over with a few words between its copies: a heading, a byline."""
        spread: dict[int, int] = {}
        last: dict[object, int] = {}
        for i, key in enumerate(self._keys):
            if key is not None and key in last:
                spread[i - last[key]] = spread.get(i - last[key], 0) + 1
            last[key] = i
        if not spread:
            return {}
        period = max(spread, key=lambda d: (spread[d], -d))
        same = [
            i for i in range(period, len(self._keys)) if self._keys[i] is not None and self._keys[i] == self._keys[i - period]
        ]
        if not same or same[-1] - same[0] + 1 != len(same) or not 0 < period - len(same) <= APART_BLOCKS:
            return {}
        copy = [i - period for i in same]
        between = [self._blocks[i] for i in range(copy[-1] + 1, same[0])]
        total = sum(self.prose.words(b.start, b.end) for b in self._blocks)
        copied = sum(self.prose.words(self._blocks[i].start, self._blocks[i].end) for i in same)
        apart = sum(self.prose.words(b.start, b.end) for b in between)
        if len(same) < 2 or apart > APART_WORDS or copied < 2 * BODY_WORDS or 2 * copied < APART_SHARE * total:
            return {}
        if any(self.prose.is_prose(b.start, b.end) for b in between) or not self._is_slip(copy, [*copy, *same], 1):
            return {}
        return {i: (BODY, i - period) for i in same}


def _block_edits(document: Document, gone: dict[int, tuple[str, int]]) -> Iterator[Edit]:
    if not gone:
        return
    blocks = document.blocks
    spans = deletion_spans(document.text, [LineSpan(b.start, b.end) for b in blocks], [i in gone for i in range(len(blocks))])
    for i, (rule, before) in gone.items():
        span = spans[i]
        if span is not None:
            said = _short(document.text[blocks[before].start : blocks[before].end])
            what = "the same words as the paragraph before it" if rule == PARAGRAPH else "the same words as further up"
            yield _edit(span.start, span.end, rule, f"{what}: '{said}'", "block")


def _sentence_edits(document: Document, prose: Prose, gone: dict[int, tuple[str, int]]) -> Iterator[Edit]:
    """Sentences said again directly after themselves within a paragraph that stays."""
    sentences, torn = document.reading.sentences, document.reading.torn
    at = 0
    while at < len(sentences):
        end = at + 1
        while end < len(sentences) and sentences[end].paragraph == sentences[at].paragraph:
            end += 1
        if end - at > 1 and sentences[at].kind == "paragraph" and sentences[at].paragraph not in gone:
            yield from _within(document.text, prose, sentences[at:end], torn[at:end])
        at = end


def _within(text: str, prose: Prose, sentences: Sequence[Sentence], torn: Sequence[bool]) -> Iterator[Edit]:
    keys: list[str | None] = [None if inside else prose.key(s.start, s.end) for s, inside in zip(sentences, torn, strict=True)]
    if len(set(keys)) == len(keys):
        return
    left = list(range(len(keys)))

    def fits(repeat: Repeat) -> bool:
        copy = [sentences[left[i]] for i in range(repeat.start - repeat.period, repeat.start)]
        counts = [prose.words(s.start, s.end) for s in copy]
        return (
            all(prose.is_prose(s.start, s.end) for s in copy)
            and mean(counts) >= FEWEST_WORDS
            and not is_chant(sum(counts), repeat.times)
        )

    for _ in range(MOST_ROUNDS):
        found = repeats([keys[i] for i in left], fits)
        if not found:
            return
        for repeat in found:
            for at in range(repeat.start, repeat.end):
                before, copy = sentences[left[at] - 1], sentences[left[at]]
                said = _short(text[copy.start : copy.end])
                yield _edit(before.end, copy.end, SENTENCE, f"the same words as just before: '{said}'", "page")
        dropped = {left[at] for repeat in found for at in range(repeat.start, repeat.end)}
        left = [i for i in left if i not in dropped]


def _edit(start: int, end: int, rule: str, reason: str, scope: Scope) -> Edit:
    return Edit(
        start=start,
        end=end,
        replacement="",
        stage=NAME,
        rule=rule,
        reason=reason,
        confidence=CONFIDENCE[rule],
        scope=scope,
    )


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), _SHOWN)
