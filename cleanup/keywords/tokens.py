"""A sentence as the tokens that a keyword is made of: whole words with the marks inside them, numbers, addresses, marks.

"crates.io", "Node.js", "C++", "AT&T", "well-known" and "5,000" are one token each. What a keyword cannot hold is a token
too, so that no phrase reaches over it: a comma, a number, an address. A token is made once for all its places: what stands
between two spaces is cut when it is first met, and remembered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from cleanup.keywords.stems import stem
from cleanup.languages import family, of, stop_words
from cleanup.models.frequency import frequencies_of

# "word": letters; "initial": "J."; "mixed": "5G", "3D"; "clitic": "'s", "n't", "l'"; "mark": all else.
Kind = Literal["word", "initial", "mixed", "number", "address", "clitic", "mark"]

_MOST_PIECES = 50_000  # remembered between spaces, some 20 MB
_KNOWN_TO_ALL, _AS_GOOD_AS_NEW = 8.0, 3.0  # Zipf values: "the" has 7.7, and below the second all words tell as much
_LONG = 40  # code points; what is longer is seldom met again
_TOKEN = re.compile(
    r"""
    (?P<address>(?:https?://|www\.)[^\s<>"”»]+ | [\w.+-]*\w@\w[\w-]*(?:\.[\w-]+)* | [@\#]\w*[^\W\d]\w*
        | [\w-]++(?:\.[\w-]++)++/[^\s<>"”»)]* | ~?(?<![\w/])/[\w.-]+(?:/[\w.-]+)+)
    | (?P<stopped>(?:[^\W\d_]\.){2,}(?!\w) | (?<![\w.])(?:[^\W\d_]|St|Ste|Mt|Ft)\.(?!\S))
    | (?P<number>[$€£¥]?\d+(?:[.,:/'’‑–-]\d+)*(?:[.‑-]?[^\W\d_]+)*%?)
    | (?P<word>(?:(?<!\S)\.)?[^\W_]++(?:['’&.‑‐_·-][^\W_]+)*+(?:\+{1,2}|\#)?(?!\w))
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_MIXED = re.compile(r"\d{1,3}[A-Z]{1,3}(?:-.+)?")  # 5G, 3D, 4K, and no "20s", "21st", "5km"
_CLITIC = re.compile(r"(.+?)(n['’]t|['’](?:s|S|re|ve|ll|d|m|em))")
# A stop without its space: "hospital.The". A name has a small letter behind its dot ("crates.io"), or capitals ("ASP.NET").
_RUN_ON = re.compile(r"([^\W\d_]*[^\W\d_A-ZÀ-ÖØ-Þ])\.([A-ZÀ-ÖØ-Þ][^\W\d_A-ZÀ-ÖØ-Þ].*)")


class Token:
    """A word or mark of a language. `text` as it stands; `low` in lower case with a straight apostrophe; `stem`, under which
    its forms meet; `capital`: a word with a capital letter in it, or an initial; `stop`: a function word; `aside`: a day, a
    month, a unit of something, which belongs to no term; `role`: what a person is or does; `plain` is `text` with a straight
    apostrophe; `content`: a word that may be part of a noun phrase."""

    __slots__ = (
        "aside",
        "calendar",
        "capital",
        "content",
        "kind",
        "low",
        "plain",
        "role",
        "shouted",
        "stem",
        "stop",
        "text",
    )

    def __init__(self, text: str, kind: Kind, words: Words) -> None:
        low = text.lower()
        self.text, self.kind = text, kind
        self.capital = low != text and kind in ("word", "initial")
        self.low = low = low.replace("’", "'")
        self.plain = text.replace("’", "'")
        self.stem = words.stem(low) if kind == "word" else low
        self.stop = low in words.stops
        self.calendar = low in words.calendar and (self.capital or words.small_months)
        self.aside = self.calendar or low in words.times or self.stem in words.times or low.rstrip(".") in words.language.clock
        self.role = low in words.roles or self.stem in words.roles
        self.shouted = len(text) > 1 and text.isupper()
        self.content = kind == "mixed" or (kind == "word" and len(text) > 1 and not self.stop and not self.aside)


Piece = tuple[Token, int, bool]


@dataclass(slots=True)
class Row:
    """A sentence: its tokens, where they start in the text, and whether nothing but one space (or a line end of a wrapped
    paragraph) parts each from the one before, or nothing at all within a word. `capitals` are the
    places of tokens with one; `heading`: they prove nothing."""

    tokens: list[Token] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    glued: list[bool] = field(default_factory=list)
    heading: bool = False
    tags: list[str] = field(default_factory=list)
    capitals: list[int] = field(default_factory=list)
    names: list[tuple[int, int]] = field(default_factory=list)

    def end(self, i: int) -> int:
        """Where the `i`th token ends in the text."""
        return self.starts[i] + len(self.tokens[i].text)


class Words:
    """The tokens of a language met so far."""

    def __init__(self, language: str) -> None:
        self.code = family(language)
        self.language = of(language)
        self.stops = stop_words(language)
        self.calendar = self.language.wording.days | self.language.months
        self.small_months = self.code not in ("en", "de")  # in English "march" and "may" are other words
        self.times = self.language.times | {stem(word, self.code) for word in self.language.times}
        self.roles = self.language.roles | {stem(word, self.code) for word in self.language.roles}
        self._frequencies = frequencies_of(language)
        self._pieces: dict[str, Token | list[Piece]] = {}

    def stem(self, low: str) -> str:
        """The form under which a word in lower case meets its others."""
        return stem(low, self.code)

    def zipf(self, low: str) -> float:
        """How often a word is met in the language, as its Zipf value."""
        return self._frequencies.zipf(low)

    def rarity(self, low: str) -> float:
        """How much a word tells by being seldom met in the language, from 0 to 1."""
        zipf = self.zipf(low)
        return float(((_KNOWN_TO_ALL - max(_AS_GOOD_AS_NEW, zipf)) / (_KNOWN_TO_ALL - _AS_GOOD_AS_NEW)) ** 3)

    def row(self, text: str, start: int, end: int) -> Row:
        """The sentence `text[start:end]`."""
        row = Row()
        words, starts, glued = row.tokens, row.starts, row.glued
        known = self._pieces
        at, spaced = start, False
        for chunk in text[start:end].split(" "):
            if not chunk:  # two spaces
                at, spaced = at + 1, False
                continue
            pieces = known.get(chunk)
            if pieces is None:
                pieces = self._cut(chunk)
            if isinstance(pieces, Token):
                words.append(pieces)
                starts.append(at)
                glued.append(spaced)
            else:
                for token, offset, tied in pieces:
                    words.append(token)
                    starts.append(at + offset)
                    glued.append(tied if offset else spaced)
            at, spaced = at + len(chunk) + 1, True
        if words and self.language.elided and words[0].capital and "'" in words[0].low:
            head = words[0].low.partition("'")[0]
            if head in self.language.elided:  # "L'Italia" opens the sentence
                first = words[0].text
                words[:1] = [Token(first[: len(head) + 1], "clitic", self), Token(first[len(head) + 1 :], "word", self)]
                starts.insert(1, starts[0] + len(head) + 1)
                glued.insert(1, True)
        if words and words[-1].kind == "initial" and words[-1].capital:  # "Plan B."
            last = words.pop()
            words += [Token(last.text[:-1], "word", self), Token(".", "mark", self)]
            starts.append(starts[-1] + len(last.text) - 1)
            glued.append(False)
        row.capitals = [i for i, token in enumerate(words) if token.capital]
        return row

    def _cut(self, chunk: str) -> list[Piece]:
        found: list[Piece] = []
        before = 0
        for match in _TOKEN.finditer(chunk):
            word, kind, at = match.group(), match.lastgroup, match.start()
            gap = chunk[before:at]
            tied = gap == "\u00a0" or (gap.isspace() and gap.count("\n") == 1)
            before = match.end()
            if kind == "stopped":
                found.append((Token(word, "initial" if word.count(".") == 1 else "word", self), at, tied))
            elif kind == "number":
                found.append((Token(word, "mixed" if _MIXED.fullmatch(word) else "number", self), at, tied))
            elif kind == "word":
                for part, part_kind, joined in self._parts(word):
                    found.append((Token(part, part_kind, self), at, joined or tied))
                    at += len(part)
                    tied = False
            else:
                found.append((Token(word, "mark" if kind == "mark" else "address", self), at, tied))
        if len(chunk) <= _LONG:
            if len(self._pieces) > _MOST_PIECES:
                self._pieces.clear()
            self._pieces[chunk] = found[0][0] if len(found) == 1 and not found[0][1] else found
        return found

    def _parts(self, word: str) -> Iterator[tuple[str, Kind, bool]]:
        """The parts of a word, and whether each belongs to the one before."""
        if word.isalnum():
            yield word, "word", False
            return
        if self.code == "en" and (clitic := _CLITIC.fullmatch(word)):
            yield clitic[1], "word", False
            yield clitic[2], "clitic", True
            return
        if self.language.elided:
            mark = max(word.find("'"), word.find("’"))
            head, rest = word[:mark].lower(), word[mark + 1 :]
            # "L'Oréal", "D'Angelo": two capitals within a sentence are a name.
            if mark > 0 and rest and head in self.language.elided and not (word[0].isupper() and rest[0].isupper()):
                yield word[: mark + 1], "clitic", False
                yield rest, "word", True
                return
        if word.endswith(("'s", "’s")) and self.code not in ("en", "fr", "it"):
            yield word[:-2], "word", False
            yield word[-2:], "clitic", True
            return
        run_on = _RUN_ON.fullmatch(word)
        if run_on:
            yield run_on[1], "word", False
            yield ".", "mark", False
            yield run_on[2], "word", False
            return
        yield word, "word", False


@lru_cache(maxsize=4)
def words_of(language: str) -> Words:
    """The words of a language ("" for none)."""
    return Words(language)
