"""What a ranker is given and what a summary is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cleanup.core.document import BlockKind

ArticleKind = Literal["report", "essay", "how-to", "list", "interview", "forum"]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence as rankers see it. `text` is `document[start:end]`; offsets are code points, half-open.

    `raw` are its words as they stand, `lower` in lower case, `words` cut to stems, `content` those without stop words.
    `barred` says why the sentence may never be chosen; `weak` names what makes it a poor choice; `leans` means that it
    needs the sentence before it.
    """

    index: int
    start: int
    end: int
    text: str
    words: tuple[str, ...]
    content: tuple[str, ...]
    raw: tuple[str, ...]
    lower: tuple[str, ...]
    paragraph: int
    kind: BlockKind
    barred: str | None = None
    weak: tuple[str, ...] = ()
    leans: bool = False


class Ranker(Protocol):
    """Gives each sentence a score, higher is better, in the order given. Scores of one call are comparable."""

    name: str

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """One finite number a sentence; an empty list for none."""
        ...


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A chosen sentence: `document[start:end]`. `row` are the numbers behind the score, where the default method chose."""

    start: int
    end: int
    text: str
    score: float
    row: tuple[float, ...] = field(default=(), repr=False)

    @property
    def parts(self) -> tuple[tuple[str, float], ...]:
        """The four features that moved the score most, by name; empty for the named methods."""
        if not self.row:
            return ()
        from cleanup.summary.trained import contributions

        return contributions(self.row)


@dataclass(frozen=True, slots=True)
class Summary:
    """Chosen sentences in document order, the method that chose them, and what kind of article it took the text for."""

    sentences: tuple[SummarySentence, ...]
    method: str
    article_kind: ArticleKind | None = None
    kind_reasons: tuple[str, ...] = ()
    passed_over: tuple[tuple[str, str], ...] = field(default=())  # (sentence, why not), best first

    @property
    def explanation(self) -> str:
        """For a reader: the kind of article, each chosen sentence with its reasons, and why the next best lost."""
        from cleanup.summary.explain import explain

        return explain(self)
