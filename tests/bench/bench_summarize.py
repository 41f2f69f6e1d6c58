"""Seconds of each method on 50 to 5,000 sentences, ours beside sumy's: python -m tests.bench.bench_summarize

Sentences are drawn from a fixed vocabulary with the skewed counts of real text, about 15 content words each. sumy is
left out above 1,000 sentences, where it takes minutes.
"""

from __future__ import annotations

import time

from cleanup.summary import METHODS, summarize_text
from cleanup.summary.centrality import lexrank, textrank
from tests.summary.test_methods import generated, sumy_order

SIZES = (50, 100, 200, 500, 1000, 2000, 5000)
SUMY_UP_TO = 1000


def seconds(call: object, *arguments: object) -> float:
    """One run, by processor time."""
    started = time.process_time()
    call(*arguments)  # type: ignore[operator]
    return time.process_time() - started


def main() -> None:
    """Print the curves."""
    print("sentences  LexRank  sumy's  times  TextRank  sumy's  times")
    for size in SIZES:
        content = [v.content for v in generated(size, size)]
        row = f"{size:9}"
        for name, ours in (("lexrank", lexrank), ("textrank", textrank)):
            mine = min(seconds(ours, content) for _ in range(3))
            theirs = seconds(sumy_order, name, content) if size <= SUMY_UP_TO else None
            row += f"  {mine:7.4f}  " + (f"{theirs:6.2f}  {theirs / mine:5.0f}" if theirs is not None else "     -      -")
        print(row, flush=True)
    for method in METHODS:
        row = f"{method:12}"
        for size in SIZES:
            if method in ("lsa",) and size > 2000:
                continue
            text = " ".join(v.text for v in generated(size, size))
            row += f"  {size}: {seconds(lambda t=text, m=method: summarize_text(t, language='en', method=m)):.3f}"
        print(row, flush=True)


if __name__ == "__main__":
    main()
