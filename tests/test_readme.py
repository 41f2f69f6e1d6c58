"""The README says what is so: its tables are the code's, its commands work, its excerpts are the program's output."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import SEED, Command
from tests.readme_tables import README, renewed
from tests.test_architecture import LAYERS

TEXT = README.read_text(encoding="utf-8")


def test_the_tables_are_those_of_the_code() -> None:
    assert renewed(TEXT) == TEXT, "python -m tests.readme_tables writes them anew"


def test_the_layers_are_those_that_are_tested() -> None:
    told = re.search(r"Layers, .*?: (.*?)\.\n", TEXT, re.S)
    assert told is not None
    assert tuple(re.findall(r"`(\w+)`", told.group(1))) == LAYERS[:-1]


def test_every_link_within_the_page_leads_somewhere() -> None:
    headings = {re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-") for h in re.findall(r"^## (.*)$", TEXT, re.M)}
    links = set(re.findall(r"\]\(#([^)]*)\)", TEXT))
    assert links <= headings
    assert len(links) > 10


@pytest.fixture
def folder(tmp_path: Path, seed: str) -> Path:
    """What the examples take for granted."""
    (tmp_path / "article.txt").write_text(seed, encoding="utf-8")
    for name in ("articles", "more"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles" / "article.txt").write_text(seed, encoding="utf-8")
    page = "<title>Harbor</title><article><h1>Harbor</h1>" + "<p>The harbor was closed on Monday. Nobody came.</p>" * 9
    (tmp_path / "more" / "page.html").write_text(page, encoding="utf-8")
    (tmp_path / "articles.jsonl").write_text(json.dumps({"id": 1, "text": seed}) + "\n", encoding="utf-8")
    return tmp_path


def _shell(title: str) -> list[str]:
    start = TEXT.index(f"## {title}\n")
    part = TEXT[start : TEXT.index("\n## ", start + 1)]
    return [line for block in re.findall(r"```sh\n(.*?)```", part, re.S) for line in block.splitlines()]


def test_the_ways_to_use_it_work(command: Command, folder: Path) -> None:
    files, summary, pipe = _shell("Three ways to use it")
    assert command(*_words(files, folder)).returncode == 0
    assert {p.name for p in (folder / "cleaned").rglob("*.md")} == {"article.md", "page.md"}
    done = command(*_words(summary, folder))
    assert (done.returncode, len(done.stdout.strip().splitlines()) > 5) == (0, True)
    options, given = pipe.split(" < ")
    source = (folder / given.split(" > ")[0]).read_text(encoding="utf-8")
    line = json.loads(command(*_words(options, folder), stdin=source).stdout)
    assert {"id", "title", "text", "language", "summary", "keywords", "flags", "edits", "source"} <= set(line)


def test_the_decisions_work(command: Command, folder: Path) -> None:
    command("run", "article.txt", "-o", "cleaned")
    listing, decide, back = _shell("Decide yourself")
    shown = command(*_words(listing, folder)).stdout
    excerpt = re.search(r"```text\n(e2 accepted.*?)```", TEXT, re.S)
    assert excerpt is not None
    for told in re.findall(r"e\d+ .*\n    .*\n", excerpt.group(1)):
        assert told in shown
    done = command(*_words(decide, folder))
    assert done.returncode == 0, done.stderr
    assert "Follow HU On Telegram" in (folder / "article.txt").read_text(encoding="utf-8")
    assert command(*_words(back, folder)).returncode == 0


def test_a_review_is_written_without_its_page(command: Command, folder: Path) -> None:
    command("run", "article.txt", "-o", "cleaned")
    command("decide", "cleaned/article.ledger.json", "--refuse", "e18", "--by", "Ann")
    *_, export, labels = (line.split("  #")[0] for line in _shell("Review"))
    for line in (export, labels):
        done = command(*_words(line, folder))
        assert done.returncode == 0, done.stderr
    assert "Follow HU On Telegram" in (folder / "cleaned/article.md").read_text(encoding="utf-8")
    assert (folder / "cleaned/article.docx").stat().st_size > 5000
    assert [json.loads(row).get("by") for row in (folder / "verdicts.jsonl").read_text().splitlines()] == [None, "Ann"]


def test_the_example_of_the_seed_is_its_end(seed: str, command: Command) -> None:
    before = re.search(r"```text\n(Instead.*?)```", TEXT, re.S)
    assert before is not None
    rest = before.group(1).split("...\n\n", 1)[1].strip()
    assert re.sub(r"\s+", " ", seed).endswith(re.sub(r"\s+", " ", rest))
    after = command("clean", SEED).stdout
    assert not any(line in after for line in rest.split("\n\n")[1:])


def test_the_python_example_runs(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(import cleanup\n.*?)```", TEXT, re.S)
    assert code is not None
    monkeypatch.chdir(folder)
    exec(compile(code.group(1), "README.md", "exec"), {})
    assert "Inspected Huawei" in capsys.readouterr().out


def _words(line: str, folder: Path) -> list[str]:
    """The arguments of a command line, globs expanded as a shell does."""
    words = shlex.split(line)
    assert words[0] == "cleanup"
    out: list[str] = []
    for word in words[1:]:
        out += sorted(str(p.relative_to(folder)) for p in folder.glob(word)) if "*" in word else [word]
    return out
