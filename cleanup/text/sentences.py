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
from itertools import pairwise
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, NamedTuple

from cleanup.languages import family, of, of_all
from cleanup.text.full_stops import FullStops, is_opener, lists
from cleanup.text.line_ends import CAPITAL_ANYWHERE, INITIAL_CUT, is_heading, may_open, pieces
from cleanup.text.list_marks import text_of_item
from cleanup.text.verse import is_stanza

if TYPE_CHECKING:
    from cleanup.text.markup import Block


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


_CLOSERS = "\"'”’»›)\\]}"
_OPENERS = "\"'“‘«‹„‚»›(\\[{¿¡`"
_DOUBLE_CLOSERS = '"”»«“'  # »so« in German
# Stops of scripts that need no following space: CJK, Devanagari, Arabic, Armenian, Ethiopic, Khmer, Burmese, Tibetan.
_WIDE = "。！？｡．।॥؟۔։።፧។။༎"
_NOTE = r"\[(?:\d{1,3}|[a-z]{1,2}|[a-z]+ (?:needed|\d+))\]"  # [3], [b], [note 2], [citation needed]
# It begins with one class of characters, as the search for that is fast. In Greek a semicolon asks.
_STOP = re.compile(
    rf"[{_WIDE}….!?;](?:"
    rf"(?<=[{_WIDE}…])[.!?…{_WIDE}]*[」』”’）》】\"'»)]*"
    rf"|(?:(?<=[.!?])|(?<=[\u0370-\u03ff];))(?:[.!?…]|\ (?!\.\.+\w)[.!?](?=[.!?\s{_CLOSERS}“]|$))*"
    # Some marks close only before white space: »so.« in German, `so.` of old prints, **so.** in Markdown.
    rf"(?:[{_CLOSERS}]|[“«‹‘`*_]{{1,3}}(?=[\s{_CLOSERS}]|$)|{_NOTE})*)"
)
_WORD_AFTER = re.compile(
    rf"[{_OPENERS}\s]*(?:(?:[-–—*_]{{1,3}}|\.\.\.|…)\s*)?[{_OPENERS}]*(?:[$€£¥§¶№#]\s?)?([^\W_](?:[\w'’.\-]*[\w'’])?)"
)
_NOTES = re.compile(rf"(?:\s?{_NOTE})+(?=\s|$)")  # "It rained. [1][2] It snowed."
_NOTE_NUMBERS = re.compile(r"\d{1,2}(?:[ ,]\d{1,2})*\s+(?=([^\W\d_]+))")  # "It rained.11 It snowed."
_SOURCE = re.compile(r"\s*\([^().!?]{2,60}\)[.,;:]")  # “It rained ...” (Lund 55).
_STOPS_LATER = re.compile(r"[\s\"'“”‘’»«›‹)\]}]*[.…,;:](?=\s|$)")
_ITEM = re.compile(r"(?:^|\s)\(?(?:\d{1,2}\)|(?:[a-z]|[ivx]{2,4})[.)])\s")  # "a) Fill the pot. b) Light the fire."
_BULLET = re.compile(r"\s*([•▪‣●○■□➤►✓◦])\s")
_NUMBER = re.compile(r"(?<=\s)\d{1,2}$")
_CLITIC = re.compile(r"['’‘][a-z]{1,2}[\s\-][^\W\d_]")  # 's Avonds, 's-Hertogenbosch
_TEASER = re.compile(r"\s(?:\.\.\.|…)\s?$")  # "It was over. ...and then"
_SPACED_CLOSER = re.compile(r"[ \u00a0\u202f]»(?=\s|$)")
DOMAIN_ENDINGS = frozenset(
    "com net org edu gov co uk de fr es nl it pt eu io ai info biz tv me us ca au js py net md txt html php".split()
)
_REST = re.compile(r"[\s\"'”’»)\]}.!?…]*")  # "Happy! ...", `so. ”.`: marks that close are no sentence of their own
_TIGHT = re.compile(r"(?:[“\"‘(\[¿¡„]|«\s?)?[^\W\d_]")
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
        for start, end in pieces(text):
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


@lru_cache(maxsize=1)
def _ordinal_signs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(of_all('ordinal_signs')))})\b")


class _Splitter:
    """Decides each stop of one text."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text = text
        self.lists = lists()
        self.piece = 0
        self.quotes: dict[str, tuple[int, int]] = {}
        sample = text[:4000]
        self.lower_case = set_in_lower_case(text)
        # One German function word in 600 code points; English and Dutch texts stay far below.
        signs = len(_ordinal_signs().findall(sample)) if not language else 0
        ordinals = of(language).ordinals if language else signs * 600 > len(sample)
        self.nouns_capitalized = of(language).nouns_capitalized if language else ordinals
        self.english = family(language) in ("", "en")
        self.stops = FullStops(text, language, ordinals)

    def split(self, start: int, end: int) -> Iterator[Span]:
        self.piece = start
        brk = self.text.find("\n", start, end)
        heads = brk > 0 and is_heading(self.text[start:brk].strip(), self.text[brk : min(end, brk + 40)])
        if heads and not is_stanza(self.text[start:end].splitlines()):
            yield from _trimmed(self.text, start, brk)
            start = brk
        for first, last in self._items(start, end):
            yield from self._sentences(first, last)

    def _items(self, start: int, end: int) -> list[Span]:
        """The items of a list that was set in one line, each with its bullet ("• one • two"); else the piece."""
        first = _BULLET.match(self.text, start, end)
        if first is None:
            return [Span(start, end)]
        bullets = re.finditer(rf"(?<=\s){first.group(1)}(?=\s)", self.text[first.end() : end])
        cuts = [start, *(first.end() + bullet.start() for bullet in bullets), end]
        return [Span(a, b) for a, b in pairwise(cuts)]

    def _sentences(self, start: int, end: int) -> Iterator[Span]:
        text = self.text
        search = text_of_item(text, start, end)
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
        if stop.group()[-1] in "*_`" and not text[at - 1].isalnum() and text[at - 1] not in _DOUBLE_CLOSERS:
            return None  # *.*
        if after >= end or (end - after < _LOOK and _REST.fullmatch(text, after, end)):
            return end
        if mark in _WIDE:
            # A quotation that closes here and goes on (」と言った) belongs to the sentence around it.
            closed = text[after - 1] in "」』）》】"
            return None if closed and not text[after].isspace() and text[after] not in "「『" else after
        if not text[after].isspace():
            return self._tight(start, stop, end)
        body = stop.group().rstrip("\"'”’»«“‹›‘`*_)]}").replace(" ", "")
        # A straight quote after "stop + space" opens; one right after the stop closes. Nothing to move here.
        closing = _SPACED_CLOSER.match(text, after, end)
        if closing:
            after = closing.end()  # French sets a space before the closing mark
        notes = _NOTES.match(text, after, end) if text[start] != "[" else None
        if notes:
            after = notes.end()
        found = _WORD_AFTER.match(text, after, min(end, after + _LOOK))
        if found is None:
            following = text[after : min(end, after + _LOOK)].lstrip()[:1]
            return None if following in "-–—&/|,;:+=)" or _STOPS_LATER.match(text, after, end) else after
        word = found.group(1)
        gap = text[after : found.start(1)]
        if gap.count('"') == 1 and gap.rstrip() != gap and self._quotes_before('"', at) % 2:
            after += gap.index('"') + 1  # `stop. " Next`: the quotation that was open closes here
            gap = text[after : found.start(1)]
        if re.match(r"\s*[-–—]{1,2}\s", gap):
            dotted = text[max(at - 2, 0)] == "."  # B.S.N. – $330
            return None if dotted else self._after_dash(stop, word, after)
        if "\n" in gap and text_of_item(text, after, end) > after and not (len(word) == 1 and self._after_initial(at)):
            return after
        if not self._may_open(word) and not _CLITIC.match(text, found.start(1) - 1, end):
            # A quotation or bracket that starts in lower case continues the sentence.
            item = _ITEM.match(text, after, end) and _ITEM.search(text, max(start - 1, 0), at)
            if item and (mark != "." or self.stops.is_plain(start, at)):
                return after
            return after if body == "." and _TEASER.search(gap) and self.stops.end(start, stop, word, gap) else None
        if self._inside_bracket(start, stop, word, end) or (stop.group()[-1] in '"”»]' and _SOURCE.match(text, after, end)):
            return None
        if mark in "!?":
            return None if self._exclamation_goes_on(stop, found, start) else after
        if len(body) > 1 or mark in "…;":
            pronoun = word in ("I", "I'm", "I’m", "I've", "I’ve", "I'd", "I’d", "I'll", "I’ll")
            alone = body.strip(".…") == "" and not stop.group().startswith(". ..")  # no "stop. ... I"
            return None if self.english and pronoun and alone else after
        number = self._item_number(start, at)
        if number is not None:
            return number
        return after if self.stops.end(start, stop, word, gap) else None

    def _item_number(self, start: int, at: int) -> int | None:
        """Where the number before `at` begins if the sentence is the item before it: "1. The pot 2. The fire"."""
        text = self.text
        number = None if self.stops.ordinals else _NUMBER.search(text[max(start, at - 3) : at])
        if number is None or (here := int(number.group())) < 2:
            return None
        before = rf"\(?{here - 1}[.)]\s"
        led = re.compile(before).match(text, start, at) or (here == 2 and re.compile(rf":\s+{before}").search(text, start, at))
        words = led and any(map(str.isalpha, text[start:at]))  # "9. + 10. Palms" are two at once
        return at - len(number.group()) if words else None

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
            and text[at - len(before) - 2 : at - len(before) - 1] != "."  # Dr. med. Lund
            and text.find("(", max(start, at - _PAREN_REACH), at) < 0
            and text.find("[", max(start, at - _PAREN_REACH), at) < 0
        )

    def _may_open(self, word: str) -> bool:
        return self.lower_case or may_open(word)

    def _after_initial(self, at: int) -> bool:
        """Does the stop follow the initial of a name?"""
        return bool(INITIAL_CUT.search(self.text[max(self.piece, at - 2) : at + 1]))

    def _after_dash(self, stop: re.Match[str], word: str, after: int) -> int | None:
        """`“…done.” – Name` is an attribution; `stop. - Item` opens a list item."""
        closed = stop.group()[-1] in _DOUBLE_CLOSERS
        return None if closed or not self._may_open(word) else after

    def _inside_bracket(self, start: int, stop: re.Match[str], word: str, end: int) -> bool:
        """Is the stop within a bracket that opened in mid-sentence and closes soon?"""
        return any(self._inside(a, b, start, stop, word, end) for a, b in ("()", "[]"))

    def _inside(self, opening: str, closing: str, start: int, stop: re.Match[str], word: str, end: int) -> bool:
        text, at, after = self.text, stop.start(), stop.end()
        last = closing in stop.group()
        opened = text.rfind(opening, max(start, at - _PAREN_REACH), at)
        if opened <= start or text.find(closing, opened, at) >= 0:
            return False
        closed = text.find(closing, at if last else after, min(end, opened + _PAREN_REACH))
        if closed < 0 or text.find(opening, at if last else after, closed) >= 0:
            return False
        # "(A. B.)" as a group of sentences is split; "word (he was late. He ran) word" is not.
        before = text[max(start, opened - 3) : opened].rstrip()
        if not before or before[-1] in '.!?”"':
            return False
        # "word (he ran. Nobody saw it.) Next": the stop of the last sentence inside ends the one around it as well.
        anywhere = word.lower() in CAPITAL_ANYWHERE and not text[opened + 1].isupper()
        clear = word[0].isupper() and is_opener(word) and not anywhere
        if last and text[at] == "." and self.stops.is_plain(opened, at):
            return self.nouns_capitalized and not clear
        return not (last and clear and (text[at] in "!?" or self.stops.end(opened, stop, word, "")))

    def _exclamation_goes_on(self, stop: re.Match[str], found: re.Match[str], start: int) -> bool:
        text = self.text
        word = found.group(1)
        before = text[max(start, stop.start() - 20) : stop.start() + 1].rsplit(None, 1)[-1].lower()
        if before.lstrip("\"'“‘(") in self.lists.bang_names and word.lower() not in self.lists.openers:
            return True
        if stop.group()[-1] not in "\"”’»'«“":
            return False
        if not is_opener(word) and self._in_apposition(stop, start):
            return True
        rest = re.findall(r"[\w'’.]+", text[found.start(1) : found.start(1) + 60])[:4]
        for number, name in enumerate(rest):
            if number and name.lower().rstrip(".,;:") in self.lists.speech_verbs:
                return True
            if not name[:1].isupper():
                break
        return False

    def _in_apposition(self, stop: re.Match[str], start: int) -> bool:
        """Is the quotation a title after an article or the like: the "What Now?" Tour?"""
        text = self.text
        opening = {"”": "“", "’": "‘", "»": "«", "«": "»", "“": "„"}.get(stop.group()[-1], stop.group()[-1])
        opened = text.rfind(opening, max(start, stop.start() - 60), stop.start())
        if opened <= start or not all(w[0].isupper() for w in text[opened + 1 : stop.start()].split()):
            return False
        return text[max(start, opened - 20) : opened].strip().rpartition(" ")[2].lower() in self.lists.open_ends

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
            return self._after_note(start, stop, end)
        left = re.search(r"\S*$", text[max(start, at - 40) : at])
        right = re.match(r"(?:[“\"‘(\[¿¡„]|«\s?)?([\w'’\-]*)", text[cut : min(end, cut + 40)])
        before = (left.group() if left else "").lstrip("\"'“‘(")
        word = right.group(1) if right else ""
        following = text[cut + len(right.group()) : cut + len(right.group()) + 2] if right else ""
        if not word or not before or re.search(r"[/\\_=<>#]|\(", before) or following[:1] in tuple("/@_\\=(<>"):
            return None
        if following[:1] == "." and following[1:2].isalnum():
            return None
        opener = is_opener(word)
        if (word in DOMAIN_ENDINGS or (word.lower() in DOMAIN_ENDINGS and not opener) or len(before) < 2) and group == ".":
            return None
        last = before.rstrip("\"'”’)»]").lower()
        if re.search(r"\w[.:@]\w|@", before):
            # Node.js, U.S., 4.3, 3:45: only a word that must open a sentence shows that a space was lost.
            clear = opener and word[:1].isupper() and word[1:2].islower() and following[:1].isspace()
            return cut if clear and last not in self.lists.titles else None
        if self.lower_case:
            return cut if len(last) > 2 and len(word) > 1 and word.isalpha() and last.isalpha() else None
        if not word[0].isupper() or (len(word) > 1 and word.isupper() and group == "."):
            return None
        if last[-1:].isdigit() or (before[:1].isupper() and group == "."):
            titled = len(word) > 1 and word.lower() in self.lists.titles and following in (". ", ".\n")
            return cut if opener or titled or (group != "." and before.isalpha()) else None
        known = self.lists
        abbreviated = last in known.ambiguous and last not in self.stops.words_too
        if last in known.titles or last in known.before_number or abbreviated or len(last) < 2:
            return None
        return cut

    def _after_note(self, start: int, stop: re.Match[str], end: int) -> int | None:
        """`It rained.11 The next`: the sentence ends with the number of its note."""
        note = _NOTE_NUMBERS.match(self.text, stop.end(), min(end, stop.end() + 40)) if stop.group() == "." else None
        if note is None or not note[1][0].isupper() or (self.nouns_capitalized and not is_opener(note[1])):
            return None
        at = stop.start()
        return note.end() if self.stops.is_plain(start, at) and self.text[max(start, at - 4) : at].isalpha() else None
