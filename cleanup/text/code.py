"""Does a place speak of code, escapes or markup, or is it some? What looks like damage there is meant.

Looks at a window of the line around a place, so that one formula in an article that came as a single line does not shield
the rest, and so that the time for a place does not depend on the line's length.
"""

from __future__ import annotations

import re
from functools import lru_cache

REACH = 120  # code points of the line to either side: a long sentence; own choice
_ABOUT = re.compile(
    r"(?i)\b(?:unicode|utf-?\d+|iso-?8859|ascii|ansi|json|ya?ml|x?html5?|xml|css|sql|php|javascript|typescript|latex|"
    r"reg(?:ex|exp|exes)|regular expressions?|code ?points?|back-?slash\w*|escape (?:sequence|character|code|string)s?|"
    r"escap(?:ed|ing)|(?:newline|control|special|wild-?card) characters?|line ?feeds?|carriage returns?|string literals?|printf|"
    r"grep|"
    r"(?:html|xml|named|numeric|character) entit(?:y|ies)|(?:text|character|wrong|file) encodings?|encoding|"
    r"char(?:acter)? ?(?:set|code)s?|charset|latin-?1|windows-125\d|cp-?125\d|mojibake|"
    r"mark-?up|mark-?down|wiki(?:text|code)|parsers?|short-?codes?|spintax|"
    r"python|ligatures?)\b|U\+[0-9A-Fa-f]{4}"
)
_CODE = re.compile(
    r"`|==|!=|\+=|=\(|:=|&&|->|=>|::|</|/>|;\s*(?:$|//)|\w\(\)|\w\([\"']|\w\[\w*\]|\\begin|\\frac|\$\\|^[^\S\n]*(?:[#$>]|//|>>>) ?\S",
    re.M,
)

_ABOUT_DAMAGE = re.compile(
    r"(?i)\b(?:mojibake|(?:read|decoded|shown|taken|saved|sent|opened) as "
    r"(?:utf-?8|latin-?1|ansi|windows-125\d|ascii|iso-?8859))"
)

_LINES_OF_CODE = re.compile(
    r"==|!=|:=|&&|->|=>|::|</|/>|;\s*$|\w\(\)|(?<![\w{%\[@|])[A-Za-z]+_\w+\b(?![\]}%])|\w\.\w+\(|^[^\S\n]*(?:[$>]|//|>>>) ?\S|(?<!\w)--[a-z]{3}",
    re.M,
)
# Signs of code: of 619 pages that are not articles these take 82, manuals and threads about programs; of 791 articles 25, most
# about programming; of 1,492 news articles none.
FEWEST_SIGNS, SIGNS = 10, 5  # in the text, in 1,000 words


@lru_cache(maxsize=4)
def technical(text: str) -> bool:
    """Whether the text as a whole is about code and shows it: there what looks like damage mostly is an example."""
    signs = sum(1 for _ in _LINES_OF_CODE.finditer(text))
    return signs >= FEWEST_SIGNS and signs * 1000 >= SIGNS * max(200, text.count(" ") + text.count("\n"))


def window(text: str, start: int, end: int, reach: int = REACH) -> str:
    """The line of a place, at most `reach` code points to either side."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    return text[low:start].rpartition("\n")[2] + text[start:end] + text[end:high].partition("\n")[0]


def about_code(text: str, start: int, end: int) -> bool:
    """Whether words around the place speak of code, characters or markup, or code stands there."""
    near = window(text, start, end)
    return bool(_ABOUT.search(near) or _CODE.search(near))


def about_damage(text: str, start: int, end: int) -> bool:
    """Whether words around the place speak of text read in the wrong encoding: what stands there shows it."""
    return _ABOUT_DAMAGE.search(window(text, start, end)) is not None


def alone_in_quotes(text: str, start: int, end: int) -> bool:
    """Whether the place is all that stands between two quotation marks: it is shown, not meant."""
    return text[max(0, start - 1) : start] + text[end : end + 1] in ('""', "''", "“”", "‘’")


def in_token(text: str, start: int, end: int, reach: int = 300) -> str:
    """The characters around the place up to white space, at most `reach` to either side."""
    low, high = max(0, start - reach), min(len(text), end + reach)
    head = text[low:start].split()[-1:] if start > low and not text[start - 1].isspace() else []
    tail = text[end:high].split()[:1] if end < high and not text[end].isspace() else []
    return "".join(head) + text[start:end] + "".join(tail)
