"""Formulas of a page, each once: the LaTeX where the page holds it, else the text of the MathML.

A page may hold the same formula as MathML, as LaTeX in an annotation, drawn in letters, drawn as an image; which of
these a reader sees is a matter of scripts and styles, so they are read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from cleanup.page.mathml import mathml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_CLASS = re.compile(
    r"(?:^|\s)(?:katex(?:-display|-block)?|MathJax(?:_\w+)?|mjx-\S+|mwe-math-element\S*|math|arithmatex|MJXc-display)(?=\s|$)"
)
_DISPLAY = re.compile(
    r"(?:^|\s)(?:katex-(?:display|block)|MathJax_Display|MathJax_SVG_Display|MJXc-display|mwe-math-element-block|display)(?=\s|$)"
)
_IMAGE_CLASS = re.compile(r"(?:^|\s)(?:mwe-math-fallback-image\S*|latex|tex|math|ql-img-\S+|mathtex\S*)(?=\s|$)")
_IMAGE_SOURCE = re.compile(r"latex|mathtex|codecogs|/render/svg|/math/")
_TEX_TYPE = re.compile(r"math/tex|application/x-tex", re.IGNORECASE)
_STYLED = re.compile(r"\{\s*\\(?:display|text|script)style\b\s*(.*)\}", re.DOTALL)
_DELIMITED = re.compile(r"\s*(?:\\\((.*)\\\)|\\\[(.*)\\\]|\$\$(.*)\$\$|\$([^$]*)\$)\s*", re.DOTALL)
_COMMENT = re.compile(r"(?<!\\)%.*")
_BARE = re.compile(r"[A-Za-z]|\d+(?:[.,]\d+)?")
# A formula in the running text of a page that a script draws: \(x\), \[x\], $$x$$; one dollar only around what is no price.
_IN_TEXT = re.compile(
    r"\\\((?P<line>[^\n]{1,400}?)\\\)|\\\[(?P<block>.{1,1500}?)\\\]|\$\$(?P<dollars>[^$]{1,4000})\$\$"
    r"|(?<![\w$\\])\$(?P<dollar>[^\s$](?:[^$\n]{0,400}[^\s$\\])?)\$(?![\w$])",
    re.DOTALL,
)
_LIKE_TEX = re.compile(r"\\[a-zA-Z]|[\^_{}=<>+]|^[A-Za-z]$")
_COMMAND = re.compile(r"\\[a-zA-Z]{2,}|[\^_]\{")
_DRAWING_SCRIPT = re.compile(r"mathjax|katex", re.IGNORECASE)
MOST_ELEMENTS = 3000  # of a formula; what is larger is read as it stands


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: its text (empty for a copy of another that is read), whether that is LaTeX, and whether it stands in a
    line of its own."""

    text: str
    latex: bool = False
    display: bool = False

    @property
    def written(self) -> str:
        """The text with Markdown's dollars where it is LaTeX; a lone letter or number needs none."""
        if not self.latex or (not self.display and _BARE.fullmatch(self.text)):
            return self.text
        return f"$${self.text}$$" if self.display else f"${self.text}$"


def formula_of(el: _Element, tag: str) -> Formula | None:
    """The formula that the element is, or None."""
    if tag == "math":
        return _of_math(el)
    if tag == "script":
        kind = el.get("type") or ""
        if _TEX_TYPE.match(kind):
            return _latex(el.text or "", "mode=display" in kind.replace(" ", ""))
        return None
    css = el.get("class") or ""
    if not (tag.startswith("mjx-") or (css and _is_named_for_one(css))):
        return None
    display = _DISPLAY.search(css) is not None or el.get("display") in ("true", "block")
    if "MathJax" in css and _source_follows(el):
        return Formula("")
    return _inside(el, tag, css, display)


@lru_cache(maxsize=1 << 12)
def _is_named_for_one(css: str) -> bool:
    return _CLASS.search(css) is not None


def _inside(el: _Element, tag: str, css: str, display: bool) -> Formula | None:
    """The formula in an element that is named for one."""
    seen = 0
    for inner in islice(el.iter(), MOST_ELEMENTS):
        seen += 1
        source = inner.get("data-latex") or inner.get("data-tex") or ""
        if source:
            return _latex(source, display)
        if inner.tag == "math":
            found = _of_math(inner)
            return Formula(found.text, found.latex, display or found.display)
        if inner.tag == "img" and "mwe-math" in css and inner.get("alt"):
            return _latex(inner.get("alt") or "", display)
    if seen == MOST_ELEMENTS:
        return None
    stored = el.get("data-mathml")
    if stored:
        found_text = _of_stored(stored)
        if found_text:
            return Formula(found_text, display=display)
    if tag == "mjx-container" or css.startswith("mjx-"):
        text = mathml_text(el)
        return Formula(text, display=display) if text else None
    text = "".join(el.itertext())
    match = _DELIMITED.fullmatch(text)
    if match:
        return _latex(text, display or match.group(2) is not None or match.group(3) is not None)
    return _latex(text, display) if len(el) == 0 and "\\" in text else None


def _of_math(math: _Element) -> Formula:
    display = math.get("display") == "block" or math.get("mode") == "display"
    for inner in islice(math.iter(), MOST_ELEMENTS):
        if inner.tag == "annotation" and "tex" in (inner.get("encoding") or "").lower() and (inner.text or "").strip():
            return _latex(inner.text or "", display)
    source = math.get("alttext") or math.get("data-latex")
    return _latex(source, display) if source else Formula(mathml_text(math), display=display)


def _of_stored(source: str) -> str:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        math = etree.fromstring(source.encode(), parser=parser)
    except etree.XMLSyntaxError:
        return ""
    return mathml_text(math) if math is not None else ""


def _source_follows(el: _Element) -> bool:
    """Whether the LaTeX of which this is a drawing or a preview comes right after it."""
    after = el.getnext()
    for _ in range(3):
        if after is None:
            return False
        if after.tag == "script":
            return _TEX_TYPE.match(after.get("type") or "") is not None
        if "MathJax" not in (after.get("class") or ""):
            return False
        after = after.getnext()
    return False


def formula_of_image(img: _Element) -> Formula | None:
    """The formula that an image draws, from its description."""
    alt = (img.get("alt") or "").strip()
    if not alt:
        return None
    css = img.get("class") or ""
    named = _IMAGE_CLASS.search(css) or _IMAGE_SOURCE.search((img.get("src") or "").lower())
    if (named and (_LIKE_TEX.search(alt) or len(alt) <= 3)) or alt.startswith(("{\\displaystyle", "$\\", "\\(")):
        return _latex(alt, "ql-img-displayed" in css or alt.startswith("$$"))
    return None


def _latex(source: str, display: bool) -> Formula:
    match = _DELIMITED.fullmatch(source)
    if match:
        source = next(g for g in match.groups() if g is not None)
    source = " ".join(_COMMENT.sub("", source).split())
    styled = _STYLED.fullmatch(source)
    if styled:
        source = styled.group(1).strip()
    return Formula(source.removeprefix("\\displaystyle").strip(), latex=True, display=display)


def draws_formulas(root: _Element) -> bool:
    """Whether the page has a script that draws formulas from its text."""
    return any(
        _DRAWING_SCRIPT.search(script.get("src") or "")
        or "inlineMath" in (script.text or "")
        or "renderMathInElement" in (script.text or "")
        for script in root.iter("script")
    )


def formulas_in(text: str, drawn: bool) -> Iterator[str | Formula]:
    """A text cut at the formulas in it. `drawn`: the page draws them; otherwise only what has a command of LaTeX is one."""
    at = 0
    for match in _IN_TEXT.finditer(text):
        source = match.group(match.lastgroup or 0)
        if not (_LIKE_TEX if drawn else _COMMAND).search(source) and (match.lastgroup == "dollar" or not drawn):
            continue
        yield text[at : match.start()]
        yield _latex(source, match.lastgroup in ("block", "dollars"))
        at = match.end()
    yield text[at:]
