"""Repairs of characters and white space: each fixer finds one kind of damage and says what to put there.

A fixer is a pure function `(text) -> steps` over the whole text; it never looks at what other fixers do. All are
linear in the text. What a fixer leaves alone, because it can be meant, stands in its docstring.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from cleanup.stages.normalize.compose import Step
from cleanup.text.code import about_damage, in_token, window
from cleanup.text.diffing import Change, changes

_JOINED = "\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufefc"
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_TERMINAL_ESCAPE = r"\x1b(?:\[[0-?]{0,16}[ -/]{0,4}[@-~])?"
_CONTROL = re.compile(_TERMINAL_ESCAPE + "|[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]+")
# What ftfy never takes for bad: marks of typography, and common letters and signs that have no neighbor beyond ASCII.
TYPOGRAPHIC, UNREMARKABLE = "“”‘’–—…", "äöüéèñáíóúçêëïôßåæø€£·•°"
_MAY_BE_BAD = re.compile(
    rf"[^\x00-\x7f{TYPOGRAPHIC}{UNREMARKABLE}]|[{UNREMARKABLE}](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[{UNREMARKABLE}]"
)
_NUMBERED_ENTITY = r"#\d{1,6}|#[xX][0-9A-Fa-f]{1,5}"
_ENTITY = re.compile(rf"&(?:amp;){{0,3}}(?:[A-Za-z][A-Za-z0-9]{{1,20}}|{_NUMBERED_ENTITY});")
# A line that speaks of markup shows entities on purpose
_ABOUT_MARKUP = re.compile(r"(?i)\b(?:x?html|xml|entit(?:y|ies)|escap(?:e[ds]?|ing)|ampersands?|mark-?up|url|encod\w+)\b")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+")
_SOFT_WRAPPED = re.compile("(?<=[^\\W\\d_])\u00ad[ \t]*\n(?=[^\\W\\d_])")  # a word divided at a line's end
_JOINER = re.compile("[\u200c\u200d]+")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPECIAL_SPACE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]+")
_SPACED_SCRIPT = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # zero-width space parts words here
_UNSEEN = "\u00a0\u00ad\u200b\u200c\u200d\u2002\u2003\u2009"  # what entities stand for besides printable characters
_SHOWN = ('""', "\u201c\u201d", "''", "\u2018\u2019", ";&", "()")
_BLANKS = re.compile(r"[ \t\u00a0]+")
_LOGGED = re.compile(r"(?:\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} [ \d]\d )\d\d:\d\d:\d\d")  # blanks set columns there
_LOG_LINE = 300
_LINE = 2_000  # so that the time for a place does not depend on the line's length; own choice
_BLANK_LINES = re.compile(r"\n(?:[ \t\u00a0]*\n){3,}")


def fix_line_ends(text: str) -> Iterator[Step]:
    """CR LF, CR, vertical tab, form feed, NEL and line separator become LF; a paragraph separator a blank line."""
    for match in _LINE_END.finditer(text):
        yield Step(match.start(), match.end(), "\n\n" if match.group() == "\u2029" else "\n", "line-end")


def fix_mojibake(text: str) -> Iterator[Step]:
    """Text decoded with the wrong encoding, line by line, by ftfy's `fix_encoding`.

    Curly quotes, entities, width and case are left as they are; a line that ftfy does not find bad is not looked at.
    Source of method: Robyn Speer, ftfy (2019).
    """
    if not (_MAY_BE_BAD.search(text) or _CONTROL.search(text)):
        return  # before ftfy is loaded, which takes as long as the rest of this stage
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import is_bad

    config = TextFixerConfig(unescape_html=False, uncurl_quotes=False, explain=False)
    known: dict[str, list[Change]] = {}  # lines repeat: menus, tables
    at = 0
    for line in text.split("\n"):
        if not line.isascii() and (_MAY_BE_BAD.search(line) or _CONTROL.search(line)):
            found = known.get(line)
            if found is None:
                fixed = fix_encoding(line, config) if is_bad(line) or _CONTROL.search(line) else line
                found = known[line] = [] if "\n" in fixed else changes(line, fixed)
            for change in found:
                # `"Ã¤" instead of "ä"` speaks of damage; a blank is no byte of a dagger, but `â€` has lost its last
                if about_damage(line, change.start, change.end):
                    continue
                shown = line[change.start - 1 : change.start] + line[change.end : change.end + 1] in _SHOWN
                if (shown and len(change.replacement) == 1) or ("\u2020" in change.replacement and "\u00e2\u20ac " in line):
                    continue
                yield Step(at + change.start, at + change.end, change.replacement, "mojibake")
        at += len(line) + 1


def fix_controls(text: str) -> Iterator[Step]:
    """Terminal escape sequences and control characters go. Left alone: tab and line feed."""
    for match in _CONTROL.finditer(text):
        yield Step(match.start(), match.end(), "", "control-character")


def fix_entities(text: str) -> Iterator[Step]:
    """HTML entities that were left in text, also escaped twice. Needs the semicolon and a known name.

    Left alone: lines that speak of markup or hold tags as entities (&lt;b&gt;), and addresses.
    """
    if "&" not in text:
        return
    for match in _ENTITY.finditer(text):
        entity = match.group()
        name = entity[1:]
        while name.startswith("amp;") and name != "amp;":
            name = name.removeprefix("amp;")
        if not name.startswith("#") and name not in html5:
            continue
        plain = html.unescape(entity)
        while plain != (again := html.unescape(plain)):
            plain = again
        if plain in "<>" or not (plain.isprintable() or plain in _UNSEEN):
            continue
        line = line_around(text, match.start(), match.end())
        if not _ABOUT_MARKUP.search(line) and "&lt;" not in line and not in_address(text, match.start(), match.end()):
            yield Step(match.start(), match.end(), plain, "html-entity")


def fix_invisible(text: str) -> Iterator[Step]:
    """Soft hyphens, zero-width spaces, joiners and direction marks that do nothing go; a line break goes with the soft
    hyphen that a word is divided by.

    Left alone: zero-width spaces beside Thai, Khmer and Burmese; joiners beside scripts that join and inside emoji;
    direction marks in lines with right-to-left letters.
    """
    wrapped = {m.start(): m.end() for m in _SOFT_WRAPPED.finditer(text) if text[m.end()].islower()}
    for start, end in wrapped.items():
        yield Step(start, end, "", "invisible-character")
    for match in _INVISIBLE.finditer(text):
        if match.start() in wrapped:
            continue
        beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if not _SPACED_SCRIPT.search(beside):
            yield Step(match.start(), match.end(), "", "invisible-character")
    for match in _JOINER.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if (_plain_letter(before) and _plain_letter(after)) or not after.strip() or not before.strip():
            yield Step(match.start(), match.end(), "", "invisible-character")
    if _DIRECTION.search(text):
        at = 0
        for line in text.split("\n"):
            if not _RTL.search(line):
                for match in _DIRECTION.finditer(line):
                    yield Step(at + match.start(), at + match.end(), "", "invisible-character")
            at += len(line) + 1


def fix_spaces(text: str) -> Iterator[Step]:
    """Non-breaking and typographic spaces become plain ones.

    Left alone, since they are set on purpose, when single: between a digit and what follows (10 000, 5 km, 100 %),
    before French double marks and closing guillemets, after opening ones.
    """
    for match in _SPECIAL_SPACE.finditer(text):
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        number = before.isdigit() and bool(after) and (after.isalnum() or after in "%\u2030\u20ac\u00a3$\u00b0")
        french = (bool(after) and after in ":;!?\u00bb\u203a") or (bool(before) and before in "\u00ab\u2039")
        length = match.end() - match.start()
        if length > 1 or not (number or french):
            yield Step(match.start(), match.end(), " " * length, "non-breaking-space")


def fix_white_space(text: str) -> Iterator[Step]:
    """Trailing blanks go, runs of blanks inside lines become one space, three blank lines or more become one.

    Left alone: indentation, single tabs, lines of logs, white space at the very end of the text but for blanks. Blanks between
    blank lines are found twice; they go with the lines, which begin before them.
    """
    yield from (Step(match.start(), match.end(), "\n\n", "blank-lines") for match in _BLANK_LINES.finditer(text))
    for match in _BLANKS.finditer(text):
        start, end = match.span()
        if end == len(text) or text[end] == "\n":
            yield Step(start, end, "", "trailing-space")
        elif start > 0 and text[start - 1] != "\n" and end - start > 1 and not _in_log(text, start):
            yield Step(start, end, " ", "repeated-space")


def _in_log(text: str, at: int) -> bool:
    """Whether the line of a place begins with the date and the time of a log; looks at most `_LOG_LINE` characters back."""
    low = max(0, at - _LOG_LINE)
    begins = text.rfind("\n", low, at) + 1
    return (begins > 0 or low == 0) and _LOGGED.match(text, begins) is not None


def in_address(text: str, start: int, end: int) -> bool:
    """Whether the place is part of a web or mail address."""
    token = in_token(text, start, end)
    return "://" in token or "www." in token or "@" in token


def line_around(text: str, start: int, end: int) -> str:
    """The line of a place, at most `_LINE` characters to either side."""
    return window(text, start, end, _LINE)


def _plain_letter(char: str) -> bool:
    return char.isalnum() and not re.match(f"[{_JOINED}]", char)
