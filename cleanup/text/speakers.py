"""Who speaks: the labels at the start of lines in an interview or a transcript ("Q:", "A.", "R.:", "ANNA LUND:").

A label is no part of what is said, so a sentence is taken without it. Whoever asks most is the interviewer, whose sentences lead
up to the answers and tell nothing by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

_NAME = r"[^\W\d_a-zà-öø-ÿ][\w.'’-]*(?: [^\W\d_a-zà-öø-ÿ(][\w.'’)-]*){0,3}"
_LABEL = re.compile(
    rf"[ \t]*(?:\*\*|__)?({_NAME})(?:\*\*|__)?[ \u00a0]?(?::(?:\*\*|__)?|(?<=^[QAPRFD])\.)[ \t\u00a0]+(?=\S)", re.MULTILINE
)
# Of transcripts: "The President. Well", "MR. LUND. I", with a stop, which needs more to be told from a sentence.
_DOTTED = re.compile(
    r"[ \t]*(The(?: [A-Z][a-z]+){1,3}|Audience members?|(?:M(?:rs?|s)|Dr|Sen|Rep)\.? [A-Z][\w’'-]+"
    r"|M(?:me|lle)?\.? (?:l[ea] (?:[Pp]résidente?|[Mm]inistre|[Rr]apporteure?)(?: d(?:u|e la|es) \w+)?|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)"
    r"|[A-Z]{2,}(?:[ .][A-Z]{2,}){0,3})\.[ \t—–-]+(?=\S)"
)
_DOTTED_AGAIN = 3
# A label comes again; two speakers take turns. Own choice: four lines are the shortest exchange worth the name.
_AGAIN, _LEAST_LINES = 2, 4
_ASKS = 0.3  # share of an interviewer's lines that hold a question


@dataclass(frozen=True, slots=True)
class Speakers:
    """The labels of a text, and the one who asks (None where nobody stands out)."""

    labels: frozenset[str]
    asking: str | None

    def label(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """The speaker named at `start` and where what is said begins; None where no label stands there."""
        found = (_LABEL.match(text, start, end) or _DOTTED.match(text, start, end)) if self.labels else None
        if found is None or found.group(1) not in self.labels or found.end() >= end:
            return None
        return found.group(1), found.end()


@lru_cache(maxsize=4)  # for the sentences and for the kind of a text
def find_speakers(text: str) -> Speakers:
    """The labels that open lines again and again, where at least two take turns."""
    lines, asked = Counter[str](), Counter[str]()
    dotted = set[str]()
    for line in text.split("\n"):
        found = _LABEL.match(line)
        if found is None and (found := _DOTTED.match(line)):
            dotted.add(found.group(1))
        if found:
            lines[found.group(1)] += 1
            asked[found.group(1)] += "?" in line
    labels = {label: count for label, count in lines.items() if count >= (_DOTTED_AGAIN if label in dotted else _AGAIN)}
    if len(labels) < 2 or sum(labels.values()) < _LEAST_LINES:
        return Speakers(frozenset(), None)
    most = max(labels, key=lambda label: (asked[label], label))
    asks = asked[most] >= _ASKS * labels[most] and all(asked[most] > 2 * asked[x] for x in labels if x != most)
    return Speakers(frozenset(labels), most if asks else None)
