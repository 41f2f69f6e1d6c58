"""What a reader of Markdown sees: markdown-it-py's reading (CommonMark with GitHub's tables and strikethrough), without
any of this program's own code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token


@dataclass(frozen=True)
class Seen:
    """A block as a reader sees it: kind, heading's level or number of items around, number in a list, words; `marks`:
    kind and words of each piece of markup inside."""

    kind: str
    level: int
    number: int | None
    words: str
    marks: tuple[tuple[str, str], ...] = ()


def words(text: str) -> str:
    """The text with single blanks."""
    return " ".join(text.split())


def seen(markdown: str) -> list[Seen]:
    """The blocks of a Markdown text in order; a table's rows are blocks, its cells parted by tabs."""
    found: list[Seen] = []
    around: list[tuple[str, int | None]] = []
    numbers: list[int | None] = []
    fresh = False
    row: list[str] | None = None
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        kind = token.type
        level = sum(name == "item" for name, _ in around)
        if kind in ("bullet_list_open", "ordered_list_open"):
            numbers.append(int(token.attrGet("start") or 1) if kind.startswith("o") else None)
            if token.attrGet("start") == 0:
                numbers[-1] = 0
        elif kind in ("bullet_list_close", "ordered_list_close"):
            numbers.pop()
        elif kind == "list_item_open":
            around.append(("item", numbers[-1]))
            numbers[-1] = None if numbers[-1] is None else numbers[-1] + 1
            fresh = True
        elif kind == "blockquote_open":
            around.append(("quote", None))
        elif kind in ("list_item_close", "blockquote_close"):
            around.pop()
        elif kind == "heading_open":
            around.append(("heading", int(token.tag[1])))
        elif kind == "heading_close":
            around.pop()
        elif kind == "tr_open":
            row = []
        elif kind == "tr_close":
            assert row is not None
            found.append(Seen("table", 0, None, "\t".join(row)))
            row = None
        elif kind == "inline" and row is not None:
            row.append(_inside(token)[0])
        elif kind == "inline":
            text, marks = _inside(token)
            name, number = around[-1] if around else ("paragraph", None)
            if name == "item":
                found.append(Seen("item" if fresh else "paragraph", level - fresh, number if fresh else None, text, marks))
            else:
                found.append(Seen(name, number if name == "heading" and number else level, None, text, marks))
            fresh = False
        elif kind in ("fence", "code_block"):
            found.append(Seen("code", level, None, token.info + "\n" + token.content.removesuffix("\n")))
        elif kind == "hr":
            found.append(Seen("break", level, None, ""))
        elif kind == "html_block":
            found.append(Seen("html", level, None, token.content))
    return found


def _inside(token: Token) -> tuple[str, tuple[tuple[str, str], ...]]:
    text = ""
    marks: list[tuple[str, str]] = []
    open_: list[tuple[str, int]] = []
    for child in token.children or []:
        if child.type == "text":
            text += child.content
        elif child.type == "code_inline":
            marks.append(("code", words(child.content)))
            text += child.content
        elif child.type in ("softbreak", "hardbreak"):
            text += " "
        elif child.type == "html_inline":
            marks.append((child.type, child.content))
        elif child.type == "image":
            description, inner = _inside(child)
            marks += [("image", description), *inner]
            text += description
        elif child.nesting == 1:
            open_.append((re.sub("_open$", "", child.type), len(text)))
        elif child.nesting == -1:
            name, start = open_.pop()
            marks.append((name, words(text[start:])))
    return words(text), tuple(sorted(marks))
