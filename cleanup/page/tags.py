"""What the names of elements mean: which hold nothing to read, which stand in a line, which make a heading."""

from __future__ import annotations

from cleanup.page.page import MarkKind

SKIPPED = frozenset(
    (
        "script style noscript template iframe object embed applet svg canvas audio video select textarea datalist input "
        "head title meta link base map area frameset noframes annotation annotation-xml progress meter rp rt rtc"
    ).split()
)
INLINE = frozenset(
    (
        "a abbr acronym b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark "
        "math mi mn mo ms mtext mrow mfrac msup msub msqrt semantics nobr output picture q ruby rb s samp small source "
        "span strike strong sub sup time tt u var wbr track param slot"
    ).split()
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MARKS: dict[str, MarkKind] = {
    "a": "link",
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "del": "struck",
    "s": "struck",
    "strike": "struck",
}
# Where a line break is only a space: a heading or a list item stays one block.
BREAK_IS_SPACE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "figcaption", "caption", "dt", "button"))
# Elements in a line that a page may show apart from each other, as the fields of a row.
FIELDS = frozenset(("a", "b", "label", "small", "span", "strong", "time"))
