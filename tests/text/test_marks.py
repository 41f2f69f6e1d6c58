"""The characters written once mean what the modules that use them need."""

from __future__ import annotations

import re

import pytest

from cleanup.text.marks import CLOSERS, DOUBLE_QUOTES, LIST_MARK, OPENING_QUOTES, SENTENCE_END, WORD


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("AT&T’s well-known O'Neill, 5 times", ["AT&T’s", "well-known", "O'Neill", "times"]),
        ("U.S. law", ["U.S", "law"]),
        ("snake_case x1", ["snake", "case", "x"]),
    ],
)
def test_words_keep_the_marks_inside_them(text: str, words: list[str]) -> None:
    assert re.findall(WORD, text) == words


def test_a_sentence_ends_with_what_closes_it() -> None:
    text = "“It is so.” He left (at ten.) Then… nothing! [end.] 3.5 percent"
    assert [m.group() for m in re.finditer(SENTENCE_END, text)] == [".” ", ".) ", "… ", "! ", ".] "]


@pytest.mark.parametrize("item", ["- one", "• one", "1. one", "(2) one", "a) one", "➤ one"])
def test_list_marks(item: str) -> None:
    found = re.match(LIST_MARK, item)
    assert found is not None
    assert item[found.end() :] == "one"


def test_an_opening_quotation_mark_is_a_double_one_and_closes_nothing() -> None:
    assert set(OPENING_QUOTES) < set(DOUBLE_QUOTES)
    assert not set(OPENING_QUOTES) & set(CLOSERS)
