"""What rules see and where they fire."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.rulebook.load import load_rules
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.schema import Rule

BOOK = load_rules()
BASE = Rule(
    id="a",
    stage="boilerplate",
    kind="line",
    pattern=r"(?i)related (?:posts|articles)",
    action="delete",
    confidence=0.9,
    reason="r",
    source="s",
    match=("Related posts",),
    no_match=("x",),
)


def fired(book: RuleBook, *lines: str, **where: Any) -> list[list[str]]:
    return [[hit.rule.id for hit in hits] for hits in book.match_lines("boilerplate", lines, **where)]


def test_line_rules_see_the_whole_trimmed_line() -> None:
    lines = ["• Related Posts:", "  RELATED\u00a0articles →", "See related posts", "Related posts of hers", "", "\udc80"]
    hits = RuleBook([BASE]).match_lines("boilerplate", lines)
    assert [bool(found) for found in hits] == [True, True, False, False, False, False]
    assert lines[0][hits[0][0].start : hits[0][0].end] == "Related Posts"
    assert lines[1][hits[1][0].start : hits[1][0].end] == "RELATED\u00a0articles"


def test_lines_are_seen_with_plain_quotes_and_dashes() -> None:
    rule = replace(BASE, pattern=r"you'll also love - more")
    assert fired(RuleBook([rule]), "you’ll also love – more") == [["a"]]


def test_strongest_rule_comes_first() -> None:
    book = RuleBook(
        [
            replace(BASE, id="weak", confidence=0.5),
            replace(BASE, id="strong", confidence=0.8),
            replace(BASE, id="first", confidence=0.1, priority=1),
        ]
    )
    assert fired(book, "Related posts") == [["first", "strong", "weak"]]


def test_zones_count_lines_that_are_not_blank() -> None:
    lines = ["", "Related posts", *["Prose in a line."] * 40, "Related posts", "", ""]
    for zone, expected in (("any", [1, 42]), ("head", [1]), ("tail", [42])):
        found = RuleBook([replace(BASE, zone=zone)]).match_lines("boilerplate", lines)
        assert [i for i, hits in enumerate(found) if hits] == expected


def test_host_language_and_length() -> None:
    book = RuleBook(
        [replace(BASE, id="h", host="example.org"), replace(BASE, id="l", language="en"), replace(BASE, id="n", longest=12)]
    )
    assert fired(book, "Related posts") == [["l"]]
    assert fired(book, "Related posts", host="www.example.org", language="de") == [["h"]]
    assert fired(book, "Related posts", host="notexample.org", language="en-GB") == [["l"]]


def test_spans_have_code_point_offsets_and_replacements() -> None:
    rule = replace(BASE, kind="span", pattern=r"(é\d)(?P<tail>!)+", action="replace", replacement=r"\1\g<tail>\\")
    text = "\U0001f600é1!! ü é2!!!"
    hits = RuleBook([rule]).match_spans("boilerplate", text)
    assert [(text[h.start : h.end], h.replacement) for h in hits] == [("é1!!", "é1!\\"), ("é2!!!", "é2!\\")]


def test_spans_past_the_habit_limit_are_all_left() -> None:
    book = RuleBook([replace(BASE, kind="span", pattern=r"\.\.", most=2)])
    assert len(book.match_spans("boilerplate", "a.. b..")) == 2
    assert book.match_spans("boilerplate", "a.. b.. c..") == []


def test_sequences_take_the_lines_that_follow() -> None:
    rule = replace(BASE, kind="sequence", then=r"[^.]{1,40}", max_lines=2)
    lines = ["Prose.", "Related posts", "", "One", "Two", "Three", "Prose."]
    assert [(h.start, h.end) for h in RuleBook([rule]).match_sequences("boilerplate", lines)] == [(1, 5)]
    to_end = RuleBook([replace(rule, to_end=True, max_lines=9)])
    assert to_end.match_sequences("boilerplate", lines) == []
    assert [(h.start, h.end) for h in to_end.match_sequences("boilerplate", [*lines[:6], ""])] == [(1, 6)]
    assert RuleBook([rule]).match_sequences("boilerplate", ["Related posts", "Prose."]) == []


def test_book_is_pickled_and_shared_between_threads() -> None:
    book = pickle.loads(pickle.dumps(load_rules()))
    assert book.digest == load_rules().digest
    lines = ["Share this article", "An article says something.", "Leave a comment"] * 50
    expected = [[h.rule.id for h in hits] for hits in load_rules().match_lines("boilerplate", lines)]
    fresh = RuleBook(book.rules)
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: fresh.match_lines("boilerplate", lines), range(16)):
            assert [[h.rule.id for h in hits] for hits in found] == expected


@settings(deadline=None)  # the first call compiles the rules
@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_lines_are_matched_without_error(lines: list[str]) -> None:
    for line, hits in zip(lines, BOOK.match_lines("boilerplate", lines), strict=True):
        assert all(0 <= hit.start < hit.end <= len(line) for hit in hits)
    for hit in BOOK.match_spans("normalize", "\n".join(lines)):
        assert 0 <= hit.start < hit.end <= len("\n".join(lines))
