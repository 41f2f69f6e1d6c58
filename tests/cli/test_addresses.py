"""Articles from the web, as a user asks for them: the command as a process, the site on loopback."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.page.html_pages import BODY, article
from tests.web import Site

QUICK = ("--allow-private", "--engine", "none", "--only", "normalize")
NO_DELAY = {"CLEANUP_FETCH_DELAY": "0"}
HERE = "an address of this machine or a private network"


def page(title: str = "Surveying the river") -> str:
    return article(BODY).replace("<head>", f"<head><title>{title}</title>", 1)


def test_run_writes_an_article_under_its_host_and_path(site: Site, command: Command, tmp_path: Path) -> None:
    site.add("/2024/river", page())
    address = site.move("/old", "/2024/river", 301)
    done = command("run", address, "-o", "out", *QUICK)
    assert done.returncode == 0, done.stderr
    assert f"{address}: redirected: {address} -> {site.origin}/2024/river" in done.stderr
    (markdown,) = (tmp_path / "out").rglob("*.md")
    assert markdown.parent.name == f"127.0.0.1_{site.port}"
    assert markdown.name.startswith("old-")
    text = markdown.read_text(encoding="utf-8")
    assert f"source: {address}\n" in text
    assert f"url: {site.origin}/2024/river\n" in text
    assert "measured the depth at forty points" in text
    (ledger,) = (tmp_path / "out").rglob("*.ledger.json")
    source = json.loads(ledger.read_text(encoding="utf-8"))["source"]
    assert (source["path"], source["format"], len(source["sha256"])) == (address, "html", 64)


def test_clean_check_and_summarize_take_addresses(site: Site, command: Command) -> None:
    address = site.add("/a", page())
    done = command("clean", address, *QUICK)
    assert "measured the depth at forty points" in done.stdout
    assert command("check", address, *QUICK).returncode == 0
    assert "measured" in command("summarize", address, "--allow-private").stdout
    digest = command("digest", address, "--allow-private").stdout
    assert address in digest
    assert site.asked.count("/a") == 4


def test_links_are_made_whole_by_the_final_address(site: Site, command: Command) -> None:
    site.add("/2024/river", page().replace("forty points", 'forty <a href="points.html">points</a>'))
    done = command("run", site.move("/old", "/2024/river"), "-o", "out.jsonl", *QUICK)
    assert done.returncode == 0
    done = command("clean", site.origin + "/old", "--format", "markdown", *QUICK)
    assert f"[points]({site.origin}/2024/points.html)" in done.stdout


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
def test_a_list_of_addresses_with_a_bad_one(site: Site, command: Command, tmp_path: Path, jobs: tuple[str, ...]) -> None:
    addresses = [site.add(f"/{n}", page()) for n in range(5)]
    listed = ["# articles", *addresses[:3], "", site.origin + "/gone", "ftp://example.com/a", *addresses[3:], addresses[0]]
    (tmp_path / "urls.txt").write_text("\n".join(listed), encoding="utf-8")
    done = command("run", "-i", "urls.txt", "-o", "out.jsonl", *QUICK, *jobs, **NO_DELAY)
    assert done.returncode == 2
    assert f"error: {site.origin}/gone: the server answers 404 Not Found; check the address\n" in done.stderr
    assert "error: ftp://example.com/a: only http and https are fetched" in done.stderr
    assert "5 articles" in done.stderr
    assert "2 failures" in done.stderr
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows if "text" in row] == addresses
    assert [row["meta"]["url"] for row in rows if "text" in row] == addresses
    assert site.asked.count("/robots.txt") == 1
    assert site.asked.count("/0") == 1


def test_a_list_from_stdin(site: Site, command: Command, tmp_path: Path) -> None:
    addresses = [site.add(f"/{n}", page()) for n in range(2)]
    done = command("clean", "-i", "-", "-o", "out", *QUICK, stdin="\n".join(addresses), **NO_DELAY)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").rglob("*.txt"))) == 2


@pytest.mark.parametrize(
    ("arguments", "stdin", "words"),
    [
        (("clean",), None, "no input: name files, folders or addresses"),
        (("clean", "-i", "none.txt"), None, "none.txt: no such file"),
        (("clean", "-i", "-"), "# nothing\n", "-: lists no inputs"),
        (("clean", "-", "-i", "-"), "x", "nor stdin be a list and an article"),
        (("clean", "-i", "-"), "-\n", "- cannot be in a list"),
        (("run", "https://example.com/a", "-o", "out", "--learn"), None, "save the pages first"),
        (("clean", "https://ann:secret@example.com/"), None, "https://example.com/: holds a name or password"),
    ],
)
def test_what_cannot_be(command: Command, arguments: tuple[str, ...], stdin: str | None, words: str) -> None:
    done = command(*arguments, stdin=stdin)
    assert done.returncode == 2
    assert words in done.stderr
    assert "secret" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_this_machine_is_asked_only_where_that_is_allowed(site: Site, command: Command, tmp_path: Path) -> None:
    address = site.add("/a", page())
    done = command("clean", address, "--engine", "none")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"error: {address}: 127.0.0.1 is {HERE}; --allow-private fetches from there\n" in done.stderr
    assert site.asked == []
    (tmp_path / "cleanup.toml").write_text("fetch.private = true\n", encoding="utf-8")
    assert command("clean", address, "--engine", "none").returncode == 0


def test_robots_txt_is_kept_unless_set_otherwise(site: Site, command: Command) -> None:
    site.add("/robots.txt", "User-agent: *\nDisallow: /\n")
    address = site.add("/a", page())
    done = command("clean", address, *QUICK)
    assert done.returncode == 2
    assert "asks programs to leave this page alone" in done.stderr
    assert command("clean", address, *QUICK, CLEANUP_FETCH_ROBOTS="false").returncode == 0


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_an_encoding_that_only_the_header_tells(site: Site, command: Command, kind: str) -> None:
    body = page() if kind == "text/html" else "The river\n\nThey measured at forty points, it is said in the town.\n"
    data = body.replace("forty", "forty Łódź").encode("iso-8859-2", "replace")  # the page's own meta tag says UTF-8
    done = command("clean", site.add("/a", data, Content_Type=f"{kind}; charset=ISO-8859-2"), *QUICK)
    assert done.returncode == 0, done.stderr
    assert "Łódź" in done.stdout
    latin = command("clean", site.add("/a", data, Content_Type=kind), *QUICK)
    assert "Łódź" not in latin.stdout


def test_text_and_markdown_pages(site: Site, command: Command) -> None:
    done = command("clean", site.add("/a", "# Title\n\n*Some* text.\n", Content_Type="text/markdown"), *QUICK)
    assert done.stdout == "Title\n\nSome text.\n"
    done = command("clean", site.add("/a.jsonl", "Only text.\n", Content_Type="text/plain"), *QUICK)
    assert done.stdout == "Only text.\n"


def test_a_run_goes_on_without_fetching_again(site: Site, command: Command, tmp_path: Path) -> None:
    addresses = [site.add(f"/{n}", page()) for n in range(5)]
    (tmp_path / "urls.txt").write_text("\n".join(addresses), encoding="utf-8")
    arguments = ("run", "-i", "urls.txt", "-o", "out.jsonl", "--jobs", "1", *QUICK)
    assert command(*arguments, **NO_DELAY).returncode == 0
    whole = (tmp_path / "out.jsonl").read_bytes()
    lines = whole.splitlines(keepends=True)
    # As a kill after the third article leaves it.
    (tmp_path / "out.jsonl").unlink()
    part = tmp_path / "out.jsonl.run" / "part-00000"
    part.write_bytes(b"".join(lines[:3]) + b'{"id": "half a li')
    end = sum(map(len, lines[:3]))
    with sqlite3.connect(tmp_path / "out.jsonl.run" / "run.db") as db:
        state = {**json.loads(db.execute("SELECT value FROM meta WHERE key = 'state'").fetchone()[0]), "shard": 0}
        state |= {"end": end, "size": end, "lines": 3, "closing": False}
        position = json.loads(db.execute("SELECT value FROM meta WHERE key = 'position'").fetchone()[0]) * 3 // 5
        db.execute("DELETE FROM shards")
        for key, value in (
            ("finished", False),
            ("next chunk", 3),
            ("articles seen", 3),
            ("position", position),
            ("state", state),
        ):
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))
    site.asked.clear()
    done = command(*arguments, "--resume", **NO_DELAY)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out.jsonl").read_bytes() == whole
    assert site.asked == ["/robots.txt", "/3", "/4"]
    (tmp_path / "urls.txt").write_text("\n".join(addresses[1:]), encoding="utf-8")
    done = command(*arguments, "--resume", **NO_DELAY)
    assert done.returncode == 2
    assert f"input {addresses[0]} was where {addresses[1]} is now" in done.stderr


def test_files_and_pages_together(site: Site, command: Command, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("Only text.\n", encoding="utf-8")
    done = command("clean", "in.txt", site.add("/a", page()), "-o", "out", *QUICK)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "in.txt").exists()
    assert len(list((tmp_path / "out").rglob("*.txt"))) == 2
