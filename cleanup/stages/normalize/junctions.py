"""Where one piece of text goes on in the next: lines of a paragraph, paragraphs that an extractor broke.

A piece is open when it has no end mark and the next begins in lower case, or when it ends with a word that nothing ends with
("of the"). Pieces are joined in chains that begin as a sentence does and end as one does. Offsets are code points, half-open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cleanup.languages import of
from cleanup.stages.normalize.compose import Step
from cleanup.stages.normalize.division import WHOLE, Divisions, Joint
from cleanup.text.marks import CLOSERS, OPENING_QUOTES, TURN

# Code points of a piece that is open; shorter ones are verse, captions, lists. One that ends with "of the" is sooner known, and
# any beside a divided word, since verse divides none.
SHORTEST, HANGING, DIVIDED = 45, 35, 25
LETTERS = 0.7  # share of letters and blanks in a line of prose: lists of figures and code have fewer
CLOSED, OPEN, SURE = 0, 1, 2
HYPHENS = "-\u2010\u00ad"
_CUT_WORD = re.compile(rf"([^\W\d_]{{2,}})[{HYPHENS}]$")
_WORD_START = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_NOT_PROSE = re.compile(r"[{}=|\\<>]|[;:]$|\b\w+_\w+|::|->|[ \t]{3,}|://")
_TURN = re.compile(TURN)
_LIST_END = re.compile(r"[,;](?:\s+(?:and|or|und|oder|et|ou|y|e|en|of))?$")
_FINISHED = re.compile(rf"[.!?\u2026\u3002][{re.escape(CLOSERS)}\]\u203a]*$|[.!?]\[?\d{{1,3}}\]?$")


@dataclass(frozen=True, slots=True)
class Piece:
    """`text`, without white space around it, stands at [start, end)."""

    start: int
    end: int
    text: str


def pieces_of(text: str, start: int, end: int) -> list[Piece]:
    """The lines of a block that hold more than white space."""
    found: list[Piece] = []
    at = start
    for line in text[start:end].split("\n"):
        bare = line.strip()
        if bare:
            begin = at + len(line) - len(line.lstrip())
            found.append(Piece(begin, begin + len(bare), bare))
        at += len(line) + 1
    return found


def is_prose(line: str) -> bool:
    """Whether the line is made of words rather than of figures, code or cells."""
    return not _NOT_PROSE.search(line) and sum(c.isalpha() or c == " " for c in line) >= LETTERS * len(line)


def is_finished(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_FINISHED.search(line))


class Junctions:
    """Judges the junctions of one text."""

    def __init__(self, text: str, language: str | None) -> None:
        self._open_ends = of(language).open_ends
        self._divisions = Divisions(text, language)

    def step(self, first: Piece, second: Piece, rule: str) -> Step:
        """What joins two pieces: a blank, nothing after a hyphen, or a divided word made whole."""
        joint = self._joint(first, second)
        if joint is not None:
            by = "hyphenated-line-break" if joint.sure else "line-end-hyphen"
            return Step(first.end - 1, second.start, joint.between, by)
        tight = first.text[-1] in HYPHENS and first.text[-2:-1].isalnum() and second.text[0].isalnum()
        return Step(first.end, second.start, "" if tight else " ", "line-end-hyphen" if tight else rule)

    def divides(self, first: Piece, second: Piece) -> bool:
        """Whether a word is surely divided there, whatever the rest of the lines may be."""
        joint = self._joint(first, second) if len(first.text) >= DIVIDED else None
        return joint == WHOLE and is_prose(first.text.removesuffix(":")) and is_prose(second.text.rstrip(";:"))

    def _joint(self, first: Piece, second: Piece) -> Joint | None:
        """What stands between the halves of a word that the first ends with a hyphen after; None where it does not."""
        cut, start = _CUT_WORD.search(first.text), _WORD_START.match(second.text)
        if not (cut and start and second.text[0].islower()):
            return None
        return self._divisions.joint(cut.group(1), start.group(), second.text[start.end() : start.end() + 40])

    def link(self, first: Piece, second: Piece) -> int:
        """How sure it is that the first goes on in the second: CLOSED, OPEN, SURE."""
        head, tail = first.text, second.text
        if _TURN.match(tail):
            return CLOSED
        lower = tail[0].islower()
        if lower and _CUT_WORD.search(head):
            return SURE
        adjacent = second.start == first.end + 1
        if len(head) < (DIVIDED if adjacent else HANGING) or not (head[-1].isalnum() or head[-1] in ",)"):
            return CLOSED
        word = _LAST_WORD.search(head)
        hanging = bool(word) and word.group().casefold() in self._open_ends and word.group().islower()  # type: ignore[union-attr]
        if lower:
            return SURE if hanging else CLOSED if _LIST_END.search(head) and head[-1] != "," else OPEN
        # A capital may be a name's; across a blank line it opens what follows a lost picture or an unfinished heading.
        return OPEN if hanging and tail[0].isupper() and adjacent else CLOSED


def chains(pieces: Sequence[Piece], junctions: Junctions, weak: int) -> Iterator[Sequence[Piece]]:
    """Runs of two pieces or more that are one text; sure by one junction, or by `weak` open ones in a row.

    Left alone: runs that do not begin with a capital, figure or quotation, or do not end as a sentence; lists whose
    pieces end with commas; whatever is no prose.
    """
    links = [junctions.link(a, b) for a, b in pairwise(pieces)]
    at = 0
    while at < len(pieces):
        end = at
        while end < len(links) and links[end]:
            end += 1
        run = pieces[at : end + 1]
        if len(run) > 1 and _is_one_text(run, links[at:end], weak):
            yield run
        at = end + 1


def _is_one_text(run: Sequence[Piece], links: Sequence[int], weak: int) -> bool:
    first = run[0].text.lstrip("\"'([" + OPENING_QUOTES + "\u2018")
    if not first or first[0].islower() or not is_finished(run[-1].text) or not all(is_prose(piece.text) for piece in run):
        return False
    shortest = min(len(piece.text) for piece in run[:-1])
    if SURE in links:
        hanging = all(link == SURE or len(piece.text) >= SHORTEST for piece, link in zip(run, links, strict=False))
        return (shortest >= HANGING and hanging) or any(_CUT_WORD.search(piece.text) for piece in run[:-1])
    if shortest < SHORTEST:
        return False
    commas = sum(piece.text.endswith(",") for piece in run[:-1])
    return len(links) >= weak and 2 * commas <= len(links)
