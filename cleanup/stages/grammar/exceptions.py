"""Contexts in which a kind of edit is not to be applied unattended, however sure the judge is; it is suggested.

Each class was found in a blind reading of applied edits on published articles and is stated for the class, not the case.
"""

from __future__ import annotations

import re

from cleanup.text.damage import beside_damage

_CODE = re.compile(r"`|\[i\]|\(i\)|\bfor i\b|\bi\s*(?:[-+*/%<>=]|\+\+)|\bi,\s*j\b|[{}]\s*$|\w\);\s*$", re.M)
_VARIABLE = re.compile(
    r"\s+(?:is|was|equals|reaches|becomes|gets)\s+(?:\d|zero|one|two|three|four|five|six|seven|eight|nine|ten|even\b|odd\b|"
    r"greater|less|smaller|larger|equal|positive|negative|the (?:index|counter|number))"
)
_DAY = re.compile(
    r"\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\s+(?:today|tomorrow|yesterday|tonight|this|next|last|per|each|every)\b|"
    r"\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_COORDINATED = re.compile(r"\b(?:and/or|or|and)\s+$")
_PLACE = re.compile(r"\s+(?:corner|door|wall|side|end|lane|seat|column|edge|window|post|field|page)s?\b")
_SPEAKER = re.compile(r"^((?:[A-Z][\w.'’-]*\s){0,2}[A-Z][\w.'’-]*):\s")
_WORD_BEFORE = re.compile(r"[\w.,-]*$")
_WORD_AFTER = re.compile(r"[\w-]*")
# Spellings, compounds and commas that are a matter of the writer's style.
STYLE = frozenset(("COMMA_AFTER_A_MONTH", "UNDER_COMPOUNDS", "OWN_JOIN_HYPHEN"))


def doubt(rule: str, old: str, new: str, text: str, start: int, end: int) -> str | None:
    """Why the edit of `text[start:end]` should be suggested only, or None."""
    damaged = beside_damage(text, start, end)
    if damaged:
        return damaged
    if not old[:1].isalnum():  # a blank that becomes a hyphen: its words belong to the edit
        start = _WORD_BEFORE.search(text, max(0, start - 40), start).start()  # type: ignore[union-attr]
        end = _WORD_AFTER.match(text, end).end()  # type: ignore[union-attr]
    before, after, touched = text[max(0, start - 30) : start], text[end : end + 30], text[start:end]
    if rule in STYLE:
        return "a matter of style"
    if old == "i" and new == "I" and (_CODE.search(text) or _VARIABLE.match(after)):
        return "i may be a variable here"
    if rule == "TOO_TO" and (re.search(r"\b[Ss]o\s*$", before) or old.lower().startswith("so ")):
        return '"so too" may be meant'
    if "NUMBER_UNIT" in rule and _DAY.match(after):
        return "no noun follows the measure"
    if "COMPOUND_TAIL" in rule and _COORDINATED.search(before):
        return "part of a coordination"
    if re.fullmatch(r"(?i)far.(?:left|right)", touched) and _PLACE.match(after):
        return "a place may be meant"
    line_start = text.rfind("\n", 0, start) + 1
    label = _SPEAKER.match(text[line_start : line_start + 60])
    if label and len(re.findall(rf"(?m)^{re.escape(label.group(1))}:\s", text)) > 1:
        return f"an answer of {label.group(1)}, quoted as it was given"
    return None
