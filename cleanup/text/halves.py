"""Half characters: code points of surrogate pairs that stand alone. JSON can write them as escapes, UTF-8 cannot.

They come from JSON escapes cut in two. Where a format holds UTF-8 alone, each is written as U+FFFD, so offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

HALF = re.compile("[\ud800-\udfff]")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
NOTE = "half characters (lone surrogates), which the output's format cannot hold, are written as U+FFFD"


def whole(text: str) -> str:
    """The text with each half character as U+FFFD."""
    return HALF.sub("\N{REPLACEMENT CHARACTER}", text)


def joined(text: str) -> str:
    """The text with the two halves of a character, where they stand side by side, as that character: so JSON reads them."""
    return _PAIR.sub(lambda pair: pair.group().encode("utf-16", "surrogatepass").decode("utf-16"), text)


def utf8(text: str) -> bytes:
    """The text as UTF-8, each half character as U+FFFD."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return whole(text).encode("utf-8")


def has_half(value: Any) -> bool:
    """Whether a value of JSON has a half character anywhere."""
    return any(isinstance(leaf, str) and HALF.search(leaf) is not None for leaf in leaves(value))


def leaves(value: Any) -> Iterator[Any]:
    """The texts, numbers and keys in a value of JSON, however deep, in no order."""
    rest = [value]
    while rest:
        part = rest.pop()
        if isinstance(part, Mapping):
            rest += part
            rest += part.values()
        elif isinstance(part, list | tuple):
            rest += part
        else:
            yield part
