"""Where an offset of a text is, as an editor shows it."""

from __future__ import annotations

import re
from bisect import bisect_right

LINE_ENDS = ("\r\n", "\n", "\r")
_LINE_END = re.compile("|".join(LINE_ENDS))
_MARK = "\ufeff"  # a byte order mark that was decoded with the text


class Positions:
    """Lines and columns of one text, both from 1, columns in code points. A byte order mark takes no column."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._marked = text.startswith(_MARK)

    def of(self, offset: int) -> tuple[int, int]:
        """Line and column of the code point at this offset, which may be the end of the text."""
        line = bisect_right(self._starts, offset)
        column = offset - self._starts[line - 1] + 1
        return line, max(column - (line == 1 and self._marked), 1)
