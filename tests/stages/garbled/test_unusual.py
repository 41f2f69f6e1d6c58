"""Right sentences of unusual kinds, none of which is flagged, and broken ones of many kinds, of which most are."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleanup.context import Context
from cleanup.document import Document
from cleanup.stages.garbled.spun import told_by_words
from cleanup.stages.garbled.stage import FlagStage
from cleanup.stages.garbled.voice import another_voice, code_or_formula
from tests.gate.floors import require

CASES = Path(__file__).parents[2] / "cases"


def rows(name: str) -> list[tuple[str, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [(kind, sentence) for kind, _, sentence in (line.partition("\t") for line in lines)]


def flagged(sentence: str) -> bool:
    text = f"The council met in the hall on Monday. {sentence}"
    return bool(list(FlagStage().flag(Document(text=text, language="en"), Context(), [])))


def test_none_of_the_unusual_sentences_is_flagged() -> None:
    assert [(kind, s) for kind, s in rows("garbled_unusual.tsv") if flagged(s)] == []


def test_most_of_the_broken_sentences_are_flagged() -> None:
    listed = rows("garbled_broken.tsv")
    require("garbled.broken-recall", sum(flagged(s) for _, s in listed) / len(listed), [s for _, s in listed])


@pytest.mark.parametrize(
    "sentence",
    [
        "A counterfeit consciousness was asked to plan the route.",
        "Two in nine had a bosom tumor, and one a kidney disappointment.",
        "The flag-to-clamor ratio fell as the board warmed up.",
        "They fitted a gullible Bayes and an irregular backwoods.",
        "The unmanned ethereal vehicle took pictures of the field.",
        "The prime clergyman of the Unified Realm spoke for an hour.",
        "A coronary conduit was blocked, and so was a stomach related organ.",
    ],
)
def test_terms_in_words_of_a_thesaurus(sentence: str) -> None:
    assert "thesaurus" in str(told_by_words(sentence))
    assert flagged(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was a profound learning experience for the crew.",
        "The malignant growth was taken out in March.",
        "He wore the counterfeit watch against his bosom.",
        "The neural organization of the ear is well known.",
        "She kept her disappointment to herself, and her heart.",
        "The random woodlot behind the mill was sold.",
    ],
)
def test_right_words_that_look_like_such_terms(sentence: str) -> None:
    assert told_by_words(sentence) is None
    assert not flagged(sentence)


def test_the_word_order_of_another_language() -> None:
    for sentence in (
        "He saved the firm by the means of to sell the barn.",
        "It is needed of to take the early ferry.",
        "She saw the man that of the shop the bread stole.",
        "He knows why of the town the mayor resigned.",
        "She has since nine years in the valley lived.",
        "The council has the plan yesterday rejected.",
        "They closed the bridge because it rusted was.",
        "In the town it gives in the summer many fairs.",
    ):
        assert "word order" in str(told_by_words(sentence))
        assert flagged(sentence)
    for sentence in (
        "It was a way for us to cut costs.",
        "All she could think of to say was no.",
        "We knew that of the two the elder was right.",
        "There was no time for to-do lists.",
        "It has since two years ago been a school.",
        "He knew that because it mattered he was called.",
        "The mill gives in the end a good income.",
    ):
        assert told_by_words(sentence) is None
        assert not flagged(sentence)


def test_code_dialect_and_what_is_neither() -> None:
    assert all(map(code_or_formula, ["Set x = 3 and go on.", "Call run(it) now.", "NO ONE IS TO PASS", "Type cd .. twice."]))
    assert not any(map(code_or_formula, ["The member(s) met.", "A 401(k) plan is best.", "He is well-read - or was."]))
    assert all(map(another_voice, ["She ain't home.", "We was late.", "He hath no home.", "Y’all come in."]))
    assert not any(map(another_voice, ["I was late.", "Elizabeth met Kent.", "If it were a dog, it would bark."]))


def test_half_a_character_in_a_sentence_hides_nothing() -> None:
    assert told_by_words("A counterfeit consciousness \ud800 was asked to plan the route.")
    assert not flagged("Half \ud800 a pair is in this sentence of nine words.")
