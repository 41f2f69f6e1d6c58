"""What a rule is: the value, its keys, and the check that a TOML table is one.

A rule is data: it says what to look for, what to do, how sure it is and why, and it carries the examples that
prove it. Text units in examples are code points. Nothing here compiles or runs a pattern (see match.py).

Raises RuleError naming file, line and the nearest known key or value.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, cast

from cleanup.errors import RuleError

Kind = Literal["line", "span", "sequence"]
Action = Literal["delete", "replace", "keep", "protect"]
Zone = Literal["any", "head", "tail"]

# What each folder of rules may hold, by kind; whoever lets a stage run more says so here. A rule that nobody runs is refused.
# Rules of `protect` are run by the normalize stage, ahead of its own.
RUNS: Mapping[str, Mapping[Kind, tuple[Action, ...]]] = {
    "extract": {},
    "normalize": {"span": ("replace", "delete")},
    "protect": {"span": ("protect",)},
    "words": {},
    "boilerplate": {"line": ("delete", "keep"), "sequence": ("delete",), "span": ("delete", "replace")},
    "title": {},
    "duplicates": {},
    "fragments": {},
    "grammar": {},
    "flag": {},
    "damage": {},
}
STAGES: tuple[str, ...] = tuple(stage for stage, runs in RUNS.items() if runs)
KINDS: tuple[Kind, ...] = ("line", "span", "sequence")
ACTIONS: tuple[Action, ...] = ("delete", "replace", "keep", "protect")
ZONES: tuple[Zone, ...] = ("any", "head", "tail")

# `longest` of a sequence is about its first line; the lines after it may have so many code points, or `longest` if more.
# A delete rule of a user's own without `longest` takes lines up to twice its longest example, and those of so many code
# points: less than a paragraph of 30 words has, so that a pattern ending in .* leaves prose alone. Own choice.
OWN_LONGEST = 160

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_REQUIRED = ("kind", "pattern", "action", "confidence", "reason", "source", "match", "no_match")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `where` is file:line of its latest definition; it is not part of the rule's content."""

    id: str
    stage: str
    kind: Kind
    pattern: str
    action: Action
    confidence: float
    reason: str
    source: str
    match: tuple[str, ...]
    no_match: tuple[str, ...]
    replacement: str = ""  # for action "replace"; \1 and \g<name> stand for groups
    enabled: bool = True
    priority: int = 0  # higher is looked at first and wins an overlap
    zone: Zone = "any"  # head or tail of the document; not for spans
    host: str = ""  # only on this site or a subdomain of it
    language: str = ""  # only in this language, when the document's language is known
    # line, sequence: not on lines of more code points; span of left-overs: takes no more than so many; a rule that deletes
    # either says it, 0 = as long as any looked at
    longest: int = 0
    most: int = 0  # span: more matches than this in one text are its author's habit, and all are left; 0 = no limit
    then: str = ""  # sequence: what each following line must match
    max_lines: int = 20  # sequence: at most so many following lines
    to_end: bool = False  # sequence: only when nothing else follows it in the document
    also: tuple[str, ...] = ()  # rules that are meant to fire on the examples of this one too
    where: str = ""

    def content(self) -> dict[str, object]:
        """Every field that decides what the rule does, in a fixed order (for digests and comparison)."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name != "where"}


@dataclass(frozen=True, slots=True)
class OwnRule:
    """A rule that lives in a stage's code, or in a grammar engine. It is switched like any other, and has no pattern that a
    user could change."""

    id: str
    stage: str
    action: Literal["delete", "replace", "flag"]
    reason: str
    where: str = "in the code of the stage"


_DEFAULTS = {f.name: f.default for f in fields(Rule)}
KEYS: tuple[str, ...] = tuple(f.name for f in fields(Rule) if f.name != "where")
_TYPES: dict[str, tuple[type, str]] = {
    **dict.fromkeys(("id", "stage", "kind", "pattern", "action", "reason", "source", "zone"), (str, "a string")),
    **dict.fromkeys(("replacement", "host", "language", "then"), (str, "a string")),
    **dict.fromkeys(("enabled", "to_end"), (bool, "true or false")),
    **dict.fromkeys(("priority", "max_lines", "longest", "most"), (int, "a whole number")),
    **dict.fromkeys(("match", "no_match", "also"), (list, "a list of strings")),
}


class RulePlace:
    """File and lines of one `[[rule]]` table, for error messages."""

    __slots__ = ("lines", "path")

    def __init__(self, path: str, lines: Mapping[str, int]) -> None:
        self.path = path
        self.lines = lines  # key -> line number; "" -> line of the header

    def at(self, key: str = "") -> str:
        return f"{self.path}:{self.lines.get(key) or self.lines.get('', 1)}"

    def error(self, message: str, key: str = "") -> RuleError:
        return RuleError(f"{self.at(key)}: {message}")


def nearest(word: object, known: tuple[str, ...]) -> str:
    """A question that names the closest known word, or nothing: '; did you mean "line"?'."""
    close = difflib.get_close_matches(str(word).lower(), known, n=1, cutoff=0.6)
    return f'; did you mean "{close[0]}"?' if close else ""


def parse_rule(
    table: Mapping[str, Any], place: RulePlace, stage: str, base: Rule | None = None, *, shipped: bool = False
) -> Rule:
    """Build a Rule from one TOML table.

    With `base` (an earlier rule of that id) the table need only give what differs. A delete rule of lines that does not
    say `longest` gets `own_longest`, and is refused where it is `shipped`. Raises RuleError.
    """
    for key in table:
        if key not in KEYS:
            raise place.error(f'unknown key "{key}"{nearest(key, KEYS)} ({", ".join(KEYS)})', key)
    values: dict[str, Any] = base.content() if base else {}
    values["stage"] = stage or (base.stage if base else "")
    for key, value in table.items():
        values[key] = _typed(key, value, place)
    if not base:
        missing = [key for key in _REQUIRED if key not in values]
        if missing:
            hint = "; to change a rule, its id must exist already" if len(missing) == len(_REQUIRED) else ""
            raise place.error(f'rule "{values.get("id", "?")}" lacks {", ".join(missing)}{hint}')
    if not values["stage"]:
        raise place.error(
            f'rule "{values.get("id", "?")}" has no stage: put the file into a folder named after '
            f'one or add stage = "..." ({", ".join(STAGES)})'
        )
    for key, known in (("stage", tuple(RUNS)), ("kind", KINDS), ("action", ACTIONS), ("zone", ZONES)):
        word = values.get(key, "any")
        if word not in known:
            raise place.error(f'unknown {key} "{word}"{nearest(word, known)} ({", ".join(known)})', key)
    rule = Rule(**values, where=place.at())
    if _takes_words(rule) and not rule.longest and "longest" not in table:
        if shipped:
            raise place.error(f'rule "{rule.id}" lacks longest: how many code points a line or span that it deletes may have')
        rule = replace(rule, longest=own_longest(rule.match))
    _check(rule, place)
    return rule


def own_longest(match: Sequence[str]) -> int:
    """The `longest` of a delete rule that does not say it, from its examples; code points of a line."""
    return max(OWN_LONGEST, 2 * max((len(first) for example in match for first in example.split("\n")[:1]), default=0))


def _typed(key: str, value: object, place: RulePlace) -> object:
    if key == "confidence":
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
            raise place.error(f"confidence must be a number above 0 and at most 1, not {value!r}", key)
        return float(value)
    if key in ("pattern", "then") and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "|".join(value)  # alternatives, one a line; flags at the start of the first count for all
    kind, name = _TYPES[key]
    wrong = not isinstance(value, kind) or (kind is int and isinstance(value, bool))
    if not wrong and kind is list:
        wrong = not all(isinstance(item, str) for item in cast("list[object]", value))
    if wrong:
        raise place.error(f"{key} must be {name}, not {value!r}", key)
    return tuple(cast("list[str]", value)) if kind is list else value


def _check(rule: Rule, place: RulePlace) -> None:
    """Refuse a rule whose keys contradict one another."""
    if not _ID.fullmatch(rule.id):
        raise place.error(f'id "{rule.id}" must be lower-case words joined by hyphens, such as "footer-related"', "id")
    for key in ("pattern", "reason", "source"):
        if not getattr(rule, key).strip():
            raise place.error(f'rule "{rule.id}" has an empty {key}', key)
    for key in ("match", "no_match"):
        if not getattr(rule, key):
            raise place.error(f'rule "{rule.id}" needs at least one example in {key}', key)
    if rule.replacement and rule.action != "replace":
        raise place.error(f'rule "{rule.id}" has a replacement but its action is "{rule.action}"', "replacement")
    if rule.action not in RUNS[rule.stage].get(rule.kind, ()):
        raise place.error(f'rule "{rule.id}": {_nobody_runs(rule)}', "action")
    if rule.kind == "span" and (rule.zone != "any" or (rule.longest and not _takes_words(rule))):
        why = "zone is for line and sequence rules, longest for these and for spans of left-overs"
        raise place.error(f'rule "{rule.id}": {why}', "zone")
    if rule.most and rule.kind != "span":
        raise place.error(f'rule "{rule.id}": `most` is for kind span', "most")
    if bool(rule.then) != (rule.kind == "sequence"):
        why = "a sequence needs `then`" if rule.kind == "sequence" else "`then` is for kind sequence"
        raise place.error(f'rule "{rule.id}": {why}', "then")
    for key in ("max_lines", "to_end"):
        if rule.kind != "sequence" and getattr(rule, key) != _DEFAULTS[key]:
            raise place.error(f'rule "{rule.id}": `{key}` is for kind sequence', key)
    if rule.max_lines < 1 or rule.longest < 0:
        raise place.error(f'rule "{rule.id}": max_lines must be at least 1 and longest at least 0', "max_lines")
    if _takes_words(rule) and not rule.longest:
        why = "longest = 0 would let it delete whole paragraphs; give the most code points that such a line has"
        raise place.error(f'rule "{rule.id}": {why}', "longest")


def _takes_words(rule: Rule) -> bool:
    """Whether the rule deletes words, so that it has to say how many: lines, and left-overs inside lines."""
    return rule.action in ("delete", "replace") and (rule.kind != "span" or rule.stage == "boilerplate")


def _nobody_runs(rule: Rule) -> str:
    """Why a rule would never be looked at, and where one like it is."""
    runs = RUNS[rule.stage]
    what = f"a {rule.kind} rule with action {rule.action}"
    if runs:
        own = ", ".join(f"{kind} with {' or '.join(actions)}" for kind, actions in runs.items())
        why = f"stage {rule.stage} does not run {what}; it runs {own}"
    else:
        why = f"stage {rule.stage} runs no rules"
    there = [stage for stage, kinds in RUNS.items() if rule.action in kinds.get(rule.kind, ())]
    return f"{why}; {what} belongs to {' or '.join(there)}" if there else f"{why}; no stage runs {what}"


def to_toml(rule: Rule) -> str:
    """The rule as a `[[rule]]` table that load.py reads back to the same rule; defaults are left out."""
    lines = ["[[rule]]"]
    for name, value in rule.content().items():
        if name in ("id", *_REQUIRED) or value != _DEFAULTS[name]:
            lines.append(f"{name} = {_toml_value(value)}")
    return "\n".join(lines) + "\n"


def _toml_value(value: object) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml_value(item) for item in value) + "]"
    if isinstance(value, str):
        # JSON strings are TOML basic strings, save DEL, which TOML wants escaped
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)
