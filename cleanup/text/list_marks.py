"""Where the text of a list's item begins: after its bullet, number or letter, or the number of a clause ("2.1").

A capital and a stop at the start of a line may be a mark ("A. Sign the form") or an initial ("K. Rowe said"). It is a mark
where another line bears the letter before it or after it; else the letter stays, as a name must not lose its initial. So does the
number of a clause, which may be an amount ("2.5 Million"), unless several lines bear one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.text.marks import LIST_MARK

_MARK = re.compile(rf"\s*({LIST_MARK})")
_LETTERED_LINE = re.compile(r"^\s*\(?([A-Z])[.)]\s(?!\s*[A-Z]\.)", re.MULTILINE)
_CLAUSE = re.compile(r"\s*\d{1,2}(?:\.\d{1,2}){1,3}\.?[ \t]+(?=[^\W\d_a-z]|[\"“„«(])")
_CLAUSES = 3  # lines; own choice


def text_of_item(text: str, start: int, end: int) -> int:
    """Where the words of the item `text[start:end]` begin; `start` where no mark stands before them."""
    mark = _MARK.match(text, start, end)
    if mark is None:
        clause = _CLAUSE.match(text, start, end)
        return clause.end() if clause and _clauses(text) >= _CLAUSES else start
    letter, sign = mark.group(1)[0], mark.group(1)[1]
    if sign == "." and letter.isupper() and not _neighbors(letter) & _letters(text):
        return start
    return mark.end()


def _neighbors(letter: str) -> set[str]:
    """The letters of the items before and after it; a question and its answer stand beside each other."""
    return {chr(ord(letter) - 1), chr(ord(letter) + 1), {"Q": "A", "A": "Q"}.get(letter, "")}


@lru_cache(maxsize=4)
def _clauses(text: str) -> int:
    """How many lines of the text begin with the number of a clause."""
    return sum(_CLAUSE.match(line) is not None for line in text.split("\n"))


@lru_cache(maxsize=4)
def _letters(text: str) -> frozenset[str]:
    """The capitals that lines of the text begin with as a mark would."""
    return frozenset(_LETTERED_LINE.findall(text))
