"""An article as the stages see it: text, its blocks, what is known about it, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from cleanup.text.blocks import detect_blocks
from cleanup.text.markup import Block as Block
from cleanup.text.markup import BlockKind as BlockKind
from cleanup.text.markup import Inline as Inline
from cleanup.text.markup import InlineKind as InlineKind
from cleanup.text.markup import set_off
from cleanup.text.reading import Reading
from cleanup.text.spans import Span
from cleanup.text.titles import Title, titles_of


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document came from. `sha256` is of the bytes read; `encoding` is None for text given as str."""

    path: str | None = None
    format: str = "text"
    encoding: str | None = None
    sha256: str | None = None
    line: int | None = None

    def to_dict(self) -> dict[str, object]:
        """Only what is known, in a fixed order."""
        pairs = (
            ("path", self.path),
            ("format", self.format),
            ("encoding", self.encoding),
            ("sha256", self.sha256),
            ("line", self.line),
        )
        return {key: value for key, value in pairs if value is not None}


EXTRACT = "extract"  # the stage that takes an article out of its page; its passes come first


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A span of a page's text that is not of its article: what the stage `extract` proposes to delete, and why.

    `start` and `end` are code points of the document's text, half-open. `inside` tells that words go from inside a line
    (struck, hidden); otherwise they are whole lines. `confidence` is the expected precision, applied from `apply_at`.
    """

    start: int
    end: int
    rule: str
    reason: str
    confidence: float
    apply_at: float | None = None
    evidence: tuple[str, ...] = ()
    inside: bool = False


@dataclass(frozen=True)
class Document:
    """An article. Offsets of blocks and inlines are code points of `text`, half-open.

    `title` is what the source states (metadata, a field), not a guess. `meta` holds what the source said about the
    article: author, date, modified, url, site, license, description, and "skipped" with a reason where there is no article
    inside. `marked_up` tells that blocks and inlines were read from markup and are carried through the edits; otherwise
    blocks that are not given are found in the text. `notes` is what a user should know of how it was read. `left_out` is
    what a page's text has besides its article: the text is then the whole page's, until the stage `extract` has run.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()
    title: str | None = None
    language: str | None = None
    dialect: str | None = None
    marked_up: bool = False
    source: Source = field(default_factory=Source)
    meta: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def __post_init__(self) -> None:
        if not self.blocks and not self.marked_up:
            object.__setattr__(self, "blocks", detect_blocks(self.text))

    @cached_property
    def reading(self) -> Reading:
        """Lines, sentences, words, quotations of the text."""
        images = sorted(Span(i.start, i.end) for i in self.inlines if i.kind == "image")
        return Reading(self.text, self.blocks, self.language, images, set_off(self.blocks, self.inlines))

    @property
    def top(self) -> Block | None:
        """The first block, but for a rule that stands above it."""
        return next((b for b in self.blocks if b.kind != "break"), None)

    @cached_property
    def titles(self) -> tuple[list[Title], int | None]:
        """The forms of its title that lines may repeat, and the place, among the lines that hold text, of the copy at the
        top (None where there is none); see `cleanup.text.titles`."""
        return titles_of(self.reading.rows, self.title, str(self.meta.get("site", "")), str(self.meta.get("url", "")))

    def with_text(self, text: str, blocks: tuple[Block, ...] = (), inlines: tuple[Inline, ...] = ()) -> Document:
        """The same article with another text and the blocks that belong to it; found anew where none are given."""
        return replace(self, text=text, blocks=blocks, inlines=inlines, left_out=())
