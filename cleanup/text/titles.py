"""The forms in which a text may show its title, and whether a line is the title again.

Compared after folding: case, quotes, dashes, ellipses, white space, marks around the line. Also taken for the title: the
title with the site's name, the title cut short by an ellipsis, and a line of title and byline only. A line that merely
resembles the title is not; nor is one that ends or punctuates differently, being a sentence of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from cleanup.text.fold import fold

EXACT = "title-repeat"
LONGEST_TITLE = 250  # code points
SURE_WORDS = 3  # a found title, or a stated one without a site's name, of fewer words repeats only at the end
PROSE = 40  # code points of a line; only a text with a longer one has a title to be found
CUT_WORDS, CUT_SHARE = 4, 0.4  # a title cut short still shows so many of its words
SITE_WORDS = 6  # of a site's name beside the title
BYLINE_WORDS = 9  # beside the title in a byline
_SITE_SEPARATOR = re.compile(r"\s+(?:[|~>\-]|::|>>|»|›|·|•)\s+|\s*\|\s*")
_MARKS = re.compile(r"^(?:#{1,6}\s+|[*+\-•·>]\s+|[\"'*_»›>]+)+|[\"'*_#]+$")
_WORD = re.compile(r"\w+(?:'\w+)*")
_ENDS_SENTENCE = re.compile(r"[.!?,;:]$")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bmin(?:ute)?s? read\b|\bago\b")
_BYLINE = re.compile(
    r"^(?:by|written by|posted by|published|updated|posted|author|from|in|on|at|edited by|reviewed by|photos? by)\b|"
    r"\bby [a-z]|\b(?:19|20)\d\d\b|\bmin(?:ute)?s? read\b|\bago\b"
)


@dataclass(frozen=True, slots=True)
class Title:
    shown: str  # as the reasons name it
    words: tuple[str, ...]
    end: str  # the punctuation that it ends with
    weak: bool = False  # counts only at the end, and only where it is written alike


def titles_of(rows: Sequence[str], stated: str | None, site: str = "", url: str = "") -> tuple[list[Title], int | None]:
    """Forms of the title, the full one first, and the index of its copy at the top that stays (None where there is none).

    `rows` are the lines of the text; `stated` the title that the source gives, with the name and the address of its
    site. Where it states none, the first line may be the title.
    """
    stated = " ".join((stated or "").split())
    if stated and len(stated) <= LONGEST_TITLE and _WORD.search(stated):
        titles = [t for t in _forms(stated, rows, site, url) if t.words]
        top = 0 if rows and repeat_of(rows[0], titles, at_end=True) else None
        return titles, top
    first = " ".join(rows[0].split()) if rows else ""
    title = title_form(first)
    # a list of words is no article with a title; prose ends as a sentence
    prose = any(len(row) > PROSE for row in rows)
    if not title.words or len(first) > LONGEST_TITLE or not prose or title.end in (",", ";", ":"):
        return [], None
    return [title_form(first, weak=len(title.words) < SURE_WORDS or title.end == ".")], 0


def _forms(stated: str, rows: Sequence[str], site: str, url: str) -> Iterator[Title]:
    """The stated title, and what it is without the site's name: where the site is known, or where the part alone
    stands as a line of the text."""
    yield title_form(stated)
    parts = _SITE_SEPARATOR.split(stated)
    if len(parts) < 2:
        return
    sites = {title_key(site), _host_word(url)} - {""}
    lines = {title_key(row) for row in rows}
    for cut in range(len(parts) - 1, 0, -1):
        at = _place_of_part(stated, cut)
        head, tail = stated[: at[0]], stated[at[1] :]
        for form, rest in ((head, tail), (tail, head)):
            known = "".join(_WORD.findall(fold(rest))) in {s.replace(" ", "") for s in sites}
            if len(_WORD.findall(rest)) <= SITE_WORDS and (known or title_key(form) in lines):
                yield title_form(form, weak=not known and len(_WORD.findall(form)) < SURE_WORDS)


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


def title_key(row: str) -> str:
    return " ".join(_WORD.findall(fold(row)))


def title_form(form: str, weak: bool = False) -> Title:
    bare = _bare(form)
    end = _ENDS_SENTENCE.search(bare)
    return Title(form, tuple(_WORD.findall(bare)), end.group() if end else "", weak)


def repeat_of(row: str, titles: Sequence[Title], at_end: bool = False) -> tuple[str, str, float] | None:
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
                return EXACT, f"the title again: {title.shown!r}", 0.95
            continue
        if words == title.words and (mark == title.end or mark in ("", ":") or cut):
            return EXACT, f"the title again: {title.shown!r}", 0.99
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


def is_title(line: str, title: str) -> bool:
    """Whether the line is the title and nothing besides, whatever marks stand around it."""
    repeat = repeat_of(line, [title_form(title)])
    return repeat is not None and repeat[0] == EXACT


def restates(sentence: str, title: str) -> bool:
    """Whether a sentence tells no more than the title: equal to it but for punctuation, part of it, or hardly longer.

    Looser than `repeat_of`: a sentence of the article is not removed for it, only passed over where a few are chosen.
    """
    a, b = title_key(sentence), title_key(title)
    if not a or not b:
        return False
    return a == b or (len(b) > 20 and b in a and len(a) < len(b) * 1.3) or (len(a) > 20 and a in b)


def _is_cut(bare: str, words: tuple[str, ...], title: Title) -> bool:
    """The title's first words, the last of them perhaps cut inside."""
    whole = words[:-1]
    n = len(words)
    if n > len(title.words) or n < CUT_WORDS or n < CUT_SHARE * len(title.words):
        return False
    return title.words[: n - 1] == whole and title.words[n - 1].startswith(words[-1])


def _beside(bare: str, words: tuple[str, ...], title: Title) -> str:
    """What stands beside the title on its line: "site", "byline", or nothing of these."""
    n = len(title.words)
    at_head = words[:n] == title.words
    if not at_head and words[-n:] != title.words:
        return ""
    found = list(_WORD.finditer(bare))
    rest = bare[found[n - 1].end() :] if at_head else bare[: found[-n].start()]
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
