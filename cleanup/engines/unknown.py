"""Words that nobody knows, of which a text has hundreds: hashes, codes, noise of a scan, lists of invented names.

The speller searches its dictionary for words like each one it lacks: .02 s a word, so 3,000 of them take a minute
(lingotweaker 0.2.8, November 2026). The first are spelled as ever. The others are hidden by two digits, which the speller
passes over; no offset changes. By counts and not by a clock, so that the result is the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cleanup.engines.protocol import Match

# Distinct words of one text. Of 791 published articles none has more than 100 (of 8,281 characters), and three have over 60.
MOST_SPELLED = 150

_WORD = re.compile(r"(?<!\w)[^\W\d_]{4,}(?!\w)")  # shorter ones are few, and two digits would be half of them


def hide_unknown(texts: Sequence[str], is_known: Callable[[str], bool]) -> list[str]:
    """The pieces of one text, code point for code point, with two digits in each unknown word after the first
    `MOST_SPELLED` distinct ones. `is_known` is asked about each word once, as it is written."""
    words = dict.fromkeys(word for text in texts for word in _WORD.findall(text))
    if len(words) <= MOST_SPELLED:
        return list(texts)
    unknown = [word for word in words if not is_known(word)]
    hidden = frozenset(unknown[MOST_SPELLED:])
    if not hidden:
        return list(texts)

    def hide(found: re.Match[str]) -> str:
        word = found.group()
        return f"{word[0]}22{word[3:]}" if word in hidden else word

    return [_WORD.sub(hide, text) for text in texts]


def of_seen_words(matches: Sequence[Match], text: str, hidden: str) -> list[Match]:
    """The matches in `hidden` that touch no hidden word of `text`: their suggestions may have its digits."""
    if text == hidden:
        return list(matches)
    return [match for match in matches if text[match.start : match.end] == hidden[match.start : match.end]]
