"""Which English an article is written in, by the spellings that tell; the grammar stage keeps it.

Counts words that only one side of the Atlantic spells that way. Canadian text mixes British -our and -re with
American -ize; Australian and British spelling are told apart only by place words, which is weak evidence, and
no rule depends on it. Source: own lists, written from general knowledge of the differences.
"""

from __future__ import annotations

import re
from collections import Counter

from cleanup.languages.language import words as _set


def _list(words: str) -> list[str]:
    return words.split()


_OUR = _list(
    "colo favo hono labo neighbo behavio flavo humo rumo harbo vapo endeavo armo odo rigo savio "
    "splendo vigo valo tumo parlo "
    "cando clamo demeano"
)
_OUR_TAILS = _list("r rs red ring rable rite rites rful rless rer rers rhood rhoods ral r's")
_ISE = _list(
    "organ real recogn character emphas apolog critic minim maxim optim prior special util visual "
    "summar standard "
    "modern general normal stabil central final social capital custom author categor item memor mobil "
    "random symbol "
    "symbol synchron terror urban victim global digit monet local energ hospital legal popular public civil "
    "fantas scrutin jeopard penal rational revolution steril subsid hypothes finali person conceptual"
)
_ISE_TAILS = _list("e ed es ing ation ations er ers")
_PAIRS = {  # British: American
    "centre": "center",
    "centres": "centers",
    "centred": "centered",
    "theatre": "theater",
    "theatres": "theaters",
    "metre": "meter",
    "metres": "meters",
    "litre": "liter",
    "litres": "liters",
    "kilometre": "kilometer",
    "kilometres": "kilometers",
    "fibre": "fiber",
    "fibres": "fibers",
    "calibre": "caliber",
    "sombre": "somber",
    "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers",
    "defence": "defense",
    "offence": "offense",
    "licence": "license",
    "pretence": "pretense",
    "travelled": "traveled",
    "travelling": "traveling",
    "traveller": "traveler",
    "travellers": "travelers",
    "cancelled": "canceled",
    "cancelling": "canceling",
    "labelled": "labeled",
    "labelling": "labeling",
    "modelling": "modeling",
    "modelled": "modeled",
    "levelled": "leveled",
    "fuelled": "fueled",
    "signalled": "signaled",
    "counsellor": "counselor",
    "counselling": "counseling",
    "jewellery": "jewelry",
    "marvellous": "marvelous",
    "fulfil": "fulfill",
    "fulfils": "fulfills",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "skilful": "skillful",
    "catalogue": "catalog",
    "dialogue": "dialog",
    "programme": "program",
    "programmes": "programs",
    "grey": "gray",
    "tyre": "tire",
    "tyres": "tires",
    "cheque": "check",
    "kerb": "curb",
    "plough": "plow",
    "pyjamas": "pajamas",
    "mum": "mom",
    "mums": "moms",
    "aluminium": "aluminum",
    "sceptical": "skeptical",
    "aeroplane": "airplane",
    "whilst": "while",
    "amongst": "among",
    "analyse": "analyze",
    "analysed": "analyzed",
    "analysing": "analyzing",
    "catalyse": "catalyze",
    "paralysed": "paralyzed",
    "paediatric": "pediatric",
    "anaesthetic": "anesthetic",
    "foetus": "fetus",
    "oestrogen": "estrogen",
    "encyclopaedia": "encyclopedia",
    "mould": "mold",
    "moulds": "molds",
    "moustache": "mustache",
    "storey": "story",
    "cosy": "cozy",
    "ageing": "aging",
    "judgement": "judgment",
    "acknowledgement": "acknowledgment",
    "learnt": "learned",
    "spelt": "spelled",
    "burnt": "burned",
    "dreamt": "dreamed",
    "practise": "practice",
    "practised": "practiced",
    "practising": "practicing",
    "artefact": "artifact",
    "artefacts": "artifacts",
    "speciality": "specialty",
    "tonne": "ton",
    "tonnes": "tons",
    "favourite": "favorite",
    "favourites": "favorites",
    "kilogramme": "kilogram",
    "organisational": "organizational",
    "colourful": "colorful",
    "flavoured": "flavored",
    "maths": "math",
    "towards": "toward",
    "orientated": "oriented",
    "focussed": "focused",
    "focusses": "focuses",
}
_WEAK = _set(  # spellings that the other side uses as well, or other words: they count for nothing
    "catalogue dialogue program programs story check tire tires while among curb towards toward burnt learned spelled "
    "burned dreamed practice ton tons fulfill mold license judgment judgement focused math gray story meter meters "
    "specialty oriented acknowledgment ageing aging draft cozy mom moms"
)


def _table() -> dict[str, str]:
    out = dict(_PAIRS)
    for stem in _OUR:
        for tail in _OUR_TAILS:
            if tail in ("rite", "rites") and stem != "favo":
                continue
            out[stem + "u" + tail] = stem + tail
    for stem in _ISE:
        for tail in _ISE_TAILS:
            out[f"{stem}is{tail}"] = f"{stem}iz{tail}"
    return out


BRITISH_TO_AMERICAN: dict[str, str] = _table()
AMERICAN_TO_BRITISH: dict[str, str] = {a: b for b, a in BRITISH_TO_AMERICAN.items()}
_WORD = re.compile(r"[a-z]+(?:'s)?")
_CANADA = re.compile(r"\b(?:Canada|Canadian|Ontario|Toronto|Quebec|Alberta|Vancouver|Ottawa|Manitoba)\b")
_AUSTRALIA = re.compile(r"\b(?:Australia|Australian|Sydney|Melbourne|Queensland|Brisbane|NSW|Perth|Adelaide)\b")


def detect_dialect(text: str) -> str:
    """en-US, en-GB, en-CA or en-AU; en-US where nothing tells. Linear in the text."""
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text.lower()):
        if word in _WEAK:
            continue
        if word in BRITISH_TO_AMERICAN:
            counts["ise" if re.search(r"is(?:e|ed|es|ing|ations?|ers?)$", word) else "gb"] += 1
        elif word in AMERICAN_TO_BRITISH:
            counts["ize" if re.search(r"iz(?:e|ed|es|ing|ations?|ers?)$", word) else "us"] += 1
    british, american = counts["gb"] + counts["ise"], counts["us"] + counts["ize"]
    canada, australia = len(_CANADA.findall(text)), len(_AUSTRALIA.findall(text))
    if counts["gb"] > counts["us"] and counts["ize"] > counts["ise"] and canada > 1:
        return "en-CA"
    if british > american:
        return "en-AU" if australia > 2 else "en-GB"
    if british == american == 0 and re.search(r"£\d|\.co\.uk\b|\bper cent\b", text):
        return "en-GB"
    return "en-US"


def other_spelling(word: str) -> str | None:
    """The other side's spelling of the word in lower case, where this module knows one."""
    return BRITISH_TO_AMERICAN.get(word) or AMERICAN_TO_BRITISH.get(word)
