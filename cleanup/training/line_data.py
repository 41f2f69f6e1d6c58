"""Labeled lines to train the line judge from: clean articles with real left-over lines put in, and whole pages as text.

A record (JSON lines, as the WCXB development split comes with renderings, and as `training.pages` makes of others) has
`id`, `set`, `title`, `title_tag`, `url`, `main_content` and `renderings`: name -> text. Left-over lines are those of a
rendering that do not align with the reference. They are put in without marks and blank lines: the judge does not look at
these, so it cannot learn the layout of the injection. Extractors' outputs are not labeled against the reference as they
are: such labels are noise. Where a reference was made by a program, its lines that a second program left out are not
learned from either (`MADE_BY_PROGRAM`).
"""

from __future__ import annotations

import gzip
import json
import lzma
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

WORD = re.compile(r"\w+")
SPACE = re.compile(r"\s+")
LIST_MARK = re.compile(r"^\s*(?:[*+•·–-]|\d+[.)])\s+")
SITE_TAIL = re.compile(r" [|–—-] ")
PAGES = ("inscriptis", "bs4")  # renderings of whole pages
EXTRACTED = ("traf_recall", "newspaper", "readability")  # renderings that leave lines over
FOREIGN = 0.2  # a line is left over when at most this share of its words aligns with the reference
OWN = 0.5  # in a whole page, a line is the article's when at least this share aligns
LONGEST = 40  # words of a left-over line; longer ones are often prose that the reference left out
UNTITLED = 0.25  # of the documents are learned from without their title
LINES_A_PAGE = 12  # lines of one page in the common pool, so that no page outweighs the others
BARE = 0.9  # a page of which more belongs to its article has been stripped of its menus before
OTHER = "other-"  # how sets of pages that are no articles are named, before their kind
ARTICLES = "wcxb"  # the set of a record that names none
# Sets whose references are what a program kept of the page, furniture and all: of 104 such references 11 lose over 1 % of
# their words, nearly all of them bylines, credits, prompts and boxes when read.
MADE_BY_PROGRAM = frozenset({"readability"})
AGREED = 0.5  # of the words of a reference's line are in the second program's text, or it is not learned from
ALONE = 0.3  # of the pages are learned from once more without their article
FEWEST_ALONE = 5  # lines of such a sample
SHORTENED = 0.2  # of the samples are cut to their first lines: short news are rare in the data
SHORT_WORDS = (60, 260)  # words that such a sample keeps, at least and at most
RECASED = 0.08  # of the left-over lines are written in capitals, in lower case or with capital first letters
JOINED_LINES = 0.06  # of them are joined with the next one, as tables and rows of links are
JOINTS = (" | ", " · ", " • ", "  ", " / ", " ")


@dataclass(slots=True)
class Sample:
    """One document to learn from: lines, 1 = belongs to the article, 0 = left over; weight 0 = not learned from."""

    page: str
    source: str
    host: str
    kind: str  # clean | own | other | alone | page
    title: str
    lines: list[str] = field(default_factory=list)
    labels: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, line: str, label: int, weight: float = 1.0) -> None:
        """Append one line."""
        self.lines.append(line)
        self.labels.append(label)
        self.weights.append(weight)

    def insert(self, place: int, line: str, label: int, weight: float = 1.0) -> None:
        """Put a line in before the line that stands at `place`."""
        self.lines.insert(place, line)
        self.labels.insert(place, label)
        self.weights.insert(place, weight)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON-lines file, plain, .gz or .xz."""
    opener: Any = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def fold(text: str | None) -> str:
    """A line reduced to its words, for equality."""
    return " ".join(WORD.findall((text or "").lower()))


def headline(record: dict[str, Any]) -> str:
    """The reference's title, or the page's without the site's name."""
    return " ".join(str(record.get("title") or SITE_TAIL.split(record.get("title_tag") or "")[0]).split())


def aligned_shares(lines: Sequence[str], reference: str) -> list[float]:
    """For each line, the share of its words on a longest common subsequence with the reference."""
    from rapidfuzz.distance import LCSseq

    ids: dict[str, int] = {}
    owner: list[int] = []
    codes: list[int] = []
    totals = [0] * len(lines)
    for i, line in enumerate(lines):
        for word in WORD.findall(line.lower()):
            codes.append(ids.setdefault(word, len(ids)))
            owner.append(i)
            totals[i] += 1
    other = [ids.setdefault(word, len(ids)) for word in WORD.findall(reference.lower())]
    hits = [0] * len(lines)
    for op in LCSseq.opcodes(codes, other):
        if op.tag == "equal":
            for i in owner[op.src_start : op.src_end]:
                hits[i] += 1
    return [h / t if t else 0.0 for h, t in zip(hits, totals, strict=True)]


@dataclass(frozen=True, slots=True)
class LabeledPage:
    """What is taken from one record: the article's lines, the page's own lines around them, pages as labeled lines."""

    id: str
    source: str  # the set that it is of
    url: str
    title: str
    titles: frozenset[str]  # folded forms of the title
    article: tuple[str, ...]
    doubtful: frozenset[int]  # lines of the article that are not learned from
    before: tuple[str, ...]
    inside: tuple[tuple[int, tuple[str, ...]], ...]  # (index of the article line that precedes, lines)
    after: tuple[str, ...]
    foreign: tuple[str, ...]  # what extractors left over
    whole: tuple[tuple[tuple[str, float, float], ...], ...]  # whole pages: (line, aligned share, weight)

    @property
    def host(self) -> str:
        """Its site without "www."; its id where the address is not known."""
        return (urlsplit(self.url).hostname or self.id).removeprefix("www.")


def read_page(record: dict[str, Any]) -> LabeledPage | None:
    """One record as a LabeledPage; None where there is no article."""
    reference = record["main_content"]
    gold = fold(reference)
    if not gold:
        return None
    titles = frozenset({fold(record.get("title")), fold(record.get("title_tag")), fold(headline(record))} - {""})
    article = tuple(line for line in reference.split("\n") if fold(line))
    renderings = record.get("renderings") or {}
    source = record.get("set") or ARTICLES
    second = (renderings.get(EXTRACTED[0]) or "") if source in MADE_BY_PROGRAM else None
    whole = []
    for name in PAGES:
        lines = [line for line in (renderings.get(name) or "").split("\n") if fold(line)]
        shares = aligned_shares(lines, reference)
        whole.append(tuple(zip(lines, shares, _clarity(lines, shares, second), strict=True)))
    before, inside, after = _own_lines([(line, share) for line, share, _ in whole[0]], article, titles, gold)
    foreign: dict[str, str] = {}
    for name in EXTRACTED:
        lines = [SPACE.sub(" ", line).strip() for line in (renderings.get(name) or "").split("\n") if fold(line)]
        for line, share in zip(lines, aligned_shares(lines, reference), strict=True):
            key = fold(line)
            if share <= FOREIGN and len(line) < 300 and key not in gold:
                foreign.setdefault(key, line)
    return LabeledPage(
        id=record["id"],
        source=source,
        url=record.get("url") or "",
        title=headline(record),
        titles=titles,
        article=article,
        doubtful=frozenset() if second is None else _doubtful(article, second),
        before=before,
        inside=inside,
        after=after,
        foreign=tuple(foreign.values()),
        whole=tuple(whole),
    )


def _doubtful(article: Sequence[str], second: str) -> frozenset[int]:
    """Lines of the article that the `second` program's text does not have."""
    return frozenset(i for i, share in enumerate(aligned_shares(article, second)) if share < AGREED)


def _clarity(lines: Sequence[str], shares: Sequence[float], second: str | None) -> list[float]:
    """How much each line of a page is learned from: little where it half aligns, not at all where the programs differ."""
    clear = [1.0 if share <= FOREIGN or share >= 0.8 else 0.3 for share in shares]
    if second is None:
        return clear
    agreed = aligned_shares(lines, second)
    return [c if (a >= AGREED) == (share >= OWN) else 0.0 for c, a, share in zip(clear, agreed, shares, strict=True)]


def _own_lines(
    lines: Sequence[tuple[str, float]], article: Sequence[str], titles: frozenset[str], gold: str
) -> tuple[tuple[str, ...], tuple[tuple[int, tuple[str, ...]], ...], tuple[str, ...]]:
    """The page's own lines before, between and after the article's, in page order."""
    where = {fold(line): i for i, line in enumerate(article)}
    found = [i for i, (line, share) in enumerate(lines) if share >= 0.8 and fold(LIST_MARK.sub("", line)) in where]
    if not found:
        return (), (), ()
    first, last, anchors = found[0], found[-1], set(found)
    before: list[str] = []
    inside: dict[int, list[str]] = {}
    after: list[str] = []
    seen = set(titles)
    at = 0
    for i, (raw, share) in enumerate(lines):
        line = SPACE.sub(" ", LIST_MARK.sub("", raw)).strip()
        key = fold(line)
        if i in anchors:
            at = where[key]
        if share > FOREIGN or key in seen or not key or key in gold or len(line.split()) > LONGEST:
            continue
        seen.add(key)
        if i < first:
            before.append(line)
        elif i > last:
            after.append(line)
        else:
            inside.setdefault(at, []).append(line)
    return tuple(before), tuple((i, tuple(x)) for i, x in sorted(inside.items())), tuple(after)


def clean_sample(page: LabeledPage, kind: str) -> Sample:
    """The article as it is; lines that are its title are not learned from."""
    sample = Sample(page.id, page.source, page.host, kind, page.title)
    for i, line in enumerate(page.article):
        sample.add(line, 1, 0.0 if fold(line) in page.titles or i in page.doubtful else 1.0)
    return sample


def shortened(page: LabeledPage, words: int) -> LabeledPage:
    """The page with its article cut to the first lines of so many words, what stood around it still around it."""
    count = kept = 0
    for line in page.article:
        if count >= words:
            break
        count += len(WORD.findall(line))
        kept += 1
    return replace(
        page,
        article=page.article[:kept],
        doubtful=frozenset(i for i in page.doubtful if i < kept),
        inside=tuple((i, lines) for i, lines in page.inside if i < kept - 1),
    )


def varied(lines: Sequence[str], rng: random.Random) -> list[str]:
    """Left-over lines, some of them written in another case or joined with the next one."""
    out: list[str] = []
    for line in lines:
        if rng.random() < RECASED:
            line = rng.choice((str.upper, str.lower, str.title))(line)
        if out and rng.random() < JOINED_LINES:
            out[-1] += rng.choice(JOINTS) + line
        else:
            out.append(line)
    return out


def _repeat_title(sample: Sample, rng: random.Random) -> None:
    """In half of the documents the title comes once more near the end; the title stage's task, so not learned from."""
    if sample.title and rng.random() < 0.5:
        sample.insert(max(1, len(sample.lines) - rng.randint(0, 3)), sample.title, 0, 0.0)


def with_own_lines(page: LabeledPage, rng: random.Random, most: int = 6, vary: bool = True) -> Sample | None:
    """The article with lines of its own page before, inside and after it, `varied` or not; None where the page has none."""
    as_seen = varied if vary else _as_they_are
    sample = clean_sample(page, "own")
    start = rng.randint(0, 2)
    tail = page.after[start:][: rng.randint(1, most)] if rng.random() < 0.95 else ()
    head = page.before[-rng.randint(1, max(3, most // 2)) :] if page.before and rng.random() < 0.4 else ()
    middle = sorted(rng.sample(page.inside, min(len(page.inside), rng.randint(0, 2))), reverse=True)
    if not (tail or head or middle):
        return None
    for place, lines in middle:
        for line in reversed(as_seen(lines[: rng.choice((1, 2, 2, 3))], rng)):
            sample.insert(place + 1, line, 0)
    for line in reversed(as_seen(head, rng)):
        sample.insert(0, line, 0)
    for line in as_seen(tail, rng):
        sample.add(line, 0)
    _repeat_title(sample, rng)
    return sample


def with_other_lines(page: LabeledPage, pool: Sequence[tuple[str, str]], rng: random.Random, vary: bool = True) -> Sample:
    """The article with 1 to 9 left-over lines of other pages, most of them at its end."""
    as_seen = varied if vary else _as_they_are
    sample = clean_sample(page, "other")
    gold = fold("\n".join(page.article))
    for other, line in rng.sample(pool, min(len(pool), rng.randint(1, 9))):
        if other == page.id or fold(line) in gold:
            continue
        zone = rng.random()
        n = len(sample.lines)
        place = rng.randint(0, min(2, n)) if zone < 0.15 else rng.randint(1, max(1, n - 1)) if zone < 0.4 else n
        sample.insert(place, as_seen([line], rng)[0], 0)
    _repeat_title(sample, rng)
    return sample


def _as_they_are(lines: Sequence[str], rng: random.Random) -> list[str]:
    return list(lines)


def without_article(page: LabeledPage, rng: random.Random, vary: bool = True) -> Sample | None:
    """What stands around the article, in page order, without it; None where that is little."""
    as_seen = varied if vary else _as_they_are
    lines = [*page.before, *(line for _, around in page.inside for line in around), *page.after]
    if len(lines) < FEWEST_ALONE:
        return None
    count = rng.randint(FEWEST_ALONE, len(lines))
    start = rng.randint(0, len(lines) - count)
    sample = Sample(page.id, page.source, page.host, "alone", page.title)
    for line in as_seen(lines[start : start + count], rng):
        sample.add(line, 0)
    return sample


def pool_of(pages: Sequence[LabeledPage], rng: random.Random) -> list[tuple[str, str]]:
    """(page id, left-over line), at most LINES_A_PAGE of a page."""
    return [(page.id, line) for page in pages for line in rng.sample(page.foreign, min(len(page.foreign), LINES_A_PAGE))]


def article_samples(pages: Sequence[LabeledPage], seed: int, rounds: int = 3, vary: bool = True) -> Iterator[Sample]:
    """Clean articles, and `rounds` times each with its own page's lines and with other pages'.

    With `vary` some are cut short, some of what is left over is written in another way, and some of it stands alone.
    """
    rng = random.Random(seed)
    pool = pool_of(pages, rng)
    for page in pages:
        made: list[Sample | None] = [clean_sample(page, "clean")]
        for turn in range(rounds):
            part = _perhaps_shortened(page, rng) if vary else page
            made.append(with_own_lines(part, rng, most=6 if turn < 2 else 14, vary=vary))
            if turn < 2:
                made.append(with_other_lines(part, pool, rng, vary))
        if vary:
            part = _perhaps_shortened(page, rng)
            if part is not page:
                made.append(clean_sample(part, "clean"))
            if rng.random() < ALONE:
                made.append(without_article(page, rng))
        for sample in made:
            if sample is not None:
                if rng.random() < UNTITLED:
                    sample.title = ""
                yield sample


def _perhaps_shortened(page: LabeledPage, rng: random.Random) -> LabeledPage:
    return shortened(page, rng.randint(*SHORT_WORDS)) if rng.random() < SHORTENED else page


def page_samples(pages: Sequence[LabeledPage]) -> Iterator[Sample]:
    """Whole pages as text, each line labeled by its alignment; lines that half align weigh little.

    Of pages that are no articles (`OTHER`) only the text is learned from: a list of products is much like a menu. Pages
    that are hardly more than their article (`BARE`) teach nothing about pages.
    """
    for page in pages:
        if page.source.startswith(OTHER):
            continue
        for lines in page.whole:
            sample = Sample(page.id, page.source, page.host, "page", page.title if len(page.title) % 4 else "")
            for line, share, weight in lines:
                sample.add(line, int(share >= OWN), weight)
            words = [len(WORD.findall(line)) for line in sample.lines]
            belong = sum(n for n, label in zip(words, sample.labels, strict=True) if label)
            if sample.lines and belong <= BARE * sum(words):
                yield sample
