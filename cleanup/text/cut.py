"""Does an English text stop in mid-sentence, as when a feed or a form cut it at a length?

Its last block, where it is a paragraph of prose; and before another paragraph, where a word is left that only a noun can
follow ("of the"), or `[…]` behind an unfinished sentence. Left alone: a last line without a stop that may be a name, a date, a
credit or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleanup.text.damage import Damage
from cleanup.text.markup import Block

FEWEST_WORDS = 8  # a shorter last line may be a credit or a heading; own choice
_GOES_ON = frozenset(
    "a an the of and or but nor to in on at by for with from into as than that which who whose because while although "
    "is are was were be been had has have will would could should may might must can its their his her our your my".split()
)
_ELLIPSIS = re.compile(r"\[(?:…|\.{3})\]\s*$")
_LAST = re.compile(r"([^\W\d_]+|,)$")
_TRAILS = re.compile(r"(?:…|\.{3})$")
_STOPS = re.compile(r"[.!?…:;)\]\"'”’»*_]$")
# Words that a noun follows. Of the paragraphs of 791 published articles that another follows none is marked so.
_NOUN_FOLLOWS = frozenset("a an the of his her their its our my".split())
_OMITTED = re.compile(r"(?<=[a-z,])\s*\[(?:…|\.{3})\]$")
_MOST_READ = 60  # code points at a paragraph's end


def cut_paragraphs(text: str, blocks: Sequence[Block]) -> Iterator[Damage]:
    """The ends of paragraphs that others follow, where they stop at a word that needs a noun or at `[…]` in a sentence."""
    for block, after in pairwise(blocks):
        if block.kind not in ("paragraph", "heading") or after.kind != "paragraph" or not text[after.start].isupper():
            continue
        if block.kind == "heading" and text[block.start] == "#":
            continue
        end = text[max(block.start, block.end - _MOST_READ) : block.end].rstrip()
        stop = block.start + len(text[block.start : block.end].rstrip())
        omitted = _OMITTED.search(end)
        bare = _TRAILS.sub("", end).rstrip()
        last = _LAST.search(bare)
        hangs = last is not None and last.group() in _NOUN_FOLLOWS
        if not (omitted or hangs) or len(text[block.start : block.end].split()) < FEWEST_WORDS:
            continue
        start = stop - len(end) + (omitted.start() if omitted else last.start() if last else 0)
        yield Damage(start, stop, "cut-text", f"the paragraph ends in mid-sentence, at '{text[start:stop].strip()}'")


def cut_end(text: str, blocks: Sequence[Block]) -> Iterator[Damage]:
    """The end of the text, where it stops at a word that cannot end a sentence, also before `…`, at a comma, or at `[…]`."""
    prose = [b for b in blocks if b.kind == "paragraph"]
    if not prose or prose[-1].end < len(text.rstrip()):
        return
    last = prose[-1]
    line = text[last.start : last.end].rstrip()
    omitted = _ELLIPSIS.search(line)
    if omitted:
        yield Damage(last.start + omitted.start(), last.start + len(line), "cut-text", "the text ends with an omission")
        return
    line = _TRAILS.sub("", line).rstrip()  # a cut that a program has marked
    before = max(0, len(line) - _MOST_READ)
    end = _LAST.search(line[before:])
    if end is None or len(line.split()) < FEWEST_WORDS or _STOPS.search(line):
        return
    if end.group() in _GOES_ON or end.group() == ",":
        start = last.start + before + end.start()
        yield Damage(start, last.start + len(line), "cut-text", f"the text ends in mid-sentence, at '{end.group()}'")
