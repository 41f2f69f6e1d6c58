"""Processor seconds of pages that are made to be slow, at sizes n, 2n, 4n: `python -m tests.bench.bench_nasty [N]`.

What grows with more than its size shows in the last column. Without a grammar engine.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from cleanup.api import Cleaner

PROSE = (
    "The grain pier has stood for a hundred years, and on Tuesday the harbor board could not agree whether it should stand "
    "for another. Engineers found eleven weak piles, and members of the public filled the hall."
)
TEXTS: dict[str, Callable[[int], str]] = {
    "prose": lambda n: f"{PROSE}\n\n" * (n // len(PROSE)),
    "one line": lambda n: f"{PROSE} " * (n // len(PROSE)),
    "one word": lambda n: "a" * n,
    "marks": lambda n: "It ended" + "!" * n,
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "short lines": lambda n: "Share\n" * (n // 6),
    "break hyphens": lambda n: "exam-\nple " * (n // 10),
}
PAGES: dict[str, Callable[[int], str]] = {
    "nested spans": lambda n: "<span>" * n + "x" + "</span>" * n,
    "nested divs, unclosed": lambda n: "<div>" * n + "x",
    "table cells": lambda n: "<table>" + ("<tr>" + "<td>a</td>" * 10 + "</tr>") * (n // 10) + "</table>",
    "links": lambda n: "".join(f'<a href="/{i}">link {i}</a> ' for i in range(n // 2)),
    "base64": lambda n: f'<img src="data:image/png;base64,{"A" * n * 100}">',
}


def _seconds(work: Callable[[str], object], text: str) -> float:
    begun = time.process_time()
    work(text)
    return time.process_time() - begun


def main() -> None:
    """Print a row a kind."""
    n = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with Cleaner(engine_name="none") as cleaner:
        cleaner.clean(PROSE)
        for name, make in TEXTS.items():
            row = [_seconds(cleaner.clean, f"{PROSE}\n\n{make(size)}\n\n{PROSE}") for size in (n, 2 * n, 4 * n)]
            print(f"{name:24}", *(f"{seconds:7.2f}" for seconds in row))
        for name, make in PAGES.items():
            page = f"<html><body><article><p>{PROSE}</p>{{}}<p>{PROSE}</p></article></body></html>"
            row = [_seconds(cleaner.clean_html, page.format(make(size))) for size in (n, 2 * n, 4 * n)]
            print(f"{name:24}", *(f"{seconds:7.2f}" for seconds in row))


if __name__ == "__main__":
    main()
