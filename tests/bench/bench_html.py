"""Pages a second beside trafilatura, in one run: `python -m tests.bench.bench_html PAGES.jsonl[.gz|.xz] [COUNT]`.

PAGES holds lines with "html". Each page is read by both, one right after the other, on one core, and timed by the
processor's time, so that other work on the machine slows both alike.
"""

from __future__ import annotations

import gzip
import json
import lzma
import sys
import time
from collections.abc import Callable
from itertools import islice

from cleanup.document import Source
from cleanup.page.classifier import block_classifier
from cleanup.page.read import read_html


def main(path: str, count: int = 200) -> None:
    import trafilatura

    opener = {"gz": gzip.open, "xz": lzma.open}.get(path.rsplit(".", 1)[-1], open)
    with opener(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line)["html"] for line in islice(lines, count)]
    started = time.perf_counter()
    block_classifier()
    print(f"model loaded in {1000 * (time.perf_counter() - started):.0f} ms")
    tools: dict[str, Callable[[str], object]] = {
        "cleanup": lambda html: read_html(html, Source()),
        "trafilatura": lambda html: trafilatura.extract(html, include_comments=False),
        "trafilatura with metadata": lambda html: trafilatura.extract(html, include_comments=False, with_metadata=True),
    }
    spent = dict.fromkeys(tools, 0.0)
    for read in tools.values():
        read(pages[0])  # imports and caches
    for html in pages:
        for name, read in tools.items():
            start = time.process_time()
            read(html)
            spent[name] += time.process_time() - start
    for name, seconds in spent.items():
        print(f"{name:28}{len(pages) / seconds:8.1f} pages/s {spent['trafilatura'] / seconds:6.2f}x")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
