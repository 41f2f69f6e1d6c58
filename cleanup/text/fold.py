"""Typography folding: two texts that a reader takes for the same become equal.

Used to compare lines and titles, never to change a text. `fold` may change the length; `fold_shapes` maps code
point to code point, so offsets stay valid.
"""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = (
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{SINGLE LOW-9 QUOTATION MARK}"
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}\N{PRIME}\N{GRAVE ACCENT}\N{ACUTE ACCENT}"
    "\N{FULLWIDTH APOSTROPHE}"
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
_QUOTES = (
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}\N{DOUBLE PRIME}\N{FULLWIDTH QUOTATION MARK}"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
)
_DASHES = (
    "\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{EN DASH}\N{EM DASH}\N{HORIZONTAL BAR}\N{MINUS SIGN}"
    "\N{SMALL HYPHEN-MINUS}\N{FULLWIDTH HYPHEN-MINUS}"
)
_SPACES = "\t\N{NO-BREAK SPACE}\N{OGHAM SPACE MARK}\N{NARROW NO-BREAK SPACE}\N{MEDIUM MATHEMATICAL SPACE}" + (
    "\N{IDEOGRAPHIC SPACE}" + "".join(map(chr, range(0x2000, 0x200B)))
)
# Without a shape of their own; the joiners matter in Persian and Indic words, but not for telling lines apart.
_INVISIBLE = (
    "\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}"
    "\N{ZERO WIDTH NO-BREAK SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{VARIATION SELECTOR-16}"
)

_SHAPES = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_QUOTES, '"'),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SPACES, " "),
    }
)
_DROP = str.maketrans(dict.fromkeys(_INVISIBLE))
_RUN_OF_SPACE = re.compile(r"\s+")
_DOTS = re.compile(r"\.{2,}")


def fold_shapes(text: str) -> str:
    """Curly quotes, dashes and special spaces as their ASCII forms, one code point for one: offsets stay valid."""
    return text.translate(_SHAPES)


def fold(text: str) -> str:
    """NFKC, case, quotes, dashes, ellipses and white space folded; ends trimmed. Length changes.

    >>> fold("Belgium\N{RIGHT SINGLE QUOTATION MARK}s  Service\N{HORIZONTAL ELLIPSIS}") == fold("belgium's service...")
    True
    """
    text = unicodedata.normalize("NFKC", text.translate(_SHAPES).translate(_DROP))
    # NFKC may bring forth new quotes and spaces, and case folding new combining marks: fold twice, as Unicode advises
    text = unicodedata.normalize("NFKC", text.translate(_SHAPES).translate(_DROP).casefold())
    return _RUN_OF_SPACE.sub(" ", _DOTS.sub("...", text)).strip()
