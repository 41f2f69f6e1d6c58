"""`cleanup decide` and `undo` with ledgers, texts and places as they come: damaged, piped, linked, not writable."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cleanup.core.edit import Decision, Edit, Pass
from cleanup.core.ledger import Ledger, digest
from tests.cli.test_run import write
from tests.conftest import ROOT, Command

SOURCE = "the red light is on\n"
TEXT = "the blue light was on\n"


def _decision(name: str, start: int, old: str, new: str) -> Decision:
    edit = Edit(start=start, end=start + len(old), replacement=new, stage="grammar", rule="own", reason="test", confidence=0.9)
    return Decision(id=name, edit=edit, old=old, verdict="accepted")


def values() -> dict[str, Any]:
    """A ledger file: e1 red -> blue, e2 is -> was."""
    passes = [Pass("grammar", (_decision("e1", 4, "red", "blue"), _decision("e2", 14, "is", "was")))]
    return Ledger.of(SOURCE, TEXT, passes).to_dict() | {"source_text": SOURCE}


def record(name: str) -> str:
    """The same as a record of JSON lines."""
    source = {"text_length": len(SOURCE), "text_sha256": digest(SOURCE)}
    return json.dumps({"id": name, "text": TEXT, "edits": values()["edits"], "source": source}) + "\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write(tmp_path / "a.ledger.json", json.dumps(values()))


def refused(done: subprocess.CompletedProcess[str], *said: str) -> None:
    """An error that says this, on one line, with no text on stdout."""
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: ")
    assert done.stderr.count("\n") == 1, done.stderr
    for words in said:
        assert words in done.stderr


def test_a_damaged_ledger_is_named_with_what_is_wrong(command: Command, tmp_path: Path) -> None:
    whole = json.dumps(values())
    for content, message in (
        (whole.replace("[4, 7]", "[4]", 1), "edits[0].span: [4] is not a span"),
        (whole.replace('"pass": 0', '"pass": Infinity', 1), "edits[0].pass: inf is not a whole number"),
        (whole.replace('"new": "blue"', '"new": 5'), "edits[0].new: 5 is not a text"),
        (whole.replace("the red", "the rod"), "this text is not the input of the ledger"),
        (whole[:200], "is not a ledger: "),
        ("[" * 100_000, "is not a ledger: "),
        ("[1]", "is not a ledger with its text"),
        (b"\xff\xfe", "is not a ledger: "),
    ):
        write(tmp_path / "bad.json", content)
        refused(command("undo", "bad.json", "--edit", "e1"), "bad.json: ", message)
    refused(command("decide", ".", "--list"), ".: cannot be read: ")


def test_a_damaged_record_is_named_with_its_line(command: Command, tmp_path: Path) -> None:
    bad = record("b").replace("[4, 7]", "[4]", 1)
    lines = write(tmp_path / "out.jsonl", f'no json\n[1]\n\n{bad}{record("c")}{{"id": "d", "edits": [7], "text": ""}}\n')
    refused(command("undo", lines, "--id", "b", "-e", "e1"), f"{lines}:4: the ledger is malformed: edits[0].span: [4]")
    refused(command("undo", lines, "--id", "d", "-e", "e1"), f'{lines}:6: the ledger is malformed: has no "source"')
    refused(
        command("undo", lines, "--id", "x", "-e", "e1"),
        f"no record with id 'x' and edits; 2 of its lines cannot be read, the first: {lines}:1: is not JSON",
    )
    assert command("undo", lines, "--id", "c", "-e", "e1").stdout == "the red light was on\n"
    cut = write(tmp_path / "cut.jsonl.gz", gzip.compress(record("b").encode())[:-20])
    refused(command("undo", cut, "--id", "x", "-e", "e1"), f"{cut}:", "the compressed data end or break here")


def test_one_thing_is_asked_about_an_edit(command: Command, ledger: Path) -> None:
    before = ledger.read_bytes()
    for options, message in (
        (("--accept", "e1", "--refuse", "e1"), "edit e1: --accept and --refuse; leave one of them out"),
        (("--replace", "e1", "x", "--accept", "e1"), "edit e1: --accept and --replace;"),
        (("--replace", "e2=x", "--refuse", "e2"), "edit e2: --refuse and --replace;"),
        (("--replace", "e1", "x", "--replace", "e1=y"), "edit e1: --replace twice;"),
        (("--replace", "e1", "--force"), "--replace e1: give the id and the text"),
    ):
        refused(command("decide", ledger, *options), message)
    assert ledger.read_bytes() == before
    done = command("decide", ledger, "--refuse", "e1", "--refuse", "e1", "--replace", "e2=--force")
    assert (done.returncode, done.stdout) == (0, "the red light --force on\n")


def test_a_dash_is_stdin_and_stdout(command: Command, ledger: Path, tmp_path: Path) -> None:
    undone = "the red light was on\n"
    assert command("undo", ledger, "-e", "e1", "-o", "-").stdout == undone
    assert command("undo", "-", "-e", "e1", stdin=ledger.read_bytes()).stdout == undone
    refused(command("decide", "-", "--refuse", "e1", stdin=ledger.read_bytes()), "stdin: ", "with --save")
    refused(command("decide", ledger, "--refuse", "e1", "--save", "-"), "--save -: the text goes to stdout too;")
    saved = command("decide", "-", "--refuse", "e1", "--save", "-", "-o", "a.txt", stdin=ledger.read_bytes())
    assert json.loads(saved.stdout)["decisions"][0]["edit"] == "e1"
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == undone
    assert command("decide", ledger, "--refuse", "e1", "-o", "-").stdout == undone
    assert sorted(os.listdir(tmp_path)) == ["a.ledger.json", "a.txt"]


def test_a_dash_means_stdout_to_other_commands_too(command: Command, tmp_path: Path) -> None:
    article = write(tmp_path / "a.txt", "One  line.\n")
    assert command("clean", article, "-o", "-", "--engine", "none").stdout == "One line.\n"
    refused(command("run", article, "-o", "-", "--engine", "none"), "-o -: this is not written to stdout; name a file or")
    refused(command("rules", "learn", article, "-o", "-"), "-o -: this is not written to stdout; name a file or")
    command("clean", article, "-o", "out.jsonl", "--engine", "none")
    assert json.loads(command("report", "out.jsonl", "--json", "-o", "-").stdout)["totals"]["articles"] == 1
    assert not (tmp_path / "-").exists()


def test_a_list_gives_a_terminal_no_orders(command: Command, ledger: Path) -> None:
    data = values()
    data["edits"][0] |= {"reason": "\x1b[2J\ne9", "why": "a\rb", "old": "red"}
    ledger.write_text(json.dumps(data), encoding="utf-8")
    listed = command("decide", ledger, "--list").stdout
    assert "\\x1b[2J\\ne9" in listed
    assert (listed.count("\n"), listed.isascii(), "\x1b" in listed, "\r" in listed) == (4, True, False, False)


def test_ledger_and_text_are_written_both_or_neither(command: Command, ledger: Path, tmp_path: Path) -> None:
    before = ledger.read_bytes()
    write(tmp_path / "file", "")
    (tmp_path / "link").symlink_to(ledger)
    for options, message in (
        (("-o", "file/below"), "file/below: cannot be written: "),
        (("-o", "."), ".: cannot be written: Is a directory"),
        (("--save", "file/below", "-o", "new.txt"), "file/below: cannot be written: "),
        (("-o", "a.ledger.json"), "-o a.ledger.json: is the ledger itself"),
        (("-o", "link"), "-o link: is the ledger itself"),
        (("-o", "new", "--save", "./new"), "-o new: is where --save puts the ledger"),
    ):
        refused(command("decide", ledger, "--refuse", "e1", *options), message)
    refused(command("undo", ledger, "-e", "e1", "-o", "link"), "is the ledger itself, which stays as it is")
    assert ledger.read_bytes() == before
    assert sorted(os.listdir(tmp_path)) == ["a.ledger.json", "file", "link"]
    lines = write(tmp_path / "out.jsonl", record("b") + record("c"))
    for options in (("--save", "out.jsonl"), ("--save", "new.json", "-o", "out.jsonl")):
        refused(command("decide", lines, "--id", "b", "--refuse", "e1", *options), "name a")
    assert lines.read_text(encoding="utf-8") == record("b") + record("c")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_stdout_is_told_with_what_is_written(command: Command, ledger: Path, tmp_path: Path) -> None:
    def full(*args: str | Path) -> subprocess.CompletedProcess[str]:
        with Path("/dev/full").open("wb") as stdout:
            run = [sys.executable, "-m", "cleanup", *map(str, args)]
            environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
            done = subprocess.run(run, stdout=stdout, stderr=subprocess.PIPE, env=environment, timeout=300)
        return subprocess.CompletedProcess(done.args, done.returncode, "", done.stderr.decode())

    refused(full("undo", ledger, "-e", "e1"), "<stdout>: cannot be written: No space left on device")
    refused(full("decide", ledger, "--refuse", "e1"), "No space left", f"written is {ledger}")
    assert json.loads(ledger.read_bytes())["decisions"][0]["edit"] == "e1"
    article = write(tmp_path / "a.txt", "One line.\n")
    refused(full("clean", article, "--engine", "none"), "<stdout>: cannot be written: No space left on device")


def test_line_ends_and_a_byte_order_mark(command: Command, tmp_path: Path) -> None:
    text = "A quiet year\r\n\r\nThe  harbor handled 1,204 ships.\r\n\r\nShare this article\r\n"
    write(tmp_path / "a.txt", b"\xef\xbb\xbf" + text.encode())
    command("run", "a.txt", "-o", "out", "--engine", "none")
    ledger = tmp_path / "out" / "a.ledger.json"
    back = subprocess.run(
        [sys.executable, "-m", "cleanup", "undo", ledger, "-e", "all"],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=300,
    )
    assert back.stdout == text.encode()
    write(ledger, b"\xef\xbb\xbf" + ledger.read_bytes())  # as some editors save it
    share = next(e["id"] for e in json.loads(ledger.read_text("utf-8-sig"))["edits"] if "Share" in e["old"])
    done = command("decide", ledger, "--refuse", share, "-o", "b.txt")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "b.txt").read_bytes() == b"A quiet year\n\nThe harbor handled 1,204 ships.\n\nShare this article\n"


def test_a_ledger_without_edits(command: Command, tmp_path: Path) -> None:
    empty = write(tmp_path / "empty.ledger.json", json.dumps(Ledger.of("x\n", "x\n", ()).to_dict() | {"source_text": "x\n"}))
    assert command("undo", empty, "-e", "all").stdout == "x\n"
    assert command("decide", empty, "--list").stdout == ""
    refused(command("undo", empty, "-e", "e1"), f"{empty}: no edit 'e1' in this ledger; it has no accepted edit")
    refused(command("decide", empty, "--take-back", "d1"), f"{empty}: no decision 'd1' in this ledger; it has none")
    refused(command("decide", empty, "--id", "1", "--list"), f"{empty}: holds one ledger; leave --id out")
