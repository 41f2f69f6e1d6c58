"""Rules by their ids: whatever can be named is known, whatever is switched exists, and switching does something."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanup.api import Cleaner
from cleanup.errors import ConfigError, RuleError
from cleanup.result import Result
from cleanup.rulebook.explain import describe_own
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.schema import OwnRule
from cleanup.stages import NAMES, catalog
from cleanup.stages.grammar import detectors
from tests.cli.test_run import ARTICLE
from tests.conftest import ROOT, SEED

BOOK = load_rules()
SENTENCES = ROOT / "tests" / "engines" / "sentences.txt"
CASES = sorted((*ROOT.glob("tests/cases/*.toml"), *ROOT.glob("tests/stages/*/*.toml")))
TITLED = (  # each kind of repeat, and a page without an article
    "The ferry left at noon with forty people on board.\n\nIt came back at six, and the harbor was dark.\n\n"
    "It came back at six, and the harbor was dark.\n\nNobody was there to see it.",
    "A quiet year for the old harbor\n\nThe harbor had a quiet year, and nobody was there to see the ships come in.\n\n"
    "A quiet year for the old...\n\nA quiet year for the old harbor | Daily News\n\nA quiet year for the old harbor by Ann Lee\n\n"
    "The council met on Monday and spoke of nothing else for three hours.\n\nA quiet year for the old harbor\n",
    "\n".join(("Home", "News", "Sports", "Follow us on Facebook", "Leave a Comment", "Privacy Policy", "Terms of Use")),
)


def texts() -> Iterator[str]:
    yield from (SEED.read_text(encoding="utf-8"), SENTENCES.read_text(encoding="utf-8"), ARTICLE, *TITLED)
    for path in CASES:
        yield from (case["text"] for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"] if case["text"].strip())


def named(result: Result) -> set[str]:
    return {d.edit.rule for d in result.ledger} | {f.rule for f in result.flags}


def test_every_id_that_a_record_names_is_known() -> None:
    found: set[str] = set()
    with Cleaner(skip=("summary", "keywords"), grammar_mode="thorough") as cleaner:
        for text in texts():
            found |= named(cleaner.clean(text))
    assert {rule_id for rule_id in found if catalog.find(rule_id, BOOK) is None} == set()
    stages = {rule.stage for rule_id in found if isinstance(rule := catalog.find(rule_id, BOOK), OwnRule)}
    assert stages == set(NAMES) - {"extract"}, "the texts have something for each stage to find"


def test_every_own_rule_says_what_it_does_and_has_an_id_of_its_own() -> None:
    ids = [rule.id for rule in catalog.own_rules()]
    assert len(ids) == len(set(ids))
    assert not {rule.id for rule in BOOK.rules} & set(ids)
    for rule in catalog.own_rules():
        assert rule.stage in NAMES
        assert rule.id in describe_own(rule)
        assert rule.reason[0].isupper() or rule.reason[0] == "'"


def test_the_detectors_of_the_code_are_those_listed() -> None:
    modules = [m for m in Path(detectors.__file__).parent.glob("*.py") if m.name not in ("exceptions.py", "own.py")]
    in_code = {name for m in modules for name in re.findall(r'"(OWN_[A-Z_]+)"', m.read_text(encoding="utf-8"))}
    listed = {rule.id for rule in catalog.own_rules() if rule.stage == "grammar"}
    lists = [(ROOT / "rules/grammar" / name).read_text(encoding="utf-8") for name in ("confusions.toml", "sure.toml")]
    confused = {name for text in lists for name in re.findall(r'^rule = "(\w+)"', text, re.M)}
    assert listed == in_code | confused


@pytest.mark.parametrize(
    "rule_id",
    [
        "EN_A_VS_AN",
        "IN_1990s",
        "ON-GOING",
        "BON_APPÉTIT",
        "CAUSES_CÉLÈBRES",
        "DOES_not",
        "OU",
        "in_excess_of",
        "MORFOLOGIK_RULE_EN_US",
    ],
)
def test_ids_of_the_engines_are_known_by_their_form(rule_id: str) -> None:
    rule = catalog.find(rule_id, BOOK)
    assert isinstance(rule, OwnRule)
    assert "grammar engine" in rule.where


@pytest.mark.parametrize(
    ("rule_id", "hint"),
    [
        ("line-jugde", "did you mean line-judge"),
        ("Line-Judge", "did you mean line-judge"),
        ("OWN_MISPELLED", "did you mean OWN_MISSPELLED"),
        ("share-lable", "did you mean share-label"),
        ("EN_A_VS_AN[1]", "did you mean EN_A_VS_AN, which stands for all its parts"),
        ("Grammar", "did you mean|rules list"),
        ("qqqqqqqq", "`cleanup rules list` shows them all"),
        ("", "rules list"),
    ],
)
@pytest.mark.parametrize("switch", ["off", "suggest"])
def test_an_unknown_id_is_an_error_that_names_the_nearest(switch: str, rule_id: str, hint: str) -> None:
    with pytest.raises(ConfigError, match=rf"rules\.{switch}.*: no rule '{re.escape(rule_id)}'; .*({hint})"):
        Cleaner(**{f"rules_{switch}": (rule_id,)})


def test_a_rule_of_ones_own_is_known_and_may_not_take_an_id_from_the_code(tmp_path: Path) -> None:
    rule = (
        '[[rule]]\nid = "{}"\nstage = "boilerplate"\nkind = "line"\npattern = "call us"\naction = "delete"\nconfidence = 0.9\n'
        'reason = "A call"\nsource = "own"\nmatch = ["call us"]\nno_match = ["x"]\n'
    )
    path = tmp_path / "mine.toml"
    path.write_text(rule.format("call-us"), encoding="utf-8")
    Cleaner(rules_folders=(str(path),), rules_off=("call-us",)).close()
    path.write_text(rule.format("line-judge"), encoding="utf-8")
    with pytest.raises(RuleError, match=r'mine.toml:1: id "line-judge" is taken by a rule in the code of stage boilerplate'):
        Cleaner(rules_folders=(str(path),))


def test_the_flagger_can_be_switched_off(seed: str) -> None:
    chosen = {"skip": ("grammar", "keywords", "summary")}
    with Cleaner(**chosen) as cleaner:
        assert cleaner.clean(seed).flags
    with Cleaner(**chosen, rules_off=("garbled-sentence",)) as cleaner:
        assert cleaner.clean(seed).flags == ()


@pytest.mark.parametrize("action", ["keep", "protect"])
def test_what_keeps_or_protects_can_be_switched_off(action: str) -> None:
    rule = next(r for r in BOOK.rules if r.action == action)
    with Cleaner(rules_off=(rule.id,)) as cleaner:
        assert {r.id for r in BOOK.rules} - {r.id for r in cleaner.rules.rules} == {rule.id}


@pytest.mark.parametrize("action", ["keep", "protect", "flag"])
def test_what_changes_nothing_cannot_suggest(action: str) -> None:
    rule = next(r for r in (*BOOK.rules, *catalog.own_rules()) if r.action == action)
    with pytest.raises(ConfigError, match=rf"rules\.suggest: {rule.id} .*nothing to suggest"):
        Cleaner(rules_suggest=(rule.id,))
