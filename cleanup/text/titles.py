"""The forms in which a text may show its title, and whether a line is the title again.

Compared after folding: case, quotes, dashes, ellipses, white space, marks around the line. Also taken for the title: the
title with the site's name or the path of its sections, the title cut short by an ellipsis, a line of title and byline
only, and the words that pages put around it ("3 comments on", "The post ... appeared first on"). A line that merely
resembles the title is not; nor is one that ends or punctuates differently, being a sentence of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cleanup.text.address import host_of
from cleanup.text.fold import fold

EXACT, CUT = "title-repeat", "title-repeat-cut"
SITE, BYLINE, FRAMED = "title-repeat-site", "title-repeat-byline", "title-repeat-framed"
LONGEST_TITLE = 250  # code points
SURE_WORDS = 3  # a found title, or a stated one without a site's name, of fewer words repeats only at the end
PROSE = 40  # code points of a line; only a text with a longer one has a title to be found
CUT_WORDS, CUT_SHARE = 4, 0.4  # a title cut short still shows so many of its words
SITE_WORDS = 6  # of a site's name beside the title
BYLINE_WORDS = 9  # beside the title in a byline
PATH_WORDS = 9  # of the sections above a page, as in "Home > News > Local news > Title"
NAME_WORDS = (2, 4)  # of an author behind "By"
_SITE_SEPARATOR = re.compile(r"\s+(?:[|~>\-]|::|>>|»|›|·|•)\s+|\s*\|\s*")
_POINTER = re.compile(r"(?<=\w\s)[»›→](?=\s)")  # between sections; folding would take it for a quote
_MARKS = re.compile(r"^(?:#{1,6}\s+|[*+\-•·>]\s+|[\"'*_»›>]+)+|[\"'*_#]+$")
_WORD = re.compile(r"\w+(?:'\w+)*")
_ENDS_SENTENCE = re.compile(r"[.!?,;:]$")
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bmin(?:ute)?s? read\b|\bago\b")
_BYLINE = re.compile(
    r"^(?:by|written by|posted by|published|updated|posted|author|from|in|on|at|edited by|reviewed by|photos? by)\b|"
    r"\bby [a-z]|\b(?:19|20)\d\d\b|\bmin(?:ute)?s? read\b|\bago\b"
)
_CUT_MORE = re.compile(r"(?:\[\.\.\.\]|\(\.\.\.\)|\.\.\.\s*\W?\s*(?:(?:read|see|show|view) )?(?:more|continue reading)\W*)$")
_CUT_SITE = re.compile(rf"\.\.\.\s*(?:[|~>\-]|::|>>|»|›|·|•)\s+\S+(?:\s+\S+){{0,{SITE_WORDS - 1}}}$")
_NAME = re.compile(r"[^\W\d_][\w.'’-]*,?")
# What pages write before the title, all of it, and behind it. Labels that may introduce something of the article
# ("Video: ...") are left out.
_BEFORE = re.compile(
    r"(?:\d+|one|two|three|four|five|no) (?:comments?|responses?|thoughts?|replies|reply|reactions?) (?:on|to|about)"
    r"|(?:leave a (?:comment|reply)|(?:add|post|write) a comment|comments?|reactions?) (?:on|to|for|about)"
    r"|(?:you are|you're)(?: (?:here|now|currently))*(?: (?:reading|viewing))?|(?:(?:now|currently) )?(?:reading|viewing)"
    r"|(?:share|tweet|print|email|e-mail|save|bookmark|like|pin|cite|listen to|continue reading)"
    r"(?: (?:this|the)(?: (?:article|post|story|page))?)?"
    r"|permalink(?: (?:to|for))?|(?:posted|filed|published) (?:in|under)"
    r"|(?:photo|image|picture|caption|cover image|featured image|title|headline|article|story|page)(?= *[:|-])"
)
_AFTER = re.compile(r"\W*(?:appeared first on|first appeared on|was first published on|was originally published on)\b.*")
_POST = re.compile(r"(?:the )?(?:post|article|story)\W*")
_NOTED = re.compile(r"\s*[(\[](?:video|photos?|pictures|gallery|updated?|podcast|pdf|audio|infographic)[)\]]")


@dataclass(frozen=True, slots=True)
class Title:
    shown: str  # as the reasons name it
    words: tuple[str, ...]
    end: str  # the punctuation that it ends with
    weak: bool = False  # counts only at the end, and only where it is written alike
    sites: frozenset[str] = frozenset()  # names of its site, letters and digits alone


def titles_of(rows: Sequence[str], stated: str | None, site: str = "", url: str = "") -> tuple[list[Title], int | None]:
    """Forms of the title, the full one first, and the index of its copy at the top that stays (None where there is none).

    `rows` are the lines of the text; `stated` the title that the source gives, with the name and the address of its
    site. Where it states none, the first line may be the title. Where that line is the title stated, it counts for what
    it would count for without: so the title that one run finds is no news to the next, to which it is stated.
    """
    sites = _site_names(site, url)
    stated = " ".join((stated or "").split())
    first = " ".join(rows[0].split()) if rows else ""
    if stated and len(stated) <= LONGEST_TITLE and _WORD.search(stated) and not is_title(first, stated):
        titles = [replace(t, sites=sites) for t in _forms(stated, rows, sites) if t.words]
        top = 0 if rows and repeat_of(rows[0], titles, at_end=True) else None
        return titles, top
    title = title_form(first)
    # a list of words is no article with a title; prose ends as a sentence
    prose = any(len(row) > PROSE for row in rows)
    if not title.words or len(first) > LONGEST_TITLE or not prose or title.end in (",", ";", ":"):
        return [], None
    weak = len(title.words) < SURE_WORDS or title.end == "."
    is_path = len(_SITE_SEPARATOR.split(first)) > 2
    # of "Title | Site" the title is a form too; what follows the sections of a path may be the heading below it
    parts = (
        [] if is_path else [t for t in _forms(first, rows, sites) if t.words and t.shown != first and first.startswith(t.shown)]
    )
    return [replace(t, sites=sites) for t in (replace(title, weak=weak), *parts)], 0


def lines_of_title(rows: Sequence[str], stated: str | None) -> int:
    """How many first lines are the title together, as a heading with a line break in it is; 0 where it is not parted so."""
    whole = "".join((stated or "").split())
    joined = ""
    for count, row in enumerate(rows, 1):
        joined += "".join(row.split())
        if not whole.startswith(joined):
            return 0
        if joined == whole:
            return count if count > 1 else 0
    return 0


def _site_names(site: str, url: str) -> frozenset[str]:
    """What a site is called, letters and digits alone."""
    return frozenset({title_key(site).replace(" ", ""), _host_word(url)} - {""})


def _forms(stated: str, rows: Sequence[str], sites: frozenset[str]) -> Iterator[Title]:
    """The stated title, and what it is without the site's name: where the site is known, or where the part alone
    stands as a line of the text."""
    yield title_form(stated)
    parts = _SITE_SEPARATOR.split(stated)
    if len(parts) < 2:
        return
    lines = {title_key(row) for row in rows}
    for cut in range(len(parts) - 1, 0, -1):
        at = _place_of_part(stated, cut)
        head, tail = stated[: at[0]], stated[at[1] :]
        for form, rest in ((head, tail), (tail, head)):
            known = "".join(_WORD.findall(fold(rest))) in sites
            if len(_WORD.findall(rest)) <= SITE_WORDS and (known or title_key(form) in lines):
                yield title_form(form, weak=not known and len(_WORD.findall(form)) < SURE_WORDS)


def _place_of_part(stated: str, cut: int) -> tuple[int, int]:
    """Start and end of the `cut`th separator (from 1)."""
    found = list(_SITE_SEPARATOR.finditer(stated))
    return found[cut - 1].span()


def _host_word(url: str) -> str:
    """'example' of https://www.example.co.uk/x."""
    host = host_of(url) or ""
    parts = [p for p in host.split(".") if p not in ("www", "com", "org", "net", "co", "uk", "io")]
    return max(parts, key=len, default="")


def _bare(row: str) -> str:
    """A line without list marks, heading marks and quotes around it, folded."""
    return _MARKS.sub("", fold(_POINTER.sub(">", row))).strip()


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
    shown, cut = _cut_off(bare)
    kept = tuple(_WORD.findall(shown)) if cut else words
    for title in titles:
        if title.weak:
            if at_end and " ".join(row.split()) == title.shown:
                return EXACT, f"the title again: {title.shown!r}", 0.95
            continue
        if (words == title.words and mark in (title.end, "", ":")) or (cut and kept == title.words):
            return EXACT, f"the title again: {title.shown!r}", 0.99
        if cut and _is_cut(kept, title):
            return CUT, f"the title again, cut short: {title.shown!r}", 0.97
    for title in titles:
        if not title.weak and len(title.words) >= SURE_WORDS and len(words) > len(title.words):
            found = _around(row, bare, words, title)
            if found is not None:
                rule, what, confidence = found
                return rule, f"the title again {what}: {title.shown!r}", confidence
    return None


def _cut_off(bare: str) -> tuple[str, bool]:
    """The line without what tells that it is cut ("...", "[...]", "... read more", "... | Site"), and whether it is."""
    for pattern in (_CUT_MORE, _CUT_SITE):
        found = pattern.search(bare)
        if found:
            return bare[: found.start()], True
    return bare, bare.endswith("...")


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


def _is_cut(words: tuple[str, ...], title: Title) -> bool:
    """The title's first words, the last of them perhaps cut inside."""
    n = len(words)
    if n > len(title.words) or n < CUT_WORDS or n < CUT_SHARE * len(title.words):
        return False
    return title.words[: n - 1] == words[:-1] and title.words[n - 1].startswith(words[-1])


def _around(row: str, bare: str, words: tuple[str, ...], title: Title) -> tuple[str, str, float] | None:
    """(rule, what, confidence) of what stands around the title on its line, if it is of a page and not of the text."""
    n = len(title.words)
    found = list(_WORD.finditer(bare))
    at = next((k for k in range(len(words) - n + 1) if words[k : k + n] == title.words), None)
    if at is None:
        return None
    before, after = bare[: found[at].start()], bare[found[at + n - 1].end() :]
    if _is_framed(before, after, title):
        return FRAMED, "with what pages write around it", 0.93
    if at and at + n < len(words):
        return None
    rest = before if at else after
    if _ENDS_SENTENCE.search(rest.rstrip()):
        return (SITE, "with its site's name", 0.95) if at and _is_site(rest, title) else None
    kind = _beside(rest, len(words) - n, at_head=not at)
    if kind == "site":
        return SITE, "with a site's name", 0.95
    if kind == "byline" or (not at and n >= CUT_WORDS and _is_author(row, len(words) - n)):
        return BYLINE, "in a byline", 0.93
    return None


def _is_site(rest: str, title: Title) -> bool:
    """Whether "Site:" stands before the title, where the site's name is known."""
    return rest.rstrip().endswith(":") and "".join(_WORD.findall(rest)).replace("'", "") in title.sites


def _is_framed(before: str, after: str, title: Title) -> bool:
    """Whether nothing but the phrases that pages put around titles stands beside it."""
    bare_before, bare_after = before.strip(" \"'([|:-»›>"), after.strip(" \"')].|!?:-")
    if _POST.fullmatch(before) and _AFTER.fullmatch(after):
        return True
    if len(title.words) < CUT_WORDS:  # "Share the Road" may be a line of its own
        return False
    if bare_before and not bare_after:
        phrase = _BEFORE.match(before)
        return phrase is not None and not _WORD.search(before[phrase.end() :])
    return not bare_before and _NOTED.fullmatch(after) is not None


def _is_author(row: str, count: int) -> bool:
    """Whether the line ends with "By Jane Roe", with `count` words beside the title: a title that goes on has a small "by"."""
    parts = row.split()
    if "By" not in parts:
        return False
    name = parts[len(parts) - parts[::-1].index("By") :]
    if not NAME_WORDS[0] <= len(name) <= NAME_WORDS[1] or len(_WORD.findall(fold(" ".join(name)))) != count - 1:
        return False
    return all(_NAME.fullmatch(part) and part[0].isupper() for part in name)


def _beside(rest: str, count: int, at_head: bool) -> str:
    """What the `count` words beside the title are: "site", "byline", or nothing of these."""
    byline = rest.strip(" |-:,.»›·•~/>")
    # "Choice by Career Time Period" is a heading of its own: without a separator or a date, "by" is not enough
    marks = list(_SITE_SEPARATOR.finditer(rest))
    separated = marks[0].start() == 0 if at_head and marks else bool(marks)
    if count <= BYLINE_WORDS and _BYLINE.search(byline) and (separated or rest[:1] in ",:" or _DATED.search(byline)):
        return "byline"
    if not separated or (not at_head and marks[-1].end() != len(rest)):
        return ""
    is_path = len(marks) > 1 and count <= PATH_WORDS
    return "site" if is_path or count <= SITE_WORDS else ""
