"""Does a sentence have a main clause of its own? Read off word forms alone, English.

Every word that can be a finite verb at its place is counted, and so is every word that opens a clause and so gives a verb a
place: "who", "because", "that", and a coordinator before another verb. A sentence that begins with such a word is a
fragment where no verb is left over. Doubt counts as a verb: what may have a main clause is taken to have one, since a
fragment that stays does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleanup.languages import of
from cleanup.models.inflection import Form, can_be, verb_forms

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*|[^\w\s]")
_BE_HAVE = frozenset("is are was were am has have had".split())
_DO = frozenset(("does", "do", "did"))
_BEFORE_MAY = frozenset("in of since until by last next this early late mid".split())  # the month
_MODAL = frozenset("will would can could may might shall should must cannot".split())
AUXILIARIES = _BE_HAVE | _DO | _MODAL
_CONTRACTED = re.compile(r"(?:[a-z]+n['’]t|(?:i|you|he|she|it|we|they|that|there|who|what|here)['’](?:s|re|ve|ll|d|m))")
# "as", "than", "before", "after", "since" and "until" are prepositions too often to give a verb a place.
OPENERS = frozenset(
    "who whom whose which that what when where why how if because while whereas although though unless whether lest wherever "
    "whenever whatever whoever whichever".split()
)
_COORDINATORS = frozenset(("and", "or", "but", "nor", "yet"))
# After the first a verb can be nothing but part of a noun phrase; the others are pronouns as well ("who knew her stepped
# down").
_BEFORE_NOUNS = frozenset(
    "a an the my your his its our their whose no every of in on at by for from with into onto over under between among during "
    "without within against through toward towards via per".split()
)
_BEFORE_NOUNS_TOO = frozenset(
    "this that these those her each some any another all both either neither one two three four five six seven eight nine ten "
    "many few several most more such same other first last next own about".split()
)
_SUBJECTS = frozenset(("i", "he", "she", "it", "we", "you", "they"))
_GROUP = frozenset("not never also always often already just still even only ever long since once now then soon later".split())
_ADJECTIVE = re.compile(r"(?:al|ous|ive|ic|ful|less|able|ible|ary|ish|ian|ese|ern)$")


def tokens_of(sentence: str) -> list[str]:
    """Words, numbers and marks, in lower case."""
    return [m.group().lower() for m in _TOKEN.finditer(sentence)]


def finite(tokens: Sequence[str], at: int) -> bool:
    """Whether the word at this place may be a finite verb: an auxiliary, a past or a present form that no word before it
    makes a noun, an infinitive or part of the verb before it."""
    word, before = tokens[at], tokens[at - 1] if at else ""
    if _auxiliary(word):
        return not (word == "may" and before in _BEFORE_MAY) and not _in_group(tokens, at, frozenset(("base",)))
    forms = verb_forms(word)
    if not forms & {"base", "third", "past"}:
        return False
    if before in _BEFORE_NOUNS or before == "to" or before.endswith(("'s", "’s")) or before[:1].isdigit():
        return False
    nominal = can_be(word, "NOUN") or can_be(word, "ADJ")
    if nominal and (before in _BEFORE_NOUNS_TOO or (verb_forms(before) and not can_be(before, "NOUN"))):
        return False  # "found cracks": the object of the verb before it
    if _ADJECTIVE.search(before) and can_be(before, "ADJ") and can_be(word, "NOUN"):
        return False
    if forms == {"base"} and (nominal or can_be(word, "ADV")) and not _plural_subject(before):
        return False  # "work", "back"
    return not _in_group(tokens, at, forms)


def _auxiliary(word: str) -> bool:
    return word in AUXILIARIES or bool(_CONTRACTED.fullmatch(word))


def _plural_subject(before: str) -> bool:
    """Whether the word before lets a bare form be a verb: "drivers slow", "they rarely slow", "who work"."""
    return (
        before in OPENERS or before in _SUBJECTS or before.endswith("ly") or (before.endswith("s") and can_be(before, "NOUN"))
    )


def _in_group(tokens: Sequence[str], at: int, forms: frozenset[Form]) -> bool:
    """Whether the word belongs to the verb before it: "had [long since] left", "did not go", "was led"."""
    i = at - 1
    while i >= 0 and (tokens[i] in _GROUP or tokens[i].endswith("ly")):
        i -= 1
    before = tokens[i] if i >= 0 else ""
    if before in ("be", "been", "being", "having") or (_auxiliary(before) and before not in _MODAL and before not in _DO):
        return "participle" in forms or (tokens[at] in ("been", "being", "had"))
    return _auxiliary(before) and ("base" in forms or tokens[at] in ("have", "be", "do"))


def verbs_left_over(tokens: Sequence[str], places: int) -> int:
    """How many finite verbs the words may have beyond `places` and those that their own clauses' openers give a place."""
    used = 0
    for at, word in enumerate(tokens):
        if word in OPENERS:
            alone = word in ("why", "how", "when", "where") and at + 1 < len(tokens) and _auxiliary(tokens[at + 1])
            places += not alone and not (word == "that" and tokens[at - 1] in ("of", "like"))
        elif word in _COORDINATORS and _verb_follows(tokens, at + 1):
            places += 1
        elif finite(tokens, at):
            used += 1
        if word in _SUBJECTS and at and tokens[at - 1] not in OPENERS and tokens[at - 1] not in _COORDINATORS:
            used += _verb_follows(tokens, at + 1)  # "Though small it employed many": a clause that nothing opens
    return used - places


def _verb_follows(tokens: Sequence[str], at: int) -> bool:
    while at < len(tokens) and (tokens[at] in _GROUP or tokens[at].endswith("ly")):
        at += 1
    return at < len(tokens) and finite(tokens, at)


def has_verb(tokens: Sequence[str]) -> bool:
    """Whether any word may be a finite verb."""
    return any(finite(tokens, at) for at in range(len(tokens)))


def informal(text: str) -> bool:
    """Whether a text speaks of its writer or to its reader, as columns and blogs do: there, fragments are meant."""
    wording = of("en").wording
    return any(token in wording.first_person or token in wording.second_person for token in tokens_of(text))
