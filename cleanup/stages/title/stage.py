"""Drop repeats of the title: the same words again on a line of their own, anywhere below the first copy.

What counts as the title again is told by `text.titles`. A line that comes again and again stays, being a refrain. The
title is the one the source states, else the first heading. The first copy is left at the top, and where the source states
the title even that is not needed.

Where neither states a title, one may stand lower down. A heading near the top that closes the text as well is the title.
So is a lone line near the end that a learned judge (`classifier`, English only) is sure of: it goes from there, and
the program shows it as the article's title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.document import Document
from cleanup.rulebook.schema import OwnRule
from cleanup.text.lines import LineSpan, deletion_spans
from cleanup.text.titles import EXACT, LONGEST_TITLE, SURE_WORDS, repeat_of, title_form, title_key

NAME = "title"
MOST_COPIES = 4  # below the first: share bar, breadcrumb, print view, comments; more is a refrain or a running head
END_LINES = 4  # lines at the end where even "Coffee" is the title again, if it is written alike
NEAR_TOP = 6  # lines among which a title below a date or a byline is looked for
LONE_FROM = (
    0.65  # of the judge's probability: on 271 unseen articles 3 of 7,949 headings are lost, a fifth of lone titles found
)
LONE_RIVAL = 0.5  # where another line is as likely as this, nothing is sure
FOUND = "title-found"


def own_rules() -> tuple[OwnRule, ...]:
    """The kinds of repeats (`text.titles.repeat_of`), and the title that stands at the end alone."""
    kinds = {
        "title-repeat": "The title again",
        "title-repeat-cut": "The title again, cut short",
        "title-repeat-site": "The title again with the name of the site",
        "title-repeat-byline": "The title again with who wrote it and when",
        FOUND: "The article's title near the end, as the learned judge sees it",
    }
    return tuple(OwnRule(rule, NAME, "delete", reason) for rule, reason in kinds.items())


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
        found: dict[int, tuple[str, str, float]] = {}
        if not document.title:
            below = _repeated_at_ends(rows)
            if below is not None:
                titles, top = [title_form(" ".join(rows[below].split()))], below
            elif _is_english(document, rows):
                found |= _lone(rows)
        for i, row in enumerate(rows):
            at_end = i >= len(rows) - END_LINES
            verdict = None if i == top or len(row) > 2 * LONGEST_TITLE else repeat_of(row, titles, at_end)
            if verdict:
                found[i] = verdict
        if not found:
            return []
        exact = [i for i, (rule, _, _) in found.items() if rule == EXACT]
        if len(exact) > MOST_COPIES or _is_verse(rows, exact, top):
            return []
        return _edits(text, lines, found)


def _repeated_at_ends(rows: Sequence[str]) -> int | None:
    """The place of a heading below the first line, near the top, whose words are the last line's too."""
    last = title_key(rows[-1])
    if len(last.split()) < SURE_WORDS or len(rows) <= NEAR_TOP + END_LINES:
        return None
    for i in range(1, NEAR_TOP):
        if title_key(rows[i]) == last and not title_form(rows[i]).end:
            return i
    return None


def _is_english(document: Document, rows: Sequence[str]) -> bool:
    from cleanup.models.line import is_english

    return is_english(document.language, rows)


def _lone(rows: Sequence[str]) -> dict[int, tuple[str, str, float]]:
    """The only copy of the title, where it stands near the end."""
    from cleanup.stages.title.classifier import END_LINES as NEAR_END
    from cleanup.stages.title.classifier import guess_title

    guess = guess_title(rows)
    if guess is None or guess.probability < LONE_FROM or guess.rival > LONE_RIVAL or guess.place < len(rows) - NEAR_END:
        return {}
    shown = " ".join(rows[guess.place].split())
    goes_on = guess.place + 1 < len(rows) and rows[guess.place + 1].lstrip()[:1].islower()
    if goes_on or rows[guess.place][:1].isspace():
        return {}  # the first line of a wrapped paragraph, or of one under a label
    if guess.place < NEAR_TOP or title_form(shown).end in (".", ",", ";", ":"):
        return {}
    percent = round(100 * guess.probability)
    return {
        guess.place: (
            FOUND,
            f"the article's title with probability {percent} %, by what it shares with the whole text",
            guess.probability,
        )
    }


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
