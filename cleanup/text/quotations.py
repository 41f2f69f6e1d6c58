"""Quoted passages: straight, curly, angled, single and double, nested, over several paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from cleanup.text.spans import ProtectedSpan


def quotations(text: str) -> list[ProtectedSpan]:
    """Quoted passages with their marks: "…", “…”, „…“, «…», »…«, ‘…’, '…', nested and over several paragraphs.

    A quotation that its paragraph does not close reaches to the paragraph's end (the next paragraph of the same
    speech opens anew). A closing mark without an opening one protects the paragraph up to it. An inch mark after a
    digit opens nothing.
    """
    spans: list[ProtectedSpan] = []
    start = 0
    for line in text.split("\n"):
        if any(mark in line for mark in "\"“”„«»‘’'‹›"):
            spans += [ProtectedSpan(start + a, start + b, "quotation") for a, b in _quoted(line)]
        start += len(line) + 1
    return spans


_DOUBLE = re.compile(r"[\"“”„«»‹›]")
_PLAIN_PAIR = re.compile(r"\"[^\"]*\"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«|‹[^›]*›")
_SINGLE_OPEN = re.compile(r"(?<![\w’'])[‘'](?=\S)(?!\d0s|(?:em|tis|twas|cause|til|till|n|round|bout)\b)")
_SINGLE_CLOSE = re.compile(r"(?<=\S)[’'](?!\w)")


def _quoted(line: str) -> Iterator[tuple[int, int]]:
    # Read once as a program would (left to right) and once by the side on which the space is: where the two
    # disagree (inch marks, a lost mark) both readings are protected.
    for m in _PLAIN_PAIR.finditer(line):
        yield m.span()
    stack: list[int] = []
    for m in _DOUBLE.finditer(line):
        at, mark = m.start(), m.group()
        before = line[at - 1] if at else " "
        after = line[at + 1] if at + 1 < len(line) else " "
        if mark == '"':
            opens = (before.isspace() or before in "([{—–-/‘'“") and not after.isspace()
            inch = before.isdigit() and not stack
        else:
            inside = line[stack[-1]] if stack else ""
            opens = (mark in "“„«‹" and (inside, mark) not in (("„", "“"), ("»", "«"), ("›", "‹"))) or (
                mark in "»›" and not stack and not after.isspace() and (before.isspace() or at == 0))
            inch = False
        if opens:
            stack.append(at)
        elif stack:
            yield stack.pop(), at + 1
        elif not inch:
            yield 0, at + 1
    if stack:
        yield stack[0], len(line)
    closes = [m.start() for m in _SINGLE_CLOSE.finditer(line)]
    done = 0
    for m in _SINGLE_OPEN.finditer(line):
        if m.start() < done:
            continue
        i = bisect_right(closes, m.start())
        if m.group() == "‘":
            # ‘It’s the dogs’ bowl’: a closing mark after a plural s may be an apostrophe; take the last one that
            # does not pass another opening mark.
            limit = line.find("‘", m.start() + 1)
            limit = len(line) if limit < 0 else limit
            j = bisect_left(closes, limit)
            if i < j:
                done = closes[j - 1] + 1
                yield m.start(), done
        elif i < len(closes):
            done = closes[i] + 1
            yield m.start(), done
