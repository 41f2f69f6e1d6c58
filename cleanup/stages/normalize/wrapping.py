"""Undo hard wrapping: lines of a paragraph that were cut at a width are joined, words cut by a hyphen made whole.

Only inside one paragraph block whose lines are all cut because the next word did not fit (`blocks.wrap_width`), and
whose lines do not look like verse. A hyphen at a line's end is taken out when the article itself, or the shape of the
second part, shows that the word has none; it stays ("well-known") when the article writes it so elsewhere; otherwise
the paragraph is left as it is. Linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleanup.stages.normalize.compose import Step
from cleanup.text.blocks import wrap_width

FEWEST_LINES = 3  # two lines can be two paragraphs of nearly one length
VERSE = 0.7  # share of lines after the first that begin with a capital: verse, addresses, lists of names
_CUT_WORD = re.compile(r"([^\W\d_]{2,})[-\u2010\u00ad]$")
_WORD_START = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# Second halves that are no words of their own: what follows the hyphen of a divided English word
_NOT_PROSE = re.compile(r"[{}=|\\<>]|[;:]$|\b\w+_\w+|::|->|[ \t]{3,}")
LETTERS = 0.7  # share of letters and blanks in a line of prose: lists of figures and code have fewer
_ENDING_LIST = """
tion tions tional tionally sion sions sional ment ments mental ing ings ness ity ities ties ous ously ious eous ive
ively ance ances ence ences ency ancy ation ations ational ative atory ably ible ibly ally ially ical ically ic ics
ular ularly ary aries ory ories ist ists ism isms ize izes ized izing ise ised ising ify ified ifying ple ples tle
tles dle ble bles cle cles gle tive tively ture tures tured turing cy cies gy gies phy phies pher phers tial tially
cial cially cian cians cious tious ful fully lessly lished lishing lish ters ter tered tering ders dering sive
sively ciate ciated ciation
"""
_ENDINGS = frozenset(_ENDING_LIST.split())


def fix_wrapped_lines(text: str, paragraphs: Sequence[tuple[int, int]]) -> Iterator[Step]:
    """Joins within hard-wrapped paragraphs. `paragraphs`: spans of paragraph blocks."""
    wrapped = [span for span in paragraphs if "\n" in text[span[0] : span[1]]]
    if not wrapped:
        return
    known: Counter[str] | None = None
    for start, end in wrapped:
        lines = text[start:end].split("\n")
        if not _prose(lines):
            continue
        steps: list[Step] = []
        at = start
        for line, after in pairwise(lines):
            at += len(line)
            cut = _CUT_WORD.search(line)
            second = _WORD_START.match(after)
            if cut and second and after[0].islower():
                if known is None:
                    known = Counter(word.casefold() for word in _WORDS.findall(text))
                join = _join(cut.group(1), second.group(), known)
                if join is None:
                    break
                steps.append(Step(at - 1, at + 1, join, "hyphenated-line-break"))
            elif line.endswith(("-", "\u2010")):
                break
            else:
                steps.append(Step(at, at + 1, " ", "wrapped-line"))
            at += 1
        else:
            yield from steps


def _prose(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are surely one text cut at a width."""
    if len(lines) < FEWEST_LINES or not wrap_width(lines) or any(not line.strip() for line in lines):
        return False
    for line in lines:
        letters = sum(c.isalpha() or c == " " for c in line)
        if _NOT_PROSE.search(line) or letters < LETTERS * len(line):
            return False
    capitals = sum(line.lstrip()[:1].isupper() for line in lines[1:])
    return capitals <= VERSE * (len(lines) - 1)


def _join(first: str, second: str, known: Counter[str]) -> str | None:
    """What stands in place of the hyphen and the line break: nothing, a hyphen, or None when it is not sure."""
    whole = (first + second).casefold()
    compound = f"{first}-{second}".casefold()
    if known[whole] > known[compound]:
        return ""
    if known[compound] > known[whole]:
        return "-"
    return "" if second.casefold() in _ENDINGS and known[second.casefold()] <= 1 and len(first) > 2 else None
