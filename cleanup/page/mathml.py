"""MathML to a line of text: x², (a + b)/c, √(x + 1). For formulas whose LaTeX the page does not hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleanup.page.scripts import lowered, raised

if TYPE_CHECKING:
    from lxml.etree import _Element

_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064\u200b")
_SPACED = frozenset("= ≠ < > ≤ ≥ ≈ ≡ ∼ ≃ ≅ ∝ + − ± ∓ × ⋅ ÷ → ← ↔ ⇒ ⇐ ⇔ ↦ ∈ ∉ ⊂ ⊆ ∪ ∩ ∧ ∨ :=".split())
_ACCENTS = {
    "¯": "\u0304", "‾": "\u0304", "_": "\u0304", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303", "˜": "\u0303", "→": "\u20d7",
    "⃗": "\u20d7", "˙": "\u0307", ".": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
}  # fmt: skip
_LEAVES = frozenset(("mi", "mn", "mo", "ms", "mtext", "c"))
_SILENT = frozenset(("annotation", "annotation-xml", "mphantom", "mspace", "none", "mprescripts", "maligngroup", "malignmark"))
_COMPOUND = re.compile(r"[\s+\-−/]")
_DRAWN = re.compile(r"\bmjx-c([0-9A-F]{2,6})\b")


def mathml_text(math: _Element) -> str:
    """The formula in characters; nothing is worked out, and what has no sign of its own is written behind ^ or _."""
    from lxml.etree import iterwalk

    open_parts: list[list[str]] = [[]]
    for event, el in iterwalk(math, events=("start", "end")):
        if event == "start":
            open_parts.append([])
            continue
        parts = open_parts.pop()
        open_parts[-1].append(_written(el, parts))
    return " ".join("".join(open_parts[0]).split())


def _name(el: _Element) -> str:
    tag = el.tag if isinstance(el.tag, str) else ""
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1].removeprefix("mjx-").lower()


def _written(el: _Element, parts: list[str]) -> str:
    tag = _name(el)
    if tag in _SILENT:
        return ""
    if tag in _LEAVES:
        return _leaf(el, tag, parts)
    full = [p for p in parts if p] if tag not in ("mroot", "munderover", "msubsup") else parts
    if tag == "semantics":
        return parts[0] if parts else ""
    if len(full) >= 2:
        base = full[0]
        if tag in ("msup", "mover"):
            return _over(base, full[1])
        if tag in ("msub", "munder"):
            return base + lowered(_tight(full[1]))
        if tag in ("msubsup", "munderover") and len(full) >= 3:
            return base + (lowered(_tight(full[1])) if full[1] else "") + (raised(_tight(full[2])) if full[2] else "")
        if tag == "mfrac":
            # "2" before a half, or "x" after it, would be read into the fraction.
            if el.get("linethickness", "").strip("0.pxtem% ") == "" and el.get("linethickness"):
                return f"C({base.strip()}, {full[1].strip()})"
            fraction = f"{_grouped(base)}/{_grouped(full[1])}"
            return f"({fraction})" if _touches(el.getprevious()) or _touches(el.getnext()) else fraction
        if tag == "mroot":
            return f"{raised(_tight(full[1]))}√{_grouped(base)}"
    if tag == "msqrt":
        return f"√{_grouped(''.join(parts))}"
    if tag == "mfenced":
        return el.get("open", "(") + ", ".join(full) + el.get("close", ")")
    if tag == "mtr":
        return ", ".join(p.strip() for p in full) + "; "
    if tag == "mtable":
        return "".join(parts).rstrip("; ")
    return "".join(parts)


def _leaf(el: _Element, tag: str, parts: list[str]) -> str:
    drawn = _DRAWN.search(el.get("class") or "") if tag == "c" else None
    text = chr(int(drawn.group(1), 16)) if drawn and int(drawn.group(1), 16) < 0x110000 else el.text or "".join(parts)
    if text.strip() == "\u2061":
        return " "  # a function before what it is applied to
    text = " ".join(text.translate(_INVISIBLE).split()) if tag != "mtext" else text.replace("\N{NO-BREAK SPACE}", " ")
    if tag == "c":
        import unicodedata

        text = unicodedata.normalize("NFKC", text)  # slanted letters are drawn from a block of their own
    if tag in ("mo", "c") and text in ("-", "\N{HYPHEN}"):
        text = "−"
    if tag == "mo" and text in _SPACED and not _is_sign(el):
        return f" {text} "
    return text + " " if tag == "mo" and text in (",", ";") else text


def _touches(neighbor: _Element | None) -> bool:
    """Whether what is next to a fraction would be read as a part of it."""
    if neighbor is None:
        return False
    text = (neighbor.text or "").strip()
    return _name(neighbor) not in ("mo", "mtext", "mspace", *_SILENT) or text in ("\u2062", "\u2061", "")


def _is_sign(el: _Element) -> bool:
    """Whether a plus or minus has nothing before it to add to."""
    return el.getprevious() is None or (
        el.getprevious().tag == el.tag and (el.getprevious().text or "").strip() not in (")", "]")
    )


def _over(base: str, top: str) -> str:
    top = _tight(top)
    if top in _ACCENTS and len(base.strip()) == 1:
        return base.strip() + _ACCENTS[top]
    if top in ("′", "″", "∗", "*", "†", "‡", "°"):
        return base + top
    return _grouped_base(base) + raised(top)


def _grouped_base(base: str) -> str:
    bare = base.strip()
    return base if not _COMPOUND.search(bare) or (bare[:1] in "([{" and bare[-1:] in ")]}") else f"({bare})"


def _tight(text: str) -> str:
    """A formula that is raised or lowered, without the spaces around its signs."""
    return re.sub(r" (?=\W)|(?<=\W) ", "", text.strip())


def _grouped(text: str) -> str:
    bare = text.strip()
    return f"({bare})" if _COMPOUND.search(bare) and not _enclosed(bare) else bare


def _enclosed(text: str) -> bool:
    """Whether one pair of brackets holds all of it."""
    depth = 0
    for i, char in enumerate(text):
        depth += char in "([{"
        depth -= char in ")]}"
        if depth == 0:
            return i > 0 and i == len(text) - 1
    return False
