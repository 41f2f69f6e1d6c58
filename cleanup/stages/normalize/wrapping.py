"""Undo hard wrapping: lines of a paragraph that were cut at a width are joined, words cut by a hyphen made whole.

Lines that follow each other directly are one paragraph where all of them are cut because the next word did not fit
(`blocks.wrap_width`) and they do not look like verse; or where they go on one in the other (`junctions`), beyond doubt by a
divided word or an end such as "of the". A hyphen at a line's end never keeps a paragraph wrapped: in doubt it stays,
and the line is joined. Left alone: lines read across columns, lines beside a running head that cuts a sentence (once that is
gone they are one paragraph), lists, verse, code, subtitles. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cleanup.languages import family
from cleanup.models.columns import read_across
from cleanup.stages.normalize.compose import Step
from cleanup.stages.normalize.junctions import HYPHENS, Junctions, Piece, chains, is_finished, is_prose, pieces_of
from cleanup.text.blocks import LIST_MARK, detect_blocks, wrap_width
from cleanup.text.running_heads import repeated_lines

FEWEST_LINES = 3  # two lines can be two paragraphs of nearly one length
VERSE = 0.7  # share of lines after the first that begin with a capital or a figure: verse, addresses, lists of names
CLOSED = 0.15  # share of lines that end with a semicolon or a colon
OPEN_LINES = 4  # open line ends in a row that are a wrapped paragraph without a surer sign: own judgement
ALIKE, FEWEST_ALIKE, MOST_ALIKE = 8, 3, 0.8  # columns, paragraphs, share of them: a text that is wrapped throughout
LONGEST_GAP, SLACK = 25, 3  # columns free at the end of a full line: a long word did not fit; a wrapper's own margin
_QUOTE_MARKS = re.compile(r"(?:>[ \t]*)+")
_SUBTITLE = re.compile(r"[\d:.,]{5,16} *--> *\d")


def fix_wrapped_lines(text: str, language: str | None) -> Iterator[Step]:
    """Joins within hard-wrapped paragraphs of a plain text. `language` is ISO 639-1, None where it is not known."""
    if "\n" not in text:
        return
    junctions = Junctions(text, language)
    runs = list(_runs(text))
    width = _usual_width([lines for run in runs for lines in run.wrapped])
    for run in runs:
        lines = run.lines
        if len(lines) < 2 or any(_SUBTITLE.match(line.text) for line in lines):
            continue
        joined: set[int] = set()
        for part in [*run.wrapped, *_full(lines, width)] or list(chains(lines, junctions, OPEN_LINES)):
            new = [(a, b) for a, b in pairwise(part) if a.start not in joined]
            joined.update(line.start for line in part[:-1])
            if not _across([line.text for line in part], language):
                yield from (junctions.step(a, b, "wrapped-line") for a, b in new)
        for first, second in pairwise(lines):
            if first.start not in joined and junctions.divides(first, second):
                yield junctions.step(first, second, "wrapped-line")


def fix_wrapped_quotations(text: str, language: str | None) -> Iterator[Step]:
    """Joins within hard-wrapped quotations of a mail, whose lines begin with ">"; the first mark of a paragraph stays.

    Lines of another depth are another paragraph, and so are those after a mark alone.
    """
    if ">" not in text:
        return
    junctions = Junctions(text, language)
    for block in detect_blocks(text):
        if block.kind != "quote":
            continue
        depth, lines = "", list[Piece]()
        for line in [*pieces_of(text, block.start, block.end), Piece(block.end, block.end, "")]:
            mark = _QUOTE_MARKS.match(line.text)
            marks = re.sub(r"\s", "", mark.group()) if mark else ""
            said = line.text[mark.end() :] if mark else ""
            if lines and (marks != depth or not said):
                if _is_wrapped([one.text for one in lines]):
                    yield from (junctions.step(a, b, "wrapped-line") for a, b in pairwise(lines))
                lines = []
            depth = marks
            if said:
                lines.append(Piece(line.end - len(said), line.end, said))


def _usual_width(paragraphs: Sequence[Sequence[Piece]]) -> int:
    """The width at which a text is wrapped throughout, or 0: most of its wrapped paragraphs have lines of nearly that
    length."""
    widths = [wrap_width([line.text for line in lines]) for lines in paragraphs]
    width = max(widths, default=0)
    alike = sum(width - one <= ALIKE for one in widths)
    return width if alike >= FEWEST_ALIKE and alike >= MOST_ALIKE * len(widths) else 0


def _full(lines: Sequence[Piece], width: int) -> Iterator[Sequence[Piece]]:
    """Where a text is wrapped throughout: stretches of lines each of which but the last had no room for the next word."""
    if not width:
        return
    at = 0
    while at < len(lines):
        end = at
        while end + 1 < len(lines) and _is_full(lines[end], lines[end + 1], width):
            end += 1
        part = lines[at : end + 1]
        if len(part) > 1 and (len(part) <= FEWEST_LINES or not _is_verse([line.text for line in part])):
            yield part
        at = end + 1


def _is_full(first: Piece, second: Piece, width: int) -> bool:
    """Whether a line had no room for the word that the next begins with, and is not the last of its paragraph."""
    line, after = first.text, second.text
    if not width - LONGEST_GAP < len(line) <= width + SLACK or second.start > first.end + 1:
        return False
    if is_finished(line) and not (after[0].islower() or is_finished(after) or len(after) > width - LONGEST_GAP):
        return False  # a line of its own: "Console path: rs232"
    divided = line[-1] in HYPHENS and line[-2:-1].isalpha() and after[0].islower()
    return divided or len(line) + 1 + len(after.split(" ", 1)[0]) > width - SLACK


def _is_verse(lines: Sequence[str]) -> bool:
    """Whether most lines after the first begin anew: verse, addresses, lists of names or figures."""
    anew = sum(line.lstrip()[:1].isupper() or line.lstrip()[:1].isdigit() for line in lines[1:])
    return anew > VERSE * (len(lines) - 1)


@dataclass(slots=True)
class _Run:
    """Lines of prose that follow each other without a blank line, and the paragraphs among them that are wrapped by
    themselves."""

    lines: list[Piece] = field(default_factory=list)
    wrapped: list[list[Piece]] = field(default_factory=list)


def _runs(text: str) -> Iterator[_Run]:
    """Paragraphs, headings (a line that seems one may be the first of a paragraph), a list's item before them. A line that the
    text repeats, such as a running head, is in none."""
    apart = repeated_lines(text)
    run = _Run()
    last = 0
    for block in detect_blocks(text):
        prose = block.kind in ("paragraph", "heading")
        if run.lines and not (prose and text.count("\n", last, block.start) == 1):
            yield run
            run = _Run()
        last = block.end
        lines = pieces_of(text, block.start, block.end)
        if block.kind == "list_item" and len(lines) == 1 and (mark := LIST_MARK.match(lines[0].text)):
            run.lines.append(Piece(lines[0].start + mark.end(), lines[0].end, lines[0].text[mark.end() :]))
        if not prose:
            continue
        for stretch in _without(lines, text, apart):
            if stretch is None:
                yield run
                run = _Run()
                continue
            run.lines += stretch
            if len(stretch) > 1 and _is_wrapped(text[stretch[0].start : stretch[-1].end].split("\n")):
                run.wrapped.append(stretch)
    yield run


def _without(lines: Sequence[Piece], text: str, apart: Container[int]) -> Iterator[list[Piece] | None]:
    """Stretches of lines between those that stand apart, for which None comes."""
    stretch: list[Piece] = []
    for line in lines:
        if text.rfind("\n", 0, line.start) + 1 not in apart:
            stretch.append(line)
            continue
        if stretch:
            yield stretch
        yield None
        stretch = []
    if stretch:
        yield stretch


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether the lines of a paragraph are surely one text cut at a width."""
    if len(lines) < FEWEST_LINES or not wrap_width(lines) or any(not line.strip() for line in lines):
        return False
    closed = sum(line.rstrip().endswith((";", ":")) for line in lines)  # code and lists end most lines so
    if closed > CLOSED * len(lines):
        return False
    return all(is_prose(line.rstrip().rstrip(";:")) for line in lines) and not _is_verse(lines)


def _across(lines: Sequence[str], language: str | None) -> bool:
    """Whether the lines were read across two columns: joined, nobody could see that any more."""
    if family(language) != "en":
        return False
    return bool(read_across(lines))
