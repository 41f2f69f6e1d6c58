"""Noun phrases of a sentence: what a keyword may be beside a name.

In English a tagger tells them: adjectives and nouns that end in a noun, whole. Elsewhere an article does: the word behind
it, before a mark or a small word, is a noun; German writes its nouns with a capital. Words that no such place shows to be a
noun count where they stand, but are not offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleanup.keywords.tokens import Row, Token, Words

MOST_WORDS = 4
_ADJECTIVES = frozenset(("JJ", "FW"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_EITHER = _ADJECTIVES | _NOUNS
_PARTICIPLES = frozenset(("VBN", "VBG"))
_DETERMINERS = frozenset(("DT", "PRP$", "POS", "WP$"))
_VERBS = {"VBD": "NN", "VBP": "NN", "VB": "NN", "VBZ": "NNS", "MD": "NN"}
_AFTER_IDIOM = frozenset(("IN", "TO", "RP"))
_AFTER_VERBAL = frozenset(("MD", "RB", "TO"))  # "did not sail"
_JOINS = frozenset(("of", "for", "&"))
_AFTER_VERB = frozenset(("DT", "PRP$", "PRP"))
_BEFORE_INFINITIVE = frozenset(("a", "al", "ao", "dal", "nel"))  # "a cobrir", "al completar", "dal comunicare"
_GENITIVE = frozenset("des eines dieses jedes seines ihres unseres".split())  # German: "des Tumors" is a form of another word
_INFINITIVE = ("ar", "er", "ir", "icare", "izzare", "endere")
_PRETERITE = ("ò", "ì", "ió")  # Italian and Spanish, behind a pronoun that is written like an article: "la pregò", "lo pidió"
_BEFORE_OBJECT = frozenset(("qui", "ne", "n'"))  # French: "qui l'accable" has no article
_POINTED = ("-ci", "-là")  # "ce chemin-là" is a form of another word
_COMMON_ADJECTIVE = 4.5  # Zipf value from which on one ("neues", "größte") makes no term of its noun by standing there once

WHOLE, WEAK, PART, NAME = 0, 1, 2, 3
# Tokens from, to, and how well it stands: whole; weak, which needs more than one such place to be offered; a part of a longer
# phrase, which needs a place where it is whole.
Phrase = tuple[int, int, int]


def mended_tags(tokens: Sequence[Token], tags: list[str]) -> list[str]:
    """Tags with the tagger's plain slips put right: behind an article there is no finite verb, before one no noun that
    opens the sentence with the capital it has there anyway ("Place the pan")."""
    for i, tag in enumerate(tags):
        if tag in _VERBS and i and tags[i - 1] in _DETERMINERS and tokens[i].kind == "word":
            tags[i] = _VERBS[tag]
    if len(tags) > 1 and tags[0] in _NOUNS and tags[1] in _AFTER_VERB:
        tags[0] = "VB"
    return tags


def english(row: Row) -> list[Phrase]:
    """The noun phrases of a row that was tagged."""
    tokens, tags, glued = row.tokens, row.tags, row.glued
    part = [
        i
        for i, tag in enumerate(tags)
        if tokens[i].content
        and (tag in _EITHER or (tag in _PARTICIPLES and "-" in tokens[i].text) or tokens[i].kind == "mixed")
    ]
    in_name: dict[int, tuple[int, int]] = {}
    if row.names:
        for span in row.names:
            for k in range(*span):
                in_name[k] = span
        part = sorted({*part, *in_name})
    found: list[Phrase] = []
    first = before = -2
    for i in [*part, -1]:
        if i != before + 1 or not glued[i]:
            if first >= 0:
                _add_chunk(found, row, first, before + 1, in_name)
            first = i
        before = i
    return found


def _add_chunk(found: list[Phrase], row: Row, i: int, end: int, in_name: dict[int, tuple[int, int]]) -> None:
    tokens, tags = row.tokens, row.tags
    j = end
    while j > i and tags[j - 1] not in _NOUNS and j - 1 not in in_name:
        j -= 1
    if i == j or j - 1 in in_name:
        return  # nothing, a name by itself, or "actor Tom Hanks", which is two terms
    tag_before = tags[i - 1] if i and row.glued[i] else ""
    if i and row.glued[i] and tokens[i - 1].stop and tokens[i - 1].capital and tokens[i].capital and tag_before == "NNP":
        return  # "York office" of "New York office" in a heading
    joined = j + 1 < len(tokens) and row.glued[j] and tokens[j].low in _JOINS and tokens[j + 1].capital
    if joined and tokens[j - 1].capital:
        return  # "Haas School" of "Haas School of Business", or of "Health & Wellness Office"
    if i > 1 and row.glued[i] and tokens[i - 1].text == "&" and tokens[i].capital:
        return
    if j - i == 1:
        counted = tag_before == "CD" or (i > 0 and row.glued[i] and tokens[i - 1].kind == "number")
        found.append(
            (
                i,
                j,
                WEAK if counted or tag_before in _AFTER_VERBAL or (tag_before in _AFTER_IDIOM and tags[i] == "NN") else WHOLE,
            )
        )
        return
    whole = WHOLE
    if tokens[i].capital and i not in in_name and (i == 0 or not row.glued[i]):
        whole = WEAK  # may be an imperative: "Combine warm lighting"
    for k in range(i, j - 1):
        if k not in in_name and (tags[k] == "NNS" or (tags[k] in _NOUNS and tags[k + 1] == "JJ" and k + 1 not in in_name)):
            whole = WEAK  # "means lavish thousands", "adaptability modern brands": a verb may be among them
    if j - i <= MOST_WORDS:
        found.append((i, j, whole))
    for start in range(i + 1, j):
        if tags[start - 1] not in _ADJECTIVES or start - 1 in in_name:
            return  # "fiction writer" is half of "science fiction writer"
        if j - start <= MOST_WORDS:
            found.append((start, j, WEAK if j - start == 1 else PART))


def by_articles(row: Row, words: Words) -> Iterator[Phrase]:
    """The noun phrases of a row in a language with articles, and pairs of words that may be some (weak)."""
    language = words.language
    tokens, glued = row.tokens, row.glued
    articles, wording = language.articles, language.wording
    pronouns = (wording.first_person | wording.third_person | wording.second_person) - articles
    content = [
        t.kind == "word"
        and not t.stop
        and not t.aside
        and len(t.text) > 2
        and not (t.text.endswith(_POINTED) and "-" in t.text)
        for t in tokens
    ]
    taken = [False] * len(tokens)
    for span in row.names:
        for k in range(*span):
            content[k], taken[k] = False, True
    content += [False] * 3
    tied = [*glued, False, False, False]
    more = [c or t for c, t in zip(content, [*taken, False, False, False], strict=True)]
    for i, token in enumerate(tokens):
        if not content[i]:
            continue
        led = i > 0 and glued[i] and tokens[i - 1].low in articles
        if led and i > 1 and (tokens[i - 2].low in pronouns or tokens[i - 2].low in _BEFORE_OBJECT):
            led = False  # "il la regarde"
        if led and tokens[i - 1].low in _BEFORE_INFINITIVE and token.low.endswith(_INFINITIVE):
            led = False
        if led and token.low.endswith(_PRETERITE):
            led = False
        if language.nouns_capitalized:
            if not token.capital:
                continue
            owned = token.low.endswith("s") and any(t.low in _GENITIVE for t in tokens[max(0, i - 2) : i])
            beside = (
                row.heading
                and "-" not in token.text
                and (
                    (tied[i + 1] and content[i + 1] and tokens[i + 1].capital)
                    or (i > 0 and glued[i] and content[i - 1] and tokens[i - 1].capital)
                )
            )  # "Aires" of "Buenos Aires", of which a heading tells no name
            yield i, i + 1, WHOLE if i and not owned and not beside else WEAK
            adjective = i > 0 and content[i - 1] and glued[i] and not tokens[i - 1].capital
            if adjective and tokens[i - 1].low.endswith(("e", "en", "er", "es", "em")):
                articled = i > 1 and glued[i - 1] and tokens[i - 2].low in articles
                telling = words.zipf(tokens[i - 1].low) < _COMMON_ADJECTIVE
                yield i - 1, i + 1, WHOLE if articled and telling else WEAK
            continue
        goes_on = tied[i + 1] and more[i + 1]
        yield i, i + 1, WHOLE if led and not goes_on else WEAK
        if not tied[i + 1]:
            continue
        if content[i + 1]:
            object_behind = tied[i + 2] and tokens[i + 2].low in articles and tokens[i + 2].low not in language.of_words
            if led and not object_behind:
                yield i, i + 2, PART if tied[i + 2] and more[i + 2] else WEAK
        elif content[i + 2] and tied[i + 2] and tokens[i + 1].low in language.of_words and not (tied[i + 3] and more[i + 3]):
            yield i, i + 3, WEAK


def by_repetition(row: Row) -> Iterator[Phrase]:
    """Words, and pairs of words, of a language of which nothing is known but small words, if these; all weak."""
    content = [t.kind == "word" and not t.stop and not t.aside for t in row.tokens]
    for span in row.names:
        for k in range(*span):
            content[k] = False
    for i, here in enumerate(content):
        if here:
            yield i, i + 1, WEAK
            if i + 1 < len(content) and content[i + 1] and row.glued[i + 1]:
                yield i, i + 2, WEAK
