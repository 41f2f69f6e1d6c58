"""The written boundaries, split here and by nupunkt, pysbd and spaCy's sentencizer: python -m tests.bench.bench_sentences

A splitter is charged for each boundary it misses and each it adds. The three know no blocks or line rules of ours, so
they are given the text as it is. Needs nupunkt and pysbd.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from cleanup.text.sentences import split_sentences
from tests.text.test_sentences import cases


def ends(text: str, sentences: Iterable[str]) -> set[int]:
    """Places, counted in code points other than white space, at which a sentence ends; the last one left out."""
    found, at = set(), 0
    for sentence in sentences:
        at += len("".join(sentence.split()))
        found.add(at)
    return found - {len("".join(text.split())), 0}


def splitters() -> dict[str, Callable[[str, str], list[str]]]:
    """By name: (text, language) to sentences."""
    import nupunkt
    import pysbd
    import spacy

    blank = spacy.blank("xx")
    blank.add_pipe("sentencizer")
    known = {"en", "de", "fr", "es", "it", "nl", "zh", "ja", "hi", "ar"}
    return {
        "cleanup": lambda t, lang: [t[a:b] for a, b in split_sentences(t, None, lang)],
        "nupunkt": lambda t, lang: nupunkt.sent_tokenize(t),
        "pysbd": lambda t, lang: pysbd.Segmenter(language=lang if lang in known else "en", clean=False).segment(t),
        "spaCy sentencizer": lambda t, lang: [s.text for s in blank(t).sents],
    }


def main() -> None:
    """Print the table."""
    listed = [(lang, t.replace(" ", "") if lang in ("zh", "ja") else t, e) for lang, t, e in cases()]
    english = [c for c in listed if c[0] == "en"]
    print(f"{'splitter':20} boundaries  missed  added  cases wrong  (English alone: missed added wrong of {len(english)})")
    for name, split in splitters().items():
        figures = []
        started = time.perf_counter()
        for chosen in (listed, english):
            missed = added = wrong = total = 0
            for language, text, expected in chosen:
                want, got = ends(text, expected), ends(text, split(text, language))
                total += len(want)
                missed += len(want - got)
                added += len(got - want)
                wrong += want != got
            figures.append((total, missed, added, wrong))
        (total, missed, added, wrong), (_, m, a, w) = figures
        print(
            f"{name:20} {total:10}  {missed:6}  {added:5}  {wrong:4} of {len(listed)}  ({m} {a} {w})"
            f"  {time.perf_counter() - started:.2f} s"
        )


if __name__ == "__main__":
    main()
