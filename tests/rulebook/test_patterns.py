"""One scan for many patterns finds what each of them finds by itself."""

from __future__ import annotations

import pytest

from cleanup.rulebook.load import load_rules
from cleanup.rulebook.patterns import PatternScan, compiled, compiled_set

RULES = [rule for rule in load_rules().rules if rule.enabled]
TEXTS = sorted({text for rule in RULES for text in (*rule.match, *rule.no_match)})
# Every fifth example as it stands, in capitals and small letters, with letters that are others in capitals, and between others.
SHAPES = [
    shape
    for t in TEXTS[::5]
    for shape in (t, t.upper(), t.lower(), t.replace("k", "\u212a").replace("s", "\u017f"), f"a {t} b")
]


@pytest.mark.parametrize("whole", [True, False], ids=["line", "span"])
def test_the_scan_finds_what_each_pattern_finds(whole: bool) -> None:
    patterns = [rule.pattern for rule in RULES if (rule.kind != "span") == whole]
    scan = PatternScan(patterns, whole)
    alone = [compiled(pattern) for pattern in patterns]
    hits = 0
    for text in ("", "\0", *SHAPES):
        raw = text.encode("utf-8")
        expected = [i for i, p in enumerate(alone) if (p.fullmatch(raw) if whole else p.search(raw)) is not None]
        assert scan.found(raw) == expected, text
        hits += len(expected)
    assert hits > 300 if whole else hits > 30


def test_no_patterns_find_nothing() -> None:
    assert PatternScan([], whole=True).found(b"Any text.") == []


def test_patterns_that_need_more_memory_than_given_are_found_all_the_same() -> None:
    pieces = [rf"(?i){letter}\w{{1,200}} of .{{1,200}}" for letter in "abcdefgh"]
    assert compiled_set(pieces, whole=True, memory=1 << 10).Match("Half of the harbor") == [7]
