from __future__ import annotations

import os
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.engines.embedded import EmbeddedEngine
from cleanup.engines.none import NoEngine
from cleanup.engines.pieces import PIECE
from cleanup.engines.protocol import OF_WHOLE_TEXTS, Engine, Match
from cleanup.errors import EngineError

PARAGRAPH = "He have a dog, and the dog have a bone. They seen it on on monday."


def spans(text: str, matches: list[Match]) -> list[tuple[str, str]]:
    return [(match.rule, text[match.start : match.end]) for match in matches]


def test_engines_are_engines(embedded: EmbeddedEngine) -> None:
    assert isinstance(embedded, Engine)
    assert isinstance(NoEngine(), Engine)


def test_the_seed(embedded: EmbeddedEngine, seed: str) -> None:
    found = spans(seed, embedded.check(seed, "en-US"))
    assert ("MORFOLOGIK_RULE_EN_US", "VSSE") in found
    assert ("MORFOLOGIK_RULE_EN_US", "Graziano") in found
    assert ("EN_ELLIPSIS", "…") in found


def test_matches_are_in_order(embedded: EmbeddedEngine, seed: str) -> None:
    found = embedded.check(seed, "en-US")
    assert found == sorted(found, key=lambda match: match.order)


@settings(max_examples=60, deadline=None)
@given(before=st.text(alphabet="aé€😀 \n…“𝒳", max_size=30), after=st.text(alphabet="é😀 \n”", max_size=10))
def test_offsets_are_code_points(embedded: EmbeddedEngine, before: str, after: str) -> None:
    text = f"{before}\n\nThis is a mispelled word. {after}"
    word = next(match for match in embedded.check(text, "en-US") if "misspelled" in match.replacements)
    assert text[word.start : word.end] == "mispelled"


def test_odd_characters_do_not_end_the_run(embedded: EmbeddedEngine) -> None:
    for text in (
        "",
        " \n",
        "a\x00b \x1f mispelled",
        "a\ud800 mispelled",
        "\r\nmispelled\r\n",
        "\ufeffmispelled",
        "שלום mispelled",
    ):
        found = [text[match.start : match.end] for match in embedded.check(text, "en-US")]
        assert ("mispelled" in text) == ("mispelled" in found), text


def test_a_text_in_pieces_gives_what_its_paragraphs_give(embedded: EmbeddedEngine) -> None:
    filler = "Nothing is wrong with this line of the text.\n" * 30 + "\n"
    text = "".join(f"{PARAGRAPH}\n\n{filler}" for _ in range(3 * PIECE // (2 * len(filler))))
    assert len(text) > PIECE
    one = {match.rule for match in embedded.check(PARAGRAPH, "en-US")}
    found = [match for match in embedded.check(text, "en-US") if match.rule in one]
    assert len(found) == len(embedded.check(PARAGRAPH, "en-US")) * text.count(PARAGRAPH)
    wanted = {text_ for _, text_ in spans(PARAGRAPH, embedded.check(PARAGRAPH, "en-US"))}
    assert {text_ for _, text_ in spans(text, found)} == wanted


def test_check_many_is_check_for_each(embedded: EmbeddedEngine, seed: str) -> None:
    lines = [line for line in seed.split("\n") if line.strip()]
    texts = [
        seed,
        *lines,
        PARAGRAPH,
        "",
        " ",
        seed[:2000],
        "All is well here.",
        "x" * 5000,
        *lines[::-1],
        "the the",
        "The organization grew.",
        "The organisation grew.",
        "A (bracket opens.",
        "It closes) here.",
    ]
    alone = [[m for m in embedded.check(text, "en-US") if m.rule not in OF_WHOLE_TEXTS] for text in texts]
    assert embedded.check_many(texts, "en-US") == alone
    assert sum(map(len, alone[1 : len(lines) + 1])) > 5


def test_no_match_reaches_from_one_text_into_another(embedded: EmbeddedEngine) -> None:
    texts = ["It begins with a word that goes", "goes on in the next line, and", "and so on"] * 300
    assert embedded.check_many(texts, "en-US") == [embedded.check(text, "en-US") for text in texts]


def test_in_one_core_it_finds_the_same_and_leaves_the_cores_as_they_were(
    embedded: EmbeddedEngine, seed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = embedded.check(seed, "en-US")
    cores = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    monkeypatch.setattr("cleanup.engines.embedded.ONE_CORE", True)
    assert embedded.check(seed, "en-US") == expected
    assert cores is None or os.sched_getaffinity(0) == cores


def test_what_one_engine_has_loaded_another_uses(embedded: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    found = embedded.check(PARAGRAPH, "en-US")

    def refuse(code: str) -> None:
        raise AssertionError(f"{code} is loaded already")

    monkeypatch.setattr("cleanup.engines.embedded._load", refuse)
    other = EmbeddedEngine()
    assert other.check(PARAGRAPH, "en-US") == found
    other.close()
    assert other.check(PARAGRAPH, "en-US") == found


def test_threads_get_what_one_gets(embedded: EmbeddedEngine, seed: str) -> None:
    expected = embedded.check(seed, "en-US")
    found: list[list[Match]] = []
    threads = [threading.Thread(target=lambda: found.append(embedded.check(seed, "en-US"))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 6


@pytest.mark.parametrize(
    ("language", "right", "wrong"),
    [
        ("en-US", "color traveled center", "colour travelled centre"),
        ("en-GB", "colour travelled centre", "color traveled center"),
        ("en-AU", "colour travelled centre", "color traveled center"),
        ("en-CA", "colour travelled centre", "color traveled center"),
    ],
)
def test_each_english_keeps_its_spelling(embedded: EmbeddedEngine, language: str, right: str, wrong: str) -> None:
    rule = f"MORFOLOGIK_RULE_EN_{language[-2:]}"
    assert [m for m in embedded.check(f"The words are {right}.", language) if m.rule == rule] == []
    text = f"The words are {wrong}."
    found = {text[m.start : m.end]: m.replacements[0] for m in embedded.check(text, language) if m.rule == rule}
    pairs = dict(zip(wrong.split(), right.split(), strict=True))
    assert found
    assert all(pairs[word] == better for word, better in found.items())
    assert found["color" if "color" in found else "colour"]


def test_a_word_of_the_other_english_is_called_by_its_name(embedded: EmbeddedEngine) -> None:
    messages = {
        code: embedded.check(text, code)[0].message
        for code, text in (("en-US", "The colour is red."), ("en-GB", "The color is red."))
    }
    assert "is British English" in messages["en-US"]
    assert "is American English" in messages["en-GB"]


def test_a_language_without_data_is_an_error_that_says_what_to_install(embedded: EmbeddedEngine) -> None:
    with pytest.raises(EngineError, match="embedded engine: no data for the language 'sv'"):
        embedded.check("Det är en text.", "sv")


def test_no_engine_finds_nothing() -> None:
    assert NoEngine().check(PARAGRAPH, "xx") == []
    assert NoEngine().check_many([PARAGRAPH, ""], "xx") == [[], []]
