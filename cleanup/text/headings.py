"""Headings of a plain text that marks tell: "# Heading", "== Heading ==", and a line with a rule right below it.

Markdown, MediaWiki, AsciiDoc, reStructuredText and notes of releases are pasted and saved as text, marks and all.
"""

from __future__ import annotations

import re

LONGEST_HEADING = 110  # code points; own judgement, as in blocks.py
_MARKED = re.compile(r"(#{1,6})[ \t]+\S")
_WIKI = re.compile(r"(={2,6})[ \t]*(?=[^\W_])(?:[^=\n]*[^\s=])[ \t]*\1[ \t]*$|(={2,6})[ \t]+(?=[^\W\d_])[^=\n]*[^\W_)]$")
_RULE = re.compile(r"([=~^\"'#*+-])\1{2,}[ \t]*$")
_LEVELS = {"=": 1, "-": 2}  # of the signs below a line, as Markdown has them
_DEEPER = 3
_NEAR = 3  # columns by which a rule is shorter or longer than its heading: own judgement
_OPENING, _CLOSING = re.compile(r"(?:#{1,6}|={2,6})[ \t]*(?=\S)"), re.compile(r"(?<=\S)[ \t]*(?:[ \t]#+|={2,6})[ \t]*$")
_LETTER = re.compile(r"[^\W\d_]")
_ENDS = (*".,;:", "…", "。")


def marked_level(line: str) -> int:
    """The level that the marks before a line (and behind it) tell; 0 where there are none."""
    marked = _MARKED.match(line) or (_WIKI.match(line) if len(line) <= LONGEST_HEADING else None)
    return len(marked.group(1) or marked.group(2)) if marked else 0


def underlined_level(line: str, below: str, alone: bool) -> int:
    """The level of a line with a rule right `below` it; 0 where it is none. The rule is as long as the line; where the two
    stand `alone`, with blank lines around them, it may have any length."""
    rule = _RULE.match(below)
    said = line.strip()
    if rule is None or not 0 < len(said) <= LONGEST_HEADING or not _LETTER.search(said) or said.endswith(_ENDS):
        return 0
    if said[0] in "-*+>|" or (abs(len(below.rstrip()) - len(line.rstrip())) > _NEAR and not alone):
        return 0
    return _LEVELS.get(rule.group(1), _DEEPER)


def heading_words(heading: str) -> str:
    """A heading of a plain text without its marks."""
    if not marked_level(heading):
        return heading
    return _CLOSING.sub("", _OPENING.sub("", heading, count=1), count=1)
