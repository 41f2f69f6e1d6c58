"""`cleanup decide` as a user runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_run import ARTICLE, write
from tests.conftest import SEED, Command


@pytest.fixture
def ledger(command: Command, tmp_path: Path) -> Path:
    """The seed's ledger, as `cleanup run` writes it."""
    command("run", SEED, "-o", "out")
    return tmp_path / "out" / (SEED.stem + ".ledger.json")


def load(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def test_decisions_are_carried_out_kept_and_taken_back(command: Command, ledger: Path, tmp_path: Path, seed: str) -> None:
    before = load(ledger)
    text = command("undo", ledger, "--edit", "e1").stdout
    assert load(ledger) == before
    block = next(e for e in before["edits"] if e["decision"] == "accepted" and "Follow HU" in e["old"])
    waiting = next(e for e in before["edits"] if e["decision"] != "accepted" and e["old"] == " and")
    other = next(e for e in before["edits"] if e["decision"] == "accepted" and e["old"] == ".!!")
    acronym = next(e for e in before["edits"] if e["old"] == "VSSE")  # too unsure for the program to ask its guard
    held = command("decide", ledger, "--accept", acronym["id"])
    assert (held.returncode, "was refused by the guard: acronym 'VSSE'" in held.stderr) == (2, True), held.stderr
    done = command(
        "decide",
        ledger,
        "--refuse",
        block["id"],
        "--accept",
        waiting["id"],
        "--replace",
        other["id"],
        "?",
        "--by",
        "Ann",
        "--force",
        "-o",
        "text.txt",
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (tmp_path / "text.txt").read_bytes().decode()
    assert "Follow HU" in text
    assert "…?" in text
    after = load(ledger)
    assert [(d["edit"], d["verdict"], d["before"], d["by"], d.get("replacement")) for d in after["decisions"]] == [
        (block["id"], "refused", "accepted", "Ann", None),
        (waiting["id"], "accepted", waiting["decision"], "Ann", None),
        (other["id"], "accepted", "accepted", "Ann", "?"),
    ]
    assert [d.get("forced", "")[:16] for d in after["decisions"]] == ["", "guard: quotation", ""]
    assert after["source_text"] == seed
    assert [{k: v for k, v in e.items() if k != "now"} for e in after["edits"]] == before["edits"]
    listing = command("decide", ledger, "--list").stdout
    assert f"{block['id']} refused: " in listing
    assert "(refused by Ann)" in listing
    assert f"d3: {other['id']} accepted as '?' by Ann at 2" in listing
    assert command("undo", ledger, "--edit", "all").stdout == seed
    back = command("decide", ledger, "--take-back", "all")
    assert back.returncode == 0
    assert load(ledger) == before
    assert "Follow HU" not in back.stdout


def test_errors_leave_the_ledger_as_it_was(command: Command, ledger: Path) -> None:
    before = ledger.read_bytes()
    for options, message in (
        ((), "nothing to decide; give --accept"),
        (("--accept", "e999"), "no edit 'e999' in this ledger"),
        (("--replace", "e1"), "--replace e1: give the id and the text"),
        (("--take-back", "d1"), "no decision 'd1'"),
        (("--list", "--accept", "e1"), "--list only shows"),
        (("--refuse", "e1", "--accept", "e999"), "no edit 'e999'"),
    ):
        done = command("decide", ledger, *options)
        assert (done.returncode, done.stdout) == (2, "")
        assert message in done.stderr
        assert "Traceback" not in done.stderr
    assert ledger.read_bytes() == before
    missing = command("decide", "missing.ledger.json", "--refuse", "e1")
    assert (missing.returncode, "no such file" in missing.stderr) == (2, True)


def test_a_guarded_edit_needs_force(command: Command, tmp_path: Path) -> None:
    write(
        tmp_path / "letter.txt",
        "The manager have wrote to us alot. He dont know the way.\n\nThey recieved a parcel from "
        "Seperate Ltd and took it home.\n",
    )
    command("run", "letter.txt", "-o", "out")
    ledger = tmp_path / "out" / "letter.ledger.json"
    name = next(e["id"] for e in load(ledger)["edits"] if "guard: name 'Seperate'" in e["why"])
    refused = command("decide", ledger, "--accept", name)
    assert refused.returncode == 2
    assert f"edit {name} was refused by the guard: name 'Seperate'" in refused.stderr
    done = command("decide", ledger, "--accept", name, "--force")
    assert done.returncode == 0
    assert "Separate Ltd" in done.stdout
    human = load(ledger)["decisions"][0]
    assert (human["edit"], human["forced"]) == (name, "guard: name 'Seperate'")
    assert "against guard: name 'Seperate'" in command("decide", ledger, "--list").stdout


def test_a_record_of_json_lines_gets_a_ledger_of_its_own(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", json.dumps({"id": "a", "text": ARTICLE}) + "\n")
    command("clean", "in.jsonl", "-o", "out.jsonl", "--engine", "none")
    before = (tmp_path / "out.jsonl").read_bytes()
    edit = next(e["id"] for e in json.loads(before)["edits"] if "Share" in e["old"])
    plain = command("decide", "out.jsonl", "--id", "a", "--refuse", edit)
    assert (plain.returncode, "with --save" in plain.stderr) == (2, True)
    done = command("decide", "out.jsonl", "--id", "a", "--refuse", edit, "--save", "a.ledger.json")
    assert done.returncode == 0, done.stderr
    assert "Share this article" in done.stdout
    assert (tmp_path / "out.jsonl").read_bytes() == before
    assert command("undo", "a.ledger.json", "--edit", "all").stdout == ARTICLE
    assert load(tmp_path / "a.ledger.json")["decisions"][0]["by"]


def test_a_later_run_does_not_take_decisions_away(command: Command, ledger: Path, tmp_path: Path) -> None:
    command("decide", ledger, "--refuse", "e1", "--by", "Ann")
    decided = ledger.read_bytes()
    again = command("run", SEED, "-o", "out")
    assert (again.returncode, "holds decisions of people" in again.stderr) == (2, True)
    assert ledger.read_bytes() == decided
    assert load(ledger)["article"]["title"] == "Belgium’s State Security Service Inspected Huawei"
