"""What a ledger's file knows of the article besides its text: what the program made of it, as plain values and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, cast, get_args

from cleanup.core.edit import Mark
from cleanup.core.json_values import JsonValue
from cleanup.document import Block, BlockKind, Document, Inline, InlineKind, Source
from cleanup.result import Result
from cleanup.version import VERSION

_BLOCK_MAY_HAVE = tuple(f.name for f in fields(Block))[3:]
_DEFAULTS: dict[str, Any] = {f.name: f.default for f in fields(Block)}
_TEXTS = ("title", "stated_title", "language", "dialect", "summary_method", "article_kind", "engine", "skipped")


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """The facts of a Result. `stated_title`, `blocks` and `inlines` are those of the input, spans of `flags` and `summary`
    those of the machine's output. `keywords` are None where none were looked for yet."""

    title: str | None = None
    stated_title: str | None = None
    language: str | None = None
    dialect: str | None = None
    marked_up: bool = False
    blocks: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Mark, ...] = ()
    summary: tuple[tuple[int, int, float], ...] = ()
    summary_method: str | None = None
    article_kind: str | None = None
    keywords: tuple[str, ...] | None = ()
    readability: Mapping[str, float] = field(default_factory=dict)
    engine: str | None = None
    skipped: str | None = None
    notes: tuple[str, ...] = ()
    version: str = VERSION

    def document(self, text: str, source: Source) -> Document:
        """The article before anything was done to it."""
        return Document(
            text,
            self.blocks,
            self.inlines,
            self.stated_title,
            self.language,
            self.dialect,
            self.marked_up,
            source,
            self.meta,
        )


def facts_of(result: Result, *, keywords: bool = True) -> ArticleFacts:
    """The facts of a result. `keywords` False: they are to be looked for later."""
    origin = result.origin or result.document
    return ArticleFacts(
        title=result.title,
        stated_title=origin.title,
        language=result.language,
        dialect=origin.dialect,
        marked_up=origin.marked_up,
        blocks=origin.blocks if origin.marked_up else (),
        inlines=origin.inlines if origin.marked_up else (),
        meta=result.meta,
        flags=tuple(
            Mark(start=f.start, end=f.end, kind=f.kind, rule=f.rule, reason=f.reason, confidence=f.confidence)
            for f in result.flags
        ),
        summary=tuple((s.start, s.end, s.score) for s in result.summary),
        summary_method=result.summary_method,
        article_kind=result.article_kind,
        keywords=result.keywords if keywords else None,
        readability=result.readability,
        engine=result.engine,
        skipped=result.skipped,
        notes=result.notes,
        version=result.version,
    )


def fact_values(facts: ArticleFacts) -> dict[str, object]:
    """The facts as plain values. Blocks and inlines are left out where the input was not marked up."""
    values: dict[str, object] = {
        "title": facts.title,
        "stated_title": facts.stated_title,
        "language": facts.language,
        "dialect": facts.dialect,
        "marked_up": facts.marked_up,
        "meta": dict(facts.meta),
        "summary_method": facts.summary_method,
        "article_kind": facts.article_kind,
        "keywords": None if facts.keywords is None else list(facts.keywords),
        "readability": dict(facts.readability),
        "engine": facts.engine,
        "skipped": facts.skipped,
        "notes": list(facts.notes),
        "version": facts.version,
        "flags": [[f.start, f.end, f.kind, f.rule, f.reason, round(f.confidence, 4)] for f in facts.flags],
        "summary": [list(row) for row in facts.summary],
    }
    if facts.marked_up:
        values["blocks"] = [_block_values(b) for b in facts.blocks]
        values["inlines"] = [[i.start, i.end, i.kind, i.target] for i in facts.inlines]
    return values


def article_facts(value: JsonValue, length: int, output_length: int) -> ArticleFacts:
    """What `fact_values` wrote, for an input of `length` code points and a machine's output of `output_length`.

    Raises LedgerError, naming the place, for a value of another kind and a span outside its text.
    """
    texts: dict[str, Any] = {name: found.text() for name in _TEXTS if (found := value.get(name)) is not None}
    marked_up = value.get("marked_up")
    blocks = tuple(_block(row, length) for row in _rows(value, "blocks"))
    inlines = tuple(_inline(row, length) for row in _rows(value, "inlines"))
    if (blocks or inlines) and not (marked_up and marked_up.truth()):
        value["blocks" if blocks else "inlines"].wrong("in an article that is not marked up")
    keywords = value.get("keywords")
    return ArticleFacts(
        **texts,
        marked_up=bool(marked_up and marked_up.truth()),
        blocks=blocks,
        inlines=inlines,
        meta={key: item.text() for key, item in _pairs(value, "meta")},
        flags=tuple(_mark(row, output_length) for row in _rows(value, "flags")),
        summary=tuple((*_span(row, output_length), row.item(2).number()) for row in _rows(value, "summary")),
        keywords=tuple(item.text() for item in keywords.items()) if keywords else None,
        readability={key: item.number() for key, item in _pairs(value, "readability")},
        notes=tuple(item.text() for item in _rows(value, "notes")),
        version=value["version"].name(),
    )


def _rows(value: JsonValue, key: str) -> list[JsonValue]:
    found = value.get(key)
    return list(found.items()) if found else []


def _pairs(value: JsonValue, key: str) -> list[tuple[str, JsonValue]]:
    found = value.get(key)
    return found.pairs() if found else []


def _span(row: JsonValue, length: int) -> tuple[int, int]:
    start, end = row.item(0).count(), row.item(1).count()
    if not start <= end <= length:
        row.wrong(f"{start}:{end} is no span of a text of {length} code points")
    return start, end


def _block_values(block: Block) -> list[object]:
    more = {name: v for name in _BLOCK_MAY_HAVE if (v := getattr(block, name)) != _DEFAULTS[name]}
    return [block.start, block.end, block.kind, *([more] if more else [])]


def _block(row: JsonValue, length: int) -> Block:
    more: dict[str, Any] = {}
    for name, item in row.item(3).pairs() if len(list(row.items())) > 3 else []:
        if name not in _BLOCK_MAY_HAVE:
            item.wrong("is nothing that a block has")
        kind = type(_DEFAULTS[name])
        more[name] = item.truth() if kind is bool else item.text() if kind is str else item.whole()
    return Block(*_span(row, length), cast(BlockKind, row.item(2).one_of(get_args(BlockKind))), **more)


def _inline(row: JsonValue, length: int) -> Inline:
    return Inline(*_span(row, length), cast(InlineKind, row.item(2).one_of(get_args(InlineKind))), row.item(3).text())


def _mark(row: JsonValue, length: int) -> Mark:
    start, end = _span(row, length)
    return Mark(
        start=start,
        end=end,
        kind=row.item(2).name(),
        rule=row.item(3).name(),
        reason=row.item(4).text(),
        confidence=row.item(5).share(),
    )
