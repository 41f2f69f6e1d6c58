"""Precision and recall of --dedupe on articles altered by known edits: `python -m tests.bench.bench_dedupe ARTICLES.jsonl`.

Of every article one copy is made with a share of its words replaced, in one run ("run") or here and there ("spread"). A
copy is a near-duplicate in truth where the exact Jaccard similarity of the word 5-grams is at least the threshold.
Found is what `corpus.dedupe` says, without seeing the truth; originals come first, so none may be called a copy
of another.
"""

from __future__ import annotations

import json
import random
import re
import sys
import tempfile
from pathlib import Path

from cleanup.corpus.dedupe import LEAST_WORDS, SHINGLE, THRESHOLD, Index, signature_of
from cleanup.corpus.record import RunRecord

SHARES = (0.0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5)


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}


def altered(text: str, share: float, spread: bool, draw: random.Random) -> str:
    """The text with `share` of its words replaced."""
    words = text.split()
    count = round(len(words) * share)
    start = draw.randrange(len(words) - count + 1)
    for i in draw.sample(range(len(words)), count) if spread else range(start, start + count):
        words[i] = f"w{draw.randrange(10**6)}"
    return " ".join(words)


def main(path: str) -> None:
    with open(path, encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    texts = [t for t in texts if len(t.split()) >= 5 * LEAST_WORDS]
    with tempfile.TemporaryDirectory() as folder:
        record = RunRecord(Path(folder) / "run")
        index = Index(record)

        def is_found(copy: str) -> bool:
            record.db.execute("SAVEPOINT copy")  # what is no copy of an article would else be one to compare with
            found = index.place(None, "copy", signature_of(copy)) is not None
            record.db.execute("ROLLBACK TO copy")
            return found

        false = sum(index.place(n, str(n), signature_of(text)) is not None for n, text in enumerate(texts))
        print(f"{len(texts)} originals, {false} called a copy of another")
        draw = random.Random(1)
        right = wrong = missed = 0
        for spread in (False, True):
            for share in SHARES:
                copies = [altered(text, share, spread, draw) for text in texts]
                truth = [
                    len(a & b) / len(a | b) >= THRESHOLD
                    for a, b in ((shingles(t), shingles(c)) for t, c in zip(texts, copies, strict=True))
                ]
                found = [is_found(copy) for copy in copies]
                right += sum(t and f for t, f in zip(truth, found, strict=True))
                wrong += sum(f and not t for t, f in zip(truth, found, strict=True))
                missed += sum(t and not f for t, f in zip(truth, found, strict=True))
                print(
                    f"{'spread' if spread else 'run':7}{share:5.0%} replaced: {sum(found) / len(found):6.1%} found, "
                    f"{sum(truth) / len(truth):6.1%} in truth"
                )
    print(f"precision {right / (right + wrong):.3f}, recall {right / (right + missed):.3f}")


if __name__ == "__main__":
    main(sys.argv[1])
