"""The YAML block at the head of an article: one shape always, a key a line, read alike by YAML 1.1 and 1.2.

A string stands as it is only where no reader of either version could take it for a number, date, truth value or
markup; otherwise in single quotes, or in double quotes where a character has to be spelled out.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from cleanup.text.halves import whole

# What YAML 1.1 or 1.2 reads as a truth value, as nothing, as the value key or as a merge.
_WORDS = frozenset("y n yes no on off true false null ~ = <<".split())
_PLAIN_START = re.compile(r"[^\W_]|[/“‘«„¿¡(]")
# A number, date or time in any notation of either version has no word of three letters after a blank.
_NUMBER_START = re.compile(r"[\d.+-]")
_WORD_AFTER_BLANK = re.compile(r" [^\W\d_]{3}")
_MARKUP_INSIDE = re.compile(r":(?=\s|$)|\s#|[\t\n\r]|^\s|\s$")
_SPELLED_OUT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_UNSEEN = ("Cc", "Zl", "Zp", "Cn")  # control characters, line and paragraph separators, and what is no character


def render_front_matter(values: Mapping[str, object]) -> str:
    """`values` between two rules, in their order; None and empty values are left out.

    A value is a string, a number, a truth value, a sequence of these or a mapping to these. A half of a surrogate pair,
    which no file can hold, becomes U+FFFD.
    """
    kept = {key: value for key, value in values.items() if value is not None and value != "" and value != [] and value != {}}
    return "\n".join(["---", *_mapping(kept, ""), "---", ""])


def _mapping(values: Mapping[str, object], indent: str) -> Iterator[str]:
    for key, value in values.items():
        head = f"{indent}{_scalar(key)}:"
        if isinstance(value, Mapping):
            yield head
            yield from _mapping(value, indent + "  ")
        elif isinstance(value, Sequence) and not isinstance(value, str):
            yield head
            yield from (f"{indent}  - {_scalar(item)}" for item in value)
        else:
            yield f"{head} {_scalar(value)}"


def _scalar(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    return _string(str(value))


def _number(value: float) -> str:
    if math.isfinite(value):
        text = repr(value)
        # YAML 1.1 takes "1e-05" for a string: an exponent needs a point before it there.
        return text if "e" not in text or "." in text else text.replace("e", ".0e")
    return ".nan" if math.isnan(value) else ".inf" if value > 0 else "-.inf"


def _string(text: str) -> str:
    text = whole(text)
    if any(_is_spelled_out(c) for c in text):
        return '"' + "".join(_spelled(c) for c in text) + '"'
    if _is_plain(text):
        return text
    return "'" + text.replace("'", "''") + "'"


def _is_plain(text: str) -> bool:
    if not _PLAIN_START.match(text) or text.lower() in _WORDS or _MARKUP_INSIDE.search(text):
        return False
    return not _NUMBER_START.match(text) or bool(_WORD_AFTER_BLANK.search(text))


def _is_spelled_out(character: str) -> bool:
    # U+FEFF is read as a byte order mark by some.
    return character == "\ufeff" or not (character.isprintable() or unicodedata.category(character) not in _UNSEEN)


def _spelled(character: str) -> str:
    if character in _SPELLED_OUT:
        return _SPELLED_OUT[character]
    if not _is_spelled_out(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
