"""Which of many patterns can stand in a text, by one scan of it: re2 looks for all of them at once, looser than they are.

Most sentences have none of the judge's patterns, and a search of Python's for each costs more than all else that is asked of
a sentence. re2 has no look-around, so that is left out, and a loosened pattern fires wherever the pattern itself does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleanup.rulebook.patterns import compiled_set
from cleanup.text.halves import whole

_MEMORY = 16 << 20  # bytes of all states; re2 starts anew when they are full
_LOOK = re.compile(r"\(\?<?[=!]")


class Sieve:
    """The patterns, each without its look-around. All must begin and end on ASCII letters where they ask for a word's edge."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._patterns = tuple(patterns)
        self._set = compiled_set([loosened(p.pattern) for p in patterns], False, _MEMORY)

    def possible(self, text: str) -> frozenset[re.Pattern[str]]:
        """Those that may stand in the text; the others do not."""
        found = self._set.Match(whole(text))  # re2 reads UTF-8, which has no half characters
        return frozenset(self._patterns[i] for i in found) if found else frozenset()


def loosened(pattern: str) -> str:
    """The pattern without look-around, and with letters and digits of all scripts for `\\w`."""
    out, at = [], 0
    while look := _LOOK.search(pattern, at):
        out.append(pattern[at : look.start()])
        depth, at = 0, look.start()
        while True:
            if pattern[at] == "\\":
                at += 1
            elif pattern[at] == "(":
                depth += 1
            elif pattern[at] == ")":
                depth -= 1
            at += 1
            if depth == 0:
                break
    out.append(pattern[at:])
    return "".join(out).replace(r"\w", r"\pL\pN_")
