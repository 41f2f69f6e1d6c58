"""The JSONL contract's reading half: good lines, bad lines, broken streams."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from cleanup.readers.jsonl import BadLine, Record, open_lines, read_jsonl


def lines(*raw: str | bytes) -> list[Record | BadLine]:
    data = b"".join((r if isinstance(r, bytes) else r.encode()) + b"\n" for r in raw)
    return list(read_jsonl(io.BytesIO(data), "in.jsonl"))


def test_a_record_keeps_its_id_and_extra_keys() -> None:
    (record,) = lines(json.dumps({"id": 7, "text": "t", "title": "T", "url": "u", "tags": [1], "n": None}))
    assert record == Record(1, 7, "t", None, "T", "u", {"tags": [1], "n": None})


def test_without_an_id_the_line_number_serves_and_blank_lines_count() -> None:
    records = lines('{"text": "a"}', "", '{"html": "<p>b</p>"}')
    assert [(r.id, r.line) for r in records] == [(1, 1), (3, 3)]
    assert isinstance(records[1], Record)
    assert records[1].html == "<p>b</p>"


@pytest.mark.parametrize(("raw", "message"), [
    ('{"id": "x", "text": ', "in.jsonl:1: not JSON: Expecting value at column 20"),
    ("[1]", 'in.jsonl:1: a list, not an object with "text" or "html"'),
    ('{"id": "x"}', 'in.jsonl:1: has neither "text" nor "html"'),
    ('{"id": "x", "text": 3}', 'in.jsonl:1: "text" is a int, not a string'),
    ('{"id": "x", "text": "t", "title": ["T"]}', 'in.jsonl:1: "title" is a list, not a string'),
    (b'{"id": "x", "text": "\xff"}', "in.jsonl:1: byte 21 is not UTF-8"),
    ("[" * 100_000, "in.jsonl:1: not "),
])
def test_a_bad_line_says_where_and_why(raw: str | bytes, message: str) -> None:
    (bad,) = lines(raw)
    assert isinstance(bad, BadLine)
    assert bad.error.startswith(message)


def test_the_rest_goes_on_after_a_bad_line() -> None:
    found = lines('{"id": "a", "text": "x"}', "nonsense", '{"id": "b", "text": "y"}')
    assert [type(f).__name__ for f in found] == ["Record", "BadLine", "Record"]


def test_a_truncated_gzip_ends_with_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    whole = "".join(json.dumps({"id": i, "text": f"{i * 7919:x}" * 50}) + "\n" for i in range(400)).encode()
    path.write_bytes(gzip.compress(whole)[:-2000])
    with open_lines(path) as (stream, _):
        found = list(read_jsonl(stream, str(path)))
    assert isinstance(found[0], Record)
    assert isinstance(found[-1], BadLine)
    assert "compressed data end or break here" in found[-1].error
