"""Does a full stop end its sentence, or belong to an abbreviation, an initial, a number?

What stands before and after the stop decides, by the lists of all languages at once, since a text may not tell its own, and
holds names and quotations of others. In doubt the sentence goes on: a name cut in two is worse than two sentences in one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.languages import of, of_all

_WORD_BACKWARD = re.compile(r"[\w.&'’\-/@]*")
_ROMAN = re.compile(r"[IVXLC]+")
_ARTICLE = re.compile(r"(?:l|d|(?:de|a|ne|da|su)ll)['’]", re.IGNORECASE)  # a noun follows: l'on. Verdi, dell'art. 5
_REGNAL = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_NICKNAME = re.compile(r"\s*[\"“‘'][^\"”’'.!?,]{1,30}[\"”’']\s+(?=[^\W\d_])")  # J. P. "The Big Bopper" Richardson
_CLOCK_ZONE = re.compile(r"\s*[A-Z]\w+(?:\s[A-Z]\w+)?\s[Tt]ime\b")  # 8 a.m. Alaska time
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")  # U.S, z.B, J.-P
_SPACED = re.compile(r"(?:(?<!\w)[^\W\d_]\.\s?){1,3}$")  # the "i. d." of "i. d. R."
_DEGREE = re.compile(r"\b(?:Dr|Prof|Dipl|Mag|Lic)\.(?:[ \-]?\w{1,5}\.)*\s?$")  # the "Dr. rer." of "Dr. rer. nat. Lund"
_VERSE = re.compile(r"\s*\d{1,3}:\d")  # Phil. 4:8
_DOUBLED = re.compile(r"([A-Z])\1")  # EE. UU., FF. AA.
_PLAIN_GAP = " \t\r\n\u00a0\u202f*_$€£¥§¶№#"  # what may stand between a stop and a word and opens nothing
_LONGEST_TIME = 8  # words in "On the morning of Monday, Jan. 5, at 6 a.m."
# Units and short words that end a sentence before an opener, whatever else they stand for.
_ENDS_BEFORE_OPENER, _ENDS_IN_LOWER_CASE = frozenset(("st", "sr")), frozenset("ft pt mt fr ev".split())


class Lists:
    """Words of all languages."""

    def __init__(self) -> None:
        self.titles, self.before_number, self.ambiguous = of_all("titles"), of_all("before_number"), of_all("ambiguous")
        self.words_too, self.openers, self.months = of_all("words_too"), of_all("openers"), of_all("months")
        self.clock, self.after_clock = of_all("clock"), of_all("after_clock")
        self.speech_verbs, self.bang_names, self.open_ends = of_all("speech_verbs"), of_all("bang_names"), of_all("open_ends")
        self.abbreviations = self.titles | self.before_number | self.ambiguous
        self.special = self.clock | self.words_too | self.abbreviations
        english = of("en").wording
        self.before_time = english.early | {"from", "around", "about", "until", "shortly"}
        self.of_time = self.months | self.after_clock | self.before_number | english.time | self.before_time | {"the", "of"}


@lru_cache(maxsize=1)
def lists() -> Lists:
    """Read with the first text: the command line starts without opening the files of the languages."""
    return Lists()


def is_opener(word: str) -> bool:
    """Is the word capitalized only where it opens a sentence ("The", "C'est")?"""
    elided = len(word) > 2 and word[0].isupper() and word[1] in "'’"  # L'Europe, C'est
    return elided or word.lower().replace("’", "'") in lists().openers


@lru_cache(maxsize=64)
def _words_too(language: str) -> frozenset[str]:
    """Abbreviations that are words as well, but not those that are abbreviations alone in this language."""
    own = of(language)
    return lists().words_too - ((own.titles | own.before_number | own.ambiguous) - own.words_too)


class FullStops:
    """Judges the full stops of one text; `ordinals` tells that a number and a stop may be an ordinal."""

    def __init__(self, text: str, language: str | None, ordinals: bool) -> None:
        self.text = text
        self.ordinals = ordinals
        self.lists = lists()
        self.words_too = _words_too(language or "")

    def end(self, start: int, stop: re.Match[str], word: str, gap: str) -> bool:
        """Does a single full stop followed by white space and a possible opener end the sentence that begins at `start`?

        `word` is the next one, `gap` what stands between.
        """
        text, at = self.text, stop.start()
        window = text[max(start, at - 40) : at]
        found = _WORD_BACKWARD.match(window.rstrip()[::-1])
        before = found.group()[::-1] if found else ""
        if not before:
            return not (window.endswith("°") and word[0].isdigit())  # N°. 5
        if stop.group()[1:2] in tuple('"”»«“›‹'):
            return True
        begins = at - len(before) - (len(window) - len(window.rstrip()))
        own = re.split("['’]", before.strip("'’-/"))[-1]  # without an elided article: L'avv.
        if "." in own and own.rpartition(".")[2].lower() in self.lists.titles and len(own.partition(".")[0]) > 2:
            own = own.rpartition(".")[2]  # a lost space: "Tuesday.Mr. Lund"
        bare = own.lower()
        spaced = self._spaced(start, begins, bare)
        opener = is_opener(word)
        nickname = _NICKNAME.match(text, at + 1, at + 50)
        # A capital after the closing mark goes on with the name.
        quoted = bool(gap.strip(_PLAIN_GAP)) and not (nickname and text[nickname.end()].isupper())
        head = text[start : min(at, start + 40)]
        first = start + len(head) - len(head.lstrip("\"'“‘«»( "))
        label = begins <= first  # the word opens the sentence: "A. The answer", "No. I will not."
        if self._goes_on(start, begins, own, word, label, opener):
            return False
        if spaced:
            bare = spaced
        elif len(before) == 1 and before.isalpha():
            return self._letter(window, before, word, label, opener and not nickname, quoted, at, begins)
        if before.isdigit():
            return self._number(before, word, label, opener)
        if bare in self.lists.clock or bare.endswith((".a.m", ".p.m")):
            return not (
                gap.strip()[:1] in ("(", "[")  # "at 10:36 a.m. (3:36 a.m. ET)" goes on
                or word.lower().replace(".", "") in self.lists.after_clock
                or _CLOCK_ZONE.match(text, at + 1, at + 60)
                or self._only_a_time(start, at)
            )
        if bare in self.words_too and own[0].islower() and not _ARTICLE.match(before):
            return not word[0].isdigit() or bare not in self.lists.before_number
        return self._word(own, bare, word, gap, label, opener, quoted, bool(nickname))

    def is_plain(self, start: int, at: int) -> bool:
        """Is the word before `at` an ordinary one, in small letters, no abbreviation?"""
        before = re.split(r"[\s(\[]", self.text[max(start, at - 40) : at])[-1]
        return len(before) > 1 and before.isalpha() and before.islower() and before not in self.lists.special

    def _spaced(self, start: int, begins: int, bare: str) -> str:
        """The abbreviation in letters that are set apart ("z. B.", "i. d. R.", "p. ex."), or ""."""
        head = _SPACED.search(self.text[max(start, begins - 9) : begins]) if len(bare) < 3 else None
        letters = re.sub(r"\s", "", head.group()).lower() if head else ""
        for joined in (letters + bare, letters[-2:] + bare):
            if letters and joined in self.lists.abbreviations:
                return joined
        doubled = len(bare) == 2 and re.search(rf"(?<!\w){_DOUBLED.pattern}\.\s$", self.text[max(start, begins - 4) : begins])
        return "ee.uu" if doubled else ""

    def _goes_on(self, start: int, begins: int, own: str, word: str, label: bool, opener: bool) -> bool:
        """Signs that the sentence goes on, which ask for no list of words."""
        text, at = self.text, begins + len(own)
        lead = text[max(start, begins - 30) : begins]
        if own.islower() and not opener and _DEGREE.search(lead):
            return True
        if own[:1].isupper() and len(own) <= 5 and _VERSE.match(text, text.find(".", at) + 1):
            return True
        if _DOUBLED.fullmatch(own) and _DOUBLED.fullmatch(word):
            return True
        # The number of an item: at the start ("iv. The rest"), or after a colon ("two things: 1. A pot").
        if self.ordinals and len(own) > 1 and _REGNAL.fullmatch(own) and not opener and word[0].isupper():
            return True  # der Besuch Ludwigs XIV. Anfang Mai
        return (own in ("1", "a", "A", "i") and bool(re.search(r":\s+$", lead))) or (
            label and bool(re.fullmatch("[ivx]{2,4}|[IVX]{2,5}", own))
        )

    def _letter(
        self, window: str, before: str, word: str, label: bool, opener: bool, quoted: bool, at: int, begins: int
    ) -> bool:
        """Initial of a name ("George W. Bush") or the end ("Plan B. The team")?"""
        if len(word) == 1 and re.match(r"\s+\w\.", self.text[at + 1 : at + 8]):
            return False  # "z. B.", "d. h.", "J. R. Hale"
        if label:
            return False
        if self.text[begins - 1 : begins] in tuple("°º"):
            return True  # 33 °C.
        if before == "I" and not opener and re.search(r"\b(?:and|than|or|was|am|is)\s+I$", window):
            return True
        bare = before.lower()
        word_end = before.islower() and bare not in self.lists.titles and bare not in self.lists.before_number
        return word_end or opener or quoted

    def _number(self, before: str, word: str, label: bool, opener: bool) -> bool:
        if label and len(before) <= 3:
            return False
        if word.lower() in self.lists.months and len(before) <= 2 and self.ordinals:
            return False
        return not (self.ordinals and len(before) <= 2 and word[0].isupper() and not opener)

    def _word(self, own: str, bare: str, word: str, gap: str, label: bool, opener: bool, quoted: bool, nickname: bool) -> bool:
        """An abbreviation that goes on, one that may end the sentence, or an ordinary word?"""
        # In capitals it is an acronym ("in PR. The", "Lund KL. Trial") unless all is.
        acronym = len(own) > 1 and own.isupper() and own.isalpha() and not (word.isupper() and word.isalpha() and len(word) > 1)
        if bare in self.lists.titles and not (acronym and (opener or word[0].isdigit())):
            # "on 5th St. The" ends; "St. The" with a saint does not occur.
            return opener and (bare in _ENDS_BEFORE_OPENER or (bare in _ENDS_IN_LOWER_CASE and own.islower()))
        if bare in self.lists.before_number:
            pronoun = word == "I" and (label or quoted or own[0].islower())
            if word[0].isdigit() or (_ROMAN.fullmatch(word) and not pronoun):
                return False
            return acronym or (label and bare == "no") or opener or quoted
        if bare in self.lists.ambiguous or ("." in bare and _DOTTED.fullmatch(bare)):
            bracketed = gap.strip()[:1] in ("(", "[")
            return (opener and (quoted or not nickname)) or (quoted and not bracketed)
        return True

    def _only_a_time(self, start: int, at: int) -> bool:
        """Is all before the stop the time at which the rest takes place ("On Jan. 5, at 6 a.m. Mr. Lund came")?"""
        said = [w.strip("\"'“‘(").rstrip(".,;").lower() for w in self.text[max(start, at - 80) : at].split()]
        return (
            at - start < 80
            and len(said) <= _LONGEST_TIME
            and said[0] in self.lists.before_time
            and all(w in self.lists.of_time or w[:1].isdigit() for w in said[:-1])
        )
