"""Raised and lowered characters as plain text that states the same: 10⁶ and not 106, 2₁₀ and not 210, but 1st and CO2."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_UP = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_DOWN = str.maketrans("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_CAN_RISE = re.compile(r"[0-9+\-−–=()]+|[ni]|[ni0-9+\-−–]{2,}")
_CAN_SINK = re.compile(r"[0-9+\-−–=()]+|[aehijklmnoprstuvx]")
# "1st", "XIXe", "nth": letters that a reader joins to the number before them.
_ORDINAL = re.compile(
    r"(?:st|nd|rd|th|er|ers|re|res|ère|ères|ème|èmes|eme|ième|ièmes|nde?|de|do|ro|to|vo|mo|no|os|as|ª|º|ter|tes?)",
    re.IGNORECASE,
)
# One letter is an ordinal's in these languages, and after a Roman number; elsewhere 2 to the power e may be meant.
_ORDINAL_LETTERS = {"fr": "ed", "nl": "e", "es": "ao", "it": "ao", "pt": "ao", "gl": "ao", "ca": "nrta"}
_ROMAN = re.compile(r"\b[IVXLCDM]+$")
_NUMBER = re.compile(r"(?:\d|\b[IVXLCDM]+)$")
_VARIABLE = re.compile(r"(?:^|\W)[a-z]$")
# Abbreviations that are written with raised letters, as whole words.
_ABBREVIATIONS = frozenset(
    "mme mmes mlle mlles me mes mgr no nos dr dre drs pr pre st ste sts cie ro vo fo mc mr mrs ms jr sr bd co wm sra sres "
    "dña dª mª nº vve fr ms ing art cap pag".split()
)
_SIGNS = {"TM": "™", "SM": "℠"}
_MARKS = re.compile(r"[^\w\s+\-−–=]+|[ªº]")  # stars, daggers, ™, °: nobody reads them as a part of the word before
_LIST_OF_NOTES = re.compile(r"\d{1,3}(?:\s?[,;]\s?\d{1,3})+")
_WORDY = re.compile(r"[^\W\d_]{3,}\W+[^\W\d_]{3,}|[^\W\d_]{13,}")
_FUNCTION = re.compile(r"(?:log|ln|lg|lim|max|min|sup|inf|sum)$")
# What may stand in a raised text that is taken as a whole, and how many elements of it are looked at.
_SIMPLE = frozenset("a abbr b em font i small span strong sub sup time u var wbr cite mark nobr ins".split())
_STRUCK = frozenset(("del", "s", "strike"))
MOST_ELEMENTS = 24
LONGEST = 60  # characters; more is a text that is set small, and its words are read as they come


def script_text(el: _Element) -> str | None:
    """The text of a sup or sub element, scripts in it behind ^ or _; None where it is more than a few plain characters."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    size = 0
    for event, inner in islice(iterwalk(el, events=("start", "end")), 2 * MOST_ELEMENTS + 1):
        nested = inner is not el and inner.tag in ("sup", "sub")
        if event == "start":
            if inner is not el and inner.tag not in _SIMPLE:
                return None
            parts.append(("^(" if inner.tag == "sup" else "_(") if nested else "")
            parts.append(inner.text or "")
        else:
            if inner is el:
                return "".join(parts)
            parts.append(")" if nested else "")
            parts.append(inner.tail or "")
        size += len(parts[-1])
        if size > 2 * LONGEST:
            return None
    return None


def parts_by_kind(el: _Element, kind_of: Callable[[_Element], str]) -> list[tuple[str, str]] | None:
    """The text of a sup or sub element piece by piece, each with what `kind_of` says of the outermost element inside that it
    says something of. None where it says nothing, or the element holds more than a few plain characters."""
    from lxml.etree import iterwalk

    parts: list[tuple[str, str]] = []
    inside: _Element | None = None
    kind = ""
    found = False
    for event, inner in islice(iterwalk(el, events=("start", "end")), 2 * MOST_ELEMENTS + 1):
        if event == "start":
            if inner is not el:
                if inner.tag not in _SIMPLE and inner.tag not in _STRUCK:
                    return None
                if inside is None and (kind := kind_of(inner)):
                    inside, found = inner, True
            parts.append((inner.text or "", kind))
        else:
            if inner is el:
                return parts if found and sum(len(text) for text, _ in parts) <= 2 * LONGEST else None
            if inner is inside:
                inside, kind = None, ""
            parts.append((inner.tail or "", kind))
    return None


def superscript(text: str, before: str, language: str = "", after: str = "") -> str:
    """A raised text as it is written after `before` (the end of the text so far; empty where the raised text stands
    alone), so that it joins no number and no word. Ordinals, abbreviations and signs stay as they are."""
    if text in _SIGNS:
        return _SIGNS[text]
    if not before or text[0] in "[(" or _MARKS.fullmatch(text):
        return text.translate(_UP) if _CAN_RISE.fullmatch(text) and text not in ("n", "i") else text
    if _is_ordinal(text, before, language):
        return text
    word = re.search(r"[^\W\d_]*$", before)
    if word and (word.group() + text).lower() in _ABBREVIATIONS:
        return text
    if _WORDY.search(text):
        return " " + text
    return raised(text, after) if not (_LIST_OF_NOTES.fullmatch(text) and not before[-1].isdigit()) else text.translate(_UP)


def _is_ordinal(text: str, before: str, language: str) -> bool:
    if len(text) == 1:
        letters = _ORDINAL_LETTERS.get(language, "")
        return (text == "e" and _ROMAN.search(before) is not None) or (text in letters and before[-1].isdigit())
    if _ORDINAL.fullmatch(text):
        return _NUMBER.search(before) is not None or (text == "th" and _VARIABLE.search(before) is not None)
    return False


def raised(text: str, after: str = "") -> str:
    """An exponent: Unicode's own characters where there is one for each, else behind a caret."""
    if _CAN_RISE.fullmatch(text):
        return text.translate(_UP)
    return "^" + text if len(text) == 1 and not after[:1].isalnum() else f"^({text})"


def subscript(text: str, before: str, after: str = "") -> str:
    """A lowered text as it is written after `before` and before `after`. Digits after letters stay plain, as in CO2."""
    if not before or text[0] in "[(" or _MARKS.fullmatch(text):
        return text
    last = before[-1]
    if text.isdigit() and text.isascii():
        plain = (last.isalpha() or last in ")]") and not after[:1].isdigit() and not _FUNCTION.search(before)
        return text if plain else text.translate(_DOWN)
    if not last.isalnum() and last not in ")]}⁾₎" and not _CAN_SINK.fullmatch(text):
        return text
    return " " + text if _WORDY.search(text) else lowered(text, after)


def lowered(text: str, after: str = "") -> str:
    """An index: Unicode's own characters where there is one for each, else behind a low line."""
    if _CAN_SINK.fullmatch(text):
        return text.translate(_DOWN)
    return "_" + text if text.isalnum() and not after[:1].isalnum() else f"_({text})"
