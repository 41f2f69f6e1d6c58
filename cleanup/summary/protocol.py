"""What a ranker is given and what a summary is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cleanup.document import BlockKind

ArticleKind = Literal["report", "essay", "how-to", "list", "interview", "forum", "reference", "tale"]


NO_PROSE: frozenset[str] = frozenset(
    ("heading", "caption", "code", "table", "break")
)  # kinds of blocks; each bars its sentences


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence as rankers see it. `text` is `document[start:end]`; offsets are code points, half-open.

    `raw` are its words as they stand, `lower` in lower case, `words` cut to stems, `content` those without stop words.
    `barred` says why the sentence may never be chosen; `weak` names what makes it a poor choice; `leans` means that it
    needs the sentence before it; `needs` are the things that it speaks of as known (`introduced.py`), each as the
    stems that name it.
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
    needs: tuple[frozenset[str], ...] = ()


class Ranker(Protocol):
    """Gives each sentence a score, higher is better, in the order given. Scores of one call are comparable."""

    name: str

    def rank(self, sentences: Sequence[SentenceView]) -> list[float]:
        """One finite number a sentence; an empty list for none."""
        ...


@dataclass(frozen=True, slots=True)
class ChosenSentence:
    """A chosen sentence: `document[start:end]`. `row` are the numbers behind the score, where the default method chose;
    `needed` means that the next sentence, chosen too, leans on it."""

    start: int
    end: int
    text: str
    score: float
    row: tuple[float, ...] = field(default=(), repr=False)
    needed: bool = False


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A sentence that came near and was not chosen: `document[start:end]`, its score, and what spoke against it."""

    start: int
    end: int
    text: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Summary:
    """Chosen sentences in document order, the method that chose them, and what kind of article it took the text for."""

    sentences: tuple[ChosenSentence, ...]
    method: str
    article_kind: ArticleKind | None = None
    kind_reasons: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = field(default=())  # best first
