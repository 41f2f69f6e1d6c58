"""What a judge sees of a block: some 150 numbers from its text, its place in the page, and its neighbors.

All of a page at once, in arrays: one row a block, one column a name in `FEATURES`. Sums over subtrees run once over
the containers (parents come before children), so the cost is linear in the size of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleanup.page.block_text import PER_CHAR, STOP, TEXT_NUMBERS, WORD, body_overlap, like_heads, repeats, text_numbers
from cleanup.page.page import Page
from cleanup.page.tree import PageTree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

GOOD_WORDS = 18  # a block of so many words, hardly linked, is taken for running text when the root is sought
# Counts stop here: 793 pages cannot teach what a book of 50,000 words looks like, only that more is much. For the same
# reason no column describes the page as a whole: trees learned pages by heart from those.
MANY_WORDS, MANY_BLOCKS = 1200, 60
ROOT_SHARES = (0.5, 0.75, 0.92)
CONTAINER_TAGS = (
    "nav", "header", "footer", "aside", "form", "article", "main", "section", "figure", "table", "li", "button", "ul",
    "ol", "dl", "blockquote", "details", "address",
)
BLOCK_TAGS = ("p", "div", "li", "h1", "h2", "h3", "h4", "td", "span", "pre", "blockquote", "section", "article", "button", "dd", "dt")
KINDS = {"paragraph": 0, "heading": 1, "list_item": 2, "quote": 3, "table": 4, "code": 5, "caption": 6}


# Without another extractor's evidence these are all -1.
KEPT_NAMES = ("kept", "kept_prev", "kept_next", "kept_5", "kept_15", "kept_up1", "kept_up2", "kept_before", "kept_like",
              "kept_from_first", "kept_from_last")


class Table:
    """Named columns of equal length, gathered one by one."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.names: list[str] = []
        self.columns: list[Any] = []

    def add(self, name: str, column: Any) -> None:
        self.names.append(name)
        self.columns.append(column)

    def matrix(self) -> Array:
        import numpy as np

        out = np.empty((self.rows, len(self.columns)), dtype=np.float32)
        for j, column in enumerate(self.columns):
            out[:, j] = column
        return out


def shift(x: Array, by: int, fill: float = 0.0) -> Array:
    """Row i gets the value of row i + by."""
    import numpy as np

    out = np.full_like(x, fill)
    if by > 0:
        out[:-by or None] = x[by:]
    elif len(x) > -by:
        out[-by:] = x[:by]
    return out


def window(x: Array, radius: int) -> Array:
    """Mean over the rows i - radius .. i + radius that exist."""
    import numpy as np

    total = np.concatenate(([0.0], np.cumsum(x, dtype=np.float64)))
    n = len(x)
    at = np.arange(n)
    low, high = np.maximum(at - radius, 0), np.minimum(at + radius + 1, n)
    return ((total[high] - total[low]) / (high - low)).astype(np.float32)


def features(
    page: Page,
    tokens: Sequence[Sequence[str]],
    title: str,
    text_score: Array,
    place_score: Array,
    kept: Array | None = None,
) -> tuple[Array, list[str]]:
    """One row a block. `text_score` and `place_score` come from the hashed models; `kept` tells, 0 to 1, how much of
    the block another extractor kept."""
    import numpy as np

    blocks = page.blocks
    n = len(blocks)
    table = Table(n)
    f32 = np.float32

    # --- the text itself
    count = np.fromiter((len(t) for t in tokens), f32, n)
    chars = np.fromiter((len(b.text) for b in blocks), f32, n)
    linked = np.fromiter((b.linked for b in blocks), f32, n)
    link_share = np.minimum(linked / np.maximum(chars, 1), 1)
    stop = STOP.__contains__
    stops = np.fromiter((sum(map(stop, t)) for t in tokens), f32, n)
    stop_share = stops / np.maximum(count, 1)
    raw = np.array([text_numbers(b.text) for b in blocks], dtype=f32).reshape(n, len(TEXT_NUMBERS))
    table.add("words", np.log1p(count))
    table.add("chars_per_word", chars / np.maximum(count, 1))
    table.add("link_share", link_share)
    table.add("links", np.minimum(np.fromiter((b.links for b in blocks), f32, n), 20))
    table.add("bold_share", np.fromiter((b.bold for b in blocks), f32, n) / np.maximum(chars, 1))
    table.add("stop_share", stop_share)
    table.add("image", np.fromiter((b.image for b in blocks), f32, n))
    table.add("cells", np.fromiter((b.cell_count for b in blocks), f32, n))
    for j, name in enumerate(TEXT_NUMBERS):
        column = raw[:, j]
        table.add(name, column / np.maximum(chars, 1) if name in PER_CHAR else column)
    kind = np.fromiter((KINDS[b.kind] for b in blocks), f32, n)
    heading = kind == 1
    table.add("kind", kind)
    table.add("level", np.fromiter((b.level for b in blocks), f32, n))
    block_tag = {t: i for i, t in enumerate(BLOCK_TAGS)}
    table.add("tag", np.fromiter((block_tag.get(b.tag, -1) for b in blocks), f32, n))

    # --- position
    good = (count >= GOOD_WORDS) & (link_share < 0.3) & (stop_share > 0.15)
    good_words = np.where(good, count, 0).astype(f32)
    total = max(float(count.sum()), 1.0)
    total_good = max(float(good_words.sum()), 1.0)
    before = np.cumsum(count) - count
    good_before = np.cumsum(good_words) - good_words
    at = np.arange(n, dtype=f32)
    table.add("index", np.log1p(np.minimum(at, MANY_BLOCKS)))
    table.add("index_from_end", np.log1p(np.minimum(n - 1 - at, MANY_BLOCKS)))
    table.add("words_before", before / total)
    table.add("good_before", good_before / total_good)
    last_good = np.maximum.accumulate(np.where(good, at, -1))
    since_good = np.where(last_good >= 0, at - last_good, 99)
    next_good = np.minimum.accumulate(np.where(good, at, 2 * n + 99)[::-1])[::-1]
    until_good = np.where(next_good < n, next_good - at, 99)
    table.add("since_good", np.minimum(since_good, 99))
    table.add("until_good", np.minimum(until_good, 99))
    gap = count.cumsum()
    # words between this block and the nearest running text above and below
    up = np.where(last_good >= 0, before - gap[np.maximum(last_good, 0).astype(int)], 999)
    down = np.where(next_good < n, before[np.minimum(next_good, n - 1).astype(int)] - gap, 999)
    table.add("words_since_good", np.log1p(np.clip(up, 0, 999)))
    table.add("words_until_good", np.log1p(np.clip(down, 0, 999)))

    # --- the tree
    own = np.fromiter((b.container for b in blocks), np.int64, n)
    tree = PageTree(page, own)
    link_chars = tree.sums(linked)
    text_chars = tree.sums(chars)
    sub_words = tree.sums(count)
    sub_good = tree.sums(good_words)
    sub_blocks = tree.sums(np.ones(n, dtype=f32))
    sub_goods = tree.sums(good.astype(f32))
    sub_heads = tree.sums(heading.astype(f32))
    sub_link_share = link_chars / np.maximum(text_chars, 1)
    level = own
    for step in range(4):
        tag = f"up{step}_"
        table.add(tag + "words", np.log1p(np.minimum(sub_words[level], MANY_WORDS)))
        table.add(tag + "link_share", sub_link_share[level])
        table.add(tag + "blocks", np.log1p(np.minimum(sub_blocks[level], MANY_BLOCKS)))
        table.add(tag + "good_share", sub_good[level] / total_good)
        table.add(tag + "goods", np.log1p(np.minimum(sub_goods[level], 20)))
        if step in (1, 2):
            table.add(tag + "heads", np.log1p(np.minimum(sub_heads[level], 20)))
            table.add(tag + "mean_words", np.log1p(sub_words[level] / np.maximum(sub_blocks[level], 1)))
            table.add(tag + "children", np.minimum(tree.children[level], MANY_BLOCKS))
        level = tree.parent[level]
    table.add("depth", tree.depth[own])
    for name in CONTAINER_TAGS:
        if name in tree.tags:
            table.add("in_" + name, tree.inherited(name)[own])
        else:
            table.add("in_" + name, np.zeros(n, dtype=f32))
    table.add("hidden", tree.hidden[own])

    # --- where the running text has its root
    for share in ROOT_SHARES:
        root = tree.deepest(sub_good >= share * total_good)
        name = f"root{int(share * 100)}_"
        inside, steps, branch = tree.relation(root)
        table.add(name + "inside", inside[own])
        table.add(name + "steps", np.where(inside[own] > 0, steps[own], -1))
        b = branch[own]
        table.add(name + "branch_good", sub_good[b] / total_good)
        table.add(name + "branch_link_share", sub_link_share[b])
        table.add(name + "branch_words", np.log1p(np.minimum(sub_words[b], MANY_WORDS)))
        rows = np.flatnonzero(inside[own] > 0)
        first, last = (rows[0], rows[-1]) if len(rows) else (0, n - 1)
        table.add(name + "from_first", np.clip(at - first, -30, 60))
        table.add(name + "from_last", np.clip(at - last, -60, 30))
        if share == 0.75:
            in_root = inside[own]

    # --- made by the same template: same element, class, and parent's class
    group = tree.signature_ids(page)[own]
    size = int(group.max()) + 1 if n else 0
    members = np.bincount(group, minlength=size)
    for name, values in (("words", count), ("link_share", link_share), ("good", good), ("stop_share", stop_share), ("text_score", text_score), ("in_root", in_root if n else at)):
        table.add("like_" + name, (np.bincount(group, weights=values, minlength=size) / np.maximum(members, 1))[group])
    table.add("like_count", np.log1p(np.minimum(members[group], MANY_BLOCKS)))
    table.add("like_word_share", (np.bincount(group, weights=count, minlength=size) / total)[group])

    # --- title, headings, repeats, vocabulary
    title_words = set(WORD.findall(title.lower()))
    overlap = np.fromiter(
        ((len(title_words.intersection(t)) / len(title_words.union(t)) if len(t) < 60 else 0.0) if title_words else 0.0 for t in tokens),
        f32, n,
    )
    table.add("title_likeness", overlap)
    h1 = np.fromiter((b.kind == "heading" and b.level == 1 for b in blocks), bool, n)
    score = overlap + 0.3 * h1
    at_title = int(np.argmax(score)) if n and score.max() > 0.35 else -1
    table.add("from_title", np.clip(at - at_title, -40, 40) if at_title >= 0 else np.full(n, -99))
    last_head = np.maximum.accumulate(np.where(heading, at, -1))
    head_at = np.maximum(last_head, 0).astype(int)
    none = last_head < 0
    table.add("since_head", np.where(none, 99, np.minimum(at - last_head, 99)))
    table.add("head_text_score", np.where(none, 0, text_score[head_at]))
    table.add("head_place_score", np.where(none, 0, place_score[head_at]))
    table.add("head_level", np.where(none, 0, np.fromiter((b.level for b in blocks), f32, n)[head_at]))
    table.add("head_in_root", np.where(none, 0, in_root[head_at]))
    table.add("repeated", repeats(page))
    h1s = np.cumsum(h1) - h1
    table.add("h1s_before", np.minimum(h1s, 9))
    table.add("h1s_after", np.minimum(h1.sum() - h1s - h1, 9))
    article = tree.nearest("article")
    art = article[own]
    table.add("article_good_share", np.where(art >= 0, sub_good[art] / total_good, -1))
    table.add("articles_before", np.where(art >= 0, np.minimum(tree.ordinal("article")[art], 9), -1))
    with_title = int(art[at_title]) if at_title >= 0 else -2
    table.add("article_of_title", (art == with_title).astype(f32) if at_title >= 0 else np.full(n, -1))
    first_good = int(np.argmax(good)) if good.any() else 0
    table.add("article_of_first_good", (art == art[first_good]).astype(f32) if n else art)
    table.add("good_in_section", sub_good[tree.nearest("section")[own]] / total_good)
    dates = raw[:, TEXT_NUMBERS.index("date")]
    table.add("dates_before", np.minimum(np.cumsum(dates) - dates, 20))
    same_level = like_heads(blocks)
    table.add("heads_like_head", np.minimum(same_level, 20))
    table.add("body_overlap", body_overlap(tokens, good))
    run = np.fromiter((b.run for b in blocks), np.int64, n)
    run_size = np.bincount(run)[run] if n else run
    table.add("run_size", np.minimum(run_size, 30))

    # --- learned scores and neighbors
    for name, values in (("text_score", text_score), ("place_score", place_score)):
        table.add(name, values)
        table.add(name + "_3", window(values, 1))
        table.add(name + "_9", window(values, 4))
        table.add(name + "_up2", (tree.sums(values) / np.maximum(sub_blocks, 1))[tree.parent[own]])
    log_words = np.log1p(count)
    long = (count >= 12).astype(f32)
    for by in (-2, -1, 1, 2):
        name = f"next{by}_" if by > 0 else f"prev{-by}_"
        table.add(name + "words", shift(log_words, by, -1))
        table.add(name + "link_share", shift(link_share, by, -1))
        table.add(name + "text_score", shift(text_score, by))
        table.add(name + "place_score", shift(place_score, by))
        table.add(name + "kind", shift(kind, by, -1))
        table.add(name + "ends", shift(raw[:, TEXT_NUMBERS.index("ends_sentence")], by, -1))
        same = np.zeros(n, dtype=f32)
        if by < 0:
            same[-by:] = own[-by:] == own[:by]
        else:
            same[:-by] = own[by:] == own[:-by]
        table.add(name + "same_parent", same)
    for radius in (2, 5):
        table.add(f"around{radius}_words", window(log_words, radius))
        table.add(f"around{radius}_link_share", window(link_share, radius))
        table.add(f"around{radius}_long", window(long, radius))
    if kept is None:
        for name in KEPT_NAMES:
            table.add(name, np.full(n, -1))
    else:
        kept_words = kept * count
        table.add("kept", kept)
        table.add("kept_prev", shift(kept, -1))
        table.add("kept_next", shift(kept, 1))
        table.add("kept_5", window(kept, 2))
        table.add("kept_15", window(kept, 7))
        sub_kept = tree.sums(kept_words)
        table.add("kept_up1", (sub_kept / np.maximum(sub_words, 1))[tree.parent[own]])
        table.add("kept_up2", (sub_kept / np.maximum(sub_words, 1))[tree.parent[tree.parent[own]]])
        all_kept = float(kept_words.sum())
        table.add("kept_before", (np.cumsum(kept_words) - kept_words) / max(all_kept, 1))
        table.add("kept_like", (np.bincount(group, weights=kept_words, minlength=size) / np.maximum(np.bincount(group, weights=count, minlength=size), 1))[group])
        rows = np.flatnonzero((kept > 0.5) & (count > 3))
        first, last = (rows[0], rows[-1]) if len(rows) else (0, n - 1)
        table.add("kept_from_first", np.clip(at - first, -30, 60))
        table.add("kept_from_last", np.clip(at - last, -60, 30))
    return table.matrix(), table.names
