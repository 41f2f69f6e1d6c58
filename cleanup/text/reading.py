"""One text, read once: lines, sentences, words, quotations, each found when first asked for and kept.

Whatever looks at a text (stages, flags, summary, keywords, readability) looks at the same reading of it, so that there is
one answer to what its sentences are. Offsets are code points of the text, half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from cleanup.text.asides import asides, notes_of_editors
from cleanup.text.blocks import detect_blocks
from cleanup.text.lines import LineSpan, line_spans
from cleanup.text.mail import around_messages
from cleanup.text.markup import Block, BlockKind
from cleanup.text.quotations import Quotations, quotations
from cleanup.text.sentences import split_sentences
from cleanup.text.spans import ProtectedSpan, Span, disjoint, overlaps
from cleanup.text.tokens import word_tokens


class Sentence(NamedTuple):
    """`text[start:end]` without white space around it, in the `paragraph`th block, which is of that `kind`."""

    start: int
    end: int
    paragraph: int
    kind: BlockKind


class Reading:
    """One text. `blocks` are found in it where None is given; with an empty list they are unknown, and lines stand in
    for them. `language` is ISO 639-1, with or without a region; None where it is not known. `images` are the spans of
    descriptions of images, `set_off` of paragraphs that are emphasized throughout (markup.py), both in order."""

    def __init__(
        self,
        text: str,
        blocks: Sequence[Block] | None = None,
        language: str | None = None,
        images: Sequence[Span] = (),
        set_off: Sequence[Span] = (),
    ) -> None:
        self.text = text
        self.language = language
        self.images, self.set_off = tuple(images), tuple(set_off)
        self.blocks = detect_blocks(text) if blocks is None else tuple(blocks)

    @cached_property
    def lines(self) -> list[LineSpan]:
        """The lines that hold more than white space."""
        return line_spans(self.text)

    @cached_property
    def rows(self) -> list[str]:
        """The text of `lines`."""
        return [self.text[line.start : line.end] for line in self.lines]

    @cached_property
    def words(self) -> list[str]:
        """The words, as they stand."""
        return word_tokens(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order; a heading or caption is one, a line of code or of a table is one."""
        placed: list[Sentence] = []
        number = before = 0
        for start, end in split_sentences(self.text, self.blocks or None, self.language):
            if self.blocks:
                while number + 1 < len(self.blocks) and self.blocks[number].end <= start:
                    number += 1
                placed.append(Sentence(start, end, number, self.blocks[number].kind))
            else:
                number += bool(placed) and "\n" in self.text[before:start]
                placed.append(Sentence(start, end, number, "paragraph"))
                before = start
        return tuple(placed)

    @cached_property
    def apart(self) -> list[bool]:
        """For each sentence whether it stands around the text: in a header, a quoted line, a signature of a mail (mail.py), or
        in an editor's note in brackets (asides.py)."""
        mail, notes = around_messages(self.text), tuple(notes_of_editors(self.text))
        return [overlaps(mail, s.start, s.end) or overlaps(notes, s.start, s.end) for s in self.sentences]

    @cached_property
    def asides(self) -> tuple[Span, ...]:
        """The spans of remarks in brackets that a transcript sets between what was said (asides.py), in order."""
        return tuple(asides(self.text, self.language))

    @cached_property
    def quotations(self) -> list[ProtectedSpan]:
        """Quoted passages with their marks, merged where they overlap; generous, as they are for protection."""
        return disjoint(quotations(self.text))

    @cached_property
    def torn(self) -> list[bool]:
        """For each sentence whether it begins or ends within a quotation, so that alone it would tear one apart."""
        marks = Quotations()
        return [any(marks.read(self.text[s.start : s.end], s.paragraph)) for s in self.sentences]
