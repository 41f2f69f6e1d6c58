"""What a page says again: the article in a copy that is not letter for letter the same, the captions of a gallery."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleanup.page.page import COPY_WORDS, Page

SHINGLE = 5  # words
LEAST_WORDS = 12  # of a block that is looked for in what was said; shorter ones repeat by chance
# Of its shingles, how many a copy shares. On 397 dev articles repeats of 60 words and more that stand in the article are
# wanted as often as not (the drills of a plan, with other numbers): only a copy of most of the article so far is one.
LEAST_SHARED, OF_ARTICLE = 0.8, 0.6
LEAST_CAPTION = 7  # words; a shorter one that is repeated credits each picture ("Photo by ...")
_GALLERY = frozenset(
    "gallery slideshow slider slide slides carousel swiper lightbox thumbs thumbnails thumb caption captions figcaption".split()
)
_CAPTION = frozenset(("caption", "captions", "figcaption"))
_COUNTER = re.compile(r"\(?\d{1,3}\s?(?:/|of)\s?\d{1,3}\)?")
_IMAGE = r"(?:https?:)?//[^\s<>]+\.(?:jpe?g|png|gif|webp|svg|avif)(?:\?[^\s<>]*)?"
_STAMP = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
_ABOUT = re.compile(
    r"(?:about|meet)\s+(?:the|our)\s+(?:authors?|writers?|contributors?|reporters?|editors?|team|staff)|our\s+(?:team|staff|authors|writers)"
    r"|about\s+(?:us|this\s+author)",
    re.IGNORECASE,
)
MOST_ABOUT = 250  # words of an element about authors
OF_PAGE = 2  # so many times the words before it it may have at most
_VALUE = re.compile(rf"(?:{_IMAGE}|{_STAMP})(?:\s+(?:{_IMAGE}|{_STAMP}|\d{{2,9}}))*")


def second_copy(page: Page, tokens: Sequence[Sequence[str]], kept: Sequence[bool], copied: Sequence[bool]) -> list[int]:
    """Places of kept blocks of a run that says most of the article again: for phones, for printing, all in one block.

    `copied` are blocks that are left out as exact copies; they count for the run. A block with a number that was not said
    before is no copy, nor a list of what paragraphs say, and one paragraph over and over (a refrain, filler) is none of an
    article. A heading, list or table that the page did not have before ends the run: what stands behind it is a part of its
    own. Linear in the page.
    """
    out: list[int] = []
    said: dict[tuple[str, ...], int] = {}  # the block that said it first
    sources: set[int] = set()
    numbers: set[str] = set()
    short: set[tuple[str, ...]] = set()
    words_said = before = size = 0
    run: list[int] = []

    def end_run() -> None:
        nonlocal size
        if size >= COPY_WORDS and size >= OF_ARTICLE * before and len(sources) > 1:
            out.extend(i for i in run if kept[i])
        run.clear()
        sources.clear()
        size = 0

    for i, (block, words) in enumerate(zip(page.blocks, tokens, strict=True)):
        if kept[i] and (len(words) < LEAST_WORDS or block.kind in ("code", "table")):
            if tuple(words) not in short:
                end_run()
            short.add(tuple(words))
        if len(words) < LEAST_WORDS or block.kind in ("code", "table") or not (kept[i] or copied[i]):
            continue
        shingles = {tuple(words[k : k + SHINGLE]) for k in range(len(words) - SHINGLE + 1)}
        figures = {w for w in words if any(c.isdigit() for c in w)}
        shared = sum(s in said and page.blocks[said[s]].kind == block.kind for s in shingles)
        if copied[i] or (shared >= LEAST_SHARED * len(shingles) and figures <= numbers):
            if not run:
                before = words_said
            run.append(i)
            sources.update(said[s] for s in shingles if s in said)
            size += len(words)
            continue
        end_run()
        for shingle in shingles:
            said.setdefault(shingle, i)
        numbers |= figures
        words_said += len(words)
    end_run()
    return out


def captions_again(page: Page, tokens: Sequence[Sequence[str]], chosen: Sequence[bool]) -> list[int]:
    """Places of chosen captions that an earlier chosen one says, word for word, and of a gallery's list of them. What else
    repeats in a slider (figures of several products) is no caption."""
    out: list[int] = []
    said: set[tuple[str, ...]] = set()
    for i, (block, words) in enumerate(zip(page.blocks, tokens, strict=True)):
        if not chosen[i] or len(words) < LEAST_CAPTION or block.kind in ("heading", "code", "table"):
            continue
        caption = block.kind == "caption" or not _CAPTION.isdisjoint(page.containers[block.container].tokens)
        key = tuple(words)
        if key in said and (caption or _names_gallery(page, block.container)):
            out.append(i)
        if caption:
            said.add(key)
    return out


def values_alone(page: Page) -> list[int]:
    """Places of blocks that are nothing but values for programs (addresses of pictures, time stamps to the minute with
    their zone), and of a gallery's counters ("2 of 7")."""
    return [
        i
        for i, block in enumerate(page.blocks)
        if block.kind not in ("code", "table")
        and not block.links
        and (
            _VALUE.fullmatch(block.text)
            or (len(block.text) <= 12 and _COUNTER.fullmatch(block.text) and _names_gallery(page, block.container))
        )
    ]


def about_authors(page: Page, tokens: Sequence[Sequence[str]]) -> list[int]:
    """Places of the blocks of an element that begins with the heading "About the author", "Our team" or the like: who they
    are, below what they wrote. An element that holds much more is the page's own, and its subject."""
    blocks = page.blocks
    out: list[int] = []
    for i, block in enumerate(blocks):
        if len(block.text) > 40 or not _ABOUT.fullmatch(block.text):
            continue
        around = page.containers[block.container].parent
        if around < 0 or (i and _is_inside(page, blocks[i - 1].container, around)):
            continue
        end = i + 1
        words = 0
        while end < len(blocks) and _is_inside(page, blocks[end].container, around) and words <= MOST_ABOUT:
            words += len(tokens[end])
            end += 1
        if words <= MOST_ABOUT and OF_PAGE * sum(map(len, tokens[:i])) >= words:
            out += range(i, end)
    return out


def _is_inside(page: Page, place: int, around: int) -> bool:
    """Whether a container is another, or stands in it; parents come first."""
    while place > around:
        place = page.containers[place].parent
    return place == around


def _names_gallery(page: Page, place: int) -> bool:
    """Whether an element or one of the three around it is named for a gallery."""
    for _ in range(4):
        if place < 0:
            return False
        if not _GALLERY.isdisjoint(page.containers[place].tokens):
            return True
        place = page.containers[place].parent
    return False
