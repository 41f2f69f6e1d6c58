"""`cleanup clean`, `summarize`, `check`, `undo`, `config` as a user runs them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.test_run import ARTICLE, write
from tests.conftest import SEED, Command

CLEAN = ARTICLE.split("\n\nA quiet year for the harbor\n\nShare")[0] + "\n"


def test_clean_writes_the_text_to_stdout(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE)
    done = command("clean", "x.txt")
    assert (done.returncode, done.stdout) == (0, CLEAN)


def test_stdin_is_a_dash(command: Command) -> None:
    done = command("clean", "-", "--engine", "none", stdin=ARTICLE)
    assert (done.returncode, done.stdout) == (0, CLEAN)


def test_only_and_skip_choose_the_stages(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE)
    only = command("clean", "x.txt", "--only", "title").stdout
    assert "Share this article" in only
    assert only.count("A quiet year") == 1
    skipped = command("clean", "x.txt", "--skip", "title", "--skip", "grammar").stdout
    assert "Share this article" not in skipped
    assert skipped.count("A quiet year") == 2
    assert command("clean", "x.txt", "--only", "title", "--skip", "title").returncode == 2


def test_formats(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE)
    markdown = command("clean", "x.txt", "--format", "markdown", "--engine", "none").stdout
    assert markdown.startswith("---\ntitle: A quiet year for the harbor\n")
    assert "## Summary" not in markdown
    data = json.loads(command("clean", "x.txt", "--format", "json", "--engine", "none").stdout)
    assert data["text"].rstrip("\n") + "\n" == CLEAN
    line = command("clean", "x.txt", "--format", "jsonl", "--engine", "none").stdout
    assert json.loads(line)["id"] == "x.txt"
    assert command("clean", "x.txt", "--format", "pdf").returncode == 2


def test_several_inputs_need_a_folder(command: Command, tmp_path: Path) -> None:
    for name in ("x.txt", "y.txt"):
        write(tmp_path / "in" / name, ARTICLE)
    assert "several inputs need -o DIR" in command("clean", "in").stderr
    assert command("clean", "in", "-o", "out", "--engine", "none").returncode == 0
    assert (tmp_path / "out" / "y.txt").read_text(encoding="utf-8") == CLEAN


def test_an_input_is_never_overwritten(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE)
    done = command("clean", "x.txt", "-o", "x.txt", "--engine", "none")
    assert done.returncode == 2
    assert "is the input itself" in done.stderr
    assert (tmp_path / "x.txt").read_text() == ARTICLE


def test_check_tells_by_exit_code_and_shows_a_diff(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "dirty.txt", ARTICLE)
    write(tmp_path / "clean.txt", CLEAN)
    assert command("check", "clean.txt").returncode == 0
    done = command("check", "dirty.txt", "--diff")
    assert done.returncode == 1
    assert "-Share this article" in done.stdout
    assert "would change dirty.txt" in done.stderr
    assert (tmp_path / "dirty.txt").read_text() == ARTICLE
    assert command("check", "dirty.txt", "missing.txt").returncode == 2


def test_check_explains_each_proposal(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "dirty.txt", ARTICLE)
    done = command("check", "dirty.txt", "--explain", "--engine", "none")
    assert "dirty.txt:9:1: " in done.stdout
    assert "switch off: --off" in done.stdout


def test_check_explains_what_the_judge_thinks(command: Command, tmp_path: Path) -> None:
    write(
        tmp_path / "letter.txt",
        "The manager have wrote to us alot. He dont know the way.\n\nThey recieved a parcel from "
        "Seperate Ltd and took it home. They need a long term plan for the desk.\n",
    )
    done = command("check", "letter.txt", "--explain")
    assert done.returncode == 1
    proposals = re.findall(r"^letter\.txt:(\d+):(\d+): (\S+) \[grammar\] (.+)$", done.stdout, re.MULTILINE)
    places = [(int(line), int(column)) for line, column, _, _ in proposals]
    assert places == sorted(places)
    assert ("3", "6", "OWN_MISSPELLED", "'recieved' -> 'received'") in proposals
    assert re.search(r"\(confidence 0\.\d\d, applied from 0\.\d\d; accepted\)\n    because: \S", done.stdout)
    assert done.stdout.count("    switch off: --off ") >= len(proposals)
    assert "guard: name 'Seperate'" in done.stdout
    assert "letter.txt: dense in errors (" in done.stdout


@pytest.mark.parametrize(
    "arguments", [("clean", "x.jsonl", "-o", "out.jsonl"), ("run", "x.jsonl", "-o", "out", "--jobs", "2"), ("check", "x.jsonl")]
)
def test_an_unknown_rule_is_told_before_anything_is_begun(command: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    write(tmp_path / "x.jsonl", json.dumps({"text": ARTICLE}) + "\n")
    done = command(*arguments, "--off", "line-jugde")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: rules.off (--off): no rule 'line-jugde'; did you mean line-judge")
    write(tmp_path / "cleanup.toml", "[rules]\nsuggest = ['share-lable']\n")
    done = command(*arguments)
    assert done.returncode == 2
    assert "rules.suggest: no rule 'share-lable'; did you mean share-label" in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == ["cleanup.toml", "x.jsonl"]


def test_rules_are_listed_and_shown_wherever_they_live(command: Command) -> None:
    listed = {line.split("\t")[0]: line.split("\t")[1:4] for line in command("rules", "list").stdout.splitlines()}
    assert listed["line-judge"] == ["boilerplate", "code", "delete"]
    assert listed["garbled-sentence"] == ["flag", "code", "flag"]
    assert listed["OWN_THEIR"] == ["grammar", "code", "replace"]
    assert listed["share-label"] == ["boilerplate", "line", "delete"]
    title = command("rules", "list", "--stage", "title").stdout.splitlines()
    assert {line.split("\t")[1] for line in title} == {"title"}
    assert 'did you mean "title"' in command("rules", "list", "--stage", "titel").stderr
    assert "switch off  --off title-found" in command("rules", "show", "title-found").stdout
    assert "a rule of the grammar engine" in command("rules", "show", "EN_A_VS_AN").stdout
    wrong = command("rules", "show", "share-lable")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "did you mean share-label" in wrong.stderr


def test_summarize_prints_sentences_of_the_article(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE)
    done = command("summarize", "x.txt", "--sentences", "2")
    sentences = done.stdout.splitlines()
    assert len(sentences) == 2
    assert all(s in ARTICLE for s in sentences)


def test_undo_takes_back_one_edit_or_all(command: Command, tmp_path: Path, seed: str) -> None:
    command("run", SEED, "-o", "out")
    ledger = tmp_path / "out" / (SEED.stem + ".ledger.json")
    edits = json.loads(ledger.read_text(encoding="utf-8"))["edits"]
    follow = next(e["id"] for e in edits if "Follow HU" in e["old"] and e["decision"] == "accepted")
    done = command("undo", ledger, "--edit", follow)
    assert done.returncode == 0
    assert "Follow HU On Telegram & Google News" in done.stdout
    assert "Leave a Comment" not in done.stdout
    assert command("undo", ledger, "--edit", "all").stdout == seed
    wrong = command("undo", ledger, "--edit", "e999")
    assert wrong.returncode == 2
    assert "no edit 'e999' in this ledger" in wrong.stderr


def test_undo_reads_a_jsonl_output(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "in.jsonl", json.dumps({"id": "a", "text": ARTICLE}) + "\n")
    command("clean", "in.jsonl", "-o", "out.jsonl", "--engine", "none")
    assert command("undo", "out.jsonl", "--id", "a", "--edit", "all").stdout == ARTICLE
    assert "holds many records" in command("undo", "out.jsonl", "--edit", "all").stderr


def test_how_sure_a_left_over_line_must_be_is_an_option(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"{ARTICLE}\n\nMore from the harbor\n\nAnn Lee writes about boats. Have a story? Write to her.\n")
    kept = {m: command("clean", "a.txt", "--engine", "none", "--boilerplate", m).stdout for m in ("careful", "eager")}
    assert "More from the harbor" not in kept["eager"]
    assert len(kept["eager"]) <= len(kept["careful"])
    wrong = command("clean", "a.txt", "--boilerplate", "bold")
    assert wrong.returncode == 2
    assert "careful, balanced" in wrong.stderr


def test_config_show_says_where_values_come_from(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "cleanup.toml", "[summary]\nsentences = 5\n")
    shown = command("config", "show", CLEANUP_GRAMMAR_MODE="strict").stdout
    assert "summary.sentences = 5  (" in shown
    assert "cleanup.toml:2)" in shown
    assert "grammar.mode = 'strict'  (environment variable CLEANUP_GRAMMAR_MODE)" in shown
    assert "summary.words = not set  (default)" in shown


def test_every_command_has_help_with_an_example(command: Command) -> None:
    listing = command("--help").stdout
    commands = [line.split()[0] for line in listing.split("Commands:")[1].splitlines() if line.strip()]
    assert {"run", "clean", "summarize", "check", "undo", "rules", "engine", "config"} <= set(commands)
    for name in commands:
        text = command(name, "--help").stdout
        if "Commands:" in text:
            for inner in [line.split()[0] for line in text.split("Commands:")[1].splitlines() if line.strip()]:
                assert f"Example: cleanup {name} {inner}" in command(name, inner, "--help").stdout
        else:
            assert f"Example: cleanup {name}" in text
