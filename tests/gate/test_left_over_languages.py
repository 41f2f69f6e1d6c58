"""Floors of what goes in other languages than English, on articles written for the tests: lines of pages go, no word of an
article does, and what is known of one language takes nothing from a text in another.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.gate.floors import require
from tests.gate.left_over import cleaned, gone, rules

CASES = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
LANGUAGES = sorted(CASES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_an_article_goes(language: str) -> None:
    case = CASES[language]
    article = case["article"].strip()
    assert cleaned(article, case["title"], language) == article


@pytest.mark.parametrize("language", LANGUAGES)
def test_left_over_lines_go_and_no_word_of_the_article(language: str) -> None:
    case = CASES[language]
    article, lines = case["article"].strip(), case["left_over"]
    require(f"left-over-{language}.removed", gone(article, lines, case["title"], 4, language) / len(lines), [article, *lines])


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_known_of_one_language_takes_nothing_from_another(language: str) -> None:
    book = rules()
    own = [rule for rule in book.rules if rule.language == language and rule.stage == "boilerplate"]
    assert len(own) > 20, "a language has rules of each kind"
    for rule in own:
        assert rule.id.startswith(f"{language}-")
        first = [example.split("\n")[0] for example in rule.match]
        for hits in book.match_lines("boilerplate", first, None, "en"):
            assert not [hit for hit in hits if hit.rule.language]
