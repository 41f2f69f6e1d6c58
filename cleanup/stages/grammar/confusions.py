"""Own detectors of words that stand for others, by fixed contexts ("apart of the team"): rules/grammar/confusions.toml.

Each entry is a regular expression without nested repetition, tried only on lines that have its letters, which are looked for
in one scan; time is linear in the line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from cleanup.rulebook.patterns import PatternSet, literal_set
from cleanup.stages.grammar.candidates import Candidate, own_candidate
from cleanup.stages.grammar.lexicon import grammar_folder

_TWO_WORDS = "two words"
_SET_MEMORY = 16 << 20  # bytes that the scan may use, more than enough for 354 short pieces


@dataclass(frozen=True, slots=True)
class Confusion:
    """One entry of the list. Of `near`, all in lower case, one at least stands in every line that `find`, whatever the case, can
    match."""

    rule: str
    near: tuple[str, ...]
    find: str
    new: str
    message: str
    sure: bool


@lru_cache(maxsize=1)
def confusions() -> tuple[Confusion, ...]:
    """The shipped entries."""
    return tuple(entry for name in ("confusions", "sure") for entry in _read(name))


def _read(name: str) -> Iterator[Confusion]:
    data = tomllib.loads((grammar_folder() / f"{name}.toml").read_text(encoding="utf-8"))
    for e in data["confusions"]:
        near = (e["near"],) if isinstance(e["near"], str) else tuple(e["near"])
        yield Confusion(e["rule"], near, e["find"], e["new"], e["message"], name == "sure")


@lru_cache(maxsize=1)
def _needed() -> tuple[PatternSet, tuple[tuple[int, ...], ...]]:
    """What must stand in a line, 354 pieces of it, and for each the places of the entries that need it."""
    needed: dict[str, list[int]] = {}
    for place, entry in enumerate(confusions()):
        for letters in entry.near:
            needed.setdefault(letters, []).append(place)
    return literal_set(needed, _SET_MEMORY), tuple(map(tuple, needed.values()))


@cache
def compiled(find: str) -> re.Pattern[str]:
    """The expression of an entry; most are never needed, and to compile all takes .2 s."""
    return re.compile(find, re.IGNORECASE)


def confused(line: str) -> Iterator[Candidate]:
    """A candidate for every place where an entry's context stands. Offsets: code points of the line."""
    letters, of_letters = _needed()
    found = letters.Match(line.lower().encode("utf-8", "replace")) or ()
    for place in sorted({place for at in found for place in of_letters[at]}):
        entry = confusions()[place]
        find = compiled(entry.find)
        for m in find.finditer(line):
            group = "x" if "x" in find.groupindex else 0
            old = m.group(group)
            new = _new(entry.new, m, old)
            yield own_candidate(m.start(group), m.end(group), old, new, entry.rule, entry.message, sure=entry.sure)


def _new(new: str, m: re.Match[str], old: str) -> str:
    if new == _TWO_WORDS:
        first = next(g for g in m.groups()[1:] if g)
        return f"{old[: len(first)]} {old[len(first) :]}"
    new = m.expand(new)
    return new[0].upper() + new[1:] if old[0].isupper() else new
