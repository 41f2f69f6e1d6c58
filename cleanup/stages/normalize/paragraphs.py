"""Join what an extractor broke: sentences over several paragraphs, a drop cap and its word, a compound and its hyphen.

Only in plain text; in a marked-up one the blocks are its author's. Offsets are code points, half-open. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cleanup.languages import stop_words
from cleanup.models.frequency import frequencies_of
from cleanup.stages.normalize.compose import Step
from cleanup.stages.normalize.division import WORD, Divisions
from cleanup.stages.normalize.junctions import Junctions, Piece, chains, is_finished
from cleanup.text.blocks import detect_blocks
from cleanup.text.running_heads import repeated_lines

OPEN_BLOCKS = 2  # open ends in a row that are a broken paragraph without a surer sign
REST = 25  # code points of the line below a drop cap: shorter ones are entries of a list by letters
_INITIAL = re.compile(r"(?:(?<=\n)|\A)([\"\u201c\u2018\u201e\u00ab]?)([^\W\d_])(\n{1,3})(?=[^\W\d_])")
_NEXT = re.compile(r"[^\W\d_]+")
_WORDS_TOO = frozenset("AI")  # letters that are words of English
_TWO_LETTERS = frozenset(("It", "In", "If", "Is", "At", "As", "An"))  # the second letter is no word, whatever lists say
_ROMAN = frozenset("IVXLCDM")
_LONE_HYPHEN = re.compile("(?<=[^\\W\\d_])\\n{1,2}[-\\u2010]\\n{1,2}(?=[^\\W\\d_])")
_LAST = re.compile(r"[^\W\d_]+$")


def fix_broken_paragraphs(text: str, language: str | None) -> Iterator[Step]:
    """Blocks that are one sentence become one paragraph again.

    Left alone: stanzas and other blocks of several lines, headings, lists, lines that the text repeats.
    """
    if "\n\n" not in text:
        return
    repeated = repeated_lines(text)
    junctions = Junctions(text, language)
    run: list[Piece] = []
    runs = [run]
    last = -1
    for block in detect_blocks(text):
        line = text.rfind("\n", 0, block.start) + 1
        apart = text.count("\n", last, line) if last >= 0 else 2
        single = "\n" not in text[block.start : block.end]
        if apart == 1 and run:
            run.pop()  # a line of several that stayed apart
            runs.append(run := [])
        elif apart != 1 and single and block.kind in ("paragraph", "heading") and line not in repeated and not block.within:
            run.append(Piece(block.start, block.end, text[block.start : block.end]))
        elif run:
            runs.append(run := [])
        last = block.end
    for run in runs:
        for chain in chains(run, junctions, OPEN_BLOCKS):
            for a, b in pairwise(chain):
                yield junctions.step(a, b, "broken-paragraph")


def fix_drop_caps(text: str, language: str | None) -> Iterator[Step]:
    """A capital alone on its line, and the word below it: "R", "ealized" is "Realized".

    Left alone: where the whole is no word; "A" and "I" before what is a word by itself, unless the whole is none ("A",
    "ferry" is "A ferry"); letters over entries of a list.
    """
    if not (found := list(_INITIAL.finditer(text))):
        return
    words = frequencies_of(language)
    for match in found:
        after = _NEXT.match(text, match.end())
        stop = text.find("\n", match.end())
        line = text[match.end() : stop if stop >= 0 else len(text)]
        letter = match.group(2)
        if after is None or not letter.isupper() or (len(line) < REST and not is_finished(line)):
            continue
        rest = after.group()
        low = rest.casefold()
        whole, part = words.zipf(letter.casefold() + low), words.zipf(low)
        if rest[0].isupper() and not (rest.isupper() and (len(rest) > 1 or line[1:2] in " '\u2019")):
            continue
        if letter + rest in _TWO_LETTERS and text[after.end() : after.end() + 1] == " ":
            yield Step(match.start(3), match.end(3), "", "drop-cap")
        elif letter in _WORDS_TOO and part >= WORD:
            if whole < WORD and rest[0].islower():
                yield Step(match.start(3), match.end(3), " ", "drop-cap")
        elif rest[0].isupper() and letter in _ROMAN and part >= WORD:
            continue
        elif whole >= WORD and (part < WORD or rest[0].islower() or whole > part + 1):
            yield Step(match.start(3), match.end(3), "", "drop-cap")


def fix_lone_hyphens(text: str, language: str | None) -> Iterator[Step]:
    """A hyphen on a line of its own between the halves of a compound or a word: "energy", "-", "saving".

    Left alone: where nothing shows that the halves belong together, since it may be a dash or the mark of a list.
    """
    if not (found := list(_LONE_HYPHEN.finditer(text))):
        return
    divisions = Divisions(text, language)
    small = stop_words(language)
    for match in found:
        begin = text.rfind("\n", 0, match.start()) + 1
        stop = text.find("\n", match.end())
        before, after = text[begin : match.start()], text[match.end() : stop if stop >= 0 else len(text)]
        first, second = _LAST.search(before[-60:]), _NEXT.match(after)
        if first is None or second is None or not after[0].islower() or max(before.count(" "), after.count(" ")) < 2:
            continue
        if (
            before.startswith("-")
            or text[max(0, begin - 3) : begin].rstrip()[-1:] == "-"
            or {first.group().lower(), second.group().lower()} & small
        ):
            continue
        joint = divisions.compound(first.group(), second.group())
        if joint is not None:
            yield Step(match.start(), match.end(), joint, "lone-hyphen")
