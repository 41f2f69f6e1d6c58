"""Contexts in which a kind of edit is not to be applied unattended, however sure the judge is; it is suggested.

Each class was found in a blind reading of applied edits on published articles and is stated for the class, not the case.
"""

from __future__ import annotations

import re

from cleanup.stages.grammar.articles import UNSTRESSED_H
from cleanup.stages.grammar.features import kind_of
from cleanup.text.damage import beside_damage

_CODE = re.compile(r"`|\[i\]|\(i\)|\bfor i\b|\bi\s*(?:[-+*/%<>=]|\+\+)|\bi,\s*j\b|[{}]\s*$|\w\);\s*$", re.M)
_VARIABLE = re.compile(
    r"\s+(?:is|was|equals|reaches|becomes|gets)\s+(?:\d|zero|one|two|three|four|five|six|seven|eight|nine|ten|even\b|odd\b|"
    r"greater|less|smaller|larger|equal|positive|negative|the (?:index|counter|number))"
)
_DAY = re.compile(
    r"\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\s+(?:today|tomorrow|yesterday|tonight|this|next|last|per|each|every)\b|"
    r"\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_COORDINATED = re.compile(r"\b(?:and/or|or|and)\s+$")
_PLACE = re.compile(r"\s+(?:corner|door|wall|side|end|lane|seat|column|edge|window|post|field|page)s?\b")
_SPEAKER = re.compile(r"^((?:[A-Z][\w.'’-]*\s){0,2}[A-Z][\w.'’-]*):\s")
_WORD_BEFORE = re.compile(r"[\w.,-]*$")
_WORD_AFTER = re.compile(r"[\w-]*")
# Speech or verse given as it was: "as the locals say", "goes the song"; and "ain't" or a double negation beside it.
_REPORTED = re.compile(
    r"\b(?:as|so|or so|like) (?:the |an? |my |his |her |our |their |old |some |many |most )*(?:\w+ ){0,3}?"
    r"(?:say|says|have it|has it|put it|puts it|call it|used to say|would say|would have it|goes|go|tell it|sang|sings?)\b"
    r"|,? (?:they|locals|people|folks?|the (?:locals|old|saying|song|proverb|poem|ballad|rhyme|verse|joke|story|motto)\w*) "
    r"(?:say|says|goes|go|has it|have it|runs|reads|sing|sings)\b|\bgoes (?:the|an old|a)\b"
    r"|\b(?:in|of|from) (?:the|an?|his|her|their|its|that|this|one|old)(?: [a-z]+)? (?:song|ballad|chorus|refrain|hymn|proverb|"
    r"saying|motto|dialect|slang|patois|rhyme|verse|poem|accent|brogue|vernacular|pidgin|creole)\b"
    r"|\b(?:song|ballad|chorus|refrain|hymn|proverb|saying|motto|rhyme|poem|lyrics?) (?:goes|go|says|runs|run|has it)\b|\blyrics\b"
    r"|\bain['’]t\b|\b(?:dis|dat|dey|dere|wid|gwine)\b"
    r"|n['’]t \w+ (?:no|nothing|nobody|none|never|no one)\b|\b(?:never|nobody|no one) \w+ (?:no|nothing|nobody|none)\b",
    re.I,
)
# Speech without quotation marks: "We was robbed, the manager said afterwards."
_PRONOUN_RULE = re.compile(r"PRONOUN|PRP")
_TOLD = re.compile(
    r"[,?!] (?:(?:he|she|they|I|we)|(?:(?:the|a|an|my|his|her|our|their|one|old) )?(?:[\w.'’-]+ ){0,3}?[\w.'’-]+) "
    r"(?:said|says|told|reckoned|reckons|recalled|recalls|complained|shouted|cried|sang|wrote|writes|grumbled|muttered|"
    r"joked|added|insisted|explained|remarked|(?:liked?|likes|used|loved|loves|would) (?:to )?say)\b"
    r"|, (?:said|says|cried|wrote|reckoned|shouted|sang) (?:[\w.'’-]+ ){0,3}[\w.'’-]+"
)
_SPOKEN_OF = re.compile(
    r"\b(?:[Tt]he|[Aa]) (?:words?|articles?|conjunctions?|prepositions?|pronouns?|particles?) (?:the|and|of|a|an|is|that|to|in|or|but|if|it)\b"
)
_WORD_FORMS = frozenset(("ending", "other word", "word in", "word out", "rewording"))
# "All they had went to the bank", "the best they have came from": a relative clause may end before the form.
_PERFECT_RULES = frozenset(("HAVE_PART_AGREEMENT", "PRP_HAVE_VB", "BEEN_PART_AGREEMENT", "OWN_PERFECT", "PRP_PAST_PART"))
_OPEN_CLAUSE = re.compile(
    r"\b(?:what|all|whatever|everything|anything|that|which|who|how|where)\b[^.;:!?]*$"
    r"|\b(?!(?:and|but|or|so|because|when|while|as|if|said|says|say|then|though|since|after|before|until|yet)\b)[a-z]+ "
    r"(?:I|you|he|she|it|we|they)(?: (?:have|has|had|was|were|is|are))? $",
    re.I,
)
# After these "it's" opens a clause of its own, so the possessive is no sure reading ("and it's kind of a tradition").
_CLAUSE_OPENS = re.compile(
    r"(?:^|[.!?;:,–—(\n]|\b(?:and|but|or|because|that|so|if|when|while|although|though|since|say|says|said|think))\s*$", re.I
)
_AFTER_OF = re.compile(
    r" (?:been|had|have|gone|done|\w+(?:ed|en|wn|ght|lt|pt|nt|ld|ft|id|de|ad|me|un|ut)|won|got|met|let|put|run)\b"
)
# Spellings, compounds and commas that are a matter of the writer's style.
STYLE = frozenset(("COMMA_AFTER_A_MONTH", "UNDER_COMPOUNDS", "OWN_JOIN_HYPHEN"))


_STARTS = re.compile(r"(?:^|[.!?]\s+|\n)[\"“(]?([A-Za-z])")


def _small_letters(text: str, start: int) -> bool:
    """Whether the sentences and lines of a paragraph begin in small letters throughout, as verse and some writers have it."""
    low, high = text.rfind("\n\n", 0, start), text.find("\n\n", start)
    starts = _STARTS.findall(
        text[max(low + 2 if low >= 0 else 0, start - 1500) : min(high if high >= 0 else len(text), start + 1500)]
    )
    return len(starts) >= 2 and not any(letter.isupper() for letter in starts)


def _sentence(text: str, start: int, end: int) -> str:
    """Roughly the sentence around a place, at most some 300 characters to each side."""
    low, high = max(0, start - 300), min(len(text), end + 300)
    a = max(text.rfind(mark, low, start) for mark in (". ", "! ", "? ", "\n"))
    stops = [p for p in (text.find(mark, end, high) for mark in (". ", "! ", "? ", "\n")) if p >= 0]
    return text[a + 1 if a >= 0 else low : min(stops, default=high)]


def _before(text: str, start: int) -> str:
    """The words of the sentence before a place, at most some 300 characters."""
    low = max(0, start - 300)
    a = max(text.rfind(mark, low, start) for mark in (". ", "! ", "? ", "\n"))
    return text[a + 1 if a >= 0 else low : start]


def _spoken_of(old: str, text: str, start: int) -> bool:
    """Whether the edit takes one of two like words in a sentence that speaks of words ("the word the is ...")."""
    first, _, second = old.lower().partition(" ")
    return first == second and _SPOKEN_OF.search(_sentence(text, start, start + len(old))) is not None


def doubt(rule: str, old: str, new: str, text: str, start: int, end: int, sure: bool = False) -> str | None:
    """Why the edit of `text[start:end]` should be suggested only, or None. `sure`: by a pattern that looks at its clause."""
    damaged = beside_damage(text, start, end)
    if damaged:
        return damaged
    if not old[:1].isalnum():  # a blank that becomes a hyphen: its words belong to the edit
        start = _WORD_BEFORE.search(text, max(0, start - 40), start).start()  # type: ignore[union-attr]
        end = _WORD_AFTER.match(text, end).end()  # type: ignore[union-attr]
    before, after, touched = text[max(0, start - 30) : start], text[end : end + 30], text[start:end]
    if rule in STYLE:
        return "a matter of style"
    if kind_of(old, new) in _WORD_FORMS and _REPORTED.search(_sentence(text, start, end)):
        return "speech, verse or dialect may be given as it was"
    if _PRONOUN_RULE.search(rule) and _TOLD.search(_sentence(text, start, end)):
        return "speech may be given as it was"
    if _spoken_of(old, text, start):
        return "a word is spoken of"
    if not sure and rule in _PERFECT_RULES and _OPEN_CLAUSE.search(_before(text, start)):
        return "a relative clause may end here"
    if not sure and old.lower() in ("it's", "it’s") and new.lower() == "its" and _CLAUSE_OPENS.search(before):
        return "a clause may begin here"
    if not sure and rule in ("COULD_OF", "MODAL_OF", "OWN_COULD_OF") and not _AFTER_OF.match(after):
        return "no participle follows"
    if rule == "EN_A_VS_AN" and old.lower() == "an" and UNSTRESSED_H.match(after.lstrip()):
        return "both articles are in use here"
    if old == "i" and new == "I" and (_CODE.search(text) or _VARIABLE.match(after)):
        return "i may be a variable here"
    if old[:1].islower() and new[:1] == old[:1].upper() and _small_letters(text, start):
        return "the paragraph is written in small letters"
    if rule == "TOO_TO" and (re.search(r"\b[Ss]o\s*$", before) or old.lower().startswith("so ")):
        return '"so too" may be meant'
    if "NUMBER_UNIT" in rule and _DAY.match(after):
        return "no noun follows the measure"
    if "COMPOUND_TAIL" in rule and _COORDINATED.search(before):
        return "part of a coordination"
    if re.fullmatch(r"(?i)far.(?:left|right)", touched) and _PLACE.match(after):
        return "a place may be meant"
    line_start = text.rfind("\n", 0, start) + 1
    label = _SPEAKER.match(text[line_start : line_start + 60])
    if label and len(re.findall(rf"(?m)^{re.escape(label.group(1))}:\s", text)) > 1:
        return f"an answer of {label.group(1)}, quoted as it was given"
    return None
