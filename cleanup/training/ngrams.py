"""Builds the n-gram memory from a folder of pages: `python -m cleanup.training.ngrams PAGES.jsonl.gz`.

Each line of the input is a page with "main_content" and "renderings" (as in the WCXB dev split); the article's lines and
the page's longer lines are read, each line once in the whole collection. The same input gives the same file.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from cleanup.models.ngrams import END, NGRAMS, START, tokens
from cleanup.models.store import save

LEAST_PAGES = 2  # a run on one page alone would copy that page
LONG_LINE = 8  # words; shorter lines beside the article are menus


def runs(line: str) -> Iterator[str]:
    """All runs of two and three tokens of a line, words joined by a space."""
    found = [START, *tokens(line), END]
    for i in range(len(found) - 1):
        yield f"{found[i]} {found[i + 1]}"
        if i + 2 < len(found):
            yield f"{found[i]} {found[i + 1]} {found[i + 2]}"


def page_lines(page: dict[str, object], seen: set[str]) -> Iterator[str]:
    """The lines of a page that count, each once."""
    article = str(page["main_content"])
    yield from (line for line in article.split("\n") if line.strip())
    whole = " ".join(article.split())
    renderings = page.get("renderings")
    for line in str(renderings.get("inscriptis") or "").split("\n") if isinstance(renderings, dict) else ():
        line = " ".join(line.split())
        if len(line.split()) >= LONG_LINE and line not in whole and line not in seen:
            seen.add(line)
            yield line


def main(source: Path, target: Path = NGRAMS) -> None:
    """Count and write."""
    import numpy as np

    counts: Counter[str] = Counter()
    seen: set[str] = set()
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            counts.update({run for text in page_lines(page, seen) for run in runs(text)})
    by_key: dict[int, int] = {}
    for run, pages in counts.items():
        if pages >= LEAST_PAGES:
            key = crc32(run.encode())
            by_key[key] = max(by_key.get(key, 0), min(pages, 255))
    keys = np.array(sorted(by_key), np.uint32)
    save(
        target,
        {"keys": keys, "counts": np.array([by_key[int(k)] for k in keys], np.uint8)},
        {
            "what": "page counts of runs of two and three words",
            "data": "pages of the WCXB dev split (articles)",
            "runs": len(keys),
            "least pages": LEAST_PAGES,
            "command": "python -m cleanup.training.ngrams PAGES.jsonl.gz",
        },
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
