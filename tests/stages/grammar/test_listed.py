"""German, French, Spanish, Dutch, Italian, Portuguese: the cases of rules/grammar/languages.toml through the real engine."""

from __future__ import annotations

import tomllib
from importlib.util import find_spec
from typing import Any

import pytest

from cleanup.stages.grammar.lexicon import grammar_folder
from tests.stages.grammar.conftest import Correct

DATA: dict[str, Any] = tomllib.loads((grammar_folder() / "languages.toml").read_text(encoding="utf-8"))
CASES = [(language, wrong, right) for language, of in DATA.items() for wrong, right in of["cases"]]
KEPT = [(language, text) for language, of in DATA.items() for text in of["kept"]]


def need(language: str) -> None:
    if find_spec(f"lingotweaker_data_{language}") is None:
        pytest.skip(f"lingotweaker-data-{language} is not installed")


@pytest.mark.parametrize(("language", "wrong", "right"), CASES)
def test_corrected(correct: Correct, language: str, wrong: str, right: str) -> None:
    need(language)
    assert correct(wrong, language=language).document.text == right
    assert correct(right, language=language).document.text == right


@pytest.mark.parametrize(("language", "text"), KEPT)
def test_kept(correct: Correct, language: str, text: str) -> None:
    need(language)
    assert correct(text, language=language).document.text == text


def test_other_languages_are_passed_through(correct: Correct) -> None:
    text = "Kot śpi śpi na dachu."
    done = correct(text, language="pl")
    assert (done.document.text, list(done.ledger)) == (text, [])
