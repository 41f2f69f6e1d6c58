"""A document's blocks as Markdown."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cleanup.document import Block, Document, Inline
from cleanup.writers.escape import code_fence, code_span, escape_inline, escape_start, link_target

_ITEM_MARK = re.compile(r"(?:[-*+•·‣▪●○–—]|\(?(\d{1,4})[.)])\s+")
_QUOTE_MARK = re.compile(r"(?m)^[ \t]*>[ \t]?")
_HEADING_MARK = re.compile(r"#{1,6}[ \t]+(?=\S)")
_OPEN = {"emphasis": "*", "strong": "**", "struck": "~~"}
_EMPHASIS = ("emphasis", "strong")
_AS_WRITTEN = ("math", "footnote")  # stand in the text as Markdown writes them


@dataclass(slots=True)
class _Lists:
    """The list items that are open: the number of each level's last item, and how far its text is indented."""

    numbers: list[int | None] = field(default_factory=list)
    indents: list[int] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def indent(self, depth: int) -> int:
        """How far a block is indented that stands in so many items."""
        return self.indents[min(depth, len(self.indents)) - 1] if depth > 0 and self.indents else 0


def render_body(document: Document, *, skip: Block | None = None, heading_shift: int = 0, links: bool = True) -> str:
    """All blocks but `skip`, separated by blank lines (list items by line ends).

    Headings are moved down by `heading_shift` levels, at most to level 6. A line end inside a block becomes a hard
    line break, so lines stay lines. In a plain text the marks of its list items, quotations and headings stand in
    the text; they become Markdown's own. Formulas and footnotes' marks are written as they stand.
    """
    out: list[str] = []
    before: Block | None = None
    lists = _Lists()
    in_note = False
    all_inlines = sorted(document.inlines, key=lambda i: (i.start, -i.end))
    starts = [i.start for i in all_inlines]
    for block in document.blocks:
        if block == skip:
            continue
        text = document.text[block.start : block.end]
        inside = all_inlines[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        inlines = [i for i in inside if i.end <= block.end and (links or i.kind != "link")]
        number = block.number
        if not document.marked_up:
            number, text = _unmarked(block, text)
        if not _goes_on(before, block):
            lists = _Lists()
        begins_note = bool(inlines) and inlines[0].kind == "footnote" and text.startswith(f"[^{inlines[0].target}]: ")
        in_note = begins_note or (in_note and block.kind != "list_item" and block.within > 0)
        if block.kind == "list_item":
            rendered = _item(block, text, inlines, lists, number)
        else:
            indent = 0 if begins_note else 4 if in_note else lists.indent(block.within)
            rendered = _indented(_render(block, text, inlines, heading_shift), indent)
        if out:
            out.append("\n" if before is not None and before.kind == block.kind == "list_item" else "\n\n")
        out.append(rendered)
        before = block
    return "".join(out)


def _goes_on(before: Block | None, block: Block) -> bool:
    """Whether the list before the block is still open in it."""
    if before is None or (before.kind != "list_item" and not before.within):
        return False
    return block.kind == "list_item" or block.within > 0


def _unmarked(block: Block, text: str) -> tuple[int | None, str]:
    """A block of a plain text without its mark, and the number of an ordered item."""
    if block.kind == "list_item":
        mark = _ITEM_MARK.match(text)
        if mark:
            return int(mark.group(1)) if mark.group(1) else None, text[mark.end() :]
    elif block.kind == "quote":
        return None, _QUOTE_MARK.sub("", text)
    elif block.kind == "heading":
        return None, _HEADING_MARK.sub("", text, count=1)
    return None, text


def _render(block: Block, text: str, inlines: list[Inline], shift: int) -> str:
    if block.kind == "code":
        fence = code_fence(text)
        return f"{fence}{block.language}\n{text}\n{fence}"
    if block.kind == "table":
        return _table(text, block, inlines)
    if block.kind == "heading":
        level = min(6, max(1, block.level or 2) + shift)
        return "#" * level + " " + _heading_text(text, block, inlines)
    if block.kind == "quote":
        return "\n".join("> " + line for line in _lines(text, block, inlines).split("\n"))
    return _lines(text, block, inlines)


def _indented(text: str, indent: int) -> str:
    """The lines of a block that stands in a list item or a note; blank lines stay blank."""
    if not indent:
        return text
    return "\n".join(" " * indent + line if line else line for line in text.split("\n"))


def _heading_text(text: str, block: Block, inlines: list[Inline]) -> str:
    line = " ".join(_marked(text, block.start, inlines).split())
    # A closing run of # would be dropped by the reader.
    return re.sub(r"(#+)$", r"\\\1", line)


def _item(block: Block, text: str, inlines: list[Inline], lists: _Lists, number: int | None) -> str:
    depth = min(block.level, len(lists.numbers))
    last = lists.numbers[depth] if depth < len(lists.numbers) else None
    mark = lists.marks[depth] if depth < len(lists.marks) else ""
    ordered = block.ordered or number is not None
    if ordered:
        expected = (last or 0) + 1
        number = max(0, expected if number is None else number)
        if mark not in (".", ")"):
            mark = "."
        elif number != expected:  # Markdown counts on by itself: only another mark begins a list with another number
            mark = ")" if mark == "." else "."
        bullet = f"{number}{mark} "
    else:
        number, mark, bullet = None, "-", "- "
    indent = max(4 * depth, lists.indent(depth))
    del lists.numbers[depth:], lists.indents[depth:], lists.marks[depth:]
    lists.numbers.append(number)
    lists.indents.append(indent + len(bullet))
    lists.marks.append(mark)
    return " " * indent + bullet + _lines(text, block, inlines).replace("\n", "\n" + " " * (indent + len(bullet)))


def _lines(text: str, block: Block, inlines: list[Inline]) -> str:
    marked = _marked(text, block.start, inlines)
    lines = [line.strip() for line in marked.split("\n")]
    return "\\\n".join(escape_start(line) for line in lines if line)


def _marked(text: str, offset: int, inlines: list[Inline]) -> str:
    """The text, escaped, with its inlines as markup. Inlines that cross others are left out."""
    return _together(_pieces(text, 0, len(text), _nested(offset, inlines)))


def _together(pieces: Iterator[str]) -> str:
    """Pieces of a line as one; an exclamation mark before a link would make it an image."""
    out: list[str] = []
    for piece in pieces:
        if piece.startswith("[") and out and out[-1].endswith("!"):
            out[-1] = out[-1][:-1] + "\\!"
        if piece:
            out.append(piece)
    return "".join(out)


def _nested(offset: int, inlines: list[Inline]) -> list[tuple[int, int, Inline]]:
    return sorted(((i.start - offset, -i.end + offset, i) for i in inlines), key=lambda x: x[:2])


def _pieces(text: str, start: int, end: int, nested: Sequence[tuple[int, int, Inline]]) -> Iterator[str]:
    at = start
    index = 0
    closed = ""  # the mark that the last piece ended with
    while index < len(nested):
        low, minus_high, inline = nested[index]
        high = -minus_high
        index += 1
        if low < at or high > end or low >= high:
            continue
        inner_start, inner_end = _that_parses(text, low, high) if inline.kind in _EMPHASIS else _trimmed(text, low, high)
        if inner_start >= inner_end:
            continue
        children = []
        while index < len(nested) and nested[index][0] < high:
            children.append(nested[index])
            index += 1
        yield escape_inline(text[at:inner_start])
        if at < inner_start:
            closed = ""
        if inline.kind == "code":
            yield code_span(text[inner_start:inner_end])
            closed = ""
        elif inline.kind in _AS_WRITTEN:
            yield text[inner_start:inner_end]
            closed = ""
        else:
            inside = _together(_pieces(text, inner_start, inner_end, children))
            if inline.kind == "link":
                yield f"[{inside}]({link_target(inline.target)})"
                closed = ""
            else:
                mark = _mark(text, inner_start, inner_end, inline, children)
                # Two runs of stars that meet would be read as one; a letter that touches punctuation inside ends none.
                fails = (
                    not mark or bool(closed and closed[0] == mark[0]) or _touched(text, inner_start, inner_end, mark, children)
                )
                if inline.kind == "struck" and (fails or not _strikes(text, inner_start, inner_end)):
                    yield f"<del>{inside}</del>"  # never lost: without it the words would read as valid
                    closed = ""
                else:
                    closed = "" if fails else mark
                    yield f"{closed}{inside}{closed}"
        at = inner_end
    yield escape_inline(text[at:end])


def _trimmed(text: str, low: int, high: int) -> tuple[int, int]:
    """A span without white space at its ends."""
    part = text[low:high]
    return low + len(part) - len(part.lstrip()), high - (len(part) - len(part.rstrip()))


def _that_parses(text: str, low: int, high: int) -> tuple[int, int]:
    """A span whose ends Markdown takes for the ends of emphasis: without white space, and without punctuation inside
    where a letter touches from outside."""
    low, high = _trimmed(text, low, high)
    while low < high and not text[low].isalnum() and low > 0 and not _parts(text[low - 1]):
        low += 1
    while low < high and not text[high - 1].isalnum() and high < len(text) and not _parts(text[high]):
        high -= 1
    return _trimmed(text, low, high)


def _mark(text: str, start: int, end: int, inline: Inline, children: Sequence[tuple[int, int, Inline]]) -> str:
    """The mark of an inline; empty where its stars would meet those of one inside, and low lines cannot stand for them."""
    mark = _OPEN[inline.kind]
    if inline.kind not in _EMPHASIS:
        return mark
    if not any(c.kind in _EMPHASIS and (low == start or -high == end) for low, high, c in children):
        return mark
    alone = (start == 0 or _parts(text[start - 1])) and (end == len(text) or _parts(text[end]))
    return mark.replace("*", "_") if alone else ""


def _strikes(text: str, start: int, end: int) -> bool:
    """Whether tildes around a span strike it out."""
    return _that_parses(text, start, end) == (start, end) and "~" not in text[max(start - 1, 0) : end + 1]


def _touched(text: str, start: int, end: int, mark: str, children: Sequence[tuple[int, int, Inline]]) -> bool:
    """Whether a letter outside touches another mark at an end inside, which is punctuation to Markdown."""
    left = start > 0 and not _parts(text[start - 1])
    right = end < len(text) and not _parts(text[end])
    return any(
        _OPEN.get(inline.kind, " ")[0] != mark[0] and ((left and low == start) or (right and -high == end))
        for low, high, inline in children
    )


def _parts(char: str) -> bool:
    """Whether a character is white space or punctuation to Markdown."""
    return char.isspace() or unicodedata.category(char)[0] in "PS"


def _table(text: str, block: Block, inlines: list[Inline]) -> str:
    rows: list[list[str]] = []
    at = 0
    nested = _nested(block.start, [i for i in inlines if i.kind != "link"])
    following = 0
    for line in text.split("\n"):
        row: list[str] = []
        for cell in line.split("\t"):
            end = at + len(cell)
            while following < len(nested) and nested[following][0] < at:
                following += 1
            mine = following
            while mine < len(nested) and nested[mine][0] < end:
                mine += 1
            written = _together(_pieces(text, at, end, nested[following:mine]))
            row.append(" ".join(written.split()).replace("|", "\\|"))
            at = end + 1
        if line.strip():
            rows.append(row)
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * width)
    return "\n".join(lines)
