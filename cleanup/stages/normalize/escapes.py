"""Escapes of programs left in prose as they were written: `\\u2019`, `\\xe2\\x80\\x99`, `\\n`, `\\"`, broken HTML entities.

Each fixer finds one kind (see `repairs`). Left alone everywhere: lines that speak of code or escapes or hold code
(`text.code`), web addresses, paths (`C:\\new`), and what does not decode to characters that a reader can see.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cleanup.stages.normalize.compose import Step
from cleanup.text.code import about_code, alone_in_quotes, in_token

_UNICODE = re.compile(r"(?:(?:\\{1,2}|%)u[0-9A-Fa-f]{4}){1,40}")
# UTF-8 as mail (=E2=80=99) and addresses (%E2%80%99) write it: a first byte with those that it asks for
_ENCODED = re.compile(r"(?:([=%])(?:C[2-9A-F]|D[0-9A-F])\1[89AB][0-9A-F]|([=%])E[0-9A-F](?:\2[89AB][0-9A-F]){2}){1,40}")
_UNIT = re.compile(r"u([0-9A-Fa-f]{4})")
_BYTES = re.compile(r"(?:\\{1,2}x[0-9A-Fa-f]{2}){1,40}")
# Without its backslash only where it cannot be a word or a number: "didnu2019t", "u201cNo", "cafu00e9"
_BARE = re.compile(
    r"(?<=[A-Za-z])u(?:2019|2018)(?=[a-z]{1,2}\b)|(?<![\w\\+])u201[cC](?=[A-Za-z])|(?<=[A-Za-z.,!?])u201[dD](?!\w)|"
    r"(?<=[a-z])u00[c-fC-F][0-9a-fA-F](?=[a-z]|\b)|(?<= )u201[34](?= )|(?<=[a-z])u2026(?!\w)"
)
_NEWLINES = re.compile(r"\\[nr](?:[ \t]{0,4}\\[nr])*")
_SMALL = re.compile(r"[a-z]{2,20}")
_TABS = re.compile(r"\\t(?=[A-Z\s\"“]|$)")
_QUOTED = re.compile(r"\\{1,3}(?=[\"'“”‘’])")
_SLASH = re.compile(r"(?<=[A-Za-z:/])\\(?=/)")
_AFTER_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]*]*$")
_OPENS = re.compile(r"[\"“‘'(\[¿¡]*[A-ZÀ-ÞΑ-ΩА-Я0-9]|[-*•–—] |#{1,6} |$|\n")
_PATH = re.compile(r"(?:^|[\s\"'(])(?:[A-Za-z]:|\\\\|\.{1,2})\\|\\(?![nrt][A-Z])[A-Za-z]{3,}\\")
_SPLIT = re.compile(r"&(?:[ \u00a0]#|#[ \u00a0])(\d{2,5}|x[0-9A-Fa-f]{2,4})[ \u00a0]?;|&#(\d{2,5}|x[0-9A-Fa-f]{2,4})[ \u00a0];")
_MARKS = "rsquo|lsquo|rdquo|ldquo|sbquo|bdquo|mdash|ndash|hellip|nbsp|quot|apos"
_SPLIT_NAME = re.compile(rf"&[ \u00a0](?P<late>{_MARKS}|amp)[ \u00a0]?;|&(?P<early>{_MARKS})[ \u00a0];")
_NUMBERS = "8211|8212|8216|8217|8218|8220|8221|8222|8230|0?39|0?34|0?38|160"
_UNENDED = re.compile(
    rf"&(?:amp;){{0,3}}#(?:{_NUMBERS})(?![\d;])"
    r"|&(?:amp;){0,3}(?:rsquo|lsquo|rdquo|ldquo|sbquo|bdquo|mdash|ndash|hellip|nbsp|quot)(?! ?;|=)"
    r"|&(?:amp;){1,3}(?:apos|lt|gt)(?![\w;=])"
    r"|&(?:amp;){0,3}(?:[AEIOUYaeiouy](?:acute|grave|circ|uml)|[ANOano]tilde|[Cc]cedil|szlig|[Aa]ring|[Oo]slash)(?![;=])"
    r"|&(?:amp;){0,3}(?:pound|deg)(?=[\d\s])"
    r"|&(?:amp;){0,3}amp(?=\s|[A-Z]|$)"
)
_UNBEGUN = re.compile(rf"(?<![&\w#;])(?<!& )#(?:{_NUMBERS});|(?<=[A-Za-z])#(?:{_NUMBERS});")
_UNSEEN = "\u00a0\u00ad\u200b\u2002\u2003\u2009"
_HALF = "\u00e2\u20ac\u00c3\u00c2"  # before these a control character is a byte of the same damaged letter


def fix_escapes(text: str) -> Iterator[Step]:
    r"""`\u2019`, `%u2019`, `\xe2\x80\x99` and `didnu2019t` become the characters that they stand for, by ftfy's decoder.

    Left alone: escapes of ASCII letters and digits and of `<>`, byte escapes that are neither UTF-8 nor a letter or mark
    inside a word, single surrogates.
    """
    if "\\" in text or "%u" in text:
        for match in _UNICODE.finditer(text):
            yield from _replaced(text, match, _of_units(match.group()))
        for match in _BYTES.finditer(text):
            yield from _replaced(text, match, _of_bytes(text, match))
    if "=E" in text or "=C" in text or "%E" in text or "%C" in text:
        for match in _ENCODED.finditer(text):
            yield from _replaced(text, match, _of_pairs(match.group()))
    if "u2" in text or "u0" in text:
        for match in _BARE.finditer(text):
            yield from _replaced(text, match, _of_units(match.group()))


def fix_escaped_line_ends(text: str) -> Iterator[Step]:
    r"""`\n`, `\r\n` and `\t` as two characters: line ends between sentences, one or a blank line as they are counted.

    In mid-sentence they become a blank, and only in texts that have two or more between sentences. Left alone: paths,
    commands such as `\nu` and `\times`.
    """
    if "\\n" not in text and "\\r" not in text:
        return
    sure: list[tuple[int, int, str]] = []
    doubtful: list[tuple[int, int, str]] = []
    for match in _NEWLINES.finditer(text):
        start, end = match.span()
        if about_code(text, start, end) or _PATH.search(in_token(text, start, end, 80)):
            continue
        while start and text[start - 1] in " \t":
            start -= 1
        while end < len(text) and text[end] in " \t":
            end += 1
        lines = max(match.group().count("\\n"), match.group().count("\\r"))
        if _command(text, match):
            continue
        before, after = text[max(0, start - 8) : start], text[end : end + 8]
        bare = not before or before.endswith("\n") or not after or after.startswith("\n")
        opens = _OPENS.match(after) is not None
        if bare:
            sure.append((start, end, ""))
        elif opens and (lines > 1 or _AFTER_SENTENCE.search(before) or (before[-1].isalpha() and after[0].isalpha())):
            sure.append((start, end, "\n\n" if lines > 1 else "\n"))
        elif before[-1].isalnum() or before[-1] in ',;.!?"”)':
            doubtful.append((start, end, ("\n" if opens else " ")))
    if len(sure) > 1:
        sure += doubtful
    for start, end, new in sure:
        yield Step(start, end, new, "escaped-line-end")
    if sure:
        for match in _TABS.finditer(text):
            before = text[match.start() - 1 : match.start()]
            if (not before or not before.isalnum() or before.islower()) and not about_code(text, *match.span()):
                yield Step(match.start(), match.end(), " ", "escaped-line-end")


def _command(text: str, match: re.Match[str]) -> bool:
    r"""Whether the escape is the head of a longer word: `\number`, `\newpage`, `\right`."""
    from cleanup.models.frequency import frequencies

    tail = _SMALL.match(text, match.end())
    if tail is None or len(match.group()) != 2:
        return False
    words = frequencies("en")
    return words.zipf(match.group()[1] + tail.group()) > words.zipf(tail.group())


def fix_escaped_marks(text: str) -> Iterator[Step]:
    r"""The backslash before a quotation mark, an apostrophe or a slash goes: `\"No\"`, `don\'t`, `and\/or`.

    Left alone: a quotation mark whose line has no other of its kind.
    """
    if "\\" not in text:
        return
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        inside = text[end] in "'’" and text[max(0, start - 1) : start].isalpha() and text[end + 1 : end + 2].isalpha()
        if about_code(text, start, end) or not (inside or _has_fellow(text, start, end)):
            continue
        yield Step(start, end, "", "escaped-mark")
    for match in _SLASH.finditer(text):
        token = in_token(text, match.start(), match.end())
        if token.count("\\") == token.count("\\/") and not about_code(text, *match.span()):
            yield Step(match.start(), match.end(), "", "escaped-mark")


def fix_broken_entities(text: str) -> Iterator[Step]:
    """HTML entities split by a blank, without their semicolon or without their ampersand.

    Only numbers and names that stand for marks of prose. Left alone: what `fix_entities` leaves alone, and `&amp` before
    a small letter.
    """
    if "#" in text or "&" in text:
        for match in _SPLIT.finditer(text):
            yield from _entity(text, match, f"&#{match.group(1) or match.group(2)};")
        for match in _SPLIT_NAME.finditer(text):
            yield from _entity(text, match, f"&{match['late'] or match['early']};")
        for match in _UNENDED.finditer(text):
            name = re.sub(r"^&(?:amp;)*", "&", match.group())
            yield from _entity(text, match, name + ";")
        for match in _UNBEGUN.finditer(text):
            yield from _entity(text, match, "&" + match.group())


def _entity(text: str, match: re.Match[str], entity: str) -> Iterator[Step]:
    plain = html.unescape(entity)
    if len(plain) != 1 or plain in "<>" or not (plain.isprintable() or plain in _UNSEEN):
        return
    token = in_token(text, match.start(), match.end())
    if "://" in token or "www." in token or ("?" in token and "=" in token) or about_code(text, *match.span()):
        return
    yield Step(match.start(), match.end(), plain, "html-entity")


def _replaced(text: str, match: re.Match[str], new: str | None) -> Iterator[Step]:
    if not new or any(c in "<>\\" or (c.isascii() and (c.isalnum() or not c.isprintable())) for c in new):
        return
    before = text[max(0, match.start() - 1) : match.start()]
    if not all(c.isprintable() or c in _UNSEEN or (before and before in _HALF and "\x80" <= c <= "\x9f") for c in new):
        return
    if alone_in_quotes(text, *match.span()):
        return
    token = in_token(text, match.start(), match.end(), 80)
    if not _PATH.search(token) and "://" not in token and not about_code(text, *match.span()):
        yield Step(match.start(), match.end(), new, "literal-escape")


def _of_pairs(pairs: str) -> str | None:
    try:
        return bytes(int(pair, 16) for pair in re.findall(r"[=%]([0-9A-F]{2})", pairs)).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _of_units(escapes: str) -> str | None:
    from ftfy.fixes import fix_surrogates

    joined = fix_surrogates("".join(chr(int(unit, 16)) for unit in _UNIT.findall(escapes)))
    return None if any("\ud800" <= c <= "\udfff" for c in joined) else joined


def _of_bytes(text: str, match: re.Match[str]) -> str | None:
    """UTF-8; failing that, a letter or mark of Windows-1252 with a letter beside it."""
    from ftfy.fixes import fix_c1_controls

    raw = bytes(int(pair, 16) for pair in re.findall(r"x([0-9A-Fa-f]{2})", match.group()))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        beside = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        plain = fix_c1_controls(raw.decode("latin-1"))
        return plain if any(map(str.isalpha, beside)) and all(c.isalpha() or c in "‘’“”–—…\u00a0" for c in plain) else None


def _has_fellow(text: str, start: int, end: int, reach: int = 600) -> bool:
    near = text[max(0, start - reach) : start].rpartition("\n")[2] + text[end : end + reach].partition("\n")[0]
    return "\\" + text[end] in near
