"""Brackets and quotation marks of a paragraph that nothing closes or opens.

Round and square brackets and curly or straight double quotation marks; single ones are apostrophes too often. Left alone:
list marks (`a)`, `1)`), emoticons, inches and seconds (`6"`), quotations that go on in the next paragraph, which opens
anew, and those that come from the one before; brackets that the paragraph before opened or the next one closes. Linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleanup.text.damage import Damage
from cleanup.text.markup import Block

_BRACKET = re.compile(r"[()\[\]]")
_QUOTE = re.compile(r"[“”„\"]")
_NOT_BRACKET = re.compile(
    r"\[[^\w\s\[\]]{1,3}\]|\([^\w\s()]{1,3}\)|(?:(?<!\w)[xX]|[:;=])[-o'^]?[()\[\]]|[()\[\]][-o'^]?[:;=](?!\w)|\^\)|\\[()\[\]]"
    r"|(?<![^\s(,;:#—–-])\(?(?:[a-zA-Z]|[ivxIVX]{1,4}|\d{1,3})\.?\)"
)
_CODE = re.compile(r"[{}=;<>\\`]|\w\([\x22\x27)]|^\s*[#$>|]|\|")
NEAR = 3  # lines over which a bracket may reach, in texts whose paragraphs came in pieces; own choice
_OPEN = "a quotation mark that nothing closes"
NEXT = 8  # paragraphs in which a quotation may still be closed; own choice
_STOPPED = re.compile(r"[.!?…] $")  # speech of several paragraphs that came as one opens anew
_OPENS_ANEW = re.compile(r"\s*[*_]{0,2}[“\"„‘']")


def unpaired(text: str, blocks: Sequence[Block]) -> Iterator[Damage]:
    """One for each paragraph and kind of mark: the first opening mark that nothing closes, or closing one without an
    opening."""
    prose = [b for b in blocks if b.kind in ("paragraph", "quote", "list_item")]
    for number, block in enumerate(prose):
        line = text[block.start : block.end]
        if len(line) > 40 and not _CODE.search(line):
            following = [text[b.start : b.end] for b in prose[number + 1 : number + 1 + NEXT]]
            before = [text[b.start : b.end] for b in prose[max(0, number - NEAR) : number]]
            for at, seen in (_bracket(line, before, "".join(following[:NEAR])), _quote(line, following)):
                if at is not None:
                    yield Damage(block.start + at, block.start + at + 1, "unpaired-mark", seen)


def _bracket(line: str, before: Sequence[str], after: str) -> tuple[int | None, str]:
    open_ones: list[int] = []
    at = 0
    skipped = [m.span() for m in _NOT_BRACKET.finditer(line)] if "(" in line or ")" in line or "[" in line else []
    for match in _BRACKET.finditer(line):
        while at < len(skipped) and skipped[at][1] <= match.start():
            at += 1
        mark = match.group()
        listed = at < len(skipped) and skipped[at][0] <= match.start()
        if mark in "([":
            if not listed:
                open_ones.append(match.start())
        elif open_ones and line[open_ones[-1]] == ("(" if mark == ")" else "["):
            open_ones.pop()
        elif not listed:
            if _open_at_end(before, "(" if mark == ")" else "["):
                return None, ""
            return match.start(), f"'{mark}' that nothing opens"
    if open_ones:
        mark = ")" if line[open_ones[0]] == "(" else "]"
        if _first(after, "([)]") != mark:
            return open_ones[0], f"'{line[open_ones[0]]}' that nothing closes"
    return None, ""


def _quote(line: str, following: Sequence[str]) -> tuple[int | None, str]:
    if '"' in line and ("“" in line or "”" in line):
        return None, ""  # mixed styles: which mark closes which cannot be told
    opened: int | None = None
    for match in _QUOTE.finditer(line):
        mark, at = match.group(), match.start()
        prev, after = line[at - 1 : at], line[at + 1 : at + 2]
        if mark == '"':
            if (prev.isdigit() or (prev == " " and line[at - 2 : at - 1].isdigit() and not after.isalnum())) and opened is None:
                continue  # inches
            mark = "”" if opened is not None else "“"
            if mark == "“" and not after.strip() and prev.strip():
                return None, ""  # closes what was opened before, or feet and inches
        if mark == "“" and opened is not None and (line[opened] == "„" or (prev.strip() and not after.isalnum())):
            mark = "”"  # as German and some editors close
        if mark in "“„":
            if opened is not None and not _STOPPED.search(line, max(0, at - 3), at):
                return (opened, _OPEN) if mark == "“" else (None, "")
            opened = at
        elif opened is not None:
            opened = None
        else:
            return None, ""  # may close a quotation of the paragraph before
    return (None, "") if opened is None or _closed_later(following) else (opened, _OPEN)


def _closed_later(following: Sequence[str]) -> bool:
    """Whether one of the next paragraphs goes on with the quotation: opens anew, or closes what it has not opened."""
    for number, line in enumerate(following):
        if _OPENS_ANEW.match(line):
            return number == 0
        first = _QUOTE.search(line)
        if first is not None:
            prev = line[first.start() - 1 : first.start()]
            return first.group() == "”" or (first.group() == '"' and bool(prev.strip()) and not prev.isdigit())
    return False


def _open_at_end(before: Sequence[str], mark: str) -> bool:
    return sum(b.count(mark) for b in before) > sum(b.count(")" if mark == "(" else "]") for b in before)


def _first(text: str, marks: str) -> str:
    return next((c for c in text if c in marks), "")
