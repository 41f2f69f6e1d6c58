"""Keywords by textacy's methods, merged across surface forms, names whole.

textacy ranks single words and short phrases; a name of the article ("Belgium's State Security Service (VSSE)") seldom
survives that whole. So names are found first, by capital letters in mid-sentence and by an acronym in brackets behind
them; ranked terms that are part of a name give it their weight, and forms of one term ("Huawei", "Huawei's") are one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from cleanup.errors import ConfigError
from cleanup.languages import family, of, stop_words
from cleanup.text.reading import Reading

METHODS = ("yake", "sgrank", "textrank", "scake", "none")
MOST_CHARACTERS = 1_000_000  # keywords of a book's start are those of the book; spaCy refuses longer texts unless told
SCAKE_WORDS = 3000  # sCAKE builds a graph that grows with the square of the vocabulary: longer texts are cut
_MORE = 5  # how many times more terms textacy is asked for than are wanted: most merge

_NAME = re.compile(
    r"(?<![\w])(?:[A-ZÀ-ÖØ-Þ][\w&]*(?:[-'’.][\w&]+)*(?:['’]s)?)"
    r"(?:[ \u00a0](?:(?:of|for|the|de|del|della|di|du|des|la|le|van|von|der|den|do|da|dos|&)[ \u00a0]){0,2}"
    r"[A-ZÀ-ÖØ-Þ][\w&]*(?:[-'’.][\w&]+)*(?:['’]s)?)*"
)
_ACRONYM = re.compile(r"\s\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")
# Adjectives of origin describe other names more often than they name a subject.
_ORIGIN = re.compile(r"[A-Z][a-z]+(?:ese|ish|ian|ean|ern)")
_OWNER = re.compile(r"(.+?)['’]s ([^ ]+)$")
_TOKEN = re.compile(r"[^\W_]+(?:[-'&][^\W_]+)*|\n+|[^\w\s]")
_CONTRACTION = re.compile(r"(\w+)['’](?:d|ll|m|re|ve)")
_POSSESSIVE = re.compile(r"['’]s\b|(?<=s)['’](?!\w)")


def keywords(reading: Reading, method: str = "sgrank", count: int = 8) -> list[str]:
    """The most telling words and names, best first, as the text writes them (without a possessive at the end).

    `method` is one of METHODS. Deterministic. An empty list for "none" and for texts without words.
    Raises ConfigError for an unknown method.
    """
    if method not in METHODS:
        raise ConfigError(f"unknown keyword method {method!r}; there are {', '.join(METHODS)}")
    text, language = reading.text, reading.language
    if method == "none" or count < 1 or not text.strip():
        return []
    names = _names(reading)
    ranked = _ranked(text, language, method, count * _MORE)
    return _merged(ranked, names, text, language, count)


def _ranked(text: str, language: str | None, method: str, count: int) -> list[tuple[str, float]]:
    """Terms with weights from 1 down."""
    plain = _plain(text)
    found = _by_textrank(plain, language, count) if method == "textrank" else _by_textacy(plain, language, method, count)
    # YAKE's numbers fall with weight, the others' rise; only the order is comparable, and it comes best first.
    return [(term, 1 / (2 + place)) for place, term in enumerate(found)]


def _by_textrank(text: str, language: str | None, count: int) -> list[str]:
    from cleanup.keywords.textrank import textrank_terms

    stops, calendar = stop_words(language), of(language).wording.days | of(language).months
    english = family(language) in ("en", None)  # there "march", "may" and "august" are words in lower case
    tokens = [
        "\n" if (low := token.lower()) in calendar and not (english and token.islower()) else low
        for token in _TOKEN.findall(text[:MOST_CHARACTERS])
    ]
    return [term for term, _ in textrank_terms(tokens, lambda t: t[0].isalnum() and t not in stops, count)]


def _by_textacy(text: str, language: str | None, method: str, count: int) -> list[str]:
    from textacy.extract import keyterms

    from cleanup.keywords.spacy_doc import spacy_doc

    doc = spacy_doc(text[:MOST_CHARACTERS], language)
    if len(doc) < 3:
        return []
    # A blank pipeline tags no parts of speech.
    options: dict[str, Any] = {"normalize": "lower", "topn": count, "include_pos": None}
    if method == "scake" and len(doc) > SCAKE_WORDS:
        doc = doc[:SCAKE_WORDS].as_doc()
    try:
        found = getattr(keyterms, method)(doc, **options)
    except (ValueError, ZeroDivisionError, IndexError):  # textacy on texts of a few words or of stop words only
        return []
    return [term for term, _ in found]


def _plain(text: str) -> str:
    """Curly apostrophes straight, possessives off, so that forms of a word are one; lengths do not matter here."""
    return _POSSESSIVE.sub("", text.replace("’", "'"))


@lru_cache(maxsize=16)
def _calendar(language: str | None) -> frozenset[str]:
    """Days and months, as `_key` has them: when something was, and not what it was about."""
    spoken = of(language)
    return frozenset(word for name in spoken.wording.days | spoken.months for word in _key(name))


def _names(reading: Reading) -> Counter[str]:
    """Names with the times they stand in the text, longest forms whole."""
    text, language = reading.text, reading.language
    stops = stop_words(language)
    found: Counter[str] = Counter()
    opened: Counter[str] = Counter()
    for place in reading.sentences:
        sentence = text[place.start : place.end]
        capitals = [w for w in re.findall(r"[^\W\d_]{2,}", sentence) if w[0].isupper()]
        if len(capitals) > 3 and len(capitals) > 0.6 * len(re.findall(r"[^\W\d_]{4,}", sentence)):
            continue  # a heading in title case
        for match in _NAME.finditer(sentence):
            name = _without_opener(match.group(), match.start() == 0 or sentence[match.start() - 1] in "“\"'‘(", stops)
            contracted = _CONTRACTION.fullmatch(name)  # "You're"
            known = (contracted.group(1) if contracted else name).lower() in stops
            if not name or (known and not name.isupper()) or len(name) < 2:
                continue
            acronym = _ACRONYM.match(sentence, match.end())
            owned = _OWNER.fullmatch(name)
            if owned and not acronym:  # "Huawei's Brussels [office]" is two names, "Belgium's Security Service" one
                found.update(owned.groups())
                continue
            if acronym and " " in name:
                name = f"{name} ({acronym.group(1)})"
            if match.start() == 0 and " " not in name and not name.isupper():
                opened[name] += 1
            else:
                found[name] += 1
    if of(language).nouns_capitalized:
        # Every noun has a capital: only runs of several words and words with inner capitals are surely names.
        found = Counter({n: k for n, k in found.items() if " " in n or not n[1:].islower()})
    for name, times in opened.items():
        bare = _POSSESSIVE.sub("", name)
        if name in found or bare in found:
            found[bare] += times
    return found


def _without_opener(name: str, opens: bool, stops: frozenset[str]) -> str:
    parts = name.split()
    while parts and parts[0].lower() in stops and (opens or not parts[0].isupper()):
        parts = parts[1:]
    while parts and parts[-1].lower() in stops and not parts[-1].isupper():
        parts = parts[:-1]
    return " ".join([*parts[:-1], _POSSESSIVE.sub("", parts[-1])]) if parts else ""


def _key(term: str) -> tuple[str, ...]:
    """The words of a term, folded, plural s off."""
    plain = _POSSESSIVE.sub("", term.replace("’", "'").lower())
    return tuple(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in re.findall(r"\w+", plain))


def _merged(ranked: Iterable[tuple[str, float]], names: Counter[str], text: str, language: str | None, count: int) -> list[str]:
    """Names and ranked terms as one list."""
    shown: dict[tuple[str, ...], str] = {}
    weight: defaultdict[tuple[str, ...], float] = defaultdict(float)
    times: Counter[tuple[str, ...]] = Counter()
    keys = _name_keys(names)
    for name, k in names.items():
        key = keys[name]
        times[key] += k
        if key not in shown or len(name) > len(shown[key]):
            shown[key] = name
    most = max(times.values(), default=1)
    lower = text.lower()
    first = {key: max(0, lower.find(shown[key].lower())) / max(1, len(text)) for key in shown}
    for key, k in times.items():
        long = 0.15 * min(3, len(key) - 1)
        weight[key] = 0.6 * k / most + 0.2 * (1 - first[key]) + (long if k > 1 else long / 2)
        if _ORIGIN.fullmatch(shown[key]):
            weight[key] /= 2
    inside: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for key in times:
        for word in key:
            inside[word].append(key)
    stops, calendar = stop_words(language), _calendar(language)
    terms: dict[tuple[str, ...], str] = {}
    for term, w in ranked:
        key = _key(term)
        if not key or all(x in stops for x in key):
            continue
        if not calendar.isdisjoint(key) and all(x in stops or x in calendar or x.isdigit() for x in key):
            continue
        if key in weight:
            weight[key] += w
            continue
        homes = [home for home in inside.get(key[0], ()) if set(key) <= set(home)]
        if homes:
            weight[max(homes, key=lambda h: (weight[h], h))] += w / 2
            continue
        terms[key] = term
        weight[key] += w
    chosen: list[tuple[str, ...]] = []
    for key in sorted(weight, key=lambda k: (-weight[k], k)):
        if all(word in calendar or word.isdigit() for word in key):
            continue
        if any(_covers(key, other) for other in chosen):
            continue
        chosen.append(key)
        if len(chosen) == count:
            break
    return [shown[key] if key in shown else _as_written(terms[key], text) for key in chosen]


def _name_keys(names: Counter[str]) -> dict[str, tuple[str, ...]]:
    """A key for each name; an acronym, and a name without its owner ("State Security Service"), share the long form's."""
    longest = sorted(names, key=lambda n: (-len(n), n))
    keys: dict[str, tuple[str, ...]] = {}
    acronyms: dict[str, tuple[str, ...]] = {}
    for name in longest:
        bracket = re.search(r" \(([^)]+)\)$", name)
        key = _key(name[: bracket.start()] if bracket else name)
        if name in acronyms:
            keys[name] = acronyms[name]
            continue
        if len(key) > 1:
            # "Belgian State Security Service" and "State Security Service" go with "Belgium's State Security Service".
            home = next((k for n, k in keys.items() if len(k) >= len(key) > 1 and _tail(k, key)), None)
            if home is not None:
                key = home
        keys[name] = key
        if bracket:
            acronyms.setdefault(bracket.group(1), key)
    return {n: acronyms.get(n, k) for n, k in keys.items()}


def _tail(long: Sequence[str], short: Sequence[str]) -> bool:
    """Do two names end in the same two words or more, and does the short one add nothing but a form of the first?"""
    k = len(short)
    if k >= 2 and tuple(long[-k:]) == tuple(short):
        return True
    return k >= 3 and tuple(long[-(k - 1) :]) == tuple(short[1:]) and len(long) == k and long[0][:4] == short[0][:4]


def _covers(term: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Would `term` beside `other` repeat it? A one-word name beside a longer name of which it is part may stand."""
    if set(term) == set(other):
        return True
    small, large = (term, other) if len(term) < len(other) else (other, term)
    return len(small) > 1 and set(small) <= set(large)


def _as_written(term: str, text: str) -> str:
    """The most frequent spelling of the term in the text."""
    pattern = r"\s+".join(re.escape(w) + r"(?:['’]s)?" for w in term.split())
    forms = Counter(_POSSESSIVE.sub("", " ".join(m.split())) for m in re.findall(pattern, text, re.IGNORECASE))
    return min(forms, key=lambda f: (-forms[f], f)) if forms else term
