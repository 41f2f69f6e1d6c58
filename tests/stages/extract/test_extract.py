"""Leaving parts of a page out is on record like any change."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import cleanup
from cleanup.core.ledger import Ledger
from cleanup.stages.extract.stage import own_rules

ROOT = Path(__file__).parents[3]

STORY = """<p>The council of Port Allan voted on Tuesday to close the east quay for two winters, while divers look at the
piles that hold it up.</p><p>Nobody had looked at them since the quay was built, the harbor master told the council, and the
first dive found eleven that were hollow.</p><p>Boats will land at the north quay until the spring, and the fish market moves
to the old station, which stands empty.</p>"""
MENU = "<nav><ul><li><a href='/news'>News of the day</a></li><li><a href='/shop'>The harbor shop</a></li></ul></nav>"
FOOT = "<footer><p>Imprint and privacy of the harbor gazette</p><p>All rights reserved</p></footer>"
PAGE = f"""<html lang="en"><head><title>East quay closes for two winters</title></head><body>{MENU}
<main><article><h1>East quay closes for two winters</h1>{STORY}</article></main>{FOOT}</body></html>"""
LISTING = """<html lang="en"><head><title>Harbor news</title></head><body><main>{}</main></body></html>""".format(
    "".join(
        f"<article><h2><a href='/story/{i}'>What the council said, part {i}</a></h2><p>A line about part {i}.</p></article>"
        for i in range(8)
    )
)


@pytest.fixture(scope="module")
def cleaner() -> cleanup.Cleaner:
    return cleanup.Cleaner(engine_name="none")


def test_the_source_is_the_whole_page_in_its_order(cleaner: cleanup.Cleaner) -> None:
    result = cleaner.clean_html(PAGE)
    places = [
        result.source_text.index(part)
        for part in ("News of the day", "The harbor shop", "Nobody had looked", "Imprint and privacy", "All rights reserved")
    ]
    assert places == sorted(places)
    assert result.text.removeprefix("East quay closes for two winters\n\n").startswith("The council of Port Allan voted")
    assert "News of the day" not in result.text
    assert "rights reserved" not in result.text


def test_each_block_left_out_is_an_edit_with_a_reason_and_its_place(cleaner: cleanup.Cleaner) -> None:
    result = cleaner.clean_html(PAGE)
    left_out = [d for d in result.ledger if d.edit.stage == "extract"]
    assert [d.old.strip() for d in left_out if d.old.strip() != result.title] == [
        "News of the day",
        "The harbor shop",
        "Imprint and privacy of the harbor gazette",
        "All rights reserved",
    ]
    assert all(d.accepted and "probability" in d.edit.reason and d.edit.confidence >= 0.5 for d in left_out)
    for d in left_out:
        start, end = result.ledger.source_spans[d.id]
        assert result.source_text[start:end] == d.old


def test_one_block_is_taken_back_alone(cleaner: cleanup.Cleaner) -> None:
    result = cleaner.clean_html(PAGE)
    foot = next(d for d in result.ledger if "Imprint" in d.old)
    back = result.undo(foot.id, by="Ann")
    assert back.text == result.text + "\n\nImprint and privacy of the harbor gazette"
    assert back.ledger.replay(result.source_text) == back.text


def test_other_words_for_a_block_stand_where_it_stood(cleaner: cleanup.Cleaner) -> None:
    result = cleaner.clean_html(PAGE)
    shop = next(d for d in result.ledger if "harbor shop" in d.old)
    worded = result.decide([shop.id], "accepted", by="Ann", replacement="The shop of the harbor", force=True)
    assert "The shop of the harbor" in worded.text.split("\n")
    assert worded.ledger.replay(result.source_text) == worded.text


def test_taking_everything_back_gives_the_whole_page(cleaner: cleanup.Cleaner) -> None:
    result = cleaner.clean_html(PAGE)
    assert result.undo(*[d.id for d in result.ledger.accepted], by="Ann").text == result.source_text


def test_a_rule_switched_off_leaves_its_blocks_in() -> None:
    phone = PAGE.replace("</main>", f"<div class='print'>{STORY}</div></main>")
    with cleanup.Cleaner(engine_name="none") as cleaner:
        once = cleaner.clean_html(phone)
    with cleanup.Cleaner(engine_name="none", rules_off=("extract-copy",), skip=("duplicates",)) as cleaner:
        twice = cleaner.clean_html(phone)
    assert once.text.count("the first dive found") == 1
    assert twice.text.count("the first dive found") == 2


def test_a_page_without_an_article_is_on_record_too(cleaner: cleanup.Cleaner) -> None:
    result = cleaner.clean_html(LISTING)
    assert result.text == ""
    assert result.skipped
    assert "What the council said, part 3" in result.source_text
    assert {d.edit.stage for d in result.ledger} == {"extract"}
    assert result.undo(*[d.id for d in result.ledger.accepted], by="Ann").text == result.source_text


def test_a_page_without_an_article_is_kept_where_asked() -> None:
    with cleanup.Cleaner(engine_name="none", html_listings="keep") as cleaner:
        result = cleaner.clean_html(LISTING)
    assert result.skipped is None
    assert "A line about part 3." in result.text
    assert any("taken all the same" in note for note in result.notes)


def command(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cleanup", *arguments, "--engine", "none"], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def test_ledgers_list_what_was_left_out_and_records_count_it(tmp_path: Path) -> None:
    (tmp_path / "quay.html").write_text(PAGE, encoding="utf-8")
    command("run", "quay.html", "-o", "out", "--ledger", cwd=tmp_path)
    ledger = json.loads((tmp_path / "out/quay.ledger.json").read_text(encoding="utf-8"))
    book = Ledger.from_dict(ledger)
    left_out = sum(d.edit.stage == "extract" for d in book)
    assert left_out >= 4
    assert "News of the day" in ledger["source_text"]
    record = json.loads(command("clean", "quay.html", "--format", "jsonl", cwd=tmp_path))
    assert [e for e in record["edits"] if e["stage"] == "extract"] == []
    assert record["source"]["text_length"] < len(ledger["source_text"])
    assert record["meta"]["blocks dropped"] == str(left_out)
    (tmp_path / "cleanup.toml").write_text('[record]\nextract = "full"\n', encoding="utf-8")
    record = json.loads(command("clean", "quay.html", "--format", "jsonl", cwd=tmp_path))
    assert sum(e["stage"] == "extract" for e in record["edits"]) == left_out


def test_explain_names_every_block_and_its_place(tmp_path: Path) -> None:
    (tmp_path / "quay.html").write_text(PAGE, encoding="utf-8")
    said = command("check", "quay.html", "--explain", cwd=tmp_path)
    assert "quay.html:1:1: extract-block [extract] 'News of the day" in said
    assert "--off extract-block" in said


def test_one_step_alone_does_not_bring_the_menus(tmp_path: Path) -> None:
    (tmp_path / "quay.html").write_text(PAGE, encoding="utf-8")
    assert "News of the day" not in command("clean", "quay.html", "--only", "title", cwd=tmp_path)
    assert "News of the day" in command("clean", "quay.html", "--skip", "extract", cwd=tmp_path)


def test_every_reason_of_the_reader_of_pages_is_a_rule() -> None:
    named = {
        rule for file in (ROOT / "cleanup/page").glob("*.py") for rule in re.findall(r'"(extract-[a-z-]+)"', file.read_text())
    }
    assert named == {rule.id for rule in own_rules()}
