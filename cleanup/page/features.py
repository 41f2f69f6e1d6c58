"""What a judge sees of a block: some 150 numbers from its text, its place in the page, and its neighbors.

All of a page at once, in arrays: one row a block, one column a name in `FEATURES`. Sums over subtrees run once over
the containers (parents come before children), so the cost is linear in the size of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleanup.page.block_text import (
    PER_CHAR,
    STOP,
    TEXT_NUMBERS,
    body_overlap,
    like_heads,
    repeats,
    said_before,
    text_numbers,
    words_of,
)
from cleanup.page.page import Page
from cleanup.page.tree import PageTree

Array = NDArray[np.float32]
Column = NDArray[np.float32] | NDArray[np.float64] | NDArray[np.int64] | NDArray[np.bool_]

GOOD_WORDS = 18  # a block of so many words, hardly linked, is taken for running text when the root is sought
# Counts stop here: 793 pages cannot teach what a book of 50,000 words looks like, only that more is much. For the same
# reason no column describes the page as a whole: trees learned pages by heart from those.
MANY_WORDS, MANY_BLOCKS = 1200, 60
ROOT_SHARES = (0.5, 0.75, 0.92)
CONTAINER_TAGS = (
    "nav",
    "header",
    "footer",
    "aside",
    "form",
    "article",
    "main",
    "section",
    "figure",
    "table",
    "li",
    "button",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "details",
    "address",
)
BLOCK_TAGS = (
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "td",
    "span",
    "pre",
    "blockquote",
    "section",
    "article",
    "button",
    "dd",
    "dt",
)
KINDS = {"paragraph": 0, "heading": 1, "list_item": 2, "quote": 3, "table": 4, "code": 5, "caption": 6}
# mozilla/readability counts a paragraph from 25 letters on and gives a point for each 100, up to 3; in words, so that all
# scripts count alike.
LEAST_GIVING, WORDS_A_POINT = 5, 17
OF_TEXT = frozenset(("p", "td", "pre", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"))

# Without another extractor's evidence these are all -1.
KEPT_NAMES = (
    "kept",
    "kept_prev",
    "kept_next",
    "kept_5",
    "kept_15",
    "kept_up1",
    "kept_up2",
    "kept_before",
    "kept_like",
    "kept_from_first",
    "kept_from_last",
)


class Table:
    """Named columns of equal length, gathered one by one."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.names: list[str] = []
        self.columns: list[Column] = []

    def add(self, name: str, column: Column) -> None:
        self.names.append(name)
        self.columns.append(column)

    def matrix(self) -> Array:
        out = np.empty((self.rows, len(self.columns)), dtype=np.float32)
        for j, column in enumerate(self.columns):
            out[:, j] = column
        return out


def shift(x: Array, by: int, fill: float = 0.0) -> Array:
    """Row i gets the value of row i + by."""
    out = np.full_like(x, fill)
    if by > 0:
        out[: -by or None] = x[by:]
    elif len(x) > -by:
        out[-by:] = x[:by]
    return out


def window(x: Array, radius: int) -> Array:
    """Mean over the rows i - radius .. i + radius that exist."""
    total = np.concatenate(([0.0], np.cumsum(x, dtype=np.float64)))
    n = len(x)
    at = np.arange(n)
    low, high = np.maximum(at - radius, 0), np.minimum(at + radius + 1, n)
    return ((total[high] - total[low]) / (high - low)).astype(np.float32)


def features(
    page: Page,
    tokens: Sequence[Sequence[str]],
    title: str,
    text_score: Array | None,
    place_score: Array,
    kept: Array | None = None,
) -> tuple[Array, list[str]]:
    """One row a block. `text_score` and `place_score` come from the hashed models; no text score: the page is in a language
    whose words the model does not know, and it is judged by what is no word. `kept` tells, 0 to 1, how much of the block
    another extractor kept."""
    table = _Features(page, tokens, title, text_score, place_score, kept).table
    return table.matrix(), table.names


def _likeness(title: set[str], words: Sequence[str]) -> float:
    """The share of the words of either that are in both."""
    both = len(title.intersection(words))
    return both / len(title.union(words)) if both else 0.0


class _Features:
    """The columns of one page, group by group; what one group works out the later ones use.

    Arrays have a row a block, but for those that begin with `sub_`, which have one a container: sums over all below it.
    """

    def __init__(
        self,
        page: Page,
        tokens: Sequence[Sequence[str]],
        title: str,
        text_score: Array | None,
        place_score: Array,
        kept: Array | None,
    ) -> None:
        self.page, self.tokens, self.title, self.kept = page, tokens, title, kept
        self.blocks = page.blocks
        self.n = len(page.blocks)
        self.known = text_score is not None
        self.text_score = np.zeros(self.n, np.float32) if text_score is None else text_score
        self.place_score = place_score
        self.table = Table(self.n)
        self.add_text()
        self.add_position()
        self.add_tree()
        self.add_roots()
        self.add_templates()
        self.add_headings()
        self.add_neighbors()
        self.add_kept()
        self.add_weight()

    def add_text(self) -> None:
        """The text itself."""
        self.count = np.fromiter((len(t) for t in self.tokens), np.float32, self.n)
        self.chars = np.fromiter((len(b.text) for b in self.blocks), np.float32, self.n)
        self.linked = np.fromiter((b.linked for b in self.blocks), np.float32, self.n)
        self.link_share = np.minimum(self.linked / np.maximum(self.chars, 1), 1)
        stop = STOP.__contains__
        stops = np.fromiter((sum(map(stop, t)) for t in self.tokens), np.float32, self.n)
        self.stop_share = stops / np.maximum(self.count, 1) if self.known else np.full(self.n, -1, np.float32)
        self.raw = np.array([text_numbers(b.text) for b in self.blocks], dtype=np.float32).reshape(self.n, len(TEXT_NUMBERS))
        self.table.add("words", np.log1p(self.count))
        self.table.add("chars_per_word", self.chars / np.maximum(self.count, 1))
        self.table.add("link_share", self.link_share)
        self.table.add("links", np.minimum(np.fromiter((b.links for b in self.blocks), np.float32, self.n), 20))
        self.table.add("bold_share", np.fromiter((b.bold for b in self.blocks), np.float32, self.n) / np.maximum(self.chars, 1))
        self.table.add("stop_share", self.stop_share)
        self.table.add("image", np.fromiter((b.image for b in self.blocks), np.float32, self.n))
        self.table.add("cells", np.fromiter((b.cell_count for b in self.blocks), np.float32, self.n))
        for j, name in enumerate(TEXT_NUMBERS):
            column = self.raw[:, j]
            self.table.add(name, column / np.maximum(self.chars, 1) if name in PER_CHAR else column)
        self.kind = np.fromiter((KINDS[b.kind] for b in self.blocks), np.float32, self.n)
        self.heading = self.kind == 1
        self.table.add("kind", self.kind)
        self.table.add("level", np.fromiter((b.level for b in self.blocks), np.float32, self.n))
        block_tag = {t: i for i, t in enumerate(BLOCK_TAGS)}
        self.table.add("tag", np.fromiter((block_tag.get(b.tag, -1) for b in self.blocks), np.float32, self.n))

    def add_position(self) -> None:
        """Where the block stands among the running text."""
        self.good = (self.count >= GOOD_WORDS) & (self.link_share < 0.3)
        if self.known:  # other languages have other function words, or none
            self.good &= self.stop_share > 0.15
        self.good_words = np.where(self.good, self.count, 0).astype(np.float32)
        self.total = max(float(self.count.sum()), 1.0)
        self.total_good = max(float(self.good_words.sum()), 1.0)
        before = np.cumsum(self.count) - self.count
        good_before = np.cumsum(self.good_words) - self.good_words
        self.at = np.arange(self.n, dtype=np.float32)
        self.table.add("index", np.log1p(np.minimum(self.at, MANY_BLOCKS)))
        self.table.add("index_from_end", np.log1p(np.minimum(self.n - 1 - self.at, MANY_BLOCKS)))
        self.table.add("words_before", before / self.total)
        self.table.add("good_before", good_before / self.total_good)
        last_good = np.maximum.accumulate(np.where(self.good, self.at, -1))
        since_good = np.where(last_good >= 0, self.at - last_good, 99)
        next_good = np.minimum.accumulate(np.where(self.good, self.at, 2 * self.n + 99)[::-1])[::-1]
        until_good = np.where(next_good < self.n, next_good - self.at, 99)
        self.table.add("since_good", np.minimum(since_good, 99))
        self.table.add("until_good", np.minimum(until_good, 99))
        gap = self.count.cumsum()
        # words between this block and the nearest running text above and below
        up = np.where(last_good >= 0, before - gap[np.maximum(last_good, 0).astype(int)], 999)
        down = np.where(next_good < self.n, before[np.minimum(next_good, self.n - 1).astype(int)] - gap, 999)
        self.table.add("words_since_good", np.log1p(np.clip(up, 0, 999)))
        self.table.add("words_until_good", np.log1p(np.clip(down, 0, 999)))

    def add_tree(self) -> None:
        """The elements around it."""
        self.own = np.fromiter((b.container for b in self.blocks), np.int64, self.n)
        self.tree = PageTree(self.page, self.own)
        link_chars = self.tree.sums(self.linked)
        text_chars = self.tree.sums(self.chars)
        self.sub_words = self.tree.sums(self.count)
        self.sub_good = self.tree.sums(self.good_words)
        self.sub_blocks = self.tree.sums(np.ones(self.n, dtype=np.float32))
        sub_goods = self.tree.sums(self.good.astype(np.float32))
        sub_heads = self.tree.sums(self.heading.astype(np.float32))
        self.sub_link_share = link_chars / np.maximum(text_chars, 1)
        level = self.own
        for step in range(4):
            tag = f"up{step}_"
            self.table.add(tag + "words", np.log1p(np.minimum(self.sub_words[level], MANY_WORDS)))
            self.table.add(tag + "link_share", self.sub_link_share[level])
            self.table.add(tag + "blocks", np.log1p(np.minimum(self.sub_blocks[level], MANY_BLOCKS)))
            self.table.add(tag + "good_share", self.sub_good[level] / self.total_good)
            self.table.add(tag + "goods", np.log1p(np.minimum(sub_goods[level], 20)))
            if step in (1, 2):
                self.table.add(tag + "heads", np.log1p(np.minimum(sub_heads[level], 20)))
                self.table.add(tag + "mean_words", np.log1p(self.sub_words[level] / np.maximum(self.sub_blocks[level], 1)))
                self.table.add(tag + "children", np.minimum(self.tree.children[level], MANY_BLOCKS))
            level = self.tree.parent[level]
        self.table.add("depth", self.tree.depth[self.own])
        for name in CONTAINER_TAGS:
            if name in self.tree.tags:
                self.table.add("in_" + name, self.tree.inherited(name)[self.own])
            else:
                self.table.add("in_" + name, np.zeros(self.n, dtype=np.float32))
        self.table.add("hidden", self.tree.hidden[self.own])

    def add_roots(self) -> None:
        """Where the running text has its root."""
        for share in ROOT_SHARES:
            root = self.tree.deepest(self.sub_good >= share * self.total_good)
            name = f"root{int(share * 100)}_"
            inside, steps, branch = self.tree.relation(root)
            self.table.add(name + "inside", inside[self.own])
            self.table.add(name + "steps", np.where(inside[self.own] > 0, steps[self.own], -1))
            b = branch[self.own]
            self.table.add(name + "branch_good", self.sub_good[b] / self.total_good)
            self.table.add(name + "branch_link_share", self.sub_link_share[b])
            self.table.add(name + "branch_words", np.log1p(np.minimum(self.sub_words[b], MANY_WORDS)))
            rows = np.flatnonzero(inside[self.own] > 0)
            first, last = (rows[0], rows[-1]) if len(rows) else (0, self.n - 1)
            self.table.add(name + "from_first", np.clip(self.at - first, -30, 60))
            self.table.add(name + "from_last", np.clip(self.at - last, -60, 30))
            if share == 0.75:
                self.in_root = inside[self.own]

    def add_templates(self) -> None:
        """Blocks made by the same template: same element, class, and parent's class."""
        self.group = self.tree.signature_ids(self.page)[self.own]
        self.size = int(self.group.max()) + 1 if self.n else 0
        members = np.bincount(self.group, minlength=self.size)
        for name, values in (
            ("words", self.count),
            ("link_share", self.link_share),
            ("good", self.good),
            ("stop_share", self.stop_share),
            ("text_score", self.text_score),
            ("in_root", self.in_root if self.n else self.at),
        ):
            self.table.add(
                "like_" + name,
                (np.bincount(self.group, weights=values, minlength=self.size) / np.maximum(members, 1))[self.group],
            )
        self.table.add("like_count", np.log1p(np.minimum(members[self.group], MANY_BLOCKS)))
        self.table.add(
            "like_word_share", (np.bincount(self.group, weights=self.count, minlength=self.size) / self.total)[self.group]
        )

    def add_headings(self) -> None:
        """Title, headings, repeats, vocabulary."""
        title_words = set(words_of(self.title))
        overlap = np.fromiter(
            (_likeness(title_words, t) if len(t) < 60 else 0.0 for t in self.tokens),
            np.float32,
            self.n,
        )
        self.table.add("title_likeness", overlap)
        h1 = np.fromiter((b.kind == "heading" and b.level == 1 for b in self.blocks), bool, self.n)
        score = overlap + 0.3 * h1
        at_title = int(np.argmax(score)) if self.n and score.max() > 0.35 else -1
        self.table.add("from_title", np.clip(self.at - at_title, -40, 40) if at_title >= 0 else np.full(self.n, -99))
        last_head = np.maximum.accumulate(np.where(self.heading, self.at, -1))
        head_at = np.maximum(last_head, 0).astype(int)
        none = last_head < 0
        self.table.add("since_head", np.where(none, 99, np.minimum(self.at - last_head, 99)))
        self.table.add("head_text_score", np.where(none, 0, self.text_score[head_at]))
        self.table.add("head_place_score", np.where(none, 0, self.place_score[head_at]))
        self.table.add(
            "head_level", np.where(none, 0, np.fromiter((b.level for b in self.blocks), np.float32, self.n)[head_at])
        )
        self.table.add("head_in_root", np.where(none, 0, self.in_root[head_at]))
        self.table.add("repeated", repeats(self.page))
        self.table.add("said_before", said_before(self.tokens))
        h1s = np.cumsum(h1) - h1
        self.table.add("h1s_before", np.minimum(h1s, 9))
        self.table.add("h1s_after", np.minimum(h1.sum() - h1s - h1, 9))
        article = self.tree.nearest("article")
        art = article[self.own]
        self.table.add("article_good_share", np.where(art >= 0, self.sub_good[art] / self.total_good, -1))
        self.table.add("articles_before", np.where(art >= 0, np.minimum(self.tree.ordinal("article")[art], 9), -1))
        with_title = int(art[at_title]) if at_title >= 0 else -2
        self.table.add("article_of_title", (art == with_title).astype(np.float32) if at_title >= 0 else np.full(self.n, -1))
        first_good = int(np.argmax(self.good)) if self.good.any() else 0
        self.table.add("article_of_first_good", (art == art[first_good]).astype(np.float32) if self.n else art)
        self.table.add("good_in_section", self.sub_good[self.tree.nearest("section")[self.own]] / self.total_good)
        dates = self.raw[:, TEXT_NUMBERS.index("date")]
        self.table.add("dates_before", np.minimum(np.cumsum(dates) - dates, 20))
        same_level = like_heads(self.blocks)
        self.table.add("heads_like_head", np.minimum(same_level, 20))
        self.table.add("body_overlap", body_overlap(self.tokens, self.good))
        run = np.fromiter((b.run for b in self.blocks), np.int64, self.n)
        run_size = np.bincount(run)[run] if self.n else run
        self.table.add("run_size", np.minimum(run_size, 30))

    def add_neighbors(self) -> None:
        """Learned scores and neighbors."""
        for name, values in (("text_score", self.text_score), ("place_score", self.place_score)):
            self.table.add(name, values)
            self.table.add(name + "_3", window(values, 1))
            self.table.add(name + "_9", window(values, 4))
            self.table.add(name + "_up2", (self.tree.sums(values) / np.maximum(self.sub_blocks, 1))[self.tree.parent[self.own]])
        log_words = np.log1p(self.count)
        long = (self.count >= 12).astype(np.float32)
        for by in (-2, -1, 1, 2):
            name = f"next{by}_" if by > 0 else f"prev{-by}_"
            self.table.add(name + "words", shift(log_words, by, -1))
            self.table.add(name + "link_share", shift(self.link_share, by, -1))
            self.table.add(name + "text_score", shift(self.text_score, by))
            self.table.add(name + "place_score", shift(self.place_score, by))
            self.table.add(name + "kind", shift(self.kind, by, -1))
            self.table.add(name + "ends", shift(self.raw[:, TEXT_NUMBERS.index("ends_sentence")], by, -1))
            same = np.zeros(self.n, dtype=np.float32)
            if by < 0:
                same[-by:] = self.own[-by:] == self.own[:by]
            else:
                same[:-by] = self.own[by:] == self.own[:-by]
            self.table.add(name + "same_parent", same)
        for radius in (2, 5):
            self.table.add(f"around{radius}_words", window(log_words, radius))
            self.table.add(f"around{radius}_link_share", window(self.link_share, radius))
            self.table.add(f"around{radius}_long", window(long, radius))

    def add_weight(self) -> None:
        """Where an arc of mozilla/readability's kind finds the article: each block gives its weight (words and commas) to the
        elements above it, less to those further up, and links lessen what an element has."""
        commas = self.raw[:, TEXT_NUMBERS.index("commas")]
        gives = np.where(self.count >= LEAST_GIVING, 1 + commas + np.minimum(self.count / WORDS_A_POINT, 3), 0)
        inner = np.fromiter((t in OF_TEXT for t in self.tree.tag_list), bool, self.tree.size)
        level = np.where(inner[self.own], self.tree.parent[self.own], self.own)
        score = np.zeros(self.tree.size)
        for part in (1, 2, 6, 9, 12):
            np.add.at(score, level, gives / part)
            level = self.tree.parent[level]
        score *= 1 - np.minimum(self.sub_link_share, 1)
        top = int(np.argmax(score)) if self.n else 0
        best = max(float(score[top]), 1e-6) if self.n else 1.0
        inside, steps, _ = self.tree.relation(top)
        self.table.add("weight_inside", inside[self.own])
        self.table.add("weight_steps", np.where(inside[self.own] > 0, steps[self.own], -1))
        self.table.add("weight_highest", self.tree.highest(score)[self.own] / best)
        self.table.add("weight_up1", score[self.tree.parent[self.own]] / best)
        self.table.add("weight_up2", score[self.tree.parent[self.tree.parent[self.own]]] / best)
        rows = np.flatnonzero(inside[self.own] > 0)
        first, last = (rows[0], rows[-1]) if len(rows) else (0, self.n - 1)
        self.table.add("weight_from_first", np.clip(self.at - first, -30, 60))
        self.table.add("weight_from_last", np.clip(self.at - last, -60, 30))

    def add_kept(self) -> None:
        """What another extractor kept."""
        if self.kept is None:
            for name in KEPT_NAMES:
                self.table.add(name, np.full(self.n, -1))
        else:
            kept_words = self.kept * self.count
            self.table.add("kept", self.kept)
            self.table.add("kept_prev", shift(self.kept, -1))
            self.table.add("kept_next", shift(self.kept, 1))
            self.table.add("kept_5", window(self.kept, 2))
            self.table.add("kept_15", window(self.kept, 7))
            sub_kept = self.tree.sums(kept_words)
            self.table.add("kept_up1", (sub_kept / np.maximum(self.sub_words, 1))[self.tree.parent[self.own]])
            self.table.add("kept_up2", (sub_kept / np.maximum(self.sub_words, 1))[self.tree.parent[self.tree.parent[self.own]]])
            all_kept = float(kept_words.sum())
            self.table.add("kept_before", (np.cumsum(kept_words) - kept_words) / max(all_kept, 1))
            self.table.add(
                "kept_like",
                (
                    np.bincount(self.group, weights=kept_words, minlength=self.size)
                    / np.maximum(np.bincount(self.group, weights=self.count, minlength=self.size), 1)
                )[self.group],
            )
            rows = np.flatnonzero((self.kept > 0.5) & (self.count > 3))
            first, last = (rows[0], rows[-1]) if len(rows) else (0, self.n - 1)
            self.table.add("kept_from_first", np.clip(self.at - first, -30, 60))
            self.table.add("kept_from_last", np.clip(self.at - last, -60, 30))
