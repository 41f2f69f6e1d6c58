"""`cleanup rules learn` and `--learn` as a user runs them: what a site repeats is learned, reviewed, used."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.test_run import write
from tests.conftest import Command
from tests.corpus.articles import articles

REPEATED = "The Harbor Almanac lists all tides of the year 2031, and those of the northern basin twice."  # no judge takes it
QUICK = ("--engine", "none", "--skip", "summary", "--skip", "keywords")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Twelve pages of one host that end with the same line, and twelve of another that do not."""
    rows = []
    for number, row in enumerate(articles(24)):
        host = "one" if number % 2 else "two"
        text = str(row["text"]) + (f"\n{REPEATED}\n" if host == "one" else "")
        rows.append({"id": row["id"], "text": text, "url": f"https://{host}.example.org/{number}"})
    return write(tmp_path / "in.jsonl", "".join(json.dumps(row) + "\n" for row in rows))


def test_learned_rules_are_written_for_review_and_do_what_they_say(command: Command, site: Path, tmp_path: Path) -> None:
    done = command("rules", "learn", site, "-o", "site.toml")
    assert done.returncode == 0, done.stderr
    rules = tomllib.loads((tmp_path / "site.toml").read_text(encoding="utf-8"))["rule"]
    assert REPEATED in json.dumps(rules)
    assert "Share this" not in json.dumps(rules)  # on each page, and taken by a rule of the program
    assert f"{len(rules)} rules written to site.toml" in done.stderr
    assert command("rules", "test", "--rules", "site.toml").returncode == 0
    command("clean", site, "-o", "without.jsonl", *QUICK)
    command("clean", site, "-o", "with.jsonl", "--rules", "site.toml", *QUICK)
    assert kept(tmp_path / "without.jsonl") == 12
    assert kept(tmp_path / "with.jsonl") == 0


def kept(path: Path) -> int:
    return sum(REPEATED in json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", ["run", "clean"])
def test_learning_and_using_in_one_go(name: str, command: Command, site: Path, tmp_path: Path) -> None:
    done = command(name, site, "-o", "out.jsonl", "--learn", *QUICK)
    assert done.returncode == 0, done.stderr
    assert kept(tmp_path / "out.jsonl") == 0
    learned = tmp_path / "out.jsonl.learned.toml"
    assert REPEATED in learned.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    own = [e for row in rows for e in row["edits"] if REPEATED in e["old"]]
    assert len(own) == 12
    assert all(e["rule"] in learned.read_text(encoding="utf-8") for e in own)


def test_a_rule_file_that_is_there_is_used_as_it_is(command: Command, site: Path, tmp_path: Path) -> None:
    write(tmp_path / "out.jsonl.learned.toml", "# reviewed: nothing of it is wanted\n")
    done = command("run", site, "-o", "out.jsonl", "--learn", *QUICK)
    assert done.returncode == 0, done.stderr
    assert kept(tmp_path / "out.jsonl") == 12


@pytest.mark.parametrize("arguments", [("clean", "in.jsonl"), ("clean", "-", "-o", "out.jsonl")])
def test_learning_needs_files_and_an_output(arguments: tuple[str, ...], command: Command, site: Path) -> None:
    done = command(*arguments, "--learn", *QUICK, stdin="")
    assert done.returncode == 2
    assert "--learn reads the inputs twice" in done.stderr
