"""Proposed corrections before anything is known about their worth.

A candidate comes from an engine match (its first replacement) or from an own detector. Both are found line by line,
so that a line which did not change need not be checked again. Offsets: code points of the line, half-open.
Candidates that only move white space are left to the normalize stage; two sources of one and the same result are one
candidate that names both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cleanup.engines.protocol import Match

OWN = "OWN"  # category of the own detectors


@dataclass(frozen=True, slots=True)
class Candidate:
    """`line[start:end]` might become `new`. `agree` holds the rules that propose the same result besides `rule`; `sure` says
    that one of them matches only where hardly anything else can be meant (`cleanup.stages.grammar.sure`)."""

    start: int
    end: int
    old: str
    new: str
    rule: str
    sub_rule: str
    category: str
    issue_type: str
    message: str
    choices: int = 1
    agree: tuple[str, ...] = ()
    sure: bool = False

    @property
    def own(self) -> bool:
        """Whether an own detector proposes it first."""
        return self.category == OWN


def own_candidate(start: int, end: int, old: str, new: str, rule: str, message: str, *, sure: bool = False) -> Candidate:
    """The candidate of an own detector."""
    return Candidate(start, end, old, new, rule, "", OWN, "own", message, sure=sure)


def from_match(match: Match, line: str) -> Candidate | None:
    """The candidate of an engine's match, or None where it offers nothing or nothing visible."""
    if not match.replacements:
        return None
    new, old = match.replacements[0], line[match.start : match.end]
    if "’" in new and "’" not in old and ("'" in line or "’" not in line):
        new = new.replace("’", "'")  # the apostrophe that the line itself uses
    return Candidate(
        match.start,
        match.end,
        old,
        new,
        match.rule,
        match.sub_rule,
        match.category,
        match.issue_type,
        match.message,
        len(match.replacements),
    )


def merge(line: str, found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates without those that change nothing a reader sees, equal results merged, sorted by place.

    Engine candidates should come first: they keep their rule id, and the detector's is added to `agree`.
    """
    by_result: dict[tuple[int, int, str], Candidate] = {}
    for c in found:
        if " ".join(c.old.split()) == " ".join(c.new.split()) and not (c.new == " " and not c.old):
            continue
        key = _result_key(line, c)
        first = by_result.get(key)
        if first is None:
            by_result[key] = c
        else:
            agree = first.agree if c.rule in (first.rule, *first.agree) else (*first.agree, c.rule)
            by_result[key] = replace(first, agree=agree, sure=first.sure or c.sure)
    return tuple(sorted(by_result.values(), key=lambda c: (c.start, c.end, c.rule, c.new)))


def _result_key(line: str, c: Candidate) -> tuple[int, int, str]:
    """The change without shared ends, the same for all ways to describe one result (ends trimmed from the right first,
    so that both ways to delete one of two equal words meet)."""
    start, end, new = c.start, c.end, c.new
    while end > start and new and line[end - 1] == new[-1]:
        end, new = end - 1, new[:-1]
    while end > start and new and line[start] == new[0]:
        start, new = start + 1, new[1:]
    while not new and start > 0 and line[start - 1] == line[end - 1]:  # a deletion slides left
        start, end = start - 1, end - 1
    return start, end, new
