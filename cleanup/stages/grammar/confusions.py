"""Own detectors of words that stand for others, by fixed contexts ("apart of the team"): rules/grammar/confusions.toml.

Each entry is a regular expression without nested repetition, tried only on lines that have its letters, so time is
linear in the line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cleanup.stages.grammar.candidates import Candidate, own_candidate
from cleanup.stages.grammar.lexicon import grammar_folder

_TWO_WORDS = "two words"


@dataclass(frozen=True, slots=True)
class Confusion:
    """One entry of the list. Of `near`, all in lower case, one at least stands in every line that `find` can match."""

    rule: str
    near: tuple[str, ...]
    find: re.Pattern[str]
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
        yield Confusion(e["rule"], near, re.compile(e["find"], re.IGNORECASE), e["new"], e["message"], name == "sure")


def confused(line: str) -> Iterator[Candidate]:
    """A candidate for every place where an entry's context stands. Offsets: code points of the line."""
    lower = line.lower()
    for entry in confusions():
        if not any(letters in lower for letters in entry.near):
            continue
        for m in entry.find.finditer(line):
            group = "x" if "x" in entry.find.groupindex else 0
            old = m.group(group)
            new = _new(entry.new, m, old)
            yield own_candidate(m.start(group), m.end(group), old, new, entry.rule, entry.message, sure=entry.sure)


def _new(new: str, m: re.Match[str], old: str) -> str:
    if new == _TWO_WORDS:
        first = next(g for g in m.groups()[1:] if g)
        return f"{old[: len(first)]} {old[len(first) :]}"
    new = m.expand(new)
    return new[0].upper() + new[1:] if old[0].isupper() else new
