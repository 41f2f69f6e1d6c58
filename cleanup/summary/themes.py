"""Themes of several stories: names and noun phrases that some of them share and the others do not.

A theme is a keyword of a story that others speak of as well: in the title, or again and again, never in passing. A word
that is no name joins stories only where they share more than that word: "trends" joins catering and fitness to nothing.
Themes are picked one after the other, each time the one that tells most of the stories that have none yet; then each
story goes to the one of them that it is about most.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log, sqrt

from cleanup.keywords.extraction import Key, Term
from cleanup.keywords.tokens import Token, Words, words_of
from cleanup.languages import family, of
from cleanup.text.reading import Reading

KEYWORDS = 24  # of a story, among which themes are looked for
_TITLE, _KEYWORD, _FALL = 0.6, 0.5, 0.1  # weight of a place in the title and among the keywords, and its fall with each place
_HEAVIEST = _TITLE + _KEYWORD + 1  # with a mention as often as any keyword has
_ABOUT = 0.6  # weight from which on a story is about a term
_PHRASE = 1.3  # what a term of several words tells more than a word
_RARE = 0.35  # rarity below which a capital makes no name ("Top", "Adults")
_SURE = 0.9  # weight from which on a name is enough to join stories
_ALIKE = 0.1  # cosine of two articles about one subject; of any two it is .01
_LIKE_ENOUGH = 0.08  # the same that a word joins, at worst
_LIKE_BY_NAME = 0.02
_MOST, _FEW = 0.6, 5  # share of the stories that a theme may hold, and how many it may hold anyway
_LEAST = 1.2  # score of a theme


@dataclass(frozen=True, slots=True)
class Subject:
    """A story as themes are looked for in it: `terms` are its keywords, the best first, `publishers` the names of its
    sources' sites, which are no theme of it."""

    reading: Reading
    title: str
    terms: Sequence[Term]
    publishers: Collection[str] = ()


def themes(subjects: Sequence[Subject]) -> list[str | None]:
    """The theme of each story, as the first story that has it among its keywords writes it; None where it shares none. A
    theme has two stories or more, and never all; a word that is no name has stories of one language. Deterministic."""
    if len(subjects) < 3:  # what two share tells neither from the other
        return [None] * len(subjects)
    return _Collection([_Story(s) for s in subjects]).themes()


class _Story:
    """One story, as stems."""

    def __init__(self, subject: Subject) -> None:
        reading = subject.reading
        self.code = family(reading.language)
        words = words_of(reading.language or "")
        rows = [words.row(reading.text, s.start, s.end).tokens for s in reading.sentences if s.kind != "code"]
        self._text = "\n".join(_joined(map(_stem, row)) for row in rows)
        self._title = _joined(map(_stem, words.row(subject.title, 0, len(subject.title)).tokens))
        self.bag: Counter[str] = Counter()
        self.rarity: dict[str, float] = {}
        for token, count in Counter(token for token in chain.from_iterable(rows) if token.content).items():
            stem = _stem(token)
            self.bag[stem] += count
            self.rarity[stem] = max(words.rarity(token.low), self.rarity.get(stem, 0.0))
        self._publishers = {_squeezed(name) for name in subject.publishers}
        counted = {words.stem(word) for word in words.language.counted}
        self.terms = {
            _key(term, words): term
            for term in subject.terms
            if not counted.issuperset(term.key) and not self.published_by(term.text)
        }
        self._places: dict[Key, int] = {}
        for place, key in enumerate(self.terms):
            for part in _parts(key):
                self._places.setdefault(part, place)
        self._most = max((self.mentions([key]) for key in self.terms), default=0) or 1

    def published_by(self, name: str) -> bool:
        """Is this the name of a site that the story is from?"""
        return _squeezed(name) in self._publishers

    def mentions(self, keys: Iterable[Key]) -> int:
        """How often the text has a term, which is written in one of these ways."""
        return sum(self._text.count(_joined(key)) for key in keys)

    def is_titled(self, keys: Iterable[Key]) -> bool:
        """Has the title the term?"""
        return any(_joined(key) in self._title for key in keys)

    def weight(self, keys: Collection[Key], mentions: int) -> float:
        """How much the story is about a term, from 0 to _HEAVIEST."""
        titled = self.is_titled(keys)
        if mentions + titled < 2:
            return 0.0
        places = [self._places[key] for key in keys if key in self._places]
        share = min(1.0, mentions / self._most)
        return (
            _TITLE * titled
            + (_KEYWORD / (1 + _FALL * min(places)) if places else 0.0)
            + (sqrt(share) if min(map(len, keys)) > 1 else share)
        )


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A term that may be a theme: how it is `shown`, the stems that it is written with by language, what each story that is
    about it `weights`, how many stories mention it at all, and which have it in the title."""

    shown: str
    name: bool
    keys: Mapping[str, Collection[Key]]
    weights: Mapping[int, float]
    mentioned: int
    titled: frozenset[int]

    @property
    def is_phrase(self) -> bool:
        """Has it several words?"""
        return all(len(key) > 1 for keys in self.keys.values() for key in keys)

    @property
    def focus(self) -> float:
        """The share of the stories which mention it that are about it."""
        return len(self.weights) / self.mentioned


class _Collection:
    """All stories, and what tells them apart."""

    def __init__(self, stories: Sequence[_Story]) -> None:
        self._stories = stories
        self._size = len(stories)
        self._most = max(_MOST * self._size, min(self._size - 1, _FEW))
        self._holders: defaultdict[tuple[str, str], set[int]] = defaultdict(set)  # stories by language and word
        for i, story in enumerate(stories):
            for stem in story.bag:
                self._holders[story.code, stem].add(i)
        spread = Counter(stem for story in stories for stem in story.bag)
        self._vectors = [_unit(story, spread, self._size) for story in stories]

    def themes(self) -> list[str | None]:
        """The theme of each story."""
        left = set(range(self._size))
        rated = [(candidate, self._rated(candidate, left)) for candidate in self._candidates()]
        picked: list[_Candidate] = []
        held: list[_Candidate | None] = [None] * self._size
        while rated := [(candidate, found) for candidate, found in rated if found[0] >= _LEAST]:
            best, (_, members) = max(rated, key=lambda r: (r[1][0], r[0].is_phrase, r[0].shown))
            picked.append(best)
            for i in members:
                held[i] = best
            left.difference_update(members)
            rated = [
                (candidate, found if left.issuperset(found[1]) else self._rated(candidate, left))
                for candidate, found in rated
                if candidate is not best
            ]
        self._settle(held, picked)
        return [None if candidate is None else candidate.shown for candidate in held]

    def _settle(self, held: list[_Candidate | None], picked: Sequence[_Candidate]) -> None:
        """Give each story the theme that it is about most, where its own keeps two others without it."""
        could = [(candidate, set(self._rated(candidate, range(self._size))[1])) for candidate in picked]
        sizes = Counter(map(id, held))
        for i, own in enumerate(held):
            if own is None or sizes[id(own)] < 3:
                continue
            open_to = [candidate for candidate, members in could if i in members or candidate is own]
            nearest = max(open_to, key=lambda c: (c.weights[i] * (_PHRASE if c.is_phrase else 1.0), c is own))
            if nearest is not own:
                held[i] = nearest
                sizes.update({id(own): -1, id(nearest): 1})

    def _candidates(self) -> Iterator[_Candidate]:
        """The terms that two stories or more are about, in the order of the stories."""
        same = self._same()
        forms: dict[tuple[str, Key], Counter[str]] = {}
        keys: defaultdict[tuple[str, Key], dict[str, dict[Key, None]]] = defaultdict(dict)
        named: set[tuple[str, Key]] = set()
        for story in self._stories:
            for key, term in story.terms.items():
                home = same.get((story.code, key), (story.code, key))
                forms.setdefault(home, Counter())[term.text] += 1
                keys[home].setdefault(story.code, {})[key] = None
                if term.name and max((story.rarity.get(word, 0.0) for word in key), default=0.0) >= _RARE:
                    named.add(home)
        for home, part in self._shared_parts().items():
            if home not in forms:
                forms[home] = Counter([part])
                keys[home][home[0]] = {home[1]: None}
        for home, written in forms.items():
            # A capital may be that of a heading.
            shown = max(written, key=lambda form: (home not in named and form[0].islower(), written[form]))
            weights: dict[int, float] = {}
            mentioned = 0
            for i in sorted(set().union(*(self._with(code, key) for code, found in keys[home].items() for key in found))):
                story = self._stories[i]
                found = keys[home][story.code]
                mentions = story.mentions(found)
                mentioned += mentions > 0
                weight = 0.0 if any(map(story.published_by, written)) else story.weight(found, mentions)
                if weight >= _ABOUT:
                    weights[i] = weight
            if len(weights) > 1:
                titled = frozenset(i for i in weights if self._stories[i].is_titled(keys[home][self._stories[i].code]))
                yield _Candidate(shown, home in named, keys[home], weights, max(mentioned, len(weights)), titled)

    def _with(self, code: str, key: Key) -> set[int]:
        """The stories of a language that have these words."""
        known = [self._holders[code, word] for word in key if (code, word) in self._holders]
        return set.intersection(*known) if known else set()

    def _same(self) -> dict[tuple[str, Key], tuple[str, Key]]:
        """Terms that are another one: an acronym what it stands for, a name the same name in another language."""
        same: dict[tuple[str, Key], tuple[str, Key]] = {}
        doubtful: set[tuple[str, Key]] = set()
        names: dict[str, dict[tuple[str, Key], None]] = {}
        sure: set[str] = set()  # names where not every noun has a capital
        for story in self._stories:
            capitalized = of(story.code).nouns_capitalized
            for key, term in story.terms.items():
                whole, _, acronym = term.text.removesuffix(")").rpartition(" (")
                if whole and term.text.endswith(")"):
                    short: tuple[str, Key] = (story.code, (acronym.lower(),))
                    if same.setdefault(short, (story.code, key)) != (story.code, key):
                        doubtful.add(short)  # it stands for two things
                elif term.name or (capitalized and term.text[0].isupper()):
                    names.setdefault(term.text.lower(), {})[story.code, key] = None
                    if not capitalized:
                        sure.add(term.text.lower())
        for short in doubtful:
            del same[short]
        for name in sorted(names.keys() & sure):
            home, *others = names[name]
            if any(code != home[0] for code, _ in others):
                same |= {other: same.get(home, home) for other in others if other not in same}
        return same

    def _shared_parts(self) -> dict[tuple[str, Key], str]:
        """Parts of keywords that two stories' keywords share: "weight loss" of "weight loss drugs" and of "weight loss diet"."""
        found: dict[tuple[str, Key], str] = {}
        held: defaultdict[tuple[str, Key], set[int]] = defaultdict(set)
        heads = {(story.code, key[-1]) for story in self._stories for key in story.terms}
        for i, story in enumerate(self._stories):
            for key, term in story.terms.items():
                written = term.text.split(" ")
                if len(written) != len(key):  # an acronym in brackets, a possessive
                    continue
                for start in range(len(key)):
                    for end in range(start + 2, len(key) + 1):
                        part = (story.code, key[start:end])
                        if (story.code, part[1][-1]) not in heads:
                            continue  # "freelance web" of "freelance web developer"
                        held[part].add(i)
                        found.setdefault(part, " ".join(written[start:end]))
        return {part: shown for part, shown in found.items() if len(held[part]) > 1}

    def _rated(self, candidate: _Candidate, left: Collection[int]) -> tuple[float, list[int]]:
        """How much a theme tells of the stories that are left, and which of them it would hold."""
        held = {i: weight for i, weight in candidate.weights.items() if i in left}
        words = {word for keys in candidate.keys.values() for key in keys for word in key}
        cohesion = 0.0
        while len(held) > 1:
            alike = self._likeness(list(held), words)
            lacking = [(alike[i] - self._needed(candidate, held[i]), i) for i in held]
            out = sorted(each for each in lacking if each[0] < 0)
            if not out:
                cohesion = sum(alike.values()) / len(alike)
                break
            for _, i in out[: 1 + len(out) // 8]:  # the others may be more alike without them
                del held[i]
        if not 1 < len(held) <= self._most:
            return 0.0, []
        if not candidate.name and cohesion < _ALIKE and candidate.titled.isdisjoint(held):
            return 0.0, []  # "battery life" of watches and laptops
        rare = log((self._size + 1) / candidate.mentioned) / log((self._size + 1) / 2)
        score = sum(held.values()) * rare * (_PHRASE if candidate.is_phrase else 1.0)
        if not candidate.name:  # "machine" tells less than "workout"
            rarity = max(self._stories[i].rarity.get(word, 0.0) for i in held for word in words)
            score *= max(0.3, min(1.0, cohesion / _ALIKE)) * (0.75 + 0.7 * rarity)
        return score, sorted(held)

    def _needed(self, candidate: _Candidate, weight: float) -> float:
        """How much a story must be like the others of a theme: less, the more it and the others are about the term."""
        if candidate.name:
            return 0.0 if weight >= _SURE else _LIKE_BY_NAME
        needed = _LIKE_ENOUGH * (1.2 - weight / _HEAVIEST) * (1.2 - candidate.focus)
        return needed / 2 if candidate.is_phrase else needed

    def _likeness(self, places: Sequence[int], without: Collection[str]) -> dict[int, float]:
        """For each of these stories the mean cosine with the others, without some words."""
        total: defaultdict[str, float] = defaultdict(float)
        for i in places:
            for stem, weight in self._vectors[i].items():
                total[stem] += weight
        return {
            i: sum(w * (total[stem] - w) for stem, w in self._vectors[i].items() if stem not in without) / (len(places) - 1)
            for i in places
        }


def _unit(story: _Story, spread: Mapping[str, int], size: int) -> dict[str, float]:
    """tf-idf of the story's words, as a vector of length 1."""
    weights = {stem: (1 + log(count)) * story.rarity[stem] * log(1 + size / spread[stem]) for stem, count in story.bag.items()}
    length = sqrt(sum(w * w for w in weights.values())) or 1.0
    return {stem: w / length for stem, w in weights.items()}


def _stem(token: Token) -> str:
    """The stem; "WHO" is another word than "who"."""
    return token.text if token.shouted and token.stop else token.stem


def _key(term: Term, words: Words) -> Key:
    """The stems of a term, as `_stem` has them."""
    shown = term.text.split()
    return tuple(word.upper() if word in words.stops and word.upper() in shown else word for word in term.key)


def _parts(key: Key) -> Iterator[Key]:
    """The runs of words in a term, itself the last."""
    for size in range(1, len(key) + 1):
        for start in range(len(key) - size + 1):
            yield key[start : start + size]


def _joined(stems: Iterable[str]) -> str:
    """Stems so that a run of them is found in a text by itself, and twice in a row twice."""
    return " " + "  ".join(stems) + " "


def _squeezed(name: str) -> str:
    """A name without what sites write differently: "The Daily", "thedaily"."""
    return "".join(c for c in name.lower() if c.isalnum()).removeprefix("the")
