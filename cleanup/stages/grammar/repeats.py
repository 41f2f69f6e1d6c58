"""Words that stand twice in a row: which of the two is surely too many, and which pairs a sentence needs.

"What he does does not matter", "the room they live in in winter", "who came came late", "had had", "gave her her book": the
first word closes one clause and the second opens the next. So a verb, a pronoun or a word of emphasis is never taken, and a
preposition only where none can be stranded before it: no relative, question or passive earlier in the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from cleanup.languages.language import words
from cleanup.stages.grammar.candidates import Candidate, own_candidate
from cleanup.stages.grammar.word_forms import NO_PARTICIPLE, PREPOSITIONS, RELATIVES, SUBJECTS

RULE, PHRASE_RULE = "OWN_REPEAT", "OWN_REPEAT_PHRASE"
MESSAGE = "The word stands twice"
Standing = Literal["sure", "needed", "open"]

_PAIR = re.compile(r"(?<![\w'’.@#/&-])([A-Za-z]+) (\1)(?![\w'’@/&-])(?!\.\w)", re.IGNORECASE)
_PHRASE = re.compile(
    r"(?<![\w'’.-])((?:of|in|on|at|to|for|from|with|by) (?:the|a|an|this|his|her|their|its|our)) (\1)(?![\w'’-])"
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[.,;:!?()\"“”—–]")
_STOPS = words('. ; : ! ? ( ) " “ ” — –')

# Nothing ends with these and begins with them again.
_ALWAYS = words("the a an and but or of every because although their its")
_COPIES = words("be been")  # after a modal or "to", not in "what will be be damned"
_PLACED = words("to at for from with into onto by about during without within against among between as")
_PARTICLES = words("in on over through")
_VERBS = words("is was are were has have am")
# Verbs whose "in" or "on" may close the clause: "he came in in May", "they moved on on Monday".
_PHRASAL = re.compile(
    r"(?:com|go|mov|bring|hand|check|log|sign|turn|step|walk|break|kick|set|phas|get|giv|join|tun|settl|fit|call|run|fly|drop|"
    r"pull|put|cav|phon|send|plug|sworn|tak|driv|carr|press|pass|hold|stay|work|ask|writ|wad|wheel|ush|let|keep|mov)"
    r"(?:e|es|s|ed|ing|ning|ting|ping|ging|ied|y|ies)?|came|went|brought|broke|broken|took|got|gave|ran|flew|drove|rode|wrote|sent|"
    r"goes|done|back|way|all|sat|live|living|gone|held|kept|left|stayed|wore|handed|carried|built|sworn|switched|on|up"
)
_BE = words("be been being is are was were am get gets got getting")
_STRANDING = RELATIVES - words("if when whenever how however why whether such where wherever")
_OPENERS = words(
    "and but or so because when while if said says say that then yet though although until since before after "
    "think thinks thought know knows knew believe believes hope hopes where once unless"
)
_TAKE_THAT = words("so said says say think thinks thought know knows knew believe believes hope hopes")
# Never a slip alone: emphasis, sounds, names of things, auxiliaries that may end a clause.
_NEEDED = words(
    "very much many so too more really long far never no not yes oh ah ha ho hey well now there here bye knock tut chop hear wait "
    "please again way big old little big up down out off away that had do does did can could will would may might must should "
    "i you he she it we they me him her us them mine yours his hers ours theirs one this these those who whom which what where when "
    "how why whoever whatever good there like go run come blah yada win tick night dum la na boom bang quick hip hush still just "
    "half all in-in out-out"
)


def standing(line: str, start: int, end: int) -> Standing:
    """What becomes of the pair `line[start:end]` ("in in"): surely one too many, needed, or open to the judge."""
    first, _, second = line[start:end].partition(" ")
    word = second.lower()
    if (first.isupper() and len(first) > 1) or (second != word and second != first):
        return "needed"  # names, acronyms, "the The Hague"
    if first[0].isupper() and second[0].isupper():
        return "needed"  # "Bora Bora", "Duran Duran"
    before = _clause(line, start)
    if word in ("a", "an") and ((first != first.lower() and before) or re.match(r" ?(?:[.,;:)]|$)", line[end:])):
        return "needed"  # "vitamin A a day", a letter
    if re.match(r"\s*(?:[.!?;:,)]|$)", line[end:]) and word in _PLACED | _PARTICLES:
        return "open"
    if word in _ALWAYS:
        return "sure"
    if word not in _ALWAYS and _thrice(line, start, end, word):
        return "needed"  # "that that that he wrote": three in a row are no slip of the hand
    if word == "that":
        if not (_opens_that(line[end:]) and before and before[-1] in _OPENERS):
            return "needed"
        return "sure" if before[-1] in _TAKE_THAT else "open"  # "and that that she had was gone"
    if word in _NEEDED:
        return "needed"
    related = any(w in RELATIVES for w in before) or _bare_relative(before)
    strands = any(w in _STRANDING for w in before) or _bare_relative(before)
    if word in _COPIES:
        return "needed" if related else "sure"
    if word in _VERBS:
        if before[-1:] == ["there"] and not related:
            return "sure"
        plain = 0 < len(before) <= 4 and not related and not any(w in SUBJECTS for w in before[1:])
        follows = re.match(r" (?:that|because|how|what|who)\b", line[end:])
        return "sure" if plain and not follows and not any(w[0].isupper() for w in _raw(line, start)[1:]) else "needed"
    if word in _PLACED or word in _PARTICLES:
        if strands or not before or _passive(before, word) or (len(before) > 1 and before[-2] == "to"):
            return "needed"
        if word in _PARTICLES and _PHRASAL.fullmatch(before[-1]):
            return "needed"
        if word == "to" and before[-1] in words("came come comes coming close closer next used back up in on"):
            return "needed"
        return "sure" if before[-1] not in PREPOSITIONS else "open"
    return "needed" if related or re.search(r"(?:ed|s)$", word) or word in NO_PARTICIPLE else "open"


def _thrice(line: str, start: int, end: int, word: str) -> bool:
    """Whether the word stands a third time beside the pair."""
    length = len(word) + 1
    return line[end : end + length].lower() == " " + word or line[max(0, start - length) : start].lower() == word + " "


def repeated(line: str) -> Iterator[Candidate]:
    """A candidate for every pair of which one is surely too many. Offsets: code points of the line."""
    for m in _PAIR.finditer(line):
        if standing(line, m.start(), m.end()) == "sure":
            yield _candidate(line, m, RULE)
    for m in _PHRASE.finditer(line):
        before = _clause(line, m.start())
        if (
            before
            and not any(w in RELATIVES for w in before)
            and not _bare_relative(before)
            and not _passive(before, m.group(1).split(" ")[0].lower())
        ):
            yield _candidate(line, m, PHRASE_RULE)


def _candidate(line: str, m: re.Match[str], rule: str) -> Candidate:
    return own_candidate(m.start(), m.end(), m.group(), m.group(1), rule, MESSAGE, sure=True)


def _raw(line: str, start: int) -> list[str]:
    found = _TOKEN.findall(line[max(0, start - 300) : start])
    for at in range(len(found) - 1, -1, -1):
        if found[at] in _STOPS:
            return found[at + 1 :]
    return found


def _clause(line: str, start: int) -> list[str]:
    """The words in lower case from the last mark that ends a sentence up to a place; commas are left out."""
    return [w.lower() for w in _raw(line, start) if w != ","]


def _bare_relative(before: Sequence[str]) -> bool:
    """Whether a subject pronoun stands behind a noun: "the house they live in"."""
    return any(w in SUBJECTS and before[i] not in _OPENERS for i, w in enumerate(before[1:]))


# Passives that strand their preposition.
_STRANDED = {
    "to": words(
        "agreed listened spoken referred talked responded objected adhered attended catered adjusted subscribed lied seen added"
    ),
    "at": words("looked laughed stared shouted aimed arrived shot hinted yelled sneered"),
    "for": words(
        "paid cared accounted called asked sent looked provided allowed hoped wished searched prayed voted catered bargained"
    ),
    "with": words("dealt tampered interfered experimented played reckoned met done coped lived toyed meddled"),
    "of": words("thought heard spoken disposed dreamed made approved care advantage rid deprived"),
    "from": words("heard"),
    "into": words("looked broken moved bumped run"),
    "about": words("talked written thought heard spoken worried cared asked"),
    "by": words("abided stood passed lived"),
    "on": words(
        "relied acted agreed decided insisted worked built sat trodden depended turned put kept tried taken passed called"
    ),
    "in": words(
        "lived believed slept brought moved handed turned taken broken checked logged called phased sworn locked kept let"
    ),
    "over": words("taken handed fought passed run gone turned"),
    "through": words("gone seen carried put looked"),
}


def _passive(before: Sequence[str], preposition: str) -> bool:
    """Whether the last word may be the participle of a passive that strands the preposition: "was looked at at noon"."""
    return before[-1] in _STRANDED.get(preposition, ()) and any(w in _BE for w in before[-4:-1])


def _opens_that(after: str) -> bool:
    """Whether what follows opens a clause of its own, so that "that that the plan" has one "that" too many."""
    return re.match(r" (?:the|a|an|he|she|they|we|his|their|our|my) ", after) is not None
