"""Damage words of clean articles by operations listed here, and count what the stage `words` mends.

`python -m tests.bench.bench_words ARTICLES.jsonl[.gz] [--field text] [--limit 200] [--operation NAME] [--misses]`. A place
is right when the article reads there as it did, suggested when the right reading is one; every other change is wrong.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pyphen  # type: ignore[import-untyped]

from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.core.policy import Policy
from cleanup.core.runner import decide
from cleanup.document import Document
from cleanup.stages.words.stage import WordsStage
from cleanup.text.language import detect_language

Place = tuple[int, int, str]  # what is put in place of text[start:end]
_PATTERNS = pyphen.Pyphen(lang="en_US")
_WORD = re.compile(r"(?<![\w'’.@/#-])[a-z]{4,}(?![\w'’@/-])")
_PAIR = re.compile(r"(?<![\w'’.@/#-])[a-z]+ [a-z]+(?![\w'’@/-])")
_PLACES = 8  # of one kind in an article


def _syllable(text: str, draw: random.Random) -> Iterator[Place]:
    for m in _WORD.finditer(text):
        at = _PATTERNS.positions(m.group())
        if at:
            cut = draw.choice(at)
            yield m.start(), m.end(), f"{m.group()[:cut]} {m.group()[cut:]}"


def _anywhere(text: str, draw: random.Random) -> Iterator[Place]:
    for m in _WORD.finditer(text):
        cut = draw.randrange(1, len(m.group()))
        yield m.start(), m.end(), f"{m.group()[:cut]} {m.group()[cut:]}"


def _hyphen(text: str, draw: random.Random) -> Iterator[Place]:
    for start, end, put in _syllable(text, draw):
        yield start, end, put.replace(" ", "- ")


def _free_ligature(text: str, draw: random.Random) -> Iterator[Place]:
    for m in _WORD.finditer(text):
        put = re.sub("(?<=[a-z])(ffi|ffl|ff|fi|fl)(?=[a-z])", r" \1 ", m.group(), count=1)
        if put != m.group():
            yield m.start(), m.end(), put


def _after_ligature(text: str, draw: random.Random) -> Iterator[Place]:
    for m in _WORD.finditer(text):
        put = re.sub("(ffi|ffl|ff|fi|fl)(?=[a-z])", r"\1 ", m.group(), count=1)
        if put != m.group():
            yield m.start(), m.end(), put


def _lost_ligature(text: str, draw: random.Random) -> Iterator[Place]:
    for m in _WORD.finditer(text):
        put = re.sub("(?<=[a-z])(ffi|ffl|ff|fi|fl)(?=[a-z])", " ", m.group(), count=1)
        if put != m.group():
            yield m.start(), m.end(), put


def _joined(text: str, draw: random.Random) -> Iterator[Place]:
    for m in _PAIR.finditer(text):
        yield m.start(), m.end(), m.group().replace(" ", "")


def _joined_run(text: str, draw: random.Random) -> Iterator[Place]:
    for m in re.finditer(r"(?<![\w'’.@/#-])[a-z]+(?: [a-z]+){3}(?![\w'’@/-])", text):
        yield m.start(), m.end(), m.group().replace(" ", "")


def _stop(text: str, draw: random.Random) -> Iterator[Place]:
    for m in re.finditer(r"(?<=[a-z]{2}[.?!]) (?=[A-Z][a-z]* [a-z])", text):
        yield m.start(), m.end(), ""


def _comma(text: str, draw: random.Random) -> Iterator[Place]:
    for m in re.finditer(r"(?<=[a-z]{2},) (?=[a-z]{2,})", text):
        yield m.start(), m.end(), ""


def _block_end(text: str, draw: random.Random) -> Iterator[Place]:
    for m in re.finditer(r"(?<=[a-z]{2})[.?!] (?=[A-Z][a-z]+ [a-z])", text):
        yield m.start(), m.end(), ""


def _cap(text: str, draw: random.Random) -> Iterator[Place]:
    for m in re.finditer(r"(?m)^[A-Z](?=[a-z]+ [a-z])", text):
        yield m.start(), m.end(), m.group() + " "


def _spaced(text: str, draw: random.Random) -> Iterator[Place]:
    for m in _WORD.finditer(text):
        yield m.start(), m.end(), " ".join(m.group())


def _first_letter(text: str, draw: random.Random) -> Iterator[Place]:
    for m in re.finditer(r"(?m)^[A-Z](?=[a-z]{4,} [a-z])", text):
        yield m.start(), m.end(), ""


OPERATIONS: dict[str, Callable[[str, random.Random], Iterator[Place]]] = {
    "split at a syllable": _syllable,
    "split anywhere": _anywhere,
    "hyphen and blank": _hyphen,
    "ligature set free": _free_ligature,
    "blank after a ligature": _after_ligature,
    "ligature lost": _lost_ligature,
    "two words joined": _joined,
    "four words joined": _joined_run,
    "blank lost after a stop": _stop,
    "blank lost after a comma": _comma,
    "block's end lost": _block_end,
    "drop cap": _cap,
    "letters spaced out": _spaced,
    "first letter lost": _first_letter,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--field", default="text")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--operation", choices=OPERATIONS)
    parser.add_argument("--misses", action="store_true")
    chosen = parser.parse_args()
    opened = gzip.open if chosen.articles.suffix == ".gz" else open
    with opened(chosen.articles, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)[chosen.field] for line, _ in zip(lines, range(chosen.limit), strict=False)]
    texts = [t for t in texts if detect_language(t) == "en"]
    for name, operation in OPERATIONS.items():
        if chosen.operation not in (None, name):
            continue
        draw = random.Random(1)
        counts: Counter[str] = Counter()
        for text in texts:
            _try(text, operation, draw, counts, chosen.misses)
        places = counts["places"]
        if places:
            found = counts["right"] + counts["wrong"]
            print(
                f"{name:26}{places:6} places, mended {counts['right'] / places:6.1%}, suggested {counts['suggested'] / places:6.1%}, "
                f"wrong {counts['wrong']:4} of {found} changes ({counts['right'] / max(found, 1):.1%} right)"
            )


def _try(
    text: str, operation: Callable[[str, random.Random], Iterator[Place]], draw: random.Random, counts: Counter[str], tell: bool
) -> None:
    every = list(operation(text, draw))
    places = sorted(draw.sample(every, min(_PLACES, len(every))))
    out: list[str] = []
    undo: list[tuple[int, int, str]] = []  # where each place stands in the damaged text, and what it was
    at = length = last = 0
    for start, end, put in places:
        if start < last:
            continue
        last = end + 1
        out.append(text[at:start])
        length += start - at
        # of the end of a block only a blank can come back
        undo.append((length, length + len(put), text[start:end].lstrip(".?!")))
        out.append(put)
        length += len(put)
        at = end
    out.append(text[at:])
    damaged = "".join(out)
    own = {_shown(text, d.edit) for d in decide(Document(text, language="en"), WordsStage(), Context(), Policy())}
    decisions = decide(Document(damaged, language="en"), WordsStage(), Context(), Policy())
    counts["places"] += len(undo)
    for decision in decisions:
        if _shown(damaged, decision.edit) in own:
            continue  # what is damaged in the article itself
        if decision.verdict == "refused":
            counts["refused"] += 1
            if tell:
                print("  refused", decision.why)
            continue
        edit = decision.edit
        hit = next((u for u in undo if u[0] <= edit.end and edit.start <= u[1]), None)
        right = False
        if hit is not None:
            begin, stop = min(edit.start, hit[0]), max(edit.end, hit[1])
            mended = damaged[begin : edit.start] + edit.replacement + damaged[edit.end : stop]
            right = mended == damaged[begin : hit[0]] + hit[2] + damaged[hit[1] : stop]
        if decision.accepted:
            counts["right" if right else "wrong"] += 1
        elif right:
            counts["suggested"] += 1
        if tell and not right:
            print(
                "  wrong",
                decision.verdict,
                edit.rule,
                repr(damaged[max(0, edit.start - 20) : edit.end + 20]),
                repr(edit.replacement),
            )
        if right and hit is not None:
            undo.remove(hit)
    if tell:
        for begin, stop, was in undo:
            print("  missed", repr(damaged[max(0, begin - 15) : stop + 15]), repr(was))


def _shown(text: str, edit: Edit) -> tuple[str, str]:
    return text[max(0, edit.start - 10) : edit.end + 10], edit.replacement


if __name__ == "__main__":
    main()
