"""The block judge: how likely each block of an HTML page belongs to its article.

Two hashed linear models read a block's words and the names (class, id, role) of the elements it stands in; gradient
boosted trees read their scores, the block's shape and place, its neighbors, and what trafilatura kept. The model file
is trained by `cleanup.training.blocks` on the dev pages of the WCXB benchmark (annotations CC BY 4.0) and the test pages of
mozilla/readability. Pure functions over a rendered page; nothing is deleted here. The words are those of English: pages in
other languages are judged by the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cleanup.page.block_text import TEXT_NUMBERS
from cleanup.page.page import Container, Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cleanup.models.forest import Forest
    from cleanup.models.hashed import HashedLinear

MODEL = "blocks.npz"
PLACES = ("o:", "p:", "a:")  # marks of a name: of the block's own element, of its parent, of one further up
HEAD_WORDS, TAIL_WORDS = 24, 8  # the words of a block that the text model reads: its start and end tell the most

# What a column tells, in words, by the start of its name; the first that fits. A test holds every column to it.
IN_WORDS = (
    ("link_share", "share of link text"),
    ("links", "share of link text"),
    ("in_", "the kind of element around it"),
    ("hidden", "hidden from readers"),
    ("title_likeness", "likeness to the title"),
    ("from_title", "how far it is from the title"),
    ("words_since", "how far it is from running text"),
    ("words_until", "how far it is from running text"),
    ("words_before", "where it stands in the page"),
    ("words", "its length"),
    ("stop_share", "share of function words"),
    ("text_score_", "the words around it"),
    ("text_score", "its words"),
    ("place_score_", "names of the elements around its neighbors"),
    ("place_score", "names of the elements around it"),
    ("kept_", "what trafilatura keeps around it"),
    ("kept", "whether trafilatura keeps it"),
    ("repeated", "repeated in the page"),
    ("said_before", "said before in the page"),
    ("head_", "the heading above it"),
    ("heads_like", "the heading above it"),
    ("since_head", "the heading above it"),
    ("root", "where the running text stands"),
    ("weight_", "where the running text stands"),
    ("good_in", "where the running text stands"),
    ("since_good", "how far it is from running text"),
    ("until_good", "how far it is from running text"),
    ("good_before", "where it stands in the page"),
    ("index", "where it stands in the page"),
    ("h1s_", "where it stands in the page"),
    ("dates_before", "where it stands in the page"),
    ("article", "the article element that it stands in"),
    ("like_", "blocks made as it is"),
    ("up", "what stands in the elements around it"),
    ("prev", "what stands before it"),
    ("next", "what stands after it"),
    ("around", "what stands around it"),
    ("body_overlap", "words that it shares with the running text"),
    ("run_size", "lines that it stands among"),
    ("kind", "its kind"),
    ("level", "its kind"),
    ("tag", "its element"),
    ("depth", "its element"),
    ("image", "images in it"),
    ("cells", "its kind"),
    ("bold_share", "how it is written"),
    ("chars_per_word", "how it is written"),
    *((name, "how it is written") for name in TEXT_NUMBERS),
)


def in_words(column: str) -> str:
    """What a column tells; its name where nobody said."""
    return next((said for start, said in IN_WORDS if column.startswith(start)), column)


@dataclass(frozen=True, slots=True)
class BlockJudgment:
    """`keep` is the probability that the block belongs to the article. `row` are the numbers it was judged by."""

    keep: float
    row: Any


@dataclass(frozen=True, slots=True)
class BlockClassifier:
    """The parts of the model file. `threshold`: blocks below it are dropped."""

    words: HashedLinear
    names: HashedLinear
    forest: Forest
    threshold: float
    evidence: bool

    def probabilities(self, rows: NDArray[Any]) -> NDArray[np.float64]:
        return self.forest.probabilities(rows)


@lru_cache(maxsize=1)
def block_classifier() -> BlockClassifier:
    """The shipped model, loaded once."""
    from cleanup.models import store
    from cleanup.models.forest import Forest
    from cleanup.models.hashed import HashedLinear

    arrays, about = store.load(store.MODELS / MODEL)
    return BlockClassifier(
        HashedLinear.from_arrays(arrays, "words_"),
        HashedLinear.from_arrays(arrays, "names_"),
        Forest.from_arrays(arrays, "forest_"),
        float(about["threshold"]),
        bool(about["evidence"]),
    )


def text_tokens(tokens: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """The words of each block that the text model reads."""
    most = HEAD_WORDS + TAIL_WORDS
    return [t if len(t) <= most else [*t[:HEAD_WORDS], *t[-TAIL_WORDS:]] for t in tokens]


@lru_cache(maxsize=1 << 14)
def _codes_of(name: str) -> tuple[int, ...]:
    """The hashes of a name as that of the block's own element, of its parent, and of one further up."""
    from cleanup.models.hashed import code_of

    return tuple(code_of(prefix + name) for prefix in PLACES)


def own_names(containers: Sequence[Container], prefix: str) -> list[list[str]]:
    """Tag and name words of each container, marked as one of `PLACES`."""
    return [[prefix + "<" + c.tag, *[prefix + t for t in c.tokens]] for c in containers]


def path_scores(model: HashedLinear, page: Page) -> NDArray[np.float32]:
    """The names model's score of each block: sums over the path, so each container is scored only once, and containers
    of the same names (the rows of a list) together."""
    import numpy as np

    containers = page.containers
    size = len(containers)
    places: dict[tuple[str, tuple[str, ...]], int] = {}
    kinds = [places.setdefault((c.tag, c.tokens), len(places)) for c in containers]
    first: list[Container] = []
    for c, kind in zip(containers, kinds, strict=True):
        if kind == len(first):
            first.append(c)
    codes: list[int] = []
    for c in first:
        codes += _codes_of("<" + c.tag)
        for token in c.tokens:
            codes += _codes_of(token)
    lengths = np.array([1 + len(c.tokens) for c in first], np.int64)
    by_place = np.array(codes, np.uint32).reshape(-1, len(PLACES)).T
    parts = model.scores_of_codes(by_place.ravel(), np.tile(lengths, len(PLACES))) - model.bias
    own, parent, above = (part[kinds].tolist() for part in np.split(parts, 3))
    higher = [0.0] * size  # sum of `above` over the grandparent and all above it
    out = np.empty(size)
    for i, c in enumerate(containers):
        score = own[i]
        if c.parent >= 0:
            up = containers[c.parent].parent
            higher[i] = higher[c.parent] + (above[up] if up >= 0 else 0.0)
            score = score + parent[c.parent] + higher[i]
        out[i] = score
    rows = np.fromiter((b.container for b in page.blocks), np.int64, len(page.blocks))
    return (out[rows] + model.bias).astype(np.float32)


def path_tokens(page: Page) -> list[list[str]]:
    """What `path_scores` sums over, spelled out for training."""
    containers = page.containers
    own, parent, above = (own_names(containers, p) for p in PLACES)
    higher: list[list[str]] = []
    out: list[list[str]] = []
    for i, c in enumerate(containers):
        up = containers[c.parent].parent if c.parent >= 0 else -1
        higher.append([*higher[c.parent], *above[up]] if up >= 0 else [])
        out.append([*own[i], *parent[c.parent], *higher[i]] if c.parent >= 0 else own[i])
    return [out[b.container] for b in page.blocks]


def classify_blocks(
    page: Page,
    title: str,
    kept: NDArray[np.float32] | None = None,
    tokens: Sequence[Sequence[str]] | None = None,
    *,
    english: bool = True,
) -> list[BlockJudgment]:
    """A judgment for each block of the page, in order. `title` is what the page's metadata say; `kept` is
    `supervisor.kept_share`. Pages that are not `english` are judged without their words."""
    import numpy as np

    from cleanup.page.block_text import tokens_of
    from cleanup.page.features import features

    if not page.blocks:
        return []
    model = block_classifier()
    tokens = tokens_of(page) if tokens is None else tokens
    text_score = model.words.scores(text_tokens(tokens)).astype(np.float32) if english else None
    rows, _ = features(page, tokens, title, text_score, path_scores(model.names, page), kept)
    return [BlockJudgment(float(p), row) for p, row in zip(model.probabilities(rows), rows, strict=True)]


def reasons_of(judgments: Sequence[BlockJudgment], count: int = 3) -> list[tuple[str, ...]]:
    """For each judgment the features that moved it most toward what it became, in words."""
    import numpy as np

    if not judgments:
        return []
    forest = block_classifier().forest
    toward = [1 if j.keep >= 0.5 else -1 for j in judgments]
    named = forest.strongest(forest.codes(np.array([j.row for j in judgments])), toward, count)
    return [tuple(dict.fromkeys(in_words(n) for n in names)) for names in named]
