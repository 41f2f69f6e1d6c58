"""`cleanup run` as a user runs it."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from tests.conftest import SEED, Command

ARTICLE = """A quiet year for the harbor

The harbor handled 1,204 ships in 2019, the port authority said. Traffic was about the same as in the year before.

Most of the ships carried timber and grain. The authority expects little change next year.

A quiet year for the harbor

Share this article
"""


def write(path: Path, text: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_one_article_gives_markdown_and_a_ledger(command: Command, tmp_path: Path) -> None:
    article = write(tmp_path / "in" / "harbor.txt", ARTICLE)
    done = command("run", "in", "-o", "out")
    assert done.returncode == 0, done.stderr
    markdown = (tmp_path / "out" / "harbor.md").read_text(encoding="utf-8")
    assert markdown.count("A quiet year for the harbor\n") == 2  # title in the front matter, title as heading
    assert "# A quiet year for the harbor\n" in markdown
    assert "## Summary" in markdown
    assert "Share this article" not in markdown
    ledger = json.loads((tmp_path / "out" / "harbor.ledger.json").read_text(encoding="utf-8"))
    assert {"title", "boilerplate"} <= {e["stage"] for e in ledger["edits"] if e["decision"] == "accepted"}
    assert article.read_text() == ARTICLE
    assert "1 article; edits: boilerplate 1, title 1" in done.stderr
    assert done.stdout == ""


def test_a_second_run_over_an_output_changes_nothing(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "harbor.txt", ARTICLE)
    command("run", "harbor.txt", "-o", "one")
    done = command("run", "one", "-o", "two")
    assert done.returncode == 0
    assert "edits: none" in done.stderr

    def body(folder: str) -> str:
        return (tmp_path / folder / "harbor.md").read_text(encoding="utf-8").split("---\n", 2)[2]

    assert body("one") == body("two")
    assert command("check", "one").returncode == 0


def test_folders_keep_their_shape_and_the_same_input_gives_the_same_bytes(command: Command, tmp_path: Path) -> None:
    for place in ("in/a/x.txt", "in/b/x.txt", "in/b/y.md"):
        write(tmp_path / place, ARTICLE)
    write(tmp_path / "in" / "picture.png", b"\x89PNG")
    command("run", "in", "-o", "one", "--engine", "none")
    command("run", "in", "-o", "two", "--engine", "none")
    names = sorted(str(p.relative_to(tmp_path / "one")) for p in (tmp_path / "one").rglob("*.md"))
    assert [n.replace(os.sep, "/") for n in names] == ["a/x.md", "b/x.md", "b/y.md"]
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_bad_inputs_are_told_and_the_others_go_on(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "in" / "good.txt", ARTICLE)
    write(tmp_path / "in" / "empty.txt", "")
    write(tmp_path / "in" / "blank.txt", " \n \n")
    write(tmp_path / "in" / "binary.txt", b"\x00\x01\x02" * 99)
    write(tmp_path / "in" / "front.md", "---\na: [\n---\nText.\n")
    done = command("run", "in", "missing.txt", "none*.txt", "-o", "out", "--engine", "none")
    assert done.returncode == 2
    assert [p.name for p in sorted((tmp_path / "out").glob("*.md"))] == ["front.md", "good.md"]
    for part in (
        "empty.txt: empty",
        "blank.txt: empty",
        "binary.txt: looks like a binary file",
        "front.md: front matter is not valid YAML, kept as it is",
        "missing.txt: no such file",
        "none*.txt: nothing matches",
        "2 articles;",
        "5 failures",
    ):
        assert part in done.stderr


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root reads every file")
def test_an_unreadable_file_is_told(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "in" / "good.txt", ARTICLE)
    write(tmp_path / "in" / "secret.txt", ARTICLE).chmod(0)
    done = command("run", "in", "-o", "out", "--engine", "none")
    assert done.returncode == 2
    assert "secret.txt: cannot be read: Permission denied" in done.stderr


def test_two_inputs_with_one_name_do_not_overwrite_each_other(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.txt", ARTICLE)
    write(tmp_path / "b" / "x.txt", ARTICLE.replace("harbor", "airport"))
    done = command("run", "a/x.txt", "b/x.txt", "-o", "out", "--engine", "none")
    assert done.returncode == 2
    assert "b/x.txt: would be written to out/x.md, as a/x.txt was" in done.stderr.replace(os.sep, "/")
    assert "harbor" in (tmp_path / "out" / "x.md").read_text(encoding="utf-8")


def test_output_inside_the_input_is_refused(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "in" / "x.txt", ARTICLE)
    done = command("run", "in", "-o", "in/out")
    assert done.returncode == 2
    assert "lies inside the input folder in" in done.stderr
    assert not (tmp_path / "in" / "out").exists()


def test_a_full_disk_leaves_nothing_half_written(command: Command, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    write(tmp_path / "x.txt", ARTICLE)
    done = command("clean", "x.txt", "-o", "/dev/full/y.txt", "--engine", "none")
    assert done.returncode == 2
    assert "/dev/full/y.txt" in done.stderr
    assert "Traceback" not in done.stderr


def test_jsonl_in_and_out_keeps_order_ids_and_extra_keys(command: Command, tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "a", "text": ARTICLE, "title": "A quiet year for the harbor", "tags": ["x"]}),
        "{broken",
        json.dumps({"id": "c", "html": "no string"} | {"html": 3}),
        json.dumps({"id": "d", "text": ARTICLE, "url": "u"}),
    ]
    write(tmp_path / "in.jsonl", "\n".join(lines) + "\n")
    done = command("run", "in.jsonl", "-o", "out.jsonl.gz", "--engine", "none")
    assert done.returncode == 2
    assert "in.jsonl:2: not JSON" in done.stderr
    with gzip.open(tmp_path / "out.jsonl.gz", "rt", encoding="utf-8") as out:
        rows = [json.loads(line) for line in out]
    assert [r["id"] for r in rows] == ["a", None, "c", "d"]
    assert rows[1]["line"] == 2
    assert "not JSON" in rows[1]["error"]
    assert '"html" is a int' in rows[2]["error"]
    good = rows[0]
    assert good["tags"] == ["x"]
    assert rows[3]["url"] == "u"
    assert {"title", "text", "language", "summary", "keywords", "flags", "edits", "source"} <= set(good)
    for sentence in good["summary"]:
        assert good["text"][sentence["start"] : sentence["end"]] == sentence["text"]
        assert ARTICLE[sentence["source_start"] : sentence["source_end"]] == sentence["text"]
    for edit in good["edits"]:
        assert {"stage", "rule", "reason", "confidence", "span", "old", "new", "decision"} <= set(edit)


def test_jsonl_records_become_files_named_by_id(command: Command, tmp_path: Path) -> None:
    rows = [{"id": "a/../b c", "text": ARTICLE}, {"id": 7, "text": ARTICLE}]
    write(tmp_path / "in.jsonl", "\n".join(map(json.dumps, rows)))
    done = command("run", "in.jsonl", "-o", "out", "--engine", "none", "--no-ledger")
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in (tmp_path / "out").rglob("*.*")) == ["7.md", "a-..-b-c.md"]


def test_the_change_list_holds_accepted_and_refused_edits(command: Command, tmp_path: Path) -> None:
    command("run", SEED, "-o", "out", "--changes")
    markdown = (tmp_path / "out" / (SEED.stem + ".md")).read_text(encoding="utf-8")
    table = markdown.split("## Changes")[1]
    assert "| accepted |" in table
    assert "refused" in table or "suggested" in table
    done = command("check", "out")
    assert done.returncode == 0, done.stderr


def test_an_unknown_setting_and_an_unknown_step_are_told(command: Command, tmp_path: Path) -> None:
    write(tmp_path / "x.txt", ARTICLE)
    assert "--only spelling: none of extract, normalize" in command("clean", "x.txt", "--only", "spelling").stderr
    write(tmp_path / "cleanup.toml", "[gramar]\nmode = 'strict'\n")
    done = command("clean", "x.txt")
    assert done.returncode == 2
    assert "cleanup.toml:2: unknown setting 'gramar.mode'; did you mean 'grammar.mode'?" in done.stderr
