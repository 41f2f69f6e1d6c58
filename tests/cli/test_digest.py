"""`cleanup digest` as a user runs it."""

from __future__ import annotations

import json
import os
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import html

from tests.cli.test_run import write
from tests.conftest import Command
from tests.summary.clippings import BRIDGE, GERMAN, WEEK
from tests.summary.test_kind import ESSAY, REPORT

GOLDEN = Path(__file__).parent.parent / "summary" / "golden" / "digest.md"
HOSTILE = 'Ferry <script>alert(1)</script> & "quay" \x01'


@pytest.fixture
def reprints(tmp_path: Path, seed: str) -> Path:
    """The seed three times (as it is, with small edits, cut and with another ending), and two other articles."""
    edited = seed.replace("technology giant", "technology group").replace("€2.25 million", "2.25 million euros")
    edited = edited.replace("Follow HU On Telegram & Google News\n", "").replace("declined to comment", "would not comment")
    cut = seed[: seed.index("The headquarters in Shenzhen")].rstrip() + "\n\nMore on this story will follow.\n"
    for name, text in (("1-seed", seed), ("2-bridge", REPORT), ("3-edited", edited), ("4-bees", ESSAY), ("5-cut", cut)):
        write(tmp_path / "in" / f"{name}.txt", text)
    return tmp_path


def test_reprints_are_grouped_and_every_source_is_linked(
    command: Command, reprints: Path, request: pytest.FixtureRequest
) -> None:
    done = command("digest", "in", "-o", "digest.md", "--title", "Monday")
    assert done.returncode == 0, done.stderr
    page = (reprints / "digest.md").read_text(encoding="utf-8")
    assert page.startswith("# Monday\n\n5 articles, 3 stories.\n")
    stories = page.split("\n## ")[1:]
    assert len(stories) == 3  # and no heading over them: one theme is none
    huawei = next(s for s in stories if "Huawei" in s)
    for name in ("1-seed", "3-edited", "5-cut"):
        assert f"(in/{name}.txt)" in huawei
    assert "2-bridge" not in huawei
    assert "\n\nSources: " in huawei
    assert sum("\n\nSource: " in s for s in stories) == 2
    assert command("digest", "in").stdout == command("digest", "in", "--title", "Digest", "--format", "markdown").stdout
    if request.config.getoption("--update-golden"):
        GOLDEN.write_text(page, encoding="utf-8")
    assert page == GOLDEN.read_text(encoding="utf-8"), "digest.md differs; run pytest --update-golden and review it"


@pytest.fixture
def week(tmp_path: Path) -> Path:
    """Articles in English and one in German, as page, texts and records, and a file that is none."""
    (_, ferry_text), (ferries, ferries_text), *others = WEEK.items()
    page = (
        f'<html lang="en"><head><title>{escape(HOSTILE)}</title><meta property="article:published_time" content="2026-03-05T08:00Z">'
        f'<link rel="canonical" href="https://example.org/ferry?a=1&amp;copy=2"></head>'
        f"<body><article><h1>{escape(HOSTILE)}</h1><p>{ferry_text}</p></article></body></html>"
    )
    write(tmp_path / "in" / "1 page.html", page)
    write(tmp_path / "in" / "2.md", f"---\ntitle: {ferries}\npublished: 2026-03-06\n---\n\n{ferries_text}\n")
    rows = [
        {"id": n, "title": t, "text": x, "date": "2026-03-07T12:00:00Z", "url": "javascript:alert(1)"}
        for n, (t, x) in enumerate(others)
    ]
    write(tmp_path / "in" / "3.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
    write(tmp_path / "in" / "4.txt", GERMAN)
    write(tmp_path / "in" / "5.txt", BRIDGE)
    write(tmp_path / "in" / "6.txt", b"\x00\x01\x02\xff\xfe\x00" * 50)
    return tmp_path


def stories_of(digest: dict[str, Any]) -> list[dict[str, Any]]:
    return [story for theme in digest["themes"] for story in theme["stories"]]


def test_json_has_places_dates_languages_and_themes(command: Command, week: Path) -> None:
    done = command("digest", "in", "-o", "out/digest.json")
    assert done.returncode == 2  # one file could not be read, and the others are there
    assert "6.txt" in done.stderr
    digest = json.loads((week / "out" / "digest.json").read_text(encoding="utf-8"))
    stories = stories_of(digest)
    assert (digest["articles"], digest["stories"], len(stories)) == (7, 7, 7)
    themes = {(t["theme"] or "").lower(): {s["sources"][0]["path"] for s in t["stories"]} for t in digest["themes"]}
    assert themes["ferry"] == {"in/1 page.html", "in/2.md"}
    assert themes["aldersbrook"] == {"in/4.txt", "in/5.txt"}
    assert "thursday" not in themes
    dates = {s["sources"][0]["path"]: s["date"] for s in stories}
    assert (dates["in/1 page.html"], dates["in/2.md"], dates["in/3.jsonl"], dates["in/4.txt"]) == (
        "2026-03-05",
        "2026-03-06",
        "2026-03-07",
        None,
    )
    assert {s["language"] for s in stories} == {"en", "de"}
    assert {s["sources"][0]["id"] for s in stories if s["sources"][0]["path"] == "in/3.jsonl"} == {0, 1, 2}
    assert {s["sources"][0]["address"] for s in stories} == {"https://example.org/ferry?a=1&copy=2", None}  # no javascript:


def test_every_sentence_of_a_summary_stands_where_json_says(command: Command, reprints: Path) -> None:
    told = command("digest", "in", "--format", "json", "-n", "4")
    stories = stories_of(json.loads(told.stdout))
    assert sum(len(s["summary"]) for s in stories) > 6
    for story in stories:
        text = command("clean", story["sources"][0]["path"], "--engine", "none").stdout
        for sentence in story["summary"]:
            assert text[sentence["start"] : sentence["end"]] == sentence["text"]


def test_html_is_one_page_without_markup_of_its_articles(command: Command, week: Path) -> None:
    done = command("digest", "in", "-o", "out/digest.html", "--title", "<b>Week</b>")
    assert done.returncode == 2
    page = (week / "out" / "digest.html").read_text(encoding="utf-8")
    tree = html.document_fromstring(page.encode())
    assert tree.get("lang") == "en"
    assert [e.text_content() for e in tree.iter("h1")] == ["<b>Week</b>"]
    assert not list(tree.iter("script", "link", "img", "iframe"))
    levels = [int(e.tag[1]) for e in tree.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    titles = {e.text_content() for e in tree.iter("h3")}
    assert any(title.startswith('Ferry <script>alert(1)</script> & "quay"') for title in titles)
    german = next(e for e in tree.iter("h3") if "Brücke" in e.text_content())
    assert german.get("lang") == "de"
    assert [e.get("datetime") for e in tree.iter("time")].count("2026-03-05") == 1
    links = [a.get("href") for a in tree.iter("a")]
    assert "https://example.org/ferry?a=1&copy=2" in links
    assert all(link.startswith(("https://", "../in/")) for link in links)
    for link in links:
        assert link.startswith("https:") or (week / "out" / unquote(link)).resolve().is_file()


def test_markdown_says_dates_and_languages(command: Command, week: Path) -> None:
    page = command("digest", "in/2.md", "in/4.txt", "in/1 page.html").stdout
    assert "](in/2.md) (2026-03-06)" in page
    assert page.count("Language: English") == 2
    assert page.count("Language: German") == 1
    assert r"\<script>" in page


def test_stdin_and_a_format_by_option_or_ending(command: Command, tmp_path: Path) -> None:
    rows = "".join(json.dumps({"title": t, "text": x}) + "\n" for t, x in WEEK.items())
    told = command("digest", "-", "--input-format", "jsonl", "--format", "json", stdin=rows + "{broken\n")
    assert told.returncode == 2
    assert "<stdin>:6" in told.stderr
    digest = json.loads(told.stdout)
    assert digest["articles"] == 5
    source = digest["themes"][0]["stories"][0]["sources"][0]
    assert (source["path"], source["line"]) == (None, 1)
    write(tmp_path / "a.txt", BRIDGE)
    command("digest", "a.txt", "-o", "page.txt", "--format", "html")
    assert (tmp_path / "page.txt").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    for arguments, said in (
        (("-o", "digest.docx"), "-o digest.docx: no digest is written as .docx"),
        (("--format", "jsno"), "did you mean 'json'"),
        (("-o", "."), ".: is a folder, and a digest is one file"),
    ):
        done = command("digest", "a.txt", *arguments)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert sorted(os.listdir(tmp_path)) == ["a.txt", "page.txt"]
