"""Changes that would alter what a sentence states; such edits are never applied, only suggested."""

from __future__ import annotations

import re
from collections import Counter

_NEGATION = re.compile(r"\b(?:not|never|no|none|nor|neither|nobody|nothing|nowhere|without|cannot)\b|n['’]t\b", re.I)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself|they|them|their|we|us|our|my|me)\b", re.I)
_MEASURE = re.compile(
    r"\b(?:more|less|most|least|all|some|any|every|each|only|first|last|before|after|always|often|"
    r"increase[sd]?|decrease[sd]?|above|below|up|down|over|under|with|without)\b",
    re.I,
)
_THEYRE = re.compile(r"\bthey['’]re\b", re.I)  # those who are meant by "their"
_NO_WHERE = re.compile(r"\bno wh?ere\b", re.I)
_DOUBLED = re.compile(r"\b(\w+) \1\b", re.I)


def changes_fact(old: str, new: str) -> str | None:
    """What would change ("a negation"), or None. `old` and `new`: the words in the edit.

    A form that only gains or loses spaces, hyphens, apostrophes or its first capital ("dont", "any thing") states the
    same, and so does a word that stood twice.
    """
    if letters(old) == letters(new):
        return "what is named" if _names(old, new) else None
    old, new = _DOUBLED.sub(r"\1", old), _THEYRE.sub("their", new)
    old = _NO_WHERE.sub("nowhere", _THEYRE.sub("their", old))
    if _found(_NEGATION, old) != _found(_NEGATION, new):
        return "a negation"
    for pattern, name in ((_PERSON, "who is meant"), (_MEASURE, "an amount or order")):
        before, after = _found(pattern, old), _found(pattern, new)
        if before - after and after - before:
            return name
    return None


def _names(old: str, new: str) -> bool:
    """Whether capitals make a name of words that only began like one: "American airlines" is no "American Airlines"."""
    a, b = old.split(), new.split()
    return (
        len(a) == len(b) > 1
        and any(x != y and x[0].islower() and y[0].isupper() for x, y in zip(a[1:], b[1:], strict=True))
        and a[0][0].isupper()
    )


def letters(text: str) -> str:
    """Letters and digits alone, in small letters: what stays when hyphens, marks, blanks or capitals change."""
    return re.sub(r"[\W_]", "", text).lower()


def _found(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(m.group().lower().replace("’", "'") for m in pattern.finditer(text))
