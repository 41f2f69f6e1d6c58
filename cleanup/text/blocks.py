"""Find the blocks of a plain text: paragraphs, headings, list items, quotes, tables, code.

Offsets are code points, half-open, without the line break at the end. Lines separated by a blank line are never in
one block. Lines that follow each other directly are one paragraph only when they look hard-wrapped (the next word
would not have fitted); otherwise each is a block of its own, as extractors write one paragraph a line.
Heading rule of thumb: a short line without end punctuation, with prose or a list after it. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cleanup.text.headings import LONGEST_HEADING, marked_level, underlined_level
from cleanup.text.markup import Block, BlockKind
from cleanup.text.verse import is_stanza

# A hard wrap lies between these widths; mail and Gutenberg texts wrap at 65-78, terminals at 80, some feeds at 120.
NARROWEST_WRAP, WIDEST_WRAP = 45, 125
_UNEVEN, _LEAST_UNEVEN = 0.1, 15  # share of lines that may be shorter or longer than they had to be, by so many columns
MOST_HEADING_WORDS = 14  # own judgement, as are the other limits here; pinned by tests/text/test_blocks.py
MOST_LABEL_WORDS = 6  # before a colon; longer lines lead up to a quotation or a list
GAPPED = 0.6  # share of lines with a wide gap in a table set with blanks; headers and cut cells have none
CHAIN = 3  # heading, subheading, byline: more short lines in a row are a menu, not headings

# "J. K. Rowe" begins with initials.
LIST_MARK = re.compile(
    r"([ \t]*)(?:([-*+\u2022\u25aa\u2023\u25e6\u25cf\u25cb\u25a0\u2043\u00b7])|"
    r"(\(?(?:\d{1,3}|[a-zA-Z])[.)])(?<![A-Z]\.(?=[ \t\u00a0][A-Z]\.)))[ \t\u00a0]+(?=\S)"
)
_QUOTE = re.compile(r"[ \t]*>(?!>)")
_NESTED = re.compile(r"[ \t]*>{2,6}[ \t]*[^\s>]")  # a quotation in one, where it stands beside one: ">> More" alone is a link
FENCE = re.compile(r"[ \t]*(```+(?=[^`]*$)|~~~+)")  # at the start of a line; what is said of the code comes after it
# Scenes or sections are parted by a line of one sign ("* * *", "-----") or of an ornament.
_BREAK = re.compile(
    r"[ \t\u00a0]*(?:([-*_\u2013\u2014=~#+\u2022\u00b7\u25cf\u25cb\u25c6\u25c7\u2605\u2606\u2736\u273b])"
    r"(?:[ \t\u00a0]*\1)+|[*\u2042\u2605\u2606\u2766\u2767\u2619\u00a7])[ \t\u00a0]*$"
)
DELIMITER_ROW = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_BAR = re.compile(r"(?<!\\)\|")
_INDENT = re.compile(r"(?: {4,}|\t)")
_CODE_END = re.compile(
    r"[;{}]\s*$|^\s*(?:def|class|import|from|return|function|const|let|var|public|private|#include|"
    r"\$|>>>)\b.*$"
)
_CELL_GAP = re.compile(r"\S(?: {3,}|\t+)(?=\S)")
_SENTENCE_END = (*'.!?,;"', "\u2026", "\u3002", "\uff01", "\uff1f", "\u061f", "\u0964", "\u201d", "\u00bb")
_SENTENCE_STOP = (*".!?", "\u2026", "\u3002", "\uff01", "\uff1f", "\u061f", "\u0964", "\u201d")
_NOT_HEADING = re.compile(
    r"(?i)(?:by|from|photos?|photograph|image|video|credit|source|via|tags?|updated|published|posted|written|share|"
    r"follow)\b[ :]|"  # bylines, credits, footers
    r".{0,30}\b(?:19|20)\d\d(?:\W.{0,20})?$|"  # dates
    r".{0,25}\bmin(?:ute)?s?[. ]read\b|"
    r"(?:https?://|www\.)\S+$|[\W\d_]+$"
)
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _OpenItem:
    """A list item of this depth whose text begins in this column."""

    level: int
    column: int


@lru_cache(maxsize=4)  # reader, stages and runner ask for the same text one after another
def detect_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order, disjoint, covering every non-blank line."""
    groups = list(_groups(text))
    blocks: list[Block] = []
    waiting: list[Block] = []  # short lines that are headings if prose or a list follows
    items: list[_OpenItem] = []  # the items that the next run of lines may go on with
    for group in groups:
        for block in _nested(list(_group_blocks(group)), group, text, items):
            candidate = block.kind == "paragraph" and not block.within and _may_head(text[block.start : block.end])
            if candidate:
                waiting.append(block)
                continue
            if waiting:
                first = not blocks
                follows = len(waiting) <= CHAIN and _is_body(block, text)
                for i, line in enumerate(waiting):
                    level = 1 if first and i == 0 else 2
                    blocks.append(Block(line.start, line.end, "heading", level) if follows else line)
                waiting = []
            blocks.append(block)
    blocks += waiting
    return tuple(blocks)


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which these consecutive lines were hard-wrapped, or 0 when they were not.

    Sure only when every line but the last was cut because the next word would not have fitted, and most of them in
    the middle of a sentence. Of many lines a few may be a little shorter, where somebody changed a word, or one a little
    longer. An indent that all of them have counts for nothing.
    """
    indent = min((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), default=0)
    lines = [line[indent:] for line in lines]
    lengths = [len(line.rstrip()) for line in lines]
    if len(lines) < 2:
        return 0
    spared = int(_UNEVEN * (len(lines) - 1))
    width = sorted(lengths)[-1 - spared]
    if max(lengths) > width + _LEAST_UNEVEN:
        return 0
    whole = sum(line.rstrip().endswith(_SENTENCE_STOP) for line in lines[:-1])
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP or 2 * whole > len(lines) - 1:
        return 0
    for line, length, after in zip(lines, lengths, lines[1:], strict=False):
        word = _WORDS.search(after)
        if word is None or after[:1].isspace():
            return 0
        if length + 1 + len(word.group()) <= width - _slack(line, after):
            spared -= 1
            if spared < 0 or length < width - _LEAST_UNEVEN:
                return 0
    return width


def _slack(line: str, after: str) -> int:
    """Columns a wrapper may leave free: it may also have kept a hyphen or an opening bracket off the edge."""
    return 6 if line.rstrip().endswith("-") or after.lstrip()[:1] in "(\"'\u201c\u2018" else 3


def split_row(line: str) -> list[str]:
    """The cells of a line of a table set with bars; a bar after a backslash is one of its text."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(line)]


def _nested(blocks: list[Block], group: list[_Line], text: str, items: list[_OpenItem]) -> list[Block]:
    """The blocks of a run, with paragraphs and code that are indented like the text of the item before told to stand
    inside it. `items` is brought up to date."""
    indent = min(len(line.text.expandtabs(4)) - len(line.text.expandtabs(4).lstrip(" ")) for line in group if line.text.strip())
    inside = [item for item in items if item.column <= indent]
    if inside and all(b.kind in ("paragraph", "code") for b in blocks):
        items[:] = inside
        return [replace(b, within=inside[-1].level + 1) for b in blocks]
    items.clear()
    for block in blocks:
        if block.kind != "list_item":
            items.clear()
            continue
        items[:] = [item for item in items if item.level < block.level]
        lead = text[text.rfind("\n", 0, block.start) + 1 : block.start]
        mark = LIST_MARK.match(text, block.start)
        items.append(_OpenItem(block.level, len((lead + mark.group() if mark else lead).expandtabs(4))))
    return blocks


class _Fences:
    """Finds the ends of fenced code; one that is never closed is no fence, and costs one look at the rest of the text."""

    def __init__(self, lines: Sequence[_Line]) -> None:
        self._lines = lines
        self._unclosed: dict[str, int] = {}  # from this length on, by sign

    def end(self, at: int) -> int:
        """The line that closes the fence at line `at`, or 0 where none opens there."""
        opened = FENCE.match(self._lines[at].text)
        if not opened:
            return 0
        sign, length = opened.group(1)[0], len(opened.group(1))
        if length >= self._unclosed.get(sign, length + 1):
            return 0
        for number in range(at + 1, len(self._lines)):
            line = self._lines[number].text.strip()
            if len(line) >= length and line[0] == sign and not line.strip(sign):
                return number
        self._unclosed[sign] = length
        return 0


def _groups(text: str) -> Iterator[list[_Line]]:
    """Runs of non-blank lines; a fenced code block is one run even with blank lines in it."""
    lines: list[_Line] = []
    at = 0
    for raw in text.split("\n"):
        lines.append(_Line(at, at + len(raw.rstrip("\r")), raw.rstrip("\r")))
        at += len(raw) + 1
    fences = _Fences(lines)
    group: list[_Line] = []
    number = 0
    while number < len(lines):
        closing = fences.end(number)
        if (closing or not lines[number].text.strip()) and group:
            yield group
            group = []
        if closing:
            whole = lines[number : closing + 1]
            # Two fences with nothing between them are marks of some other kind.
            yield from [whole] if any(line.text.strip() for line in whole[1:-1]) else [whole[:1], whole[-1:]]
            number = closing
        elif lines[number].text.strip():
            group.append(lines[number])
        number += 1
    if group:
        yield group


def _group_blocks(group: list[_Line]) -> Iterator[Block]:
    """Blocks of one run of lines."""
    first, last = group[0], group[-1]
    if _is_fenced(group) or _is_code(group):
        yield Block(first.start, last.end, "code")
        return
    if _is_table(group):
        yield Block(first.start, last.end, "table")
        return
    at = 0
    while at < len(group):
        block, after = _marked_block(group, at)
        if block is None:
            run = at + 1
            while run < len(group) and not (
                any(p.match(group[run].text) for p in (_QUOTE, LIST_MARK, _BREAK))
                or _heading_level(group, run)
                or _table_end(group, run)
            ):
                run += 1
            lines = [line.text for line in group[at:run]]
            one = run - at > 1 and (wrap_width(lines) or is_stanza(lines))
            for i, k in [(at, run)] if one else [(i, i + 1) for i in range(at, run)]:
                yield _block(group, i, k, "paragraph")
            at = run
        else:
            yield block
            at = after


def _block(group: Sequence[_Line], first: int, last: int, kind: BlockKind, level: int = 0, ordered: bool = False) -> Block:
    """Lines [first, last) of a run as a block, without the white space around them."""
    head, tail = group[first], group[last - 1]
    return Block(
        head.start + len(head.text) - len(head.text.lstrip()), tail.start + len(tail.text.rstrip()), kind, level, ordered
    )


def _marked_block(group: Sequence[_Line], at: int) -> tuple[Block | None, int]:
    """The block that starts at line `at` if a mark says what it is, and the line after it."""
    line = group[at].text
    end = at + 1
    if _BREAK.match(line):
        return _block(group, at, end, "break"), end
    if table := _table_end(group, at):
        return _block(group, at, table, "table"), table
    if level := _heading_level(group, at):
        return _block(group, at, end, "heading", level), end
    below = group[end].text if end < len(group) else ""
    if _QUOTE.match(line) or (_NESTED.match(line) and _QUOTE.match(below)):
        while end < len(group) and (_QUOTE.match(group[end].text) or _NESTED.match(group[end].text)):
            end += 1
        return _block(group, at, end, "quote"), end
    if mark := LIST_MARK.match(line):
        while end < len(group) and group[end].text[:1] in " \t" and not LIST_MARK.match(group[end].text):
            end += 1  # lines indented below the mark belong to the item
        depth = min(5, len(mark.group(1).expandtabs(4)) // 2)
        said = (mark.group(3) or "").strip("().")
        number = int(said) if said.isdigit() else None
        item = _block(group, at, end, "list_item", depth, mark.group(3) is not None)
        return replace(item, number=number, sign=mark.group(3)[-1] if number is not None else ""), end
    return None, at


def _heading_level(group: Sequence[_Line], at: int) -> int:
    """The level of the heading that marks make of a line, or 0."""
    below = group[at + 1].text if at + 1 < len(group) else ""
    return marked_level(group[at].text) or underlined_level(group[at].text, below, alone=len(group) == 2)


def _is_fenced(group: Sequence[_Line]) -> bool:
    return _Fences(group).end(0) == len(group) - 1 > 0


def _table_end(group: Sequence[_Line], at: int) -> int:
    """The line after the table that begins at line `at` with a head and a row of dashes below it, or 0."""
    if at + 1 >= len(group) or "|" not in group[at].text or not DELIMITER_ROW.match(group[at + 1].text):
        return 0
    if len(split_row(group[at].text)) != len(split_row(group[at + 1].text)):
        return 0
    end = at + 2
    while end < len(group) and "|" in group[end].text:
        end += 1
    return end


def _is_code(group: list[_Line]) -> bool:
    """Indented throughout and looking like code, or nearly every line ending as code does."""
    codish = sum(bool(_CODE_END.search(line.text)) for line in group)
    indented = all(_INDENT.match(line.text) for line in group)
    return codish >= max(1, 0.25 * len(group)) if indented else len(group) >= 3 and codish >= 0.7 * len(group)


def _is_table(group: list[_Line]) -> bool:
    """Two lines or more with the same number of bars inside, or most of them with a wide gap inside."""
    if len(group) < 2 or all(_BREAK.match(line.text) for line in group):
        return False
    if _table_end(group, 0) == len(group):
        return True
    bars = {line.text.strip().strip("|").count("|") for line in group}
    if len(bars) == 1 and min(bars) >= 1:
        return True
    gaps = sum(bool(_CELL_GAP.search(line.text)) for line in group)
    return gaps >= 2 and gaps >= GAPPED * len(group)


def _may_head(line: str) -> bool:
    """Whether a one-line paragraph could be a heading by its own looks."""
    if "\n" in line or len(line) > LONGEST_HEADING:
        return False
    words = line.split()
    if len(words) > MOST_HEADING_WORDS:
        return False
    if line.endswith(_SENTENCE_END) and not (_question_heading(line) or _shouted_heading(line)):
        return False
    if line.endswith(":") and (len(words) > MOST_LABEL_WORDS or re.search(r"[.!?,]", line)):
        return False
    if line[0].islower() or line[0] in "\"'\u201c\u2018(\u2013\u2014-\u2026,.;:":
        return False
    return not _NOT_HEADING.match(line)


def _is_body(block: Block, text: str) -> bool:
    """Whether a heading may stand above this block: a list, a table, or a paragraph that is prose."""
    if block.kind != "paragraph":
        return block.kind not in ("heading", "break")
    return block.end - block.start > LONGEST_HEADING or text[block.start : block.end].endswith((*_SENTENCE_END, ":"))


def _shouted_heading(line: str) -> bool:
    """'CHAPTER I.', 'A WIZARD ON THE COAST.': older print sets a stop behind its headings."""
    letters = [c for c in line if c.isalpha()]
    return line.endswith(".") and line.count(".") == 1 and len(letters) > 4 and all(c.isupper() for c in letters)


def _question_heading(line: str) -> bool:
    """'What is a sitemap?' heads a section; longer questions are prose."""
    return line.endswith("?") and len(line.split()) <= 9 and line.count("?") == 1
