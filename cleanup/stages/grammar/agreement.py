"""Own detectors of subject and verb that differ in number, where the head of the subject is sure.

A subject is read only at the start of a clause and only in shapes without a choice: a pronoun; "each of the boats"; "the cost
of repairs" with a head from a list that is one thing; a determiner and a plural; "there is" and a number. Left alone:
groups that take either number (team, number, majority, pair), amounts ("ten miles is"), subjects with "and", relative clauses
whose head is in doubt, subjunctives ("if he were", "insisted that he go"), questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleanup.languages.language import words
from cleanup.stages.grammar.candidates import Candidate
from cleanup.stages.grammar.verb_forms import Token, clause_start, instead
from cleanup.stages.grammar.word_forms import (
    DETERMINERS,
    MEASURES,
    PLURAL_PEOPLE,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    is_plural,
    zipf,
)

OF, PLURAL, RELATIVE, PRONOUN = (
    "OWN_AGREE_OF",
    "OWN_AGREE_PLURAL",
    "OWN_AGREE_RELATIVE",
    "OWN_AGREE_PRONOUN",
)
MESSAGE = "The verb follows its subject in number"

_TO_SINGULAR = {
    "are": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't", "aren't": "isn't", "weren't": "wasn't",
    "haven't": "hasn't",
}  # fmt: skip
_TO_PLURAL = {v: k for k, v in _TO_SINGULAR.items()}
# Heads that are one thing, whatever follows "of": no groups, no amounts, no kinds.
HEADS = words(
    "absence age aim arrangement arrival author behavior behaviour book box building burden captain care cause "
    "center centre chairman claim collection color colour complexity concept condition construction consumption "
    "content copy cost cover creation date daughter death decision decline definition degree delivery demand depth "
    "description design destruction development director discovery distribution editor effect election end existence "
    "experience failure fate father focus formation founder freedom friend function future goal growth habit head "
    "health height history husband idea identity image impact importance increase influence interest introduction "
    "invention job key knowledge lack language launch law layer leader legacy length lesson letter level life light "
    "limit link list location look loss maintenance manager manner map mayor meaning memory message method minister "
    "mission mood mother movement name nature need noise object opening operation opinion order origin outcome owner "
    "pace page paper path pattern performance period personality place plan player pleasure point policy popularity "
    "position possibility power presence president pressure price principle problem process product production "
    "progress project promise protection publication purchase purpose quality quantity question reason recovery "
    "reduction release removal renovation repair report request restoration result return risk role roof rule safety "
    "sale scale schedule search secret sense shape sight sign size skill smell smuggling son sound source speed "
    "spread start state status storage story strength structure study style subject success supply support survival "
    "symbol system task taste text theft theme theory threat title topic training transfer transport treatment truth "
    "usage use usefulness value version viability view visibility visit volume wall way weakness weight wheel width "
    "wife window wisdom work"
)
_QUANTITY = words("many several both few some all most these those two three four five six seven eight nine ten")
_STARTS = words("that because while when where since although though but until unless says said say")
_SUBJUNCTIVE = words(
    "if though wish wished wishes suppose imagine insist insists insisted demand demands demanded ask asks asked require requires "
    "required suggest suggests suggested recommend recommends recommended propose proposes proposed request requested order "
    "ordered vital essential important necessary imperative crucial urge urged lest whether unless were god long may"
)
_THINGS_NAMED = words(
    "word words term name title phrase verb noun theme topic subject issue question concept company brand game show"
)


def disagreeing(line: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Candidates of all detectors of this module. Offsets: code points of the line."""
    for i, t in enumerate(tokens):
        low = t.low
        if (low not in _TO_SINGULAR and low not in _TO_PLURAL) or not t.text.islower():
            continue
        start = clause_start(tokens, i)
        if start == i or (any(x.text == "?" for x in tokens[i : i + 30]) and tokens[start].low in _TO_SINGULAR | _TO_PLURAL):
            continue
        before = tokens[start:i]
        yield from _of(tokens, start, i, before)
        yield from _pronoun(tokens, start, i, before)
        if low in ("is", "was", "has", "isn't", "wasn't", "hasn't"):
            yield from _plural(tokens, start, i, before)
            yield from _relative(tokens, start, i, before)


def _own(t: Token, new: str, rule: str) -> Candidate:
    return instead(t, new.replace("'", "’") if "’" in t.text else new, rule, MESSAGE)


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
    if "if" in low and verb == "were":
        return
    if any(w in _SUBJUNCTIVE - {"if"} for w in low) and verb in ("have", "were", "do"):
        return
    for at in range(len(low) - 1, -1, -1):
        if low[at] in _STARTS | {"if"}:
            low, before = low[at + 1 :], before[at + 1 :]
            break
    if "," in low or "and" in low or "or" in low or "nor" in low:
        return
    if whole[:1] and whole[0] in (
        "not",
        "more",
        "which",
        "what",
        "who",
        "neither",
        "either",
        "is",
        "are",
        "was",
        "were",
        "do",
        "does",
    ):
        return
    plural_end = bool(low) and (is_plural(low[-1]) or low[-1] in PLURAL_PEOPLE)
    if verb in _TO_SINGULAR and len(low) >= 2:
        n = 2 if low[:2] == ["each", "of"] else 3 if low[:3] in (["every", "one", "of"], ["any", "one", "of"]) else 0
        n = n or (2 if low[:2] == ["one", "of"] and len(low) > 2 and low[2] in DETERMINERS else 0)
        if n and plain_phrase(low[n:]) and (plural_end or low[n:] in (["them"], ["us"], ["these"], ["those"])):
            yield _own(tokens[i], _TO_SINGULAR[verb], OF)
            return
        if low[0] in ("the", "this", "its", "their", "his", "her", "our", "that") and "of" in low:
            of = low.index("of")
            head = low[of - 1]
            if (
                of in (2, 3)
                and (head in HEADS or (low[:2] == ["the", "number"] and verb in ("have", "haven't", "are", "were")))
                and plural_end
                and plain_phrase(low[of + 1 :])
                and (of == 2 or (not is_plural(low[1]) and low[1] not in PREPOSITIONS))
            ):
                yield _own(tokens[i], _TO_SINGULAR[verb], OF)
        elif len(low) in (2, 3) and low[0] in DETERMINERS and low[-1] in HEADS and len(before) == len(low):
            negated = i + 1 < len(tokens) and tokens[i + 1].low == "not"
            if plain_phrase(low) and (verb != "do" or negated):
                yield _own(tokens[i], _TO_SINGULAR[verb], OF)
    elif (
        verb in _TO_PLURAL
        and len(low) >= 4
        and low[0] in ("the", "these", "those", "its", "their", "his", "her")
        and "of" in low
    ):
        of = low.index("of")
        head, last = low[of - 1], low[-1]
        if (
            of in (2, 3)
            and is_plural(head)
            and head not in MEASURES
            and zipf(head) >= 3
            and not (of == 3 and (low[1] in _QUANTITY or low[1].isdigit()))
            and low[of + 1] in DETERMINERS
            and plain_phrase(low[of + 1 :])
            and not is_plural(last)
            and all(w.isalpha() for w in low)
            and _goes_on(tokens, i)
        ):
            yield _own(tokens[i], _TO_PLURAL[verb], OF)


def plain_phrase(low: Sequence[str]) -> bool:
    """Whether the words are a plain noun phrase: one determiner at most, at its start, no preposition, pronoun or relative."""
    rest = low[1:] if low and low[0] in DETERMINERS else low
    return (
        0 < len(rest) <= 3
        and all(w.replace("-", "").isalpha() for w in rest)
        and not any(is_plural(w) for w in rest[:-1])
        and not any(w in DETERMINERS or w in PREPOSITIONS or w in RELATIVES or w in SUBJECTS or w in _NO_PARTS for w in rest)
    ) or (len(low) == 1 and low[0] in ("them", "us", "these", "those"))


_NO_PARTS = words(
    "is are was were be been has have had do does did not no will would can could may might who which us them him"
)


def _goes_on(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].text[0].isalpha()


def _plural(tokens: Sequence[Token], start: int, i: int, before: Sequence[Token]) -> Iterator[Candidate]:
    """ "The harbor pilots is paid", "These machines is built", "Many farmers has sold"."""
    low = _subject(before)
    if not 2 <= len(low) <= 4 or not _goes_on(tokens, i) or (len(low) != len(before) and not low):
        return
    first, last = low[0], low[-1]
    if first not in DETERMINERS | _QUANTITY or first in ("a", "an", "every", "each", "another", "one", "any", "no", "all"):
        return
    if first == "this" or first == "that" or last in MEASURES or not is_plural(last) or zipf(last) < 3:
        return
    if any(t.text[0].isupper() for t in before[1:]) or any(not w.isalpha() for w in low):
        return
    if low == ["the", "people"]:  # "the people is sovereign"
        return
    middle = low[1:-1]
    if any(
        w in PREPOSITIONS
        or w in RELATIVES
        or w in SUBJECTS
        or w in DETERMINERS
        or w in _NO_PARTS
        or w in _THINGS_NAMED
        or is_plural(w)
        for w in middle
    ):
        return
    if any(w in _QUANTITY or w.isdigit() for w in middle):  # "the last two weeks is", "the ten commandments is"
        return
    after = tokens[i + 1].low
    if (
        first not in _QUANTITY
        and tokens[i].low.startswith(("is", "was"))
        and (after in DETERMINERS | RELATIVES | words("one that just"))
    ):
        return  # "the holidays is a time of rest": what is said of a plural may be one thing
    yield _own(tokens[i], _TO_PLURAL[tokens[i].low], PLURAL)


def _relative(tokens: Sequence[Token], start: int, i: int, before: Sequence[Token]) -> Iterator[Candidate]:
    """ "some of the boats that has two engines", "The families who has lost"."""
    low = [t.low for t in before]
    if len(low) < 3 or low[-1] not in ("that", "who", "which") or not is_plural(low[-2]) or low[-2] in MEASURES:
        return
    if (
        not _goes_on(tokens, i)
        or "," in low
        or any(w in _SUBJUNCTIVE for w in low)
        or any(t.text[0].isupper() for t in before[1:])
    ):
        return
    phrase = low[:-1]
    for at in range(len(phrase) - 1, -1, -1):  # "These are some of the boats", "He listed many rivers"
        if phrase[at] in ("are", "were"):
            phrase = phrase[at + 1 :]
            break
    if phrase[:1] == ["the"] and len(phrase) == 2 and (phrase == low[:-1] or low[0] in ("these", "those", "they", "we")):
        yield _own(tokens[i], _TO_PLURAL[tokens[i].low], RELATIVE)
        return
    if phrase and phrase[0] in _QUANTITY - {"all", "most"}:
        rest = phrase[1:]
        if rest[:1] == ["of"]:
            rest = rest[1:]
        if plain_phrase(rest) and "one" not in low and "only" not in low:
            yield _own(tokens[i], _TO_PLURAL[tokens[i].low], RELATIVE)


_PLURAL_PRONOUNS = words("they we you")
_SINGULAR_PRONOUNS = words("he she it")
_EVERY = words("everyone everybody nobody everything nothing somebody someone anything")
_WISHES = words("a an great good happy fun nice merry safe lovely wonderful")


def _pronoun(tokens: Sequence[Token], start: int, i: int, before: Sequence[Token]) -> Iterator[Candidate]:
    low = [t.low for t in before]
    verb, subject = tokens[i].low, low[-1]
    head = low[:-1]
    if head and ((len(head) > 1 and head[-1] not in (",",)) or head[-1] not in _STARTS | {"and", "but", ","}):
        clause = [w for w in head if w in _STARTS | {"but", "and"}]
        if not clause or head[-1] not in _STARTS | {"but"}:
            return
    if any(w in _SUBJUNCTIVE for w in head) or not _goes_on(tokens, i):
        return
    if head and head[-1] in ("and", ",") and len(head) > 1:
        return  # "her brother and she have", "those who know, they say"
    after = tokens[i + 1].low
    if subject in _SINGULAR_PRONOUNS and verb in _TO_SINGULAR:
        if verb in ("don't", "have", "haven't") or (verb == "do" and after == "not"):
            yield _own(tokens[i], _TO_SINGULAR[verb], PRONOUN)
    elif (subject in _PLURAL_PRONOUNS and verb in ("was", "wasn't", "has", "hasn't", "doesn't")) or (
        subject == "i" and verb in ("has", "doesn't", "hasn't")
    ):
        yield _own(tokens[i], _TO_PLURAL[verb], PRONOUN)
    elif subject in _EVERY and not head and verb in ("are", "were", "have", "don't") and not _wish(tokens, i):
        yield _own(tokens[i], _TO_SINGULAR[verb], PRONOUN)


def _wish(tokens: Sequence[Token], i: int) -> bool:
    """Whether a wish follows: "Everyone have a great day"."""
    return tokens[i].low == "have" and all(t.low in _WISHES | words("day time week") for t in tokens[i + 1 : i + 3])
