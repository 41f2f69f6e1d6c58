"""What of the chosen blocks a reader sees: without words that the page strikes out or hides, and with footnotes whole."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from cleanup.page.page import PageBlock, PageMark

_REASONS = {
    "struck": ("extract-struck", "the page strikes these words out"),
    "hidden": ("extract-hidden", "the page hides these words"),
    "value": ("extract-value", "a value for programs, no text"),
    "footnote": ("extract-note-mark", "the mark of a note that is not in the article"),
}
_UNSEEN = frozenset(("struck", "hidden", "value"))
_UNASKED = ("extract-note-mark", "the mark before a note that the article has no mark of")


@dataclass(frozen=True, slots=True)
class Cut:
    """Words of a block that go, and why; offsets are code points of the block's text, half-open."""

    start: int
    end: int
    rule: str
    reason: str


def called_in(block: PageBlock) -> set[str]:
    """The notes that the block has marks of, without those among struck and hidden words."""
    unseen = [m for m in block.marks if m.kind in _UNSEEN]
    return {
        m.target
        for m in block.marks
        if m.kind == "footnote" and not _begins(block, m) and not any(u.start <= m.start and m.end <= u.end for u in unseen)
    }


def notes_that_say(kept: Iterable[PageBlock]) -> set[str]:
    """The labels of the notes that say something: words, or the mark of a note that does. Linear, chains or not."""
    saying: list[str] = []
    called_by: dict[str, list[str]] = {}
    for block in kept:
        if not block.note:
            continue
        marks = [m for m in block.marks if m.kind == "footnote" and not _begins(block, m)]
        if rest_of(block, [m for m in block.marks if m.kind in _UNSEEN] + marks):
            saying.append(block.note)
        elif says_something(block):
            for label in called_in(block):
                called_by.setdefault(label, []).append(block.note)
    noted = set(saying)
    while saying:
        for label in called_by.pop(saying.pop(), ()):
            if label not in noted:
                noted.add(label)
                saying.append(label)
    return noted


def says_something(block: PageBlock) -> bool:
    """Whether anything of the block is neither struck nor hidden."""
    return bool(rest_of(block, [m for m in block.marks if m.kind in _UNSEEN]))


def rest_of(block: PageBlock, without: Iterable[Cut | PageMark]) -> str:
    """What stays of the block's text; nothing where only the mark that it begins with as a note would."""
    chars = list(block.text)
    for part in without:
        chars[part.start : part.end] = [" "] * (part.end - part.start)
    rest = "".join(chars).strip()
    return "" if (block.note and rest == f"[^{block.note}]:") or (block.mark and rest == block.mark) else rest


def _begins(block: PageBlock, mark: PageMark) -> bool:
    """Whether this is the mark by which the block begins as a note."""
    return mark.kind == "footnote" and mark.start == 0 and mark.target == block.note


def cuts_of(block: PageBlock, noted: Collection[str], asked: Collection[str]) -> list[Cut]:
    """What leaves a block of the article, in order, none overlapping: struck and hidden words, the marks of notes that are
    not kept (`noted` are those that are), and the mark before a note that nothing in the article asks for (`asked`).

    With them goes the space that would stand doubled or before a stop.
    """
    found: list[tuple[PageMark, tuple[str, str]]] = []
    for mark in block.marks:
        if _begins(block, mark):
            if block.note not in asked:
                found.append((replace(mark, end=mark.end + len(": ")), _UNASKED))
        elif mark.kind in _REASONS and not (mark.kind == "footnote" and mark.target in noted):
            found.append((mark, _REASONS[mark.kind]))
    out: list[Cut] = []
    group = reached = 0  # where the cuts that touch begin in `out`; the end of the marks so far
    for mark, why in sorted(found, key=lambda pair: (pair[0].start, pair[0].end)):
        start, end = _with_space(block, mark.start, mark.end)
        if not out or start > out[-1].end:
            group = len(out)
            out.append(Cut(start, end, *why))
        else:  # only both together may have a space on either side
            start, end = _with_space(block, out[group].start, max(end, out[-1].end))
            out[group] = replace(out[group], start=start)
            if mark.start >= reached and why != (out[-1].rule, out[-1].reason):
                out[-1] = replace(out[-1], end=mark.start)
                out.append(Cut(mark.start, end, *why))
            else:
                out[-1] = replace(out[-1], end=end)
        reached = max(reached, mark.end)
    return out


def _with_space(block: PageBlock, start: int, end: int) -> tuple[int, int]:
    text = block.text
    if block.kind == "code":
        return _with_line(text, start, end)
    if start == 0 or text[start - 1] == " ":
        if start > 0 and (end == len(text) or text[end] in " \t.,;:!?)"):
            start -= 1
        elif start == 0 and text[end : end + 1] == " ":
            end += 1
    return start, end


def _with_line(code: str, start: int, end: int) -> tuple[int, int]:
    """The span with its line end where it is a whole line of code, or with the blanks before it at the end of one."""
    if end < len(code) and code[end] != "\n":
        return start, end
    if start == 0 or code[start - 1] == "\n":
        if end < len(code):
            return start, end + 1
        return max(start - 1, 0), end
    while start > 0 and code[start - 1] in " \t":
        start -= 1
    return start, end
