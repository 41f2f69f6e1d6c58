"""The boilerplate stage with the shipped judge and rules: what goes, what must stay, and that it settles."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleanup.api import Cleaner
from cleanup.config import BoilerplateSettings
from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.core.policy import Policy
from cleanup.core.runner import Run, run
from cleanup.document import Document
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.schema import Rule
from cleanup.stages.boilerplate.stage import RULE, BoilerplateStage

ROOT = Path(__file__).parents[3]
SEED = ROOT / "seeds" / "000_f250bf3dc0c16488.txt"
NEGATIVE = tomllib.loads((Path(__file__).parent / "negative.toml").read_text(encoding="utf-8"))["case"]
ARTICLE = NEGATIVE[0]["text"].strip()
FOOTER = (
    "Share this article",
    "Related Articles",
    "Ten harbors to see before winter",
    "Sign up for our newsletter",
    "© 2024 The Daily Harbor. All rights reserved.",
)


def cleaned(
    text: str, title: str | None = None, rules: RuleBook | None = None, language: str | None = "en", judge: bool = True
) -> Run:
    document = Document(text=text, title=title, language=language)
    context, stage = Context(rules=rules), BoilerplateStage(BoilerplateSettings(judge))
    first = run(document, [stage], [], context, Policy())
    assert first.settled
    second = run(first.document, [stage], [], context, Policy())
    assert not [d for d in second.ledger if d.accepted], "a second run must accept nothing"
    return first


def accepted(done: Run) -> list[Edit]:
    return [d.edit for d in done.ledger if d.accepted]


@pytest.mark.parametrize("case", NEGATIVE, ids=lambda c: c["name"])
@pytest.mark.parametrize("titled", [True, False])
def test_these_lose_nothing(case: dict[str, str], titled: bool) -> None:
    text = case["text"].strip()
    assert cleaned(text, text.split("\n")[0] if titled else None, load_rules()).document.text == text


def test_a_footer_goes_and_the_article_stays() -> None:
    done = cleaned("\n\n".join([ARTICLE, *FOOTER]), rules=load_rules())
    assert done.document.text.startswith(ARTICLE)
    left = done.document.text.removeprefix(ARTICLE)
    assert "newsletter" not in left
    assert "rights reserved" not in left
    assert "Share" not in left


def test_the_judge_alone_gives_its_reasons() -> None:
    edits = accepted(cleaned("\n\n".join([ARTICLE, *FOOTER])))
    assert edits
    for edit in edits:
        assert (edit.rule, edit.scope, edit.replacement) == (RULE, "block", "")
        assert 1 <= len(edit.evidence) <= 3
        assert "probability" in edit.reason
        assert edit.apply_at is not None
        assert edit.confidence >= edit.apply_at


def test_without_judge_and_rules_nothing_goes() -> None:
    text = "\n\n".join([ARTICLE, *FOOTER])
    assert cleaned(text, judge=False).document.text == text


def test_the_seed_loses_its_footer_only() -> None:
    text = SEED.read_text(encoding="utf-8")
    done = cleaned(text, rules=load_rules())
    cut = text.index("\n\nFollow HU On Telegram")  # the title once more, before it, is for the title stage
    assert done.document.text.rstrip() == text[:cut]


def rule(action: str, pattern: str, confidence: float = 0.95) -> RuleBook:
    return RuleBook(
        [
            Rule(
                id="own-rule",
                stage="boilerplate",
                kind="line",
                pattern=pattern,
                action=action,  # type: ignore[arg-type]
                confidence=confidence,
                reason="ours",
                source="test",
                match=("x",),
                no_match=("y",),
            )
        ]
    )


def test_rules_win_both_ways() -> None:
    first = ARTICLE.split("\n\n")[1]
    assert first not in cleaned(ARTICLE, rules=rule("delete", ".*" + first[3:30].replace(".", "\\.") + ".*")).document.text
    text = "\n\n".join([ARTICLE, *FOOTER])
    kept = cleaned(text, rules=rule("keep", "Sign up for our newsletter")).document.text
    assert "Sign up for our newsletter" in kept
    assert "Sign up for our newsletter" not in cleaned(text).document.text


def test_weak_rules_only_suggest() -> None:
    done = cleaned(ARTICLE, rules=rule("delete", "The .*", 0.5))
    assert done.document.text == ARTICLE
    assert {d.verdict for d in done.ledger if d.edit.rule == "own-rule"} == {"suggested"}


def test_an_unsure_rule_needs_the_judge() -> None:
    first = ARTICLE.split("\n\n")[1]
    unsure = rule("delete", "(?:The bridge over|Sign up for).*", 0.8)
    done = cleaned("\n\n".join([ARTICLE, *FOOTER]), rules=unsure)
    assert first in done.document.text
    assert {d.verdict for d in done.ledger if d.old.strip() == first} == {"suggested"}
    assert "own-rule" in {e.rule for e in accepted(done)}
    assert first not in cleaned(ARTICLE, rules=unsure, judge=False).document.text


MENU = (
    "Home",
    "News",
    "Sports",
    *FOOTER,
    "Follow us on Facebook",
    "Leave a Comment",
    "Your email address will not be published.",
    "Privacy Policy",
    "Terms of Use",
)


@pytest.mark.parametrize("lines", [MENU, FOOTER, MENU[:3], MENU[3:]])
def test_left_over_lines_alone_leave_nothing(lines: tuple[str, ...]) -> None:
    for rules in (load_rules(), None):
        done = cleaned("\n\n".join(lines), rules=rules)
        assert not done.document.text.strip()
        assert done.ledger.revert("\n\n".join(lines), [d.id for d in done.ledger if d.accepted]).text == "\n\n".join(lines)


def test_a_text_without_an_article_says_so() -> None:
    with Cleaner(skip=("grammar",)) as cleaner:
        done = cleaner.clean("\n".join(MENU))
        assert not done.text.strip()
        assert done.skipped is not None
        assert "left over" in done.skipped
        assert done.skipped in done.to_markdown()
        assert not done.summary
        assert cleaner.clean(ARTICLE).skipped is None


def test_without_rules_a_short_text_in_another_language_is_left_alone() -> None:
    text = "\n\n".join(
        [
            "Der Hafen öffnet wieder",
            "Der Hafen wird am Montag wieder geöffnet, sagte der Bürgermeister der Stadt.",
            "Newsletter abonnieren",
            "Share",
            "Related posts",
            "Subscribe to our newsletter",
        ]
    )
    assert cleaned(text, language="de").document.text == text
    assert cleaned(text, language=None).document.text == text


def test_a_page_dump_loses_its_menus() -> None:
    menu = [
        "Skip to main content",
        "Home",
        "News",
        "Sports",
        "Weather",
        "Video",
        "Subscribe",
        "Log in",
        "Search",
        "Menu",
        "World",
        "Politics",
        "Business",
        "Opinion",
        "Arts",
        "Follow us on Facebook",
        "Follow us on Twitter",
    ]
    footer = [
        "Related articles",
        "Most popular",
        "Sign up for our newsletter",
        "Email address",
        "Submit",
        "About us",
        "Contact",
        "Careers",
        "Advertise",
        "Privacy policy",
        "Terms of use",
        "Cookie settings",
        "Sitemap",
        "Help",
        "© 2024 The Daily Harbor. All rights reserved.",
    ]
    done = cleaned("\n".join([*menu, *ARTICLE.split("\n\n"), *footer]), rules=load_rules())
    left = done.document.text.split("\n")
    assert all(part in left for part in ARTICLE.split("\n\n")[1:])
    assert len(set(left) & {*menu, *footer}) <= 4


def test_a_list_of_two_hundred_short_lines_keeps_them_all() -> None:
    heads = ("North", "Old", "Upper", "Little", "Great", "Red", "Long", "Cold", "West", "New")
    tails = ("ford", "haven", "bridge", "mill", "moor", "wick", "holm", "ness", "dale", "thorpe", "by", "stead", "ley", "combe")
    places = [f"{i}. {heads[i % 10]}{tails[i % 14]}, {3 + i % 40} miles" for i in range(1, 201)]
    opening = "The two hundred villages on the old coast road, from north to south, with their distance from the sea."
    text = "\n".join(["The villages of the coast road", opening, *places])
    for title in (None, "The villages of the coast road"):
        assert cleaned(text, title, rules=load_rules()).document.text == text


def test_a_book_is_no_page_however_long() -> None:
    subjects = (
        "The harbor master",
        "An old pilot",
        "The widow of the smith",
        "Nobody in the town",
        "The second mate",
        "My uncle",
    )
    verbs = ("had seen", "spoke of", "could not forget", "went back to", "asked after", "wrote down", "dreamed of")
    objects = (
        "the light on the northern rocks",
        "a ship without a crew",
        "the winter of the great storm",
        "three letters in a tin",
    )
    lines = [
        f"{subjects[i % 6]} {verbs[i % 7]} {objects[i % 4]}, {'and' if i % 3 else 'but'} it was {i % 29 + 2} years ago."
        for i in range(6000)
    ]
    text = "\n\n".join(lines)
    assert cleaned(text, rules=load_rules()).document.text == text


UNCERTAIN = """More from the harbor
Three years of work on the pier have changed little
What the fishermen of the north quay want now
Ann Lee is the harbor correspondent of The Daily Harbor.
Have a story for us? Write to the desk.
The Daily Harbor is a member of the Example Press Group."""


def test_the_modes_differ_in_how_much_goes_and_none_takes_of_the_article() -> None:
    text = f"{ARTICLE}\n\n" + "\n\n".join([*UNCERTAIN.split("\n"), *FOOTER])
    left: dict[str, set[str]] = {}
    for mode in ("careful", "balanced", "eager"):
        document = Document(text=text, title=ARTICLE.split("\n")[0], language="en")
        stage = BoilerplateStage(BoilerplateSettings(mode=mode))  # type: ignore[arg-type]
        out = run(document, [stage], [], Context(rules=load_rules()), Policy()).document.text
        assert out.startswith(ARTICLE)
        left[mode] = set(out[len(ARTICLE) :].split("\n"))
    assert left["eager"] <= left["balanced"] <= left["careful"]
    assert left["eager"] < left["careful"]


@pytest.mark.parametrize("text", ["", "\n \n", "---", "One line.", "word", "* * *\n\n***"])
def test_nothing_to_judge(text: str) -> None:
    assert cleaned(text).document.text == text


def test_long_inputs_are_linear() -> None:
    text = "harbor and bridge " * 280_000
    assert cleaned(text).document.text == text
    lines = "\n".join(["harbor", "bridge", "river", "market"] * 50_000)
    document = Document(text=lines, blocks=(), language="en")
    list(BoilerplateStage().propose(document, Context()))


def test_wrapped_paragraphs_go_or_stay_as_one() -> None:
    wrapped = (
        "The ferry will leave from the northern quay until the work is done, and\n"
        "passengers who have booked for the morning are asked to come a quarter\n"
        "of an hour earlier than usual, since the walk to the boat is longer."
    )
    text = "\n\n".join([ARTICLE, wrapped])
    assert cleaned(text, rules=rule("delete", "passengers who have booked.*")).document.text == text
