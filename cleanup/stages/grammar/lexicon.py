"""The word lists of the own detectors, read from rules/grammar when first needed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All in lower case. `compounds`: (first, second) -> pages that have it hyphenated before a noun, pages that have it
    open (0, 0 where only the list knows it). `listed`: adjectives of two words that WordNet has with a hyphen only."""

    compounds: Mapping[tuple[str, str], tuple[int, int]]
    listed: frozenset[tuple[str, str]]
    tails: frozenset[str]
    units: frozenset[str]
    numbers: frozenset[str]
    contractions: Mapping[str, str]
    splits: Mapping[tuple[str, str], str]
    function_words: frozenset[str]
    loose_tails: frozenset[str]
    prefixes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    misspelled: Mapping[str, str]

    def is_number(self, word: str) -> bool:
        """Whether the word is a number in digits or letters."""
        return word in self.numbers or _NUMBER.fullmatch(word) is not None


def grammar_folder() -> Path:
    """rules/grammar: inside the package when installed, beside it in a source tree."""
    from cleanup.rulebook.load import builtin_folder

    return builtin_folder() / "grammar"


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped word lists."""
    folder = grammar_folder()
    data = tomllib.loads((folder / "lexicon.toml").read_text(encoding="utf-8"))
    compounds: dict[tuple[str, str], tuple[int, int]] = {}
    for family in data["compounds"]:
        for first in family.get("first", "").split():
            for second in family["second"].split():
                compounds[first, second] = (0, 0)
        for compound in family.get("words", "").split():
            first, _, second = compound.lower().partition("-")
            if "-" not in second:
                compounds[first, second] = (0, 0)
    for line in (folder / "compounds.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            compound, hyphenated, open_ = line.split("\t")
            first, _, second = compound.partition("-")
            compounds[first, second] = (int(hyphenated), int(open_))
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in re.split(r"[|\n]+", data["phrases"]["words"].strip()):
        words = tuple(phrase.split("-"))
        phrases[words[0]] = (*phrases.get(words[0], ()), words)
    listed: set[tuple[str, str]] = set()
    for line in (folder / "hyphenated.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, *rest = line.split("-")
            if len(rest) == 1:
                listed.add((first, rest[0]))
            elif (first, *rest) not in phrases.get(first, ()):
                phrases[first] = (*phrases.get(first, ()), (first, *rest))
    prefixes: dict[str, set[str]] = {}
    for entry in re.findall(r"(\w+):([^:]+?)(?=\s+\w+:|\s*$)", data["prefixes"]["words"]):
        prefixes.setdefault(entry[0], set()).update(entry[1].split())
    pairs = [pair.split(" ", 1) for pair in data["joined"]["words"].split("|")]
    splits = {(first, second): first + second for first, second in pairs}
    for compound in data["closed"]["words"].split():
        first, _, second = compound.partition("-")
        splits[first, second] = compound.replace("-", "")
    return Lexicon(
        compounds=compounds,
        listed=frozenset(listed),
        tails=frozenset(data["tails"]["words"].split()),
        units=frozenset(data["units"]["words"].split()),
        numbers=frozenset(data["units"]["numbers"].split()),
        contractions=dict(_pair(w) for w in data["contractions"]["words"].split()),
        splits=splits,
        function_words=frozenset(data["function"]["words"].split()),
        loose_tails=frozenset(data["loose_tails"]["words"].split()),
        prefixes={k: frozenset(v) for k, v in prefixes.items()},
        phrases=phrases,
        misspelled={k: v.replace("_", " ") for k, v in map(_pair, data["misspelled"]["words"].split())},
    )


def _pair(entry: str) -> tuple[str, str]:
    old, _, new = entry.partition(":")
    return old, new
