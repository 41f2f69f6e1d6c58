"""Own detectors of the wrong number after fixed words: "there is three ways", "one of the best part", "a man who's books".

Closed lists and the frequency of the plural; amounts ("there was ten pounds") and enumerations ("there are a pool and a gym")
are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleanup.languages.language import words
from cleanup.stages.grammar.agreement import HEADS, MESSAGE
from cleanup.stages.grammar.candidates import Candidate
from cleanup.stages.grammar.verb_forms import Token, instead
from cleanup.stages.grammar.word_forms import MEASURES, PLURAL_PEOPLE, PREPOSITIONS, RELATIVES, is_plural, zipf

THERE, ONE_OF, WHOSE, THESE = "OWN_AGREE_THERE", "OWN_ONE_OF", "OWN_WHOSE", "OWN_THESE"


def misnumbered(line: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Candidates of all detectors of this module. Offsets: code points of the line."""
    for i, t in enumerate(tokens):
        low = t.low
        if low == "there" and i + 1 < len(tokens):
            yield from _there(line, tokens, i)
        elif low == "who's" and i and i + 2 < len(tokens):
            yield from _whose(tokens, i)
        elif low == "this" and i + 2 < len(tokens) and (not i or not tokens[i - 1].text[0].isalnum()):
            yield from _these(tokens, i)
        elif low == "of" and i and i + 3 < len(tokens) and tokens[i - 1].low == "one" and tokens[i + 1].low == "the":
            yield from _one_of(tokens, i)


_SUPERLATIVES = words(
    "best biggest largest greatest oldest finest worst highest smallest richest poorest youngest fastest strongest main major key top "
    "leading few first many earliest latest longest hardest easiest cheapest busiest newest"
)
_NO_COUNT = words(
    "value quality class time team staff kind sort type bit range lot way-out end value form performance work use look"
)


def _one_of(tokens: Sequence[Token], i: int) -> Iterator[Candidate]:
    """ "one of the best part of", "one of the most famous place in": a noun that has a common plural and ends the phrase."""
    at = i + 2
    if tokens[at].low == "most" and at + 2 < len(tokens):
        at += 2
    elif tokens[at].low in _SUPERLATIVES:
        at += 1
    else:
        return
    if at + 1 >= len(tokens):
        return
    noun, after = tokens[at], tokens[at + 1].low
    low = noun.text
    if (
        not low.isalpha()
        or not low.islower()
        or len(low) < 3
        or low in _NO_COUNT
        or low in PREPOSITIONS | RELATIVES
        or is_plural(low)
    ):
        return
    if (
        low.endswith(("s", "ed", "ing", "ly", "able", "ous", "ive", "al", "ic", "ful", "est", "men", "ant"))
        or low in PLURAL_PEOPLE
    ):
        return
    many = plural(low)
    if zipf(many) < 3.3 or zipf(many) < zipf(low) - 0.9 or after not in words("in that who which is was for of on to , . ;"):
        return
    yield instead(noun, many, ONE_OF, "'one of' wants a plural")


def _these(tokens: Sequence[Token], i: int) -> Iterator[Candidate]:
    """ "This houses were built": at a sentence's start, before a plural and its verb."""
    t, noun, verb = tokens[i], tokens[i + 1], tokens[i + 2].low
    low = noun.text
    if low.islower() and verb in ("were", "are", "have") and low not in MEASURES and zipf(low) >= 3.3 and is_plural(low):
        new = "These" if t.text[0].isupper() else "these"
        yield instead(t, new, THESE, "A plural takes 'these'")


def plural(noun: str) -> str:
    """The regular plural."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:ch|sh|x|z|s)$", noun) else "s")


def _whose(tokens: Sequence[Token], i: int) -> Iterator[Candidate]:
    """ "a man who's books sell": a noun cannot follow "who is" without an article."""
    t, noun, after = tokens[i], tokens[i + 1], tokens[i + 2].low
    low = noun.text
    if (not tokens[i - 1].text[0].isalpha() and tokens[i - 1].text != ",") or not low.islower():
        return
    if (is_plural(low) and low not in MEASURES) or (low in HEADS | _OWNED and after in _VERBS_AFTER):
        yield instead(t, "whose", WHOSE, "The possessive is 'whose'")


_OWNED = words(
    "father mother son daughter wife husband brother sister family house car job career team company body death dog cat money phone "
    "face hair mind boat shop farm land property passport brain heart mouth nose"
)
_VERBS_AFTER = words("is was has had will would can could may might makes made does did")
_COUNTS = words("two three four five six seven eight nine ten eleven twelve several many numerous various") | {"few"}
_IN_PLACE = words("in on at with for to between near behind last here today of inside outside under over about")
_AMOUNT_NOUNS = words(
    "few lot number couple dozen hundred thousand million billion handful range variety series group pair total host wealth great "
    "good large small growing huge wide whole multitude plethora myriad majority minority litany slew string bunch ton mix set "
    "combination score vast certain limited score array abundance crowd family team half third quarter percentage fraction"
)


def _there(line: str, tokens: Sequence[Token], i: int) -> Iterator[Candidate]:
    if i and tokens[i - 1].low in PREPOSITIONS | {"out", "over", "from"}:
        return
    verb = tokens[i + 1]
    k = i + 2
    if verb.low in ("has", "have") and k < len(tokens) and tokens[k].low == "been":
        k += 1
    elif verb.low not in ("is", "was", "are", "were"):
        return
    if k < len(tokens) and tokens[k].low in ("also", "still", "now", "already", "only", "currently"):
        k += 1
    if k + 1 >= len(tokens):
        return
    word = tokens[k].low
    if verb.low in ("is", "was", "has") and word in _COUNTS:
        noun = k + 1
        if not (is_plural(tokens[noun].low) or tokens[noun].low in PLURAL_PEOPLE):
            if tokens[noun].low in PREPOSITIONS or noun + 1 >= len(tokens):
                return
            noun += 1
        low = tokens[noun].low
        if (
            line[tokens[k].end] != " "
            or tokens[noun].text != low
            or low in MEASURES - ({"degrees"} if word == "many" else set())
        ):
            return
        if is_plural(low) or low in PLURAL_PEOPLE:
            new = {"is": "are", "was": "were", "has": "have"}[verb.low]
            yield instead(verb, new, THERE, MESSAGE)
    elif verb.low in ("are", "were") and word in ("a", "an"):
        noun = k + 1
        if tokens[noun].low in _AMOUNT_NOUNS or not tokens[noun].text.islower() or is_plural(tokens[noun].low):
            return
        after = tokens[noun + 1].low if noun + 1 < len(tokens) else "."
        rest = [t.low for t in tokens[noun + 1 : noun + 40]]
        stop = next((n for n, w in enumerate(rest) if w in (".", ";", "?", "!")), len(rest))
        if after not in _IN_PLACE - {"of"} | {"."} or any(w in ("and", "or", ",", "plus", "nor") for w in rest[:stop]):
            return
        yield instead(verb, {"are": "is", "were": "was"}[verb.low], THERE, MESSAGE)
