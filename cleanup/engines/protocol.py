"""What a grammar engine is: `check(text, language)` gives matches, and every engine gives them in the same form.

Offsets are code points of the checked text, half-open, whatever the engine counts in (LanguageTool UTF-16 units,
lingotweaker UTF-8 bytes): the conversion is the engine's business and nobody else sees another unit. Rule names are
LanguageTool's, so one policy serves every engine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

# Rules that look beyond a paragraph: how sentences that follow each other begin, brackets and quotation marks that
# another paragraph may close.
OF_WHOLE_TEXTS = frozenset(
    ("ENGLISH_WORD_REPEAT_BEGINNING_RULE", "PARAGRAPH_REPEAT_BEGINNING_RULE", "EN_UNPAIRED_BRACKETS", "EN_UNPAIRED_QUOTES")
)


@dataclass(frozen=True, slots=True)
class Match:
    """One place that an engine reports: `text[start:end]`, and what it would put there.

    `replacements` may be empty (the engine sees a fault and knows no mend) and hold any number of texts, best first.
    `sub_rule` is the number of the pattern within a rule group ("" for rules written in code). `issue_type` is one of
    the localization quality types of ITS 2.0 that LanguageTool uses (misspelling, grammar, typographical, style ...),
    "uncategorized" where the rule names none.
    """

    start: int
    end: int
    rule: str
    sub_rule: str
    category: str
    message: str
    replacements: tuple[str, ...]
    issue_type: str

    @property
    def order(self) -> tuple[int, int, str, str]:
        """Sort key: place first, then rule, so that the order never depends on the engine's threads."""
        return (self.start, self.end, self.rule, self.sub_rule)


@runtime_checkable
class Engine(Protocol):
    """A grammar engine. Safe to call from several threads; `close` may be called twice, and nothing after it."""

    @property
    def name(self) -> str:
        """The name that options and the front matter use: embedded, languagetool, none."""
        ...

    @property
    def version(self) -> str:
        """The engine's name and version as the record states them, e.g. "LanguageTool 6.8"."""
        ...

    def languages(self) -> frozenset[str]:
        """The language codes that `check` accepts here and now (en-US, de-DE, fr ...), installed data only."""
        ...

    def check(self, text: str, language: str) -> list[Match]:
        """Every match in `text`, in `Match.order`. Raises EngineError: language not installed, engine cannot go on."""
        ...

    def check_many(self, texts: Sequence[str], language: str) -> list[list[Match]]:
        """`check` for each text, in order, sooner where the engine can work on several at once, and without
        `OF_WHOLE_TEXTS`."""
        ...

    def close(self) -> None:
        """Free memory, connections and processes."""
        ...


def sort_matches(matches: Iterable[Match]) -> list[Match]:
    """Matches in their fixed order, exact repeats dropped."""
    return sorted(dict.fromkeys(matches), key=lambda match: match.order)
