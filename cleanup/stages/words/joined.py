"""Words glued at a mark ("end.Next", "bread,milk") or at a capital ("offThere"), where a blank or a block's end was lost.

Both sides must be words of English or of the article, and what is no prose stays: addresses, file names, code, versions,
abbreviations, numbers, names written as one. Where a block's end was lost only a blank is put there: that a full stop
belongs there too is likely, but it is not what the page had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.stages.words.evidence import Evidence, Finding
from cleanup.stages.words.vocabulary import CODE_WORDS, FUNCTION, GLUED_OPENERS, OPENERS, SHORT_OPENERS, SURE_OPENERS

SUGGESTED = 0.6  # above the policy's line for suggestions, below the one for changes
_BRANDS = frozenset("play easy open free post anti self tele team live data smart super mini auto hyper".split())
_ENDS = frozenset("off out day way men".split())  # short words that sentences end with
LEFT_ZIPF = 3.0
RIGHT_ZIPF = 3.5
_STOP = re.compile(
    r"(?<![\w.@/\\#&$-])(?P<left>[^\W\d_]{2,}|[^\W\d_]+['’][^\W\d_]{1,2})(?P<mark>[.?!]|\)\.)(?P<right>[A-Z][a-z]*)(?![\w@/(\\=&-]|\.\w)"
)
_COMMA = re.compile(
    r"(?<![\w.@/\\#&$'’])(?P<left>[A-Za-z][a-z]+)(?P<mark>[,;])(?=(?P<right>[a-z]{2,}|[A-Z][a-z]{2,}|I(?= ))(?![\w@/(\\=&]))"
)
_FIGURE = re.compile(r"(?<=\S )\S{0,12}\d[%s]?\.(?P<right>[A-Z][a-z]{2,})(?= [a-z])")
_QUOTE = re.compile(r"(?<=[.,!?]”)(?=[^\W\d_])")
_CAMEL = re.compile(r"(?<![\w@#/\\.$-])(?P<left>[A-Z]?[a-z]{2,})(?P<right>[A-Z][a-z]+)(?![\w@/(\\.=-])")
# Endings of files and addresses, which look like words after a stop.
_ENDINGS = frozenset(
    "com net org edu gov io co uk de js py md html htm css php pdf txt doc docx xml json jpg png gif exe zip csv app".split()
)
_DATES = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August September October "
    "November December".split()
)
_TITLES = frozenset("mr mrs ms dr st prof gen sen rep gov lt col sgt capt rev hon jr no vs mt ft inc vol fig pp ed eds".split())
# Signs of code, settings, tables, keys: their marks are left alone.
_CODISH = re.compile(r"[{}=\\\[\]_|<>`]|::|->|\w\(\w*[,)]|;\s*$|^\s*[#$]")
_CALL = re.compile(r"\w\((?!s\)|es\)|ies\))\w")
_GOES_ON = re.compile(r",? [a-z]")
_PROSE_WORDS = 5  # words in a line of prose: keywords and names in a row have no sentence around them


def glued_words(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    """Places of `text[start:end]` where a blank is missing."""
    at = start
    for line in text[start:end].split("\n"):
        stop = at + len(line)
        if line.count(" ") >= _PROSE_WORDS - 1 and not _CODISH.search(line):
            yield from _after_stops(text, at, stop, evidence)
            yield from _after_commas(text, at, stop, line, evidence)
            yield from _at_capitals(text, at, stop, line, evidence)
            for found in _FIGURE.finditer(text, at, stop):
                if found["right"] in OPENERS:
                    yield _blank(found.start("right"), "A blank is missing after the stop", 0.93)
            for found in _QUOTE.finditer(text, at, stop):
                yield _blank(found.start(), "A blank is missing after the quotation", 0.93)
        at = stop + 1


def _after_stops(text: str, start: int, end: int, evidence: Evidence) -> Iterator[Finding]:
    for found in _STOP.finditer(text, start, end):
        left, right = found["left"], found["right"]
        opens = right in OPENERS or right in SHORT_OPENERS
        low = right.lower()
        if low in _ENDINGS or left.lower() in _TITLES or (len(right) == 1 and right not in "AI"):
            continue
        if not opens and not _may_open(left, right, text[start:end], evidence):
            continue
        # "June.The", "NATO.But"; a name with a mark of its own ("Yahoo!") or a part of code stays
        closes = opens and len(right) > 2 and found["mark"] == "." and (left.istitle() or left.isupper())
        if _word(left, evidence) if left.islower() else closes or (left in _DATES and found["mark"] == "."):
            yield _blank(found.start("right"), "A blank is missing after the stop", 0.95 if opens else 0.9)


def _may_open(left: str, right: str, line: str, evidence: Evidence) -> bool:
    """Whether a word that is no opener is one all the same, and no part of code ("os.Create", "context.Context")."""
    low = right.lower()
    if left == low or left in evidence.modules or right in evidence.members or _CALL.search(line):
        return False
    return evidence.zipf(low) >= RIGHT_ZIPF or evidence.own(low) > 1


def _after_commas(text: str, start: int, end: int, line: str, evidence: Evidence) -> Iterator[Finding]:
    found_all = list(_COMMA.finditer(text, start, end))
    if len(found_all) * 2 > line.count(" "):
        return  # keywords, or a row of a table
    for found in found_all:
        left, right = found["left"].lower(), found["right"].lower()
        if (right in FUNCTION or _word(left, evidence)) and _word(right, evidence):
            what = "comma" if found["mark"] == "," else "semicolon"
            yield _blank(found.start("right"), f"A blank is missing after the {what}", 0.92)


def _at_capitals(text: str, start: int, end: int, line: str, evidence: Evidence) -> Iterator[Finding]:
    for found in _CAMEL.finditer(text, start, end):
        left, right = found["left"], found["right"]
        if evidence.own(found.group().lower()) > 1:
            continue  # a name of something
        if left[0].isupper():
            opens = right in SURE_OPENERS
        elif len(left) < 4 or right not in GLUED_OPENERS:
            opens = right in SURE_OPENERS or _begins(left, right, evidence, bool(_GOES_ON.match(text, found.end(), end)))
        else:
            opens = True
        if not opens and _parts_sentence(
            left, right, line, evidence, right in SHORT_OPENERS or bool(_GOES_ON.match(text, found.end(), end))
        ):
            yield Finding(
                found.start("right"), found.start("right"), " ", "missing-space", SUGGESTED,
                ("Two words may have been joined where a line or a block ended",), spacing=True,
            )  # fmt: skip
        if opens and evidence.zipf(left.lower()) >= LEFT_ZIPF and evidence.alone(left.lower()):
            yield _blank(found.start("right"), "Two words were joined where a line or a block ended", 0.88)


def _parts_sentence(left: str, right: str, line: str, evidence: Evidence, goes_on: bool) -> bool:
    """Whether both may be words of prose, which a person may part: "offFans", "partyIn". No names that begin in lower case."""
    if not left.islower() or not goes_on or evidence.code or not CODE_WORDS.isdisjoint((left, right.lower())):
        return False
    if (
        (len(left) < 4 and left not in _ENDS)
        or left in _BRANDS
        or len(_CAMEL.findall(line)) > 1
        or not line.rstrip().endswith((".", "!", "?", "”", '"'))
    ):
        return False
    return evidence.zipf(left) >= RIGHT_ZIPF + 0.5 and evidence.zipf(right.lower()) >= RIGHT_ZIPF + 0.5 and evidence.alone(left)


def _begins(left: str, right: str, evidence: Evidence, goes_on: bool) -> bool:
    """Whether a word that is no opener begins a sentence here: names of code ("userName", "createElement") are words that
    stand together elsewhere too, and their articles show code."""
    plain = len(left) > 3 and len(right) > 3 and goes_on and not evidence.code
    if not CODE_WORDS.isdisjoint((left, right.lower())):
        return False
    return plain and evidence.zipf(right.lower()) >= LEFT_ZIPF + 1 and not evidence.known(left, right.lower())


def _word(word: str, evidence: Evidence) -> bool:
    """Whether it is a word of English or of this article; apostrophes aside."""
    word = re.split("['’]", word)[0] if "'" in word or "’" in word else word
    return word not in _ENDINGS and (evidence.zipf(word) >= LEFT_ZIPF or evidence.own(word) > 1)


def _blank(at: int, why: str, sure: float) -> Finding:
    return Finding(at, at, " ", "missing-space", sure, (why,), spacing=True)
