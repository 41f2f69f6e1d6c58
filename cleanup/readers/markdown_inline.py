"""The inside of a block of Markdown as text and inlines; what raw HTML says, without its tags."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleanup.document import Inline, InlineKind

if TYPE_CHECKING:
    from markdown_it.token import Token

    from cleanup.page.assemble import PageText

_KINDS: dict[str, InlineKind] = {"em_open": "emphasis", "strong_open": "strong", "link_open": "link", "s_open": "struck"}
_TAGS: dict[str, InlineKind] = {
    "em": "emphasis",
    "i": "emphasis",
    "strong": "strong",
    "b": "strong",
    "code": "code",
    "del": "struck",
    "s": "struck",
    "strike": "struck",
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_UNSEEN = re.compile(r"(?is)<!--.*?(?:-->|\Z)|<(script|style|template|head)\b.*?(?:</\1\s*>|\Z)|<[!?][^>]*>")
_ANY_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_HOLDING = frozenset("div section article aside main header footer ul ol li dl table tbody tr td th blockquote figure".split())
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_FIGURES = re.compile(r"[-+=()0-9n]+")


@dataclass
class Line:
    """The text of a block's inside, and its inlines with offsets from 0."""

    text: str = ""
    inlines: list[Inline] = field(default_factory=list)


@dataclass
class _Open:
    kind: InlineKind | None  # None: raised or lowered
    start: int
    target: str = ""
    tag: str = ""


def inline_text(token: Token) -> Line:
    """The text of an inline token. Marks of struck text, math and footnotes stay in it; raised and lowered figures become
    the characters for these, so that 10<sup>6</sup> is no other number."""
    line = Line()
    open_: list[_Open] = []
    for child in token.children or []:
        kind = child.type
        if kind in ("text", "text_special"):
            line.text += child.content
        elif kind == "image":
            start = len(line.text)
            line.text += inline_text(child).text
            line.inlines.append(Inline(start, len(line.text), "image", str(child.attrGet("src") or "")))
        elif kind in ("code_inline", "math", "footnote"):
            start = len(line.text)
            line.text += child.content
            named: InlineKind = "code" if kind == "code_inline" else "math" if kind == "math" else "footnote"
            line.inlines.append(Inline(start, len(line.text), named, child.info if kind == "footnote" else ""))
        elif kind == "softbreak":
            line.text += " "
        elif kind == "hardbreak":
            line.text += "\n"
        elif kind == "html_inline":
            _tag(child.content, line, open_)
        elif kind in _KINDS:
            open_.append(_Open(_KINDS[kind], len(line.text), str(child.attrGet("href") or ""), kind))
            line.text += "~~" if kind == "s_open" else ""
        elif kind.endswith("_close"):
            line.text += "~~" if kind == "s_close" else ""
            _close(line, open_, kind.replace("_close", "_open"))
    return line


def _close(line: Line, open_: list[_Open], tag: str) -> None:
    """End what this tag opened last; tags of raw HTML may be left open or cross others."""
    at = next((i for i in range(len(open_) - 1, -1, -1) if open_[i].tag == tag), None)
    if at is None:
        return
    begun = open_.pop(at)
    if begun.kind is None:
        content = line.text[begun.start :]
        line.inlines[:] = [i for i in line.inlines if i.end <= begun.start]
        line.text = line.text[: begun.start] + (_raised(content) if tag == "sup" else _lowered(content))
    elif begun.start < len(line.text):
        line.inlines.append(Inline(begun.start, len(line.text), begun.kind, begun.target))


def _tag(html: str, line: Line, open_: list[_Open]) -> None:
    found = _TAG.match(html)
    if not found:
        return
    closing, tag = bool(found.group(1)), found.group(2).lower()
    if tag == "br":
        line.text += "\n"
    elif tag in _TAGS or tag in ("sup", "sub"):
        kind = _TAGS.get(tag)
        if closing:
            line.text += "~~" if kind == "struck" and any(o.tag == tag for o in open_) else ""
            _close(line, open_, tag)
        elif not html.endswith("/>"):
            open_.append(_Open(kind, len(line.text), tag=tag))
            line.text += "~~" if kind == "struck" else ""


def _raised(content: str) -> str:
    if _FIGURES.fullmatch(content):
        return content.translate(_RAISED)
    return content if not content or content.isalpha() else f"^({content})"  # 1st, M. le


def _lowered(content: str) -> str:
    return content.translate(_LOWERED) if _FIGURES.fullmatch(content) and "n" not in content else content


def html_text(html: str) -> PageText:
    """What a block of raw HTML says, with its structure and its links, as it would be read from a page."""
    from cleanup.page.assemble import assemble
    from cleanup.page.parse import parse
    from cleanup.page.render import render

    page = render(parse(html))
    return assemble(page, [None] * len(page.blocks), None)


def left_open(html: str) -> int:
    """How many elements that hold blocks the HTML opens and does not close; less than 0 where it closes more."""
    tags = (tag for tag in _ANY_TAG.finditer(_UNSEEN.sub("", html)) if tag.group(2).lower() in _HOLDING)
    return sum(-1 if tag.group(1) else 1 for tag in tags)


def begins_with_tag(text: str) -> bool:
    return _ANY_TAG.match(text.lstrip()) is not None
