"""A determiner that is missing at a sentence's beginning, where the article itself shows the phrase with one, English.

    A Huawei spokesperson said ...   Huawei spokesperson answered ...   ->   A Huawei spokesperson answered ...

Only a noun in the singular with a name or one more word before it, followed by a verb that agrees. Left alone: a phrase that
the article also has without a determiner elsewhere, titles before a name ("Huawei spokesperson Li Wei said"), headings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleanup.models.inflection import can_be, singular_noun, verb_forms
from cleanup.stages.fragments.clauses import AUXILIARIES

_PHRASE = re.compile(r"([A-Z][\w’'-]* (?:[a-z]{2,} )??)([a-z]{4,}) (?:also |later |then |now |[a-z]+ly )?([a-z]+)\b(?! [A-Z])")
_WORD = re.compile(r"[\w’'-]+")
_PLURAL = frozenset(("are", "were", "have", "do"))


@dataclass(frozen=True, slots=True)
class Missing:
    """`text[start:end]`, the first word's first letter, becomes `replacement`, the determiner and that letter."""

    start: int
    end: int
    replacement: str
    shown: str


def missing_determiners(text: str, sentences: Sequence[tuple[int, int]]) -> Iterator[Missing]:
    """Of an article's sentences of prose, in order, those that lack a determiner. Offsets: the text's."""
    found = []
    for start, end in sentences:
        m = _PHRASE.match(text, start, min(end, start + 120))
        if m and singular_noun(m[2]) and _agrees(m[3]):
            found.append((start, m[1] + m[2]))
    if not found:
        return
    shown = _shown(text, frozenset(form for _, phrase in found for form in (phrase, _small(phrase))))
    for start, phrase in found:
        # a sentence's first word is a capital: the article has the name with one elsewhere, or the word without
        elsewhere = [
            (form, shown[form] - Counter([""] * (form == phrase))) for form in (phrase, _small(phrase)) if form in shown
        ]
        if any("" in counted for _, counted in elsewhere):
            continue  # stands without one elsewhere, too
        for form, counted in elsewhere:
            if counted:
                determiner = counted.most_common(1)[0][0]
                yield Missing(start, start + 1, f"{determiner.capitalize()} {form[0]}", f"{determiner} {form}")
                break


def _small(phrase: str) -> str:
    return phrase[0].lower() + phrase[1:]


def _agrees(verb: str) -> bool:
    """Whether the word is a finite verb that a singular subject can have, and nothing else."""
    if verb in AUXILIARIES:
        return verb not in _PLURAL
    forms = verb_forms(verb)
    return bool(forms & {"third", "past"}) and not can_be(verb, "NOUN") and not can_be(verb, "ADJ")


def _shown(text: str, phrases: frozenset[str]) -> dict[str, Counter[str]]:
    """The determiners that stand before these phrases of two or three words, by phrase; "" where there is none."""
    shown: dict[str, Counter[str]] = {}
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
    for i in range(len(words) - 1):
        for last in (i + 1, i + 2):
            if last < len(words) and (phrase := text[words[i][1] : words[last][2]]) in phrases:
                before = words[i - 1][0].lower() if i and text[words[i - 1][2] : words[i][1]] == " " else ""
                shown.setdefault(phrase, Counter())[before if before in ("a", "an", "the") else ""] += 1
    return shown
