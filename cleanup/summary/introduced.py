"""What a sentence speaks of as known, because the text has introduced it before: a summary that takes the sentence must do so too.

"A friar knocked. ... The friar pulled out a stone." "Ann Lund founded the mill. ... Lund sold it." The second of each is understood
where the summary or the title names the friar, or Lund, before. What everybody knows needs no introduction: a name that is common
in the language counts as such, and so does a definite noun that the text never introduced ("the government").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleanup.languages import family, of
from cleanup.models.frequency import frequencies_of
from cleanup.summary.standing import Word, resumed

Needs = tuple[frozenset[str], ...]

_LONGEST_NOUN = 3  # words of a noun with its adjectives
_POINTING_WITHIN = 9  # words; later ones mostly mean something in their own sentence
_KNOWN_TO_ALL = 3.2  # Zipf value, of names that need no introduction; own judgement ("Algeria" has 3.6, "Barnard" 3.1)
_SHORTEST_NAME = 3  # letters
_CONJUNCTIONS = frozenset("that such que dass".split())  # point only after a preposition, "at that moment"


class Introductions:
    """What the sentences so far have introduced; they are given in order."""

    def __init__(self, language: str | None) -> None:
        self._language = of(language)
        self._spoken = self._language.wording
        self._frequencies = frequencies_of(family(language) if language else None)
        self._told: set[str] = set()
        self._indefinite: set[str] = set()
        self._names: set[str] = set()
        self._titles: set[str] = set()  # common nouns that end a name: "the Workers' Party Congress", later "the congress"
        self._told_more = self._spoken.completing | self._spoken.pronouns | self._spoken.first_person
        self._known_anyway = self._spoken.time | self._spoken.of_text | self._spoken.days

    def needs(self, raw: Sequence[str], known: Sequence[Word], text: str) -> Needs:
        """For each thing that the sentence takes as known the stems that it can be named by. `known` as in `standing.leans`."""
        found = []
        opening = resumed(raw, known, self._spoken)
        if opening and (group := frozenset(word[1] for word in known[opening]) & self._told):
            found.append(group)
        before: set[str] = set()
        for at, (lower, stem, content) in enumerate(known):
            if at and lower in self._spoken.definite:
                found.append((self._noun(raw, known, at + 1, text) & (self._indefinite | self._titles)) - before)
            elif at < _POINTING_WITHIN and lower in self._spoken.pointing and self._points(known, at):
                noun = self._noun(raw, known, at + 1)
                found.append(noun - before if noun.isdisjoint(before) else frozenset())
            if content:
                before.add(stem)
        found += [frozenset((stem,)) for stem, alone in self._names_in(raw, known, text) if alone and stem in self._names]
        return tuple(dict.fromkeys(group for group in found if group))

    def add(self, raw: Sequence[str], known: Sequence[Word], text: str) -> None:
        """The next sentence of the text."""
        self._told.update(word[1] for word in known if word[2])
        for at, word in enumerate(known):
            if word[0] in self._spoken.indefinite:
                self._indefinite |= self._noun(raw, known, at + 1)
        self._names.update(stem for stem, _ in self._names_in(raw, known, text))
        if not self._language.nouns_capitalized:
            self._titles.update(
                known[at][1]
                for at in range(2, len(raw))
                if raw[at][0].isupper() and raw[at - 1][0].isupper() and known[at][2] and known[at - 1][2]
            )

    def _noun(self, raw: Sequence[str], known: Sequence[Word], at: int, text: str = "") -> frozenset[str]:
        """The stems of the noun at `at` with what stands before it ("a Dell laptop"). With the `text` a common noun alone, and
        none where it is told more of."""
        end = at
        capitals = not text or self._language.nouns_capitalized
        while end < min(at + _LONGEST_NOUN, len(raw)) and known[end][2] and (capitals or raw[end][0].islower()):
            end += 1
        if text and at < end < len(known) and known[end][0] in self._told_more and f"{raw[end - 1]} {raw[end]}" in text:
            return frozenset()  # "the success of the plan", "the car he rode in"
        if any(word[0] in self._known_anyway for word in known[at:end]):
            return frozenset()
        return frozenset(word[1] for word in known[at:end])

    def _points(self, known: Sequence[Word], at: int) -> bool:
        """Is it a determiner, and no conjunction? "At that moment", "Okay, that comment"."""
        if known[at][0] not in _CONJUNCTIONS:
            return True
        before = known[at - 1] if at else None
        return before is not None and (before[0] in self._spoken.prepositions or before[0] in self._spoken.linking)

    def _names_in(self, raw: Sequence[str], known: Sequence[Word], text: str) -> Iterator[tuple[str, bool]]:
        """The stems of names that not everybody knows, and whether each takes its bearer as known: it stands alone, or opens the
        sentence in full without a word on who that is ("Ann Lund sold it", and not "Ann Lund, who"). Elsewhere a name in full
        introduces itself."""
        if self._language.nouns_capitalized:
            return
        capitals = [word[0].isupper() and known[at][2] for at, word in enumerate(raw)]
        opening = capitals.index(False) if False in capitals else len(capitals)  # words of the name that opens the sentence
        subject = opening < len(raw) and f"{raw[opening - 1]} {raw[opening]}" in text
        for at, word in enumerate(raw):
            if not capitals[at] or len(word) < _SHORTEST_NAME or word.isupper():
                continue
            if self._frequencies.zipf(known[at][0]) < _KNOWN_TO_ALL and not any(map(str.isdigit, word)):
                alone = not any(capitals[max(0, at - 1) : at] + capitals[at + 1 : at + 2])
                yield known[at][1], alone or (at < opening and subject)
