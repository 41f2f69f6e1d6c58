"""The form under which the forms of one word meet: singular and plural, case endings, capitals. Never shown."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def stem(low: str, code: str) -> str:
    """`low` is a word in lower case; `code` a language's (ISO 639-1), "" for none. Words of three letters stay."""
    if len(low) < 4 or not low[-1].isalpha():
        return low
    if code in ("es", "pt", "fr", "it"):
        return _romance(low, code)
    if code == "de":
        for ending in ("en", "es", "n", "e", "s"):
            if low.endswith(ending) and len(low) - len(ending) > 3:
                return low[: -len(ending)]
        return low
    if code == "nl":
        for ending in ("en", "s"):
            if low.endswith(ending) and len(low) - len(ending) > 3:
                return low[: -len(ending)]
        return low
    return _english(low)


def _english(low: str) -> str:
    if not low.endswith("s") or low.endswith(("ss", "us", "is", "'s")):
        return low
    if low.endswith("ies"):
        return low[:-3] + "y" if len(low) > 4 else low[:-1]
    if low.endswith(("xes", "ches", "shes", "sses", "zzes")):
        return low[:-2]
    return low[:-1]


def _romance(low: str, code: str) -> str:
    if code == "fr":
        if low.endswith("aux"):
            return low[:-3] + "al"
        return low[:-1] if low.endswith(("s", "x")) and not low.endswith("ss") else low
    if code == "it":
        return low[:-1] if low[-1] in "aeiou" and len(low) > 4 else low
    if code == "pt" and low.endswith(("ões", "ães")):
        return low[:-3] + "ão"
    if not low.endswith("s"):
        return low
    if code == "pt" and low.endswith("ns"):
        return low[:-2] + "m"
    if low.endswith("es") and low[-3] not in "aeio":
        return "".join(c for c in unicodedata.normalize("NFD", low[:-2]) if c != "\u0301")
    return low[:-1]
