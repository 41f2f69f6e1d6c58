"""What every engine keeps to, and both real engines over the same texts: same place, same rule, same replacements."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from cleanup.engines.embedded import EmbeddedEngine
from cleanup.engines.languagetool.client import LanguageToolEngine
from cleanup.engines.none import NoEngine
from cleanup.engines.protocol import OF_WHOLE_TEXTS, Engine, Match, sort_matches
from cleanup.engines.registry import NAMES
from cleanup.engines.scripted import ScriptedEngine
from cleanup.errors import EngineError

SENTENCES = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
# lingotweaker alone has it: LanguageTool 6.8 keeps the rule switched off.
ONE_ONLY = frozenset({"EN_ELLIPSIS"})
ODD = [
    "Short.",
    "mispelled",
    "A 😀 mispelled 𝒳 word 😀.",
    "Line one is mispelled\r\nLine two is mispelled to\r\n",
    "Café mispelled",
    "“He have it,” she said … and go.",
    "Tab\tmispelled\u00a0word",
    "Soft\u00adhyphen mispelled word",
    "#1 mispelled @x http://mispelled.com",
]

Key = tuple[int, int, str, str, tuple[str, ...]]


def key_of(match: Match) -> Key:
    """What the engines must agree on; the messages' quotation marks differ, the policy reads the first replacement."""
    return (match.start, match.end, match.rule, match.sub_rule, match.replacements[:1])


def differences(texts: list[str], one: Engine, two: Engine, language: str) -> tuple[int, list[tuple[str, str, Key]]]:
    """How many matches the second engine has, and each one that the other lacks: (engine, text, key)."""
    total, found = 0, []
    for text, left, right in zip(texts, one.check_many(texts, language), two.check_many(texts, language), strict=True):
        ours = Counter(key_of(match) for match in left if match.rule not in ONE_ONLY)
        theirs = Counter(key_of(match) for match in right if match.rule not in ONE_ONLY)
        total += theirs.total()
        found += [(one.name, text[:80], key) for key in ours - theirs]
        found += [(two.name, text[:80], key) for key in theirs - ours]
    return total, found


@pytest.mark.parametrize("language", ["en-US", "en-GB", "en-CA", "en-AU"])
def test_same_matches_on_sentences(embedded: EmbeddedEngine, languagetool: LanguageToolEngine, language: str) -> None:
    total, found = differences(SENTENCES, embedded, languagetool, language)
    assert total > 100
    assert found == []


def test_same_matches_on_the_seed(embedded: EmbeddedEngine, languagetool: LanguageToolEngine, seed: str) -> None:
    total, found = differences([seed], embedded, languagetool, "en-US")
    assert total >= 7  # 8 with the rule about sentence beginnings, which looks over the whole text
    assert found == []


@pytest.fixture(params=["embedded", "languagetool", "scripted", "none"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each engine in its turn."""
    found: Engine = NoEngine() if request.param == "none" else request.getfixturevalue(request.param)
    return found


def test_every_engine_has_what_the_protocol_names(engine: Engine) -> None:
    assert isinstance(engine, Engine)
    assert engine.name in NAMES
    assert engine.version
    assert "en-US" in engine.languages() or engine.name == "none"


def test_matches_lie_in_the_text_and_are_in_order(engine: Engine) -> None:
    for text in [*ODD, "\ud800 mispelled \udfff", "", " \n ", "mispelled\n\nmispelled (twice"]:
        found = engine.check(text, "en-US")
        assert found == sort_matches(found)
        assert all(0 <= match.start < match.end <= len(text) for match in found), text


def test_many_texts_are_checked_as_one_is_but_for_rules_of_whole_texts(engine: Engine) -> None:
    texts = [*SENTENCES[:40], "", "A (bracket that is mispelled.", *ODD]
    for text, found in zip(texts, engine.check_many(texts, "en-US"), strict=True):
        assert found == [match for match in engine.check(text, "en-US") if match.rule not in OF_WHOLE_TEXTS], text


def test_same_places_in_odd_texts(embedded: EmbeddedEngine, languagetool: LanguageToolEngine, scripted: ScriptedEngine) -> None:
    for text in ODD:
        places = [
            {text[match.start : match.end] for match in engine.check(text, "en-US") if "misspelled" in match.replacements}
            for engine in (embedded, languagetool, scripted)
        ]
        assert places[0] == places[1] == places[2], text
        assert ("mispelled" in text.split("http")[0].split()) <= bool(places[0]), text


def test_a_language_that_is_not_there_is_an_error(engine: Engine) -> None:
    if engine.name == "none":
        assert engine.check("Det är en text.", "sv") == []
    else:
        with pytest.raises(EngineError, match=f"{engine.name} engine: no data for the language 'sv'"):
            engine.check("Det är en text.", "sv")
