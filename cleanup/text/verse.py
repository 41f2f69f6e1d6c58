"""Is a run of lines a stanza? Its lines are set as the author wanted them, and its sentences go over their ends."""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.text.marks import CLOSERS

# Own choice, after ballads, sonnets and hymns: lines of a stanza, code points and words of a line.
_LEAST_LINES, _LONGEST_LINE, _LEAST_WORDS = 3, 60, 3
_SENTENCE_END, _WITHIN = (".", "!", "?", "…"), (",", ";", "—", "–")


def is_stanza(lines: Sequence[str]) -> bool:
    """Do the consecutive lines make a stanza: short, opened by capitals, most of them ending inside a sentence, the last with one?

    An address, a list or a bill of fare has no sentence end; what is set line by line has one at most line ends, or no comma.
    """
    lines = [line.strip() for line in lines]
    if len(lines) < _LEAST_LINES or max(map(len, lines)) > _LONGEST_LINE or any(len(x.split()) < _LEAST_WORDS for x in lines):
        return False
    if any(line[0].islower() for line in lines):
        return False
    *inner, last = [line.rstrip(CLOSERS)[-1:] for line in lines]
    ended = sum(end in (*_SENTENCE_END, ":") for end in inner)
    return last in _SENTENCE_END and any(end in _WITHIN for end in inner) and 2 * ended < len(inner)
