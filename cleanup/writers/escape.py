"""Escaping, so that an article's text never turns into Markdown markup. Characters are preceded by a backslash where
CommonMark (and GitHub's tables and strikethrough) would read markup, and never changed."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(
    r"[\\`*\[\]<]|&(?=[A-Za-z#][A-Za-z0-9]{0,31};)|(?<![^\W_])_|_(?![^\W_])|!(?=\[)|~(?=~)|(?<=~)~"
    # A dollar that with a later one would enclose a formula; prices enclose none.
    r"|\$(?=\S(?:[^$\n]{0,400}\S)?\$(?!\d))"
)
# Heading, list items, rules and setext underlines, quotation, and the first sign of a table's delimiter row.
_LINE_START = re.compile(r"(#{1,6}(?=[ \t]|$)|[-+](?=[ \t]|$)|-(?=-)|=(?==*[ \t]*$)|[>|]|:(?=-))|(\d{1,9})([.)](?=[ \t]|$))")


def escape_inline(text: str) -> str:
    """Text for the inside of a line."""
    return _ANYWHERE.sub(lambda m: "\\" + m.group(), text)


def escape_cell(text: str) -> str:
    """Text for a table's cell."""
    return escape_inline(text).replace("|", "\\|")


def escape_start(line: str) -> str:
    """A line whose inside is escaped already, kept from being a heading, list item, quotation, rule or table row."""
    return _LINE_START.sub(_escaped_mark, line, count=1) if _LINE_START.match(line) else line


def _escaped_mark(match: re.Match[str]) -> str:
    if match.group(1):
        return "\\" + match.group(1)
    return match.group(2) + "\\" + match.group(3)


def code_fence(text: str) -> str:
    """A fence longer than any run of backticks in the text."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    return "`" * max(3, longest + 1)


def code_span(text: str) -> str:
    """Inline code, fenced by more backticks than it holds."""
    text = text.replace("\n", " ")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def link_target(target: str) -> str:
    """A link's address, in angle brackets where it holds what would end it."""
    if not target or re.search(r"[\s()<>\\]", target):
        safe = target.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
        return "<" + "".join(safe.split("\n")) + ">"
    return target
