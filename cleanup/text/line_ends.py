"""What the end of a line means for sentences: a wrap, the end of a piece, or of a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.languages import of_all
from cleanup.text.full_stops import is_opener, lists
from cleanup.text.list_marks import text_of_item
from cleanup.text.verse import is_stanza

INITIAL_CUT, _INITIAL = re.compile(r"(?:^|\s)[A-Z]\.$"), re.compile(r"[A-Z]\.\s")
_LONGEST_HEADING = 80  # code points; less than for a line that stands alone (text/blocks.py); own judgement
_NO_HEADING_END = '.!?:;,…-–—"”'
_NO_HEADING = re.compile(r"[.!?]\s|\([^)]*$")  # a sentence ends inside, or a bracket stays open
CAPITAL_ANYWHERE = frozenset("i sie ihr ihre ihren ihrem ihrer ihnen".split())  # "as\nI said", "bitten\nSie"


def pieces(text: str) -> Iterator[tuple[int, int]]:
    """Pieces that no sentence crosses: lines, or paragraphs where lines are hard-wrapped."""
    at = 0
    for paragraph in re.split(r"(\n[ \t\r]*\n\s*)", text):
        end = at + len(paragraph)
        if paragraph.strip():
            start = at
            lines = paragraph.split("\n")
            longest = max(map(len, lines))
            verse = is_stanza([line for line in lines if line.strip()])
            here = at
            for number, line in enumerate(lines):
                here += len(line) + 1
                following = lines[number + 1] if number + 1 < len(lines) else None
                item = following is not None and text_of_item(text, here, here + len(following)) > here
                soft = verse or (following is not None and _soft(line.rstrip(), following.lstrip(), longest))
                if following is None or item or not soft:
                    yield start, min(here, end)
                    start = here
        at = end


def _soft(line: str, following: str, longest: int) -> bool:
    """Is the line end only a wrap? What follows is no item of a list."""
    if not line or not following:
        return False
    # A wrapped line is about as long as the longest; a heading or a byline is shorter.
    wrapped = longest <= 100 and len(line) > 40 and len(line) > longest - 20
    if line[-1] == ".":
        return (wrapped and _open_stop(line)) or bool(INITIAL_CUT.search(line) and _INITIAL.match(following))
    if line[-1] in "!?:…。！？":
        return False
    if not may_open(following):
        return line[-1] not in '”"'
    return wrapped


def _open_stop(line: str) -> bool:
    """Does the line end with an abbreviation or an initial, so that its stop is to be judged?"""
    word = line[:-1].rpartition(" ")[2]
    return len(word) == 1 or word.lower() in lists().abbreviations or "." in word


def may_open(word: str) -> bool:
    """May it be the first word of a sentence, by its letters?"""
    if not word[0].islower():
        return True
    # iPhone, eBay, pH: a lower-case letter may open a sentence when a capital follows at once.
    return len(word) > 2 and word[1].isupper() and word[2].islower()


def is_heading(line: str, below: str) -> bool:
    """Is the first line of a paragraph a heading that was set right above its text?

    It has no stop, and a word opens the next line that is capitalized only where it opens a sentence.
    """
    if not 0 < len(line) <= _LONGEST_HEADING or line[-1] in _NO_HEADING_END or line[0].islower() or _NO_HEADING.search(line):
        return False
    word = re.match(r"\s*([^\W\d_]+)\s", below)
    if not word or not word[1][0].isupper() or word[1].lower() in CAPITAL_ANYWHERE or not is_opener(word[1]):
        return False
    last = line.rpartition(" ")[2].lower()
    return last not in of_all("stop_words") and not last.endswith(("'s", "’s"))
