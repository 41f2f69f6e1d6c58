"""Languages without a judge: only listed rules are applied, and spelling that one letter mends.

The list is rules/grammar/languages.toml; every other match is on record as refused. Setting and error density change
nothing here: it is always the strict setting.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleanup.core.edit import Edit
from cleanup.document import Block
from cleanup.engines.protocol import Match
from cleanup.models.frequency import frequencies
from cleanup.stages.grammar.candidates import from_match
from cleanup.stages.grammar.features import distance
from cleanup.stages.grammar.lexicon import grammar_folder
from cleanup.stages.grammar.proposals import LEFT_OFF
from cleanup.text.damage import beside_damage

LISTED, SPELLED, OTHER = 0.9, 0.87, 0.2  # stated precision: of the rules chosen, of one-letter spelling, of all others
APPLY_AT, SUGGEST_AT = 0.85, 0.35
# Zipf values: at most so frequent, and so much rarer than the new form (frequent misspellings are in the lists too).
RARE, RARER = 2.7, 2.0
LEAST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """What is applied in one language."""

    rules: frozenset[str]
    spelling: frozenset[str]


@lru_cache(maxsize=1)
def listed() -> dict[str, Listed]:
    """By language (ISO 639-1)."""
    data = tomllib.loads((grammar_folder() / "languages.toml").read_text(encoding="utf-8"))
    return {k: Listed(frozenset(v["rules"]), frozenset(v["spelling"])) for k, v in data.items()}


def propose_listed(text: str, blocks: Sequence[Block], matches: Sequence[Sequence[Match]], language: str) -> Iterator[Edit]:
    """Edits for the matches of each block (offsets: the block's)."""
    allowed = listed()[language]
    words = frequencies(language)
    for block, of_block in zip(blocks, matches, strict=True):
        line = text[block.start : block.end].replace("\n", " ")
        for match in of_block:
            c = from_match(match, line)
            if c is None or match.rule in LEFT_OFF or " ".join(c.old.split()) == " ".join(c.new.split()):
                continue
            if match.rule in allowed.rules:
                confidence, why = LISTED, "the rule is on the list of the language"
            elif (
                match.rule in allowed.spelling
                and c.old.islower()
                and len(c.old) >= LEAST_LETTERS
                and (
                    distance(c.old, c.new) == 1
                    and words.zipf(c.old) < RARE
                    and words.zipf(c.new.lower()) - words.zipf(c.old) >= RARER
                )
            ):
                confidence, why = SPELLED, "one letter from a common word, and unknown as it stands"
            else:
                confidence, why = OTHER, "the rule is not on the list of the language"
            start, end = block.start + c.start, block.start + c.end
            if "\n" in text[start:end] or beside_damage(text, start, end):
                continue
            yield Edit(
                start=start,
                end=end,
                replacement=c.new,
                stage="grammar",
                rule=c.rule,
                reason=c.message,
                confidence=confidence,
                evidence=(why,),
                apply_at=APPLY_AT,
                suggest_at=SUGGEST_AT,
            )
