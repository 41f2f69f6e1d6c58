"""A ledger's file holds all that an article is written from, as it was and as people have it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cleanup.api import Cleaner
from cleanup.errors import LedgerError
from cleanup.result import Result
from cleanup.review.changes import correct, refuse
from cleanup.review.corrections import correction
from cleanup.review.ledger_file import LedgerFile, written

PAGE = """<html lang="en"><head><title>The quay reopens - Harbor News</title><meta name="author" content="R. Moss"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>The quay reopens</h1>
<p>The old quay was opened again on Monday after <b>two years</b> of repairs. People walked along it all day.</p>
<h2>What was done</h2><ul><li>New planks were laid on the northern side of it.</li><li>The crane were painted.</li></ul>
<p>The work cost more than the town had planned, and the council <a href="/vote">voted</a> to pay the rest.</p></article>
<footer>Follow us on Telegram</footer></body></html>"""


@pytest.fixture(scope="module")
def cleaner() -> Iterator[Cleaner]:
    with Cleaner(engine_name="none") as cleaner:
        yield cleaner


@pytest.fixture(params=["text", "page", "article of the page"])
def result(cleaner: Cleaner, seed: str, request: pytest.FixtureRequest) -> Result:
    if request.param == "text":
        return cleaner.clean(seed)
    page = cleaner.clean_html(PAGE, url="https://news.example/quay")
    return page if request.param == "page" else page.of_article


def opened(result: Result) -> LedgerFile:
    return LedgerFile.read(written(LedgerFile.of(result).values()).encode(), "a.ledger.json")


@pytest.mark.parametrize("format", ["text", "markdown", "json"])
def test_the_article_is_written_anew_as_it_was(result: Result, format: str) -> None:
    again = opened(result).result()
    assert again.render(format, changes=True, left_out=True) == result.render(format, changes=True, left_out=True)


def test_each_edit_is_a_line(result: Result) -> None:
    lines = written(LedgerFile.of(result).values()).splitlines()
    assert [json.loads(line.rstrip(","))["id"] for line in lines if line.startswith('{"id"')] == [d.id for d in result.ledger]


def test_summary_and_flags_follow_what_people_decide(cleaner: Cleaner, seed: str) -> None:
    result = cleaner.clean(seed)
    file = opened(result)
    flag, sentence = result.flags[0], result.summary[0]
    done = file.ledger.mend(seed, flag.start, flag.end, "What it said here is lost.", by="Ann", force=True)
    at = done.ledger.placed(sentence.start, sentence.end)[0]
    word = sentence.text.split()[-1]
    start = at + len(sentence.text) - len(word)
    done = done.ledger.mend(seed, start, start + len(word), "there.", by="Ann", force=True)
    now = replace(file, ledger=done.ledger).result()
    assert [f.text for f in now.flags] == [f.text for f in result.flags[1:]]
    assert now.summary[0].text == sentence.text.removesuffix(word) + "there."
    for part in (*now.flags, *now.summary):
        assert now.text[part.start : part.end] == part.text


def test_corrections_are_on_record_and_last_one_counts(result: Result) -> None:
    file = opened(result)
    for title in ("Another  title", "A third"):
        made = correction(file.corrections, "title", title, file.stated("title"), "Ann", at="2024-05-01T12:00:00+00:00")
        file = replace(file, corrections=(*file.corrections, made))
    again = LedgerFile.read(written(file.values()).encode(), "a")
    assert again.result().title == "A third"
    assert [(c.id, c.before) for c in again.corrections] == [("c1", result.title), ("c2", "Another title")]
    assert replace(again, corrections=again.corrections[:1]).result().title == "Another title"


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("blocks", [[0, 99999, "heading"]], r"article.blocks\[0\]: 0:99999 is no span"),
        ("flags", [[0, 1, "garbled"]], r"article.flags\[0\]: has 3 values"),
        ("meta", ["Ann"], "article.meta: .* is not an object"),
        ("marked_up", 1, "article.marked_up: 1 is not true or false"),
    ],
)
def test_a_damaged_file_says_where(result: Result, key: str, value: object, message: str) -> None:
    values = json.loads(written(LedgerFile.of(result).values()))
    values["article"][key] = value
    with pytest.raises(LedgerError, match="a.ledger.json: .*" + message):
        LedgerFile.read(json.dumps(values).encode(), "a.ledger.json")


def test_a_field_that_a_page_stated_with_control_characters_can_be_corrected(cleaner: Cleaner) -> None:
    file = LedgerFile.of(cleaner.clean("The quay was opened on Monday.", title="The\x07 quay"))
    file = correct(file, "title", "The quay", "Ann").file
    assert LedgerFile.read(written(file.values()).encode(), "a").corrections == file.corrections


def test_what_cannot_be_read_back_is_not_made(cleaner: Cleaner, seed: str) -> None:
    last = "999999999999999999"
    values = json.loads(written(LedgerFile.of(cleaner.clean(seed)).values()))
    common = {"by": "Ann", "at": "2024-05-01T12:00:00+00:00"}
    name = values["edits"][0]["id"]
    values["decisions"] = [{"id": f"d{last}", "edit": name, "verdict": "accepted", "before": "accepted", **common}]
    values["corrections"] = [{"id": f"c{last}", "field": "title", "value": "A", "before": "B", **common}]
    file = LedgerFile.read(json.dumps(values).encode(), "a")
    with pytest.raises(LedgerError, match="no id is left"):
        refuse(file, [name], "Ann")
    with pytest.raises(LedgerError, match="no id is left"):
        correct(file, "title", "C", "Ann")


def test_blocks_belong_to_markup(cleaner: Cleaner) -> None:
    values = json.loads(written(LedgerFile.of(cleaner.clean_html(PAGE)).values()))
    del values["article"]["marked_up"]
    with pytest.raises(LedgerError, match=r"article.blocks: in an article that is not marked up"):
        LedgerFile.read(json.dumps(values).encode(), "a")
