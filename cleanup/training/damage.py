"""Damages right sentences in many ways, to learn what damaged ones look like.

Several words or more at a time: one missing article is a slip, not garble. The bench (tests/bench/garbled_set.py) has
operations and lists of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

from cleanup.models.tagger import Tagger
from cleanup.stages.garbled.runs import SMALL

_DETERMINERS = frozenset("a an the this that these those its their his her our my your".split())
_PREPOSITIONS = frozenset("of in on at by for from with to into over under between".split())
_FINITE = frozenset(("VBZ", "VBD", "VBP", "MD"))
_CLAUSE = frozenset((",", ";", ":", "and", "but", "that", "which", "who", "because", "when"))
_BE = ("is", "are", "was", "were", "be", "been", "being")
_HAVE = ("has", "have", "had", "having")
_LEAST, _MOST = 7, 50  # words and marks of a sentence that is damaged
_COMMON = sorted(SMALL - {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m"})

Words = list[tuple[str, str]]  # with their tags
Operation = Callable[[Words, random.Random], Words | None]


def _without(words: Words, at: Sequence[int], count: int, rng: random.Random) -> Words | None:
    if not 0 < count <= len(at):
        return None
    gone = set(rng.sample(at, count))
    return [w for i, w in enumerate(words) if i not in gone]


def lose_small(words: Words, rng: random.Random) -> Words | None:
    at = [i for i, (w, _) in enumerate(words) if w in SMALL]
    return _without(words, at, rng.choice((2, 3, 3, 4, 5)), rng)


def lose_kind(words: Words, rng: random.Random) -> Words | None:
    kind = rng.choice((_DETERMINERS, _PREPOSITIONS))
    at = [i for i, (w, _) in enumerate(words) if w in kind]
    return _without(words, at, len(at), rng) if len(at) > 1 else None


def lose_verb(words: Words, rng: random.Random) -> Words | None:
    at = [i for i, (_, t) in enumerate(words) if t in _FINITE]
    return _without(words, at[:1] if rng.random() < 0.7 else at, 1, rng) if 0 < len(at) < 4 else None


def lose_run(words: Words, rng: random.Random) -> Words | None:
    n = rng.randint(2, 4)
    i = rng.randint(1, len(words) - n - 2)
    return words[:i] + words[i + n :]


def put_in(words: Words, rng: random.Random) -> Words | None:
    out = list(words)
    for _ in range(rng.choice((2, 3))):
        out.insert(rng.randint(1, len(out) - 2), (rng.choice(_COMMON), ""))
    return out


def other_small(words: Words, rng: random.Random) -> Words | None:
    at = [i for i, (w, _) in enumerate(words) if w in SMALL]
    if len(at) < 3:
        return None
    out = list(words)
    for i in rng.sample(at, rng.choice((2, 3))):
        out[i] = (rng.choice(_COMMON), "")
    return out


def turn(words: Words, rng: random.Random) -> Words | None:
    out = list(words)
    for _ in range(rng.choice((2, 3))):
        i = rng.randint(1, len(out) - 3)
        out[i : i + 2] = out[i + 1], out[i]
    return out


def move(words: Words, rng: random.Random) -> Words | None:
    n = rng.randint(1, 4)
    i = rng.randint(0, len(words) - n - 2)
    rest = words[:i] + words[i + n :]
    j = rng.randint(0, len(rest) - 1)
    return None if i == j else rest[:j] + words[i : i + n] + rest[j:]


def exchange(words: Words, rng: random.Random) -> Words | None:
    a, b, c, d = sorted(rng.sample(range(len(words)), 4))
    return words[:a] + words[c:d] + words[b:c] + words[a:b] + words[d:] if b - a < 7 and d - c < 7 else None


def shuffle(words: Words, rng: random.Random) -> Words | None:
    n = rng.randint(3, 5)
    i = rng.randint(0, len(words) - n - 1)
    part = words[i : i + n]
    rng.shuffle(part)
    return words[:i] + part + words[i + n :]


def verb_elsewhere(words: Words, rng: random.Random) -> Words | None:
    """Finite verbs go to the end of their clause, or anywhere in it; often without articles."""
    out: Words = []
    clause: Words = []
    bare = rng.random() < 0.6
    for w in [*words[:-1], ("", "")]:
        if w[0] in _CLAUSE or not w[0]:
            verbs = [v for v in clause if v[1] in _FINITE]
            rest = [v for v in clause if v[1] not in _FINITE]
            if verbs and rest and rng.random() < 0.7:
                j = len(rest) if rng.random() < 0.7 else rng.randint(0, len(rest))
                clause = rest[:j] + verbs + rest[j:]
            out += [v for v in clause if not (bare and v[0] in ("a", "an", "the"))]
            out += [w] if w[0] else []
            clause = []
        else:
            clause.append(w)
    return [*out, words[-1]]


def _other_form(word: str, rng: random.Random) -> str:
    for family in (_BE, _HAVE):
        if word in family:
            return rng.choice([form for form in family if form != word])
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)] + rng.choice([e for e in ("", "s", "ed", "ing") if e != ending])
    return word + rng.choice(("s", "ed", "ing"))


def wrong_forms(words: Words, rng: random.Random) -> Words | None:
    at = [i for i, (_, t) in enumerate(words) if t.startswith("VB")]
    if len(at) < 2:
        return None
    out = list(words)
    for i in rng.sample(at, min(len(at), rng.choice((2, 3, 3, 4)))):
        out[i] = (_other_form(out[i][0], rng), "")
    return out


OPERATIONS: dict[Operation, float] = {
    lose_small: 3,
    lose_kind: 4,
    lose_verb: 4,
    lose_run: 1,
    put_in: 1.5,
    other_small: 1.5,
    turn: 1.5,
    move: 2,
    exchange: 2,
    shuffle: 1,
    verb_elsewhere: 3,
    wrong_forms: 3,
}
_JOIN = 3.0  # how often two sentences become one, beside the weights above
_TWICE = 0.25  # how often a sentence is damaged once more


def damaged(sentences: Sequence[list[str]], by: Tagger, times: int, seed: int = 5) -> Iterator[tuple[int, list[str]]]:
    """(the number of the sentence, its words damaged), some `times` each. The sentences are split into words and marks."""
    rng = random.Random(seed)
    operations, weights = [*OPERATIONS, None], [*OPERATIONS.values(), _JOIN]
    before: Words | None = None
    for number, sentence in enumerate(sentences):
        if not _LEAST <= len(sentence) <= _MOST:
            continue
        words = list(zip(sentence, by.tag(sentence), strict=True))
        for _ in range(times):
            chosen = rng.choices(operations, weights)[0]
            if chosen is not None:
                out = chosen(words, rng)
                if out is not None and len(out) >= _LEAST and rng.random() < _TWICE:
                    out = rng.choice(list(OPERATIONS))(out, rng) or out
            elif before is not None:
                out = words[: rng.randint(2, len(words) - 2)] + before[rng.randint(1, len(before) - 3) :]
            else:
                out = None
            if out is not None and out != words:
                yield number, [w for w, _ in out]
        before = words
