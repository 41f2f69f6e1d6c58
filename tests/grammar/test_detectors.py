"""The own detectors and the lexicon: each list fires, and stays silent beside it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from cleanup.grammar.candidates import Candidate, merge
from cleanup.grammar.detectors import detect
from cleanup.grammar.dialect import detect_dialect, other_spelling
from cleanup.grammar.facts import changes_fact
from cleanup.grammar.lexicon import lexicon
from cleanup.grammar.thresholds import density, thresholds


def fixed(line: str) -> dict[str, str]:
    """Rule -> the line with that candidate applied."""
    return {c.rule: line[:c.start] + c.new + line[c.end:] for c in detect(line, lexicon())}


@pytest.mark.parametrize(("rule", "line", "after"), [
    ("OWN_COMPOUND", "a long term plan", "a long-term plan"),
    ("OWN_COMPOUND_TAIL", "a yam based meal", "a yam-based meal"),
    ("OWN_COMPOUND_LOOSE", "the heat fired kiln", "the heat-fired kiln"),
    ("OWN_COMPOUND_PHRASE", "an easy to use tool", "an easy-to-use tool"),
    ("OWN_COMPOUND_WELL", "a well chosen word", "a well-chosen word"),
    ("OWN_NUMBER_UNIT", "a 10 week course", "a 10-week course"),
    ("OWN_YEAR_OLD", "a six year old boy", "a six-year-old boy"),
    ("OWN_FRACTION", "two thirds of it", "two-thirds of it"),
    ("OWN_PREFIX", "a non slip mat", "a non-slip mat"),
    ("OWN_JOIN", "a new hair cut", "a new haircut"),
    ("OWN_JOIN_HYPHEN", "a loud head-ache", "a loud headache"),
    ("OWN_APOSTROPHE", "They dont know", "They don't know"),
    ("OWN_MISSPELLED", "It occured twice", "It occurred twice"),
    ("OWN_LOWER_I", "and i left", "and I left"),
    ("OWN_SPACE_COMMA", "apples,pears and plums", "apples, pears and plums"),
    ("OWN_SPACE_STOP", "the gap.They also left", "the gap. They also left"),
    ("OWN_DOUBLE_MARK", "the soup,, and bread", "the soup, and bread"),
    ("OWN_DASH_SPACE", "take water- you may need it on the way", "take water - you may need it on the way"),
    ("OWN_THAN", "it was better then the first", "it was better than the first"),
    ("OWN_ONE_OF", "one of the best teacher in town", "one of the best teachers in town"),
    ("OWN_ITS", "its a pity", "it's a pity"),
    ("OWN_COULD_OF", "she could of known", "she could have known"),
    ("OWN_LED", "it has lead to delays", "it has led to delays"),
    ("OWN_LOSE", "to loose weight", "to lose weight"),
    ("OWN_THERE_ARE", "there is many ways", "there are many ways"),
    ("OWN_USED_TO", "they use to live here", "they used to live here"),
])
def test_fires(rule: str, line: str, after: str) -> None:
    assert fixed(line)[rule] == after


@pytest.mark.parametrize("line", [
    "the plan works in the long term", "a newly built house", "it was easy to find the house", "they left two days ago",
    "one day longer than they had to", "at one point nobody spoke", "over time it grew", "the price less the tax",
    "apples, pears and plums", "see data.The_x", "i.e. a part", "U.S., Canada and Mexico", "and so on, etc., "
        "were there",
    "early- and late-stage plans", "first then second", "it lets them leave", "parameters -x and -y",
    "they were better off then", "part of its own", "a lead to follow", "the loose ends",
])
def test_silent(line: str) -> None:
    assert fixed(line) == {}


def test_equal_results_are_one_candidate() -> None:
    line = "the the dog"

    def c(start: int, end: int, new: str, rule: str) -> Candidate:
        return Candidate(start, end, line[start:end], new, rule, "", "X", "x", "m")

    merged = merge(line, [c(0, 7, "the", "A"), c(3, 7, "", "B"), c(0, 4, "", "C")])
    assert [(m.rule, m.agree) for m in merged] == [("A", ("B", "C"))]


@pytest.mark.parametrize(("text", "dialect"), [
    ("The colour of the harbour.", "en-GB"), ("The color of the harbor.", "en-US"), ("Nothing tells.", "en-US"),
    ("They organise it in Sydney, Melbourne and Perth, Australia, with flavour.", "en-AU"),
    ("The colour was realized in Toronto, Canada, by Canadian neighbours.", "en-CA"),
])
def test_dialect(text: str, dialect: str) -> None:
    assert detect_dialect(text) == dialect


def test_other_spelling() -> None:
    assert other_spelling("colour") == "color"
    assert other_spelling("organize") == "organise"
    assert other_spelling("house") is None


@pytest.mark.parametrize(("old", "new", "changed"), [
    ("can", "can't", "a negation"), ("dont", "don't", None), ("he", "she", "who is meant"), ("he", "the", None),
    ("not not", "not", None), ("any thing", "anything", None), ("before", "after", "an amount or order"),
    ("is not", "is", "a negation"), ("teh", "the", None),
])
def test_facts(old: str, new: str, changed: str | None) -> None:
    assert changes_fact(old, new) == changed


def test_thresholds_sink_smoothly_with_density() -> None:
    for mode in ("strict", "balanced", "thorough"):
        steps = [thresholds(mode, d / 10).apply_at for d in range(0, 200)]
        assert steps == sorted(steps, reverse=True)
        assert max(a - b for a, b in pairwise(steps)) < 0.02
    for d in (0, 5, 20):
        strict, balanced, thorough = (thresholds(m, d).apply_at for m in ("strict", "balanced", "thorough"))
        assert strict > balanced > thorough
    assert density([], 1000, True) < density([0.9], 1000, True) < density([0.9] * 9, 1000, True)
    assert density([], 20, True) < density([], 20, False)
