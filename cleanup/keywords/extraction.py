"""Keywords: textacy ranks, the text decides.

What may be a keyword is read off the text: its names (`names.py`) and its noun phrases (`phrases.py`), as runs of whole
tokens within one clause, so that every keyword stands there word for word. A method's terms, which leave out the stop words
between their words and know no phrases, only say how much each of these weighs. Forms of one term ("vaccine" and
"vaccines", "Obama" and "Barack Obama", "EU" and "European Union (EU)") are one.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from cleanup.errors import ConfigError
from cleanup.keywords.names import PARTICLES, Names
from cleanup.keywords.phrases import NAME, PART, WEAK, WHOLE, Phrase, by_articles, by_repetition, english, mended_tags
from cleanup.keywords.ranking import MOST_CHARACTERS, textacy_weights
from cleanup.keywords.textrank import word_scores
from cleanup.keywords.tokens import Row, words_of
from cleanup.models.frequency import frequencies_of
from cleanup.models.tagger import Tagger, tagger
from cleanup.text.language import detect_language
from cleanup.text.reading import Reading, Sentence
from cleanup.text.spans import overlapping
from cleanup.text.speakers import find_speakers

METHODS = ("yake", "sgrank", "textrank", "scake", "none")
_MORE = 5  # how many times more terms a method is asked for than keywords are wanted: most fall together
_AT_ONCE = 40  # tokens the tagger reads in a row; what is longer is a list
_LONGEST = 9  # words of a term that an acronym in brackets stands for
_HEADS = 0.55  # share of its places where a noun ends its phrase; an adjective or verb taken for a noun has less
_ENDS = 0.25  # the same of the last word of a phrase
_LED = 0.2  # share of its places where an article shows a word to be a noun
_SAME_WORD = 3  # keywords that may hold one word
# By two editors' readings of twenty texts each: of the first four keywords 9 and 8 of 10 told what a text is about, of those
# behind them half; of common nouns of a Zipf value from 4.65 on none, of phrases said twice 5 of 14, of names said once 5 of 13.
# A short text says nothing often.
_SURE = 4  # keywords that are given in any case
_OFTEN, _PHRASE_OFTEN, _NAME_OFTEN = 4, 3, 2  # places of a word, of a phrase, of a name, that is not said in passing
_PLAIN = 4.65  # Zipf value above which a lone word ("file", "country") tells nothing of a long text that is not named after it
_LONG = 300  # tokens of a text
_STANDS_FOR = 0.3  # share of a word's places in one phrase from which on the phrase is offered in its place
_COMMONEST = 5.7  # Zipf value above which a lone word ("people", "work") tells nothing of a text
_ORIGIN = re.compile(r"[A-Z][a-z]+(?:ese|ish|ian|ean|ern)")  # describes other names more often than it names a subject
_SHORT_LINE = 8  # tokens of a line without a stop that may be a heading, a cell or a label
_STOPS = frozenset(".!?…")
_TITLED, _SHOUTED = 0.6, 0.9  # share of the longer words with a capital in a heading, and in one that ends with a stop
Key = tuple[str, ...]


def keywords(reading: Reading, method: str = "sgrank", count: int = 8, title: str | None = None) -> list[str]:
    """The most telling names and noun phrases, best first, at most `count`, each as it stands in the text (of a possessive
    the word without its ending).

    `method` is one of METHODS. `title` lends weight to what it names; nothing is taken from it. Deterministic. An empty list
    for "none" and for texts without words. Raises ConfigError for an unknown method.
    """
    return [term.text for term in terms(reading, method, count, title)]


@dataclass(frozen=True, slots=True)
class Term:
    """A keyword: `text` as it is shown, `key` the stems of its words, under which its forms meet (without an acronym in
    brackets), `name`: it is a name."""

    text: str
    key: Key
    name: bool


def terms(
    reading: Reading, method: str = "sgrank", count: int = 8, title: str | None = None, *, in_passing: bool = False
) -> list[Term]:
    """What `keywords` gives, with what is known of each; with what a long text says `in_passing` too. Raises ConfigError for an
    unknown method."""
    if method not in METHODS:
        raise ConfigError(f"unknown keyword method {method!r}; there are {', '.join(METHODS)}")
    if method == "none" or count < 1 or not reading.text.strip():
        return []
    language = reading.language or detect_language(reading.text)
    text = _Text(reading, language)
    found = text.candidates()
    if not found:
        return []
    return text.chosen(found, text.weights(method, count * _MORE), count, title or "", in_passing)


@dataclass
class _Candidate:
    """One term in all its forms. `kinds` says how often it stands as each kind of phrase, `followers` what goes on
    behind those that may be longer; `sound`: it is a noun phrase by
    itself; `count` is of all places, `small` of those where it begins with a small letter, `first` the first, as a share of
    the text; `forms` the spellings, with the times they stand where they need no capital; `full` is the term with its acronym
    in brackets."""

    key: Key
    name: bool = False
    sound: bool = False
    kinds: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    count: int = 0
    small: int = 0
    first: float = 1.0
    followers: set[str] = field(default_factory=set)
    forms: dict[str, int] = field(default_factory=dict)
    full: str = ""

    @cached_property
    def shown(self) -> str:
        """As the text writes it, the most frequent spelling."""
        if self.full or len(self.forms) == 1:
            return self.full or next(iter(self.forms))
        return min(self.forms, key=lambda f: (-self.forms[f], f))


@lru_cache(maxsize=2)
def _common_words(by: Tagger | None) -> frozenset[str]:
    """The everyday words that the tagger lists."""
    return frozenset(by.listed()) if by else frozenset()


class _Text:
    """One text, read for keywords."""

    def __init__(self, reading: Reading, language: str | None) -> None:
        self.text, self.language = reading.text, language
        self.words = words_of(language or "")
        self.frequencies = frequencies_of(language)
        by = tagger() if self.words.code == "en" else None
        self.common = _common_words(by)
        self.tagged = by is not None
        self.rows = [
            self._row(start, end, place.kind == "heading")
            for place, apart in zip(reading.sentences, reading.apart, strict=True)
            if place.kind != "code" and place.start < MOST_CHARACTERS and not apart
            for start, end in _said(reading, place)
            if place.kind != "heading" or not reading.text[start:end].isupper()  # capitals say neither a name nor a form
        ]
        if by:
            self._tag(by)
        every = [t for row in self.rows for t in row.tokens]
        self._met = dict(zip([t.text for t in every], every, strict=True))
        self.times = Counter([t.text for t in every])
        self.names = Names(self.rows, self.words, self.common, self.times)

    def _row(self, start: int, end: int, heading: bool) -> Row:
        row = self.words.row(self.text, start, end)
        row.heading = _title_case(row, heading, self.words.language.nouns_capitalized)
        return row

    def _tag(self, by: Tagger) -> None:
        pieces = [row.tokens[k : k + _AT_ONCE] for row in self.rows for k in range(0, len(row.tokens), _AT_ONCE)]
        numbers, _ = by.tag_numbers([[t.plain for t in piece] for piece in pieces])
        tags = list(map(by.tags.__getitem__, numbers.tolist()))
        at = 0
        for row in self.rows:
            row.tags = mended_tags(row.tokens, tags[at : at + len(row.tokens)])
            at += len(row.tokens)

    def weights(self, method: str, count: int) -> dict[str, float]:
        """What the words weigh by a method, by their stems."""
        if method == "textrank":
            found = word_scores([t.stem for row in self.rows for t in row.tokens])
        else:
            found = {}
            for word, weight in textacy_weights(self.text, self.language, method, count).items():
                key = self.words.stem(word)
                found[key] = max(weight, found.get(key, 0.0))
        return found

    def candidates(self) -> dict[Key, _Candidate]:
        """What the text offers, by key."""
        found: dict[Key, _Candidate] = {}
        acronyms: dict[str, Key] = {}
        self.heads: Counter[str] = Counter()
        nested: Counter[Key] = Counter()  # phrases within longer ones
        uncertain: list[tuple[Row, int, int, _Candidate]] = []
        capitalized, size = self.words.language.nouns_capitalized, max(1, len(self.text))
        for row in self.rows:
            row.names = list(self.names.spans(row))
            spans = [(start, end, NAME) for start, end in row.names]
            spans += self._phrases(row)
            tokens, last = row.tokens, 0
            for start, end, kind in spans:
                key = (tokens[start].stem,) if end - start == 1 else tuple([t.stem for t in tokens[start:end]])
                candidate = found.get(key)
                if candidate is None:
                    candidate = found[key] = _Candidate(key, first=row.starts[start] / size)
                candidate.kinds[kind] += 1
                if kind == PART and not self.tagged and end < len(tokens):
                    candidate.followers.add(tokens[end].low)
                if end != last:
                    last = end
                    self.heads[key[-1]] += 1
                if end - start > 1:
                    self._take_down(candidate, row, start, end)
                if end - start > 2 and kind != NAME:
                    nested.update(key[a:b] for a in range(len(key)) for b in range(a + 2, len(key)))
                if kind == NAME and capitalized:
                    uncertain.append((row, start, end, candidate))
                if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
                    long = self._with_acronym(row, start, end)
                    if long:
                        candidate.full = long
                        acronyms[tokens[end + 1].stem] = key
        for row, start, end, candidate in uncertain:
            if candidate.kinds[NAME] < 2 and not self._surely(row, start, end):
                candidate.kinds[NAME] = 0
        for key, times in nested.items():
            if key in found:
                found[key].count += times
        self._count(found, acronyms)
        for candidate in found.values():
            self._judge(candidate)
        if self.words.language.articles and not self.tagged:
            for key, candidate in found.items():
                if len(key) > 2 and not candidate.kinds[WHOLE]:
                    first = found.get(key[:1])
                    candidate.sound &= first is not None and first.sound
        return {key: candidate for key, candidate in found.items() if candidate.sound or candidate.name}

    def _take_down(self, candidate: _Candidate, row: Row, start: int, end: int) -> None:
        """Count a term of several words, and how it is written here."""
        candidate.count += 1
        capital = row.tokens[start].capital
        candidate.small += not capital
        surface = self.text[row.starts[start] : row.end(end - 1)]
        if "\n" not in surface:
            candidate.forms[surface] = candidate.forms.get(surface, 0) + (not row.heading and (start > 0 or not capital))

    def _count(self, found: dict[Key, _Candidate], acronyms: dict[str, Key]) -> None:
        """Count the terms of one word at all their places, inside longer ones as well, and take down how they are written."""
        bound: Counter[str] = Counter()  # where a capital is a matter of place
        for row in self.rows:
            if row.heading:
                bound.update([t.text for t in row.tokens])
            elif row.tokens and row.tokens[0].capital:
                bound[row.tokens[0].text] += 1
        self.stems: Counter[str] = Counter()
        for text, token in self._met.items():
            count, word = self.times[text], token.stem
            self.stems[word] += count
            candidate = found.get((word,))
            if candidate is not None:
                candidate.count += count
                if not token.capital:
                    candidate.small += count
                candidate.forms[text] = count - bound[text]
            if word in acronyms:
                found[acronyms[word]].count += count
                if candidate is not None:
                    candidate.kinds = [0, 0, 0, 0]

    def _judge(self, candidate: _Candidate) -> None:
        """Is it a name, and does it stand by itself as a noun phrase?"""
        kinds = candidate.kinds
        places = kinds[WEAK]
        if not self.tagged and (places or len(candidate.followers) > 1):  # what goes on in different ways ended before
            places += kinds[PART]
        candidate.sound = kinds[WHOLE] > 0 or places > self._needed(candidate.key)
        if self.words.language.articles and not self.tagged and len(candidate.key) == 1:
            candidate.sound &= kinds[WHOLE] >= _LED * candidate.count
        lone = len(candidate.key) == 1 and not self.tagged and bool(self.words.language.articles)  # "open" beside "Open Data"
        candidate.name = kinds[NAME] > 0 and (candidate.small * 2 <= candidate.count or not (candidate.sound or lone))

    def _needed(self, key: Key) -> int:
        """How often something that no place shows to be a noun phrase must stand to be one."""
        if self.tagged:
            return 2
        return sys.maxsize if len(key) == 1 and self.words.language.articles else 1

    def _surely(self, row: Row, start: int, end: int) -> bool:
        """Where every noun has a capital: is this run one name, and not two nouns side by side?"""
        found = row.tokens[start:end]
        if len(found) == 1:
            return not found[0].text[1:].islower()
        if not found[0].shouted and found[0].text.endswith("s") and self.names.running[found[0].text[:-1]]:
            return False  # "Samsungs Rückschlag"
        if all(self.names.inseparable(a, b) for a, b in pairwise(found)):
            return True  # "Buenos Aires"
        if any(not t.capital for t in found):
            return found[1].capital  # "Johann Wolfgang von Goethe", but "Kommentare von Schulkindern"
        return not all(self.names.running[t.text] > 1 or self.times[t.low] for t in found)

    def _phrases(self, row: Row) -> Iterable[Phrase]:
        if row.tags:
            return english(row)
        return by_articles(row, self.words) if self.words.language.articles else by_repetition(row)

    def _with_acronym(self, row: Row, start: int, end: int) -> str:
        """A term with the acronym in brackets behind it, as it stands; empty where the brackets hold something else."""
        found = row.tokens
        acronym = found[end + 1]
        letters = [c for c in acronym.text if c.isupper()]
        if len(letters) < 2 or not acronym.capital or end - start < 2 or not row.glued[end]:
            return ""
        first = self._spelled(row, end, letters)
        if first is None:
            initials = [t.text[0].upper() for t in found[start:end]]
            met = at = 0
            for letter in letters:  # in the order of the letters, not all of them: the name may be a translation
                if letter in initials[at:]:
                    at = initials.index(letter, at) + 1
                    met += 1
            owned = start > 1 and found[start - 1].kind == "clitic" and found[start - 2].capital
            if met * 2 < len(letters) + (not owned):
                return ""
            first = next((a for a, b in row.names if b == start - 1), start) if owned else start
        return self.text[row.starts[first] : row.end(end + 2)]

    def _spelled(self, row: Row, end: int, letters: list[str]) -> int | None:
        """Where the words begin whose initials the letters are, small words left out; None where they are not."""
        first, left = end, list(letters)
        while left and first > max(0, end - _LONGEST) and (first == end or row.glued[first]):
            first -= 1
            token = row.tokens[first]
            if token.text[0].upper() == left[-1] and not (token.stop and not token.capital and len(left) > 1):
                left.pop()
            elif not token.stop and (token.capital or len(token.text) > 3):
                return None
        return None if left else first

    def chosen(
        self, found: dict[Key, _Candidate], weights: dict[str, float], count: int, title: str, in_passing: bool
    ) -> list[Term]:
        """The best of the candidates, one of each kind."""
        shorter = self._short_names(found)
        most = (
            max((weights.get(word, 0.0) for key in found for word in key if word not in self.words.stops), default=0.0) or 1.0
        )
        weights = {word: weight / most for key in found for word in key if (weight := weights.get(word))}
        named = {t.stem for t in self.words.row(title, 0, len(title)).tokens}
        offered = [
            candidate
            for key, candidate in found.items()
            if (candidate.sound or candidate.name) and key not in shorter and (candidate.forms or candidate.full)
        ]
        inside: dict[str, int] = {}  # how often a word stands in the phrase that has it most
        for candidate in offered:
            if len(candidate.key) > 1 and not candidate.name and candidate.count > 1 and self._tells(candidate):
                for word in candidate.key:
                    inside[word] = max(inside.get(word, 0), candidate.count)
        # "mobile apps" stands for "app" where it is said often enough.
        offered = [
            candidate
            for candidate in offered
            if len(candidate.key) > 1 or candidate.name or inside.get(candidate.key[0], 0) < _STANDS_FOR * candidate.count
        ]
        repeated = [candidate for candidate in offered if candidate.count > 1]
        if len(repeated) > count * _MORE:
            offered = repeated
        scored = sorted((-self._score(c, weights, named, inside), c.key) for c in offered if self._tells(c))
        kept: list[Key] = []
        long = not in_passing and sum(len(row.tokens) for row in self.rows) >= _LONG
        used: Counter[str] = Counter()
        left_out = 0  # what comes behind these tells less still
        for _, key in scored:
            if len(kept) + left_out >= count:
                break
            passing = len(kept) >= _SURE and self._is_passing(found[key], named)
            if long and (passing or self._is_plain(found[key], named)):
                left_out += len(kept) >= _SURE
                continue
            if not any(_covers(key, other, found) for other in kept) and all(used[word] < _SAME_WORD for word in key):
                kept.append(key)
                used.update(key)
        return [Term(found[key].shown, key, found[key].name) for key in kept]

    def _is_plain(self, candidate: _Candidate, named: Set[str]) -> bool:
        """Is it a common word alone, and not in the title?"""
        plain = len(candidate.key) == 1 and not candidate.name and named.isdisjoint(candidate.key)
        return plain and self.frequencies.zipf(candidate.shown.lower()) >= _PLAIN

    def _is_passing(self, candidate: _Candidate, named: Set[str]) -> bool:
        """Is it said in passing, and not in the title?"""
        often = _NAME_OFTEN if candidate.name else _OFTEN if len(candidate.key) == 1 else _PHRASE_OFTEN
        return candidate.count < often and named.isdisjoint(candidate.key)

    def _short_names(self, found: dict[Key, _Candidate]) -> set[Key]:
        """Short forms of names that stand in full; what they count goes to the full ones."""
        longer: defaultdict[str, list[Key]] = defaultdict(list)
        for key, candidate in found.items():
            if candidate.name and len(key) > 1:
                for word in {key[0], key[-1]}:
                    longer[word].append(key)
        gone: set[Key] = set()
        for key in sorted((k for k in found if found[k].name), key=lambda k: (-len(k), k)):
            homes = [
                h
                for h in {*longer.get(key[0], ()), *longer.get(key[-1], ())}
                if len(h) > len(key) and h not in gone and (h[-len(key) :] == key or h[: len(key)] == key)
            ]
            if not homes:
                continue
            candidate = found[key]
            home = max(homes, key=lambda h: (found[h].count, -len(h), h))
            alone = candidate.count - sum(found[h].count for h in homes)
            behind = home[-len(key) :] == key
            given = [w for w in home[: -len(key)] if w not in PARTICLES and w not in self.words.roles]
            person = behind and not any(w in self.common for w in given) and found[home].first <= candidate.first
            half = behind and alone * 2 <= candidate.count  # the rest stands in headings
            if alone <= 0 or person or half or (not behind and alone < found[home].count):
                found[home].count = max(found[home].count, candidate.count)
                found[home].first = min(found[home].first, candidate.first)
                gone.add(key)
        return gone

    def _tells(self, candidate: _Candidate) -> bool:
        """Is it more than a word of everyday, a role or an address?"""
        if len(candidate.key) > 1:
            last = candidate.key[-1]
            if (
                last in self.words.roles
                and not candidate.name
                and (candidate.small == 0 or self.words.roles.issuperset(candidate.key))
            ):
                return False  # "prime minister", "Huawei spokesperson"
            return candidate.name or not self.tagged or self.heads[last] > _ENDS * self.stems[last]
        form = candidate.shown
        low = form.lower()
        if len(form) < (2 if candidate.name else 3) or candidate.key[0] in self.words.roles:
            return False
        if not candidate.name or candidate.small:
            if self.frequencies.zipf(low) > _COMMONEST or low in self.words.language.titles | self.words.language.ambiguous:
                return False
            if self.tagged and self.heads[candidate.key[0]] < _HEADS * candidate.count:
                return False  # "solar" of solar panels, "create"
        if "." in form.strip(".") and not candidate.name and candidate.count < 2:
            return False  # an address that is mentioned, not a name
        return candidate.count > 2 or not _ORIGIN.fullmatch(form)

    def _score(self, candidate: _Candidate, weights: dict[str, float], named: set[str], inside: dict[str, int]) -> float:
        """How much a term tells: how often it stands, how rare its words are elsewhere, how the method ranks them."""
        lows = candidate.shown.lower().split()
        pairs = [(low, key) for low, key in zip(lows, candidate.key, strict=False) if low not in self.words.stops]
        if not pairs:
            return 0.0
        rare = [self.words.rarity(low) for low, _ in pairs]
        rank = sum(weights.get(key, 0.0) for _, key in pairs) / len(pairs)
        telling = max(rare) if candidate.name else sum(rare) if candidate.count > 1 else sum(rare) / len(rare)
        if candidate.name and len(pairs) > 1:
            telling *= 1.3
        headed = 1 + sum(key in named for _, key in pairs) / len(pairs)
        count = candidate.count
        if len(candidate.key) == 1 and not candidate.name:
            count = max(1, count - inside.get(candidate.key[0], 0) // 2)
        return count**0.6 * telling * (0.4 + rank) * headed * (1.2 - 0.4 * candidate.first)


def _said(reading: Reading, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """What a sentence says, without the label of who speaks and the remarks of a transcript."""
    label = find_speakers(reading.text).label(reading.text, sentence.start, sentence.end)
    start = label[1] if label else sentence.start
    for a, b in overlapping(reading.asides, start, sentence.end):
        if start < a:
            yield start, a
        start = b
    if start < sentence.end:
        yield start, sentence.end


def _title_case(row: Row, heading: bool, capitalized: bool) -> bool:
    """Do most words of a row have a capital, as in a heading? Then capitals there prove no name. `capitalized`: in a language
    where every noun has one."""
    total = len(row.capitals)
    if total < 2 or capitalized:
        return heading
    found = row.tokens
    long = [t.capital for t in found if t.kind == "word" and len(t.text) > 3]
    if found[-1].text in _STOPS:
        return total > 3 and sum(long) > _SHOUTED * len(long)
    if len(found) <= _SHORT_LINE and sum(long) == len(long):
        return True
    return (heading or total > 3) and sum(long) > _TITLED * len(long)


def _covers(key: Key, other: Key, found: dict[Key, _Candidate]) -> bool:
    """Would `key` beside `other` repeat it? A one-word name beside a longer term of which it is part may stand."""
    mine, theirs = set(key), set(other)
    shared = len(mine & theirs)
    small = min(len(mine), len(theirs))
    if shared == small:
        lone = key if len(key) < len(other) else other
        long = other if lone is key else key
        return small > 1 or not found[lone].name or found[lone].count < 2 * found[long].count
    return shared > 1 or (shared * 2 >= small and key[-1] == other[-1] and not found[key].name)
