"""A ledger's file: the ledger, the text it starts from, and what is known of the article, enough to write it anew.

Beside the keys of the ledger (`core.ledger_json`) it has

    "source": {"path": "...", "format": "text", ...}, "source_text": "...",
    "article": {"title": ..., "language": ..., "meta": {...}, "blocks": [[0, 10, "heading", {"level": 1}], ...], ...},
    "corrections": [{"id": "c1", "field": "title", "value": "...", "before": "...", "by": "Ann", "at": "..."}, ...]

`article` is what the program made and stays as it was; `article_facts` says what is in it. Files of earlier versions have
none: they are read as plain text. An edit, a decision, a block or a correction is a line of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from cleanup.core.json_values import JsonValue, naming
from cleanup.core.ledger import Ledger, apply_edits
from cleanup.core.runner import edited
from cleanup.document import Document, Source
from cleanup.errors import LedgerError
from cleanup.result import Flag, Result, SummarySentence
from cleanup.review.article_facts import ArticleFacts, article_facts, fact_values, facts_of
from cleanup.review.corrections import FIELDS, SUMMARY, Correction, Spans, corrections_from
from cleanup.version import VERSION
from cleanup.writers.columns import own_values

LEDGER_ENDING = ".ledger.json"
# What a record of JSON lines has as a ledger's file has it.
RECORD_FACTS = (
    "title",
    "language",
    "meta",
    "summary_method",
    "article_kind",
    "keywords",
    "readability",
    "engine",
    "skipped",
    "notes",
    "version",
)


def written(values: Mapping[str, object]) -> str:
    """The text of the file: each key on its line, and of lists and of `article` each item."""
    return _object(values, lambda key, value: _nested(key, value)) + "\n"


def _nested(key: str, value: object) -> str:
    if isinstance(value, list):
        return _list(value)
    if key == "article" and isinstance(value, Mapping):
        return _object(value, lambda _, item: _list(item) if isinstance(item, list) else json.dumps(item))
    return json.dumps(value)


def _object(values: Mapping[str, object], shown: Any) -> str:
    return "{\n" + ",\n".join(f"{json.dumps(key)}: {shown(key, value)}" for key, value in values.items()) + "\n}"


def _list(values: Iterable[object]) -> str:
    rows = ",\n".join(map(json.dumps, values))
    return f"[\n{rows}\n]" if rows else "[]"


@dataclass(frozen=True)
class LedgerFile:
    """What a ledger's file holds. `article` is None in files of earlier versions and in records of JSON lines."""

    ledger: Ledger
    source_text: str
    source: Source
    article: ArticleFacts | None = None
    corrections: tuple[Correction, ...] = ()

    @classmethod
    def of(cls, result: Result, *, keywords: bool = True) -> LedgerFile:
        """The file of a result. `keywords` False: they are to be looked for later."""
        return cls(result.ledger, result.source_text, result.document.source, facts_of(result, keywords=keywords))

    @classmethod
    def read(cls, data: bytes, name: str) -> LedgerFile:
        """The file's content, checked against itself. Raises LedgerError naming the file and the place."""
        try:
            values = json.loads(data.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise LedgerError(f"{name}: is not a ledger: {error}; give the .ledger.json file of `cleanup run`") from None
        if not isinstance(values, dict) or not isinstance(values.get("source_text"), str):
            raise LedgerError(f"{name}: is not a ledger with its text; give the .ledger.json file of `cleanup run`")
        with naming(name):
            return cls.of_values(values)

    @classmethod
    def of_values(cls, values: Mapping[str, Any]) -> LedgerFile:
        """The content from the values of its JSON. Raises LedgerError, naming the place."""
        root = JsonValue(values)
        source_text = root["source_text"].text()
        ledger = Ledger.from_dict(values)
        ledger.check(source_text)
        length = ledger.machine_length
        source = root.get("source")
        article = root.get("article")
        return cls(
            ledger,
            source_text,
            _source(source) if source else Source(),
            article_facts(article, len(source_text), length) if article else None,
            corrections_from(root.get("corrections"), length),
        )

    @classmethod
    def of_record(cls, values: Mapping[str, Any]) -> LedgerFile:
        """The file of a record of JSON lines. Such records hold no blocks: the article is read as plain text. Raises
        LedgerError, naming the place."""
        values = own_values(values) or values
        ledger = Ledger.from_record(values)
        root = JsonValue(values)
        text = root["text"].text()
        source_text = ledger.source_of(text)
        ledger.check(source_text)
        facts: dict[str, Any] = {"version": VERSION} | {k: values[k] for k in RECORD_FACTS if values.get(k) is not None}
        for key, names in (("flags", ("start", "end", "kind", "rule", "reason", "confidence")), ("summary", ("start", "end"))):
            rows = root.get(key)
            facts[key] = [[row[name].value for name in names] for row in (rows.items() if rows else ())]
        facts["summary"] = [[*row, 0.0] for row in facts["summary"]]
        return cls(ledger, source_text, _source(root["source"]), article_facts(JsonValue(facts), len(source_text), len(text)))

    def values(self) -> dict[str, object]:
        """What `written` takes. Facts and corrections that are not there have no key."""
        more: dict[str, object] = {"source": self.source.to_dict(), "source_text": self.source_text}
        if self.article is not None:
            more["article"] = fact_values(self.article)
        if self.corrections:
            more["corrections"] = [c.to_dict() for c in self.corrections]
        return self.ledger.to_dict() | more

    @cached_property
    def text(self) -> str:
        """The article's text as it is now."""
        return self.ledger.replay(self.source_text)

    @cached_property
    def machine_text(self) -> str:
        """The text as the program left it."""
        text = self.source_text
        for step in self.ledger.machine:
            text = apply_edits(text, step.accepted())
        return text

    def stated(self, field: str) -> str:
        """A field of the front matter as it is now, empty where there is none."""
        last = next((c for c in reversed(self.corrections) if c.field == field), None)
        if last is not None:
            return str(last.value)
        facts = self.article or ArticleFacts()
        return (facts.title if field == "title" else facts.meta.get(field)) or ""

    @property
    def summary_spans(self) -> Spans:
        """The sentences of the summary as chosen now, as spans of the machine's output."""
        last = next((c for c in reversed(self.corrections) if c.field == SUMMARY), None)
        if last is not None and not isinstance(last.value, str):
            return last.value
        return tuple((start, end) for start, end, _ in self.article.summary) if self.article else ()

    @cached_property
    def flags(self) -> dict[str, Flag]:
        """The flags whose sentences are as the program left them but for white space, by their names, "f0" for the first on
        record."""
        found: dict[str, Flag] = {}
        for number, mark in enumerate(self.article.flags if self.article else ()):
            start, end = self.ledger.placed(mark.start, mark.end)
            if self.text[start:end].split() == self.machine_text[mark.start : mark.end].split():
                found[f"f{number}"] = Flag.of(replace(mark, start=start, end=end), self.text, self.ledger)
        return found

    def result(self) -> Result:
        """The article as it is now, as the program would have given it back. A flag whose sentence people changed is gone,
        and so is a sentence of the summary whose text is. Keywords and readability are those on record."""
        facts = self.article or ArticleFacts()
        origin = facts.document(self.source_text, self.source)
        document = self._document(origin)
        meta = dict(document.meta)
        for field in FIELDS[1:]:
            stated = self.stated(field)
            meta |= {field: stated} if stated else {}
            if not stated:
                meta.pop(field, None)
        document = replace(document, meta=meta)
        return Result(
            source_text=self.source_text,
            document=document,
            ledger=self.ledger,
            title=self.stated("title") or None,
            language=facts.language,
            flags=tuple(self.flags.values()),
            summary=self._summary(facts),
            summary_method=facts.summary_method,
            article_kind=facts.article_kind,
            keywords=facts.keywords or (),
            readability=facts.readability,
            engine=facts.engine,
            skipped=facts.skipped,
            notes=facts.notes,
            version=facts.version,
            origin=origin,
        )

    def _document(self, document: Document) -> Document:
        if not document.marked_up:
            return document.with_text(self.text)  # its blocks are found in its last text, whatever was before
        for step in self.ledger.passes:
            accepted = step.accepted()
            if accepted:
                document = edited(document, accepted)
        return document

    def _summary(self, facts: ArticleFacts) -> tuple[SummarySentence, ...]:
        scores = {(start, end): score for start, end, score in facts.summary}
        sentences = []
        for span in self.summary_spans:
            start, end = self.ledger.placed(*span)
            text = self.text[start:end]
            start, end = start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())
            if start < end:
                place = self.ledger.offsets.to_source(start, end)
                sentences.append(SummarySentence(self.text[start:end], start, end, *place, scores.get(span, 0.0)))
        return tuple(sentences)


def _source(value: JsonValue) -> Source:
    texts = {k: found.text() for k in ("path", "format", "encoding", "sha256") if (found := value.get(k)) is not None}
    line = value.get("line")
    return Source(**texts, line=line.count() if line else None)
