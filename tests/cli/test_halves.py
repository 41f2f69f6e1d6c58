"""Half characters, NULs and UTF-16: every command and format takes them, keeps what it can hold and says what it cannot."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cleanup.api import Cleaner
from cleanup.cli.app import app
from cleanup.config import Settings
from cleanup.text.halves import HALF, NOTE

PROSE = "The council met on Tuesday evening and heard three proposals for the new bridge over the river. "
TEXT = f"Half a \ud800 title\n\nHalf \ud800 a pair and a NUL \0 here !! {PROSE}\n\n{PROSE}The clerk of the coun\udfffcil left."
PAGE = f"<html><title>a\ud800</title><body><article><h1>A\ud800</h1><p>{TEXT}</p><p>{PROSE}</p></article>"
ROWS = [
    {
        "id": "i\ud800",
        "text": TEXT,
        "title": "T\udc00",
        "url": "http://example.org/\ud800",
        "c\ud801": ["v\ud802", {"k\udfff": "a\0"}],
    },
    {"id": "whole", "text": PROSE * 2},
    {"id": "h\ud800", "html": PAGE, "title": "T\udc00"},
]
QUICK = ("--engine", "none", "--skip", "keywords")


def run(*arguments: object, codes: tuple[int, ...] = (0,)) -> Result:
    """The command in this process, so that a traceback is the test's own."""
    done = CliRunner().invoke(app, list(map(str, arguments)), catch_exceptions=False)
    assert done.exit_code in codes, done.output
    done.stdout_bytes.decode("utf-8")
    return done


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("halves")
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    run("run", folder / "in.jsonl", "-o", folder / "out", "--engine", "none")
    run("run", folder / "in.jsonl", "-o", folder / "out.jsonl", *QUICK)
    return folder


@pytest.mark.parametrize(
    "line",
    [
        "run IN -o OUT --format text --changes",
        "run IN -o OUT --format markdown --changes",
        "run IN -o OUT --format json",
        "run IN -o OUT --format diff",
        "run IN -o OUT --format criticmarkup --changes",
        "run IN -o OUT.jsonl.gz --result-field result",
        "run IN -o OUT --shard-size 10k --shard-format jsonl.zst --dedupe mark --jobs 1",
        "clean IN",
        "clean IN --format text -o OUT/",
        "check IN --diff",
        "check IN --explain",
        "check IN --format github",
        "check IN --format sarif",
        "check IN --format json",
        "check IN --baseline OUT --update-baseline",
        "summarize IN --explain --about \ud800",
        "digest IN -o OUT",
        "rules learn IN -o OUT",
        "decide LEDGER --list",
        "undo LEDGER --edit all",
        "undo LEDGER --edit all -o OUT",
        "decide LEDGER --refuse e1 --by Ann -o OUT --save SAVED",
        "decide LINES --id i\ud800 --list",
        "undo LINES --id i\ud800 --edit all",
        "review FOLDER --export --format markdown --format diff --format criticmarkup --format json",
        "review FOLDER --export-labels OUT",
        "report LINES --json",
        "report FOLDER -o OUT",
    ],
)
def test_no_command_stops_at_half_a_character(line: str, folder: Path, tmp_path: Path) -> None:
    places = {
        "IN": folder / "in.jsonl",
        "OUT": tmp_path / "out",
        "LEDGER": folder / "out" / "in" / "i.ledger.json",
        "SAVED": tmp_path / "saved.json",
        "LINES": folder / "out.jsonl",
        "FOLDER": folder / "out",
    }
    words = [str(places.get(word) or word.replace("OUT", str(places["OUT"]))) for word in line.split(" ")]
    quick = QUICK if words[0] in ("run", "clean", "check") else ()
    run(*words, *quick, codes=(0, 1) if words[0] == "check" else (0,))


def test_json_keeps_halves_and_other_formats_replace_them_and_say_so(folder: Path, tmp_path: Path) -> None:
    line = json.loads((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert (line["id"], line["c\ud801"], line["title"]) == ("i\ud800", ["v\ud802", {"k\udfff": "a\0"}], "T\udc00")
    assert "Half a \ud800 title" in line["text"]
    assert NOTE not in line["notes"]
    done = run("run", folder / "in.jsonl", "-o", tmp_path / "out", *QUICK)
    assert done.stderr.count(NOTE) == 2
    written = (tmp_path / "out" / "in" / "i.md").read_text(encoding="utf-8")
    assert "Half a \ufffd title" in written
    assert NOTE in " ".join(written.split("---")[1].split())
    assert "?" not in written


def test_a_table_replaces_halves_and_its_edits_keep_them(folder: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run("run", folder / "in.jsonl", "-o", tmp_path / "out.parquet", *QUICK)
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert rows[0]["id"] == "i\ufffd"
    assert "Half a \ufffd title" in rows[0]["text"]
    assert rows[0]["c\ufffd"] is not None
    assert json.loads(rows[0]["notes"]) == [NOTE]
    assert json.loads(rows[1]["notes"]) == []


def test_word_files_hold_none(folder: Path, tmp_path: Path) -> None:
    pytest.importorskip("docx")
    done = run("run", folder / "in.jsonl", "-o", tmp_path / "out", "--format", "docx", *QUICK)
    assert NOTE in done.stderr


def test_adapters_take_halves() -> None:
    from cleanup.adapters.datasets import CleanArticles
    from cleanup.adapters.spacy import article_pairs, mark_flags

    batch = CleanArticles(title="title", engine_name="none")({"text": [TEXT, None], "title": ["T\udc00", None]})
    assert "\ud800" in batch["text"][0]
    assert "empty" in batch["clean_error"][1]
    spacy = pytest.importorskip("spacy")
    pairs = article_pairs([TEXT, {"text": TEXT, "title": "\udc00"}], engine_name="none")
    for doc, result in spacy.blank("en").pipe(pairs, as_tuples=True):
        assert len(doc.text) == len(result.text)
        assert mark_flags(doc, result).spans["cleanup_summary"]


def test_tools_for_language_models_answer_in_utf8() -> None:
    pytest.importorskip("mcp")
    from cleanup.service.mcp.tools import Tools

    tools = Tools(Settings().changed({"engine.name": "none"}))

    async def answers() -> list[str]:
        cleaned = await tools.clean_text(TEXT, "T\udc00", "http://example.org/\ud800")
        others = (
            await tools.clean_html(PAGE),
            await tools.summarize(TEXT),
            await tools.explain_edit(cleaned.result_id, cleaned.edits[0].id),
            await tools.undo(cleaned.result_id, [cleaned.edits[0].id]),
        )
        return [answer.model_dump_json() for answer in (cleaned, *others)]

    first, *others = asyncio.run(answers())
    tools.close(5)
    assert NOTE in json.loads(first)["notes"]
    assert not any(HALF.search(answer) for answer in (first, *others))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"{PROSE}“Näher” it was.\n".encode(encoding))
    (tmp_path / "a.html").write_bytes(f"<html><body><article><h1>A title</h1><p>{PROSE}</p><p>{PROSE}</p>".encode(encoding))
    assert run("clean", tmp_path / "a.txt", *QUICK).stdout.startswith(f"{PROSE}“Näher” it was.")
    assert PROSE.strip() in run("clean", tmp_path / "a.html", *QUICK).stdout
    (tmp_path / "a.jsonl").write_bytes((json.dumps({"text": PROSE}) + "\n").encode(encoding))
    assert "a.jsonl: is UTF-16, and JSON lines are UTF-8" in run("clean", tmp_path / "a.jsonl", *QUICK, codes=(2,)).stderr


@pytest.mark.parametrize("between", ["\u200e", "\u200b\u200f\u200f", "\0", "\u00ad", "\u2028"])
def test_halves_that_marks_part_are_never_brought_together(between: str) -> None:
    """Once side by side, they would be one character to whoever reads the text next: a second run would change it."""
    cleaner = Cleaner(skip=("grammar", "summary", "keywords"))
    once = cleaner.clean(f"Half \ud83d{between}\udc80 stands here. {PROSE}\n\n{PROSE}A mark\u200e that does nothing goes.").text
    assert f"\ud83d{between}\udc80" in once
    assert "A mark that" in once
    assert cleaner.clean(once).text == once
