"""Own detectors of verbs in the wrong form beside an auxiliary: "has went", "was build", "did not knew", "will takes".

Each looks at the auxiliary, the form (closed lists) and what stands before them in the clause: where a relative clause or a
cleft may end between the two ("all they had went to the bank", "what they did was build a wall") nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleanup.languages.language import words
from cleanup.models.bigrams import bigrams
from cleanup.models.inflection import can_be, verb_forms
from cleanup.stages.grammar.candidates import Candidate, own_candidate
from cleanup.stages.grammar.word_forms import (
    DETERMINERS,
    NO_BASE,
    NO_NOUNS,
    NO_PARTICIPLE,
    PAST,
    PREPOSITIONS,
    REGULAR_PAST,
    RELATIVES,
    SUBJECTS,
    THIRD_PERSON,
    VERBS,
    is_plural,
    participle_of,
    past_of,
)

PERFECT, PASSIVE, DID, MODAL, PAST_TIME = "OWN_PERFECT", "OWN_PASSIVE", "OWN_DID", "OWN_MODAL", "OWN_PAST_TIME"

MOST_WORDS = 60  # of a clause before its verb; in a longer one nothing is sure
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\w\s]")
_STOPS = words('. ; : ! ? ( ) " “ ” — – …')
_HAVE = words("have has had having 've ’ve haven't hasn't hadn't haven’t hasn’t hadn’t")
_BE = words("was were been being be is are wasn't weren't wasn’t weren’t")
_DO = words("did didn't didn’t do don't don’t does doesn't doesn’t")
_NOT_DO = words("didn't didn’t don't don’t doesn't doesn’t")
_MODALS = words("could should would must might couldn't shouldn't wouldn't couldn’t shouldn’t wouldn’t")
_NOUN_MODALS = words("will can may won't can't won’t can’t")
_BETWEEN = words("not never already just also only always since all both still even ever nearly almost often recently finally")
_OPENERS = words(
    "and but or so because when while as if said says say though although since after before until once think thinks thought "
    "believe believes know knows knew hope hopes"
)
# Pasts that are nouns or adjectives too: something that is no noun must follow.
_NOUNS = words("saw rose spoke drove broke fell bore swore stole wound tore wove froze shook")
_AFTER_VERB = (
    DETERMINERS
    | SUBJECTS
    | PREPOSITIONS
    | words("such him them us me back away together again their there here too yesterday today not never , .")
)
# Feelings that are nouns as well: whoever is meant by a pronoun is none ("He was interest in").
_FELT = words("interest delight concern shock alarm puzzle thrill disgust trouble please surprise")
_AFTER_FELT = words("to that by at with in about when")
_PEOPLE = words("i he she we they you")
# A cleft: the form after "be" stands for the sense of "do" or of the noun ("the next step is install").
_CLEFT = words(
    "do does did done doing thing things what all step steps option options choice way job task aim goal plan idea rule motto trick "
    "least best most first next only alternative solution command keyword word verb function"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark; offsets are the line's. `low`: it in lower case with a straight apostrophe."""

    text: str
    start: int
    end: int
    low: str


def tokens_of(line: str) -> list[Token]:
    """Words and marks of a line in order."""
    return [Token(text := m.group(), m.start(), m.end(), text.lower().replace("’", "'")) for m in _TOKEN.finditer(line)]


def clause_start(tokens: Sequence[Token], at: int) -> int:
    """Where the sentence of a token begins, among the tokens; a colon, a bracket and a dash begin one too. The token itself
    where that is further off than MOST_WORDS."""
    start = at
    while start > 0 and tokens[start - 1].text not in _STOPS:
        if at - start > MOST_WORDS:
            return at
        start -= 1
    return start


def wrong_forms(line: str, tokens: Sequence[Token]) -> Iterator[Candidate]:
    """Candidates of all detectors of this module."""
    start = 0
    for i, t in enumerate(tokens):
        if t.text in _STOPS:
            start = i + 1
            continue
        if i - start > MOST_WORDS:
            continue
        low = t.low
        if low in _HAVE or low.endswith("'ve"):
            yield from _perfect(line, tokens, start, i)
        elif low in _BE:
            yield from _passive(line, tokens, start, i)
        if low in _DO:
            yield from _did(line, tokens, start, i)
        elif low in _MODALS or low in _NOUN_MODALS:
            yield from _modal(line, tokens, start, i)
        if i == start:
            yield from _past_time(line, tokens, i)


def instead(t: Token, new: str, rule: str, message: str) -> Candidate:
    """The candidate that puts another form in a word's place; the detectors of forms speak only where they are sure."""
    return own_candidate(t.start, t.end, t.text, new, rule, message, sure=True)


def _next(tokens: Sequence[Token], i: int) -> int:
    """The place of the next word but for adverbs, or -1 where a mark or the end is next."""
    i += 1
    while i < len(tokens) and tokens[i].low in _BETWEEN:
        i += 1
    return i if i < len(tokens) and tokens[i].text[0].isalpha() and tokens[i].text.islower() else -1


def _perfect(line: str, tokens: Sequence[Token], start: int, i: int) -> Iterator[Candidate]:
    at = _next(tokens, i)
    if at < 0 or tokens[at].low not in NO_PARTICIPLE:
        return
    past = tokens[at].low
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    if past in _NOUNS and after not in _AFTER_VERB:
        return
    if past in ("did", "came", "became", "ran") and after in ("not", "n't"):
        return
    before = [t.low for t in tokens[start:i]]
    last = before[-1] if before else ""
    modal = (
        last in _MODALS or last in _NOUN_MODALS or last == "to" or (last == "not" and len(before) > 1 and before[-2] in _MODALS)
    )
    coordinated = last == "and" and len(before) > 2 and not any(w in RELATIVES for w in before) and not _open(before)
    if modal or tokens[i].low == "having" or coordinated or _plain_subject(tokens[start:i]):
        yield instead(tokens[at], NO_PARTICIPLE[past], PERFECT, f"'{tokens[i].text}' takes the participle")


def _plain_subject(before: Sequence[Token]) -> bool:
    """Whether the words up to a verb are one subject: a pronoun at the clause's start, or a determiner and two or three words,
    without anything that opens a relative clause, with or without its pronoun."""
    low = [t.low for t in before]
    if low[-1:] in (["which"], ["that"]) and len(low) > 1 and low[-2] not in ("all", "those", "what", "everything"):
        return True  # the relative itself is the subject
    for at in range(len(low) - 1, -1, -1):
        if low[at] == "," or low[at] in _OPENERS:
            low, before = low[at + 1 :], before[at + 1 :]
            break
    if "," in low or any(w in RELATIVES - {"that"} for w in low) or "that" in low[1:]:
        return False
    if not low:
        return False
    if low[-1] in SUBJECTS:
        return len(low) == 1
    if len(low) > 4 or any(w in SUBJECTS or w in PREPOSITIONS for w in low):
        return False
    if any(t.text[0].isupper() for t in before[1:]) or (before[0].text[0].isupper() and len(before) == 1):
        return all(t.text[0].isupper() for t in before) and low[0] not in DETERMINERS
    if any(w in DETERMINERS for w in low[1:]) or any(is_plural(w) for w in low[:-1]):
        return False
    return low[0] in DETERMINERS or (len(low) in (2, 3) and is_plural(low[-1]))


def _passive(line: str, tokens: Sequence[Token], start: int, i: int) -> Iterator[Candidate]:
    at = _next(tokens, i)
    if at < 0:
        return
    word, before = tokens[at].low, [t.low for t in tokens[start:i]]
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    finite = tokens[i].low in ("is", "are", "be")
    pseudo = any(w in _CLEFT for w in before)
    pseudo = pseudo and (after != "by" or any(w in words("do does did done doing") for w in before))
    if (
        word in NO_PARTICIPLE
        and (word not in _NOUNS or after in _AFTER_VERB)
        and (word not in ("did", "broke") or (word == "broke" and after == "by"))
        and not pseudo
        and not finite
        and not _open(before)
    ):
        yield instead(tokens[at], NO_PARTICIPLE[word], PASSIVE, "The passive takes the participle")
    elif word in ("surprise", "please") and not pseudo and after in ("to", "that", "by", "at", "with", "if") and before:
        if not (word == "surprise" and before[-1] in ("it", "there", "that", "this")):
            yield instead(tokens[at], word + "d", PASSIVE, "The passive takes the participle")
    elif word in _FELT and not pseudo and after in _AFTER_FELT and before[-1:] and before[-1] in _PEOPLE:
        yield instead(tokens[at], participle_of(word), PASSIVE, "The passive takes the participle")
    elif word in ("suppose", "use") and after == "to" and before and before[-1] in SUBJECTS | {"not"} and not pseudo:
        yield instead(tokens[at], word + "d", PASSIVE, "The passive takes the participle")
    elif _is_verb_alone(word) and participle_of(word) != word and not pseudo and not _open(before) and before:
        if finite and not (tokens[i].low == "be" and before[-1] in _MODALS | _NOUN_MODALS | {"to"}):
            return
        if after in ("and", "or", "but", ",", ";", ":") or (tokens[at].end < len(line) and line[tokens[at].end] in "-'’"):
            return
        yield instead(tokens[at], participle_of(word), PASSIVE, "The passive takes the participle")
    elif word == "cause" and after == "by":
        yield instead(tokens[at], "caused", PASSIVE, "The passive takes the participle")


def _is_verb_alone(word: str) -> bool:
    """Whether the word is the base form of a verb that has a passive, and hardly a noun or adjective: by the list, or because
    people write its participle beside "be" and never the base, and the table of forms has it as a verb alone. In 791 articles
    and 1,924 news stories the latter takes nothing that is right."""
    if word in NO_NOUNS:
        return True
    if _beside_be(word) or not _beside_be(participle_of(word)) or verb_forms(word) != {"base"}:
        return False
    return not (can_be(word, "NOUN") or can_be(word, "ADJ") or can_be(word, "ADV"))


def _beside_be(word: str) -> bool:
    return any(bigrams().known(be, word) is not None for be in ("is", "was", "be"))


def _open(before: Sequence[str]) -> bool:
    """Whether a relative clause without an end of its own may stand before: "what they had was ...", "all she saw was"."""
    return any(w in ("what", "all", "whatever", "everything", "how", "where", "who") for w in before) or any(
        w in SUBJECTS and before[k] not in _OPENERS | {",", "that", "if", "than"} for k, w in enumerate(before[1:])
    )


def _did(line: str, tokens: Sequence[Token], start: int, i: int) -> Iterator[Candidate]:
    low = tokens[i].low
    negated = low in _NOT_DO
    at = i + 1
    if not negated and at < len(tokens) and tokens[at].low == "not":
        negated, at = True, at + 1
    while negated and at < len(tokens) and tokens[at].low in ("even", "ever", "really", "actually", "always", "also", "just"):
        at += 1
    before = [t.low for t in tokens[start:i]]
    if not negated:  # a question: "Did they saw it?"
        if i != start or at + 1 >= len(tokens) or tokens[at].low not in SUBJECTS:
            return
        at += 1
    if (
        at >= len(tokens)
        or not tokens[at].text.islower()
        or any(w in RELATIVES - {"that", "if", "than", "whether"} for w in before)
    ):
        return
    word = tokens[at].low
    after = tokens[at + 1].low if at + 1 < len(tokens) else "."
    base = NO_BASE.get(word) or REGULAR_PAST.get(word)
    if word == "saw" and after in words("the a an him her them it any anyone anything what how that this his their you"):
        base = "see"
    if low.startswith("does") and base is None:
        base = THIRD_PERSON.get(word)
        base = "" if base == "be" else base
    if base and not (word in ("left", "felt", "thought", "shot", "cost") and after in ("and", "or")):
        yield instead(tokens[at], base, DID, "'do' takes the base form")


def _modal(line: str, tokens: Sequence[Token], start: int, i: int) -> Iterator[Candidate]:
    at = _next(tokens, i)
    if at < 0:
        return
    word, before = tokens[at].low, [t.low for t in tokens[start:i]]
    subject = before[-1] if before else ""
    if tokens[i].low == "must" and word == "to" and at + 1 < len(tokens) and tokens[at + 1].low in VERBS | {"be", "have", "do"}:
        if subject in SUBJECTS and len(before) == 1:
            first, last = tokens[i].start, tokens[at].end
            yield own_candidate(first, last, line[first:last], tokens[i].text, MODAL, "'must' takes no 'to'", sure=True)
        return
    base = THIRD_PERSON.get(word)
    if base in (None, "be") and word != "has":
        return
    if any(w in RELATIVES - {"that"} for w in before) or not before or base is None:
        return
    nounlike = tokens[i].low in _NOUN_MODALS
    if (subject in SUBJECTS and (len(before) == 1 or before[-2] in _OPENERS | {",", "that"})) or (
        (not nounlike or subject not in DETERMINERS) and _plain_subject(tokens[start:i])
    ):
        yield instead(tokens[at], base, MODAL, "A modal takes the base form")


_TIMES = re.compile(
    r"(?:yesterday|last (?:week|month|year|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday))", re.I
)
_FINITE = words("is are was were has had have will would can could did does do may might must should")
_TAKES = words(
    "two three four five six seven eight nine ten several many to that the a an its his her their not for on in against"
) | {","}


def _past_time(line: str, tokens: Sequence[Token], i: int) -> Iterator[Candidate]:
    """ "Yesterday the board decide to close": a past time, a plain subject, a base form, and no other verb behind it."""
    m = _TIMES.match(line, tokens[i].start)
    if m is None:
        return
    k = i
    while k < len(tokens) and tokens[k].start < m.end():
        k += 1
    if k < len(tokens) and tokens[k].text == ",":
        k += 1
    first = k
    if k < len(tokens) and tokens[k].low in SUBJECTS:
        k += 1
    elif k < len(tokens) and tokens[k].low in DETERMINERS:
        k += 1
        while k < len(tokens) and k - first < 4 and tokens[k].text.islower() and tokens[k].low not in VERBS - {"plan"}:
            if tokens[k].low in PREPOSITIONS | RELATIVES | SUBJECTS | _FINITE or tokens[k].low in PAST.values():
                return
            k += 1
        if k == first + 1:
            k += 1
    if k == first or k + 1 >= len(tokens) or tokens[k].low not in VERBS or tokens[k].low == past_of(tokens[k].low):
        return
    if tokens[k + 1].low not in _TAKES and not is_plural(tokens[k + 1].low):
        return
    for t in tokens[k + 1 :]:
        if t.text in _STOPS or t.text == "," or t.low in RELATIVES | words("and but because to") or t.low in PREPOSITIONS:
            break
        if t.low in _FINITE or t.low.endswith("ed") or t.low in PAST.values():
            return
    rest = [t.low for t in tokens[k + 1 :]]
    stop = next(
        (
            n
            for n, w in enumerate(rest)
            if w in _STOPS or w in (",", "and", "but", "because", "after", "before", "that", "which")
        ),
        len(rest),
    )
    if any(w in _FINITE or w in PAST.values() for w in rest[:stop]):
        return
    yield instead(tokens[k], past_of(tokens[k].low), PAST_TIME, "A time of the past takes the past tense")
