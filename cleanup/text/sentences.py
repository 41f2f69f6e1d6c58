"""Sentence boundaries of web text by rule: no model, no download, no language needed.

A stop is a candidate; what stands before and after it decides (after the observations behind Punkt, Kiss and Strunk
2006, and the rules of pragmatic segmenters, written anew). Blocks and blank lines always end a sentence; a heading is
one unit. A line break inside a paragraph is white space when the paragraph looks hard-wrapped. Sentences inside a
quotation are split too: `“I came. I saw,” he said.` is two; choosing whole quotations is the caller's business.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from cleanup.languages import of, of_all
from cleanup.text.marks import LIST_MARK

if TYPE_CHECKING:
    from cleanup.text.markup import Block


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


_CLOSERS = "\"'”’»›)\\]}"
_OPENERS = "\"'“‘«‹„‚(\\[{¿¡"
# Stops of scripts that need no following space: CJK, Devanagari, Arabic, Armenian, Ethiopic, Khmer, Burmese, Tibetan.
_WIDE = "。！？｡．।॥؟۔։።፧។။༎"
_STOP = re.compile(
    rf"[{_WIDE}…]+[.!?…{_WIDE}]*[」』”’）》】\"'»)]*"
    rf"|[.!?](?:[.!?…]|\ [.!?](?=[.!?\s]|$))*(?:[{_CLOSERS}]|“(?=\s|$)|\[\d{{1,3}}\])*"
)
_WORD_BACKWARD = re.compile(r"[\w.&'’\-/@]*")
_WORD_AFTER = re.compile(rf"[{_OPENERS}\s]*(?:(?:[-–—*]{{1,2}}|\.\.\.|…)\s*)?[{_OPENERS}]*([^\W_](?:[\w'’.\-]*[\w'’])?)")
_LIST_MARK = re.compile(rf"\s*{LIST_MARK}")
_SPACED_CLOSER = re.compile(r"[ \u00a0\u202f]»(?=\s|$)")
DOMAIN_ENDINGS = frozenset(
    "com net org edu gov co uk de fr es nl it pt eu io ai info biz tv me us ca au js py net md txt html php".split()
)
_BLANK = re.compile(r"\s*")
_ROMAN = re.compile(r"[IVXLC]+")
_TIGHT = re.compile(r"[“\"‘(\[]?[^\W\d_]")
_NICKNAME = re.compile(r"\s*[\"“‘'][^\"”’'.!?,]{1,30}[\"”’']\s+(?=[^\W\d_])")  # J. P. "The Big Bopper" Richardson
_CLOCK_ZONE = re.compile(r"\s*[A-Z]\w+(?:\s[A-Z]\w+)?\s[Tt]ime\b")  # 8 a.m. Alaska time
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SMALL, _CAPITALS = ascii_lowercase.encode(), ascii_uppercase.encode()
_PAREN_REACH = 300  # a parenthesis longer than this is taken as never closed
_LOOK = 120  # code points looked at on either side of a stop
# Below this share of capitals a text is set in lower case throughout (some news corpora are).
_LOWER_CASE_TEXT = 0.002


def split_sentences(text: str, blocks: Sequence[Block] | None = None, language: str | None = None) -> list[Span]:
    """Return the sentences of `text` in order, as spans without surrounding white space.

    With `blocks`, no sentence crosses a block, headings and captions are one unit each, code and tables are split by
    line; text outside every block is left out. Without, blank lines and (outside hard-wrapped paragraphs) line ends
    are boundaries. `language` (ISO 639-1) matters only for ordinals ("am 3. Oktober"); German is also noticed.
    Texts without any stop come back as one sentence per line; an empty text as an empty list.
    """
    if not text or text.isspace():
        return []
    judge = _Splitter(text, language)
    found: list[Span] = []
    if blocks is None:
        for start, end in _lines(text):
            found.extend(judge.split(start, end))
        return found
    for block in blocks:
        if block.kind in ("heading", "caption", "break"):
            found.extend(_trimmed(text, block.start, block.end))
        elif block.kind in ("code", "table"):
            at = block.start
            for line in text[block.start : block.end].split("\n"):
                found.extend(_trimmed(text, at, at + len(line)))
                at += len(line) + 1
        else:
            found.extend(judge.split(block.start, block.end))
    return found


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


def _lines(text: str) -> Iterator[Span]:
    """Pieces that no sentence crosses: lines, or paragraphs where lines are hard-wrapped."""
    at = 0
    for paragraph in re.split(r"(\n[ \t\r]*\n\s*)", text):
        end = at + len(paragraph)
        if paragraph.strip():
            start = at
            lines = paragraph.split("\n")
            longest = max(map(len, lines))
            here = at
            for number, line in enumerate(lines):
                here += len(line) + 1
                following = lines[number + 1] if number + 1 < len(lines) else None
                if following is None or not _soft(line.rstrip(), following.lstrip(), longest):
                    yield Span(start, min(here, end))
                    start = here
        at = end


def _soft(line: str, following: str, longest: int) -> bool:
    """Is the line end only a wrap?"""
    if not line or not following or line[-1] in ".!?:…。！？" or _LIST_MARK.match(following):
        return False
    if following[0].islower():
        return line[-1] not in '”"'
    # A wrapped line is about as long as the longest; a heading or a byline is shorter.
    return longest <= 100 and len(line) > 40 and len(line) > longest - 20


def _cases(sample: str) -> tuple[int, int]:
    """How many small letters and capitals."""
    plain = sample.encode("ascii", "ignore")
    other = _BEYOND_ASCII.findall(sample)
    return (
        len(plain) - len(plain.translate(None, _SMALL)) + sum(map(str.islower, other)),
        len(plain) - len(plain.translate(None, _CAPITALS)) + sum(map(str.isupper, other)),
    )


def set_in_lower_case(text: str) -> bool:
    """Is the text, by its first 4,000 code points, set in lower case throughout, names and all?"""
    small, capitals = _cases(text[:4000])
    return small > 200 and capitals < _LOWER_CASE_TEXT * small


class _Lists:
    """Words of all languages at once, since a text may not tell its own, and holds names and quotations of others."""

    def __init__(self) -> None:
        self.titles, self.before_number, self.ambiguous = of_all("titles"), of_all("before_number"), of_all("ambiguous")
        self.words_too, self.openers, self.months = of_all("words_too"), of_all("openers"), of_all("months")
        self.clock, self.after_clock = of_all("clock"), of_all("after_clock")
        self.speech_verbs, self.bang_names = of_all("speech_verbs"), of_all("bang_names")
        self.special = self.clock | self.words_too | self.titles | self.before_number | self.ambiguous


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    """Read with the first text: the command line starts without opening the files of the languages."""
    return _Lists()


@lru_cache(maxsize=1)
def _ordinal_signs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(of_all('ordinal_signs')))})\b")


class _Splitter:
    """Decides each stop of one text."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text = text
        self.lists = _lists()
        self.piece = 0
        self.quotes: dict[str, tuple[int, int]] = {}
        sample = text[:4000]
        self.lower_case = set_in_lower_case(text)
        # One German function word in 600 code points; English and Dutch texts stay far below.
        signs = len(_ordinal_signs().findall(sample)) if not language else 0
        self.ordinals = of(language).ordinals if language else signs * 600 > len(sample)

    def split(self, start: int, end: int) -> Iterator[Span]:
        text = self.text
        self.piece = start
        mark = _LIST_MARK.match(text, start, end)
        search = mark.end() if mark else start
        for stop in _STOP.finditer(text, search, end):
            if stop.start() < search:
                continue
            cut = self._boundary(start, stop, end)
            if cut is not None:
                yield from _trimmed(text, start, cut)
                start = search = cut
                while start < end and text[start].isspace():
                    start += 1
        yield from _trimmed(text, start, end)

    def _quotes_before(self, mark: str, at: int) -> int:
        """Quotation marks in the piece before `at`; asked in rising order, so each stretch is counted once."""
        known, seen = self.quotes.get(mark, (self.piece, 0))
        if known < self.piece:
            known, seen = self.piece, 0
        seen += self.text.count(mark, known, at)
        self.quotes[mark] = (at, seen)
        return seen

    def _boundary(self, start: int, stop: re.Match[str], end: int) -> int | None:
        """Where the sentence ends, or None when the stop ends none."""
        text, at, after = self.text, stop.start(), stop.end()
        mark = text[at]
        if self._plain(start, at, after, end):
            return after
        if after >= end or _BLANK.match(text, after, end).end() == end:  # type: ignore[union-attr]
            return end
        if mark in _WIDE:
            # A quotation that closes here and goes on (」と言った) belongs to the sentence around it.
            closed = text[after - 1] in "」』）》】"
            return None if closed and not text[after].isspace() and text[after] not in "「『" else after
        if not text[after].isspace():
            return self._tight(start, stop, end)
        body = stop.group().rstrip("\"'”’»›)]}")
        # A straight quote after "stop + space" opens; one right after the stop closes. Nothing to move here.
        closing = _SPACED_CLOSER.match(text, after, end)
        if closing:
            after = closing.end()  # French sets a space before the closing mark
        found = _WORD_AFTER.match(text, after, min(end, after + _LOOK))
        if found is None:
            following = text[after : min(end, after + _LOOK)].lstrip()[:1]
            return None if following in "-–—&/|,;:+=)" else after
        word = found.group(1)
        gap = text[after : found.start(1)]
        if gap.count('"') == 1 and gap.rstrip() != gap and self._quotes_before('"', at) % 2:
            after += gap.index('"') + 1  # `stop. " Next`: the quotation that was open closes here
            gap = text[after : found.start(1)]
        if re.match(r"\s*[-–—]{1,2}\s", gap):
            return self._after_dash(stop, word, after)
        if "\n" in gap and _LIST_MARK.match(text, after, end):
            return after
        if not self._may_open(word):
            # A quotation or bracket that starts in lower case continues the sentence.
            return None
        if self._inside_parenthesis(start, at, after, end):
            return None
        if mark in "!?":
            return None if self._exclamation_goes_on(stop, found, start) else after
        if len(body) > 1 or mark == "…":
            if body.strip(".…") == "" and (word in ("I", "I'm", "I’m", "I've", "I’ve", "I'd", "I’d", "I'll", "I’ll")):
                return None
            return after
        return after if self._full_stop(start, stop, word, gap) else None

    def _plain(self, start: int, at: int, after: int, end: int) -> bool:
        """Is it the common case, "word. Next", which the long way round would judge the same?"""
        text = self.text
        if after != at + 1 or text[at] != "." or text[after : after + 1] != " " or after + 1 >= end:
            return False
        before = text[text.rfind(" ", start, at) + 1 : at]
        return (
            text[after + 1].isupper()
            and len(before) > 1
            and before.islower()
            and before.isalpha()
            and before not in self.lists.special
            and text.find("(", max(start, at - _PAREN_REACH), at) < 0
        )

    def _may_open(self, word: str) -> bool:
        first = word[0]
        if self.lower_case or not first.islower():
            return True
        # iPhone, eBay, pH: a lower-case letter may open a sentence when a capital follows at once.
        return len(word) > 2 and word[1].isupper() and word[2].islower()

    def _after_dash(self, stop: re.Match[str], word: str, after: int) -> int | None:
        """`“…done.” – Name` is an attribution; `stop. - Item` opens a list item."""
        closed = stop.group()[-1] in '"”’»'
        return None if closed or not self._may_open(word) else after

    def _inside_parenthesis(self, start: int, at: int, after: int, end: int) -> bool:
        """Is the stop within a parenthesis that opened in mid-sentence and closes soon?"""
        text = self.text
        if ")" in text[at:after]:
            after = at
        opened = text.rfind("(", max(start, at - _PAREN_REACH), at)
        if opened <= start or text.find(")", opened, at) >= 0:
            return False
        closed = text.find(")", after, min(end, opened + _PAREN_REACH))
        if closed < 0 or text.find("(", after, closed) >= 0:
            return False
        # "(A. B.)" as a group of sentences is split; "word (he was late. He ran) word" is not.
        before = text[max(start, opened - 3) : opened].rstrip()
        return bool(before) and before[-1] not in '.!?”"'

    def _exclamation_goes_on(self, stop: re.Match[str], found: re.Match[str], start: int) -> bool:
        text = self.text
        word = found.group(1)
        before = text[max(start, stop.start() - 20) : stop.start() + 1].rsplit(None, 1)[-1].lower()
        if before.lstrip("\"'“‘(") in self.lists.bang_names and word.lower() not in self.lists.openers:
            return True
        if stop.group()[-1] not in "\"”’»'":
            return False
        rest = re.findall(r"[\w'’.]+", text[found.start(1) : found.start(1) + 60])[:4]
        for number, name in enumerate(rest):
            if number and name.lower().rstrip(".,;:") in self.lists.speech_verbs:
                return True
            if not name[:1].isupper():
                break
        return False

    def _full_stop(self, start: int, stop: re.Match[str], word: str, gap: str) -> bool:
        """Does a single full stop followed by white space and a possible opener end the sentence?"""
        text, at = self.text, stop.start()
        window = text[max(start, at - 40) : at]
        spaced = window[-1:].isspace()
        found = _WORD_BACKWARD.match((window.rstrip() if spaced else window)[::-1])
        before = found.group()[::-1] if found else ""
        closers = stop.group()[1:]
        elided = len(word) > 2 and word[0].isupper() and word[1] in "'’"  # L'Europe, C'est
        opener = elided or word.lower().replace("’", "'") in self.lists.openers
        if not before or (closers and closers[0] in '"”»'):
            return True
        bare = re.split("['’]", before.strip("'’-/"))[-1].lower()  # without an elided article: L'avv.
        nickname = _NICKNAME.match(text, at + 1, at + 50)
        # A capital after the closing mark goes on with the name.
        quoted = bool(gap.strip()) and not (nickname and text[nickname.end()].isupper())
        bracketed = gap.strip()[:1] in ("(", "[")  # "at 10:36 a.m. (3:36 a.m. ET)" goes on
        first = start + len(text[start:at]) - len(text[start:at].lstrip("\"'“‘«( "))
        label = at - len(before) <= first  # the word opens the sentence: "A. The answer", "No. I will not."
        if len(before) == 1 and before.isalpha():
            if len(word) == 1 and re.match(r"\s+\w\.", text[at + 1 : at + 8]):
                return False  # "z. B.", "d. h.", "J. R. Hale"
            if label:
                return False
            if before == "I" and not opener and re.search(r"\b(?:and|than|or|was|am|is)\s+I$", window):
                return True
            # Initial of a name ("George W. Bush") or the end ("Plan B. The team").
            word_end = before.islower() and bare not in self.lists.titles and bare not in self.lists.before_number
            return word_end or (opener and not nickname) or quoted
        if before.isdigit():
            if label and len(before) <= 3:
                return False
            if word.lower() in self.lists.months and len(before) <= 2 and self.ordinals:
                return False
            return not (self.ordinals and len(before) <= 2 and word[0].isupper() and not opener)
        if bare in self.lists.clock or bare.endswith((".a.m", ".p.m")):
            return (
                not bracketed
                and word.lower().rstrip(".") not in self.lists.after_clock
                and not _CLOCK_ZONE.match(text, at + 1, at + 60)
            )
        if bare in self.lists.words_too and before[0].islower():
            return not word[0].isdigit() or bare not in self.lists.before_number
        if bare in self.lists.titles:
            # "on 5th St. The" ends; "St. The" with a saint does not occur.
            return opener and (bare in ("st", "sr") or (before[0].islower() and len(bare) < 3))
        if bare in self.lists.before_number:
            pronoun = word == "I" and (label or quoted or before[0].islower())
            if word[0].isdigit() or (_ROMAN.fullmatch(word) and not pronoun):
                return False
            return (label and bare == "no") or opener or quoted
        if bare in self.lists.ambiguous or ("." in bare and re.fullmatch(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}", bare)):
            return (opener and (quoted or not nickname)) or (quoted and not bracketed)
        return True

    def _tight(self, start: int, stop: re.Match[str], end: int) -> int | None:
        """A stop with no space after it ends a sentence only between clear words: "in May.The firm"."""
        text, at, after = self.text, stop.start(), stop.end()
        group = stop.group()
        if group[0] == "…":
            return after if text[after].isupper() else None
        # A straight quote right after the stop may open the next sentence: `stop."Next` – cut before it.
        cut = after
        if len(group) > 1 and group[-1] in "\"'" and text[after].isalnum():
            opened = self._quotes_before(group[-1], after - 1) % 2 == 0
            if opened and group[-1] == '"':
                cut = after - 1
        if not _TIGHT.match(text, cut, end):
            return None
        left = re.search(r"\S*$", text[max(start, at - 40) : at])
        right = re.match(r"[“\"‘(\[]?([\w'’\-]*)", text[cut : min(end, cut + 40)])
        before = (left.group() if left else "").lstrip("\"'“‘(")
        word = right.group(1) if right else ""
        following = text[cut + len(right.group()) : cut + len(right.group()) + 2] if right else ""
        if not word or not before or re.search(r"[/@\\_=<>#:]|\w\.\w|\(", before) or following[:1] in "/@_\\=(<>":
            return None
        if following[:1] == "." and following[1:2].isalnum():
            return None
        if (word in DOMAIN_ENDINGS or len(before) < 2) and group == ".":
            return None
        last = before.rstrip("\"'”’)»]").lower()
        if self.lower_case:
            return cut if len(last) > 2 and len(word) > 1 and word.isalpha() and last.isalpha() else None
        if not word[0].isupper() or (len(word) > 1 and word.isupper() and group == "."):
            return None
        if last[-1:].isdigit() or (before[:1].isupper() and group == "."):
            return cut if word.lower() in self.lists.openers or (group != "." and before.isalpha()) else None
        lists = self.lists
        abbreviated = last in lists.ambiguous and last not in lists.words_too
        if last in lists.titles or last in lists.before_number or abbreviated or len(last) < 2:
            return None
        return cut
