"""The table of input formats: a further line in it is all that a new format takes."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cleanup.cli.app import app
from cleanup.cli.options import either
from cleanup.errors import ConfigError
from cleanup.readers import formats
from cleanup.readers.formats import INPUT_FORMATS, InputFormat, ending_of, endings, format_of, holds_records, stream_names
from tests.conftest import Command
from tests.page.html_pages import BODY, article

TEXT = "A quiet year\n\nThe harbor handled 1,204 ships in 2019, the authority said. Traffic was as in the year before.\n"
QUICK = ("--engine", "none", "--only", "normalize")


def run(*arguments: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def backwards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two formats more: an article written backwards, and records between lines of a percent sign."""
    for name in ("clean", "run"):  # their help is made of the table when they are loaded, and stays as it is then
        import_module(f"cleanup.cli.commands.{name}")
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "backwards_reader.py").write_text(
        "from cleanup.readers.inputs import decoded\nfrom cleanup.readers.plain import read_plain\n\n\n"
        "def read(data, source, settings):\n    text, source = decoded(data, source, settings)\n"
        "    return read_plain(text[::-1], source)\n"
    )
    (folder / "percent_reader.py").write_text(
        "from cleanup.readers.raw import Raw\n\n\ndef split(file, fields):\n"
        "    for number, text in enumerate(file.path.read_text().split('%\\n'), 1):\n"
        "        yield Raw(file, {'id': f'p{number}', 'text': text}, number, file.size)\n"
    )
    monkeypatch.syspath_prepend(str(folder))
    more = (
        InputFormat("backwards", (".back",), "backwards_reader"),
        InputFormat("percent", (".pct",), "percent_reader", records=True),
    )
    monkeypatch.setattr(formats, "INPUT_FORMATS", (*INPUT_FORMATS, *more))


@pytest.mark.usefixtures("backwards")
def test_a_new_format_of_one_article_is_one_module_and_one_line(tmp_path: Path) -> None:
    source = tmp_path / "in" / "x.back"
    source.parent.mkdir()
    source.write_text(TEXT[::-1], encoding="utf-8")
    (source.parent / "picture.png").write_bytes(b"\x89PNG")
    run("clean", source, "-o", tmp_path / "out.txt", *QUICK)
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == TEXT
    run("clean", source.parent, "-o", tmp_path / "out", *QUICK)  # found in a folder, named without its ending
    assert (tmp_path / "out" / "x.txt").read_text(encoding="utf-8") == TEXT


@pytest.mark.usefixtures("backwards")
@pytest.mark.parametrize("more", [(), ("--jobs", "2")])
def test_a_new_format_of_records_is_one_module_and_one_line(tmp_path: Path, more: tuple[str, ...]) -> None:
    source = tmp_path / "in.pct"
    source.write_text("%\n".join([TEXT] * 3), encoding="utf-8")
    run("clean", source, "-o", tmp_path / "out.jsonl", *QUICK, *more)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["text"]) for row in rows] == [(f"p{n}", TEXT) for n in (1, 2, 3)]


def test_help_names_every_ending_and_what_stdin_may_hold() -> None:
    shown = " ".join(run("run", "--help").split())
    assert " ".join(endings()) in shown
    assert either(stream_names()) in shown


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")])
@pytest.mark.parametrize(
    ("kind", "data"),
    [("text", TEXT), ("markdown", TEXT), ("html", article(BODY)), ("jsonl", json.dumps({"id": 1, "text": TEXT}) + "\n")],
)
def test_stdin_is_read_whoever_does_the_work(kind: str, data: str, jobs: tuple[str, ...], command: Command) -> None:
    done = command("clean", "-", "--input-format", kind, "--format", "jsonl", *QUICK, *jobs, stdin=data)
    assert done.returncode == 0, done.stderr
    text = json.loads(done.stdout)["text"]
    assert text.strip() == TEXT.strip() or (kind == "html" and "measured the depth at forty points" in text)


def test_an_unknown_format_of_stdin_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"--input-format parquet: none of text, markdown, html, .*, jsonl"):
        CliRunner().invoke(app, ["clean", "-", "--input-format", "parquet"], catch_exceptions=False)


def test_a_folder_without_articles_names_the_endings(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    shown = run("run", tmp_path / "in", "-o", tmp_path / "out", *QUICK, code=2)
    assert "no file in this folder ends in " + ", ".join(endings()) in " ".join(shown.split())


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [
        ("a.TXT", "text", ".txt"),
        ("a.jsonl.gz", "jsonl", ".jsonl.gz"),
        ("a.warc.gz", "warc", ".warc.gz"),
        ("a.gz", None, None),
        ("a.HTM", "html", ".htm"),
        ("txt", None, None),
    ],
)
def test_the_ending_tells_the_format(name: str, kind: str | None, ending: str | None) -> None:
    assert (format_of(name), ending_of(name)) == (kind, ending)
    assert holds_records(name) == (kind in ("jsonl", "warc"))
