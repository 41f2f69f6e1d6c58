"""Split, joined and robbed words: what is mended, what is only suggested, and what stays as it is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cleanup.api import Cleaner
from cleanup.context import Context
from cleanup.core.edit import Decision
from cleanup.core.ledger import apply_edits
from cleanup.core.policy import Policy
from cleanup.core.runner import decide
from cleanup.document import Document
from cleanup.stages.words.stage import WordsStage


def cases(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["case"]
    return found


def decided(text: str, language: str = "en") -> tuple[Decision, ...]:
    return decide(Document(text, language=language), WordsStage(), Context(), Policy())


def mended(text: str) -> str:
    return apply_edits(text, [d.edit for d in decided(text) if d.accepted])


@pytest.mark.parametrize("case", cases("mended.toml"), ids=lambda c: c["text"][:40])
def test_damaged_words_are_mended(case: dict[str, Any]) -> None:
    assert mended(case["text"]) == case["expected"]
    assert list(dict.fromkeys(d.edit.rule for d in decided(case["text"]))) == case["rules"]
    assert decided(case["expected"]) == ()


@pytest.mark.parametrize("case", cases("suggested.toml"), ids=lambda c: c["old"])
def test_lost_letters_are_suggested_and_not_put_back(case: dict[str, Any]) -> None:
    found = decided(case["text"])
    assert mended(case["text"]) == case["text"]
    assert (case["rule"], "suggested", case["old"], case["new"]) in {
        (d.edit.rule, d.verdict, d.old, d.edit.replacement) for d in found
    }


@pytest.mark.parametrize("case", cases("left_alone.toml"), ids=lambda c: c["about"])
def test_right_words_are_left_alone(case: dict[str, Any]) -> None:
    assert [(d.edit.rule, d.old, d.edit.replacement) for d in decided(case["text"])] == []


def test_what_somebody_said_is_not_touched() -> None:
    text = "“The govern ment must act,” she wrote. The govern ment did not."
    assert mended(text) == "“The govern ment must act,” she wrote. The government did not."
    assert [d.why.split(" '")[0] for d in decided(text) if not d.accepted] == ["guard: quotation"]


@pytest.mark.parametrize("language", ["de", "nl", "fr", ""])
def test_other_languages_are_left_alone(language: str) -> None:
    assert decided("The commit tee met.Nobody came, and ofthe rest we know nothing.", language) == ()


def test_the_other_stages_find_the_mended_text() -> None:
    text = (
        "The council met on Tuesday to discuss the bud get for the coming year.Members heard from three residents.\n\n"
        "A vote is expected in March, the of\ufb01 cials said, and the e\ufb00 ect will be felt for years."
    )
    with Cleaner(engine_name="none") as cleaner:
        result = cleaner.clean(text)
        assert result.text == (
            "The council met on Tuesday to discuss the budget for the coming year. Members heard from three residents.\n\n"
            "A vote is expected in March, the officials said, and the effect will be felt for years."
        )
        assert result.undo(*(d.id for d in result.ledger.accepted)).text == text
        assert cleaner.clean(result.text).ledger.accepted == []


HOSTILE = {
    "every word split": ("sp lit eve ry wo rd of th is te xt ", 3_000),
    "letters spaced out": ("l e t t e r s ", 2_000),
    "no blanks": ("thewaterofthe", 70_000),
    "no blanks but stops": ("end.Next", 20_000),
    "commas": ("word,", 50_000),
    "scanning noise": ("tbe qnick hrown f0x ju1nps ovcr l lie 1azy d0g, i.e ", 3_000),
    "hyphens": ("re- ", 50_000),
    "capitals": ("A B", 50_000),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_is_lost_in_bad_input(kind: str) -> None:
    unit, times = HOSTILE[kind]
    text = unit * times
    found = decided(text)
    out = apply_edits(text, [d.edit for d in found if d.accepted])
    assert [c for c in out if c.isalnum()] == [c for c in text if c.isalnum()]
