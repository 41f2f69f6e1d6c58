"""A list's mark is told from the initial of a name."""

from __future__ import annotations

import pytest

from cleanup.text.list_marks import text_of_item


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1. Fill the pot.", "Fill the pot."),
        ("- Fill the pot.", "Fill the pot."),
        ("b) Fill the pot.", "Fill the pot."),
        ("iv. Fill the pot.", "Fill the pot."),
        ("A. Fill the pot.\nB. Light the fire.", "Fill the pot.\nB. Light the fire."),
        ("A. We did.\n\nQ. Why?", "We did.\n\nQ. Why?"),
        ("K. Rowe wrote it.\nShe kept it.", "K. Rowe wrote it.\nShe kept it."),
        ("J. K. Rowe wrote it.\nK. Lund read it.", "J. K. Rowe wrote it.\nK. Lund read it."),
        ("Plain words.", "Plain words."),
    ],
)
def test_the_words_of_an_item_begin_after_its_mark(text: str, words: str) -> None:
    assert text[text_of_item(text, 0, len(text)) :] == words
