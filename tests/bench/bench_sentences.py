"""The written boundaries, split here and by others: python -m tests.bench.bench_sentences

Two sets: our own, and what others found hard (tests/text/sentences_others.txt), the second by language and by phenomenon as
well. A splitter is charged for each boundary it misses and each it adds. The others know no blocks or line rules of ours,
so they are given the text as it is. Needs nupunkt, pysbd, sentencex and spaCy.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from cleanup.text.sentences import split_sentences
from tests.text.test_sentences import CASES, OTHERS, cases

Split = Callable[[str, str], list[str]]


def ends(text: str, sentences: Iterable[str]) -> set[int]:
    """Places, counted in code points other than white space, at which a sentence ends; the last one left out."""
    found, at = set(), 0
    for sentence in sentences:
        at += len("".join(sentence.split()))
        found.add(at)
    return found - {len("".join(text.split())), 0}


def splitters() -> dict[str, Split]:
    """By name: (text, language) to sentences."""
    import nupunkt
    import pysbd
    import sentencex
    import spacy

    blank = spacy.blank("xx")
    blank.add_pipe("sentencizer")
    known = {"en", "de", "fr", "es", "it", "nl", "da", "ru", "el", "zh", "ja", "hi", "ar"}
    return {
        "cleanup": lambda t, lang: [t[a:b] for a, b in split_sentences(t, None, lang)],
        "nupunkt": lambda t, lang: nupunkt.sent_tokenize(t),
        "pysbd": lambda t, lang: pysbd.Segmenter(language=lang if lang in known else "en", clean=False).segment(t),
        "sentencex": lambda t, lang: list(sentencex.segment(lang, t)),
        "spaCy sentencizer": lambda t, lang: [s.text for s in blank(t).sents],
    }


def groups(path: Path) -> dict[str, set[int]]:
    """Numbers of the cases of a set, by language and by phenomenon."""
    found: dict[str, set[int]] = defaultdict(set)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    for number, line in enumerate(lines):
        language, *rest = line.split("\t")
        found["all"].add(number)
        found[language].add(number)
        if len(rest) > 1:
            found[rest[0]].add(number)
    return found


def main() -> None:
    """Print the tables."""
    for path in (CASES, OTHERS):
        listed = [(lang, t.replace(" ", "") if lang in ("zh", "ja") else t, e) for lang, t, e in cases(path)]
        by_group = groups(path)
        tables: dict[str, list[tuple[int, int, int, bool]]] = {}
        print(f"\n{path.name}\n{'splitter':20} boundaries  missed  added  cases right")
        for name, split in splitters().items():
            started = time.perf_counter()
            tables[name] = rows = []
            for language, text, expected in listed:
                want, got = ends(text, expected), ends(text, split(text, language))
                rows.append((len(want), len(want - got), len(got - want), want == got))
            total, missed, added, right = map(sum, zip(*rows, strict=True))
            seconds = time.perf_counter() - started
            print(f"{name:20} {total:10}  {missed:6}  {added:5}  {right:4} of {len(listed)}  {seconds:.2f} s")
        print(f"\n{'cases right':24} {'of':>4}  " + "  ".join(f"{name:>17}" for name in tables))
        for group, numbers in by_group.items():
            right_here = [sum(rows[n][3] for n in numbers) for rows in tables.values()]
            print(f"{group:24} {len(numbers):4}  " + "  ".join(f"{right:17}" for right in right_here))


if __name__ == "__main__":
    main()
