"""The blocks of a page to one text, in the page's order, with what is not of its article marked as left out.

The text is the whole page's. A block that is left out is a span of its own, with just so much of the white space around
it that the text without it is set as if it had never stood there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from cleanup.document import Block, Inline, InlineKind, LeftOut
from cleanup.page.page import Page, PageBlock
from cleanup.page.shown import Cut, called_in, cuts_of, notes_that_say, rest_of
from cleanup.page.written import as_written

FOLLOWED = frozenset(("http", "https", "mailto", "tel", "ftp"))
# Kinds whose parts a line break sets apart within one block of the text.
_JOINED = frozenset(("paragraph", "quote", "table", "caption"))
# The marks that stay markup of the text.
_KINDS: dict[str, InlineKind] = {
    kind: kind for kind in ("link", "emphasis", "strong", "code", "struck", "math", "footnote", "line")
}
STATED = 0.95  # not judged but stated by the page's markup
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Addresses that stay as they are, and paths that only want the site's name before them: nine in ten links of a page, which
# need no parsing (and the rest takes a tenth of the time that the page takes).
_WHOLE = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[!-\"$-:<-><=@-~]*)?")
_PATH = re.compile(r"(?:/(?!\.)[!-\"$-.0-:<-><=@-~]+)+/?")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a block is left out; the fields are those of `LeftOut`."""

    rule: str
    reason: str
    confidence: float
    apply_at: float | None = None
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page, its blocks and inlines, and what of it is left out. Offsets are code points of the text."""

    text: str
    blocks: tuple[Block, ...]
    inlines: tuple[Inline, ...]
    left_out: tuple[LeftOut, ...]


def assemble(page: Page, verdicts: Sequence[Reason | None], base: str | None) -> PageText:
    """The text of all blocks. `verdicts` has for each block why it is left out, or None; `base` is the address that
    relative links start from. Struck and hidden words are in the text, and left out too."""
    page_blocks = as_written(page.blocks)
    verdicts, cuts = _with_cuts(page_blocks, verdicts)
    parts: list[str] = []
    blocks: list[Block] = []
    inlines: list[Inline] = []
    spans: list[tuple[int, int]] = []
    length = 0
    before: PageBlock | None = None
    for block in page_blocks:
        joined = _is_joined(before, block)
        if before is not None:
            gap = _gap(before, block)
            parts.append(gap)
            length += len(gap)
        for m in block.marks:
            target = link_target(m.target, base) if m.kind == "link" else m.target
            if m.kind in _KINDS and (m.kind != "link" or target):
                inlines.append(Inline(m.start + length, m.end + length, _KINDS[m.kind], target))
        parts.append(block.text)
        end = length + len(block.text)
        if joined:
            blocks[-1] = replace(blocks[-1], end=end)
        else:
            level = block.level if block.kind in ("heading", "list_item") else 0
            begins = block.role == "first"
            ordered = block.ordered and (block.kind == "list_item" or begins)
            blocks.append(
                Block(length, end, block.kind, level, ordered, block.number, block.language, block.within, begins=begins)
            )
        spans.append((length, end))
        length = end
        before = block
    inlines.sort(key=lambda i: (i.start, -i.end))
    left_out = _left_out(page_blocks, verdicts, spans)
    for (start, _), inside in zip(spans, cuts, strict=True):
        left_out += [LeftOut(start + cut.start, start + cut.end, cut.rule, cut.reason, STATED, inside=True) for cut in inside]
    left_out.sort(key=lambda left: left.start)
    return PageText("".join(parts), tuple(blocks), tuple(inlines), tuple(left_out))


def _with_cuts(blocks: Sequence[PageBlock], verdicts: Sequence[Reason | None]) -> tuple[list[Reason | None], list[list[Cut]]]:
    """For each block what leaves it, where it is kept; a block that would be empty is left out as a whole."""
    kept = [b for b, why in zip(blocks, verdicts, strict=True) if why is None]
    noted = notes_that_say(kept)
    asked = {label for b in kept for label in called_in(b)}
    out = list(verdicts)
    cuts: list[list[Cut]] = []
    for i, block in enumerate(blocks):
        inside = cuts_of(block, noted, asked) if out[i] is None and block.marks else []
        if inside and not rest_of(block, inside):
            out[i] = Reason(inside[0].rule, inside[0].reason, STATED)
            inside = []
        cuts.append(inside)
    return out, cuts


def _is_joined(before: PageBlock | None, block: PageBlock) -> bool:
    if before is None or block.note:  # a note is defined at the start of a block
        return False
    return before.run == block.run and before.kind == block.kind and block.kind in _JOINED


def _gap(before: PageBlock, block: PageBlock) -> str:
    return "\n" if _is_joined(before, block) or before.kind == block.kind == "list_item" else "\n\n"


def _left_out(
    blocks: Sequence[PageBlock], verdicts: Sequence[Reason | None], spans: Sequence[tuple[int, int]]
) -> list[LeftOut]:
    """A span for each block that is left out. Between two that are kept, the white space that stays is what would part
    them if they stood side by side."""
    out: list[LeftOut] = []
    n = len(blocks)
    first = 0
    while first < n:
        if verdicts[first] is None:
            first += 1
            continue
        stop = first + 1
        while stop < n and verdicts[stop] is not None:
            stop += 1
        starts = [spans[i][0] for i in range(first, stop)]
        ends = [*starts[1:], spans[stop][0] if stop < n else spans[stop - 1][1]]
        if first and stop < n:
            stays = len(_gap(blocks[first - 1], blocks[stop]))
            there = spans[first][0] - spans[first - 1][1]
            if stays < there:
                starts[0] -= there - stays
            else:
                ends[-1] -= stays - there
        elif first:  # at the end of the page nothing follows: the white space before goes
            starts = [spans[i - 1][1] for i in range(first, stop)]
            ends = [spans[i][1] for i in range(first, stop)]
        for i, start, end in zip(range(first, stop), starts, ends, strict=True):
            why = verdicts[i]
            assert why is not None
            out.append(LeftOut(start, end, why.rule, why.reason, why.confidence, why.apply_at, why.evidence))
        first = stop
    return out


def link_target(href: str, base: str | None) -> str:
    """Where a link leads, made whole by the page's address if that is known. Empty for what is no address to follow
    (scripts, data, places that do not parse): the words of such a link stay, as plain text."""
    href = href.strip()
    if _WHOLE.fullmatch(href):
        return href
    if base and _PATH.fullmatch(href) and (site := _site(base)):
        return site + href
    scheme = _SCHEME.match(href)
    if not href or (scheme and scheme.group(1).lower() not in FOLLOWED):
        return ""
    try:
        whole = urljoin(base or "", href)
        urlsplit(whole)
    except ValueError:
        return ""
    return href if href.startswith("#") else whole


@lru_cache(maxsize=16)
def _site(base: str) -> str:
    """Scheme and host of an address, empty where it has none that is plain."""
    found = re.match(r"https?://[A-Za-z0-9.-]+(?=/|$)", base)
    return found.group() if found else ""
