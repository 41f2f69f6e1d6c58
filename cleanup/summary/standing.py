"""May a sentence be chosen, and does it stand alone? By its form: marks, openers, place in a quotation.

A bar keeps a sentence out of every summary; a sentence that leans comes with the one before it or not at all; a weakness
costs it some of its score. Patterns cover the seven languages of wording.py; others keep only what marks tell.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from itertools import zip_longest

from cleanup.document import BlockKind
from cleanup.languages.language import Wording
from cleanup.summary.protocol import NO_PROSE
from cleanup.text.marks import CLOSERS
from cleanup.text.titles import restates

Word = tuple[str, str, bool]  # lower case, stem, does it carry content

SHORTEST = 5  # words; a shorter sentence is chosen only where nothing else is left

_ENDS = re.compile(r"[.!?…。！？।؟](?:[\"'”’»)\]」』]|\[\d+\])*$")
_QUOTED_LINE = re.compile(r"(?m)^[ \t]*>[ \t]*\S")  # of a mail or a post that is answered
# Of templates, links, tags, wikis: what a page was made from, and no words of the article.
_MARKUP = re.compile(r"\[\^\w|\{\{|\}\}|\{%|%\}|\]\(|\]\[|\[\[|\]\]|</?[a-zA-Z][^<>\n]*>|\*\*|https?://\S+\[")
_RUN_IN = re.compile(r"[_*]{0,2}[^\W\d_a-z][\w ,]{0,30}[_*.]{1,4}(?:--|—)")  # "INGREDIENTS.--Eggs, flour", of older print
_ASKING = "?？؟"
_CREDIT = re.compile(
    r"(?i)(?:by|von|par|por|di|door)\s+[\w.'’-]+(?:\s[\w.'’-]+){0,3}\W*$"
    r"|(?:published|updated|last updated|posted|modified)\b\W*.{0,30}$"
    r"|(?:photo|image|picture|photograph|video|credit|source|copyright|scroll down|click here|watch\b.{0,40}\bvideo)\b.{0,60}$"
    r"|vers(?:ión|ione|ão) \d[\d.]*,? \w+ (?:el|il|em|a) \d.{0,25}$"
    r"|.{0,80}\bcontributed to this (?:report|story)\b"
    r"|.{0,30}\b(?:reporting|editing|writing) by\b"
    r"|(?:read|see|watch|listen|more|follow|subscribe|sign up|join|share|tell us)\b(?:.{0,30}[:»>]|[^«]{0,120}»\W*$)"
)
_NOTE = re.compile(
    r"(?i)[\[(*_]*(?:side[ -]?note|editor[’']?s?[’']? note|author[’']?s?[’']? note|ed\. note|note|update|updated|disclaimer|correction|disclosure"
    r"|footnote \d*|anmerkung|hinweis|note de la rédaction|ndlr|nota del (?:editor|autor)|nota|noot van de redactie)\b[^.:]{0,40}:"
    r"|\{\{[<%] *(?:note|warning|alert|notice|callout)\b|:::"
)
_TIMESTAMP = re.compile(r"(?i)\d{1,2}:\d\d\s*(?:[ap]m\s*)?(?:[A-Z]{2,4})?,?\s*\d{1,2}\s+\w+\s+\d{4}|^\|")
_CAPTION = re.compile(
    r"(?i)\((?:pictured|left|right|above|below|cent(?:er|re)|stock image|file photo|far left|far right)\b"
    r"|\((?:L|R|C|top|bottom)\) (?:and|with|of|next)\b"
    r"|^(?:pictured|scroll down|above|left|right|file photo|stock image)\s*:|^\w+(?: \w+){0,3}: [A-Z].{0,90}$"
)
_LEFT_OPEN = re.compile(r"‘(?![snt]\b)[^’]*$")  # and no Dutch "‘s avonds" with the wrong mark
# "in the harbor of Marne, May 8, 2016.": in running text the date has its "on".
_DATED_CAPTION = re.compile(
    r", (?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    r"|Dec(?:ember)?)\.? \d{1,2}, \d{4}\.$"
)
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«"}
_FIRST_WORD = re.compile(r"[^\w]*(\w+)")
_AFTERTHOUGHT = "([{—–"  # "(Again, that costs time.)" comments on what stands before
_SAID = re.compile(r"-[^\W\d_]|-[¿¡]")  # "-Vuelve pronto, dijo la madre": speech, set with a hyphen for a dash
_GOES_ON = "...", "…"
_TURN = "--"  # "-- Yes, said the miller" is one turn of a talk
_MARKS = ',;:.!?()[]{}"“”„«»‘’*_'
_ALSO_WITHIN = 7  # words in which "also" belongs to the sentence's first clause: "The inspection also had"
_OF_TEXT_WITHIN = 4
_LONGEST_CONNECTIVE = 5
_LONGEST_COURTESY = 5
_LONGEST_RESUMED = 4  # words from the article on
_PRONOUN_WITHIN, _PARTITIVE_WITHIN = 6, 7
_INFINITIVE = ("to", "om")
_AMBIGUOUS = frozenset("that such esta este dit dat die tal tale".split())  # not only point: "We know that", "such as", "está"
_ADVERBIAL = 5  # words of an opening adverbial and the pronoun after it
# What may stand between the opener and the pronoun: a time, not a noun that the pronoun could mean.
_ADVERBIAL_ENDS = re.compile(
    r"(?:\w+|(?:\w+ )?(?:in|since|on|by|en|im|seit|em|nel|op|desde|depuis|da|am)? ?\d{4}"
    r"|\w+ (?:week|month|year|night|day|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april"
    r"|may|june|july|august|september|october|november|december|woche|monat|jahr|mois|année|semana|mes|año|jaar|maand|ano|mês"
    r"|anno|mese))$"
)
_DUMMY = re.compile(
    r"(?:it|there|this)(?:'s|\s+\w+(?:n't)?)(?:\s+not|\s+also|\s+been)?\s+\w+\s+(?:that|to|whether|for)\b"
    r"|it (?:so )?(?:happened|chanced|came to (?:pass|the (?:ears?|attention|knowledge|notice)|be known)|turn(?:s|ed) out|goes without)\b"
    r"|it (?:is|was) (?:(?:not|only) )*(?:in|on|at|during|by|from|until|because)\b.{3,80}\bthat\b"
)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?i:{pattern})" if pattern else r"(?!)")


def barred(text: str, raw: Sequence[str], kind: BlockKind, title: str, quoted: bool, spoken: Wording) -> str | None:
    """Why the sentence may never be chosen, or None. `quoted` means it starts or ends in a quotation."""
    if kind in NO_PROSE:
        return kind
    if title and restates(text, title):
        return "repeats the title"
    if _QUOTED_LINE.search(text):
        return "quoted from another"
    if _MARKUP.search(text) or _RUN_IN.match(text):
        return "markup"
    if _compiled(spoken.elsewhere).match(text):
        return "sends the reader elsewhere"
    if _compiled(spoken.provenance).match(text):
        return "note"
    colon = ":" in text
    if (len(raw) <= 14 and _CREDIT.match(text)) or ((colon or text[0] == "|") and _TIMESTAMP.search(text)):
        return "byline or credit"
    if quoted or text.startswith(_TURN) or _LEFT_OPEN.search(text):
        return "part of a quotation"
    if text.endswith((":", "：")) or _compiled(spoken.announcing).search(text):
        return "introduces what follows"
    ended = _ENDS.search(text)
    if kind == "list_item" and not ended:
        return "list stub"
    unspaced = len(raw) > 3 and all(len(w) == 1 for w in raw[:4])
    if len(raw) < (SHORTEST * 2 if unspaced else SHORTEST):
        return "short"
    if ended and ended.group()[0] in _ASKING:
        return "question"
    if (len(raw) >= 6 and text.count(",") >= 0.45 * len(raw)) or text.count("•") > 1:
        return "list stub"  # a team, a bill of fare
    if (len(raw) < 30 and (colon or "(" in text) and _CAPTION.search(text)) or _DATED_CAPTION.search(text):
        return "caption"
    if not ended:
        return "no sentence end"
    return None


def completes_announcement(lower: Sequence[str], spoken: Wording) -> bool:
    """Does an item of a list go on with the sentence above the list ("Il piano permetterà di: - aprire il ponte.")?"""
    return bool(lower) and len(lower[0]) > 3 and lower[0].endswith(tuple(spoken.infinitives))


def is_courtesy(lower: Sequence[str], spoken: Wording) -> bool:
    """Does the sentence open with a greeting, with thanks, or with a word to the reader alone?"""
    return any(" ".join(lower[:count]) in spoken.courtesy for count in range(1, _LONGEST_COURTESY + 1))


def opens_note(text: str) -> bool:
    """Does a paragraph that begins so tell something about the text, and no part of it?"""
    return _NOTE.match(text) is not None


def leans(raw: Sequence[str], known: Sequence[Word], text: str, titled: Container[str], spoken: Wording) -> bool:
    """Does the sentence open with a word whose antecedent, or whose link, is the sentence before?

    `known` has of each word in `raw` its lower case, its stem, and whether it carries content; `titled` are the title's stems.
    """
    if not raw:
        return False
    lower = tuple([word[0].replace("’", "'") for word in known])
    opener = lower[0]
    following = lower[1] if len(lower) > 1 else ""
    if opener in spoken.commenting and text.startswith(",", len(opener)):
        return True
    if opener in spoken.linking or text[0] in _AFTERTHOUGHT or text.startswith(_GOES_ON):
        return True
    if _SAID.match(text) or _compiled(spoken.clitic).match(text.lower()):
        return True
    if _connects(lower, text, spoken) or _points_back(lower, text, spoken) or _adds(lower, text, spoken):
        return True
    if _speakerless(text, spoken) or _pronoun_ahead(lower, text, spoken) or _object_ahead(raw, known, text, spoken):
        return True
    elided = opener.split("'")[0] + "'"
    if opener in spoken.leaning or elided in spoken.leaning:
        if (
            following in spoken.time
            or opener.partition("'")[2] in spoken.time
            or (opener in spoken.pointing and not spoken.of_text.isdisjoint(lower[1:_OF_TEXT_WITHIN]))
        ):
            return False  # "This week", "Diese Woche", "This guide", "This short guide"
        if opener in spoken.pointing and any(word[1] in titled for word in known[1:_OF_TEXT_WITHIN]):
            return False  # "This cake" below "Plum cake from the tin"
        return _DUMMY.match(text.lower().replace("’", "'")) is None
    return False


def _adds(lower: Sequence[str], text: str, spoken: Wording) -> bool:
    """Does its first clause add to the sentence before ("The inspection also had")?

    Behind a comma such a word joins parts of one sentence ("a small, but fine house", "the mill, also known as"), but for one
    between two commas ("The plan, however, failed"); before a completing word it is a preposition ("además de").
    """
    if spoken.also.isdisjoint(lower[1:_ALSO_WITHIN]):
        return False
    words = [word.replace("’", "'").lower() for word in text.split()[: _ALSO_WITHIN + 1]]
    for before, word, following in zip_longest(words, words[1:_ALSO_WITHIN], words[2:], fillvalue=""):
        joins = before.endswith(",") and not word.endswith(",")
        if word.strip(_MARKS) in spoken.also and not joins and following not in spoken.completing:
            return True
    return False


def _connects(lower: Sequence[str], text: str, spoken: Wording) -> bool:
    """Does it open with a connective ("As a result"), and not with what that goes on to name ("As a result of")?"""
    for count in range(1, min(_LONGEST_CONNECTIVE, len(lower) - 1) + 1):
        phrase = " ".join(lower[:count])
        goes_on = lower[count] in spoken.completing and not text.startswith(",", len(phrase))
        if phrase in spoken.connecting and not goes_on:
            return True
    return False


def _object_ahead(raw: Sequence[str], known: Sequence[Word], text: str, spoken: Wording) -> bool:
    """Does a pronoun stand where nothing in the sentence can have named what it means?

    "We can order them", "To wake them up, soak", "Soak them", "Two of them lose air". Words of content before it may be its
    antecedent ("Officials said they"), but for the verb of an opener that takes one. "To lower it, Ann Lund": a name that
    follows may be meant.
    """
    lower = [word[0] for word in known[: _PRONOUN_WITHIN + 1]]
    clause, _, ahead = text.partition(",")
    within = len(clause.split())  # "two stones, one of them": what is meant stands in the sentence
    if any(
        lower[at] in spoken.partitive or " ".join(lower[at : at + 2]) in spoken.partitive
        for at in range(min(len(lower), within, _PARTITIVE_WITHIN))
    ):
        return True
    takes_verb = lower[0] in _INFINITIVE or any(
        lower[0] in g for g in (spoken.first_person, spoken.second_person, spoken.joining)
    )
    content = 0
    for at, word in enumerate(lower):
        alone = word in spoken.pointing and word not in spoken.joining and not any(w[2] for w in known[at + 1 : at + 2])
        if at and (word in spoken.pronouns or (alone and word not in _AMBIGUOUS)) and not raw[at][0].isupper():
            if content and at > 1 and (not takes_verb or at >= within):
                return False
            named = at < within and any(w[0].isupper() for w in ahead.split())
            return not named and _DUMMY.match(" ".join(w[0] for w in known[at : at + 6])) is None
        content += known[at][2]
        if content > 1 or (at and raw[at][0].isupper() and word not in spoken.first_person):
            return False
    return False


def _points_back(lower: Sequence[str], text: str, spoken: Wording) -> bool:
    """Does an opening adverbial point back ("At that moment", "Under such rules"), and not to a time or to the text itself?"""
    if lower[0] not in spoken.joining and lower[0] not in spoken.prepositions:
        return False
    adverbial = text.partition(",")[0].split()
    if len(adverbial) <= _ADVERBIAL and adverbial[-1].lower() in spoken.pointing:
        return True  # "In reading these, it is useful"
    at = 2 if len(lower) > 2 and lower[1] in spoken.quantifiers else 1
    if at + 1 >= len(lower) or lower[at] not in spoken.pointing:
        return False
    return (spoken.time | spoken.of_text).isdisjoint(lower[at + 1 : at + 3])


def _speakerless(text: str, spoken: Wording) -> bool:
    """Is the sentence a quotation, alone or with a pronoun for its speaker, so that only the one before says whose?"""
    closing = _CLOSING.get(text[0])
    if closing is None or len(text) < 2:
        return False
    ends = [i for i, mark in enumerate(text) if mark in closing and i]
    if not ends:
        return False
    after = _FIRST_WORD.match(text, ends[0] + 1)
    if after is None:
        return True
    word = after.group(1).lower()
    return word in spoken.third_person and word in spoken.leaning


def _pronoun_ahead(lower: Sequence[str], text: str, spoken: Wording) -> bool:
    """Does a pronoun without a name before it stand as subject after an opening adverbial or conjunction?

    "Last year he left", "In 2019, it replaced", "While he said": who, is told before. "While he was at school, Ann Lund"
    is told after; a later name therefore answers for a conjunction.
    """
    opener = lower[0]
    if opener in spoken.joining and len(lower) > 1 and lower[1] in spoken.third_person:
        # a capital: "Wenn Sie wollen" addresses the reader
        return not any(w[:1].isupper() for w in text.split()[1:]) and lower[1] in spoken.leaning
    if opener not in spoken.early:
        return False
    for at in range(1, min(_ADVERBIAL, len(lower))):
        if lower[at] in spoken.third_person and lower[at] in spoken.leaning:
            rest = " ".join(lower[at : at + 6])
            named = any(w[:1].isupper() and w.lower().strip(",") not in spoken.days for w in text.split()[1:at])
            return not named and _DUMMY.match(rest) is None and _ADVERBIAL_ENDS.match(" ".join(lower[:at])) is not None
    return False


def resumed(raw: Sequence[str], known: Sequence[Word], spoken: Wording) -> slice | None:
    """The words of a common noun that the sentence opens with as known ("The new switch was"), None where it opens otherwise.

    `known` has of each word (lower case, stem, does it carry content). A name says itself what it means, and so does a noun
    that is told more of ("The success of the plan").
    """
    if len(raw) < 3 or known[0][0] not in spoken.definite:
        return None
    end = 1
    while end < min(_LONGEST_RESUMED, len(raw)) and known[end][2] and raw[end][0].islower():
        end += 1
    told_more = end < len(raw) and known[end][0] in spoken.completing
    return None if end == 1 or told_more else slice(1, min(end, 3))


def weaknesses(lower: Sequence[str], text: str, spoken: Wording) -> tuple[str, ...]:
    """What makes the sentence a poor choice."""
    found = []
    if len(lower) > 60:
        found.append("long")
    if len(lower) < 9:
        found.append("short")
    if not spoken.first_person.isdisjoint(lower) and '"' not in text and "“" not in text:
        found.append("first person")
    if text.rstrip(CLOSERS).endswith("!"):
        found.append("exclamation")
    if text[:1].islower():
        found.append("starts in lower case")
    return tuple(found)
