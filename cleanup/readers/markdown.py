"""Markdown to text, blocks and inlines; front matter to what is known about the article.

An article that this program wrote is recognized by its front matter: its summary and change list are left out, so
that reading an output gives the text that was written, and cleaning it again changes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from cleanup.config import Settings
from cleanup.document import Block, BlockKind, Document, Inline, Source
from cleanup.errors import InputError
from cleanup.readers.front_matter import split_front_matter
from cleanup.readers.inputs import decoded
from cleanup.readers.markdown_inline import begins_with_tag, html_text, inline_text, left_open
from cleanup.writers.cleaned import CHANGES_HEADING, GENERATOR, SUMMARY_HEADING

if TYPE_CHECKING:
    from markdown_it.token import Token

_KEPT_META = ("author", "date", "modified", "url", "site", "license", "description", "source")
_SEEMS_EMPTY = re.compile(r"(?m)^([> \t]*)\u00a0[ \t\u00a0]*$")  # a line that Markdown takes for one with text
_FENCE = re.compile(r"(?m)^[> \t]*(?:```|~~~)")
_RULE = re.compile(r"[ \t]*([*_-])[ \t]*(?:\1[ \t]*){2,}$")


def read(data: bytes, source: Source, settings: Settings) -> Document:
    """The document of a file's bytes, as Markdown."""
    return read_markdown(*decoded(data, source, settings))


def read_markdown(text: str, source: Source, *, title: str | None = None, url: str | None = None) -> Document:
    """The document that the Markdown says. Soft line breaks become spaces, hard ones line feeds; of raw HTML the text is
    kept, of images their description; a paragraph of images alone is a caption. Front matter that cannot be read stays in
    the text as a block of code, with a note.
    Raises InputError for an empty article."""
    from cleanup.readers.markdown_rules import parser

    name = source.path or "text"
    front = split_front_matter(text)
    stated = front.stated()
    body = front.body if _FENCE.search(front.body) else _SEEMS_EMPTY.sub(r"\1", front.body)
    tokens = parser().parse(body)
    if str(front.values.get("generator", "")).startswith(GENERATOR):
        tokens = _without_own_sections(tokens, front.values)
    builder = _Builder(body.split("\n"))
    builder.blocks_of(tokens)
    first = builder.blocks[0] if builder.blocks else None
    heading = builder.text[first.start : first.end] if first and first.kind == "heading" and first.level == 1 else None
    if front.broken:
        builder = _Builder(body.split("\n"))
        builder.add(front.broken, "code")
        builder.blocks_of(tokens)
    if not builder.text.strip():
        raise InputError(f"{name}: empty, nothing to clean")
    meta = {key: stated[key] for key in _KEPT_META if key in stated}
    if url:
        meta["url"] = url
    return Document(
        text=builder.text,
        blocks=tuple(builder.blocks),
        inlines=tuple(builder.inlines),
        title=title or stated.get("title") or heading,
        language=stated.get("language"),
        marked_up=True,
        source=replace(source, format="markdown"),
        meta=meta,
        notes=(f"{name}: {front.note}",) if front.note else (),
    )


def _without_own_sections(tokens: list[Token], front: Mapping[str, Any]) -> list[Token]:
    """Without the summary (up to the rule after it) and the change list at the end that the front matter speaks of."""
    top = [i for i, t in enumerate(tokens) if t.level == 0]
    headings = [(i, tokens[i + 1].content) for i in top if tokens[i].type == "heading_open" and tokens[i].tag == "h2"]
    if front.get("changes"):
        last = [i for i, content in headings if content == CHANGES_HEADING]
        tokens = tokens[: last[-1]] if last else tokens
    if front.get("summary_method"):
        first = next((i for i, content in headings if content == SUMMARY_HEADING), None)
        if first is not None:
            end = next((i for i in top if i > first and tokens[i].type == "hr"), len(tokens) - 1)
            tokens = tokens[:first] + tokens[end + 1 :]
    return tokens


@dataclass
class _Container:
    """A list, an item or a quotation that is open. `number`: of a list its next item's, None where it is not ordered."""

    kind: Literal["list", "item", "quote"]
    number: int | None = None
    used: bool = False  # whether the item has text already
    sign: str = ""  # what ends the item's number


@dataclass
class _Note:
    """A footnote that is open, and whether its first paragraph is there."""

    label: str
    used: bool = False


@dataclass
class _Builder:
    source_lines: Sequence[str]
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def blocks_of(self, tokens: list[Token]) -> None:
        open_: list[_Container] = []
        rows: list[list[Token]] = []
        heading = 0
        cell = False
        note: _Note | None = None
        html: list[str] = []  # blocks in a row
        opened = 0  # elements that they leave open
        for token in tokens:
            kind = token.type
            # Indented below raw HTML it is code by CommonMark, and more of it where an element is still open.
            more = kind == "html_block" or (kind == "code_block" and opened > 0 and begins_with_tag(token.content))
            if html and not more:
                self._html("\n".join(html), _depth(open_))
                html, opened = [], 0
            if more:
                html.append(token.content)
                opened += left_open(token.content)
            elif kind in ("bullet_list_open", "ordered_list_open"):
                start = token.attrGet("start")
                first = int(start) if start is not None else 1
                open_.append(_Container("list", first if kind.startswith("ordered") else None))
            elif kind == "list_item_open":
                of = open_[-1]
                open_.append(_Container("item", of.number, sign=token.markup if of.number is not None else ""))
                of.number = None if of.number is None else of.number + 1
            elif kind == "blockquote_open":
                open_.append(_Container("quote"))
            elif kind in ("bullet_list_close", "ordered_list_close", "list_item_close", "blockquote_close"):
                open_.pop()
            elif kind == "heading_open":
                heading = int(token.tag[1])
            elif kind == "heading_close":
                heading = 0
            elif kind == "note_open":
                note = _Note(token.info)
            elif kind == "note_close":
                note = None
            elif kind == "table_open":
                rows = []
            elif kind == "tr_open":
                rows.append([])
            elif kind == "table_close":
                self._table(rows, open_)
            elif kind in ("th_open", "td_open", "th_close", "td_close"):
                cell = kind.endswith("_open")
            elif kind == "inline" and cell:
                rows[-1].append(token)
            elif kind == "inline":
                self._inline_block(token, heading, open_, note)
            elif kind in ("fence", "code_block"):
                self._add_in(open_, token.content.removesuffix("\n"), "code", language=token.info.strip())
            elif kind == "hr":
                self.add(self._rule(token), "break", within=_depth(open_))
        if html:
            self._html("\n".join(html), 0)
        self.text = "".join(self._parts)

    def _html(self, html: str, within: int) -> None:
        """What raw HTML says, after the blocks that there are."""
        read = html_text(html)
        if not read.text.strip():
            return
        if self._parts:
            self._push("\n\n")
        by = self._length
        self._push(read.text)
        for block in read.blocks:
            item = block.kind == "list_item"
            level, deeper = (block.level + within, block.within) if item else (block.level, block.within + within)
            self.blocks.append(replace(block, start=block.start + by, end=block.end + by, level=level, within=deeper))
        self.inlines += [replace(i, start=i.start + by, end=i.end + by) for i in read.inlines]

    def _rule(self, token: Token) -> str:
        """The line as it stands, where nothing but the rule is in it."""
        line = self.source_lines[token.map[0]] if token.map and token.map[0] < len(self.source_lines) else ""
        return line.strip() if _RULE.match(line.strip()) else token.markup

    def _push(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)

    def add(
        self,
        content: str,
        kind: BlockKind,
        level: int = 0,
        ordered: bool = False,
        number: int | None = None,
        *,
        language: str = "",
        within: int = 0,
        sign: str = "",
        begins: bool = False,
    ) -> None:
        """A block after those that there are; nothing where it holds no text."""
        if not content.strip():
            return
        if self._parts:
            tight = kind == "list_item" and bool(self.blocks) and self.blocks[-1].kind == "list_item"
            self._push("\n" if tight else "\n\n")
        start = self._length
        self._push(content)
        self.blocks.append(Block(start, self._length, kind, level, ordered, number, language, within, sign, begins))
        self.text = ""

    def _inline_block(self, token: Token, heading: int, open_: Sequence[_Container], note: _Note | None) -> None:
        line = inline_text(token)
        content = line.text.strip()
        if not content:
            return
        lead = len(line.text) - len(line.text.lstrip())
        inlines = [replace(i, start=i.start - lead, end=i.end - lead) for i in line.inlines]
        inner = open_[-1] if open_ else None
        depth = _depth(open_)
        if heading:
            self._add_in(open_, content, "heading", heading)
        elif inner is not None and inner.kind == "item" and not inner.used:
            self.add(content, "list_item", depth - 1, inner.number is not None, inner.number, sign=inner.sign)
        elif inner is not None and inner.kind == "quote":
            self._add_in(open_, content, "quote", sum(c.kind == "quote" for c in open_) - 1)
        elif note is not None and not note.used:
            mark = f"[^{note.label}]"
            moved = (replace(i, start=i.start + len(mark) + 2, end=i.end + len(mark) + 2) for i in inlines)
            inlines = [Inline(0, len(mark), "footnote", note.label), *moved]
            self.add(f"{mark}: {content}", "paragraph")
            note.used = True
        else:
            kind: BlockKind = "caption" if _only_images(content, inlines) else "paragraph"
            self.add(content, kind, within=depth + (note is not None))
        if inner is not None:
            inner.used = True
        if (item := _item(open_)) is not None:
            item.used = True
        block = self.blocks[-1]
        moved = (
            replace(i, start=max(block.start, i.start + block.start), end=min(block.end, i.end + block.start)) for i in inlines
        )
        self.inlines += [i for i in moved if i.start < i.end]

    def _add_in(self, open_: Sequence[_Container], content: str, kind: BlockKind, level: int = 0, language: str = "") -> None:
        """A block that is no item's text; the item around begins with it where it has nothing yet."""
        item = _item(open_)
        depth = _depth(open_)
        if item is None or item.used or not content.strip():
            self.add(content, kind, level, language=language, within=depth)
            return
        item.used = True
        ordered = item.number is not None
        self.add(content, kind, level, ordered, item.number, language=language, within=depth - 1, sign=item.sign, begins=True)

    def _table(self, rows: Sequence[Sequence[Token]], open_: Sequence[_Container]) -> None:
        """Rows as lines, cells parted by tabs, with the markup inside the cells."""
        found: list[tuple[int, Inline]] = []
        lines: list[str] = []
        at = 0
        for cells in rows:
            texts: list[str] = []
            for cell in cells:
                line = inline_text(cell)
                texts.append(line.text.replace("\t", " ").replace("\n", " "))
                found += [(at, i) for i in line.inlines]
                found += [(at, Inline(k, k + 1, "line")) for k, sign in enumerate(line.text) if sign == "\n"]
                at += len(texts[-1]) + 1
            lines.append("\t".join(texts))
        before = len(self.blocks)
        self._add_in(open_, "\n".join(lines), "table")
        if len(self.blocks) > before:
            start = self.blocks[-1].start
            self.inlines += [replace(i, start=i.start + at + start, end=i.end + at + start) for at, i in found]


def _only_images(content: str, inlines: Sequence[Inline]) -> bool:
    """Whether there is nothing outside the descriptions of images."""
    at = 0
    for image in (i for i in inlines if i.kind == "image"):
        if content[at : image.start].strip():
            return False
        at = image.end
    return at > 0 and not content[at:].strip()


def _item(open_: Sequence[_Container]) -> _Container | None:
    """The innermost item around."""
    return next((c for c in reversed(open_) if c.kind == "item"), None)


def _depth(open_: Sequence[_Container]) -> int:
    """How many items there are around."""
    return sum(c.kind == "item" for c in open_)
