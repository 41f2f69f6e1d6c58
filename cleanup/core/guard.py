"""Protected spans: what no grammar edit may touch, whatever its confidence.

`protected_spans` finds names, acronyms, numbers with their units, quotations, URLs, handles, e-mail addresses,
code and foreign passages; `refusal` says why an edit may not be applied, naming the span. Offsets are code points,
half-open, of the text the edit was proposed for. Time is linear in the text.

An inline edit may end or begin exactly at a span, but it may not change a character of it nor glue one to it. The
only changes allowed in or across a span are the declared allowances, both of which leave every letter and digit
where it is: a hyphen in place of the space between a number and its unit ("a 5 mile walk" -> "a 5-mile walk"), and
the apostrophe of a decade ("1980's" -> "1980s"). Blanks between a name and a full stop that ends the sentence may go.

Left alone: a capital at the start of a sentence is no name unless the article or its title shows the word
capitalized elsewhere. Doubt is resolved in favor of protection: a missed correction costs less than a changed name.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import cached_property, lru_cache

from cleanup.core.edit import Edit
from cleanup.document import Document
from cleanup.languages import family
from cleanup.text.foreign import foreign_passages
from cleanup.text.names import names
from cleanup.text.quotations import quotations
from cleanup.text.shorten import shortened
from cleanup.text.spans import ProtectedSpan, SpanKind, disjoint, touching

__all__ = ["Guard", "ProtectedSpan", "SpanKind", "protected_spans", "refusal", "trimmed"]

# A label of a host's name has at most 63 signs (RFC 1035); more than ten of them are not seen in articles.
_URL = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,15}://|www\.)[^\s<>\"“”]+"
    r"|\b[\w-]{1,63}(?:\.[\w-]{1,63}){0,9}\.(?:com|org|net|io|co|gov|edu|uk|info|biz|ai|app|dev|tv|me|eu|de|fr|au|ca|ly)\b"
    r"(?:[/?#:][^\s<>\"“”]*|\.[a-z]{2,3}\b\S*)?",
    re.I,
)
# begins where a run of its characters does, so that each is looked at once
_EMAIL = re.compile(r"(?<![^\s<>(),;:\"“”@])[^\s<>(),;:\"“”@]++@[^\s<>(),;:\"“”@]+")
_HANDLE = re.compile(r"[@#]\w+(?:[.-]\w+)*")
_CODE = re.compile(
    r"`[^`\n]+`|</?[A-Za-z][^<>\n]*>|\b\w+\([\w, ]*\)|\b\w*_\w+\b|(?:~|\.{1,2})?/(?:[\w.-]+/)+[\w.-]*"
    r"|\b[\w-]{1,100}\.(?:py|js|ts|css|html?|php|json|xml|ya?ml|txt|pdf|docx?|xlsx?|jpe?g|png|gif|exe|zip|md|sh|sql|csv)\b"
    r"|\B--?[a-z][\w-]*=\S+|\{\{[^{}\n]*\}\}|[A-Za-z]:\\[^\s]+"
)
# A number with its sign, currency, decimals, ordinal ending and unit. The unit may be parted by one space.
_UNITS = (
    r"%|‰|°\s?[CF]?|º|′|″|[\"”](?=[\s,.;)]|$)|percent\b|per cent\b|k\b|K\b|M\b|B\b|bn\b|mn\b|tn\b|"
    r"million\b|billion\b|trillion\b|"
    r"thousand\b|hundred\b|dozen\b|(?:[kcmnµ]?m|km|mm|cm|nm)[²³]?\b|mi\b|ft\b\.?|in\b\.(?=\s[x×])|yd\b|sq\b\.?|"
    r"[mkµn]?g\b|lbs?\b\.?|oz\b\.?|[mc]?l\b|L\b|[kMGT]?[WVA]\b|[kMG]?Hz\b|[KMGTP]i?B\b|[KMGT]?bps\b|mAh\b|Wh\b|kWh\b|"
    r"mph\b|km/h\b|kph\b|rpm\b|fps\b|dB\b|px\b|ppi\b|dpi\b|a\.?m\b\.?|p\.?m\b\.?|AM\b|PM\b|hp\b|psi\b|ppm\b"
)
_NUMBER = re.compile(
    r"[-+−±~≈]?[$€£¥₹]?\d+(?:[.,:/’'\u202f\u00a0-]\d+)*(?:st|nd|rd|th|s|['’]s)?(?![^\W\d_])"
    rf"(?:[\s\u00a0\u202f-]?(?:{_UNITS}))?"
    rf"|[-+−±~≈]?[$€£¥₹]?\d+(?:[.,:/]\d+)*(?:{_UNITS})"
    r"|[½¼¾⅓⅔⅛]"
)
_NUMBER_WORD = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|"
    r"trillion|dozen)s?\b",
    re.I,
)


def protected_spans(text: str, title: str | None = None, language: str | None = "en") -> list[ProtectedSpan]:
    """All protected spans of the text, sorted, none overlapping another (the wider kind covers the narrower).

    `title` adds its capitalized words to the names; `language` is the article's (for foreign passages). The last texts
    are remembered, since stage and runner ask for the same one.
    """
    return list(_protected(text, title, language))


@lru_cache(maxsize=4)
def _protected(text: str, title: str | None, language: str | None) -> tuple[ProtectedSpan, ...]:
    found: list[ProtectedSpan] = []
    found += [ProtectedSpan(m.start(), m.end(), "code") for m in _CODE.finditer(text)]
    found += [ProtectedSpan(m.start(), m.end(), "url") for m in _URL.finditer(text)]
    if "@" in text:
        found += [ProtectedSpan(m.start(), m.end(), "email") for m in _EMAIL.finditer(text)]
    found += [ProtectedSpan(m.start(), m.end(), "handle") for m in _HANDLE.finditer(text)]
    found += quotations(text)
    found += foreign_passages(text, family(language) or "en")
    found += [ProtectedSpan(m.start(), m.end(), "number") for m in _NUMBER.finditer(text)]
    found += [ProtectedSpan(m.start(), m.end(), "number") for m in _NUMBER_WORD.finditer(text)]
    found += names(text, title)
    return tuple(disjoint(found))


def trimmed(start: int, end: int, replacement: str, text: str) -> tuple[int, int, str]:
    """The edit without the characters that old and new text share at either end."""
    old = text[start:end]
    limit = min(len(old), len(replacement))
    head = 0
    while head < limit and old[head] == replacement[head]:
        head += 1
    tail = 0
    while tail < limit - head and old[-1 - tail] == replacement[-1 - tail]:
        tail += 1
    return start + head, end - tail, replacement[head : len(replacement) - tail]


_STOP = re.compile(r"\.(?=[\s\"'”’)\]]|$)")
_DIGITS = re.compile(r"\d+")
# Escapes and broken entities that stand for a character, as `stages.normalize.escapes` mends them: what is read is that one
_LITERAL_ESCAPE = re.compile(
    r"\\{1,3}(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrt])|%u[0-9A-Fa-f]{4}|u(?:20|00)[0-9A-Fa-f]{2}|(?:[=%][C-F][0-9A-F]|[=%][89AB][0-9A-F])"
    r"|&?(?:amp;){0,3}[ \u00a0]?#[ \u00a0]?(?:\d{2,5}|x[0-9A-Fa-f]{2,4})[ \u00a0]?;?"
    r"|&(?:amp;){0,3}(?:[lr][sd]quo|[sb][bd]quo|[mn]dash|hellip|nbsp|quot|apos|amp)\b;?"
)
_SPLIT_ENTITY = re.compile(r"&[ \u00a0]?([a-z]{3,6})[ \u00a0]?;")
_TERMINAL_ESCAPE = re.compile(r"\x1b\[[0-?]{0,16}[ -/]{0,4}[@-~]")


def refusal(edit: Edit, text: str, spans: Sequence[ProtectedSpan]) -> str | None:
    """Why an inline edit may not be applied, naming the span ("guard: name 'VSSE'"), or None.

    `spans`: from `protected_spans(text)`, sorted and disjoint.
    """
    start, end, new = trimmed(edit.start, edit.end, edit.replacement, text)
    if start == end and not new:
        return None
    if _DIGITS.findall(text[start:end]) != _DIGITS.findall(new):
        return f"guard: digits of '{shortened(text[edit.start : edit.end])}' would change"
    for span in touching(spans, start, end):
        if not _allowed(span, start, end, new, text):
            return f"guard: {span.kind} '{shortened(text[span.start : span.end])}'"
    return None


def _allowed(span: ProtectedSpan, start: int, end: int, new: str, text: str) -> bool:
    """Whether the edit (trimmed) leaves this span, which it touches or abuts, as it is."""
    if span.kind == "number":
        old = text[start:end]
        if span.start < start and end < span.end and old in (" ", "\u00a0") and new == "-":
            return True  # allowance: hyphen between a number and its unit
        if not new and old in ("'", "’") and span.start < start and text[start - 1] == "0" and text[end : end + 1] == "s":
            return True  # allowance: the apostrophe of a decade
    if start < span.end and span.start < end:
        return False  # characters of the span would change
    if span.start < start == end < span.end:
        return False  # an insertion inside
    if (
        start == span.end
        and not new
        and text[start:end].isspace()
        and _STOP.match(text, end)
        and (span.kind in ("name", "acronym") and "." not in text[span.start : span.end])
    ):
        return True  # blanks before the full stop after a name: no character of the name is touched
    # The edit abuts: nothing may be glued to the span that was not, except white space and sentence punctuation.
    if start == span.end:
        left = new[:1] or text[end : end + 1]
        was = text[start : start + 1]
        if _glues(left, span) and left != was:
            return False
        if span.kind in ("url", "email", "handle", "code") and left and not left.isspace() and left != was:
            return False
    if end == span.start:
        right = new[-1:] or (text[start - 1 : start] if start else "")
        was = text[span.start - 1 : span.start]
        if _glues(right, span) and right != was:
            return False
        if span.kind in ("url", "email", "handle", "code") and right and not right.isspace() and right != was:
            return False
    return True


def _glues(char: str, span: ProtectedSpan) -> bool:
    if not char:
        return False
    if char.isalnum() or char in "_'’&@#/\\$€£¥%":
        return True
    return char in "-‑." and span.kind in ("name", "acronym", "foreign")


class Guard:
    """Judges edits to one document; the protected spans are found when the first inline edit asks for them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def spans(self) -> list[ProtectedSpan]:
        """The protected spans of the document: those of its text, its code blocks, and code, formulas and
        footnotes' marks inside lines."""
        document = self._document
        code = [ProtectedSpan(b.start, b.end, "code") for b in document.blocks if b.kind == "code"]
        code += [ProtectedSpan(i.start, i.end, "code") for i in document.inlines if i.kind in ("code", "math", "footnote")]
        found = protected_spans(document.text, document.title, document.language)
        return disjoint([*code, *found]) if code else found

    def refusal(self, edit: Edit) -> str:
        """Why the edit is refused, or the empty string.

        Other edits may touch protected spans, but are held to what they claim: a block edit takes whole lines away or
        moves white space only; a page edit takes words away and adds none; an encoding edit keeps every ASCII letter
        and digit a reader sees.
        """
        text = self._document.text
        if edit.scope == "inline":
            return refusal(edit, text, self.spans) or ""
        old = text[edit.start : edit.end]
        if edit.scope == "page":
            added = any(c.isalnum() for c in edit.replacement)
            return f"guard: words would be added for '{shortened(old)}'" if added else ""
        if edit.scope == "block":
            if _bare(old) == _bare(edit.replacement) or (not edit.replacement.strip() and _whole_lines(edit, text)):
                return ""
            return f"guard: not whole lines: '{shortened(old)}'"
        if _visible(old) == _visible(edit.replacement) or _ascii(old) == _ascii(edit.replacement):
            return ""
        return f"guard: not an encoding repair: '{shortened(old)}'"


def _bare(text: str) -> str:
    return "".join(text.split())


def _whole_lines(edit: Edit, text: str) -> bool:
    before = text[text.rfind("\n", 0, edit.start) + 1 : edit.start]
    stop = text.find("\n", edit.end)
    after = text[edit.end : stop if stop >= 0 else len(text)]
    ended = edit.end > edit.start and text[edit.end - 1] == "\n"
    begun = edit.end > edit.start and text[edit.start] == "\n"
    return (begun or not before.strip()) and (ended or not after.strip())


def _ascii(text: str) -> list[str]:
    """ASCII letters and digits as they stand: the signs of mojibake have letters in them once they are spelled out."""
    return re.findall(r"[A-Za-z0-9]", text)


def _visible(text: str) -> list[str]:
    text = _SPLIT_ENTITY.sub(r"&\1;", _TERMINAL_ESCAPE.sub("", text))
    while text != (plain := html.unescape(text)):  # entities may have been escaped more than once
        text = plain
    text = _LITERAL_ESCAPE.sub("", text)
    return re.findall(r"[A-Za-z0-9]", unicodedata.normalize("NFKC", text))
