"""Every shipped rule against its own examples, and the whole book against lines that articles do contain."""

from __future__ import annotations

import pytest

from cleanup.rulebook.explain import test as run_examples
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.patterns import pattern_problem
from cleanup.rulebook.schema import Rule

RULES = load_rules().rules
FAILURES = run_examples(RuleBook(RULES))  # of the whole book at once: each example is tried on every rule


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_bears_out_its_examples(rule: Rule) -> None:
    failures = [f for f in FAILURES if f.rule == rule.id] if rule.enabled else []
    assert not failures, "\n".join(map(str, failures))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_pattern_can_be_run(rule: Rule) -> None:
    assert not pattern_problem(rule)


def test_every_rule_says_why_and_where_from() -> None:
    for rule in RULES:
        assert len(rule.match) + len(rule.no_match) >= 2
        assert rule.reason[0].isupper()
        assert not rule.reason.endswith(".")
        assert rule.source


# Headings and lines of articles that resemble left-overs.
CONTENT = (
    "Sharing the cost",
    "Share of voters by age",
    "Follow the money",
    "How to follow a recipe",
    "Subscribe or buy",
    "Comments from the jury",
    "The comment period",
    "Related work",
    "Previous research",
    "Next steps",
    "Cookies and cream",
    "Credit where credit is due",
    "Copyright in the age of copies",
    "Read the room",
    "More than words",
    "More people, fewer jobs",
    "Latest figures",
    "Popular culture",
    "Newsletter economics",
    "Download speeds by country",
    "Advertising and the press",
    "The advertisement ran for a year.",
    "Search and rescue",
    "Home economics",
    "Menu of options",
    "Print is not dead",
    "Email from the front",
    "Facebook's response",
    "Instagram for small shops",
    "Tags and labels in Git",
    "Photo of the year",
    "Image processing",
    "Getting started",
    "Why we sleep",
    "By the sea",
    "By all means",
    "Written in stone",
    "Updated figures",
    "Sign of the times",
    "Log of the expedition",
    "Terms of surrender",
    "Privacy in public",
    "About a boy",
    "Contact tracing",
    "Help wanted",
    "Support for the bill",
    "Donate blood",
    "Learn to swim",
    "View from the bridge",
    "Watch the birdie",
    "Listen carefully",
    "Back to school",
    "Skip the queue",
    "Jump to conclusions",
    "Click chemistry",
    "Tap water",
    "Start of the season",
    "Get well soon",
    "Try again",
    "Buy local",
    "Call to arms",
    "Join the dots",
    "Register of members",
    "Top scorers",
    "Most of the time",
    "Recommended dose",
    "Sponsored by the crown, the ship sailed.",
    "Loading dock",
    "Like father",
    "Rate of change",
    "Table of elements",
    "In this together",
    "On the page",
    "Author's note",
    "Editor in exile",
)


@pytest.mark.parametrize("line", CONTENT)
def test_lines_of_articles_are_left_alone(line: str) -> None:
    body = ["Prose before it, in a sentence of some length."] * 3
    book = load_rules()
    lines = [*body, line, *body]
    taken = [h.rule.id for h in book.match_lines("boilerplate", lines)[3] if h.rule.action == "delete"]
    assert not taken


def test_left_overs_of_the_seed_are_found() -> None:
    book = load_rules()
    lines = ["Follow HU On Telegram\u00a0&\u00a0Google News", "Related Posts", "Leave a Comment"]
    for hits in book.match_lines("boilerplate", lines):
        assert any(h.rule.action == "delete" and h.rule.confidence >= 0.8 for h in hits)
