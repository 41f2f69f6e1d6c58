"""Make training pages of HTML with references: `python -m cleanup.training.pages SOURCE ... -o pages.jsonl.gz`.

A SOURCE is either a JSON-lines file (plain, .gz or .xz) of records with `id`, `html`, `main_content` and, where known,
`url`, `title` and `kind`, as the WCXB benchmark's pages of other kinds and mozilla/readability's test pages come; or a
folder of test data of flairNLP/fundus (`tests/resources/parser/test_data`), whose JSON files hold the body of each page.
The records written are what `training.lines` takes: with `set` (the source's name, or `other-` and the kind), `title_tag`
and `renderings`, whole pages as text by inscriptis and Beautiful Soup, and what trafilatura and readability-lxml leave.
English pages alone, of at least FEWEST_WORDS words. Needs the extra `train`. The pages belong to their publishers.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cleanup.text.language import detect_language
from cleanup.training.line_data import OTHER, WORD, records

FEWEST_WORDS = 60
MOST_HTML = 800_000  # code points; larger pages are data in scripts, and slow to read
IN_PAGE = 0.95  # of a body's words are in its page, or the body is that of another version of the page
UNSEEN = ("script", "style", "noscript", "template")


def pages_of(source: Path) -> Iterator[dict[str, Any]]:
    """Records of a source with their HTML, not yet rendered."""
    yield from _of_fundus(source) if source.is_dir() else _of_file(source)


def _of_file(source: Path) -> Iterator[dict[str, Any]]:
    name = source.name.split(".")[0].removesuffix("-pages")
    for record in records(source):
        kind = record.get("kind")
        yield record | {"id": f"{name}-{record['id']}", "set": OTHER + kind if kind else name}


def _of_fundus(folder: Path) -> Iterator[dict[str, Any]]:
    for file in sorted(folder.glob("*/*.html.gz")):
        html = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
        publisher = file.name.split("_")[0]
        known = json.loads((file.parent / "meta.info").read_text(encoding="utf-8")).get(file.name, {})
        versions = json.loads((file.parent / f"{publisher}.json").read_text(encoding="utf-8")).values()
        shown = _words(_soup(html).get_text(" "))
        bodies = [(_fit(body, shown), body, version.get("title")) for version in versions for body in [_body(version)] if body]
        if not bodies:
            continue
        (_, share), body, title = max(bodies, key=lambda found: found[0])
        if share >= IN_PAGE:
            yield {
                "id": f"fundus-{file.name.removesuffix('.html.gz')}",
                "set": "fundus",
                "url": known.get("url") or "",
                "title": title or "",
                "html": html,
                "main_content": body,
            }


def _body(version: dict[str, Any]) -> str:
    body = version.get("body") or {}
    lines = list(body.get("summary") or [])
    for section in body.get("sections") or []:
        lines += [*(section.get("headline") or []), *(section.get("paragraphs") or [])]
    return "\n\n".join(line.strip() for line in lines if line.strip())


def _fit(body: str, shown: Sequence[str]) -> tuple[bool, float]:
    """Whether the body's first words stand together in the page, and the share of its words that the page has."""
    words, known = _words(body), set(shown)
    start = " ".join(words[:8])
    return start in " ".join(shown), sum(word in known for word in words) / max(len(words), 1)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower())


def _soup(html: str) -> Any:
    from bs4 import BeautifulSoup

    return BeautifulSoup(html, "lxml")


def rendered(record: dict[str, Any]) -> dict[str, Any]:
    """The record with `title_tag` and `renderings` in place of its HTML."""
    import inscriptis
    import trafilatura
    from readability import Document

    html = record.pop("html")
    soup = _soup(html)
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    address = soup.find("link", rel="canonical")
    for tag in soup(UNSEEN):
        tag.decompose()
    renderings = {
        "inscriptis": inscriptis.get_text(html),
        "bs4": (soup.body or soup).get_text("\n"),
        "traf_recall": trafilatura.extract(html, favor_recall=True) or "",
    }
    try:
        renderings["readability"] = inscriptis.get_text(Document(html).summary())
    except Exception:  # it fails in many ways on pages without an article
        renderings["readability"] = ""
    url = record.get("url") or (address.get("href") if address else "") or ""
    return record | {"url": url, "title_tag": title, "renderings": renderings}


def english(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Those of the records that have an English reference of some length."""
    for record in found:
        text = record.get("main_content") or ""
        if len(text.split()) >= FEWEST_WORDS and len(record["html"]) <= MOST_HTML and detect_language(text) == "en":
            yield record


def main(argv: Sequence[str] | None = None) -> int:
    """Command line; -> exit code."""
    parser = argparse.ArgumentParser(prog="python -m cleanup.training.pages", description=__doc__.split("\n")[0])
    parser.add_argument("sources", type=Path, nargs="+", metavar="SOURCE", help="JSON lines, or a folder of fundus' test data")
    parser.add_argument("-o", "--output", type=Path, required=True, help="JSON lines, .gz")
    options = parser.parse_args(argv)
    count = 0
    with gzip.GzipFile(options.output, "wb", mtime=0) as file:
        for source in options.sources:
            for record in english(pages_of(source)):
                file.write(json.dumps(rendered(record)).encode() + b"\n")
                count += 1
    print(f"{options.output}: {count} pages", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
