"""Own detectors of subject and verb that differ in number, where the head of the subject is sure.

A subject is read only at the start of a clause and only in shapes without a choice: a pronoun; "each of the boats"; "the cost
of repairs" with a head from a list that is one thing; a determiner and a plural; "there is" and a number. Left alone:
groups that take either number (team, number, majority, pair), amounts ("ten miles is"), subjects with "and", relative clauses
whose head is in doubt, subjunctives ("if he were", "insisted that he go"), questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleanup.stages.grammar.candidates import OWN, Candidate
from cleanup.stages.grammar.verb_forms import Token, clause_start
from cleanup.stages.grammar.word_forms import (
    DETERMINERS,
    MEASURES,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    is_plural,
    words,
    zipf,
)

OF, PLURAL, RELATIVE, PRONOUN, THERE = (
    "OWN_AGREE_OF",
    "OWN_AGREE_PLURAL",
    "OWN_AGREE_RELATIVE",
    "OWN_AGREE_PRONOUN",
    "OWN_AGREE_THERE",
)
MESSAGE = "The verb follows its subject in number"

_TO_SINGULAR = {
    "are": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't", "aren't": "isn't", "weren't": "wasn't",
    "haven't": "hasn't",
}  # fmt: skip
_TO_PLURAL = {v: k for k, v in _TO_SINGULAR.items()}
# Heads that are one thing, whatever follows "of": no groups, no amounts, no kinds.
_HEADS = words(
    "cost price quality quantity owner author name use list box aim purpose value head history importance lack loss level "
    "length risk role sale scale shape speed start end strength structure style supply construction development discovery "
    "design death decline delivery distribution destruction condition color colour content creation captain chairman president "
    "director mayor leader minister manager editor founder father mother daughter son wife husband friend idea image impact "
    "increase introduction key knowledge location maintenance meaning nature noise opening origin position possibility power "
    "presence production progress protection reason reduction removal repair report result return safety schedule secret sight "
    "size smell sound source spread state story success support task taste text threat title topic training transport treatment "
    "truth version view visit volume weight width work absence age amount arrangement arrival behavior behaviour book building "
    "burden care cause center centre claim collection combination "
    "complexity concept consumption copy cover date decision definition degree demand depth description effect election "
    "existence experience failure fate focus form formation freedom function future goal growth habit height health identity "
    "influence interest invention job language launch law layer legacy lesson letter life light limit link look manner map memory "
    "message method mission mood movement need number-plate object operation opinion order outcome pace page paper part "
    "path pattern performance period personality place plan player pleasure point policy popularity pressure principle problem "
    "process product project promise publication purchase question rate recovery release renovation request restoration rise "
    "roof rule search sense sign skill smuggling status storage study subject sum survival symbol system theft theme theory "
    "transfer trouble type usage usefulness viability visibility wall way weakness wheel window wisdom"
) - words("part amount sum number rise combination type collection form rate") | words("collection box")
_GROUPS_NEXT = words("and or nor as plus but")
_EACH = (("each", "of"), ("every", "one", "of"))
_QUANTITY = words("many several both few some all most these those two three four five six seven eight nine ten")
_STARTS = words("that because while when where since although though but until unless says said say")
_SUBJUNCTIVE = words(
    "if though wish wished wishes suppose imagine insist insists insisted demand demands demanded ask asks asked require requires "
    "required suggest suggests suggested recommend recommends recommended propose proposes proposed request requested order "
    "ordered vital essential important necessary imperative crucial urge urged lest whether unless were god long may"
)
_THINGS_NAMED = words("word words term name title phrase verb noun theme topic subject issue question concept company brand game show")


def disagreeing(line: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Candidates of all detectors of this module. Offsets: code points of the line."""
    for i, t in enumerate(tokens):
        low = t.low
        if low == "there" and i + 1 < len(tokens):
            yield from _there(line, tokens, i)
        elif low == "who's" and i and i + 2 < len(tokens):
            yield from _whose(tokens, i)
        elif low == "of" and i + 3 < len(tokens) and i and tokens[i - 1].low == "one" and tokens[i + 1].low == "the":
            yield from _one_of(tokens, i)
        if low not in _TO_SINGULAR and low not in _TO_PLURAL or not t.text.islower():
            continue
        start = clause_start(tokens, i)
        if start == i or any(x.text == "?" for x in tokens[i : i + 30]) and tokens[start].low in _TO_SINGULAR | _TO_PLURAL:
            continue
        before = tokens[start:i]
        yield from _of(tokens, start, i, before)
        yield from _pronoun(tokens, start, i, before)
        if low in ("is", "was", "has", "isn't", "wasn't", "hasn't"):
            yield from _plural(tokens, start, i, before)
            yield from _relative(tokens, start, i, before)


def _own(t: Token, new: str, rule: str, sure: bool = True) -> Candidate:
    if "’" in t.text:
        new = new.replace("'", "’")
    return Candidate(t.start, t.end, t.text, new, rule, "", OWN, "own", MESSAGE, sure=sure)


def _subject(before: Sequence[Token]) -> list[str]:
    """The words of the subject behind what opens its clause, in lower case; empty where a comma, a subjunctive or a doubtful
    opening stands before it."""
    low = [t.low for t in before]
    if any(w in _SUBJUNCTIVE for w in low):
        return []
    for at in range(len(low) - 1, -1, -1):
        if low[at] in _STARTS:
            low = low[at + 1 :]
            break
    return [] if "," in low or "and" in low or "or" in low or "nor" in low else low


def _of(tokens: Sequence[Token], start: int, i: int, before: Sequence[Token]) -> Iterator[Candidate]:
    if any(t.text[0].isupper() for t in before[1:]):
        return
    low = [t.low for t in before]
    verb = tokens[i].low
    whole = low
    conditional = len(low) > 4 and low[-5:-3] == ["if", "one"] if len(low) > 5 else False
    if "if" in low and verb == "were":
        return
    if any(w in _SUBJUNCTIVE - {"if"} for w in low) and verb in ("have", "were", "do"):
        return
    for at in range(len(low) - 1, -1, -1):
        if low[at] in _STARTS | {"if"}:
            low, before = low[at + 1 :], before[at + 1 :]
            break
    if "," in low or "and" in low or "or" in low or "nor" in low or conditional and verb == "were":
        return
    if whole[:1] and whole[0] in ("not", "more", "which", "what", "who", "neither", "either", "is", "are", "was", "were", "do", "does"):
        return
    plural_end = bool(low) and (is_plural(low[-1]) or low[-1] in PLURAL_PEOPLE)
    if verb in _TO_SINGULAR and len(low) >= 2:
        n = 2 if low[:2] == ["each", "of"] else 3 if low[:3] in (["every", "one", "of"], ["any", "one", "of"]) else 0
        n = n or (2 if low[:2] == ["one", "of"] and len(low) > 2 and low[2] in DETERMINERS else 0)
        if n and _noun_phrase(low[n:]) and (plural_end or low[n:] in (["them"], ["us"], ["these"], ["those"])):
            yield _own(tokens[i], _TO_SINGULAR[verb], OF)
            return
        if low[0] in ("the", "this", "its", "their", "his", "her", "our", "that") and "of" in low:
            of = low.index("of")
            head = low[of - 1]
            if (
                of in (2, 3)
                and head in _HEADS
                and plural_end
                and _noun_phrase(low[of + 1 :])
                and (of == 2 or not is_plural(low[1]) and low[1] not in PREPOSITIONS)
            ):
                yield _own(tokens[i], _TO_SINGULAR[verb], OF)
        elif len(low) in (2, 3) and low[0] in DETERMINERS and low[-1] in _HEADS and len(before) == len(low):
            if (verb not in ("do",) or i + 1 < len(tokens) and tokens[i + 1].low == "not") and (len(low) == 2 or _noun_phrase(low)):
                yield _own(tokens[i], _TO_SINGULAR[verb], OF)
    elif verb in _TO_PLURAL and len(low) >= 4 and low[0] in ("the", "these", "those", "its", "their", "his", "her") and "of" in low:
        of = low.index("of")
        head, last = low[of - 1], low[-1]
        if (
            of in (2, 3)
            and is_plural(head)
            and head not in MEASURES
            and zipf(head) >= 3
            and not (of == 3 and (low[1] in _QUANTITY or low[1].isdigit()))
            and low[of + 1] in DETERMINERS
            and _noun_phrase(low[of + 1 :])
            and not is_plural(last)
            and all(w.isalpha() for w in low)
            and _goes_on(tokens, i)
        ):
            yield _own(tokens[i], _TO_PLURAL[verb], OF)


def _noun_phrase(low: Sequence[str]) -> bool:
    """Whether the words are a plain noun phrase: one determiner at most, at its start, no preposition, pronoun or relative."""
    rest = low[1:] if low and low[0] in DETERMINERS else low
    return (
        0 < len(rest) <= 3
        and all(w.replace("-", "").isalpha() for w in rest)
        and not any(is_plural(w) for w in rest[:-1])
        and not any(w in DETERMINERS or w in PREPOSITIONS or w in RELATIVES or w in SUBJECTS or w in _NO_PARTS for w in rest)
    ) or (len(low) == 1 and low[0] in ("them", "us", "these", "those"))


_NO_PARTS = words("is are was were be been has have had do does did not no will would can could may might who which us them him")


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].text[0].isalpha()


def _plural(tokens: Sequence[Token], start: int, i: int, before: Sequence[Token]) -> Iterator[Candidate]:
    """ "The harbor pilots is paid", "These machines is built", "Many farmers has sold"."""
    low = _subject(before)
    if not 2 <= len(low) <= 4 or not _goes_on(tokens, i) or len(low) != len(before) and not low:
        return
    first, last = low[0], low[-1]
    if first not in DETERMINERS | _QUANTITY or first in ("a", "an", "every", "each", "another", "one", "any", "no", "all"):
        return
    if first == "this" or first == "that" or last in MEASURES or not is_plural(last) or zipf(last) < 3:
        return
    if any(t.text[0].isupper() for t in before[1:]) or any(not w.isalpha() for w in low):
        return
    middle = low[1:-1]
    if any(
        w in PREPOSITIONS or w in RELATIVES or w in SUBJECTS or w in DETERMINERS or w in _NO_PARTS or w in _THINGS_NAMED or is_plural(w)
        for w in middle
    ):
        return
    if any(w in _QUANTITY or w.isdigit() for w in middle):  # "the last two weeks is", "the ten commandments is"
        return
    after = tokens[i + 1].low
    if first not in _QUANTITY and tokens[i].low.startswith(("is", "was")) and (after in DETERMINERS | RELATIVES | words("one that just")):
        return  # "the holidays is a time of rest": what is said of a plural may be one thing
    yield _own(tokens[i], _TO_PLURAL[tokens[i].low], PLURAL)


def _relative(tokens: Sequence[Token], start: int, i: int, before: Sequence[Token]) -> Iterator[Candidate]:
    """ "some of the boats that has two engines", "The families who has lost"."""
    low = [t.low for t in before]
    if len(low) < 3 or low[-1] not in ("that", "who", "which") or not is_plural(low[-2]) or low[-2] in MEASURES:
        return
    if not _goes_on(tokens, i) or "," in low or any(w in _SUBJUNCTIVE for w in low) or any(t.text[0].isupper() for t in before[1:]):
        return
    phrase = low[:-1]
    for at in range(len(phrase) - 1, -1, -1):  # "These are some of the boats", "He listed many rivers"
        if phrase[at] in ("are", "were"):
            phrase = phrase[at + 1 :]
            break
    if phrase[:1] == ["the"] and phrase == low[:-1] and len(phrase) == 2:
        yield _own(tokens[i], _TO_PLURAL[tokens[i].low], RELATIVE)
        return
    if phrase and phrase[0] in _QUANTITY - {"all", "most"}:
        rest = phrase[1:]
        if rest[:1] == ["of"]:
            rest = rest[1:]
        if _noun_phrase(rest) and "one" not in low and "only" not in low:
            yield _own(tokens[i], _TO_PLURAL[tokens[i].low], RELATIVE)


_PLURAL_PRONOUNS = words("they we you")
_SINGULAR_PRONOUNS = words("he she it")
_EVERY = words("everyone everybody nobody everything nothing somebody someone anything")
_WISHES = words("a an great good happy fun nice merry safe lovely wonderful")


def _pronoun(tokens: Sequence[Token], start: int, i: int, before: Sequence[Token]) -> Iterator[Candidate]:
    low = [t.low for t in before]
    verb, subject = tokens[i].low, low[-1]
    head = low[:-1]
    if head and (len(head) > 1 and head[-1] not in (",",) or head[-1] not in _STARTS | {"and", "but", ","}):
        clause = [w for w in head if w in _STARTS | {"but", "and"}]
        if not clause or head[-1] not in _STARTS | {"but"}:
            return
    if any(w in _SUBJUNCTIVE for w in head) or not _goes_on(tokens, i):
        return
    if head and head[-1] in ("and", ",") and len(head) > 1:
        return  # "her brother and she have", "those who know, they say"
    after = tokens[i + 1].low
    if subject in _SINGULAR_PRONOUNS and verb in _TO_SINGULAR:
        if verb in ("don't", "have", "haven't") or verb == "do" and after == "not":
            yield _own(tokens[i], _TO_SINGULAR[verb], PRONOUN)
    elif subject in _PLURAL_PRONOUNS and verb in ("was", "wasn't", "has", "hasn't", "doesn't"):
        yield _own(tokens[i], _TO_PLURAL[verb], PRONOUN)
    elif subject == "i" and verb in ("has", "doesn't", "hasn't"):
        yield _own(tokens[i], _TO_PLURAL[verb], PRONOUN)
    elif subject in _EVERY and not head and verb in ("are", "were", "have", "don't"):
        if not (verb == "have" and after in _WISHES and i + 2 < len(tokens) and tokens[i + 2].low in _WISHES | words("day time week")):
            yield _own(tokens[i], _TO_SINGULAR[verb], PRONOUN)


_SUPERLATIVES = words(
    "best biggest largest greatest oldest finest worst highest smallest richest poorest youngest fastest strongest main major key top "
    "leading few first many earliest latest longest hardest easiest cheapest busiest newest"
)
_NO_COUNT = words("value quality class time team staff kind sort type bit range lot way-out end value form performance work use look")


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
    if not low.isalpha() or not low.islower() or len(low) < 3 or low in _NO_COUNT or low in PREPOSITIONS | RELATIVES or is_plural(low):
        return
    if low.endswith(("s", "ed", "ing", "ly", "able", "ous", "ive", "al", "ic", "ful", "est", "men", "ant")) or low in PLURAL_PEOPLE:
        return
    many = plural(low)
    if zipf(many) < 3.3 or zipf(many) < zipf(low) - 0.9 or after not in words("in that who which is was for of on to , . ;"):
        return
    yield Candidate(noun.start, noun.end, low, many, "OWN_ONE_OF", "", OWN, "own", "'one of' wants a plural", sure=True)


def plural(noun: str) -> str:
    """The regular plural."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    return noun + ("es" if re.search(r"(?:ch|sh|x|z|s)$", noun) else "s")


def _whose(tokens: Sequence[Token], i: int) -> Iterator[Candidate]:
    """ "a man who's books sell": a noun cannot follow "who is" without an article."""
    t, noun, after = tokens[i], tokens[i + 1], tokens[i + 2].low
    low = noun.text
    if not tokens[i - 1].text[0].isalpha() and tokens[i - 1].text != "," or not low.islower():
        return
    if is_plural(low) and low not in MEASURES or (low in _HEADS and after in _VERBS_AFTER):
        yield Candidate(t.start, t.end, t.text, "whose", "OWN_WHOSE", "", OWN, "own", "The possessive is 'whose'", sure=True)


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
        if line[tokens[k].end] != " " or tokens[noun].text != low or low in MEASURES - ({"degrees"} if word == "many" else set()):
            return
        if is_plural(low) or low in PLURAL_PEOPLE:
            new = {"is": "are", "was": "were", "has": "have"}[verb.low]
            yield _own(verb, new, THERE)
    elif verb.low in ("are", "were") and word in ("a", "an"):
        noun = k + 1
        if tokens[noun].low in _AMOUNT_NOUNS or not tokens[noun].text.islower() or is_plural(tokens[noun].low):
            return
        after = tokens[noun + 1].low if noun + 1 < len(tokens) else "."
        rest = [t.low for t in tokens[noun + 1 : noun + 40]]
        stop = next((n for n, w in enumerate(rest) if w in (".", ";", "?", "!")), len(rest))
        if after not in _IN_PLACE - {"of"} | {"."} or any(w in ("and", "or", ",", "plus", "nor") for w in rest[:stop]):
            return
        yield _own(verb, {"are": "is", "were": "was"}[verb.low], THERE)
