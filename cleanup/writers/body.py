"""A document's blocks as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from cleanup.document import Block, Document, Inline
from cleanup.text.blocks import FENCE, LIST_MARK
from cleanup.text.headings import heading_words
from cleanup.writers.escape import code_block, escape_start
from cleanup.writers.inline import footnote_mark, marked
from cleanup.writers.tables import page_table, text_table

DEEPEST = 6  # quotations in quotations; further signs are text
_QUOTED = re.compile(r"[ \t]*>[> \t]*[^> \t]")
_QUOTE_MARK = re.compile(r"(?m)^[ \t]*>[ \t]?")
_RULE = re.compile(r"([*_-])[ \t]*(?:\1[ \t]*){2,}$")
_LINE_END = re.compile(r"\r\n?|\n")
_MOST = 999_999_999  # no reader takes a longer number for a list's
_NESTED = 4  # columns; readers older than CommonMark want as many for an item inside an item


def render_body(document: Document, *, skip: Block | None = None, heading_shift: int = 0, links: bool = True) -> str:
    """All blocks but `skip`, separated by blank lines (list items by line ends).

    Headings are moved down by `heading_shift` levels, at most to level 6. A line end inside a block becomes a hard
    line break, so lines stay lines. In a plain text the marks of its list items, quotations, headings, tables and code
    stand in the text; they become Markdown's own, and rules that are set below and above headings are left out.
    """
    body = _Body(heading_shift, document.marked_up)
    rules = set() if document.marked_up else set(_rules_of_headings(document))
    for block, inlines in _with_inlines(document):
        if block != skip and block not in rules:
            body.add(
                block, document.text[block.start : block.end], [i for i in inlines if links or i.kind not in ("link", "image")]
            )
    return "".join(body.out)


def _rules_of_headings(document: Document) -> Iterator[Block]:
    """The rules of a plain text that make headings of the lines beside them."""
    blocks, text = document.blocks, document.text
    for i, (heading, rule) in enumerate(pairwise(blocks)):
        if heading.kind != "heading" or rule.kind != "break" or text[heading.end : rule.start].count("\n") > 1:
            continue
        yield rule
        above = blocks[i - 1] if i else rule
        if above.kind == "break" and text[above.start : above.end] == text[rule.start : rule.end]:
            yield above


def _with_inlines(document: Document) -> Iterator[tuple[Block, list[Inline]]]:
    """Each block with the inlines inside it. Both are in the order of the text."""
    inlines = sorted(document.inlines, key=lambda i: i.start)
    at = 0
    for block in document.blocks:
        while at < len(inlines) and inlines[at].start < block.start:
            at += 1
        inside = []
        while at < len(inlines) and inlines[at].start < block.end:
            if inlines[at].end <= block.end:
                inside.append(inlines[at])
            at += 1
        yield block, inside


@dataclass(frozen=True, slots=True)
class _Item:
    """The last item of an open list: where its mark stands, and how wide the mark is with the blank after it."""

    indent: int
    width: int
    number: int | None  # None: not ordered
    sign: str  # what ends the mark: two lists in a row are told apart by it

    @property
    def inside(self) -> int:
        """The column of what stands inside the item."""
        return self.indent + self.width

    @property
    def nested(self) -> int:
        """The column of the mark of an item inside this one."""
        return self.indent + max(self.width, _NESTED)


_NOTE = _Item(0, 4, None, "")  # a footnote's text goes on indented as if it were an item's


class _Body:
    """Writes blocks one after another; knows the lists that are open."""

    def __init__(self, shift: int, marked_up: bool) -> None:
        self.out: list[str] = []
        self._shift = shift
        self._marked_up = marked_up
        self._open: list[_Item] = []  # one a depth
        self._before: Block | None = None
        self._level = 0  # items around it
        self._after_item = False  # whether it was written as an item
        self._quoted = False  # whether it was written as a quotation

    def add(self, block: Block, text: str, inlines: Sequence[Inline]) -> None:
        """Write a block after those before it."""
        if not text.strip():
            return
        if block.kind == "list_item" or block.begins:
            self._add_item(block, text, inlines)
        elif label := _note_label(block, text, inlines):
            self._add_note(block, text, inlines, label)
        else:
            level = min(block.within, len(self._open))
            del self._open[level:]
            indent = self._open[-1].inside if level else 0
            rendered = self._rendered(block, text, inlines)
            gap = f"\n{' ' * indent}>\n" if self._goes_on(block, level, rendered) else "\n\n"
            self._write(gap, _indented(rendered, indent))
            self._level = level
        self._before = block

    def _write(self, gap: str, rendered: str) -> None:
        self._after_item = False
        self._quoted = rendered.lstrip().startswith(">")
        if self.out:
            self.out.append(gap)
        self.out.append(rendered)

    def _goes_on(self, block: Block, level: int, rendered: str) -> bool:
        """Whether this is written as the next paragraph of the quotation before."""
        before = self._before
        quoted = block.kind == "quote" and before is not None and before.kind == "quote" and level == self._level
        return quoted and rendered.startswith(">") and self._quoted

    def _rendered(self, block: Block, text: str, inlines: Sequence[Inline]) -> str:
        if block.kind == "code":
            return _code(text, block, self._marked_up)
        if block.kind == "table":
            return page_table(text, block.start, inlines) if self._marked_up else text_table(text)
        if block.kind == "heading":
            if not self._marked_up:
                text = heading_words(text)
            level = min(6, max(1, block.level or 2) + self._shift)
            return "#" * level + " " + heading_line(text, block.start, inlines)
        if block.kind == "quote":
            return self._quote(block, text, inlines)
        if block.kind == "break" and _RULE.match(text.strip()):
            return re.sub(r"[ \t]+", " ", text.strip())
        return _lines(text, block.start, inlines)

    def _quote(self, block: Block, text: str, inlines: Sequence[Inline]) -> str:
        if self._marked_up:
            quoted = _lines(text, block.start, inlines)
            for _ in range(min(block.level + 1, DEEPEST)):
                quoted = _quoted(quoted)
            return quoted
        return _mail_quote(text, 1)

    def _add_note(self, block: Block, text: str, inlines: Sequence[Inline], label: str) -> None:
        head = len(f"[^{label}]: ")
        inside = [i for i in inlines if i.start >= block.start + head]
        body = _lines(text[head:], block.start + head, inside).replace("\n", "\n" + " " * _NOTE.width)
        self._write("\n\n", f"{footnote_mark(label)}: {body}")
        self._open = [_NOTE]

    def _add_item(self, block: Block, text: str, inlines: Sequence[Inline]) -> None:
        depth = min(block.within if block.begins else block.level, len(self._open))
        last = self._open[depth] if depth < len(self._open) else None
        start, sign = block.start, block.sign
        if not self._marked_up and not block.begins and (mark := LIST_MARK.match(text)):
            sign = (mark.group(3) or "")[-1:]
            if sign and not mark.group(3)[:-1].isdigit():  # "(1)" and "a)" are no marks of Markdown's
                self._add_as_text(_lines(text, start, inlines), 0)
                return
            text, start = text[mark.end() :], start + mark.end()
            number = int(mark.group(3)[:-1]) if sign else None
        else:
            number = _number(block, last) if block.ordered else None
        if number is not None and not 0 <= number <= _MOST:
            as_text = self._rendered(block, text, inlines) if block.begins else _lines(text, start, inlines, f"{number}. ")
            self._add_as_text(as_text, depth)
            return
        body = self._rendered(block, text, inlines) if block.begins else _lines(text, start, inlines)
        del self._open[depth:]
        sign, goes_on = _sign(number, sign, last)
        head = f"{number}{sign} " if number is not None else "- "
        item = _Item(self._open[-1].nested if self._open else 0, len(head), number, sign)
        # Only an item with the number 1 or none may begin a list right below a line of text.
        tight = self._after_item and (goes_on or number in (None, 1))
        self._write("\n" if tight else "\n\n", _indented(head + _indented(body, item.width)[item.width :], item.indent))
        self._open.append(item)
        self._after_item = not block.begins or block.kind == "heading"
        self._level = depth + 1
        self._quoted = body.startswith(">")

    def _add_as_text(self, rendered: str, depth: int) -> None:
        """An item whose mark is none of Markdown's, as a paragraph inside the item around it."""
        del self._open[depth:]
        self._write("\n\n", _indented(rendered, self._open[-1].inside if self._open else 0))


def _sign(number: int | None, wanted: str, last: _Item | None) -> tuple[str, bool]:
    """What ends an item's mark, and whether the item goes on with the list of the `last` one at its depth.

    A number that is not the next one begins another list: readers count by themselves, and would show another number.
    """
    if number is None:
        return "-", last is not None and last.number is None
    if last is None or last.number is None:
        return wanted or ".", False
    if number == last.number + 1:
        sign = wanted or last.sign
        return sign, sign == last.sign
    return (")" if last.sign == "." else ".") if wanted in ("", last.sign) else wanted, False


def _note_label(block: Block, text: str, inlines: Sequence[Inline]) -> str:
    """The label of the footnote that the block is, or the empty string."""
    first = min(inlines, key=lambda i: i.start, default=None)
    if first is None or first.kind != "footnote" or first.start != block.start:
        return ""
    return first.target if block.kind == "paragraph" and text.startswith(f"[^{first.target}]: ") else ""


def heading_line(text: str, offset: int = 0, inlines: Sequence[Inline] = ()) -> str:
    """The text after a heading's signs: one line, of which a reader drops nothing."""
    line = re.sub(r"[ \t\r\n]+", " ", marked(text, offset, inlines)).strip(" ")
    # A closing run of # would be dropped by the reader.
    return re.sub(r"(#+)$", r"\\\1", line)


def _number(block: Block, last: _Item | None) -> int:
    if block.number is not None:
        return block.number
    return last.number + 1 if last is not None and last.number is not None else 1


def _code(text: str, block: Block, marked_up: bool) -> str:
    """A code block; in a plain text it may bring its own fence, and what is said there."""
    info = block.language
    lines = _LINE_END.split(text)
    fence = None if marked_up else FENCE.match(lines[0])
    if fence:
        info = lines[0][fence.end() :].strip()
        closed = len(lines) > 1 and lines[-1].strip() and not lines[-1].strip().strip(fence.group(1)[0])
        indent = len(fence.group()) - len(fence.group(1))
        lines = [_dedented(line, indent) for line in lines[1 : -1 if closed else None]]
    return code_block("\n".join(lines), info)


def _dedented(line: str, most: int) -> str:
    return line[min(most, len(line) - len(line.lstrip(" "))) :]


def _indented(rendered: str, columns: int) -> str:
    return re.sub(r"(?m)^(?=.)", " " * columns, rendered) if columns else rendered


def _mail_quote(text: str, depth: int) -> str:
    """Lines with a sign before each, as in mail; a quotation in it keeps its own, down to DEEPEST."""
    said = _QUOTE_MARK.sub("", text).strip()
    if not said:  # a sign alone
        return _lines(text, 0, ())
    parts: list[str] = []
    for deeper, lines in groupby(said.split("\n"), key=lambda line: depth < DEEPEST and _QUOTED.match(line) is not None):
        part = "\n".join(lines)
        if deeper:
            parts.append(_quoted(_mail_quote(part, depth + 1)))
        else:
            parts += (_quoted(_lines(p, 0, ())) for p in re.split(r"\n(?:[ \t]*\n)+", part) if p.strip())
    return "\n>\n".join(parts)


def _quoted(rendered: str) -> str:
    return "\n".join("> " + line for line in rendered.split("\n"))


def _lines(text: str, offset: int, inlines: Sequence[Inline], head: str = "") -> str:
    """The text after `head`, with its line ends as hard line breaks; white space around lines is not kept."""
    lines = (line.strip(" \t") for line in _LINE_END.split(marked(head + text, offset - len(head), inlines)))
    return "\\\n".join(escape_start(line) for line in lines if line.strip())
