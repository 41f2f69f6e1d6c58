"""Characters that were lost or read in the wrong encoding by halves, put back where only one reading is left.

A lost character is a replacement mark (U+FFFD), the rest of a damaged one (`â€` without its last byte) or a question mark
between letters. It is put back as an apostrophe where the word is a contraction or a known word's genitive, as a letter
where by frequency one word fits and no other comes near, as quotation marks where all of a line pair up. Everything else
stays, and is flagged by the stage `damage`. Linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import product

from cleanup.models.frequency import Frequencies, frequencies, mended
from cleanup.stages.normalize.compose import Step
from cleanup.text.code import about_code, in_token

_LOST = r"\u00e2\u20ac[?\ufffd]?|\u00e2[?\ufffd]{2}|\ufffd{1,3}|(?<=[a-z])\u00d5|(?<=\bI)\u00d5|\u00e2"
_APOSTROPHE = re.compile(rf"(?<![^\W\d_])([A-Za-z]{{1,30}})({_LOST}|\?{{1,2}})(t|s|re|ve|ll|d|m)(?![^\W_])")
_IRISH = re.compile(r"(?<![^\W_])([OD])(\u00e2\u20ac[?\ufffd]?|\ufffd{1,3})(?=[A-Z][a-z]{2})")
_ELIDED = re.compile(r"(?<![^\W_])(?:[ldjmtscnLDJMTSCN]|[Qq]u|[dD]ell|[nN]ell|[uU]n)(\ufffd{1,3})(?=[aeiouyhAEIOUYHàâéèêîôûÉ])")
_WORD = re.compile(r"(?<![^\W_])[^\W\d_]{1,20}(?:(?:\ufffd|\u00c3[?\ufffd]?(?![^\W\d_]{0,1}\u00c3)|\?)[^\W\d_]{0,20}){1,2}")
_LOST_LETTER = re.compile(r"\ufffd|\u00c3[?\ufffd]?|\?")
_LETTERS = "éèêëàâäáãåæçñöóôøõüúûùíïîìßœšžčćğışłńřýð"
_HALF_QUOTE = re.compile(r"\u00e2\u20ac(?=[\s.,;:!?)\]]|$)", re.M)
_OPEN_OR_SHUT = re.compile("\u00e2\u20ac\u0153|\u201c|\u00e2\u20ac\u009d|\u201d|\u00e2\u20ac(?=[\\s.,;:!?)\\]]|$)")
_SHAPED = re.compile(r"(?<!\w)\ufffd{1,3}(?!\ufffd)|\ufffd{1,3}(?![\w\ufffd])")  # one between letters is none of a pair
_MAC_SIGN = re.compile(r"[–—](?=[A-Za-z])|[ŽˆŠ•™šŸœž‡‰Œ‹]")
_LETTERS_BEFORE, _LETTERS_AFTER = re.compile(r"(?<![^\W_])[A-Za-z]{1,20}$"), re.compile(r"[A-Za-z]{0,20}(?![^\W_])")
# Whether there is anything to look at: the patterns above begin with letters and are slow to say so
_MAY_LACK_MARKS = re.compile("[\ufffd\u00e2\u00d5]|\\?[a-z?]")
_MAY_LACK_LETTERS = re.compile("[\ufffd\u00c3]|\\? ?[a-z?]")
_MAC_QUOTES = re.compile(r"(?<![^\W_])\u00d2(?=[A-Za-z])([^\u00d2\u00d3\n]{1,600})(?<=[a-z.,!?])\u00d3(?![^\W_])")
_OTHER_SIGNS = re.compile("[\u0393\u251c\u00d4\u201a\u221a]")
_OTHER = re.compile("(?:[\u0393\u00d4]\u00c7[^\\x00-\\x7f]|\u201a\u00c4[^\\x00-\\x7f]|[\u251c\u221a][^\\x00-\\x7f])+")
NOT = frozenset(
    "ain aren can couldn didn doesn don hadn hasn haven isn mightn mustn needn shan shouldn wasn weren won wouldn".split()
)
_SUBJECTS = frozenset("i you he she it we they who what that there this how where when".split())
_WHOSE = frozenset("it he she that there what who where how here let one someone everyone nobody everybody today".split())
_TAILS = {
    "re": frozenset("we you they who what there how where".split()),
    "ve": frozenset("i we you they who could would should might must".split()),
    "ll": _SUBJECTS,
    "d": _SUBJECTS,
    "m": frozenset(("i",)),
}
# Zipf values. Of the 108 words of the English list with 2.4 or more and one accented letter inside, that letter taken out,
# 106 come back and 2 stay; none becomes another word (tests/stages/normalize/test_lost.py has some).
FITS = 2.4
AHEAD = 0.8
KNOWN = 2.5
MOST_GAPPED = 500  # words of a text with two gaps that are looked up: some 2,000 letters each, a second in all
GUESSED = 0.5  # a question mark may be one: the word must also be so much more frequent than what stands before the mark


def fix_lost_apostrophes(text: str, language: str | None) -> Iterator[Step]:
    """`didn<U+FFFD>t`, `didn?t`, `itâ€s`, `isnÕt`: contractions for sure, genitives of known words and of the text's own.

    A question mark is one of these in contractions only. Left alone: a genitive whose word is not known, as a letter may
    be lost (`Ren<U+FFFD>s`).
    """
    code = mended(language)
    if code is None or not _MAY_LACK_MARKS.search(text):
        return
    words = _Words(text, code)
    if code == "en":
        for match in _APOSTROPHE.finditer(text):
            before, lost, after = match.groups()
            if _contracts(before.lower(), after) or (
                after == "s" and lost[0] != "?" and len(before) > 1 and words.known(before) and not words.fit(before, after)
            ):
                yield from _put(text, match, 2, words.apostrophe, "lost-apostrophe")
        for match in _IRISH.finditer(text):
            yield from _put(text, match, 2, words.apostrophe, "lost-apostrophe")
    elif code in ("fr", "it"):
        for match in _ELIDED.finditer(text):
            yield from _put(text, match, 1, words.apostrophe, "lost-apostrophe")


def fix_lost_letters(text: str, language: str | None) -> Iterator[Step]:
    """A letter with an accent where by frequency one word fits: `caf<U+FFFD>`, `Z?rich`, `cafÃ?`.

    Left alone: a lost first letter, words of three letters, words that two letters would complete, and a question mark at
    a word's end unless the sentence goes on and the word before it is none.
    """
    code = mended(language)
    if code is None or not _MAY_LACK_LETTERS.search(text):
        return
    words = _Words(text, code)
    for match in _WORD.finditer(text):
        old = match.group()
        parts = _LOST_LETTER.split(old)
        guessed = "?" in old
        if guessed and (
            (old.endswith("?") and not re.match(r" [a-z]", text[match.end() : match.end() + 2]))
            or not all(p.islower() for p in parts[1:] if p)
            or (parts[-1] and len(parts) == 2 and all(len(p) > 2 and words.counts.zipf(p.lower()) > KNOWN for p in parts))
        ):
            continue
        whole = words.complete(parts)
        if whole is None or (guessed and old.endswith("?") and not words.clearly_cut(parts[0], whole)):
            continue
        if not about_code(text, *match.span()) and not _addressed(text, match):
            yield Step(match.start(), match.end(), whole, "lost-letter")


def fix_lost_quotation_marks(text: str, language: str | None) -> Iterator[Step]:
    """Replacement marks of a line that all stand as pairs of quotation marks would: `<U+FFFD>No,<U+FFFD> he said`.

    Left alone: lines where one of them stands otherwise, or before a word that is not known.
    """
    code = mended(language)
    if code is None or "\ufffd" not in text:
        return
    words = _Words(text, code)
    at = 0
    for line in text.split("\n"):
        marks = [m.span() for m in _SHAPED.finditer(line)] if "\ufffd" in line else []
        if marks and len(marks) % 2 == 0 and all(_shape(line, s, e, n % 2 == 0, words) for n, (s, e) in enumerate(marks)):
            for number, (start, end) in enumerate(marks):
                yield Step(at + start, at + end, words.quotes[number % 2], "lost-quotation-mark")
        at += len(line) + 1


def fix_half_marks(text: str) -> Iterator[Step]:
    """`â€` that has lost its last byte, where it closes a quotation that its line has opened.

    Before `fix_mojibake`, for which `â€` and a blank are a dagger.
    """
    if not _HALF_QUOTE.search(text):
        return
    at = 0
    for line in text.split("\n"):
        is_open = False
        for match in _OPEN_OR_SHUT.finditer(line) if "\u00e2\u20ac" in line else ():
            if match.group() in ("\u00e2\u20ac\u0153", "\u201c"):
                is_open = True
            elif match.group() == "\u00e2\u20ac" and is_open:
                yield Step(at + match.start(), at + match.end(), "\u201d", "mojibake")
                is_open = False
            else:
                is_open = False
        at += len(line) + 1


def fix_other_pages(text: str) -> Iterator[Step]:
    """UTF-8 read in the code pages 437 and 850 of DOS, which ftfy does not look for (`ItΓÇÖs`, `caf├⌐`, `ÔÇ£NoÔÇØ`), or in
    Mac Roman (`It‚Äôs`), which ftfy mends only in lines without sound signs.

    Left alone: what is no UTF-8 in either, such as the lines of a frame.
    """
    if not _OTHER_SIGNS.search(text):
        return
    for match in _OTHER.finditer(text):
        for page in ("cp437", "cp850", "mac_roman"):
            try:
                new = match.group().encode(page).decode("utf-8")
            except UnicodeError:
                continue
            if new.isprintable():
                yield Step(match.start(), match.end(), new, "mojibake")
                break


def fix_mac_roman(text: str, language: str | None) -> Iterator[Step]:
    """Mac Roman read as Windows-1252: `cafŽ`, `na•ve` by frequency, and `ÒNo,Ó` in pairs around small letters."""
    code = mended(language)
    if code is None or text.isascii():
        return
    for sign in _MAC_SIGN.finditer(text):
        start, end = sign.span()
        if not text[start - 1 : start].isalpha():
            continue
        before = _LETTERS_BEFORE.search(text[max(0, start - 21) : start])
        after = _LETTERS_AFTER.match(text, end) if before else None
        if before is None or after is None or len(before.group()) + len(after.group()) < 3:
            continue
        old = before.group() + sign.group() + after.group()
        try:
            new = old.encode("cp1252").decode("mac_roman")
        except UnicodeError:
            continue
        counts = frequencies(code)
        if new.isalpha() and counts.zipf(new.lower()) >= KNOWN and not counts.zipf(old.lower()):
            yield Step(start - len(before.group()), after.end(), new, "mojibake")
    if "\u00d3" in text:
        for match in _MAC_QUOTES.finditer(text):
            yield Step(match.start(), match.start() + 1, "\u201c", "mojibake")
            yield Step(match.end() - 1, match.end(), "\u201d", "mojibake")


def _put(text: str, match: re.Match[str], group: int, mark: str, rule: str) -> Iterator[Step]:
    if not about_code(text, *match.span()) and not _addressed(text, match):
        yield Step(match.start(group), match.end(group), mark, rule)


def _contracts(before: str, after: str) -> bool:
    return before in NOT if after == "t" else before in (_WHOSE if after == "s" else _TAILS[after])


def _addressed(text: str, match: re.Match[str]) -> bool:
    token = in_token(text, match.start(), match.end())
    return any(sign in token for sign in ("://", "www.", "=", "/", "*", "@", "\\", "^", "|", "["))


def _shape(line: str, start: int, end: int, opens: bool, words: _Words) -> bool:
    before, after = line[start - 1 : start], line[end : end + 1]
    if opens:
        first = re.match(r"[A-Za-z]+", line[end : end + 30])
        return (not before.strip() or before in "([—–") and (
            (first is not None and words.known(first.group())) or after.isdigit()
        )
    return bool(before) and (before.isalnum() or before in ".,!?…;:)") and (not after.strip() or after in ".,;:!?)]—–")


class _Words:
    """What is known of the words of one text: its own, those of its language, and how it sets its marks."""

    def __init__(self, text: str, code: str) -> None:
        self.text = text
        self.code = code
        self.gapped = 0  # words with two gaps looked up

    @cached_property
    def counts(self) -> Frequencies:
        return frequencies(self.code)

    @cached_property
    def own(self) -> frozenset[str]:
        """Words that stand whole in the text, with a blank or mark on either side."""
        return frozenset(re.findall(r"(?<![^\s(\"“])[A-Za-z]{2,30}(?=[\s,.;:)\"”])", self.text))

    @cached_property
    def apostrophe(self) -> str:
        return "'" if len(re.findall(r"\w'\w", self.text)) > self.text.count("\u2019") else "\u2019"

    @cached_property
    def quotes(self) -> tuple[str, str]:
        return ('"', '"') if self.text.count('"') > self.text.count("\u201c") else ("\u201c", "\u201d")

    def known(self, word: str) -> bool:
        return self.counts.zipf(word.lower()) >= KNOWN or word in self.own

    def fit(self, before: str, after: str) -> str | None:
        return _fitting(self.code, (before.lower(), after.lower()))

    def complete(self, parts: list[str]) -> str | None:
        """The word with its lost letters in place and its capitals as they were."""
        if not parts[0] or len(parts) > 3 or sum(map(len, parts)) + len(parts) - 1 < (3 if len(parts) == 2 else 5):
            return None
        if len(parts) > 2:
            self.gapped += 1
            if self.gapped > MOST_GAPPED:
                return None
        found = _fitting(self.code, tuple(p.lower() for p in parts))
        if found is None:
            return None
        big = sum(map(len, parts)) > 1 and "".join(parts).isupper()
        letters, at = [], 0
        for part in parts[:-1]:
            at += len(part)
            letters.append(found[at].upper() if big else found[at])
            at += 1
        return "".join(part + letter for part, letter in zip(parts, [*letters, ""], strict=True))

    def clearly_cut(self, before: str, whole: str) -> bool:
        return self.counts.zipf(whole.lower()) - self.counts.zipf(before.lower()) >= GUESSED and not (
            self.counts.zipf(before.lower()) >= 3 or before in self.own
        )


@lru_cache(maxsize=4096)
def _fitting(code: str, parts: tuple[str, ...]) -> str | None:
    """The one word, in small letters, that a letter in each gap makes; None where none or several do."""
    counts = frequencies(code)
    least = FITS if code == "en" else FITS + 0.6
    ranked: list[tuple[float, str]] = []
    for letters in product(_LETTERS, repeat=len(parts) - 1):
        word = "".join(part + letter for part, letter in zip(parts, [*letters, ""], strict=True))
        value = counts.zipf(word)
        if value:
            ranked.append((value, word))
    ranked.sort(reverse=True)
    if not ranked or ranked[0][0] < least or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < AHEAD):
        return None
    return ranked[0][1]
