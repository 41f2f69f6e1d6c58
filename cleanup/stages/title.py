"""Drop repeats of the title: the same words again on a line of their own, anywhere below the first copy.

Compared after folding: case, quotes, dashes, ellipses, white space, marks around the line. Also taken for the title: the
title with the site's name, the title cut short by an ellipsis, and a line of title and byline only. A line that merely
resembles the title stays; so does one that ends or punctuates differently, being a sentence of the text, and so does a
line that comes again and again, being a refrain. The title is the one the source states, else the first heading.
The first copy is left at the top, and where the source states the title even that is not needed.

Where neither states a title, one may stand lower down. A heading near the top that closes the text as well is the title.
So is a lone line near the end that a learned judge (`judges.titles`, English only) is sure of: it goes from there, and
the program shows it as the article's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from cleanup.core.document import Document
from cleanup.core.edit import Edit
from cleanup.core.stage import Context
from cleanup.text.fold import fold
from cleanup.text.line_spans import LineSpan, deletion_spans, line_spans

NAME = "title"
MOST_COPIES = 4       # below the first: share bar, breadcrumb, print view, comments; more is a refrain or a running head
LONGEST_TITLE = 250   # code points
SURE_WORDS = 3        # a found title, or a stated one without a site's name, of fewer words repeats only at the end
END_LINES = 4         # lines at the end where even "Coffee" is the title again, if it is written alike
PROSE = 40            # code points of a line; only a text with a longer one has a title to be found
CUT_WORDS, CUT_SHARE = 4, 0.4  # a title cut short still shows so many of its words
SITE_WORDS = 6        # of a site's name beside the title
BYLINE_WORDS = 9      # beside the title in a byline
NEAR_TOP = 6          # lines among which a title below a date or a byline is looked for
LONE_FROM = 0.65      # of the judge's probability: on 271 unseen articles 3 of 7,949 headings are lost, a fifth of lone titles found
LONE_RIVAL = 0.5      # where another line is as likely as this, nothing is sure
FOUND = "title-found"

_SITE_SEPARATOR = re.compile(r"\s+(?:[|~>\-]|::|>>|»|›|·|•)\s+|\s*\|\s*")
_MARKS = re.compile(r"^(?:#{1,6}\s+|[*+\-•·>]\s+|[\"'*_»›>]+)+|[\"'*_#]+$")
_WORD = re.compile(r"\w+(?:'\w+)*")
_ENDS_SENTENCE = re.compile(r"[.!?,;:]$")
_BYLINE = re.compile(
    r"^(?:by|written by|posted by|published|updated|posted|author|from|in|on|at|edited by|reviewed by|photos? by)\b|"
    r"\bby [a-z]|\b(?:19|20)\d\d\b|\bmin(?:ute)?s? read\b|\bago\b")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bmin(?:ute)?s? read\b|\bago\b")


@dataclass(frozen=True, slots=True)
class _Title:
    shown: str                 # as the reasons name it
    words: tuple[str, ...]
    end: str                   # the punctuation that it ends with
    weak: bool = False         # counts only at the end, and only where it is written alike


class TitleStage:
    """Proposes to delete repeats of the title."""

    name = NAME

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        """Whole lines only. Confidence is below the default threshold of no kind of repeat, so all are applied."""
        text = document.text
        lines = line_spans(text)
        if not lines:
            return []
        rows = [text[line.start:line.end] for line in lines]
        titles, top = _titles(document, rows)
        found: dict[int, tuple[str, str, float]] = {}
        if not document.title:
            below = _repeated_at_ends(rows)
            if below is not None:
                titles, top = [_title(" ".join(rows[below].split()))], below
            elif is_english(document, rows):
                found |= _lone(rows)
        for i, row in enumerate(rows):
            at_end = i >= len(rows) - END_LINES
            verdict = None if i == top or len(row) > 2 * LONGEST_TITLE else _repeat(row, titles, at_end)
            if verdict:
                found[i] = verdict
        if not found:
            return []
        exact = [i for i, (rule, _, _) in found.items() if rule == "title-repeat"]
        if len(exact) > MOST_COPIES or _is_verse(rows, exact, top):
            return []
        return _edits(text, lines, found)


def _repeated_at_ends(rows: Sequence[str]) -> int | None:
    """The place of a heading below the first line, near the top, whose words are the last line's too."""
    last = _key(rows[-1])
    if len(last.split()) < SURE_WORDS or len(rows) <= NEAR_TOP + END_LINES:
        return None
    for i in range(1, NEAR_TOP):
        if _key(rows[i]) == last and not _title(rows[i]).end:
            return i
    return None


def is_english(document: Document, rows: Sequence[str]) -> bool:
    """Whether the judges of lines may speak: by the document's language where it is known, else by its function words."""
    if document.language:
        return document.language.split("-")[0] == "en"
    from cleanup.judges.left_over import looks_english

    return looks_english(rows)


def _lone(rows: Sequence[str]) -> dict[int, tuple[str, str, float]]:
    """The only copy of the title, where it stands near the end."""
    from cleanup.judges.titles import END_LINES as NEAR_END
    from cleanup.judges.titles import guess_title

    guess = guess_title(rows)
    if guess is None or guess.probability < LONE_FROM or guess.rival > LONE_RIVAL or guess.place < len(rows) - NEAR_END:
        return {}
    shown = " ".join(rows[guess.place].split())
    if guess.place < NEAR_TOP or _title(shown).end in (".", ",", ";", ":"):
        return {}
    percent = round(100 * guess.probability)
    return {guess.place: (FOUND, f"the article's title with probability {percent} %, by what it shares with the whole text",
                          guess.probability)}


def stated_or_found(document: Document) -> tuple[str, int | None]:
    """The title and the place, among the lines that hold text, of its copy at the top (None where there is none)."""
    rows = [document.text[line.start:line.end] for line in line_spans(document.text)]
    titles, top = _titles(document, rows)
    return (titles[0].shown if titles else ""), top


def _titles(document: Document, rows: Sequence[str]) -> tuple[list[_Title], int | None]:
    """Forms of the title, the full one first, and the index of the copy that stays at the top."""
    stated = " ".join((document.title or "").split())
    if stated and len(stated) <= LONGEST_TITLE and _WORD.search(stated):
        titles = [t for t in _forms(stated, document, rows) if t.words]
        top = 0 if rows and _repeat(rows[0], titles, at_end=True) else None
        return titles, top
    first = " ".join(rows[0].split()) if rows else ""
    title = _title(first)
    # a list of words is no article with a title; prose ends as a sentence
    prose = any(len(row) > PROSE for row in rows)
    if not title.words or len(first) > LONGEST_TITLE or not prose or title.end in (",", ";", ":"):
        return [], None
    return [_title(first, weak=len(title.words) < SURE_WORDS or title.end == ".")], 0


def _forms(stated: str, document: Document, rows: Sequence[str]) -> Iterator[_Title]:
    """The stated title, and what it is without the site's name: where the site is known, or where the part alone
    stands as a line of the text."""
    yield _title(stated)
    parts = _SITE_SEPARATOR.split(stated)
    if len(parts) < 2:
        return
    site = {_key(str(document.meta.get("site", ""))), _host_word(str(document.meta.get("url", "")))} - {""}
    lines = {_key(row) for row in rows}
    for cut in range(len(parts) - 1, 0, -1):
        at = _place_of_part(stated, cut)
        head, tail = stated[:at[0]], stated[at[1]:]
        for form, rest in ((head, tail), (tail, head)):
            known = "".join(_WORD.findall(fold(rest))) in {s.replace(" ", "") for s in site}
            if len(_WORD.findall(rest)) <= SITE_WORDS and (known or _key(form) in lines):
                yield _title(form, weak=not known and len(_WORD.findall(form)) < SURE_WORDS)


def _place_of_part(stated: str, cut: int) -> tuple[int, int]:
    """Start and end of the `cut`th separator (from 1)."""
    found = list(_SITE_SEPARATOR.finditer(stated))
    return found[cut - 1].span()


def _host_word(url: str) -> str:
    """'example' of https://www.example.co.uk/x."""
    host = (urlsplit(url).hostname or "") if "//" in url else ""
    parts = [p for p in host.split(".") if p not in ("www", "com", "org", "net", "co", "uk", "io")]
    return max(parts, key=len, default="")


def _bare(row: str) -> str:
    """A line without list marks, heading marks and quotes around it, folded."""
    return _MARKS.sub("", fold(row)).strip()


def _key(row: str) -> str:
    return " ".join(_WORD.findall(fold(row)))


def _title(form: str, weak: bool = False) -> _Title:
    bare = _bare(form)
    end = _ENDS_SENTENCE.search(bare)
    return _Title(form, tuple(_WORD.findall(bare)), end.group() if end else "", weak)


def _repeat(row: str, titles: Sequence[_Title], at_end: bool = False) -> tuple[str, str, float] | None:
    """(rule, reason, confidence) where the line is the title again."""
    bare = _bare(row)
    words = tuple(_WORD.findall(bare))
    if not words:
        return None
    end = _ENDS_SENTENCE.search(bare)
    mark = end.group() if end else ""
    cut = bare.endswith("...")
    for title in titles:
        if title.weak:
            if at_end and " ".join(row.split()) == title.shown:
                return "title-repeat", f"the title again: {title.shown!r}", 0.95
            continue
        if words == title.words and (mark == title.end or mark in ("", ":") or cut):
            return "title-repeat", f"the title again: {title.shown!r}", 0.99
        if cut and _is_cut(bare, words, title):
            return "title-repeat-cut", f"the title again, cut short: {title.shown!r}", 0.97
    for title in titles:
        if not title.weak and len(title.words) >= SURE_WORDS and len(words) > len(title.words):
            rest = _beside(bare, words, title)
            if rest == "site":
                return "title-repeat-site", f"the title again with a site's name: {title.shown!r}", 0.95
            if rest == "byline":
                return "title-repeat-byline", f"the title again in a byline: {title.shown!r}", 0.93
    return None


def _is_cut(bare: str, words: tuple[str, ...], title: _Title) -> bool:
    """The title's first words, the last of them perhaps cut inside."""
    whole = words[:-1]
    n = len(words)
    if n > len(title.words) or n < CUT_WORDS or n < CUT_SHARE * len(title.words):
        return False
    return title.words[:n - 1] == whole and title.words[n - 1].startswith(words[-1])


def _beside(bare: str, words: tuple[str, ...], title: _Title) -> str:
    """What stands beside the title on its line: "site", "byline", or nothing of these."""
    n = len(title.words)
    at_head = words[:n] == title.words
    if not at_head and words[-n:] != title.words:
        return ""
    found = list(_WORD.finditer(bare))
    rest = bare[found[n - 1].end():] if at_head else bare[:found[-n].start()]
    count = len(words) - n
    if _ENDS_SENTENCE.search(rest.rstrip()):
        return ""
    byline = rest.strip(" |-:,.»›·•~/>")
    # "Choice by Career Time Period" is a heading of its own: without a separator or a date, "by" is not enough
    separated = _SITE_SEPARATOR.match(rest) if at_head else _SITE_SEPARATOR.search(rest)
    if count <= BYLINE_WORDS and _BYLINE.search(byline) and (separated or rest[:1] in ",:" or _DATED.search(byline)):
        return "byline"
    if separated and count <= SITE_WORDS and (at_head or separated.end() == len(rest)):
        return "site"
    return ""


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
            yield Edit(start=span.start, end=span.end, replacement="", stage=NAME, rule=rule, reason=reason,
                       confidence=confidence, scope="block", apply_at=LONE_FROM if rule == FOUND else None)
