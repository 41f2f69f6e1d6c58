"""Drop repeats of the title: the same words again on a line of their own, anywhere below the first copy.

What counts as the title again is told by `text.titles`. A line that comes again and again stays, being a refrain. The
title is the one the source states, else the first heading. The first copy is left at the top, and where the source states
the title even that is not needed.

Where neither states a title, one may stand lower down. A heading above the first paragraph whose words come again below
the last one is the title. So is the line at either end that a learned judge (`classifier`, English only) is sure of,
by what it shares with the whole text and with the page's address; and, in any language, a line below the last paragraph
that spells the address. A copy near the top stays; the only copy near the end goes, and the program shows it as the
article's title.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.document import Document
from cleanup.languages import of
from cleanup.rulebook.schema import OwnRule
from cleanup.text.address import Address
from cleanup.text.lines import LineSpan, deletion_spans
from cleanup.text.titles import (
    BYLINE,
    CUT,
    EXACT,
    FRAMED,
    LONGEST_TITLE,
    PROSE,
    SITE,
    SURE_WORDS,
    Title,
    lines_of_title,
    repeat_of,
    title_form,
    title_key,
    titles_of,
)

NAME = "title"
MOST_COPIES = 4  # below the first: share bar, breadcrumb, print view, comments; more is a refrain or a running head
END_LINES = 4  # lines at the end where even "Coffee" is the title again, if it is written alike
NEAR_TOP = 6  # lines, above the first paragraph, among which a title below a date or a byline is looked for
NEAR_END = 8  # lines among which the only copy is looked for, and where repeats of a title that was found go
# Of the judge's probability; the latter where no address is known. On 300 unseen articles of WCXB they cost .0035 % and
# .0034 to .008 % of an article's words (mean of pages); .55 without an address finds 2 in 100 more and costs .004 to .011 %.
LONE_FROM, LONE_FROM_WITHOUT = 0.55, 0.7
LONE_RIVAL = 0.5  # where another line is as likely as this, nothing is sure
SPELLED, SPELLED_WORDS = 0.9, 4  # own judgement: the confidence in a line that spells the address in so many words
MOST_CONTENTS = 40  # lines of a table of contents that a text opens with
READ_TAIL = 8  # code points at the end of a line that tell whether it closes as a sentence
FOUND = "title-found"
# Items of a list, signatures, and the labels of credits and of links to other articles
_STARTS_INSIDE = re.compile(
    r"\s|[*•·–—(\[→>-]|\d{1,2}[.)]\s"
    r"|(?:related|sources?|credits?|photos?|images?|via|see also|also read|read (?:more|next|also)|more|next|previous)\b[^:]{,20}:",
    re.IGNORECASE,
)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


def own_rules() -> tuple[OwnRule, ...]:
    """The kinds of repeats (`text.titles.repeat_of`), and the title that stands at the end alone."""
    kinds = {
        EXACT: "The title again",
        CUT: "The title again, cut short",
        SITE: "The title again with the name of the site",
        BYLINE: "The title again with who wrote it and when",
        FRAMED: "The title again with the words that pages put around it",
        FOUND: "The article's title near the end, as the learned judge or the page's address tells it",
    }
    return tuple(OwnRule(rule, NAME, "delete", reason) for rule, reason in kinds.items())


@dataclass(frozen=True, slots=True)
class FoundTitle:
    """A title that no source states: its line, and how it was told."""

    place: int  # among the lines that hold text
    opening: int  # lines above the first paragraph
    probability: float
    reason: str


class TitleStage:
    """Proposes to delete repeats of the title."""

    name = NAME

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        """Whole lines only. Confidence is below the default threshold of no kind of repeat, so all are applied."""
        text = document.text
        lines, rows = document.reading.lines, document.reading.rows
        if not lines:
            return []
        titles, top = document.titles
        if top == 0 and _is_contents(rows):
            titles, top = [], None
        found = _repeats(rows, titles, top, range(lines_of_title(rows, document.title), len(rows)))
        if not document.title:
            guess = find_title(rows, document.language, str(document.meta.get("url", "")))
            if guess is not None and guess.place != top and not _is_part(guess.place, document):
                goes = _of_found(rows, guess, titles[0].sites if titles else frozenset(), top)
                if guess.place not in goes or not stays_elsewhere(rows[guess.place], rows, document, goes):
                    found |= goes
        if not found:
            return []
        exact = [i for i, (rule, _, _) in found.items() if rule == EXACT]
        if len(exact) > MOST_COPIES or _is_verse(rows, exact, top):
            return []
        return _edits(text, lines, found)


def _repeats(
    rows: Sequence[str], titles: Sequence[Title], top: int | None, places: Iterable[int]
) -> dict[int, tuple[str, str, float]]:
    """Which of these lines are the title again, the copy at the top left out."""
    found: dict[int, tuple[str, str, float]] = {}
    for i in places:
        at_end = i >= len(rows) - END_LINES
        verdict = None if i == top or len(rows[i]) > 2 * LONGEST_TITLE else repeat_of(rows[i], titles, at_end)
        if verdict:
            found[i] = verdict
    return found


def find_title(rows: Sequence[str], language: str | None, url: str = "") -> FoundTitle | None:
    """The line near either end that is the title of a text whose source states none, where that is sure."""
    prose = _paragraphs(rows)
    if not prose:
        return None
    at_ends = _repeated_at_ends(rows, prose)
    if at_ends is not None:
        return FoundTitle(at_ends, prose[0], 1.0, "above the first paragraph and again below the last")
    return _spelled_in_address(rows, prose, language, url) or _judged(rows, prose, language, url)


def _is_part(place: int, document: Document) -> bool:
    """Whether a line is one of several of a paragraph: a wrapped one that was not joined, a line of verse."""
    text, lines = document.text, document.reading.lines
    line = lines[place]
    if any(b.start <= line.start < b.end and "\n" in text[b.start : b.end] for b in document.blocks):
        return True
    # Where blank lines part paragraphs, what stands right above or below is of the same; a byline is shorter.
    apart = sum(text.count("\n", a.end, b.start) > 1 for a, b in pairwise(lines))
    if 2 * apart < len(lines) - 1:
        return False
    beside = [(a, b) for a, b in pairwise(lines[max(0, place - 1) : place + 2]) if text.count("\n", a.end, b.start) < 2]
    return any(min(a.end - a.start, b.end - b.start) > PROSE for a, b in beside)


def stays_elsewhere(title: str, rows: Sequence[str], document: Document, gone: Container[int] = ()) -> bool:
    """Whether lines that are left repeat a title that goes: a heading that the text needs is no title that it can lose, and
    whoever states the title to the output would lose them."""
    left = [row for i, row in enumerate(rows) if i not in gone]
    titles, top = titles_of(left, title, str(document.meta.get("site", "")), str(document.meta.get("url", "")))
    return bool(_repeats(left, titles, top, range(len(left))))


def removed_title(source_text: str, document: Document) -> str | None:
    """The title of a text that had it near the end alone, where the line went as one of the lines left over there."""
    if source_text == document.text:
        return None
    rows = [row for row in source_text.split("\n") if title_key(row)]
    left = {title_key(row) for row in document.reading.rows}
    if all(title_key(row) in left for row in rows[-NEAR_END:]):
        return None  # nothing went from where the only copy of a title is looked for
    found = find_title(rows, document.language, str(document.meta.get("url", "")))
    if found is None or found.place < found.opening or title_key(rows[found.place]) in left:
        return None
    title = " ".join(rows[found.place].split())
    return None if stays_elsewhere(title, document.reading.rows, document) else title


def _paragraphs(rows: Sequence[str]) -> list[int]:
    """Which lines are sentences of some length."""
    return [i for i, row in enumerate(rows) if _is_paragraph(row)]


def _is_paragraph(row: str) -> bool:
    return len(row) > PROSE and bool(_ENDS_SENTENCE.search(row[-READ_TAIL:].rstrip()))


def _is_contents(rows: Sequence[str]) -> bool:
    """Whether a text opens with a table of contents: two of its first lines head paragraphs below."""
    first = next(iter(_paragraphs(rows[: MOST_CONTENTS + 1])), 0)
    listed = {key for row in rows[:first] if (key := title_key(row))}
    if len(listed) < 2:
        return False
    heads = {title_key(rows[i]) for i in range(first, len(rows) - 1) if len(rows[i]) <= PROSE * 2 < len(rows[i + 1]) * 2}
    return len(listed & heads) > 1


def _repeated_at_ends(rows: Sequence[str], prose: Sequence[int]) -> int | None:
    """The place of a heading above the first paragraph, near the top, whose words come again below the last."""
    opening = range(1, min(NEAR_TOP, prose[0]))
    closing = {title_key(row) for row in rows[max(prose[-1] + 1, len(rows) - END_LINES) :]}
    for i in opening:
        key = title_key(rows[i])
        if key in closing and len(key.split()) >= SURE_WORDS and not title_form(rows[i]).end:
            return i
    return None


def _spelled_in_address(rows: Sequence[str], prose: Sequence[int], language: str | None, url: str) -> FoundTitle | None:
    """The line below the last paragraph that spells the page's address."""
    address = Address.of(url)
    if len(address.words) < SPELLED_WORDS:
        return None
    for i in range(max(prose[-1] + 1, len(rows) - END_LINES), len(rows)):
        if len(rows[i]) <= LONGEST_TITLE and address.spelled_by(rows[i]) == 1.0 and _may_be_title(rows, i, language):
            return FoundTitle(i, prose[0], SPELLED, "the article's title, as the page's address spells it")
    return None


def _judged(rows: Sequence[str], prose: Sequence[int], language: str | None, url: str) -> FoundTitle | None:
    """The line that the learned judge takes for the title."""
    from cleanup.models.line import is_english
    from cleanup.stages.title.classifier import guess_title

    if not is_english(language, rows):
        return None
    known = bool(Address.of(url).words)
    guess = guess_title(rows, url=url)
    if guess is None or guess.probability < (LONE_FROM if known else LONE_FROM_WITHOUT) or guess.rival > LONE_RIVAL:
        return None
    near_end = guess.place > prose[0] and guess.place >= len(rows) - NEAR_END
    if not (near_end or guess.place < min(NEAR_TOP, prose[0])) or not _may_be_title(rows, guess.place, "en"):
        return None
    percent = round(100 * guess.probability)
    of_what = "the whole text and the page's address" if known else "the whole text"
    reason = f"the article's title with probability {percent} %, by what it shares with {of_what}"
    return FoundTitle(guess.place, prose[0], guess.probability, reason)


def _may_be_title(rows: Sequence[str], place: int, language: str | None) -> bool:
    """Whether a line has the form of a title: no item of a list, no label, no line of a wrapped paragraph."""
    row = rows[place]
    open_ends = of(language).open_ends
    goes_on = row.split()[-1] in open_ends or (place + 1 < len(rows) and rows[place + 1].lstrip()[:1].islower())
    goes_on = goes_on or (place > 0 and rows[place - 1].split()[-1] in open_ends)
    return not goes_on and not _STARTS_INSIDE.match(row) and title_form(row).end not in (".", ",", ";", ":")


def _of_found(
    rows: Sequence[str], guess: FoundTitle, sites: frozenset[str], top: int | None
) -> dict[int, tuple[str, str, float]]:
    """What goes for a title that was found: its repeats near either end, and its only copy where that is near the end."""
    shown = " ".join(rows[guess.place].split())
    form = replace(title_form(shown), sites=sites)
    head = range(min(NEAR_TOP, guess.opening))
    tail = range(max(len(head), len(rows) - NEAR_END), len(rows))
    stays = next((i for i in head if title_key(rows[i]) == title_key(shown)), None)
    # a copy that heads a paragraph is a section of the text, named as its page is
    places = [*head, *(i for i in tail if i == len(rows) - 1 or not _is_paragraph(rows[i + 1]))]
    found = _repeats(rows, [form], stays, places)
    if stays is None:
        found[guess.place] = FOUND, guess.reason, guess.probability
        found.pop(-1 if top is None else top, None)  # "Title | Site" at the top is then the copy that stays
    return found


def _is_verse(rows: Sequence[str], copies: Sequence[int], top: int | None) -> bool:
    """Whether a copy stands among lines of verse: a song or poem named after its refrain keeps every line.

    Verse: the two lines before and the two after are short, and none of them closes like prose or a label would.
    """
    for i in copies:
        if i < 3 or i > len(rows) - 3 or top is None:
            continue
        around = [rows[k].strip() for k in (i - 2, i - 1, i + 1, i + 2)]
        short = all(3 <= len(row.split()) <= 12 for row in around)
        if short and any(row.endswith((",", ";", "—", ":")) for row in around):
            return True
    return False


def _edits(text: str, lines: Sequence[LineSpan], found: dict[int, tuple[str, str, float]]) -> Iterator[Edit]:
    spans = deletion_spans(text, lines, [i in found for i in range(len(lines))])
    for i, (rule, reason, confidence) in found.items():
        span = spans[i]
        if span is not None:
            yield Edit(
                start=span.start,
                end=span.end,
                replacement="",
                stage=NAME,
                rule=rule,
                reason=reason,
                confidence=confidence,
                scope="block",
                apply_at=LONE_FROM if rule == FOUND else None,
            )
