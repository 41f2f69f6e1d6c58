"""Words of letters around one digit ("p2pmsg"), which LanguageTool's rule NUMBERS_IN_WORDS tries to mend.

Where neither "o" for the zero nor leaving the digit out makes a word, the rule searches the whole dictionary for words
like it: 4 to 25 s for one word (lingotweaker 0.2.8, 2 cores, November 2026), and what it finds is as good as drawn by lot
("became" for "becau5e"). Such words are names. They are hidden from the engine by a second digit, which the rule does not
look at; no offset changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Distinct words looked up in one text. A look-up takes up to .2 s, so a text needs 4 s at most; an article has one or two
# such words, and one with more is about code, whose names no speller knows. The words after them are hidden unseen.
MOST_LOOKED_UP = 20

_MIXED = re.compile(r"(?<![^\W_])[^\W\d_]+[0-9][^\W\d_]+(?![^\W_])")


def hide_mixed(text: str, is_word: Callable[[str], bool]) -> str:
    """The text, code point for code point, with a second digit in each such word that the rule could not mend.

    `is_word` tells whether the speller knows a word; it is asked at most 2 * MOST_LOOKED_UP times.
    """
    mended: dict[str, bool] = {}

    def hide(found: re.Match[str]) -> str:
        word = found.group()
        if word[1:] != word[1:].lower() or len(word) == 3:  # the rule looks at neither
            return word
        if word not in mended:
            mended[word] = len(mended) < MOST_LOOKED_UP and any(is_word(reading) for reading in _readings(word))
        if mended[word]:
            return word
        at = next(i for i, sign in enumerate(word) if sign.isdigit())
        return word[: at + 1] + word[at] + word[at + 2 :]

    return _MIXED.sub(hide, text)


def _readings(word: str) -> set[str]:
    """What the rule tries first: the zero as an "o", and the word without its digit."""
    return {word.replace("0", "o"), re.sub("[0-9]", "", word)} - {word}
