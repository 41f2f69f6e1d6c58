"""The table of output formats: what is in it works, and a further line in it is all that a new format takes."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cleanup
from cleanup.cli.app import app
from cleanup.cli.options import either
from cleanup.errors import CleanupError, ConfigError
from cleanup.extras import needs
from cleanup.writers import formats
from cleanup.writers.formats import OUTPUT_FORMATS, OutputFormat, format_names, record_formats

TEXT = "A quiet year\n\nThe harbor handled 1,204 ships in 2019, the authority said. Traffic was as in the year before.\n"


def run(*arguments: object, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture
def shouting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two formats more: an article in capitals, and records as a list of their ids."""
    for name in ("clean", "run"):  # their help is made of the table when they are loaded, and stays as it is then
        import_module(f"cleanup.cli.commands.{name}")
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "shout_writer.py").write_text("def render(result, options):\n    return result.text.upper()\n")
    (folder / "ids_writer.py").write_text(
        "import json\n\n\ndef finish(lines, target):\n"
        "    target.write_text(' '.join(json.loads(line)['id'] for line in lines.read_text().splitlines()))\n"
    )
    monkeypatch.syspath_prepend(str(folder))
    more = (OutputFormat("shout", ".shout", "shout_writer"), OutputFormat("ids", ".ids", "ids_writer", "records"))
    monkeypatch.setattr(formats, "OUTPUT_FORMATS", (*OUTPUT_FORMATS, *more))


@pytest.mark.usefixtures("shouting")
def test_a_new_format_of_articles_is_one_module_and_one_line(tmp_path: Path) -> None:
    source = tmp_path / "in" / "x.txt"
    source.parent.mkdir()
    source.write_text(TEXT, encoding="utf-8")
    quick = ("--engine", "none", "--only", "normalize")
    run("clean", source, "-o", tmp_path / "out.shout", *quick)
    assert (tmp_path / "out.shout").read_text(encoding="utf-8") == TEXT.upper()
    run("clean", source.parent, "-o", tmp_path / "out", "--format", "shout", *quick)
    assert (tmp_path / "out" / "x.shout").read_text(encoding="utf-8") == TEXT.upper()
    assert cleanup.clean(TEXT, engine_name="none").render("shout").startswith("A QUIET YEAR\n")
    with pytest.raises(
        ConfigError, match=r"--format pdf: none of text, markdown, json, diff, criticmarkup, docx, jsonl, shout"
    ):
        CliRunner().invoke(app, ["clean", str(source), "--format", "pdf"], catch_exceptions=False)


@pytest.mark.usefixtures("shouting")
def test_a_new_format_of_records_is_one_module_and_one_line(tmp_path: Path) -> None:
    lines = tmp_path / "in.jsonl"
    lines.write_text("".join(json.dumps({"id": name, "text": TEXT}) + "\n" for name in "abc"), encoding="utf-8")
    run("run", lines, "-o", tmp_path / "out.ids", "--engine", "none", "--only", "normalize")
    assert (tmp_path / "out.ids").read_text() == "a b c"
    run(
        "run",
        lines,
        "-o",
        tmp_path / "shards",
        "--shard-size",
        "1k",
        "--shard-format",
        "ids",
        "--jobs",
        1,
        "--engine",
        "none",
        "--only",
        "normalize",
    )
    assert (tmp_path / "shards" / "part-00000.ids").read_text() == "a b c"


def test_every_format_can_be_rendered_or_holds_records() -> None:
    result = cleanup.clean(TEXT, engine_name="none")
    for chosen in OUTPUT_FORMATS:
        if chosen.name in format_names() or chosen.kind == "summary":
            rendered = result.render(chosen.name)
            assert isinstance(rendered, bytes) == chosen.binary, chosen.name
            # Where the text is shown with its changes, nothing is added to it; here nothing changes.
            assert rendered == {"diff": "", "criticmarkup": TEXT}.get(chosen.name, rendered)
            assert isinstance(rendered, bytes) or rendered in ("", TEXT) or rendered.endswith("\n"), chosen.name
        else:
            with pytest.raises(ConfigError, match="a file of many articles"):
                result.render(chosen.name)
    with pytest.raises(ConfigError, match="'pdf': none of text, markdown, json, diff, criticmarkup, docx, jsonl"):
        result.render("pdf")
    assert result.render("markdown", changes=True) == result.to_markdown(changes=True)


def test_help_names_every_format() -> None:
    shown = " ".join(run("clean", "--help").split())
    assert either(format_names()) in shown
    for chosen in record_formats():
        assert chosen.ending in shown


def test_nothing_is_loaded_for_a_format_that_is_not_used() -> None:
    """The table itself imports no writer."""
    import subprocess

    code = "import sys, cleanup.writers.formats; print(sorted(m for m in sys.modules if m.startswith('cleanup.writers.')))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert done.stdout.strip() == "['cleanup.writers.cleaned', 'cleanup.writers.formats']"


def test_a_missing_package_is_told_with_the_error_that_fits() -> None:
    with pytest.raises(CleanupError, match=r"tea needs? the package no_such, .*article-cleanup\[tea\]'; or use water") as told:
        needs("no_such", "tea", "cups of tea", error=ConfigError, or_else="or use water")
    assert isinstance(told.value, ConfigError)
