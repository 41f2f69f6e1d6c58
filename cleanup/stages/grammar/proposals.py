"""Candidates of one article with the judge's features and opinion.

`line_candidates` needs a line alone and can be remembered; `place_rows` looks at the article around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cleanup.engines.protocol import Match
from cleanup.models.bigrams import Bigrams, Words
from cleanup.models.ngrams import NGrams
from cleanup.stages.grammar.articles import surely_article
from cleanup.stages.grammar.candidates import Candidate, from_match, merge
from cleanup.stages.grammar.detectors import detect
from cleanup.stages.grammar.dialect import other_spelling
from cleanup.stages.grammar.features import ArticleText, place_features, sentence_bounds
from cleanup.stages.grammar.lexicon import Lexicon
from cleanup.stages.grammar.repeats import standing

# Engine rules that are left off whole: they judge style, another spelling tradition, or white space, which is the
# normalize stage's.
LEFT_OFF = frozenset(
    (
        "WHITESPACE_RULE",
        "CONSECUTIVE_SPACES",
        "SENTENCE_WHITESPACE_STYLE",
        "EN_QUOTES",
        "EN_UNPAIRED_BRACKETS",
        "EN_UNPAIRED_QUOTES",
        "ENGLISH_WORD_REPEAT_BEGINNING_RULE",
        "PARAGRAPH_REPEAT_BEGINNING_RULE",
        "READABILITY_RULE_SIMPLE",
        "READABILITY_RULE_DIFFICULT",
        "TOO_LONG_SENTENCE",
        "ARROWS",
        "DASH_RULE",
        "OXFORD_SPELLING_Z_NOT_S",
        "OXFORD_SPELLING_ISE_VERBS",
        "OXFORD_SPELLING_NOUNS",
        "OXFORD_SPELLING_ADJECTIVES",
        "QUESTION_MARK",
    )
)


def line_candidates(line: str, matches: Iterable[Match], lexicon: Lexicon | None) -> tuple[Candidate, ...]:
    """Engine matches and, with a lexicon, own detections in one line; merged and sorted."""
    found = [
        c
        for m in matches
        if m.rule not in LEFT_OFF
        for c in [from_match(m, line)]
        if c is not None
        and other_spelling(c.old.lower()) != c.new.lower()
        and not (c.old == "etc" and line[c.end : c.end + 4] == " etc")  # only the last of several takes the stop
        and not (m.rule == "EN_A_VS_AN" and _SPELLED.match(line, c.end))  # how letters are read is anybody's guess
        and not _needed_twice(line, c)
    ]
    found = [replace(c, sure=True) if c.rule == "EN_A_VS_AN" and surely_article(line, c.start, c.end) else c for c in found]
    if lexicon is not None:
        own = detect(line, lexicon)
        # the list of misspellings knows more than the engine's dictionary search, so its rule goes first
        found = [*(c for c in own if c.rule == "OWN_MISSPELLED"), *found, *(c for c in own if c.rule != "OWN_MISSPELLED")]
    return merge(line, found)


def _needed_twice(line: str, c: Candidate) -> bool:
    """Whether the candidate takes one of two words that the sentence may need."""
    first, _, second = c.old.partition(" ")
    return first.lower() == second.lower() == c.new.lower() and standing(line, c.start, c.end) == "needed"


@dataclass(frozen=True, slots=True)
class Resources:
    """What the features are computed with."""

    lexicon: Lexicon
    words: Words
    memory: NGrams
    web: Bigrams


def english() -> Resources:
    """What ships for English, loaded when first asked for."""
    from cleanup.models.bigrams import bigrams
    from cleanup.models.frequency import frequencies
    from cleanup.models.ngrams import ngrams
    from cleanup.stages.grammar.lexicon import lexicon

    return Resources(lexicon(), frequencies("en"), ngrams(), bigrams())


_SPELLED = re.compile(r" ?[A-Za-z](?:[A-Z]|[a-z]*\d)")
_HYPHENATED = re.compile(r"[^\W\d_]+[- ][^\W\d_]+")


def place_rows(
    line: str, candidates: Sequence[Candidate], article: ArticleText, resources: Resources, own_pages: int = 0
) -> Iterator[list[float]]:
    """The place features of each candidate of a line, in order. Offsets: the line's."""
    for c in candidates:
        low, high = sentence_bounds(line, c.start, c.end)
        rivals = others = 0
        for other in candidates:
            if other is c:
                continue
            if other.start < c.end and c.start < other.end:
                rivals += 1
            elif low <= other.start < high:
                others += 1
        yield place_features(
            c,
            line,
            article,
            resources.words,
            resources.memory,
            resources.web,
            _compound(c, line, resources.lexicon),
            rivals,
            others,
            own_pages,
        )


def _compound(c: Candidate, line: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """What the lexicon knows of the two words that an inserted or removed hyphen joins."""
    if "-" not in c.new and "-" not in c.old:
        return None
    low, high = c.start, c.end
    while low > 0 and line[low - 1].isalpha():
        low -= 1
    while high < len(line) and line[high].isalpha():
        high += 1
    m = _HYPHENATED.search(line[low:high].lower())
    if m is None:
        return None
    first, _, second = m.group().replace("-", " ").partition(" ")
    return lexicon.compounds.get((first, second))
