"""From the judge's probabilities to the blocks of the article: what a threshold on each block alone cannot say."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from cleanup.page.block_text import ends_sentence, words_of
from cleanup.page.page import Container, Page, PageBlock

# An article of a page with several (infinite scroll) has a heading of its own and at least so many words.
LEAST_ARTICLE = 60
MOST_TAB = 40  # characters of the name of a tab
_TAB = frozenset(("tab", "tabs", "roletab", "roletablist", "tablist"))
PROSE_WORDS = 12  # a block of so many words that ends as a sentence does is running text
# Least probabilities at which running text inside the article stays. On pages judged by models that had not seen their hosts,
# of the running text between two kept blocks at .3 to .5 four words in ten are wanted, at .1 to .3 two; where both kept blocks
# are within two blocks, four in ten from .1 on.
HOLE, HOLE_NEAR = 0.35, 0.2
NEAR = 2  # blocks
LEAST_HOPE = 0.05
# Other languages: least probability of a block that trafilatura keeps, and of one that it does not. On 43 pages of
# readability's fixtures word F1 is .950 by this, .950 by trafilatura alone and .939 by the judge alone.
AGREED, ALONE = 0.15, 0.75
LEAST_SEEN = 40  # words of the article that are not hidden; some pages hide their text until a script has run
FRAGMENT = 60  # words; sites say more than that in their menus and foot alone
FRAME = frozenset(
    ("nav", "header", "footer", "aside", "form", "button", "dialog")
)  # elements that are no content by their name
LEAST_LEAD = 5  # words of a paragraph that announces a list; "Tags:" and "Read more:" have fewer
MOST_ITEMS = 30
MOST_PROMOTION = 45  # words
_PROMOTION = re.compile(
    r"^(?:please )?(?:sign up|subscribe|register|join)\b.{0,80}\b(?:newsletters?|inbox|e-?mail list|mailing list)\b|"
    r"\b(?:straight|right|directly|delivered) (?:in)?to your inbox\b|"
    r"\b(?:follow|like|find|join) us on (?:facebook|twitter|x\b|instagram|linkedin|youtube|tiktok|telegram|whatsapp|google news)",
    re.IGNORECASE,
)
_PROMOTING = frozenset("newsletter newsletters inbox list us".split())
_CONSENT = frozenset(("cookie", "cookies", "consent", "privacy", "gdpr", "ccpa"))
_FORM = frozenset(
    ("toggle", "banner", "notice", "bar", "settings", "preferences", "popup", "wall", "overlay", "modal", "dialog")
)
_OF_CONSENT = re.compile(r"\bcookies?\b|\btrack(?:ers?|ing)\b|\bconsent\b|\bpersonal data\b", re.IGNORECASE)
DOUBT = 0.5  # +.001 word F1 on the dev pages (12 of 793 concerned), more on pages of other kinds


def choose(
    page: Page,
    keep: Sequence[float],
    tokens: Sequence[Sequence[str]],
    threshold: float,
    other: Sequence[float] | None = None,
    *,
    english: bool = True,
) -> list[bool]:
    """Which blocks make the article: those over the threshold; a table whole or not at all; code between two of them;
    what one of them announces with a colon; running text between them even below the threshold. Those of `other_articles`
    are not left out here. `other` is what another extractor kept: where the judge finds less than half of it, the page is
    unlike those it learned from, and both are kept."""
    if is_fragment(page, tokens):
        return [True] * len(keep)
    chosen = [p >= threshold for p in keep]
    if other is not None:
        words = sum(len(t) for t, o in zip(tokens, other, strict=True) if o >= 0.5)
        both = sum(len(t) for t, o, c in zip(tokens, other, chosen, strict=True) if o >= 0.5 and c)
        if not english:
            chosen = [p >= (ALONE if o < 0.5 else AGREED) for p, o in zip(keep, other, strict=True)]
        elif words >= LEAST_ARTICLE and both < DOUBT * words:
            chosen = [c or o >= 0.5 for c, o in zip(chosen, other, strict=True)]
    if not any(chosen):
        chosen = _best(page, keep, tokens, other)
    for i, (b, p) in enumerate(zip(page.blocks, tables_whole(page, keep, tokens), strict=True)):
        if b.kind == "table":
            chosen[i] = p >= threshold
    _notes_whole(page, keep, tokens, threshold, chosen)
    _announced(page, keep, tokens, chosen)
    _holes(page, keep, tokens, chosen)
    _code_within(page, chosen)
    return chosen


def is_fragment(page: Page, tokens: Sequence[Sequence[str]]) -> bool:
    """Whether a page is a piece of HTML rather than a page of a site: little text and nothing around it. All of it is kept."""
    return sum(map(len, tokens)) < FRAGMENT and not any(c.tag in FRAME for c in page.containers)


def _best(page: Page, keep: Sequence[float], tokens: Sequence[Sequence[str]], other: Sequence[float] | None) -> list[bool]:
    """Where no block is over the threshold, the page is unlike those that the judge learned from, and the likelier half of
    its running text is better than nothing; whether it is an article at all is not asked here."""
    running = [is_prose(b, t) for b, t in zip(page.blocks, tokens, strict=True)]
    found = [r and o >= 0.5 for r, o in zip(running, other, strict=True)] if other is not None else []
    if any(found):
        return [r or o >= 0.5 for r, o in zip(found, other or (), strict=True)]
    most = max((p for p, r in zip(keep, running, strict=True) if r), default=0.0)
    return [r and p >= LEAST_HOPE and p >= 0.5 * most for p, r in zip(keep, running, strict=True)]


def is_prose(block: PageBlock, words: Sequence[str]) -> bool:
    """Whether a block reads as running text: some words, hardly a link, an end as sentences have it."""
    return (
        len(words) >= PROSE_WORDS
        and block.linked < 0.3 * len(block.text)
        and block.kind in ("paragraph", "quote", "list_item")
        and (ends_sentence(block.text) or len(words) >= 3 * PROSE_WORDS)
    )


def _announced(page: Page, keep: Sequence[float], tokens: Sequence[Sequence[str]], chosen: list[bool]) -> None:
    """What a kept paragraph that ends with a colon announces is of the article, whole: a list, whose items are often links, or
    lines made by one template (code without its element) up to the next kept block."""
    blocks = page.blocks
    for i, b in enumerate(blocks[:-1]):
        if not chosen[i] or b.kind not in ("paragraph", "list_item") or not b.text.endswith((":", "\uff1a")):
            continue
        if len(tokens[i]) < LEAST_LEAD:
            continue
        first = blocks[i + 1]
        made = page.containers[first.container].signature
        end = i + 1
        while (
            end < len(blocks)
            and blocks[end].kind == first.kind
            and _list_of(page, end) == _list_of(page, i + 1)
            and (first.kind == "list_item" or page.containers[blocks[end].container].signature == made)
        ):
            end += 1
        items = range(i + 1, end)
        if b.kind == "list_item" and _list_of(page, i) == _list_of(page, i + 1):
            continue
        if first.kind == "list_item":
            whole = len(items) >= 2 and max(keep[j] for j in items) >= LEAST_HOPE
        else:
            whole = first.kind == "paragraph" and end < len(blocks) and chosen[end] and min(keep[j] for j in items) >= HOLE_NEAR
        if whole and len(items) <= MOST_ITEMS:
            for j in items:
                chosen[j] = True


def _notes_whole(
    page: Page, keep: Sequence[float], tokens: Sequence[Sequence[str]], threshold: float, chosen: list[bool]
) -> None:
    """The footnotes that the article's marks lead to stand or fall together, by their mean weighted by words."""
    asked = {m.target for b, c in zip(page.blocks, chosen, strict=True) if c for m in b.marks if m.kind == "footnote"}
    rows = [i for i, b in enumerate(page.blocks) if b.note and b.note in asked]
    if rows:
        mean = sum((len(tokens[i]) + 0.1) * keep[i] for i in rows) / sum(len(tokens[i]) + 0.1 for i in rows)
        for i in rows:
            chosen[i] = mean >= threshold


def _list_of(page: Page, i: int) -> int:
    """The container that the block's own element stands in."""
    return page.containers[page.blocks[i].container].parent


def _holes(page: Page, keep: Sequence[float], tokens: Sequence[Sequence[str]], chosen: list[bool]) -> None:
    """Running text inside the article is left out only on stronger evidence than at its edges: losing what the article says
    costs more than a line too many."""
    texts = [i for i, b in enumerate(page.blocks) if is_prose(b, tokens[i])]
    kept = [i for i, c in enumerate(chosen) if c]
    if not kept:
        return
    for i in texts:
        if chosen[i] or not kept[0] < i < kept[-1]:
            continue
        at = bisect(kept, i)
        near = i - kept[at - 1] <= NEAR and kept[at] - i <= NEAR
        if keep[i] >= (HOLE_NEAR if near else HOLE):
            chosen[i] = True


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
    words = set(words_of(title))
    own = max(heads, key=lambda root: (_likeness(words, tokens[heads[root]]), -root))
    return [i for root in heads if root != own for i in inside[root]]


def promotions(page: Page, tokens: Sequence[Sequence[str]]) -> list[int]:
    """Places of short blocks that ask for a subscription or to be followed, whatever stands around them. Of the blocks that
    the judge would keep on the dev articles it takes out 10, none of them wanted."""
    return [
        i
        for i, (b, words) in enumerate(zip(page.blocks, tokens, strict=True))
        if len(words) <= MOST_PROMOTION and b.kind != "code" and _may_promote(words) and _PROMOTION.search(b.text)
    ]


def _may_promote(words: Sequence[str]) -> bool:
    """Whether a block has one of the words that every promotion has; fewer than one in ten has, and the pattern is slow."""
    return not _PROMOTING.isdisjoint(words)


def consent_forms(page: Page) -> list[int]:
    """Places of blocks in a cookie banner or the settings of one, by the names of its elements and its words; the names alone
    are those of sections of a manual too."""
    named: list[bool] = []
    for c in page.containers:  # parents come first
        own = bool(_CONSENT.intersection(c.tokens) and _FORM.intersection(c.tokens))
        named.append(own or (c.parent >= 0 and named[c.parent]))
    return [i for i, b in enumerate(page.blocks) if named[b.container] and _OF_CONSENT.search(b.text)]


def hidden_for_good(page: Page, tokens: Sequence[Sequence[str]], chosen: Sequence[bool]) -> list[int]:
    """Places of chosen blocks in a hidden element that has no name, so that no script can find it to show it, where the
    article has text that is seen too. What is folded (answers, tabs) has names, and is of the article: on half of the dev
    articles and readability's pages 21 hidden elements are chosen; of the nameless ones three are unwanted, and the four
    that are wanted hold the whole text.
    """
    containers = page.containers
    top: list[int] = []  # the outermost hidden element around each container, or -1; parents come first
    for i, c in enumerate(containers):
        above = top[c.parent] if c.parent >= 0 else -1
        top.append(above if above >= 0 else i if c.hidden else -1)
    inside = [i for i, c in enumerate(chosen) if c and top[page.blocks[i].container] >= 0]
    if not inside or sum(len(t) for i, t in enumerate(tokens) if chosen[i]) - sum(len(tokens[i]) for i in inside) < LEAST_SEEN:
        return []
    return [i for i in inside if not _has_name(containers[top[page.blocks[i].container]])]


def _has_name(container: Container) -> bool:
    """Whether an element has a class, id or role."""
    return bool(container.tokens) or not container.signature.endswith(".")


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
