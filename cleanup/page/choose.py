"""From the judge's probabilities to the blocks of the article: what a threshold on each block alone cannot say."""

from __future__ import annotations

from collections.abc import Sequence

from cleanup.page.block_text import WORD
from cleanup.page.page import Page, PageBlock

# An article of a page with several (infinite scroll) has a heading of its own and at least so many words.
LEAST_ARTICLE = 60
LEAST_LEAD, MOST_ITEMS = 5, 30  # words of a sentence that announces a list, items of that list
MOST_TAB = 40  # characters of the name of a tab
_TAB = frozenset(("tab", "tabs", "roletab", "roletablist", "tablist"))
DOUBT = 0.5  # +.001 word F1 on the dev pages (12 of 793 concerned), more on pages of other kinds


def choose(
    page: Page,
    keep: Sequence[float],
    tokens: Sequence[Sequence[str]],
    threshold: float,
    other: Sequence[float] | None = None,
) -> list[bool]:
    """Which blocks make the article: those over the threshold; a table whole or not at all; code between two of them,
    and a list that one of them announces; those of `other_articles` are not left out here. `other` is what another
    extractor kept: where the judge finds less than half of it, the page is unlike those it learned from, and both are
    kept."""
    chosen = [p >= threshold for p in keep]
    if other is not None:
        words = sum(len(t) for t, o in zip(tokens, other, strict=True) if o >= 0.5)
        both = sum(len(t) for t, o, c in zip(tokens, other, chosen, strict=True) if o >= 0.5 and c)
        if words >= LEAST_ARTICLE and both < DOUBT * words:
            chosen = [c or o >= 0.5 for c, o in zip(chosen, other, strict=True)]
    for i, (b, p) in enumerate(zip(page.blocks, tables_whole(page, keep, tokens), strict=True)):
        if b.kind == "table":
            chosen[i] = p >= threshold
    _code_within(page, chosen)
    _announced_lists(page, tokens, chosen)
    return chosen


def tables_whole(page: Page, keep: Sequence[float], tokens: Sequence[Sequence[str]]) -> list[float]:
    """The probabilities, those of a table's rows replaced by their mean weighted by words: they stand or fall together."""
    out = list(keep)
    start = 0
    blocks = page.blocks
    while start < len(blocks):
        end = start + 1
        if blocks[start].kind == "table":
            while end < len(blocks) and blocks[end].kind == "table" and blocks[end].run == blocks[start].run:
                end += 1
            weight = [len(tokens[i]) + 0.1 for i in range(start, end)]
            mean = sum(w * keep[i] for w, i in zip(weight, range(start, end), strict=True)) / sum(weight)
            out[start:end] = [mean] * (end - start)
        start = end
    return out


def _code_within(page: Page, chosen: list[bool]) -> None:
    """Code or a formula right between two blocks of the article is of the article: references leave them out as often as
    not, so the judge cannot have learned it from them. The names of tabs, of which each shows other code, part nothing."""
    start = 0
    blocks = page.blocks
    while start < len(blocks):
        end = start + 1
        if _is_set_apart(blocks[start]) or _is_tab(page, blocks[start]):
            while end < len(blocks) and (_is_set_apart(blocks[end]) or _is_tab(page, blocks[end])):
                end += 1
            if start > 0 and end < len(blocks) and chosen[start - 1] and chosen[end]:
                for i in range(start, end):
                    chosen[i] = chosen[i] or _is_set_apart(blocks[i])
        start = end


def _announced_lists(page: Page, tokens: Sequence[Sequence[str]], chosen: list[bool]) -> None:
    """A list stays with the sentence of the article that announces it by a colon, where the article goes on after it."""
    blocks = page.blocks
    start = 1
    while start < len(blocks):
        end = start
        while end < len(blocks) and blocks[end].kind == "list_item":
            end += 1
        lead = start - 1
        if start < end < len(blocks) and end - start <= MOST_ITEMS and chosen[lead] and chosen[end]:
            is_lead = (
                blocks[lead].kind == "paragraph" and len(tokens[lead]) >= LEAST_LEAD and blocks[lead].text.endswith((":", "："))
            )
            if is_lead and blocks[lead].linked < 0.5 * len(blocks[lead].text):
                chosen[start:end] = [True] * (end - start)
        start = end + 1


def _is_set_apart(block: PageBlock) -> bool:
    """Whether a block is code, or nothing but a formula or code in a line of its own."""
    if block.kind == "code":
        return True
    return (
        len(block.marks) == 1
        and block.marks[0].kind in ("math", "code")
        and block.marks[0].end - block.marks[0].start == len(block.text)
    )


def _is_tab(page: Page, block: PageBlock) -> bool:
    """Whether a block is the name of a tab or the label of a button."""
    if len(block.text) > MOST_TAB:
        return False
    place = block.container
    for _ in range(3):
        if place < 0:
            return False
        container = page.containers[place]
        if container.tag == "button" or not _TAB.isdisjoint(container.tokens):
            return True
        place = container.parent
    return False


def other_articles(page: Page, tokens: Sequence[Sequence[str]], title: str) -> list[int]:
    """Places of the blocks of further articles: where two or more `article` elements, none in another, each have a first-level
    heading and some text, the one whose heading is most like the title (the first, if none is) is the page's own."""
    top = top_articles(page)
    if len(top) < 2:
        return []
    inside: dict[int, list[int]] = {}
    for i, b in enumerate(page.blocks):
        root = top_of(page, b.container, top)
        if root >= 0:
            inside.setdefault(root, []).append(i)
    heads = {
        root: next((i for i in rows if page.blocks[i].kind == "heading" and page.blocks[i].level == 1), -1)
        for root, rows in inside.items()
        if sum(len(tokens[i]) for i in rows) >= LEAST_ARTICLE
    }
    heads = {root: i for root, i in heads.items() if i >= 0}
    if len(heads) < 2:
        return []
    words = set(WORD.findall(title.lower()))
    own = max(heads, key=lambda root: (_likeness(words, tokens[heads[root]]), -root))
    return [i for root in heads if root != own for i in inside[root]]


def top_articles(page: Page) -> frozenset[int]:
    """Article elements that stand in no other."""
    within = [False] * len(page.containers)
    top = []
    for i, c in enumerate(page.containers):
        outer = c.parent >= 0 and within[c.parent]
        if c.tag == "article" and not outer:
            top.append(i)
        within[i] = outer or c.tag == "article"
    return frozenset(top)


def top_of(page: Page, container: int, top: frozenset[int]) -> int:
    """The container of `top` that this one is or stands in, or -1."""
    while container >= 0 and container not in top:
        container = page.containers[container].parent
    return container


def _likeness(title: set[str], words: Sequence[str]) -> float:
    return len(title.intersection(words)) / max(len(title.union(words)), 1)
