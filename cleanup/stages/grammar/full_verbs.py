"""Own detector of full verbs in the wrong number: "The results shows that", "The report describe the", "She want to".

Only at the start of a sentence, where no subjunctive can stand, with a subject in one of three shapes (a pronoun; a determiner
and a noun; a noun and "of"), verbs that are no nouns, and an object or clause behind them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleanup.languages.language import words
from cleanup.stages.grammar.agreement import HEADS, MESSAGE, plain_phrase
from cleanup.stages.grammar.candidates import Candidate
from cleanup.stages.grammar.verb_forms import Token, instead
from cleanup.stages.grammar.word_forms import (
    DETERMINERS,
    MEASURES,
    NO_NOUNS,
    SUBJECTS,
    is_plural,
    third_person,
    zipf,
)

RULE = "OWN_AGREE_VERB"
_VERBS = NO_NOUNS | words("want say seem mean become come apply appear depend contain exist belong continue begin remain")
_FORMS = {third_person(v): v for v in _VERBS} | {"shows": "show", "suggests": "suggest"}
_BASES = _VERBS - words("mean come")
_BEHIND = DETERMINERS | words("to that how on in")
_SINGULAR = words("the this that his her its their our my your")
_PLURAL = words("the these those his her its their our my your many several both few some")


def full_verbs(tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Candidates of this module. Offsets: code points of the line."""
    start = 0
    for i, t in enumerate(tokens):
        if not t.text[0].isalnum() and t.text != ",":
            start = i + 1
        elif (
            0 < i - start <= 6
            and i + 1 < len(tokens)
            and tokens[i + 1].low in _BEHIND
            and (t.text in _FORMS or t.text in _BASES)
        ):
            new = _agreeing(tokens[start:i], t.text)
            if new is not None:
                yield instead(t, new, RULE, MESSAGE)


def _agreeing(subject: Sequence[Token], verb: str) -> str | None:
    """The form that the subject takes where it is another and the subject is sure."""
    low = [t.low for t in subject]
    if "," in low or any(t.text[0].isupper() for t in subject[1:]):
        return None
    if len(low) == 1 and low[0] in SUBJECTS:
        one = low[0] in ("he", "she", "it")
        return third_person(verb) if one and verb in _BASES else _FORMS[verb] if not one and verb in _FORMS else None
    if low in (["everyone"], ["everybody"], ["nobody"]) and subject[0].text[0].isupper():
        return third_person(verb) if verb in ("know", "want", "seem", "remember", "understand") else None
    if len(low) < 2 or not subject[0].text[0].isupper():
        return None
    of = low.index("of") if "of" in low[1:] else len(low)
    head, rest = low[of - 1], low[of + 1 :]
    if of not in (2, 3) or not plain_phrase(low[:of]) or (rest and not plain_phrase(rest)) or (of < len(low) and not rest):
        return None
    if verb in _BASES:
        return third_person(verb) if low[0] in _SINGULAR and head in HEADS else None
    sure = low[0] in _PLURAL and is_plural(head) and head not in MEASURES and zipf(head) >= 3.3
    return _FORMS[verb] if sure and not (rest and is_plural(rest[-1]) and rest[0] not in DETERMINERS) else None
