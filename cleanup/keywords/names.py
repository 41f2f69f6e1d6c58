"""Names of a text, whole: runs of capitalized tokens with the small words, initials and signs that belong to them.

"J. K. Rowling", "Ludwig van Beethoven", "University of California", "Marks & Spencer" and "Theresa May" are one name each. A
capital that opens a sentence or a quotation proves nothing by itself, and a heading in title case nothing at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleanup.keywords.tokens import Row, Token, Words

# Small words inside names of persons, places and houses; "of" and "for" also join institutions to places.
PARTICLES = frozenset("van von der den de da dos das do du del della di des d' la le el al bin ibn ben zu ter ten".split())
_INFLECTED = ("e", "en", "em", "es")  # endings of German adjectives
_ANCESTRAL = frozenset(("van", "von", "da"))  # of persons more than of anything else
_AMONG_NOUNS = frozenset("von van zu de da di del du".split())  # those where every noun has a capital
_OF = frozenset(("of", "for"))
_AND = frozenset("and und et y e en".split())  # "Trinidad and Tobago", where neither stands without the other
_JOINING = PARTICLES | _OF | _AND
PREPOSITIONS = frozenset("de du des da do das dos del della di".split())
_BEHIND_OF = frozenset(("the", "de", "la"))
_OPENING = frozenset("“\"„«‘'(:—–•*·>|[-")
_ABBREVIATED_PLACE = frozenset(("st", "ste", "mt", "ft", "pt"))  # among the titles, and part of a name
_CLOSES = frozenset("VBD VBZ MD CC IN".split())  # tags of what follows a name that ends in 's, and no possessive
_NO_NAME = frozenset("PRP PRP$ DT IN CC MD TO WP WDT WRB VB VBZ VBP VBD EX UH RB".split())  # tags
_ROMAN = re.compile(r"[IVXLC]+")
_MODIFIES = 0.6  # share of its places where an adjective with a capital stands before a noun without one


class Names:
    """How the words of one text are written, and which runs of them are names."""

    def __init__(self, rows: Sequence[Row], words: Words, common: frozenset[str], times: Counter[str]) -> None:
        """`common` are everyday words of the language in lower case, as far as they are known; `times` says how often each
        token stands in the text, as it stands."""
        language = words.language
        self._words, self._common = words, common
        self._openers = language.openers | language.wording.early | language.wording.joining | language.wording.linking
        self._before_institution = language.articles or words.stops
        self.running: Counter[str] = Counter()  # capitalized within a sentence
        self.times = times
        self._capitals: Counter[str] = Counter()  # any capitalized token, and with the capitalized one behind it
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._owning: Counter[str] = Counter()  # before a possessive ending, and before one with nothing to own
        self._closed: Counter[str] = Counter()
        self._joint: Counter[tuple[str, str]] = Counter()  # with "and" between them
        self._within: set[tuple[str, str]] = set()  # such pairs within a sentence
        self._alone: Counter[str] = Counter()  # the last token of a run that no small word follows
        self._modifying: Counter[str] = Counter()  # before a content word with a small letter
        for row in rows:
            if not row.heading:
                self._read(row)

    def _read(self, row: Row) -> None:
        tokens, glued = row.tokens, row.glued
        last = len(tokens) - 1
        for i in row.capitals:
            token = tokens[i]
            if not self._opens(row, i):
                self.running[token.text] += 1
            self._capitals[token.low] += 1
            if i < last and tokens[i + 1].low == "'s":
                self._owning[token.low] += 1
                owned = tokens[i + 2] if i + 2 <= last else None
                tag = row.tags[i + 2] if row.tags and owned is not None else ""
                self._closed[token.low] += bool(row.tags) and (owned is None or owned.kind == "mark" or tag in _CLOSES)
            if i == last or not glued[i + 1]:
                self._alone[token.low] += 1
            elif tokens[i + 1].low in _AND and i + 2 <= last and tokens[i + 2].capital and glued[i + 2]:
                self._joint[token.low, tokens[i + 2].low] += 1
                self._alone[token.low] += 1
            elif tokens[i + 1].capital:
                self._pairs[token.low, tokens[i + 1].low] += 1
                if not self._opens(row, i):
                    self._within.add((token.low, tokens[i + 1].low))
            elif tokens[i + 1].low not in _JOINING:
                self._alone[token.low] += 1
                if tokens[i + 1].kind == "word" and not tokens[i + 1].stop:
                    self._modifying[token.low] += 1

    def _opens(self, row: Row, i: int) -> bool:
        """Would the token at `i` be capitalized in any case?"""
        return i == 0 or row.tokens[i - 1].text in _OPENING or (i == 1 and row.tokens[0].kind == "clitic")

    def inseparable(self, one: Token, other: Token) -> bool:
        """Do the two stand together again and again, and never apart?"""
        together = self._pairs[one.low, other.low]
        return together > 1 and together == self._capitals[one.low] == self._capitals[other.low]

    def spans(self, row: Row) -> Iterator[tuple[int, int]]:
        """The names of a row, as half-open ranges of its tokens, in order."""
        if row.heading:
            return
        tokens = row.tokens
        end = 0
        for i in row.capitals:
            if i < end or not self._starts(row, i):
                continue
            start, end = i, self._end(row, i)
            while start < end and (self._titled(tokens, start, end) or self._timed(tokens, start, end)):
                start += 1
            last = end
            while last > start + 1 and tokens[last - 1].stop and not tokens[last - 1].shouted:
                if tokens[last - 2].low in PARTICLES:
                    break  # "Conseil d'État"
                if row.tags and row.tags[last - 1].startswith("NNP"):
                    break  # "Theresa May"
                last -= 1
            if start < last and not self._no_name(row, start, last):
                yield start, last + self._always_owns(row, last)

    def _always_owns(self, row: Row, end: int) -> bool:
        """Is the possessive behind a name part of it ("McDonald's said")? So where the name never stands without it, and not
        always before what it would own."""
        if end >= len(row.tokens) or row.tokens[end].low != "'s":
            return False
        low = row.tokens[end - 1].low
        return self._owning[low] == self._capitals[low] and self._closed[low] > 0

    def _titled(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Is this "Mr" before a name?"""
        low = tokens[start].low.rstrip(".")  # French "M." is a title, and an initial anywhere else
        return end - start > 1 and low in self._words.language.titles and low not in _ABBREVIATED_PLACE

    def _timed(self, tokens: Sequence[Token], start: int, end: int) -> bool:
        """Is this a time or a measure before a name, where every noun has a capital ("letztes Jahr Overbeck")?"""
        return end - start > 1 and self._words.language.nouns_capitalized and tokens[start].low in self._words.times

    def _starts(self, row: Row, i: int) -> bool:
        """Can a name begin here?"""
        token = row.tokens[i]
        tag = row.tags[i] if row.tags else ""
        behind = row.tokens[i + 1] if i + 1 < len(row.tokens) and row.glued[i + 1] else None
        followed = behind is not None and behind.capital
        if tag == "PRP" or (len(token.text) == 1 and not followed):
            return False
        if token.calendar:
            return followed and behind is not None and self._pairs[token.low, behind.low] > 1
        if token.shouted and token.kind == "word":
            return True
        if token.kind == "initial":
            return followed
        if behind is not None and (token.low, behind.low) in self._within and (tag.startswith("NNP") or not tag):
            return len(token.text) > 1  # "New York" opens the sentence
        if token.stop or tag in _NO_NAME:
            return (
                followed and len(token.text) > 1 and (tag.startswith("NNP") or not tag) and not self._opens(row, i)
            )  # "Will Smith", "Le Monde"
        if not self._opens(row, i):
            return True
        if token.low in self._openers:
            return False
        if token.role and i + 2 < len(row.tokens) and row.tokens[i + 1].low in _OF and row.tokens[i + 2].capital:
            return True  # "Secretary of State Hillary Clinton"
        if self.running[token.text] or any(c.isupper() for c in token.text[1:]):
            return True
        if tag:
            return tag.startswith("NNP") and (followed or (token.low not in self._common and not self.times[token.low]))
        ancestral = i + 2 < len(row.tokens) and row.tokens[i + 1].low in _ANCESTRAL and row.tokens[i + 2].capital
        if self._words.language.nouns_capitalized and token.low.endswith(_INFLECTED):
            return False  # "Vielen Forschern"
        return (followed or ancestral) and not self.times[token.low]

    def _dated(self, row: Row, i: int) -> bool:
        return i + 1 < len(row.tokens) and row.tokens[i + 1].kind == "number"

    def _end(self, row: Row, start: int) -> int:
        """Where the run ends that begins at `start`."""
        tokens, glued = row.tokens, row.glued
        count = len(tokens)
        j = start + 1
        while j < count and glued[j]:
            token = tokens[j]
            if token.capital:
                if row.tags and row.tags[j] == "PRP":
                    break
                if token.calendar and not self._kept(row, j):
                    break
                if token.kind == "initial" and not (j + 1 < count and glued[j + 1] and tokens[j + 1].capital):
                    break
                j += 1
            elif token.kind == "mixed":
                j += 1
            elif token.text == "&" and j + 1 < count and glued[j + 1] and tokens[j + 1].capital:
                j += 2
            elif token.low in _JOINING:
                k = self._joined(row, start, j)
                if k == j:
                    break
                j = k
            else:
                break
        return j

    def _kept(self, row: Row, j: int) -> bool:
        """Does a day or month belong to the name before it ("Theresa May", "Black Friday")?"""
        before = row.tokens[j - 1].low
        return not self._dated(row, j) and self._pairs[before, row.tokens[j].low] == self._capitals[before]

    def _joined(self, row: Row, start: int, j: int) -> int:
        """The end of the name with the small words at `j` and the capitalized token behind them, or `j`."""
        tokens, glued = row.tokens, row.glued
        if tokens[j].low in _AND:
            pair = row.tokens[j - 1].low, tokens[j + 1].low if j + 1 < len(tokens) else ""
            return (
                j + 2
                if self._joint[pair] > 1 and self._joint[pair] == self._capitals[pair[0]] == self._capitals[pair[1]]
                else j
            )
        language = self._words.language
        if tokens[j].low in language.articles and tokens[j].low not in language.of_words | PREPOSITIONS:
            return j  # Dutch "bezocht Rutte de universiteit"
        if self._words.language.nouns_capitalized and tokens[j].low not in _AMONG_NOUNS:
            return j
        k = j + 1
        more = _BEHIND_OF if tokens[j].low in _OF else PARTICLES
        if k < len(tokens) and glued[k] and tokens[k].low in more:
            k += 1
        if k >= len(tokens) or not glued[k] or not tokens[k].capital or tokens[k].calendar:
            return j
        head = tokens[j - 1].low
        if tokens[j].low in _OF:
            if tokens[j - 1].role and tokens[j - 1].shouted:
                return j  # "CEO of Acme"
            institution = head in self._common
        else:
            institution = start > 0 and glued[start] and tokens[start - 1].low in self._before_institution
        return k + 1 if institution or not self._alone[head] else j

    def _no_name(self, row: Row, start: int, end: int) -> bool:
        """Is the run a role, an adjective, a day, a lone common noun with a capital?"""
        found = row.tokens[start:end]
        if all(t.calendar or t.kind == "mixed" for t in found) or (len(found) > 2 and all(t.shouted for t in found)):
            return True
        last = found[-1]
        if last.role and (len(found) == 1 or not last.shouted):
            return all(t.role or t.low in self._common for t in found) or (
                start > 0 and row.glued[start] and row.tokens[start - 1].stop
            )
        if len(found) > 1:
            return False
        if (last.stop and not last.shouted) or last.low in self._words.language.titles or _ROMAN.fullmatch(last.text):
            return True
        if not row.tags and self._modifying[last.low] > _MODIFIES * self._capitals[last.low] and not last.shouted:
            return True  # "Vlaamse" partijen, "Berliner" Bezirke
        if self._words.language.nouns_capitalized:
            return last.text[1:].islower()
        tag = row.tags[start] if row.tags else ""
        return bool(tag) and not tag.startswith("N") and last.text[1:].islower()
