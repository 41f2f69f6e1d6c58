"""Compile patterns with google-re2 and fill replacements.

re2 works on UTF-8 bytes and knows ASCII only in \\w \\d \\s \\b; the functions here take str.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, cast

import re2  # type: ignore[import-untyped]

from cleanup.rulebook.schema import Rule

# Bytes that the automaton of the patterns without a literal piece may use; re2 starts it anew when they are full. Those of all
# languages together need 32 MB, the English ones 2.
_OPEN_MEMORY = 64 << 20


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

    def search(self, text: bytes) -> Match | None: ...


class PatternSet(Protocol):
    """Many patterns, looked for in one scan."""

    def Match(self, text: str | bytes) -> list[int] | None: ...


def compiled(pattern: str) -> Pattern:
    """One compiled pattern over UTF-8 bytes. Raises re2.error."""
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern.encode("utf-8"), options)


def compiled_set(patterns: Iterable[str], whole: bool, memory: int) -> PatternSet:
    """All patterns to be looked for in one scan, anywhere or over the whole of a text. Raises re2.error.

    `memory`: bytes that it may use; doubled, up to a gigabyte, where the patterns do not fit.
    """
    patterns = tuple(patterns)
    while True:
        options = re2.Options()
        options.log_errors = False
        options.max_mem = memory
        found = re2.Set.FullMatchSet(options) if whole else re2.Set.SearchSet(options)
        for pattern in patterns:
            found.Add(pattern)
        try:
            found.Compile()
        except re2.error:
            memory *= 2
            if memory > 1 << 30:
                raise
        else:
            return cast(PatternSet, found)


def literal_set(literals: Iterable[str], memory: int) -> PatternSet:
    """Texts to be looked for in one scan. `memory`: bytes it may use."""
    return compiled_set((re2.escape(literal) for literal in literals), whole=False, memory=memory)


class PatternScan:
    """Many patterns, and which of them match a text, in a memory that does not grow with the texts.

    re2 asks first, in one scan, for the literal pieces that a pattern cannot match without; the few patterns that could match
    are tried by themselves. Those that need no such piece share one automaton. One automaton for all of them was a little
    slower and grew by .8 MB an article, since what several patterns may have begun is a state of its own.
    """

    def __init__(self, patterns: Sequence[str], whole: bool) -> None:
        options = re2.Options()
        options.log_errors = False
        self._sources = tuple(patterns)
        self._whole = whole
        self._ready: dict[int, Pattern] = {}
        self._filter = re2.Filter()
        for pattern in patterns:
            self._filter.Add(pattern, options)
        self._always: frozenset[int] = frozenset()
        if patterns:
            self._filter.Compile()
            self._always = frozenset(self._filter.Match("\0", True) or ())  # a text without any piece
        self._open = tuple(sorted(self._always))
        self._set = compiled_set([patterns[i] for i in self._open], whole, _OPEN_MEMORY) if self._open else None

    def pattern(self, number: int) -> Pattern:
        """The pattern by itself, compiled when first asked for."""
        ready = self._ready.get(number)
        if ready is None:
            ready = self._ready[number] = compiled(self._sources[number])
        return ready

    def found(self, text: bytes) -> list[int]:
        """The patterns that match, in order: the whole of the text, or anywhere in it."""
        if not self._sources:
            return []
        found = [self._open[i] for i in self._set.Match(text) or ()] if self._set is not None else []
        for number in self._filter.Match(text, True) or ():
            if number not in self._always:
                pattern = self.pattern(number)
                if (pattern.fullmatch(text) if self._whole else pattern.search(text)) is not None:
                    found.append(number)
        return sorted(found)


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
