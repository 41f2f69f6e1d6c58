"""The learned judge of title lines: which line near the top or the end of a text is the article's title, if any is.

For texts that come without a title and do not open with it: a copy further down, after a share bar or before the
comments, is then the only one. A title is told from a section heading by what it shares with the whole article (its
opening lines, its most frequent words) rather than with the lines beside it. Trained by `training.titles`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cleanup.models import store
from cleanup.models.forest import Forest
from cleanup.models.line import END, READ_HEAD, READ_TAIL, SENTENCE_WORDS, SHAPE, WORD, content, read_line
from cleanup.text.address import Address

MODEL = store.MODELS / "titles.npz"
HEAD_LINES, END_LINES = 4, 8  # lines with words at either end that may be the title
FEWEST, MOST = 3, 25  # words of a title
LEAD_LINES = 3  # lines of body text that open the article
HEADINGS = 100  # of the headings at either end are compared with a candidate: keeps long lists linear
OPENERS = frozenset("how why what the a best top when where is are can".split())
STEM = 5  # letters of a word that its forms share: "repairs", "repaired"
NEAR_TOP = 8  # places beyond this one are all far from the top

COMPARED = ("in lead", "frequency", "stems in lead", "address in line", "line in address")

NAMES = (
    "topic words",
    "in lead",
    "in first body line",
    "in next body line",
    "in last body line above",
    "in headings",
    "like a heading",
    "frequency",
    "spread",
    "among 3 most frequent",
    "among 5 most frequent",
    "among 10 most frequent",
    "not in body",
    "lines after",
    "lines before",
    "body lines after",
    "words below",
    "words above",
    "body below",
    "body above",
    "headings",
    "heading share",
    "capitals beside headings",
    "length beside headings",
    "words of a heading",
    "headings after",
    "body lines",
    "opens like a title",
    "opens with a number",
    "inner colon",
    "copies",
    "stems in lead",
    "stems in headings",
    "pairs in body",
    "names in body",
    "in next two body lines",
    "in other body lines",
    "short lines above",
    "short lines below",
    "lines after, shared out",
    "like the first line",
    "words of the address",
    "address in line",
    "line in address",
    "spells the address",
    "address in other lines",
    *(f"beside the best other: {name}" for name in COMPARED),
    *(f"shape: {name}" for name in SHAPE),
)
AT = {name: column for column, name in enumerate(NAMES)}


@dataclass(frozen=True, slots=True)
class TitleJudgment:
    """Line `place` (index into the rows given) is the title with this probability; `rival` is the likeliest other's."""

    place: int
    probability: float
    rival: float


@dataclass(frozen=True, slots=True)
class _Text:
    """What is read of a text once: the words and topic of each line with words, and what the body repeats."""

    rows: list[str]
    places: list[int]
    words: list[tuple[str, ...]]
    topics: list[frozenset[str]]
    body: list[int]
    headings: list[int]
    frequency: Counter[str]
    spread: Counter[str]
    ranked: list[str]
    copies: Counter[tuple[str, ...]]
    stems: list[frozenset[str]]
    pairs: list[frozenset[tuple[str, str]]]  # neighboring words of each line
    names: frozenset[str]  # words that the body has with a capital inside its lines
    address: Address


def _read(rows: Sequence[str], address: Address) -> _Text:
    short = [row if len(row) <= READ_HEAD + READ_TAIL else f"{row[:READ_HEAD]} {row[-READ_TAIL:]}" for row in rows]
    found = [(i, tuple(WORD.findall(row.lower()))) for i, row in enumerate(short)]
    places = [i for i, words in found if words]
    words = [w for _, w in found if w]
    topics = [content(w) for w in words]
    ends = [bool(END.search(short[i].rstrip())) for i in places]
    body = [k for k, w in enumerate(words) if ends[k] and len(w) >= SENTENCE_WORDS]
    headings = [k for k, w in enumerate(words) if not ends[k] and 2 <= len(w) <= MOST]
    frequency: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for k in body:
        frequency.update(w for w in words[k] if w in topics[k])
        spread.update(topics[k])
    # ties by the alphabet, as sets have no order that is the same in each run
    ranked = [w for w, _ in sorted(frequency.items(), key=lambda pair: (-pair[1], pair[0]))[:10]]
    kept = [short[i] for i in places]
    return _Text(
        kept,
        places,
        words,
        topics,
        body,
        headings,
        frequency,
        spread,
        ranked,
        Counter(words),
        [frozenset(w[:STEM] for w in topic) for topic in topics],
        [frozenset(pairwise(w)) for w in words],
        frozenset(w.lower() for k in body for w in WORD.findall(kept[k])[1:] if w[0].isupper()),
        address,
    )


def candidates(text: _Text) -> list[int]:
    """Lines at either end that are neither too short nor too long for a title."""
    n = len(text.words)
    ends = [*range(min(HEAD_LINES, n)), *range(max(HEAD_LINES, n - END_LINES), n)]
    return [k for k in ends if FEWEST <= len(text.words[k]) <= MOST]


def read_text(rows: Sequence[str], url: str = "") -> tuple[_Text, list[int], NDArray[np.float32]]:
    """The text, its candidates (as places among the lines with words), and candidates x NAMES."""
    text = _read(rows, Address.of(url))
    chosen = candidates(text)
    table = np.array([_row(text, k) for k in chosen], np.float32).reshape(len(chosen), len(NAMES))
    for name in COMPARED if len(chosen) else ():
        column = table[:, AT[name]]
        table[:, AT[f"beside the best other: {name}"]] = column - _best_other(text, chosen, column)
    return text, chosen, table


def _best_other(text: _Text, chosen: Sequence[int], column: NDArray[np.float32]) -> NDArray[np.float32]:
    """For each candidate the highest value among those that are no copies of it; 0 where there are none."""
    keys = [_spelled(text.words[k]) for k in chosen]
    return np.array(
        [max((float(v) for v, key in zip(column, keys, strict=True) if key != own), default=0.0) for own in keys], np.float32
    )


def _row(text: _Text, k: int) -> list[float]:
    topic, n = text.topics[k], len(text.words)
    size = max(len(topic), 1)
    body = [b for b in text.body if b != k]
    above, below = [b for b in body if b < k], [b for b in body if b > k]
    lead: frozenset[str] = frozenset().union(*(text.topics[b] for b in body[:LEAD_LINES]))
    heads = [h for h in (text.headings[:HEADINGS] + text.headings[HEADINGS:][-HEADINGS:]) if h != k]
    named: frozenset[str] = frozenset().union(*(text.topics[h] for h in heads))
    like = max((len(topic & text.topics[h]) / max(len(topic | text.topics[h]), 1) for h in heads), default=0.0)
    line = read_line(text.rows[k])
    cased = [_capitals(text.rows[h]) for h in heads]
    lengths = [float(len(text.words[h])) for h in heads]
    mine = float(len(text.words[k]))

    def share(of: frozenset[str]) -> float:
        return len(topic & of) / size

    return [
        float(len(topic)),
        share(lead),
        share(text.topics[body[0]]) if body else 0.0,
        share(text.topics[below[0]]) if below else -1.0,
        share(text.topics[above[-1]]) if above else -1.0,
        share(named),
        like,
        sum(float(np.log1p(text.frequency[w])) for w in sorted(topic)) / size,
        sum(text.spread[w] for w in topic) / size / max(len(text.body), 1),
        *(float(sum(w in topic for w in text.ranked[:top])) for top in (3, 5, 10)),
        sum(text.frequency[w] == 0 for w in topic) / size,
        float(n - 1 - k),
        float(min(k, NEAR_TOP)),
        float(len(below)),
        float(min(len(text.words[k + 1]), 60)) if k + 1 < n else -1.0,
        float(min(len(text.words[k - 1]), 60)) if k else -1.0,
        float(k + 1 in below[:1]) if k + 1 < n else -1.0,
        float(k - 1 in above[-1:]) if k else -1.0,
        float(len(text.headings)),
        len(text.headings) / n,
        float(np.mean(cased)) - _capitals(text.rows[k]) if cased else 0.0,
        float(np.mean(lengths)) - mine if lengths else 0.0,
        float(np.median(lengths)) if lengths else 0.0,
        float(sum(h > k for h in text.headings)),
        float(max(len(text.body), 1)),
        float(text.words[k][0] in OPENERS),
        float(text.words[k][0][0].isdigit()),
        float(":" in text.rows[k].rstrip()[:-1]),
        float(text.copies[text.words[k]]),
        *_in_body(text, k, body, below),
        *_around(text, k),
        *_in_address(text, k, heads),
        *(0.0 for _ in COMPARED),  # filled in once all candidates are read
        *line.shape,
    ]


def _in_body(text: _Text, k: int, body: Sequence[int], below: Sequence[int]) -> Iterator[float]:
    """How much of the line the body repeats: "stems in lead" to "in other body lines"."""
    topic, size = text.topics[k], max(len(text.topics[k]), 1)
    stems = text.stems[k]
    yield len(stems & frozenset().union(*(text.stems[b] for b in body[:LEAD_LINES]))) / max(len(stems), 1)
    yield len(stems & frozenset().union(*(text.stems[h] for h in text.headings[:HEADINGS] if h != k))) / max(len(stems), 1)
    words = text.words[k]
    held = [any(pair in text.pairs[b] for b in body) for pair in pairwise(words)]
    yield sum(held) / max(len(held), 1)
    yield sum(w in text.names for w in topic) / size
    near = frozenset[str]().union(*(text.topics[b] for b in below[:2]))
    far = frozenset[str]().union(*(text.topics[b] for b in body if b not in below[:2]))
    yield len(topic & near) / size
    yield len(topic & far) / size


def _around(text: _Text, k: int) -> Iterator[float]:
    """What stands beside the line and at the top: "short lines above" to "like the first line"."""
    n = len(text.words)
    prose = set(text.body)

    def short(step: int) -> float:
        count, at = 0, k + step
        while 0 <= at < n and at not in prose and count < NEAR_TOP:
            count, at = count + 1, at + step
        return float(count)

    yield short(-1)
    yield short(1)
    yield (n - 1 - k) / n
    union = len(text.topics[k] | text.topics[0])
    yield len(text.topics[k] & text.topics[0]) / union if k and union else -1.0


def _in_address(text: _Text, k: int, heads: Sequence[int]) -> Iterator[float]:
    """What the line shares with the address of its page: "words of the address" to "address in other lines"."""
    address = text.address
    yield float(len(address.words))
    if not address.words:
        yield from (-1.0, -1.0, 0.0, -1.0)
        return
    yield address.shown_by(text.rows[k])
    yield address.covers(text.rows[k])
    yield address.spelled_by(text.rows[k])
    yield max((address.shown_by(text.rows[h]) for h in heads), default=0.0)


def _capitals(row: str) -> float:
    """Share of capitalized words."""
    words = WORD.findall(row)
    return sum(w[0].isupper() for w in words) / max(len(words), 1)


def _spelled(words: Sequence[str]) -> list[str]:
    """The words with one kind of apostrophe: a copy of the title is no rival."""
    return [w.replace("’", "'") for w in words]


@lru_cache(maxsize=1)
def title_forest() -> Forest:
    """The shipped judge, read once."""
    return Forest.from_arrays(store.load(MODEL)[0], "title.")


def guess_title(rows: Sequence[str], forest: Forest | None = None, url: str = "") -> TitleJudgment | None:
    """The likeliest title line at either end of a text, of two copies the one at the top; None where no line there could
    be one. `url` is the address of its page, "" where it is not known."""
    text, chosen, table = read_text(rows, url)
    if not chosen:
        return None
    said = (forest or title_forest()).probabilities(table)
    keys = [_spelled(text.words[k]) for k in chosen]
    best = int(said.argmax())
    copies = [c for c, key in enumerate(keys) if key == keys[best] and chosen[c] < HEAD_LINES]
    others = [p for key, p in zip(keys, said.tolist(), strict=True) if key != keys[best]]
    named = copies[0] if copies else best
    return TitleJudgment(text.places[chosen[named]], float(said[best]), max(others, default=0.0))
