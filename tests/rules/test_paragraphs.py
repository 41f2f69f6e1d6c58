"""No rule that deletes lines takes a paragraph that its phrase is stuck to: a left-over missed costs less than a lede lost."""

from __future__ import annotations

import pytest

from cleanup.api import Cleaner
from cleanup.config import BoilerplateSettings, EngineSettings, Settings
from cleanup.rulebook.load import load_rules
from cleanup.rulebook.schema import Rule

BOOK = load_rules()
DELETES = [rule for rule in BOOK.rules if rule.action == "delete" and rule.kind != "span"]
PARAGRAPHS = (
    "The grain pier has stood for a hundred years, and on Tuesday the harbor board could not agree whether it should stand for "
    "another. Engineers found eleven weak piles, and members of the public filled the hall while several fishermen spoke about "
    "the shelter that the pier gives in a westerly gale, which nobody on the board disputed at all.",
    "Scientists at the university counted more than two thousand seabirds on the island last spring, twice as many as in the "
    "year before. The team had expected a decline after the long winter, but a good supply of herring near the coast seems to "
    "have helped, and the number of chicks that survived the summer rose to the highest level since counting began.",
    "She opened her bakery in 1998 with two ovens and a loan from her aunt, and the bread sold out before nine in the morning. "
    "Today the shop employs fourteen people, most of them from the neighborhood, and the line on Saturdays reaches around the "
    "corner; her daughter, who trained in Lyon, will take over the business next year if the lease is renewed.",
)
SHORT = (  # some 25 words: what a lede has at least
    "The harbor board could not agree on Tuesday whether the grain pier, which has stood for a hundred years, should stand for "
    "another hundred or be removed."
)


def stuck(rule: Rule, paragraph: str) -> list[str]:
    """The paragraph with each example of the rule before and after it, as extraction leaves them."""
    phrases = [example.split("\n")[0] for example in rule.match]
    return [line for phrase in phrases for line in (f"{phrase} {paragraph}", f"{phrase}{paragraph}", f"{paragraph} {phrase}")]


@pytest.mark.parametrize("paragraph", [*PARAGRAPHS, SHORT])
@pytest.mark.parametrize("place", ["head", "tail"])
def test_no_delete_rule_takes_a_paragraph(paragraph: str, place: str) -> None:
    taken = []
    lines = [line for rule in DELETES for line in stuck(rule, paragraph)]
    for line in lines:
        text = [line, "", *PARAGRAPHS] if place == "head" else [*PARAGRAPHS, "", line]
        at = text.index(line)
        hits = [h.rule.id for h in BOOK.match_lines("boilerplate", text)[at] if h.rule.action == "delete"]
        hits += [h.rule.id for h in BOOK.match_sequences("boilerplate", text) if h.start <= at < h.end]
        taken += [(rule, line) for rule in hits]
    assert not taken


@pytest.mark.parametrize("judge", [False, True], ids=["rules-alone", "with-judge"])
@pytest.mark.parametrize("place", ["head", "tail"])
def test_the_pipeline_keeps_the_paragraph(judge: bool, place: str) -> None:
    settings = Settings(
        engine=EngineSettings(name="none"),
        skip=("summary", "keywords", "grammar"),
        boilerplate=BoilerplateSettings(judge=judge),
    )
    lost = []
    with Cleaner(settings) as cleaner:
        for rule in DELETES:
            first = rule.match[0].split("\n")[0]
            for line in (f"{first} {PARAGRAPHS[0]}", f"{PARAGRAPHS[0]} {first}"):
                rest = "\n\n".join(PARAGRAPHS[1:])
                text = f"{line}\n\n{rest}\n" if place == "head" else f"{rest}\n\n{line}\n"
                if PARAGRAPHS[0] not in cleaner.clean(text).text:
                    lost.append((rule.id, line))
    assert not lost
