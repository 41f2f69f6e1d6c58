"""Several articles at once: near-duplicates grouped, one summary a group, under the themes that they share.

Two articles are near-duplicates when the smaller one's word triples are mostly the other's, measured exactly. The MinHash
of corpus/dedupe.py does not serve here: it estimates likeness of the whole texts, and a reprint is often cut. Of 400
articles and a copy of each it finds (at its .8) 373 with one word in forty changed, 179 with the last fifth cut, none with
two fifths cut, 104 with another ending; triples find all of them, and join only reports of one running story, and daily
editions that consist mostly of the same stock text, among 1,432 distinct articles (6 s; MinHash takes 0.3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cleanup.keywords.extraction import terms
from cleanup.summary import summarize_text
from cleanup.summary.protocol import ChosenSentence
from cleanup.summary.themes import KEYWORDS, Subject, themes
from cleanup.text.address import host_of
from cleanup.text.language import detect_language
from cleanup.text.markup import Block
from cleanup.text.reading import Reading
from cleanup.text.tokens import word_tokens

SHINGLE = 3  # words
# Share of the smaller article's triples: a reprint that is cut or has another ending is still one story. Two reports of
# the same event in own words stay below .2.
SAME_STORY = 0.5
SHOWN = 8  # keywords of a story
_COMMON = 30  # articles that may share a triple before it counts as a common phrase


@dataclass(frozen=True, slots=True)
class Clipping:
    """One cleaned article to digest. `path` is its file, `line` its place in a file of records and `id` its id there;
    `address` is the http or https address of its page, `date` the day on which it was published, YYYY-MM-DD where it could be
    read, else as stated, `site` the name of its site. `blocks` are found in the text where None is given; no summary touches
    the `flagged` spans of it."""

    text: str
    title: str | None = None
    path: str | None = None
    address: str | None = None
    language: str | None = None
    date: str | None = None
    site: str | None = None
    line: int | None = None
    id: str | int | None = None
    blocks: Sequence[Block] | None = None
    flagged: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Near-duplicate articles as one: `members` are places in the input, the fullest first. Title, summary, keywords and
    language are those of the first; where it has no title, its first sentence is the title and not in the summary. `theme` is
    None where no other story shares one."""

    title: str
    members: tuple[int, ...]
    summary: tuple[ChosenSentence, ...]
    keywords: tuple[str, ...]
    theme: str | None
    language: str | None


def digest(
    clippings: Sequence[Clipping], sentences: int = 3, method: str = "auto", done: Callable[[int], None] | None = None
) -> list[Story]:
    """Stories in the order of themes: the theme with most articles first, within it the story with most, then input
    order; last those without a theme. Empty articles are left out. `done` is told how many articles are. Deterministic."""
    made: list[Story] = []
    subjects: list[Subject] = []
    finished = 0
    for members in group(clippings):
        lead = clippings[members[0]]
        language = lead.language or detect_language(lead.text)
        summary = summarize_text(
            lead.text,
            title=lead.title,
            blocks=lead.blocks,
            language=language,
            keep_out=lead.flagged,
            sentences=sentences,
            method=method,
        ).sentences
        if lead.title:
            title = lead.title
        elif summary:  # the first sentence stands for a title, and is not said twice
            title, summary = summary[0].text, summary[1:]
        else:
            title = lead.text.strip().split("\n")[0]
        reading = Reading(lead.text, lead.blocks, language)
        found = terms(reading, "textrank", KEYWORDS, lead.title, in_passing=True)
        publishers = {name for i in members for name in _publishers(clippings[i])}
        made.append(Story(" ".join(title.split()), members, summary, tuple(t.text for t in found[:SHOWN]), None, language))
        subjects.append(Subject(reading, title, found, publishers))
        finished += len(members)
        if done is not None:
            done(finished)
    shared = themes(subjects)
    size = Counter(theme for theme, story in zip(shared, made, strict=True) for _ in story.members)
    first = {theme: shared.index(theme) for theme in set(shared)}
    stories = [replace(story, theme=theme) for theme, story in zip(shared, made, strict=True)]
    return sorted(stories, key=lambda s: (s.theme is None, -size[s.theme], first[s.theme], -len(s.members), s.members[0]))


def _publishers(clipping: Clipping) -> set[str]:
    """What the site of an article is called: by itself, and by its address."""
    host = host_of(clipping.address) or ""
    return {name for name in (clipping.site, host, *host.split(".")[:-1]) if name}


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
