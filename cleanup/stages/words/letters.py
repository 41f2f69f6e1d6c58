"""Letters set apart or lost: drop caps ("T he committee"), letters spaced out ("R E P O R T"), a first letter gone.

A lost letter is not put back by the program alone: there the word that it likely was is a suggestion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.languages import stop_words
from cleanup.models.inflection import can_be, verb_forms
from cleanup.stages.words.evidence import Evidence, Finding

_CAP = re.compile(r"(?P<cap>[A-Z]) (?P<rest>[a-z]+|[A-Z]{2,})(?![\w@/&-])")
_OPEN = re.compile(r"[\"“‘(\s]*")
_SENTENCE = re.compile(r"(?<=[.!?…] )(?=[A-Z] [a-z])")
# Letters that stand before a word on purpose, beside the words A and I: E mail, T shirt, X ray, U turn.
_LETTER_WORDS = frozenset(("email", "tshirt", "tshirts", "xray", "xrays", "uturn", "ebook", "ebooks", "kpop", "emails"))
CAP_MARGIN = 3.0  # log10 by which the word must be more frequent than letter and rest in a row
_SPACED = re.compile(r"(?<![\w.'’&/+=-])[^\W\d_](?: [^\W\d_]){3,}(?![\w'’&/+=-])")
_SPELLED = re.compile(r"(?i)\b(?:spell\w*|letters?|alphabet|grades?|vitamins?|keys?|notes?|chords?)\b")
SPACED_ZIPF = 3.5
LONG_ZIPF = 2.5  # of a word of six letters or more, which chance does not make
_LONGEST_WORD = 22
_FIRST = re.compile(r"[a-z]{4,}(?= [a-z])")
# Rests that lists count as words, with what they are the rest of and what follows then; "he" only before a noun or adjective
# that can be nothing else after it.
_SHORT_WHOLES = {
    "ost": "Most", "ince": "Since", "hen": "When", "fter": "After", "hile": "While", "ith": "With", "ome": "Some", "rom": "From",
    "hese": "These", "hose": "Those", "heir": "Their", "hey": "They", "ach": "Each", "oth": "Both", "espite": "Despite",
    "uring": "During", "ccording": "According", "t": "It", "n": "In", "ut": "But", "he": "The",
}  # fmt: skip
_DETERMINED = r"(?:the|a|an|his|her|their|its|he|she|it|they|we|this|that|these|those|many|most|some)"
_SHORT_FIRST = re.compile(
    rf"ost(?= of {_DETERMINED}\b)|(?:ince|hen|fter|hile|ith|rom|uring|espite|ut)(?= {_DETERMINED}\b)|ome(?= of {_DETERMINED}\b| people\b)"
    r"|(?:hese|hose|heir)(?= [a-z]+)|hey(?= (?:were|are|had|have|did|do|will|would|could|said|came|went|took)\b)|ccording(?= to\b)"
    r"|(?:ach|oth)(?= of\b)|t(?= (?:is|was|has|had|will|would|took|takes|all|also|came|seems|seemed|began)\b)|n(?= (?:the|a|an|his|her|its|their)\b)"
    r"|he(?= (?P<next>[a-z]+)\b)"
)
_OPENS_NOUN = frozenset("two three four five six seven eight nine ten other same whole new old".split())
# Function words are none of these; the rest are modals, and what stands between "he" and its verb.
_AFTER_HE = frozenset("can dare let may might must need ought shall will kind sort".split())
_CLOSED = ("", *'.!?…:”"’)')
LOST_ZIPF = 3.5  # of the word that lost its first letter
_NO_WORD_ZIPF = 2.0
# log10 by which the word must be more frequent than a rest that lists know. Of the 21 such rests (Zipf 2.0 to 3.6) 18 are no
# words ("gainst", "uman", "nother"); "umber", "hing" and "eave" are, of a kind that opens no paragraph in lower case.
REST_MARGIN = 3.0


def drop_cap(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    """A capital set apart from its word, at the start of the block or of a sentence in it."""
    opening = _OPEN.match(text, start, end)
    first = opening.end() if opening else start
    for at in (first, *(m.end() for m in _SENTENCE.finditer(text, start, end))):
        found = _CAP.match(text, at, end)
        if found is None:
            continue
        cap, rest = found["cap"].lower(), found["rest"].lower()
        whole = cap + rest
        if whole in _LETTER_WORDS or (found["rest"].isupper() and (at != first or evidence.zipf(whole) < 5)):
            continue
        if cap in "ai" and evidence.alone(rest):
            continue  # "A round table", "I deal"
        if not evidence.alone(rest) or evidence.zipf(whole) > evidence.zipf(rest):
            margin = evidence.zipf(whole) - evidence.by_chance((cap, rest))  # the web knows "t his" as a mistyped pair
            if evidence.zipf(whole) >= 3 and margin >= CAP_MARGIN:
                told = f"'{whole}' is 10^{margin:.0f} times as frequent as its parts in a row"
                yield Finding(
                    found.start(), found.end(), found["cap"] + found["rest"], "capital-apart", 0.93, (told,), spacing=True
                )


def spaced_letters(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    """Four letters or more in a row, each alone, that make common words; spelled words and lists of letters stay."""
    for found in _SPACED.finditer(text, start, end):
        letters = found.group().replace(" ", "")
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()][-60:]
        if _SPELLED.search(line) or not (letters.islower() or letters.isupper() or letters.istitle()):
            continue
        words = _words(letters.lower(), evidence)
        if not words:
            continue
        out, at = [], 0
        for word in words:
            out.append(letters[at : at + len(word)])
            at += len(word)
        yield Finding(
            found.start(),
            found.end(),
            " ".join(out),
            "spaced-letters",
            0.96,
            (f"The letters spell '{' '.join(words)}'",),
            spacing=True,
        )


def _words(low: str, evidence: Evidence) -> tuple[str, ...]:
    """The common words that the letters spell, one word where there is one; none where two ways are about as likely."""
    if evidence.zipf(low) >= (SPACED_ZIPF if len(low) < 6 else LONG_ZIPF) and len(set(low)) > 2:
        return (low,)
    if len(low) < 5:
        return ()
    best: list[tuple[float, int] | None] = [(0.0, 0)]
    for stop in range(1, len(low) + 1):
        found: tuple[float, int] | None = None
        for size in range(1, min(_LONGEST_WORD, stop) + 1):
            before = best[stop - size]
            word = low[stop - size : stop]
            if before is None or not evidence.alone(word) or (size == 1 and word not in "ai"):
                continue
            score = before[0] + evidence.zipf(word) - 9
            if found is None or score > found[0]:
                found = (score, size)
        best.append(found)
    last = best[-1]
    if last is None:
        return ()
    words: list[str] = []
    stop = len(low)
    while stop:
        step = best[stop]
        assert step is not None
        words.append(low[stop - step[1] : stop])
        stop -= step[1]
    words.reverse()
    if low[0] in "ai" and words[0] != low[0] and evidence.zipf(low[1:]) >= SPACED_ZIPF:
        return ()  # "a t o u r": "a tour" or "at our"
    return tuple(words) if all(evidence.zipf(w) >= SPACED_ZIPF for w in words) else ()


def first_letter_lost(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    """A paragraph that begins with what is no word but would be one with a letter before it."""
    short = _SHORT_FIRST.match(text, start, end)
    if (
        short is not None
        and _before(text, start) in _CLOSED
        and evidence.own("the") > 1
        and (short["next"] is None or _opens_noun_phrase(short["next"]))
    ):
        rest = short.group()
        yield Finding(
            start, short.end(), _SHORT_WHOLES[rest], "first-letter-lost", 0.6, (f"the paragraph begins with '{rest}'",)
        )
        return
    found = _FIRST.match(text, start, end)
    if found is None:
        return
    rest = found.group()
    if evidence.own(rest) > 1:
        return
    wholes = sorted(((evidence.zipf(c + rest), c) for c in "abcdefghijklmnopqrstuvwxyz"), reverse=True)
    if evidence.zipf(rest) >= _NO_WORD_ZIPF and wholes[0][0] - evidence.zipf(rest) < REST_MARGIN:
        return
    if wholes[0][0] >= LOST_ZIPF and wholes[1][0] < wholes[0][0] - 1.5:
        told = f"'{rest}' is no word, and '{wholes[0][1]}{rest}' is"
        yield Finding(start, found.end(), wholes[0][1].upper() + rest, "first-letter-lost", 0.6, (told,))


def _before(text: str, start: int) -> str:
    """The last character before a place but for white space; empty where there is none."""
    while start > 0 and text[start - 1].isspace():
        start -= 1
    return text[start - 1 : start]


def _opens_noun_phrase(word: str) -> bool:
    """Whether "the" may stand before the word, and "he" may not. Of 1,700 sentences of articles that begin with "He" one is taken
    ("He sort of", since left out), of 4,856 with "The" 68 %."""
    if word in _OPENS_NOUN:
        return True
    if word in _AFTER_HE or word in stop_words("en") or verb_forms(word) - {"base"} or can_be(word, "ADV"):
        return False
    return can_be(word, "NOUN") or can_be(word, "ADJ")
