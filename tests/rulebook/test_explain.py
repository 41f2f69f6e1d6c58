"""A rule in words, and the check of rules against their own examples."""

from __future__ import annotations

from dataclasses import replace

from cleanup.rulebook.explain import describe
from cleanup.rulebook.explain import test as run_examples
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.schema import Rule

RULE = Rule(
    id="footer-call",
    stage="boilerplate",
    kind="line",
    pattern="(?i)call us",
    action="delete",
    confidence=0.9,
    reason="A call",
    source="own knowledge",
    match=("Call us",),
    no_match=("Call us a taxi.",),
    zone="tail",
    where="rules/boilerplate/footer.toml:1",
)


def test_description_says_what_where_and_why() -> None:
    text = describe(RULE)
    for part in (
        "footer-call  (rules/boilerplate/footer.toml:1)",
        "A call",
        "the whole of a line",
        "(?i)call us",
        "deletes it",
        "0.90",
        "in the tail of the document",
        "own knowledge",
        "  Call us a taxi.",
    ):
        assert part in text
    assert all(describe(rule) for rule in load_rules().rules)


def test_rules_that_hold_give_no_failure() -> None:
    assert run_examples(RuleBook([RULE])) == []


def test_an_example_that_does_not_match() -> None:
    failures = run_examples(RuleBook([replace(RULE, match=("Ring us",))]))
    assert [str(f) for f in failures] == [
        "rules/boilerplate/footer.toml:1: rule footer-call: does not match its own example: 'Ring us'"
    ]


def test_an_example_that_must_not_match() -> None:
    failures = run_examples(RuleBook([replace(RULE, no_match=("CALL US",))]))
    assert [f.problem for f in failures] == ["matches what it must not"]


def test_another_rule_that_fires_unannounced() -> None:
    other = replace(RULE, id="footer-any", pattern="(?i)call.*", match=("Call them",), no_match=("x",))
    problems = {(f.rule, f.example) for f in run_examples(RuleBook([RULE, other]))}
    assert problems == {("footer-call", "Call us"), ("footer-call", "Call us a taxi.")}
    assert run_examples(RuleBook([replace(RULE, also=("footer-any",)), other])) == []
