"""The figures of a run are those of its articles, wherever they are read from."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

import cleanup
from cleanup.readers.front_matter import split_front_matter
from cleanup.report.figures import report
from tests.corpus.articles import articles, write_lines
from tests.corpus.articles import cleanup as command

OPTIONS = ("--engine", "none", "--skip", "summary", "--skip", "keywords")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = articles(6)
    # White space in a row, sentences run together, a script without spaces: where simple ways of counting differ.
    rows[2]["text"] = f"{rows[2]['text']}\n\nTwo  spaces, a\ttab - and a dash — here.Next, 10,000 of them; AT&T don't mind.\n"
    rows[3]["text"] = "港の一年\n\n港は静かでした。船は少なかった。来年も変わらないと当局は言う。\n"
    return write_lines(tmp_path_factory.mktemp("report") / "in.jsonl", rows)


@pytest.fixture(scope="module")
def words(corpus: Path) -> int:
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]
    return sum(
        cleanup.clean(row["text"], title=row["title"], engine_name="none", skip=("summary", "keywords")).words for row in rows
    )


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.parquet"])
def test_words_agree_with_the_record_and_without_it(name: str, corpus: Path, words: int, tmp_path: Path) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    out = tmp_path / name
    command("run", corpus, "-o", out, *OPTIONS, "--jobs", 2)
    with_record = report(out)
    shutil.rmtree(out.with_name(name + ".run"))
    without = report(out)
    for found in (with_record, without):
        assert found["totals"]["words"] == words
        assert found["totals"]["articles"] == 6
    same = ("edits", "flags", "languages")
    assert {key: with_record[key] for key in same} == {key: without[key] for key in same}
    assert counted(with_record["leftovers"]) == counted(without["leftovers"])


def counted(rows: list[dict[str, Any]]) -> set[tuple[str, str, int]]:
    return {(row["line"], row["rule"], row["count"]) for row in rows}


def test_words_agree_with_the_front_matter(corpus: Path, words: int, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command("run", corpus, "-o", out, *OPTIONS, "--jobs", 2)
    fronts = [split_front_matter(path.read_text(encoding="utf-8")).values for path in out.rglob("*.md")]
    assert sum(int(front["words"]) for front in fronts) == words
    assert report(out)["totals"]["words"] == words
    shutil.rmtree(tmp_path / "out.run")
    assert report(out)["totals"]["words"] == words  # from the ledgers
