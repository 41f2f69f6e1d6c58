"""Code in a page: its language, and code that stands in other elements than pre."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from cleanup.page.page import PageMark

if TYPE_CHECKING:
    from lxml.etree import _Element

_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight-source|highlight-text|brush:?\s*|sourceCode|code-lang|prism|hljs)[-:\s]([A-Za-z][\w+#.-]*)",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"(?:^|\s)(?:sourceCode|hljs)\s+([a-z][\w+#]*)(?=\s|$)")
_FIGURE = re.compile(r"^highlight\s+([a-z][\w+#]*)$")
_NO_LANGUAGE = frozenset("none plaintext nohighlight toolbar line-numbers copy wrapper block linenos js-copy".split())
_CODE = re.compile(
    r"(?:^|[\s_-])(?:code|codeblock|codehilite|source-?code|code-?(?:frame|block|box|snippet|example|listing))(?=$|[\s_-])"
)
_SHOWN_CODE = re.compile(r"(?:^|[\s_-])(?:snippet|listing|terminal|console|editor|hljs|prism)(?=$|[\s_-])")
_LINE = re.compile(r"(?:^|[\s_-])(?:line|codeline|cl)(?=$|[\s_-])", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*block|white-space\s*:\s*(?:pre|break-spaces)")
MOST_CHILDREN = 400
_TAB = 4  # columns
_COMPARED = frozenset(("diff", "patch", "udiff"))


def code_language(el: _Element) -> str:
    """The language that classes name, of the code itself, its pre, or the two elements around; empty if none does."""
    places = [*islice(el, 1), el]
    above = el.getparent()
    for _ in range(2):
        if above is not None:
            places.append(above)
            above = above.getparent()
    for place in places:
        css = place.get("class") or "" if isinstance(place.tag, str) else ""
        stated = place.get("data-lang") or place.get("data-language") or "" if css or place.attrib else ""
        match = _LANGUAGE.search(css) or (_SOURCE.search(css) if place.tag in ("pre", "code", "div") else None)
        match = match or (_FIGURE.search(css) if place.tag == "figure" else None)
        name = match.group(1) if match else stated
        if re.fullmatch(r"[A-Za-z][\w+#.-]{0,30}", name) and name.lower() not in _NO_LANGUAGE:
            return name.lower()
    return ""


def code_text(text: str, marks: Sequence[PageMark], language: str) -> tuple[str, list[PageMark]]:
    """Code as it is written, tabs as blanks, without empty lines around it; and the marks in it, moved with their words.
    Lines that a comparison of two versions strikes out say so by their sign, and are not struck."""
    pieces: list[str] = []
    moved: dict[int, int] = {}
    length = column = at = 0
    for place in sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)}):
        piece = (" " * column + text[at:place]).expandtabs(_TAB)[column:] if "\t" in text[at:place] else text[at:place]
        pieces.append(piece)
        length += len(piece)
        moved[place] = length
        line = piece.rfind("\n") + 1
        column = (len(piece) - line + (0 if line else column)) % _TAB
        at = place
    whole = "".join(pieces)
    lead = len(whole) - len(whole.lstrip("\n"))
    text = whole.strip("\n").rstrip()
    lead += len(text) - len(text.lstrip("\n"))
    text = text.lstrip("\n")
    out: list[PageMark] = []
    for m in marks:
        start = min(max(moved[m.start] - lead, 0), len(text))
        end = min(max(moved[m.end] - lead, 0), len(text))
        compared = m.kind == "struck" and (language in _COMPARED or text[start:end].lstrip()[:1] in ("-", "−"))
        if start < end and not compared:
            out.append(replace(m, start=start, end=end))
    return text, out


def is_code_in_lines(el: _Element) -> bool:
    """Whether a code element outside pre is a block of code: set as a block, or of several lines."""
    if _BLOCK_STYLE.search(el.get("style") or ""):
        return True
    return any(child.tag in ("br", "div", "p") for child in islice(el, MOST_CHILDREN))


def keeps_lines(el: _Element) -> bool:
    """Whether a code element alone in its block, in a language and over several lines, is meant to be read as it is set."""
    above = el.getparent()
    return (
        "\n" in "".join(islice(el.itertext(), MOST_CHILDREN)).strip()
        and code_language(el) != ""
        and above is not None
        and len(above) == 1
        and not (above.text or "").strip()
        and not (el.tail or "").strip()
    )


def is_loose_code(el: _Element) -> bool:
    """Whether a block element that is named for code holds lines of it, each in an element or parted by line breaks."""
    css = el.get("class") or ""
    if not css:
        return False
    named = _CODE.search(css) is not None
    if not named and not _SHOWN_CODE.search(css):
        return False
    lines = breaks = 0
    for child in islice(el, MOST_CHILDREN):
        if child.tag == "br":
            breaks += 1
        elif child.tag in ("div", "p", "span", "code", "li") and _LINE.search(child.get("class") or ""):
            lines += 1
        elif child.tag not in ("span", "code", "b", "i", "em", "strong", "a"):
            return False
    return 1 <= lines == len(el) or (named and breaks >= 1 and not lines)
