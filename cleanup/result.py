"""What a cleaned article comes back as."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from cleanup.core.edit import Mark
from cleanup.core.ledger import Decided, Ledger, apply_edits, digest
from cleanup.core.runner import edited
from cleanup.document import EXTRACT, Document
from cleanup.version import VERSION

if TYPE_CHECKING:
    from cleanup.summary.protocol import Summary


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of the summary: `text[start:end]` of the cleaned text, from `source_start:source_end` of the input."""

    text: str
    start: int
    end: int
    source_start: int
    source_end: int
    score: float = 0.0

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "source_start": self.source_start,
            "source_end": self.source_end,
        }


@dataclass(frozen=True, slots=True)
class Flag:
    """A passage that no rule can mend; it stays as it is and out of the summary. Offsets as in SummarySentence."""

    text: str
    start: int
    end: int
    source_start: int
    source_end: int
    kind: str
    rule: str
    reason: str
    confidence: float

    @classmethod
    def of(cls, mark: Mark, text: str, ledger: Ledger) -> Flag:
        """The flag for a mark on the cleaned text."""
        source_start, source_end = ledger.offsets.to_source(mark.start, mark.end)
        return cls(
            text[mark.start : mark.end],
            mark.start,
            mark.end,
            source_start,
            source_end,
            mark.kind,
            mark.rule,
            mark.reason,
            mark.confidence,
        )

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON."""
        return {
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "source_start": self.source_start,
            "source_end": self.source_end,
            "kind": self.kind,
            "rule": self.rule,
            "reason": self.reason,
            "confidence": round(self.confidence, 4),
        }


@dataclass(frozen=True)
class Result:
    """A cleaned article with everything that was done to it.

    `source_text` is the text that the first stage was given: the input itself, for Markdown the text that was read out of
    it, for HTML the text of the whole page; all source offsets are code points of it. `document` is the article as it is now,
    `origin` the one that the first stage was given.
    `skipped` says why there is no article (a listing, an error page), `notes` what a user should know (no grammar
    for this language, for example). `summary_choice` explains the summary, where one was made.
    """

    source_text: str
    document: Document
    ledger: Ledger
    title: str | None = None
    language: str | None = None
    flags: tuple[Flag, ...] = ()
    summary: tuple[SummarySentence, ...] = ()
    summary_method: str | None = None
    article_kind: str | None = None
    keywords: tuple[str, ...] = ()
    readability: Mapping[str, float] = field(default_factory=dict)
    engine: str | None = None
    skipped: str | None = None
    notes: tuple[str, ...] = ()
    version: str = VERSION
    summary_choice: Summary | None = field(default=None, repr=False, compare=False)
    origin: Document | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> str:
        """The cleaned text."""
        return self.document.text

    @property
    def meta(self) -> Mapping[str, str]:
        """What the source said about the article: author, date, url, site, description."""
        return self.document.meta

    @property
    def changed(self) -> bool:
        """Whether any edit was accepted besides those that take the article out of its page."""
        return any(d.accepted and d.edit.stage != EXTRACT for d in self.ledger)

    @cached_property
    def of_article(self) -> Result:
        """The same result as if the article had come without its page: what was left out of the page is not in the
        ledger, and offsets of the input count from the article as it was found. Itself where there was no page.
        """
        leading = 0
        text = self.source_text
        origin = self.origin
        for step in self.ledger.passes:
            if step.stage != EXTRACT:
                break
            text = apply_edits(text, step.accepted())
            if origin is not None:
                origin = edited(origin, step.accepted())
            leading += 1
        if not leading:
            return self
        ledger = Ledger.of(text, self.text, self.ledger.passes[leading:])
        place = ledger.offsets.to_source
        flags, summary = [], []
        for flag in self.flags:
            start, end = place(flag.start, flag.end)
            flags.append(replace(flag, source_start=start, source_end=end))
        for sentence in self.summary:
            start, end = place(sentence.start, sentence.end)
            summary.append(replace(sentence, source_start=start, source_end=end))
        return replace(self, source_text=text, ledger=ledger, flags=tuple(flags), summary=tuple(summary), origin=origin)

    @cached_property
    def words(self) -> int:
        """Words of the cleaned text."""
        from cleanup.text.tokens import words

        return len(words(self.text))

    def undo(self, *edit_ids: str, by: str = "unknown", at: str | None = None) -> Decided:
        """The text and ledger with these edits taken back, and the ids of later edits that had to go with them.

        `by` and `at` (ISO 8601; now, if not given) are put on record. Raises LedgerError for an id that is unknown or
        is not applied.
        """
        return self.ledger.revert(self.source_text, edit_ids, by=by, at=at)

    def decide(
        self,
        edit_ids: Sequence[str],
        verdict: Literal["accepted", "refused"],
        *,
        by: str,
        replacement: str | None = None,
        force: bool = False,
        at: str | None = None,
    ) -> Decided:
        """The text and ledger with a person's verdict on edits, as `Ledger.decide` has it. Raises LedgerError."""
        return self.ledger.decide(self.source_text, edit_ids, verdict, by=by, replacement=replacement, force=force, at=at)

    def to_markdown(self, *, changes: bool = False, summary_links: bool = False) -> str:
        """The article as Markdown with front matter and summary; with `changes` also every edit in a table, with
        `summary_links` each sentence of the summary as a link to its place."""
        return str(self.render("markdown", changes=changes, summary_links=summary_links))

    def render(
        self,
        format: str,
        *,
        changes: bool = False,
        links: bool = True,
        left_out: bool = False,
        summary_links: bool = False,
    ) -> str | bytes:
        """The article in an output format by its name: text, markdown, json ...; bytes for a binary one (docx). `changes`:
        with every edit in a table (Markdown), with suggestions as comments (criticmarkup, docx); `links`: links stay links
        (Markdown); `left_out`: edits that left something out of a page are listed too; `summary_links`: the summary's
        sentences link to their places (Markdown).
        Raises ConfigError for an unknown name, or where what the format needs is not installed."""
        from cleanup.writers.formats import RenderOptions, output_format

        return output_format(format).render(self if left_out else self.of_article, RenderOptions(changes, links, summary_links))

    def to_dict(self) -> dict[str, object]:
        """Plain values for JSON, everything on record; the README describes the keys. `of_article.to_dict()` is what JSON
        lines hold by default."""
        source = self.document.source.to_dict() | {
            "text_length": len(self.source_text),
            "text_sha256": digest(self.source_text),
        }
        return {
            "title": self.title,
            "text": self.text,
            "language": self.language,
            "summary": [s.to_dict() for s in self.summary],
            "summary_method": self.summary_method,
            "article_kind": self.article_kind,
            "keywords": list(self.keywords),
            "readability": dict(self.readability),
            "flags": [f.to_dict() for f in self.flags],
            "edits": self.ledger.edits(),
            "source": source,
            "meta": dict(self.meta),
            "engine": self.engine,
            "skipped": self.skipped,
            "notes": list(self.notes),
            "version": self.version,
        }


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be cleaned: its place in the stream (from 0), its id if it has one, and why."""

    index: int
    id: Any
    error: str
