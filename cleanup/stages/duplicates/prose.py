"""Whether words said twice in a row are a slip of copying: prose that nobody would say twice on purpose.

Left alone, since it may be meant: verse and songs, talk and chat, short sentences of speakers and of instructions, quotations,
lists, tables, code, headings, captions, lines of a log or a form, and what a line with a colon leads up to.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence

from cleanup.document import Document
from cleanup.text.fold import fold
from cleanup.text.markup import Block
from cleanup.text.tokens import word_tokens

FEWEST_WORDS = 8  # "Yes." "Yes." and "Location, location, location." are said on purpose
# Lines without a blank line between them may be verse, whose lines have some 8 words and seldom more than 12. Own choice.
TIGHT_WORDS = 15
# A shorter sentence said four times in a row or oftener is a chant, a refrain or a test; a longer one is still a slip.
MOST_TIMES, CHANT_WORDS = 2, 12
SAID_WORDS = 15  # a longer sentence is hardly said twice on purpose; own choice, as is the list below
_END = re.compile(r"[.!?\u2026\u3002\uff01\uff1f\u061f\u0964][\"'\u2019\u201d\u00bb)\]]*$")
_START = re.compile(r"[\"'\u2018\u201c\u00ab\u201e(\[]*[^\W_]")
# "Ann: ...", "[10:03] ...", "12:40:03 ..." : talk and logs
_LABEL = re.compile(r"[^\s:.!?]{1,20}(?: [^\s:.!?]{1,20}){0,3}:\s|\[|\(?\d{1,4}[-:/.]\d\d")
# What speakers and steps say twice: "We will not go back!", "Knit one row, then purl one row."
_SAID = re.compile(r"!|\b(?:[Ii]|[Ww]e|[Mm]y|[Oo]ur|me|us)\b")
_STEP = re.compile(
    r"(?:Repeat|Knit|Purl|Fold|Turn|Stir|Mix|Knead|Roll|Bake|Roast|Add|Rest|Run|Walk|Jog|Row|Jump|Step|Lift|Hold|Press|Click|"
    r"Breathe|Inhale|Exhale|Rinse|Wash|Wait|Draw|Cut|Sew|Move|Go|Take|Do|Say|Sing|Chain|Work|Slip|Then|Now|Next)\b"
)
_CODISH = re.compile(r"[{};=\\|]\s*$|^\s*(?:[#$>]|//)")


class Prose:
    """Judges blocks and sentences of one document."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._blocks = document.blocks
        self._quoted = document.reading.quotations
        self._quote_starts = [span.start for span in self._quoted]

    def key(self, start: int, end: int) -> str:
        """What two stretches of text share that say the same: words, figures and marks, however they are typeset."""
        shown = self._text[start:end]
        raised = "".join(c for c in shown if c.isdigit() and not c.isdecimal()) if not shown.isascii() else ""
        return fold(unicodedata.normalize("NFC", shown)) + raised  # 10⁶ is not 106

    def words(self, start: int, end: int) -> int:
        """The number of words; a sign of a script without blanks counts as one."""
        return len(word_tokens(self._text[start:end]))

    def is_prose(self, start: int, end: int) -> bool:
        """Whether the stretch is a sentence or more, said by the article and not by somebody it quotes."""
        shown = self._text[start:end]
        return (
            bool(_START.match(shown) and _END.search(shown))
            and not _LABEL.match(shown)
            and not _CODISH.search(shown)
            and not (self.words(start, end) < SAID_WORDS and (_SAID.search(shown) or _STEP.match(shown)))
            and not self.is_quoted(start, end)
        )

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether the stretch lies within one quotation, marks and all."""
        i = bisect_right(self._quote_starts, start) - 1
        return i >= 0 and self._quoted[i].end >= end

    def is_led_up_to(self, first: int) -> bool:
        """Whether what stands before block `first` ends with a colon: it shows the words, and may show them twice."""
        return first > 0 and self._text[self._blocks[first - 1].end - 1] == ":"

    def is_tight(self, first: int) -> bool:
        """Whether block `first` follows the block before it without a blank line, in a text that has blank lines."""
        return first > 0 and self._text.count("\n", self._blocks[first - 1].end, self._blocks[first].start) < 2

    def among_short_lines(self, first: int, last: int) -> bool:
        """Whether the blocks around [first, last) are short and do not close as prose does: verse, menus, forms."""
        around = [*self._blocks[max(0, first - 2) : first], *self._blocks[last : last + 2]]
        return len(around) > 2 and sum(self._is_short(block) for block in around) >= len(around) - 1

    def _is_short(self, block: Block) -> bool:
        shown = self._text[block.start : block.end]
        return block.kind == "paragraph" and not _END.search(shown) and len(shown.split()) < FEWEST_WORDS


def is_chant(words: int, times: int) -> bool:
    """Whether so many words said so many times more are said on purpose."""
    return times > MOST_TIMES and words < CHANT_WORDS


def mean(counts: Sequence[int]) -> float:
    """The mean; 0 of nothing."""
    return sum(counts) / len(counts) if counts else 0.0
