"""What a person does to an article, on its file on the disk."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleanup.api import Cleaner
from cleanup.config import KeywordSettings
from cleanup.errors import LedgerError
from cleanup.review.changes import accept, choose_summary, correct, decide_each, last_done, mend, refuse, take_back
from cleanup.review.labels import labels
from cleanup.review.ledger_file import LedgerFile, written
from cleanup.review.outputs import finished, rendered
from cleanup.review.store import LedgerStore, Outdated
from cleanup.review.summary_choice import next_best


@pytest.fixture(scope="module")
def cleaned(seed: str) -> LedgerFile:
    """The seed as the program leaves it."""
    with Cleaner(engine_name="embedded") as cleaner:
        return LedgerFile.of(cleaner.clean(seed))


@pytest.fixture
def path(cleaned: LedgerFile, tmp_path: Path) -> Path:
    path = tmp_path / "seed.ledger.json"
    path.write_text(written(cleaned.values()), encoding="utf-8")
    return path


def edit_of(file: LedgerFile, old: str) -> str:
    return next(d.id for d in file.ledger if old in d.old)


def test_what_is_changed_is_on_the_disk_and_an_old_view_changes_nothing(path: Path) -> None:
    store, other = LedgerStore(), LedgerStore()
    before = store.open(path)
    follow = edit_of(before.file, "Follow HU")
    after, _ = store.change(path, before.revision, lambda f: refuse(f, [follow], "Ann"))
    assert LedgerFile.read(path.read_bytes(), "x").ledger == after.file.ledger
    held = path.read_bytes()
    for late in (store, other):  # another window, another program
        with pytest.raises(Outdated):
            late.change(path, before.revision, lambda f: refuse(f, ["e1"], "Bo"))
    assert path.read_bytes() == held
    assert "Follow HU" in other.open(path).file.text
    again, _ = other.change(path, after.revision, lambda f: take_back(f, last_done(f)))
    assert again.file.ledger.decided == ()
    assert store.open(path).revision == again.revision


def test_a_change_that_cannot_be_made_leaves_the_file(path: Path) -> None:
    store = LedgerStore()
    held = path.read_bytes()
    with pytest.raises(LedgerError):
        store.change(path, None, lambda f: accept(f, ["e9999"], "Ann"))
    assert path.read_bytes() == held


def test_all_of_a_rule_but_what_the_guard_protects(cleaned: LedgerFile) -> None:
    rule = next(d.edit.rule for d in cleaned.ledger if d.old == "VSSE")
    changed = decide_each(cleaned, rule, "accepted", "Ann")
    assert changed.file.text == cleaned.text  # names and acronyms, all of them
    assert changed.left
    spaces = next(d.edit.rule for d in cleaned.ledger if d.accepted and d.old == "\xa0")
    refused = decide_each(cleaned, spaces, "refused", "Ann").file
    assert not [d for d in refused.ledger if d.edit.rule == spaces and d.accepted]
    assert take_back(refused, last_done(refused)).file.text == cleaned.text


def test_undo_takes_back_the_last_thing_of_whatever_kind(cleaned: LedgerFile) -> None:
    file = refuse(cleaned, ["e1"], "Ann").file
    file = correct(file, "author", "R.  Moss", "Ann").file
    file = choose_summary(file, file.summary_spans[1:], "Ann").file
    flag = next(iter(file.flags.values()))
    file = mend(file, flag.start, flag.end, "That is lost.", "Ann", force=True).file
    assert (file.stated("author"), len(file.summary_spans), len(file.flags)) == ("R. Moss", 2, len(cleaned.flags) - 1)
    undone = []
    while ids := last_done(file):
        file = take_back(file, ids).file
        undone += ids
    assert undone == ["d2", "c2", "c1", "d1"]
    assert (file.text, file.summary_spans, file.stated("author")) == (cleaned.text, cleaned.summary_spans, "")


def test_the_next_best_sentence_is_a_new_one_each_time(cleaned: LedgerFile) -> None:
    file, seen = cleaned, set(cleaned.summary_spans)
    for _ in range(3):
        spans = file.summary_spans
        other = next_best(file, spans)
        assert other not in seen
        seen.add(other)
        file = choose_summary(file, (other, *spans[1:]), "Ann").file
        assert not any(f.start < other[1] and other[0] < f.end for f in file.flags.values())
    assert len(file.result().summary) == len(cleaned.summary_spans)


def test_keywords_are_those_of_the_text_as_it_is_written(seed: str) -> None:
    with Cleaner(engine_name="none") as cleaner:
        result = cleaner.clean(seed)
        later = LedgerFile.of(result, keywords=False)
    assert rendered(finished(later, KeywordSettings()), "markdown") == rendered(result, "markdown")
    start = later.text.index("China link")
    cut = mend(later, 0, start, "", "Ann", force=True).file
    assert finished(cut, KeywordSettings()).keywords != result.keywords


def test_verdicts_are_evidence_with_the_line_they_were_made_on(cleaned: LedgerFile) -> None:
    follow, marks = edit_of(cleaned, "Follow HU"), edit_of(cleaned, ".!!")
    file = refuse(cleaned, [follow], "Ann").file
    file = accept(file, [marks], "Bo", text="?").file
    first, *rows = [json.loads(json.dumps(row)) for row in labels(file)]
    assert first["text"] == file.text
    assert [(r["old"], r["verdict"], r.get("wanted"), r["by"]) for r in rows] == [
        (".!!", "wrong", "?", "Bo"),
        ("\n\nFollow HU On Telegram & Google News", "wrong", None, "Ann"),
    ]
    for row in rows:
        assert row["line"][row["start"] : row["end"]] == row["old"]
    assert list(labels(cleaned)) == []
