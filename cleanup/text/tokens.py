"""Words of a text with their places."""

from __future__ import annotations

import re
from typing import NamedTuple


class Token(NamedTuple):
    """A word: offsets are code points of the text given, half-open."""

    start: int
    end: int
    text: str


# Scripts without spaces between words: kana, Han, Thai, Lao, Khmer, Burmese. One character is one token there.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}(?!\w)"  # U.S., e.g.
    r"|\d+(?:[.,:/]\d+)+"  # 2.25, 10:30, 1,000
    r"|[^\W_]+(?:['’&\u2010\u2011\-][^\W_]+)*"  # don't, AT&T, well-known
)
_SPLIT = re.compile(rf"[{_UNSPACED}]|[^{_UNSPACED}]+")


def words(text: str) -> list[Token]:
    """Return the words and numbers of `text` in order; punctuation and symbols are left out.

    Apostrophes, hyphens and `&` inside a word belong to it, as do the stops of "U.S." and the marks inside numbers.
    In scripts that put no space between words each character is a token.
    """
    if text.isascii():
        return [Token(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]
    found: list[Token] = []
    for match in _WORD.finditer(text):
        word = match.group()
        if word.isascii() or not _UNSPACED_RE.search(word):
            found.append(Token(match.start(), match.end(), word))
            continue
        at = match.start()
        found.extend(Token(at + p.start(), at + p.end(), p.group()) for p in _SPLIT.finditer(word))
    return found


_UNSPACED_RE = re.compile(rf"[{_UNSPACED}]")


def word_tokens(text: str) -> list[str]:
    """The words alone, as they stand."""
    if text.isascii() or not _UNSPACED_RE.search(text):
        return _WORD.findall(text)
    return [token.text for token in words(text)]
