"""Columns of the user: they come out as they went in, whatever the program calls its own, in every file of records."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.articles import QUICK, articles, cleanup, read_lines, write_lines

pyarrow = pytest.importorskip("pyarrow")
dataset = pytest.importorskip("pyarrow.dataset")
parquet = pytest.importorskip("pyarrow.parquet")

# The usual columns of three families of corpora, beside the text.
DOLMA = {
    "source": "common-crawl",
    "version": "v1",
    "added": "2024-01-01T00:00:00Z",
    "created": "2023-01-01",
    "metadata": {"k": 1, "tags": ["a", "b"]},
    "attributes": {"quality": [[0, 5, 0.5]]},
}
DATA_JUICER = {"meta": {"stars": 5, "source": "x"}, "stats": {"lang": "en"}, "__dj__meta": 1, "notes": "keep", "flags": True}
HUGGING_FACE = {
    "idx": 3,
    "label": 1,
    "url": "http://example.org/a",
    "timestamp": "2024-01-01",
    "dump": "CC-MAIN-2024-10",
    "language": "en",
    "language_score": 0.9,
    "summary": "theirs",
    "keywords": ["a"],
    "line": 7,
    "error": "theirs",
}


def given(columns: dict[str, Any], count: int = 12) -> list[dict[str, Any]]:
    return [{"id": row["id"], "text": row["text"], **columns} for row in articles(count)]


def theirs(line: dict[str, Any], columns: dict[str, Any]) -> dict[str, Any]:
    return {key: line.get(key) for key in columns}


@pytest.mark.parametrize("columns", [DOLMA, DATA_JUICER, HUGGING_FACE], ids=["dolma", "data-juicer", "hugging-face"])
def test_columns_of_the_user_stay_and_ours_stand_beside_them(columns: dict[str, Any], tmp_path: Path) -> None:
    rows = given(columns)
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    done = cleanup("run", corpus, "-o", tmp_path / "out.jsonl", *QUICK, "--jobs", 2)
    lines = read_lines(tmp_path / "out.jsonl")
    assert [theirs(line, columns) for line in lines] == [columns] * len(rows)
    ours = [key for key in lines[0] if key not in {*columns, "id"}]
    moved = [name for name in ours if name.startswith("cleanup_")]
    assert moved
    assert all(name.removeprefix("cleanup_") in columns for name in moved)
    assert all(name in done.stderr for name in moved)
    manifest = json.loads((tmp_path / "out.jsonl.run" / "manifest.json").read_text())
    assert set(moved) <= set(manifest["columns"].values()) == {"cleanup_" + name for name in manifest["columns"]}
    # The output is known again: the same columns, ours made anew.
    cleanup("run", tmp_path / "out.jsonl", "-o", tmp_path / "again.jsonl", *QUICK)
    again = read_lines(tmp_path / "again.jsonl")
    assert [list(line) for line in again] == [list(line) for line in lines]
    assert [theirs(line, columns) for line in again] == [columns] * len(rows)


def test_a_column_that_only_a_late_record_has_decides_for_all(tmp_path: Path) -> None:
    rows = given({})
    rows[-1]["notes"] = "theirs"
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    cleanup("run", corpus, "-o", tmp_path / "out.jsonl", *QUICK)
    lines = read_lines(tmp_path / "out.jsonl")
    assert [line.get("notes") for line in lines] == [None] * (len(rows) - 1) + ["theirs"]
    assert all(line["cleanup_notes"] == [] and "cleanup_source" not in line for line in lines)
    # Stdin is read once: a record with a name that the first ones left to the program fails, and nothing is written over.
    stdin = "".join(json.dumps(row) + "\n" for row in rows)
    done = cleanup("clean", "-", "--input-format", "jsonl", *QUICK, code=2, input=stdin)
    assert "has a column 'notes'" in done.stderr
    assert "--result-field" in done.stderr
    assert "error" in json.loads(done.stdout.splitlines()[-1])


def test_all_of_ours_in_one_column(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", given({**DOLMA, "title": "Report"}))
    done = cleanup("run", corpus, "-o", tmp_path / "out.jsonl", *QUICK, "--result-field", "result")
    lines = read_lines(tmp_path / "out.jsonl")
    assert "cleanup_" not in done.stderr
    assert set(lines[0]) == {"id", "text", "title", "result", *DOLMA}
    assert lines[0]["title"] == lines[0]["result"]["title"] == "Report"
    assert any(line["result"]["edits"] for line in lines)
    done = cleanup("run", corpus, "-o", tmp_path / "no.jsonl", *QUICK, "--result-field", "source", code=2)
    assert "--result-field source: the input has a column 'source' of its own" in done.stderr


@pytest.mark.parametrize("options", [(), ("--result-field", "result")], ids=["prefix", "nested"])
def test_ledgers_reports_and_reviews_find_ours(options: tuple[str, ...], tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", given({**DOLMA, "edits": "theirs", "flags": 1}))
    out = tmp_path / "out.jsonl"
    cleanup("run", corpus, "-o", out, *QUICK, *options)
    line = read_lines(out)[0]
    edits = line["result"]["edits"] if options else line["cleanup_edits"]
    listed = cleanup("decide", out, "--id", line["id"], "--list").stdout
    assert len(re.findall(r"^e\d+ ", listed, re.MULTILINE)) == len(edits)
    undone = cleanup("undo", out, "--id", line["id"], "--edit", "all").stdout
    assert undone == articles(1)[0]["text"]
    report = json.loads(cleanup("report", out, "--json").stdout)
    assert report["totals"]["articles"] == 12
    assert report["edits"]
    assert not report["failures"]["counts"]


VALUES: dict[str, list[Any]] = {
    "whole": [2**53 + 1, -5, None],
    "large": [2**63 + 5, 0, 1],
    "larger": [2**70, 1, None],
    "number": [1.5, 2, None],
    "exact": [0.5, 2**60 + 1, 1],
    "truth": [True, None, False],
    "texts": [["a"], [], None],
    "nothing": [None, None, None],
    "empty": [[], [], []],
    "nested": [{"a": {"b": [1, None]}}, {"a": None, "c": "x"}, None],
    "mixed": [[1, "a", None], "1", {"k": True}],
}


def typed_rows() -> list[dict[str, Any]]:
    rows = given({}, 30)
    for number, row in enumerate(rows):
        row |= {key: values[number % 3] for key, values in VALUES.items()}
        if number == 29:
            row["late"] = 1
    return rows


def test_types_survive_and_all_shards_have_one_schema(tmp_path: Path) -> None:
    rows = [*typed_rows(), {"id": "bad", "text": " "}]
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    options = ("--shard-size", "20k", "--shard-format", "parquet", *QUICK)
    cleanup("run", corpus, "-o", tmp_path / "out", *options, "--jobs", 2, code=2)
    shards = sorted((tmp_path / "out").glob("*.parquet"))
    assert len(shards) > 1
    assert len({str(parquet.read_schema(shard)) for shard in shards}) == 1
    table = dataset.dataset(shards).to_table()
    found = table.to_pylist()
    for key in ("whole", "large", "number", "truth", "texts", "nothing", "empty"):
        assert [row[key] for row in found[:30]] == [row[key] for row in rows[:30]], key
    assert str(table.schema.field("whole").type) == "int64"
    assert str(table.schema.field("large").type) == "uint64"
    assert found[0]["nested"] == {"a": {"b": [1, None]}, "c": None}
    for key in ("larger", "exact", "mixed"):  # what no type holds is JSON
        assert [None if row[key] is None else json.loads(row[key]) for row in found[:30]] == [row[key] for row in rows[:30]], (
            key
        )
    assert (found[29]["late"], found[28]["late"], found[30]["text"]) == (1, None, None)
    # And back: what was JSON is what it was.
    cleanup("run", tmp_path / "out", "-o", tmp_path / "back.jsonl", *QUICK, code=2)
    for before, after in zip(rows, read_lines(tmp_path / "back.jsonl")[:30], strict=False):
        assert all(after[key] == before[key] for key in VALUES if key != "nested")
        assert "cleanup_edits" not in after


def test_every_reader_takes_all_shards_of_a_run(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", [row | DOLMA for row in typed_rows()])
    cleanup("run", corpus, "-o", tmp_path / "out", "--shard-size", "20k", "--shard-format", "parquet", *QUICK)
    cleanup("run", corpus, "-o", tmp_path / "lines", "--shard-size", "20k", "--result-field", "result", *QUICK)
    shards = str(tmp_path / "out" / "*.parquet")
    readers = 0
    if datasets := module("datasets"):
        cache = str(tmp_path / "cache")
        for kind, files in (("parquet", shards), ("json", str(tmp_path / "lines" / "*.jsonl"))):
            if kind == "json":  # its reader has no type for numbers beyond 64 bits, nor for mixed columns
                plain = [{k: v for k, v in row.items() if k in ("id", "text", "source", "version")} for row in typed_rows()]
                write_lines(tmp_path / "plain.jsonl", [row | {"source": "s", "version": "v"} for row in plain])
                cleanup("run", tmp_path / "plain.jsonl", "-o", tmp_path / "plain", "--shard-size", "20k", *QUICK)
                files = str(tmp_path / "plain" / "*.jsonl")
            rows = datasets.load_dataset(kind, data_files=files, split="train", cache_dir=cache)
            assert rows.num_rows == 30
            assert "cleanup_source" in rows.column_names
        readers += 1
    if polars := module("polars"):
        assert polars.read_parquet(shards).height == 30
        readers += 1
    if duckdb := module("duckdb"):
        assert duckdb.sql(f"select count(*) from read_parquet('{shards}') where source = 'common-crawl'").fetchone() == (30,)
        readers += 1
    if not readers:
        pytest.skip("none of datasets, polars, duckdb is installed")


def module(name: str) -> Any:
    try:
        return pytest.importorskip(name)
    except pytest.skip.Exception:
        return None


def test_a_table_comes_back_with_its_types(tmp_path: Path) -> None:
    import datetime
    import decimal

    when = datetime.datetime(2024, 1, 2, 3, 4, 5, 6)
    columns = {
        "id": pyarrow.array(["a", "b"]),
        "text": pyarrow.array([str(row["text"]) for row in articles(2)]),
        "source": pyarrow.array(["theirs", None]),
        "when": pyarrow.array([when, None], pyarrow.timestamp("us", tz="UTC")),
        "fine": pyarrow.array([1704067200000000001, None], pyarrow.timestamp("ns")),
        "day": pyarrow.array([when.date(), None]),
        "raw": pyarrow.array([b"\x00\xff", None]),
        "price": pyarrow.array([decimal.Decimal("1.50"), None], pyarrow.decimal128(10, 2)),
        "small": pyarrow.array([1, None], pyarrow.int8()),
        "share": pyarrow.array([float("inf"), None], pyarrow.float32()),
        "list": pyarrow.array([[1], []], pyarrow.list_(pyarrow.int16())),
        "struct": pyarrow.array([{"t": when}, None], pyarrow.struct([("t", pyarrow.timestamp("ms"))])),
        "nothing": pyarrow.array([None, None], pyarrow.float64()),
    }
    before = pyarrow.table(columns)
    parquet.write_table(before, tmp_path / "in.parquet")
    cleanup("run", tmp_path / "in.parquet", "-o", tmp_path / "out.parquet", *QUICK)
    after = parquet.read_table(tmp_path / "out.parquet")
    for name in columns:
        if name != "text":
            assert after[name].type == before[name].type, name
            assert after[name].equals(before[name]), name
    # JSON has no infinite number: null, and the record says so.
    cleanup("run", tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl", *QUICK)
    first = json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0], parse_constant=pytest.fail)
    assert first["share"] is None
    assert first["notes"] == ["share: numbers that JSON has not (NaN, infinite) are null"]
    assert (first["fine"], first["price"]) == ("2024-01-01T00:00:00.000000001", "1.50")


def test_a_list_of_failures_is_an_input_and_keeps_the_columns(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", [*given(DOLMA, 300), {"id": "bad", "text": " ", **DOLMA}])
    cleanup("run", corpus, "-o", tmp_path / "out.jsonl", *QUICK, "--jobs", 2, code=2)
    (failed,) = read_lines(tmp_path / "out.jsonl.run" / "failed.jsonl")
    assert theirs(failed, DOLMA) == DOLMA
    assert "empty" in str(failed["error"])
    mended = write_lines(tmp_path / "mended.jsonl", [failed | {"text": articles(1)[0]["text"]}])
    cleanup("run", mended, "-o", tmp_path / "again.jsonl", *QUICK)
    (line,) = read_lines(tmp_path / "again.jsonl")
    assert theirs(line, DOLMA) == DOLMA
    assert "error" not in line
    assert "reason" not in line


def test_a_column_without_a_name_is_kept(tmp_path: Path) -> None:
    source = write_lines(tmp_path / "in.jsonl", [{"id": "1", "text": "The harbor was closed on Monday.", "": "theirs"}])
    cleanup("clean", source, "-o", tmp_path / "out.jsonl", *QUICK)
    assert read_lines(tmp_path / "out.jsonl")[0][""] == "theirs"
