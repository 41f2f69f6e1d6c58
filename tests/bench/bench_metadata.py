"""Metadata beside trafilatura and newspaper4k, on the pages written for the tests: `python -m tests.bench.bench_metadata`.

newspaper4k is no dependency; `--newspaper PYTHON` names an interpreter that has it (`pip install newspaper4k
lxml_html_clean`). For each field and tool: right (same value, or both say that there is none), wrong (another value, or one where the page
states none), missed. Titles are compared without case and marks, authors as the words of all names. trafilatura tells the
language from the text and not here. The pages were written along with the reader, so they flatter it.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import time
from collections.abc import Mapping

from cleanup.page.metadata import read_metadata
from cleanup.page.parse import page_title, parse
from tests.page.metadata_pages import PAGES, StatedPage

FIELDS = ("title", "author", "date", "modified", "language", "url", "license")
_NEWSPAPER = """
import json, sys, warnings
warnings.simplefilter("ignore")
import newspaper
for line in sys.stdin:
    article = newspaper.Article("https://unknown.invalid/")
    article.download(input_html=json.loads(line))
    try:
        article.parse()
    except Exception:
        print(json.dumps({})); continue
    day = article.publish_date
    print(json.dumps({"title": article.title, "author": ", ".join(article.authors), "date": str(day)[:10] if day else None,
                      "language": article.meta_lang,
                      "url": None if "unknown.invalid" in (article.canonical_link or "") else article.canonical_link}))
"""
Values = Mapping[str, str | None]


def own(page: StatedPage) -> Values:
    root = parse(page.html)
    read = read_metadata(root, page_title(root))
    return {f: getattr(read, f) for f in FIELDS}


def trafilatura(page: StatedPage) -> Values:
    from trafilatura import load_html
    from trafilatura.metadata import extract_metadata

    read = extract_metadata(load_html(page.html))
    return {f: getattr(read, f, None) for f in ("title", "author", "date", "url", "license")}


def newspaper(python: str) -> list[Values]:
    lines = "".join(json.dumps(p.html) + "\n" for p in PAGES)
    done = subprocess.run([python, "-c", _NEWSPAPER], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def same(field: str, a: str, b: str) -> bool:
    if field == "author":
        return _names(a) == _names(b)
    if field == "title":
        return _bare(a) == _bare(b)
    if field == "license":
        return _license(a) == _license(b)
    return a.rstrip("/").lower() == b.rstrip("/").lower() or (field == "language" and a[:2].lower() == b[:2].lower())


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _license(text: str) -> str:
    """ "CC BY-SA 4.0" for the address of that license; others as they are."""
    found = re.search(r"creativecommons\.org/(?:licenses|publicdomain)/([\w-]+)/([\d.]+)", text)
    return _bare(f"CC {found[1]} {found[2]}" if found else text)


def _names(text: str) -> list[str]:
    """The words of all names, sorted: no tool is charged for the order of names or of family and first name."""
    return sorted(re.findall(r"\w+", text.casefold()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--newspaper", metavar="PYTHON", help="an interpreter with newspaper4k")
    given = parser.parse_args()
    start = time.process_time()
    results: dict[str, list[Values]] = {"cleanup": [own(p) for p in PAGES]}
    middle = time.process_time()
    results["trafilatura"] = [trafilatura(p) for p in PAGES]
    print(f"ms a page, parsing included: cleanup {1000 * (middle - start) / len(PAGES):.1f}, ", end="")
    print(f"trafilatura {1000 * (time.process_time() - middle) / len(PAGES):.1f} (first call with its imports)")
    if given.newspaper:
        results["newspaper4k"] = newspaper(given.newspaper)
    print(f"{len(PAGES)} pages; right / wrong / missed")
    for field in FIELDS:
        cells = []
        for tool, rows in results.items():
            if all(field not in row for row in rows):
                continue
            right = wrong = missed = 0
            for page, row in zip(PAGES, rows, strict=True):
                expected, found = getattr(page, field), row.get(field) or None
                hit = found == expected or (found is not None and expected is not None and same(field, found, expected))
                right += hit
                wrong += not hit and found is not None
                missed += not hit and found is None
            cells.append(f"{tool} {right}/{wrong}/{missed}")
        print(f"{field:10}" + "   ".join(cells))


if __name__ == "__main__":
    main()
