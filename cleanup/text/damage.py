"""Places where characters were lost, escaped or never filled in, and cannot be mended for sure.

`damage` finds them in a text; the sentence that holds one is flagged, kept out of the summary, and left alone by grammar
rules, which read what is left as words. What can be mended is mended before (`stages.normalize`). Offsets are code points,
half-open. Linear in the text.

Left alone: what speaks of code, characters or markup, and in texts about code all but replaced characters (`text.code`);
addresses, formulas (`{x | x > 0}`), questions without a blank after them (`left?Nobody`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Literal

from cleanup.text.code import about_code, alone_in_quotes, in_token, technical, window
from cleanup.text.marks import SENTENCE_END
from cleanup.text.shorten import shortened

DamageKind = Literal["lost-character", "escape-left", "template-mark", "cut-text", "unpaired-mark", "encoded-bytes"]


@dataclass(frozen=True, slots=True)
class Damage:
    """`text[start:end]` shows damage of a kind; `seen` says in words what is seen."""

    start: int
    end: int
    kind: DamageKind
    seen: str


_REPLACED = re.compile("\ufffd+")
_ASKED = re.compile(r"(?<![^\W_])[^\W\d_]{1,30}\?[^\W\d_]{1,30}(?![^\W_])")
_HALF = re.compile(  # of UTF-8 read once or twice as Windows-1252
    "\u00e2\u20ac[\u0080-\u009f\u0152-\u2122]?|\u00e2\u201a\u00ac|\u00c3[\u0080-\u00bf](?=[a-z\\s.,])|\u00c3(?=[\u0192\u201a]\u00c2?)"
    "|\u00c2(?=[\u00a0-\u00bf])|(?<=[a-z])\u00e2(?=s\\b)|\u00ef\u00bf\u00bd|\u00ef\u00bb\u00bf"
)
_PARTED_LIGATURE = re.compile("[\ufb00-\ufb06][ \u00a0](?=[^\\W\\d_])")
_TWO_STOPS = re.compile(r"(?<=[a-z]{2})\.\.(?=[a-z]{2})")
_LOW_COMMAS = re.compile(r"(?<![^\s(\[—–-]),,(?=[^\W\d_])")
_ESCAPE = re.compile(
    r"\\u[0-9A-Fa-f]{4}|%u[0-9A-Fa-f]{4}|(?:\\x[0-9A-Fa-f]{2})+|\\[rn]\\[rn]|(?<=[.!?])\\[rn](?=[A-Z\"])|(?<=[a-z])u20(?:1[89cd]|26)(?=\b|[a-z])"
    r"|&(?:amp;){0,3}#(?:8[12]\d\d|39|34|160)\b|&(?:amp;){0,3}(?:[lr][sd]quo|[mn]dash|hellip|nbsp|quot|apos)(?=\b|[A-Z])|=E2=80=[0-9A-F]{2}|=C3=[0-9A-F]{2}"
)
_WORDS = r"[A-Za-z][A-Za-z0-9 _.'’-]{0,39}"
_TEMPLATE = re.compile(
    rf"\{{\{{\s?[#/^]?{_WORDS}(?:\|[^{{}}\n]{{0,60}})?\s?\}}\}}"
    r"|\{[^{}|\n]{1,60}(?:\|[^{}|\n]{0,60}){1,20}\}"
    r"|(?<![\w%])%{1,2}[A-Z][A-Z0-9_]{2,30}%{1,2}(?![\w%])"
    r"|<%=?[^%\n<>]{1,80}%>|\$\{[A-Za-z_][\w.]{0,60}\}|\*\|[A-Z][A-Z0-9_:]{1,30}\|\*|@@\w{2,30}@@|##[A-Z_]{3,30}##"
    r"|\[\[\s?(?:[a-z]+_[a-z_]+|(?:first|last|full|your|company|product|user)?[ _]?name|city|state|country|date|email|phone|price|"
    r"url|link|title|keywords?|address|website)\s?\]\]"
    r"|\[(?:INSERT|ENTER|ADD|YOUR|TBC|TBD|PLACEHOLDER)(?: [A-Z][A-Z'’ /-]{0,40})?\]|\[(?:insert|enter|add) [a-z][\w '’/-]{1,40}\]"
    r"|\[(?:NAME|CITY|STATE|DATE|COMPANY|LOCATION|PHONE|EMAIL|TITLE|PRICE|PRODUCT|LINK|URL|COUNTRY|ADDRESS|TOPIC)(?: [A-Z]{2,12})?\]"
    r"|\[(?:FIRST|LAST|FULL|COMPANY|YOUR|CLIENT|CUSTOMER|RECIPIENT|BUSINESS|PRODUCT)[ _](?:NAME|CITY|EMAIL|ADDRESS|PHONE)\]"
    r"|\[(?:First|Last|Full|Company|Your|Client|Customer|Recipient|Business|Product)[ _][Nn]ame\]"
    r"|\{(?:[Ff]irst|[Ll]ast|[Ff]ull|[Yy]our|[Cc]ompany|[Uu]ser|[Pp]roduct)[ _]?[Nn]ame\}"
    r"|\[object Object\]|(?<![\w%])%(?:\d\$)?[sd](?![\w%])"
)
_ABOUT_TEMPLATES = re.compile(
    r"(?i)\b(?:templat\w+|placeholders?|variables?|merge (?:tag|field)s?|snippets?|syntax|tokens?|liquid|jinja|functions?|scripts?|"
    r"code|macros?|interpolat\w+|fill in|replace|brackets?)\b|\{%"
)
_LOREM = re.compile(r"(?i)\blorem ipsum dolor\b")
_FORMULA = re.compile(r"[<>=∈≤≥+*^]|\b[a-zA-Z]\b\s*\||\|\s*\b[a-zA-Z]\b")
_OF_WINDOWS = re.compile(
    r"%(?:APPDATA|LOCALAPPDATA|PROGRAM(?:FILES|DATA)|TEMP|TMP|PATH|USER(?:PROFILE|NAME)|WINDIR|SYSTEM(?:ROOT|DRIVE)|HOME(?:PATH|DRIVE))%"
)
_CUT = re.compile(
    r"(?:(?:\.{3}|…)[ \t]{0,3})?(?:\[\+\d+ chars\]|\((?:more|continued)(?:…|\.{3})\)|\[(?:more|read more|continued?)(?:…|\.{3})?\])"
    r"(?=\s|$)"
)
_BYTES = re.compile(r"(?<![\w+/=.:-])[A-Za-z0-9+/]{60,}={0,2}(?![\w+/=])")
_ADDRESS = re.compile(r"://|www\.|@|\.(?:com|org|net|php|html?|aspx?)\b|^/")
_FOLDER = re.compile(r"(?<![^\s`'\"(])\.\.(?=[/\\]|[\s`'\")]|$)")
_SENTENCE_END = re.compile(SENTENCE_END + r"|\n")


@lru_cache(maxsize=4)
def damage(text: str) -> tuple[Damage, ...]:
    """All damage of characters, escapes and templates, in order, disjoint. The last texts are remembered."""
    every: Iterator[Damage] = chain(
        _characters(text), _rest(text), *(() if technical(text) else (_marks(text), _escapes(text), _templates(text)))
    )
    found = sorted(every, key=lambda d: (d.start, -d.end))
    out: list[Damage] = []
    for one in found:
        if not out or one.start >= out[-1].end:
            out.append(one)
    return tuple(out)


def beside_damage(text: str, start: int, end: int) -> str | None:
    """Why grammar rules do not apply at a place, in words: what damage its sentence has, or that `..` is a folder there;
    None where nothing speaks against them."""
    if _FOLDER.search(text, max(0, start - 3), end + 3):
        return "two dots may stand for a folder"
    found = damage(text)
    at = bisect_left(found, start, key=lambda d: d.end)
    for one in found[max(0, at - 1) : at + 1]:
        low, high = (one.end, start) if one.end <= start else (end, one.start)
        if low >= high or (high - low <= 2_000 and not _SENTENCE_END.search(text, low, high)):
            return one.seen
    return None


def _characters(text: str) -> Iterator[Damage]:
    for match in _REPLACED.finditer(text):
        yield Damage(*match.span(), "lost-character", "a replacement mark stands for a lost character")
    if not text.isascii():
        for match in _HALF.finditer(text):
            if not about_code(text, *match.span()):
                yield Damage(
                    *match.span(), "lost-character", f"rest of a character read in another encoding: '{match.group()}'"
                )
        for match in _PARTED_LIGATURE.finditer(text):
            if not about_code(text, *match.span()):
                yield Damage(*match.span(), "lost-character", "a ligature set apart from its word")


def _marks(text: str) -> Iterator[Damage]:
    if "?" in text:
        for match in _ASKED.finditer(text):
            before, _, after = match.group().partition("?")
            if after[0].islower() and (before[-1].islower() or len(before) == 1) and not _in_code(text, match, "[*+^|\\/=&~"):
                yield Damage(*match.span(), "lost-character", f"a question mark inside the word '{match.group()}'")
    for match in _TWO_STOPS.finditer(text):
        near = window(text, *match.span())
        if near != near.lower() and not _in_code(text, match, "/\\@_"):  # all in small letters: verse, messages
            yield Damage(*match.span(), "lost-character", "two full stops between words without a blank")
    for match in _LOW_COMMAS.finditer(text):
        yield Damage(*match.span(), "lost-character", "half of a quotation mark")


def _escapes(text: str) -> Iterator[Damage]:
    if "\\" in text or "&" in text or "u20" in text or "=" in text or "%u" in text:
        for match in _ESCAPE.finditer(text):
            if not _in_code(text, match, "/") and not alone_in_quotes(text, *match.span()):
                yield Damage(*match.span(), "escape-left", f"escape of a program in the text: '{match.group()}'")


def _templates(text: str) -> Iterator[Damage]:
    if not any(sign in text for sign in "{[%$@#*"):
        return
    for match in _TEMPLATE.finditer(text):
        mark = match.group()
        if mark[0] == "{" and mark[1] != "{" and _FORMULA.search(mark):
            continue
        if _OF_WINDOWS.match(mark) or text[match.end() : match.end() + 1] == "\\" or about_code(text, *match.span()):
            continue
        if _ABOUT_TEMPLATES.search(window(text, *match.span())):
            continue
        yield Damage(*match.span(), "template-mark", f"template mark never filled in: '{shortened(mark)}'")


def _rest(text: str) -> Iterator[Damage]:
    for match in _LOREM.finditer(text):
        if not re.search(r"(?i)dummy|filler|placeholder|cicero|typeset", text[max(0, match.start() - 300) : match.end() + 300]):
            yield Damage(*match.span(), "template-mark", "filler text")
    for match in _CUT.finditer(text):
        yield Damage(*match.span(), "cut-text", f"text cut off: '{match.group().strip()}'")
    for match in _BYTES.finditer(text):
        token = match.group()
        if re.search(r"\d", token) and re.search(r"[a-z]", token) and re.search(r"[A-Z]", token):
            yield Damage(*match.span(), "encoded-bytes", f"bytes in place of text: '{shortened(token)}'")


def _in_code(text: str, match: re.Match[str], signs: str) -> bool:
    """Whether the place is of an address, or of a token with one of the signs, or something near speaks of code."""
    token = in_token(text, *match.span())
    return (
        _ADDRESS.search(token) is not None
        or any(sign in token.replace(match.group(), "") for sign in signs)
        or about_code(text, *match.span())
    )
