"""Formats in and out, columns by option, and inputs that are cut short or not what they should be."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.articles import QUICK, articles, cleanup, read_lines, write_lines

pyarrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
zstandard = pytest.importorskip("zstandard")
fastwarc = pytest.importorskip("fastwarc.warc")


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("expected")
    out = folder / "out.jsonl"
    cleanup("clean", write_lines(folder / "in.jsonl", articles(40)), "-o", out, *QUICK)
    return [kept(line) for line in read_lines(out)]


def kept(line: dict[str, Any]) -> dict[str, Any]:
    """What does not depend on where the article came from."""
    return {key: line[key] for key in ("id", "section", "title", "text", "edits")}


def jsonl_bytes(rows: list[dict[str, Any]]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def packed(name: str, data: bytes) -> bytes:
    if name.endswith(".gz"):
        return gzip.compress(data)
    if name.endswith(".zst"):
        half = len(data) // 2  # two frames, as tools that append write them
        return b"".join(zstandard.ZstdCompressor().compress(piece) for piece in (data[:half], data[half:]))
    return data


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.jsonl.zst"])
def test_compressed_lines_are_read(name: str, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(packed(name, jsonl_bytes(articles(40))))
    cleanup("clean", tmp_path / name, "-o", tmp_path / "out.jsonl", *QUICK)
    assert [kept(line) for line in read_lines(tmp_path / "out.jsonl")] == expected


@pytest.mark.parametrize("name", ["out.jsonl.gz", "out.jsonl.zst"])
def test_compressed_lines_are_written(name: str, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", articles(40))
    cleanup("clean", corpus, "-o", tmp_path / name, *QUICK, "--jobs", 2)
    data = (tmp_path / name).read_bytes()
    # One frame alone: many readers of .zst stop after the first.
    plain = gzip.decompress(data) if name.endswith(".gz") else zstandard.ZstdDecompressor().decompress(data)
    assert [kept(json.loads(line)) for line in plain.splitlines()] == expected


@pytest.mark.parametrize("name", ["in.jsonl.gz", "in.jsonl.zst"])
def test_a_cut_stream_keeps_what_came_before(name: str, tmp_path: Path) -> None:
    data = packed(name, jsonl_bytes(articles(400)))
    (tmp_path / name).write_bytes(data[: len(data) * 3 // 4])
    good = write_lines(tmp_path / "good.jsonl", articles(5, start=1000))
    done = cleanup("clean", tmp_path / name, good, "-o", tmp_path / "out.jsonl", *QUICK, "--jobs", 2, code=2)
    lines = read_lines(tmp_path / "out.jsonl")
    assert sum("error" in line for line in lines) == 1
    assert "the compressed data end or break here" in done.stderr
    assert [line["id"] for line in lines[-5:]] == [f"a{n}" for n in range(1000, 1005)]
    assert [line["id"] for line in lines[:100]] == [f"a{n}" for n in range(100)]


def test_parquet_in_with_columns_by_option(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    rows = [
        {"url": f"https://example.org/{r['id']}", "body": r["text"], "headline": r["title"], "section": r["section"]}
        for r in articles(40)
    ]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "in.parquet", row_group_size=16)
    cleanup(
        "clean",
        tmp_path / "in.parquet",
        "-o",
        tmp_path / "out.jsonl",
        *QUICK,
        "--text-field",
        "body",
        "--id-field",
        "url",
        "--title-field",
        "headline",
    )
    lines = read_lines(tmp_path / "out.jsonl")
    assert [line["text"] for line in lines] == [row["text"] for row in expected]
    assert [(line["id"], line["section"], line["title"]) for line in lines] == [
        (row["url"], row["section"], row["headline"]) for row in rows
    ]
    assert all(line["url"] == line["id"] for line in lines)
    assert "body" not in lines[0]


def test_parquet_out_and_in_again(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", [*articles(40), {"id": 77, "text": "  ", "section": 1}])
    cleanup("clean", corpus, "-o", tmp_path / "out.parquet", *QUICK, "--jobs", 2, code=2)
    table = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [row["text"] for row in table[:40]] == [row["text"] for row in expected]
    assert [row["section"] for row in table[:40]] == [row["section"] for row in expected]
    assert json.loads(table[0]["edits"]) == expected[0]["edits"]
    assert "empty" in table[40]["error"]
    cleanup("clean", tmp_path / "out.parquet", "-o", tmp_path / "again.jsonl", *QUICK, code=2)
    assert [line["text"] for line in read_lines(tmp_path / "again.jsonl")[:40]] == [row["text"] for row in expected]


def test_a_row_of_bytes_that_are_no_text_fails_alone(tmp_path: Path) -> None:
    texts = pyarrow.array([b"The ferry stops.", b"The f\xffrry stops.", b"It goes on."]).view(pyarrow.string())
    parquet.write_table(pyarrow.table({"text": texts}), tmp_path / "in.parquet")
    done = cleanup("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl", *QUICK, code=2)
    assert "in.parquet:2: a text of the row is not UTF-8" in done.stderr
    assert [row.get("text") for row in read_lines(tmp_path / "out.jsonl")] == ["The ferry stops.", None, "It goes on."]


def test_a_wrong_column_names_the_nearest(tmp_path: Path) -> None:
    rows = [{"id": r["id"], "body": r["text"]} for r in articles(20)]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    done = cleanup("clean", tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl", *QUICK, "--text-field", "bodi", code=2)
    assert "no column 'bodi'; did you mean 'body'?" in done.stderr
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    done = cleanup("clean", corpus, "-o", tmp_path / "out.jsonl", *QUICK, "--text-field", "bdy", "--restart", code=2)
    assert "no column 'bdy'; did you mean 'body'?" in done.stderr
    assert done.stderr.count("did you mean") == 1


def test_a_cut_parquet_file_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.Table.from_pylist(articles(50)), tmp_path / "cut.parquet")
    data = (tmp_path / "cut.parquet").read_bytes()
    (tmp_path / "cut.parquet").write_bytes(data[: len(data) // 2])
    good = write_lines(tmp_path / "good.jsonl", articles(5))
    done = cleanup("clean", tmp_path / "cut.parquet", good, "-o", tmp_path / "out.jsonl", *QUICK, code=2)
    assert "cut.parquet: is no readable Parquet file, or it is cut short" in done.stderr
    assert [line["id"] for line in read_lines(tmp_path / "out.jsonl")[1:]] == [f"a{n}" for n in range(5)]


def archive(pages: list[tuple[str, str, bytes]], status: str = "200 OK", response: str = "response") -> bytes:
    """A gzip WARC with a request and a response for each (url, content type, body)."""
    out = io.BytesIO()
    for number, (url, kind, body) in enumerate(pages):
        for record_type in ("request", response):
            record = fastwarc.WarcRecord()
            record.init_headers(content_length=0, record_type=getattr(fastwarc.WarcRecordType, record_type))
            record.headers["WARC-Record-ID"] = f"<urn:uuid:00000000-0000-0000-0000-{number:011d}{len(record_type) % 10}>"
            record.headers["WARC-Target-URI"] = url
            record.headers["Content-Type"] = f"application/http; msgtype={record_type}"
            head = (
                b"GET / HTTP/1.1\r\nHost: example.org\r\n\r\n"
                if record_type == "request"
                else f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            )
            record.set_bytes_content(head)
            raw = io.BytesIO()
            record.write(raw)
            out.write(gzip.compress(raw.getvalue()))
    return out.getvalue()


def page(row: dict[str, Any]) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in str(row["text"]).split("\n") if line.strip())
    return f"<html><head><title>{row['title']}</title></head><body><article>{body}</article></body></html>".encode()


def test_web_archives_are_read(tmp_path: Path) -> None:
    pytest.importorskip("cleanup.page.read")
    pages = [(f"https://example.org/{r['id']}", "text/html; charset=utf-8", page(r)) for r in articles(6, words=300)]
    pages.insert(3, ("https://example.org/logo.png", "image/png", b"\x89PNG"))
    (tmp_path / "crawl.warc.gz").write_bytes(archive(pages))
    cleanup("clean", tmp_path / "crawl.warc.gz", "-o", tmp_path / "out.jsonl", *QUICK)
    lines = read_lines(tmp_path / "out.jsonl")
    assert [line["url"] for line in lines] == [url for url, kind, _ in pages if kind.startswith("text/html")]
    assert len({line["id"] for line in lines}) == 6
    assert all("Huawei" in str(line["text"]) or "item" in str(line["text"]) for line in lines)


def test_what_web_archives_hold_besides_pages_is_counted(tmp_path: Path) -> None:
    one = [("https://example.org/moved", "text/html", b"<p>Moved</p>")]
    others = (
        archive(one, "301 Moved Permanently")
        + archive(one, "302 Found")
        + archive(one, "404 Not Found")
        + archive(one, response="revisit")
        + archive([("https://example.org/logo.png", "image/png", b"\x89PNG")])
    )
    told = "answers of an error 1, files that are no HTML 1, redirects 2, revisits 1"
    pages = [(f"https://example.org/{r['id']}", "text/html; charset=utf-8", page(r)) for r in articles(2, words=300)]
    (tmp_path / "crawl.warc.gz").write_bytes(archive(pages) + others)
    done = cleanup("clean", tmp_path / "crawl.warc.gz", "-o", tmp_path / "out.jsonl", *QUICK)
    assert f"crawl.warc.gz: passed over: {told}\n" in done.stderr
    lines = read_lines(tmp_path / "out.jsonl")
    assert [line["url"] for line in lines] == [url for url, _, _ in pages]
    assert [line["meta"]["url"] for line in lines] == [url for url, _, _ in pages]
    (tmp_path / "empty.warc.gz").write_bytes(others)
    done = cleanup("clean", tmp_path / "empty.warc.gz", "-o", tmp_path / "none.jsonl", *QUICK, code=2)
    assert f"empty.warc.gz: no HTML page in it that was answered well: {told}\n" in done.stderr


def test_a_cut_archive_keeps_what_came_before(tmp_path: Path) -> None:
    pytest.importorskip("cleanup.page.read")
    pages = [(f"https://example.org/{n}", "text/html", page(r)) for n, r in enumerate(articles(6, words=300))]
    data = archive(pages)
    (tmp_path / "cut.warc.gz").write_bytes(data[:-200])
    done = cleanup("clean", tmp_path / "cut.warc.gz", "-o", tmp_path / "out.jsonl", *QUICK, code=None)
    lines = [line for line in read_lines(tmp_path / "out.jsonl") if "error" not in line]
    assert len(lines) >= 5
    assert done.returncode == 2
    assert "the archive ends or breaks here" in done.stderr


def test_folders_of_many_records_become_files(tmp_path: Path) -> None:
    parquet.write_table(pyarrow.Table.from_pylist(articles(5)), tmp_path / "in.parquet")
    cleanup("run", tmp_path / "in.parquet", "-o", tmp_path / "out", *QUICK)
    assert sorted(p.name for p in (tmp_path / "out" / "in").glob("*.md")) == [f"a{n}.md" for n in range(5)]


def test_shards_of_another_run_are_not_mixed_with(tmp_path: Path) -> None:
    corpus = write_lines(tmp_path / "in.jsonl", articles(60))
    out = tmp_path / "out"
    cleanup("run", corpus, "-o", out, *QUICK, "--shard-size", "20k")
    many = len(list(out.iterdir()))
    assert many > 3
    done = cleanup("run", corpus, "-o", out, *QUICK, "--shard-size", "60k", code=2)
    assert "holds the shards of a finished run with other settings" in done.stderr
    assert "output shard bytes: 20000 -> 60000" in done.stderr
    cleanup("run", corpus, "-o", out, *QUICK, "--shard-size", "60k", "--restart")
    assert 1 <= len(list(out.iterdir())) < many
    (tmp_path / "foreign").mkdir()
    (tmp_path / "foreign" / "notes.txt").write_text("mine", encoding="utf-8")
    done = cleanup("run", corpus, "-o", tmp_path / "foreign", *QUICK, "--shard-size", "60k", code=2)
    assert "is not empty and no run's" in done.stderr


def test_an_output_inside_the_input_is_refused(tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", articles(3))
    for out in (tmp_path / "out.jsonl", tmp_path / "out"):
        done = cleanup("run", tmp_path, "-o", out, *QUICK, code=2)
        assert "lies inside the input folder" in done.stderr
    done = cleanup("clean", tmp_path / "in.jsonl", "-o", tmp_path / "in.jsonl", *QUICK, code=2)
    assert "is the input itself" in done.stderr
    assert len(read_lines(tmp_path / "in.jsonl")) == 3
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.jsonl"]
