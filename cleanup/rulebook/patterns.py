"""Compile patterns with google-re2 and fill replacements.

re2 works on UTF-8 bytes and knows ASCII only in \\w \\d \\s \\b; the functions here take str.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Protocol

import re2  # type: ignore[import-untyped]

from cleanup.rulebook.schema import Rule


class Groups(Protocol):
    """What the groups of a pattern matched, by number or name; None for a group that took no part."""

    def __getitem__(self, group: int | bytes) -> bytes | None: ...


class Match(Groups, Protocol):
    """One match of a pattern; offsets are bytes, half-open."""

    def span(self) -> tuple[int, int]: ...


class Pattern(Protocol):
    """A pattern over UTF-8 bytes: the part of re2's own that is used here, which comes without types."""

    @property
    def groups(self) -> int: ...

    @property
    def groupindex(self) -> Mapping[bytes, int]: ...

    def finditer(self, text: bytes) -> Iterator[Match]: ...

    def fullmatch(self, text: bytes) -> Match | None: ...


class PatternSet(Protocol):
    """Many patterns, looked for in one scan."""

    def Match(self, text: str | bytes) -> list[int] | None: ...


def compiled(pattern: str) -> Pattern:
    """One compiled pattern over UTF-8 bytes. Raises re2.error."""
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern.encode("utf-8"), options)


def compiled_set(patterns: Iterable[str], whole: bool, memory: int) -> PatternSet:
    """All patterns to be looked for in one scan, anywhere or over the whole of a text. `memory`: bytes it may use."""
    options = re2.Options()
    options.log_errors = False
    options.max_mem = memory
    found = re2.Set.FullMatchSet(options) if whole else re2.Set.SearchSet(options)
    for pattern in patterns:
        found.Add(pattern)
    found.Compile()
    return found


def literal_set(literals: Iterable[str], memory: int) -> PatternSet:
    """Texts to be looked for in one scan. `memory`: bytes it may use."""
    return compiled_set((re2.escape(literal) for literal in literals), whole=False, memory=memory)


def pattern_problem(rule: Rule) -> str:
    """Why the rule's patterns cannot be used, or an empty string."""
    for key, pattern in (("pattern", rule.pattern), ("then", rule.then)):
        if not pattern:
            continue
        try:
            ready = compiled(pattern)
        except re2.error as error:
            said = error.args[0] if error.args else error
            text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
            return f"{key} cannot be compiled: {text} (re2 syntax has no look-around and no back-references)"
        if fullmatch(ready, ""):
            return f"{key} matches empty text, so it would match everywhere"
    if rule.action == "replace":
        try:
            expand(rule.replacement, _Groups(ready))
        except (IndexError, ValueError) as error:
            return f"replacement: {error}; \\1 stands for a group, \\\\ for a backslash"
    return ""


class _Groups:
    """Stands for a match when a replacement is only checked."""

    def __init__(self, compiled: Pattern) -> None:
        self._known: set[int | bytes] = {*range(compiled.groups + 1), *compiled.groupindex}

    def __getitem__(self, group: int | bytes) -> bytes:
        if group not in self._known:
            raise IndexError(f'no group "{group.decode() if isinstance(group, bytes) else group}" in the pattern')
        return b""


_TEMPLATE = re.compile(r"\\(?:([1-9][0-9]?)|g<(\w+)>|(\\)|(.?))", re.DOTALL)


def expand(template: str, match: Groups) -> str:
    """Fill \\1 and \\g<name> of a replacement from a match over bytes; nothing else is special.

    Raises IndexError, ValueError.
    """
    if "\\" not in template:
        return template

    def fill(part: re.Match[str]) -> str:
        number, name, backslash, other = part.groups()
        if backslash:
            return "\\"
        if other is not None:
            raise ValueError(f'unknown escape "\\{other}"')
        key: int | str = int(number) if number else (int(name) if name.isdigit() else name)
        value = match[key.encode() if isinstance(key, str) else key]
        return value.decode("utf-8") if value else ""

    return _TEMPLATE.sub(fill, template)


def fullmatch(compiled: Pattern, text: str) -> bool:
    """Whether the pattern matches the whole text."""
    return bool(compiled.fullmatch(text.encode("utf-8")))
