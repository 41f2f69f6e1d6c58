"""Markdown to text, blocks and inlines; front matter to what is known about the article.

An article that this program wrote is recognized by its front matter: its summary and change list are left out, so
that reading an output gives the text that was written, and cleaning it again changes nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from cleanup.config import Settings
from cleanup.document import Block, BlockKind, Document, Inline, InlineKind, Source
from cleanup.errors import InputError
from cleanup.readers.inputs import decoded
from cleanup.readers.markdown_syntax import with_formulas_and_notes
from cleanup.writers.cleaned import CHANGES_HEADING, GENERATOR, SUMMARY_HEADING

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_KEPT_META = ("author", "date", "modified", "url", "site", "license", "description", "source")
_INLINE: dict[str, InlineKind] = {"em_open": "emphasis", "strong_open": "strong", "link_open": "link"}


def split_front_matter(text: str, name: str) -> tuple[dict[str, Any], str]:
    """The front matter's mapping (empty without one) and the rest. Raises InputError with the line of bad YAML."""
    match = _FRONT.match(text)
    if not match:
        return {}, text
    import yaml

    try:
        data = yaml.safe_load(match.group(1))
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise InputError(
            f"{name}:{line}: the front matter is not valid YAML ({getattr(error, 'problem', None) or error}); mend or remove it"
        ) from None
    if not isinstance(data, dict):  # a thematic break and some text, not front matter
        return {}, text
    return data, text[match.end() :]


def read(data: bytes, source: Source, settings: Settings) -> Document:
    """The document of a file's bytes, as Markdown."""
    return read_markdown(*decoded(data, source, settings))


def read_markdown(text: str, source: Source, *, title: str | None = None, url: str | None = None) -> Document:
    """The document that the Markdown says. Soft line breaks become spaces, hard ones line feeds; raw HTML is left out,
    images keep their description, formulas and footnotes' marks stand as they are. Raises InputError for bad front
    matter and for an empty article."""
    from markdown_it import MarkdownIt

    name = source.path or "text"
    front, body = split_front_matter(text, name)
    tokens = with_formulas_and_notes(MarkdownIt("commonmark").enable("table")).parse(body)
    if str(front.get("generator", "")).startswith(GENERATOR):
        tokens = _without_own_sections(tokens, front)
    builder = _Builder()
    builder.blocks_of(tokens)
    if not builder.text.strip():
        raise InputError(f"{name}: empty, nothing to clean")
    meta = {key: str(front[key]) for key in _KEPT_META if front.get(key)}
    if url:
        meta["url"] = url
    first = builder.blocks[0]
    stated = (
        title
        or front.get("title")
        or (builder.text[first.start : first.end] if first.kind == "heading" and first.level == 1 else None)
    )
    return Document(
        text=builder.text,
        blocks=tuple(builder.blocks),
        inlines=tuple(builder.inlines),
        title=str(stated) if stated else None,
        language=str(front["language"]) if front.get("language") else None,
        marked_up=True,
        source=replace(source, format="markdown"),
        meta=meta,
    )


def _without_own_sections(tokens: list[Token], front: dict[str, Any]) -> list[Token]:
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
class _Builder:
    text: str = ""
    blocks: list[Block] = field(default_factory=list)
    inlines: list[Inline] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    def blocks_of(self, tokens: list[Token]) -> None:
        lists: list[bool] = []  # ordered?, one a level
        quotes = 0
        row: list[Token] = []
        rows: list[list[Token]] = []
        heading = 0
        cell = False
        for token in tokens:
            kind = token.type
            if kind in ("bullet_list_open", "ordered_list_open"):
                lists.append(kind.startswith("ordered"))
            elif kind in ("bullet_list_close", "ordered_list_close"):
                lists.pop()
            elif kind == "blockquote_open":
                quotes += 1
            elif kind == "blockquote_close":
                quotes -= 1
            elif kind == "heading_open":
                heading = int(token.tag[1])
            elif kind == "heading_close":
                heading = 0
            elif kind == "table_open":
                rows = []
            elif kind == "tr_open":
                row = []
            elif kind == "tr_close":
                rows.append(row)
            elif kind == "table_close":
                self._table(rows)
                rows = []
            elif kind in ("th_open", "td_open", "th_close", "td_close"):
                cell = kind.endswith("_open")
            elif kind == "inline" and cell:
                row.append(token)
            elif kind == "inline":
                self._inline_block(token, heading, lists, quotes)
            elif kind in ("fence", "code_block"):
                self._add(token.content.rstrip("\n"), "code")
        self.text = "".join(self._parts)

    def _separate(self, tight: bool) -> None:
        if self._parts:
            self._push("\n" if tight else "\n\n")

    def _push(self, piece: str) -> None:
        self._parts.append(piece)
        self._length += len(piece)

    def _add(self, content: str, kind: BlockKind, level: int = 0, ordered: bool = False) -> None:
        if not content.strip():
            return
        self._separate(tight=kind == "list_item" and bool(self.blocks) and self.blocks[-1].kind == "list_item")
        start = self._length
        self._push(content)
        self.blocks.append(Block(start, self._length, kind, level, ordered))

    def _inline_block(self, token: Token, heading: int, lists: list[bool], quotes: int) -> None:
        mark = len(self.inlines)
        content = self._inline_text(token)
        kind: BlockKind = "heading" if heading else "list_item" if lists else "quote" if quotes else "paragraph"
        if not content.strip():
            del self.inlines[mark:]
            return
        lead = len(content) - len(content.lstrip())
        before = len(self.blocks)
        self._add(content.strip(), kind, heading or max(0, len(lists) - 1), bool(lists) and lists[-1])
        if len(self.blocks) > before:
            block = self.blocks[-1]
            moved = [
                replace(i, start=max(block.start, i.start + block.start - lead), end=min(block.end, i.end + block.start - lead))
                for i in self.inlines[mark:]
            ]
            self.inlines[mark:] = [i for i in moved if i.start < i.end]

    def _inline_text(self, token: Token) -> str:
        """The text of an inline token; its inlines are noted with offsets from 0."""
        parts: list[str] = []
        length = 0
        open_at: list[tuple[InlineKind, int, str]] = []
        for child in token.children or []:
            piece = ""
            if child.type == "text":
                piece = child.content
            elif child.type == "code_inline":
                piece = child.content
                self.inlines.append(Inline(length, length + len(piece), "code"))
            elif child.type in ("formula", "footnote_mark"):
                piece = child.content
                extra: InlineKind = "math" if child.type == "formula" else "footnote"
                self.inlines.append(Inline(length, length + len(piece), extra, str(child.meta.get("label", ""))))
            elif child.type == "softbreak":
                piece = " "
            elif child.type == "hardbreak":
                piece = "\n"
            elif child.type == "image":
                piece = child.content
            elif child.type in _INLINE:
                open_at.append((_INLINE[child.type], length, str(child.attrGet("href") or "")))
            elif child.type.endswith("_close") and open_at:
                kind, start, target = open_at.pop()
                if start < length:
                    self.inlines.append(Inline(start, length, kind, target))
            parts.append(piece)
            length += len(piece)
        return "".join(parts)

    def _table(self, rows: list[list[Token]]) -> None:
        lines = []
        for cells in rows:
            mark = len(self.inlines)
            lines.append("\t".join(self._inline_text(c).replace("\t", " ").replace("\n", " ") for c in cells))
            del self.inlines[mark:]  # markup inside cells is not carried
        self._add("\n".join(lines), "table")
