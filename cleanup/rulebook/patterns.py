"""Compile patterns with google-re2, or with `re` where it cannot be imported, and fill replacements.

re2 works on UTF-8 bytes, `re` on str; both know ASCII only in \\w \\d \\s \\b. The functions here take str either way.
"""

from __future__ import annotations

import re
from typing import Any

from cleanup.rulebook.schema import Rule


def re2_module() -> Any:
    """google-re2, or None where it cannot be imported."""
    try:
        import re2  # type: ignore[import-untyped]
    except ImportError:  # no wheel for this platform: slower and without the guarantee, same results
        return None
    return re2


def compiled(pattern: str) -> Any:
    """One compiled pattern over UTF-8 bytes (re2) or str (re). Raises the engine's error."""
    re2 = re2_module()
    if re2 is None:
        return re.compile(pattern, re.ASCII)
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern.encode("utf-8"), options)


def pattern_problem(rule: Rule) -> str:
    """Why the rule's patterns cannot be used, or an empty string."""
    for key, pattern in (("pattern", rule.pattern), ("then", rule.then)):
        if not pattern:
            continue
        try:
            ready = compiled(pattern)
        except Exception as error:  # re2 raises its own error class, re another; both carry the reason first
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

    def __init__(self, compiled: Any) -> None:
        self._known = {*range(compiled.groups + 1), *(str(name) for name in _group_names(compiled))}

    def __getitem__(self, group: int | str) -> str:
        if group not in self._known:
            raise IndexError(f'no group "{group}" in the pattern')
        return ""


def _group_names(compiled: Any) -> list[str]:
    return [name.decode() if isinstance(name, bytes) else name for name in compiled.groupindex]


_TEMPLATE = re.compile(r"\\(?:([1-9][0-9]?)|g<(\w+)>|(\\)|(.?))", re.DOTALL)


def expand(template: str, match: Any, encoded: bool = False) -> str:
    """Fill \\1 and \\g<name> of a replacement; nothing else is special. Raises IndexError, ValueError."""
    if "\\" not in template:
        return template

    def fill(part: re.Match[str]) -> str:
        number, name, backslash, other = part.groups()
        if backslash:
            return "\\"
        if other is not None:
            raise ValueError(f'unknown escape "\\{other}"')
        key: int | str = int(number) if number else (int(name) if name.isdigit() else name)
        if encoded:
            value = match[key.encode() if isinstance(key, str) else key]
            return value.decode("utf-8") if value else ""
        return match[key] or ""

    return _TEMPLATE.sub(fill, template)


def fullmatch(compiled: Any, text: str) -> bool:
    """Whether the pattern matches the whole text."""
    return bool(compiled.fullmatch(text if isinstance(compiled, re.Pattern) else text.encode("utf-8")))


def search(compiled: Any, text: str) -> bool:
    """Whether the pattern occurs in the text."""
    return bool(compiled.search(text if isinstance(compiled, re.Pattern) else text.encode("utf-8")))
