"""Near-duplicates, on articles altered by known edits."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.corpus.articles import QUICK, articles, cleanup, read_lines, start, write_lines

pytest.importorskip("rensa")


def distinct(count: int, words: int = 300) -> list[dict[str, object]]:
    """Articles that share no run of words: every word is drawn from a vocabulary made up for the test."""
    draw = random.Random(1)
    vocabulary = [
        "".join(draw.choice("bdfgklmnprst") + draw.choice("aeiou") for _ in range(draw.randint(1, 4))) for _ in range(4000)
    ]
    return [{"id": f"a{n}", "text": " ".join(draw.choices(vocabulary, k=words)) + "."} for n in range(count)]


def altered(text: str, share: float, draw: random.Random) -> str:
    """The text with one run of words replaced that makes up `share` of it."""
    words = text.split()
    length = int(len(words) * share)
    at = draw.randrange(len(words) - length)
    return " ".join((*words[:at], *(f"w{draw.randrange(10**6)}" for _ in range(length)), *words[at + length :]))


def test_copies_are_marked_with_the_one_that_was_kept(tmp_path: Path) -> None:
    draw = random.Random(2)
    rows = distinct(60)
    copies = {f"c{n}": f"a{n}" for n in range(0, 60, 3)}
    rows += [{"id": c, "text": altered(str(rows[int(a[1:])]["text"]), 0.05, draw)} for c, a in copies.items()]
    rows += [{"id": f"d{n}", "text": altered(str(rows[n]["text"]), 0.6, draw)} for n in range(0, 60, 3)]
    out = tmp_path / "out.jsonl"
    done = cleanup("clean", write_lines(tmp_path / "in.jsonl", rows), "-o", out, *QUICK, "--dedupe", "mark")
    lines = read_lines(out)
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    found = {str(line["id"]): line["duplicate_of"] for line in lines if "duplicate_of" in line}
    assert {key: value["id"] for key, value in found.items()} == copies  # type: ignore[index]
    assert all(0.8 <= value["similarity"] <= 1 for value in found.values())  # type: ignore[index]
    record = read_lines(tmp_path / "out.jsonl.run" / "duplicates.jsonl")
    assert [row["id"] for row in record] == list(copies)
    assert "comes first" in str(record[0]["why"])
    assert "20 near-duplicates marked" in done.stderr


def test_copies_are_dropped_and_short_texts_are_not_compared(tmp_path: Path) -> None:
    rows = [*distinct(30), {"id": "s1", "text": "Page not found."}, {"id": "s2", "text": "Page not found."}]
    rows += [{"id": "c4", "text": rows[4]["text"]}, {"id": "c4 again", "text": rows[4]["text"]}]
    out = tmp_path / "out.jsonl"
    cleanup("clean", write_lines(tmp_path / "in.jsonl", rows), "-o", out, *QUICK, "--dedupe", "drop", "--jobs", 2)
    assert [line["id"] for line in read_lines(out)] == [row["id"] for row in rows[:32]]
    record = read_lines(tmp_path / "out.jsonl.run" / "duplicates.jsonl")
    assert [row["duplicate_of"]["id"] for row in record] == ["a4", "a4"]  # type: ignore[index]


def test_a_resumed_run_remembers_what_it_kept(tmp_path: Path) -> None:
    rows = articles(300)
    rows += [{**rows[n], "id": f"c{n}"} for n in range(0, 300, 2)]
    corpus = write_lines(tmp_path / "in.jsonl", rows)
    whole, stopped = tmp_path / "whole.jsonl", tmp_path / "stopped.jsonl"
    cleanup("clean", corpus, "-o", whole, *QUICK, "--dedupe", "drop", "--jobs", 2)
    process = start("clean", corpus, "-o", stopped, *QUICK, "--dedupe", "drop", "--jobs", 2)
    part = tmp_path / "stopped.jsonl.run" / "part-00000"
    while process.poll() is None and not (part.exists() and part.stat().st_size > 0):
        pass
    process.terminate()
    process.communicate(timeout=60)
    cleanup("clean", corpus, "-o", stopped, *QUICK, "--dedupe", "drop", "--resume")
    assert stopped.read_bytes() == whole.read_bytes()
    assert (tmp_path / "whole.jsonl.run" / "duplicates.jsonl").read_bytes() == (
        tmp_path / "stopped.jsonl.run" / "duplicates.jsonl"
    ).read_bytes()
