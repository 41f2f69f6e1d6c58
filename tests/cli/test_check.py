"""`cleanup check` in continuous integration: findings in formats for programs, baselines, and the hook of pre-commit."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from tests.cli.test_clean import CLEAN
from tests.cli.test_run import ARTICLE, write
from tests.conftest import ROOT, SEED, Command

NONE = ("--engine", "none")
SHARE = "Share this article"


def annotations(stdout: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: command, properties, message."""

    def decoded(text: str) -> str:
        for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(code, character)
        return text

    found = []
    for line in stdout.splitlines():
        command = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
        assert command is not None, line
        given = dict(pair.split("=", 1) for pair in command[2].split(","))
        found.append((command[1], {k: decoded(v) for k, v in given.items()}, decoded(command[3])))
    return found


def findings(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def lines_of(text: str) -> list[str]:
    return re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))


def test_github_gets_an_annotation_for_each_finding(command: Command, tmp_path: Path) -> None:
    name = "50%, a:b.txt"
    write(tmp_path / "in" / name, b"\xef\xbb\xbf" + ARTICLE.replace("\n", "\r\n").encode())
    done = command("check", tmp_path / "in", "--format", "github", *NONE)
    assert done.returncode == 1
    found = annotations(done.stdout)
    (share,) = [a for a in found if SHARE in a[2]]
    assert share[0] == "error"
    assert share[1] == {
        "file": f"in/{name}",
        "line": "9",
        "endLine": "9",
        "col": "1",
        "endColumn": str(1 + len(SHARE)),
        "title": "cleanup (share-label)",
    }
    assert share[2].startswith(f"in/{name}:9:1: share-label: ")
    assert done.stderr.count("would change") == 1
    clean = command("check", "-", "--format", "github", *NONE, stdin=CLEAN)
    assert (clean.returncode, clean.stdout) == (0, "")


def test_an_annotation_cannot_be_broken_out_of(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE + "\nThe 100 % of it::error file=x::went away. ``He said\u202e so,, often .\n")
    done = command("check", "x.txt", "--format", "github")
    assert {a[1]["file"] for a in annotations(done.stdout)} == {"x.txt"}
    assert "\u202e" not in done.stdout


def test_sarif_says_where_and_how_to_mend_it(command: Command, tmp_path: Path) -> None:
    text = ARTICLE.replace("about the same", "about the  same")
    write(tmp_path / "a folder" / "x#1.txt", text)
    write(tmp_path / "empty.txt", "\n")
    done = command("check", "a folder", "empty.txt", "--format", "sarif", *NONE)
    assert done.returncode == 2
    log = json.loads(done.stdout)
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["shortDescription"]["text"] and rule["help"]["text"] for rule in rules)
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "empty.txt"
    assert notification["message"]["text"] == "empty, nothing to clean"
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        (location,) = result["locations"]
        assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == "a folder/x#1.txt"
        assert location["physicalLocation"]["artifactLocation"]["uri"] == "a%20folder/x%231.txt"
    marks = [mark for result in run["results"] for mark in result["partialFingerprints"].values()]
    assert len(set(marks)) == len(marks) > 2
    assert _mended(text, run["results"]) == command("clean", "a folder/x#1.txt", *NONE).stdout


def _mended(text: str, results: list[dict[str, Any]]) -> str:
    """The text with every fix applied, as an editor would."""
    starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def offset(line: int, column: int) -> int:
        return starts[line - 1] + column - 1

    spans = []
    for result in results:
        (replacement,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
        region = replacement["deletedRegion"]
        start, end = (offset(region["startLine"], region["startColumn"]), offset(region["endLine"], region["endColumn"]))
        spans.append((start, end, replacement["insertedContent"]["text"]))
    for start, end, new in sorted(spans, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def test_places_are_those_that_an_editor_shows_or_none(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "utf16.txt", ARTICLE.replace("\n", "\r\n").encode("utf-16"))
    write(tmp_path / "marked.txt", "\ufeff" + ARTICLE.replace("A quiet year", "A quiet  year", 1))
    for name, encoding in (("utf16.txt", "auto"), ("marked.txt", "utf-8")):
        found = findings(command("check", name, "--encoding", encoding, "--format", "json", *NONE))
        lines = lines_of((tmp_path / name).read_bytes().decode("utf-16" if name == "utf16.txt" else "utf-8"))
        for finding in found:
            if finding["line"] == finding["end_line"] and finding["old"].strip("\ufeff \n"):
                shown = lines[finding["line"] - 1][finding["column"] - 1 : finding["end_column"] - 1]
                assert shown == finding["old"].strip()
        assert {f["line"] for f in found} >= {9}
    assert (1, 9) in {(f["line"], f["column"]) for f in found}  # the second blank; the mark takes no column

    write(
        tmp_path / "page.html",
        f"<h1>Harbor</h1><article>{'<p>The harbor was closed on Monday..</p>' * 3}<p>It is.</p></article>",
    )
    write(tmp_path / "records.jsonl", "\n\n" + json.dumps({"id": "a", "text": ARTICLE}) + "\n{\n")
    done = command("check", "page.html", "records.jsonl", "--format", "json", "--keep-listings", *NONE)
    assert done.returncode == 2
    page = [f for f in findings(done) if f["file"] == "page.html"]
    assert page
    assert {(f["line"], f["column"], f["stage"] == "extract") for f in page} == {(None, None, False)}
    records = [f for f in findings(done) if f["file"] == "records.jsonl"]
    assert {(f["line"], f["column"], f["record"]) for f in records[:-1]} == {(3, None, 3)}
    assert (records[-1]["rule"], records[-1]["level"], records[-1]["line"]) == ("unreadable-input", "error", 4)


def test_markdown_is_placed_where_its_words_are_or_nowhere(command: Command, tmp_path: Path) -> None:
    text = (
        "---\ntitle: Harbor\ndescription: Traffic was was low.\n---\n# Harbor\n\n*Traffic* was about\nthe the same, [they](x) said.\n\n"
        "The port took **1,204** ships ,and sent all of them on.\n\n> Share this article\n"
    )
    write(tmp_path / "x.md", text)
    found = findings(command("check", "x.md", "--format", "json"))
    placed = {f["old"].strip(): (f["line"], f["column"]) for f in found}
    lines = text.split("\n")
    for old, (line, column) in placed.items():
        assert line is None or lines[line - 1][column - 1 :].startswith(old[:3])
    assert placed["the the"] == (8, 1)
    assert placed["Share this article"] == (12, 3)


def test_a_baseline_lets_only_new_findings_fail(command: Command, tmp_path: Path) -> None:
    def check(*more: str) -> subprocess.CompletedProcess[str]:
        return command("check", "in", "--baseline", "known.json", "--format", "json", *NONE, *more)

    write(tmp_path / "in" / "a.txt", ARTICLE)
    write(tmp_path / "in" / "b.txt", ARTICLE)
    missing = check()
    assert (missing.returncode, missing.stdout) == (2, "")
    assert "known.json: no such file; --update-baseline writes it" in missing.stderr
    written = check("--update-baseline")
    assert (written.returncode, findings(written)) == (0, [])
    baseline = tmp_path / "known.json"
    before = baseline.read_bytes()
    assert check("--update-baseline").returncode == 0
    assert baseline.read_bytes() == before

    write(tmp_path / "in" / "a.txt", ARTICLE.replace("Most of", "The weather was good.\n\nMost of"))  # lines move
    moved = check()
    assert (moved.returncode, findings(moved)) == (0, [])
    assert "known.json: 4 of the findings are known" in moved.stderr
    write(tmp_path / "in" / "a.txt", ARTICLE + "\nLeave a comment\n\n" + SHARE + "\n")
    new = check()
    assert new.returncode == 1
    assert [f["old"].strip() for f in findings(new)] == ["Leave a comment", SHARE]  # the second copy, not the first
    assert "1 would change" in new.stderr
    shown = command("check", "in", "--baseline", "known.json", *NONE)
    assert shown.returncode == 1
    assert shown.stdout.startswith("in/a.txt:11:1: error: ")
    write(tmp_path / "in" / "a.txt", CLEAN)
    assert "2 more are gone" in check().stderr
    assert command("check", "in/a.txt", "--baseline", "known.json", "--update-baseline", *NONE).returncode == 0
    kept = {entry["file"] for entry in json.loads(baseline.read_bytes())["findings"]}
    assert kept == {"in/b.txt"}  # not looked at this time, and still there


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such file names")
def test_a_file_name_that_is_no_text_is_reported_and_known_again(command: Command, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / os.fsdecode(b"bad\xff.txt")).write_text("A line , with a fault.\n")
    check = ("check", "in", *NONE, "--format", "sarif")
    found = command(*check)
    assert (found.returncode, "in/bad%FF.txt" in found.stdout) == (1, True), found.stderr
    assert command(*check, "--baseline", "known.json", "--update-baseline").returncode == 0
    assert command(*check, "--baseline", "known.json").returncode == 0


def test_a_damaged_baseline_is_told_with_its_place(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE)
    command("check", "x.txt", "--baseline", "known.json", "--update-baseline", *NONE)
    good = (tmp_path / "known.json").read_text()
    for bad, told in (
        (good.replace('    {"file"', '<<<<<<< HEAD\n    {"file"', 1), "known.json:5: not JSON"),
        (good.replace('"rule": ', '"rules": ', 1), 'known.json: findings[0]: "rule" is not a text'),
        ("[]", 'known.json: is no baseline: "schema" is not "cleanup-baseline"'),
    ):
        write(tmp_path / "known.json", bad)
        done = command("check", "x.txt", "--baseline", "known.json", *NONE)
        assert done.returncode == 2
        assert told in done.stderr
    assert command("check", "x.txt", "--update-baseline").returncode == 2
    assert command("check", "x.txt", "--format", "json", "--diff").returncode == 2


def test_the_hook_of_pre_commit_runs(tmp_path: Path) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert (hook["id"], hook["language"]) == ("cleanup-check", "python")
    program, *words = shlex.split(hook["entry"])
    assert program == "cleanup"
    write(tmp_path / "clean.txt", CLEAN)
    for names, code in ((["clean.txt"], 0), (["clean.txt", SEED], 1)):
        done = subprocess.run(
            [sys.executable, "-m", program, *words, *hook["args"], *names], cwd=tmp_path, capture_output=True, timeout=300
        )
        assert done.returncode == code, done.stderr
    assert b"-Related Posts" in done.stdout
