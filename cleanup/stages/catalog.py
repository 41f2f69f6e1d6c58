"""Every rule by its id: those of the rule book, those in the stages' code, and those of the grammar engines.

What a ledger, a flag or `--explain` can name is found here, and nothing else can be switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from importlib import import_module

from cleanup.core.edit import BY_HAND, PERSON
from cleanup.errors import ConfigError, RuleError
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.schema import OwnRule, Rule
from cleanup.stages import TABLE

# Ids of LanguageTool: EN_A_VS_AN, IN_1990s, BON_APPÉTIT, STATE-OF-THE-ART. There are thousands, and no list of them here.
_OF_ENGINE = re.compile(r"(?!OWN_)[^\W\d_][\w-][\w.*-]*")
_OF_ENGINE_TOO = frozenset(("in_excess_of",))  # the one of its 2,947 English ids that is not of this form
_BY_HAND = OwnRule(
    BY_HAND, PERSON, "replace", "What a person wrote in the place of a text", "the review page, or `Ledger.mend`; no stage"
)
_QUIET = {"keep": "keeps lines", "protect": "protects spans", "flag": "flags sentences"}


@lru_cache(maxsize=1)
def own_rules() -> tuple[OwnRule, ...]:
    """The rules in the stages' code, in the order of the stages. Loads the stages, but no model."""
    return tuple(rule for entry in TABLE for rule in import_module(f"cleanup.stages.{entry.own}").own_rules())


def find(rule_id: str, book: RuleBook) -> Rule | OwnRule | None:
    """The rule of this id, or None. A rule of a grammar engine is known by the form of its id alone."""
    for own in (*own_rules(), _BY_HAND):
        if own.id == rule_id:
            return own
    ruled = book.get(rule_id)
    if ruled is None and _of_engine(rule_id):
        return OwnRule(
            rule_id,
            "grammar",
            "replace",
            "What it says stands beside each of its proposals (`cleanup check --explain`)",
            "a rule of the grammar engine, by LanguageTool's name",
        )
    return ruled


def nearest(rule_id: str, book: RuleBook) -> str:
    """A question that names the most similar ids, or how to see them all."""
    whole = rule_id.partition("[")[0]
    if whole != rule_id and _of_engine(whole):
        return f"; did you mean {whole}, which stands for all its parts?"
    known = {name.lower(): name for name in (*(r.id for r in book.rules), *(r.id for r in own_rules()))}
    near = get_close_matches(rule_id.lower(), known, 3, 0.5)
    return f"; did you mean {', '.join(known[n] for n in near)}?" if near else "; `cleanup rules list` shows them all"


def check_ids(book: RuleBook) -> None:
    """Raises RuleError where a rule of the book has the id of one in the code."""
    for own in own_rules():
        ruled = book.get(own.id)
        if ruled is not None:
            raise RuleError(f'{ruled.where}: id "{own.id}" is taken by a rule in the code of stage {own.stage}; choose another')


def switched(book: RuleBook, off: Iterable[str], suggest: Iterable[str]) -> RuleBook:
    """The book without the rules to keep or protect something that are off: they propose nothing that could be refused.

    Raises ConfigError for an id that no rule has, and where a rule that proposes nothing is to suggest only.
    """
    quiet = set(_quiet(book, "rules.off (--off)", off))
    for rule in _quiet(book, "rules.suggest", suggest):
        raise ConfigError(
            f"rules.suggest: {rule.id} {_QUIET[rule.action]} and changes nothing, so there is nothing to suggest; "
            "leave it on, or switch it off with rules.off"
        )
    return RuleBook([rule for rule in book.rules if rule not in quiet]) if quiet else book


def _quiet(book: RuleBook, key: str, ids: Iterable[str]) -> Iterator[Rule | OwnRule]:
    """Of these rules, those that propose no change."""
    for rule_id in ids:
        rule = find(rule_id, book)
        if rule is None:
            raise ConfigError(f"{key}: no rule {rule_id!r}{nearest(rule_id, book)}")
        if rule.action in _QUIET:
            yield rule


def _of_engine(rule_id: str) -> bool:
    return rule_id in _OF_ENGINE_TOO or (
        bool(_OF_ENGINE.fullmatch(rule_id)) and rule_id[0].isupper() and not rule_id[1].islower()
    )
