"""The JSONL contract's reading half, as runs read it: good lines, bad lines, broken streams."""

from __future__ import annotations

import gzip
import json
from pathlib import Path, PurePath

import pytest

from cleanup.config import Settings
from cleanup.readers.inputs import Broken, InputFile, Item
from cleanup.readers.raw import read_items


def read(path: Path) -> list[Item | Broken]:
    return list(read_items(InputFile("in.jsonl", path, PurePath(path.name), "jsonl"), Settings()))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


def lines(path: Path, *raw: str | bytes) -> list[Item | Broken]:
    path.write_bytes(b"".join((r if isinstance(r, bytes) else r.encode()) + b"\n" for r in raw))
    return read(path)


def test_a_record_keeps_its_id_and_extra_keys(path: Path) -> None:
    (item,) = lines(path, json.dumps({"id": 7, "text": "t", "title": "T", "url": "u", "tags": [1], "n": None}))
    assert isinstance(item, Item)
    assert (item.id, item.line, item.name) == (7, 1, "in.jsonl:1")
    assert item.extra == {"tags": [1], "n": None, "url": "u"}
    document = item.read()
    assert (document.text, document.title, dict(document.meta)) == ("t", "T", {"url": "u"})


def test_without_an_id_the_line_number_serves_and_blank_lines_count(path: Path) -> None:
    items = lines(path, '{"text": "a"}', "", '{"html": "<p>b</p>"}')
    assert [(item.id, item.line) for item in items] == [(1, 1), (3, 3)]
    assert isinstance(items[1], Item)
    assert items[1].read().source.format == "html"


@pytest.mark.parametrize(
    ("raw", "message", "identity"),
    [
        ('{"id": "x", "text": ', "in.jsonl:1: not JSON: Expecting value at column 20", None),
        ("[1]", 'in.jsonl:1: a list, not an object with "text" or "html"', None),
        ('{"id": "x"}', 'in.jsonl:1: has neither "text" nor "html"', "x"),
        ('{"id": "x", "text": 3}', 'in.jsonl:1: "text" is a int, not a string', "x"),
        ('{"id": "x", "text": "t", "title": ["T"]}', 'in.jsonl:1: "title" is a list, not a string', "x"),
        (b'{"id": "x", "text": "\xff"}', "in.jsonl:1: byte 21 is not UTF-8", None),
        ("[" * 100_000, "in.jsonl:1: not ", None),
    ],
)
def test_a_bad_line_says_where_and_why(path: Path, raw: str | bytes, message: str, identity: str | None) -> None:
    (bad,) = lines(path, raw)
    assert isinstance(bad, Broken)
    assert bad.error.startswith(message)
    assert (bad.id, bad.line) == (identity, 1)


def test_the_rest_goes_on_after_a_bad_line(path: Path) -> None:
    found = lines(path, '{"id": "a", "text": "x"}', "nonsense", '{"id": "b", "text": "y"}')
    assert [type(f).__name__ for f in found] == ["Item", "Broken", "Item"]


def test_a_truncated_gzip_ends_with_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl.gz"
    whole = "".join(json.dumps({"id": i, "text": f"{i * 7919:x}" * 50}) + "\n" for i in range(400)).encode()
    path.write_bytes(gzip.compress(whole)[:-2000])
    found = read(path)
    assert isinstance(found[0], Item)
    assert isinstance(found[-1], Broken)
    assert "compressed data end or break here" in found[-1].error
