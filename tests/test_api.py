"""The Python interface: pages, streams, and what comes of an item that cannot be cleaned."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

import cleanup
from cleanup.api import Cleaner
from cleanup.document import Document
from cleanup.errors import ConfigError, InputError
from cleanup.result import Failure, Result
from cleanup.review.ledger_file import LedgerFile, written
from cleanup.text.blocks import detect_blocks
from tests.page.html_pages import BODY, TITLE, article

TEXT = (
    "A quiet year for the harbor\n\nThe harbor handled 1,204 ships in 2019, the port authority said. Traffic was about the same.\n\n"
    "Share this article\n"
)
PAGE = article(BODY)


@pytest.fixture(scope="module")
def cleaner() -> Iterator[Cleaner]:
    with Cleaner(engine_name="none", skip=("summary", "keywords")) as cleaner:
        yield cleaner


def test_a_page_comes_back_as_its_article(cleaner: Cleaner) -> None:
    result = cleaner.clean_html(PAGE, url="https://www.example.org/news/harbor")
    assert result.title == TITLE
    assert result.meta["url"] == "https://www.example.org/news/harbor"
    assert "measured the depth at forty points" in result.text
    assert "<" not in result.text
    assert "Sport" not in result.text.split("\n")  # the page's menu
    assert result.document.source.format == "html"
    assert result.ledger.replay(result.source_text) == result.text
    assert cleaner.clean_html(PAGE.encode(), url="https://www.example.org/news/harbor").text == result.text


def test_what_the_caller_knows_of_a_page_wins(cleaner: Cleaner) -> None:
    assert cleaner.clean_html(PAGE, title="Another title").title == "Another title"


def test_a_page_without_an_article_says_why(cleaner: Cleaner) -> None:
    result = cleaner.clean_html("<html><body><h1>404</h1><p>Page not found</p></body></html>")
    assert result.skipped
    assert (result.text, result.changed) == ("", False)
    assert {d.edit.rule for d in result.ledger.accepted} == {"extract-no-article"}


def test_bytes_that_are_no_page_are_told(cleaner: Cleaner) -> None:
    with pytest.raises(InputError):
        cleaner.clean_html(b"\x00\x01\x02" * 500)


def test_a_stream_gives_one_result_an_item_in_order(cleaner: Cleaner) -> None:
    items = [
        TEXT,
        {"id": "a", "text": TEXT, "title": "Given", "url": "https://example.org/1"},
        {"html": PAGE},
        {"html": PAGE.encode()},
        Document(text=TEXT, blocks=detect_blocks(TEXT)),
    ]
    results = list(cleaner.clean_many(items))
    assert all(isinstance(r, Result) for r in results)
    plain, named, page, page_bytes, document = results
    assert isinstance(plain, Result)
    assert isinstance(named, Result)
    assert isinstance(page, Result)
    assert isinstance(page_bytes, Result)
    assert isinstance(document, Result)
    assert plain.text == cleaner.clean(TEXT).text == document.text
    assert "Share this article" not in plain.text
    assert (named.title, named.meta["url"]) == ("Given", "https://example.org/1")
    assert page.text == page_bytes.text == cleaner.clean_html(PAGE).text


def test_an_item_that_cannot_be_cleaned_is_a_failure_in_its_place(cleaner: Cleaner) -> None:
    items = [TEXT, "  \n", {"id": 7, "text": 3}, {"id": "b"}, {"id": "c", "html": b"\x00\x01" * 500}, TEXT]
    results = list(cleaner.clean_many(items))
    assert [type(r).__name__ for r in results] == ["Result", "Failure", "Failure", "Failure", "Failure", "Result"]
    failures = [r for r in results if isinstance(r, Failure)]
    assert [(f.index, f.id) for f in failures] == [(1, None), (2, 7), (3, "b"), (4, "c")]
    assert "empty" in failures[0].error
    assert 'neither "text" nor "html"' in failures[1].error


def test_a_stream_is_read_as_it_is_used(cleaner: Cleaner) -> None:
    read = []

    def items() -> Iterator[str]:
        for number in range(3):
            read.append(number)
            yield TEXT

    stream = cleaner.clean_many(items())
    assert read == []
    next(stream)
    assert read == [0]
    next(stream)
    assert read == [0, 1]


def test_a_fault_that_is_no_item_s_ends_the_stream(cleaner: Cleaner) -> None:
    def items() -> Iterator[str]:
        yield TEXT
        raise OSError("the line is dead")

    stream = cleaner.clean_many(items())
    assert isinstance(next(stream), Result)
    with pytest.raises(OSError, match="the line is dead"):
        next(stream)


def test_settings_by_keyword_and_a_step_that_is_none() -> None:
    with pytest.raises(ConfigError, match="unknown step 'spelling' to skip"):
        Cleaner(skip=("spelling",))
    with pytest.raises(ConfigError, match="unknown keyword argument 'grammar_mod'; did you mean 'grammar_mode'"):
        cleanup.clean(TEXT, grammar_mod="strict")


@pytest.mark.parametrize("given", [None, 5, b"bytes", [], {}])
def test_what_is_no_text_is_told_and_in_a_stream_fails_in_its_place(cleaner: Cleaner, given: object) -> None:
    with pytest.raises(InputError, match=f"a text is a str, not a {type(given).__name__}"):
        cleaner.clean(given)  # type: ignore[arg-type]
    first, failure, last = cleaner.clean_many([TEXT, given, TEXT])  # type: ignore[list-item]
    assert isinstance(first, Result)
    assert isinstance(failure, Failure)
    assert failure.index == 1
    assert isinstance(last, Result)


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"grammar_mode": "strct"}, "grammar_mode: 'strct' is none of .*; did you mean 'strict'"),
        ({"summary_ratio": float("nan")}, "summary_ratio: nan is not a number"),
        ({"summary_method": "lexrnk"}, "did you mean 'lexrank'"),
        ({"input_language": "english"}, "'english' is no code of a language; did you mean 'en'"),
        ({"input_language": "xx-invalid"}, "'xx-invalid' is no code of a language, such as en"),
        ({"skip": ["gramar"]}, "unknown step 'gramar' to skip; did you mean 'grammar'"),
        ({"settings": 5}, "settings are a Settings, not a int"),
    ],
)
def test_wrong_settings_are_told_at_once(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        Cleaner(**settings)


def test_threads_may_share_a_cleaner() -> None:
    texts = [f"{TEXT}\n\nThe harbor have {number} docks, and they was was full.\n" for number in range(24)]
    with Cleaner(skip=("summary", "keywords")) as alone:
        expected = [alone.clean(text).ledger.to_dict() for text in texts]
    with Cleaner(skip=("summary", "keywords")) as shared, ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: shared.clean(text).ledger.to_dict(), texts)) == expected


@pytest.mark.parametrize("url", ["https://[x", "http://a:b/", "//", "no address"])
def test_an_address_that_is_none_is_no_trouble(cleaner: Cleaner, url: str) -> None:
    text = "The ferry to the island stops for a week, the harbor master said on Monday.\n\nShare this\n"
    assert cleaner.clean(text, url=url).text == cleaner.clean(text).text
    assert cleaner.clean_html(f"<p>{text}</p>", url=url).meta.get("url", url) == url


def test_the_halves_of_a_character_side_by_side_are_that_character(cleaner: Cleaner) -> None:
    result = cleaner.clean("The ferry \ud83d\ude00 stops here, half \ude00\ud83d of it.")
    assert result.source_text == "The ferry \U0001f600 stops here, half \ude00\ud83d of it."
    assert LedgerFile.read(written(LedgerFile.of(result).values()).encode(), "a ledger").source_text == result.source_text
