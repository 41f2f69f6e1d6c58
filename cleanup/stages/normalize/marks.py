"""Marks of English prose set with a blank on the wrong side: `( text )`, `kitchen( which`, `quiet .The`, `open ??`, `,,No“`.

Only blanks move, or a doubled sign becomes the one that it stands for; no word is touched. Left alone: lines that hold or
speak of code and formulas (`f ( x )`, `a ; b`), emoticons, lines in small letters throughout (verse), French texts, which
set a blank before double marks. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.languages import family
from cleanup.models.frequency import Frequencies, frequencies
from cleanup.stages.normalize.compose import Step
from cleanup.text.code import about_code, window

# A bracket with a blank inside, to its end in the same line; no bracket inside it. No word has more than 40 letters: without
# a limit, each letter of a long run would be tried as the first of all that follow.
_BRACKET = re.compile(r"(?<![^\s\w])(\w{0,40})\(([ \t]*)([^()\n]{1,400}?)([ \t]*)\)")
_GLUED = re.compile(r"\w{1,30}|\(")  # what stands close to the bracket's end
_PROSE = re.compile(r"[A-Za-z][A-Za-z'’-]+")
_FORMULA = re.compile(r"[=<>{}\\_|^*+/~$#&]|\d\s*[-–]\s*\d|\b[a-zA-Z]\s*,\s*[a-zA-Z]\b")
_STOP_GLUED = re.compile(r"(?<=[a-z])([a-z]) ([.,;:])([A-Za-z][a-z]{0,20})(?![^\s,.;:!?)’'-])")
# Whether the patterns around have anything to look at
_MAY_BE_OUT = re.compile(r" [.,;:][A-Za-z]|[ \t][?!]{2}|\.[;,:][ A-Za-z]|;\.[ A-Za-z]")
_STOP_BEFORE = re.compile(r"(?<=[a-z]{2})([ \t]+)(\?{2,3}|!{2,3}|\?!|!\?)(?=\s+[A-Z\"“‘]|\s*$)", re.M)
_STOP_SEMICOLON = re.compile(r"(?<![^\s(\"“])([a-z]{4,30})(\.;|;\.|\.,|\.:)(?=( *)([A-Za-z]))")
_WORD = re.compile(r"[A-Za-z]+(?![^\s,.;:!?’'])")
# Round brackets of three words or more that a word stands close to, before or behind
_CLOSE = re.compile(
    r"(?<![\w'’-])(?P<before>[a-z]+)?\((?P<inner>[A-Za-z][a-z'’-]*(?:,? [\w'’-]+){2,20})\)(?P<after>[a-z]+)?(?![\w'’(-])"
)
# Square ones with a blank inside, and pairs of quotation marks with one on the inner side
_SQUARE = re.compile(r"(?<![\w\])!\\])\[( ?)([a-z][^\[\]\n]{1,200}?)( ?)\](?![\w(\[:])")
_CURLY = re.compile(r"(?<![^\s(\[—–])“( ?)(?=[^\s“”])([^“”\n]{1,600}?)( ?)”(?!\w)")
_STRAIGHT = re.compile(r'(?<![^\s(\[—–])(?<!\d )" ([A-Za-z][^"\n]{1,400}?) "(?=[\s.,;:!?)]|$)')
_LOW_QUOTE = re.compile(r"(?<![^\s(\[—–-]),,(?=[^\W_])[^\n“”\"„]{1,600}(?P<end>[“”\"])(?![^\W_])")
_CODISH = re.compile(r"[\t|{}]|\w_\w|_\w+\(|[$=]\(")
COMMON = 4.0  # Zipf value of a word that ends a sentence, and is no abbreviation or name; own choice
OPENER = 5.5  # of one that opens it: "The", "He", and not "Net", "Gov"; own choice


def fix_brackets(text: str, language: str | None) -> Iterator[Step]:
    """Blanks inside brackets go, and one before the bracket stands outside: `kitchen( which was old )`.

    Left alone: brackets without two letters of prose in a row, calls and formulas, `word(s)`, brackets that nobody closes
    in the line.
    """
    if family(language) != "en":
        return
    yield from _close_brackets(text)
    if "[ " in text or " ]" in text:
        for match in _SQUARE.finditer(text):
            inner = match.group(2)
            blank = match.group(1) or match.group(3)
            prose = " " in inner and _PROSE.search(inner) and not _FORMULA.search(inner)
            if blank and prose and not _unsafe(text, *match.span()):
                yield from _inner_blanks(match, "bracket-space")
    if "( " not in text and " )" not in text:
        return
    for match in _BRACKET.finditer(text):
        word, lead, inner, trail = match.groups()
        if not (lead or trail) or not _PROSE.search(inner) or _FORMULA.search(inner):
            continue
        if word and not (lead and len(word) > 2 and word.isalpha() and (word.islower() or word.istitle())):
            continue
        if _unsafe(text, match.start(), match.end()):
            continue
        glued = _GLUED.match(text, match.end())
        if glued and not (trail and " " in inner and len(glued[0]) > 1 and frequencies("en").zipf(glued[0]) >= COMMON):
            continue
        opened = match.end(1)
        if lead:
            yield Step(opened, opened + 1 + len(lead), " (" if word else "(", "bracket-space")
        if trail:
            yield Step(match.end() - 1 - len(trail), match.end(), ") " if glued else ")", "bracket-space")


def fix_stops(text: str, language: str | None) -> Iterator[Step]:
    """A stop on the wrong side of its blank, a blank before doubled marks, and two stops that cannot stand together.

    `quiet .The` needs a common word that may open a sentence after the stop, so that `.Net` and `.Gov` stay; `red ,green` two
    common words. Of `.;` and its kin the mark is kept that the next letter agrees with; a word that may be an
    abbreviation stays.
    """
    if family(language) != "en" or not _MAY_BE_OUT.search(text):
        return
    counts: Frequencies | None = None
    for match in _STOP_GLUED.finditer(text):
        mark, word = match.group(2), match.group(3)
        counts = counts or frequencies("en")
        if counts.zipf(word.lower()) < (OPENER if mark == "." else COMMON) or word.istitle() != (mark == ".") or len(word) == 1:
            continue
        if not _unsafe(text, match.start(), match.end()):
            yield Step(match.start(2) - 1, match.end(2), mark + " ", "stop-side")
    for match in _STOP_BEFORE.finditer(text):
        if not _unsafe(text, match.start(), match.end()):
            yield Step(match.start(1), match.end(1), "", "stop-side")
    for match in _STOP_SEMICOLON.finditer(text):
        counts = counts or frequencies("en")
        if counts.zipf(match.group(1)) < COMMON or _unsafe(text, match.start(), match.end()):
            continue
        stays = "." if match.group(4).isupper() else match.group(2).replace(".", "")
        if not match.group(3):
            word = _WORD.match(text, match.end())
            if word is None or counts.zipf(word.group().lower()) < OPENER:
                continue
            stays += " "
        yield Step(match.start(2), match.end(2), stays, "stops-in-a-row")


def _close_brackets(text: str) -> Iterator[Step]:
    """A word that stands close to a bracket of several words: `full(twice in a week)`, `(built in 1911)was`."""
    if ")" not in text:
        return
    counts: Frequencies | None = None
    for match in _CLOSE.finditer(text):
        before, after = match["before"], match["after"]
        if (
            not (before or after)
            or len(_PROSE.findall(match["inner"])) < 2
            or _FORMULA.search(match["inner"])
            or _unsafe(text, *match.span())
        ):
            continue
        counts = counts or frequencies("en")
        if before and len(before) > 2 and counts.zipf(before) >= COMMON:
            yield Step(match.end("before"), match.end("before") + 1, " (", "bracket-space")
        if after and len(after) > 1 and counts.zipf(after) >= OPENER and not before:
            yield Step(match.start("after") - 1, match.start("after"), ") ", "bracket-space")


def _inner_blanks(match: re.Match[str], rule: str) -> Iterator[Step]:
    for group in (1, 3):
        if match.group(group):
            yield Step(*match.span(group), "", rule)


def _is_only_pair(text: str, start: int, end: int) -> bool:
    """Whether the line has no other straight quotation mark; looks no further than the nearest ones."""
    before, after = text.rfind('"', 0, start), text.find('"', end)
    return (before < 0 or "\n" in text[before:start]) and (after < 0 or "\n" in text[end:after])


def _blank_before_mark(start: int, inner: str) -> Iterator[Step]:
    """The blank before the mark that a quotation ends with: `No , ` in `“ No , ”`."""
    if re.search(r"[A-Za-z] [.,!?]$", inner):
        yield Step(start + len(inner) - 2, start + len(inner) - 1, "", "quotation-space")


def fix_quotation_blanks(text: str, language: str | None) -> Iterator[Step]:
    """The blank on the inner side of a pair of quotation marks goes: `“ No , ” she said`, `asked " why "`.

    Left alone: straight marks whose line has another pair, since which of them open is not sure; French, which sets blanks.
    """
    if family(language) != "en":
        return
    if "“ " in text or " ”" in text:
        for match in _CURLY.finditer(text):
            if (match.group(1) or match.group(3)) and not _unsafe(text, *match.span()):
                yield from _inner_blanks(match, "quotation-space")
                yield from _blank_before_mark(match.start(2), match.group(2))
    if '" ' in text:
        for match in _STRAIGHT.finditer(text):
            if _is_only_pair(text, *match.span()) and not _unsafe(text, *match.span()):
                yield Step(match.start() + 1, match.start() + 2, "", "quotation-space")
                yield from _blank_before_mark(match.start(1), match.group(1))
                yield Step(match.end() - 2, match.end() - 1, "", "quotation-space")


def fix_low_quotes(text: str) -> Iterator[Step]:
    """Two commas before a word that a high mark answers, `,,No“`, are a low quotation mark.

    Left alone: two commas that nothing answers.
    """
    if ",," not in text:
        return
    for match in _LOW_QUOTE.finditer(text):
        if not about_code(text, *match.span()):
            low = '"' if match.group("end") == '"' else "\u201e"
            yield Step(match.start(), match.start() + 2, low, "low-quotation-mark")


def _unsafe(text: str, start: int, end: int) -> bool:
    """Code, formulas, or a line without a capital: verse and messages."""
    near = window(text, start, end)
    return about_code(text, start, end) or near == near.lower() or _CODISH.search(near) is not None
