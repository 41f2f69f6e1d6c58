"""The engine that answers from a script, for tests of what stands around a grammar engine.

It finds what it was told to find and nothing else, loads nothing, and can be told to misbehave at a text: to refuse it,
to fail for good, to hang, or to end the process. In Python:

    engine = ScriptedEngine([Answer.word("teh", "the"), Answer("Article 17", then="hang")])
    with Cleaner(engine=engine) as cleaner: ...

From the command line or in worker processes, `--engine scripted` with the setting `engine.script`, a TOML file:

    languages = ["en-US", "de-DE"]      # as it stands without: those of the embedded engine

    [[answer]]
    word = "teh"                        # or text = "...", or pattern = '...', a regular expression
    replacements = ["the"]
    rule = "MORFOLOGIK_RULE_EN_US"      # names of LanguageTool, where the grammar stage should know the rule

    [[answer]]
    text = "Article 17"
    then = "hang"

A run cleans a few sentences of its own before it begins (`corpus.task`), so a pattern should fit the texts alone.
"""

from __future__ import annotations

import hashlib
import os
import re
import threading
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal, Self, get_args

from cleanup.engines.languages import DATA, resolve
from cleanup.engines.protocol import OF_WHOLE_TEXTS, Match, sort_matches
from cleanup.errors import ConfigError, EngineError, EngineTextError

# match: report it. refuse: EngineTextError, this text is too much. fail: EngineError, no other text is checked either.
# hang: never return. die: end the process at once, without clean-up.
Then = Literal["match", "refuse", "fail", "hang", "die"]
LANGUAGES = frozenset(code for codes in DATA.values() for code in codes)
EXIT_CODE = 70  # of a process that an answer has ended


@dataclass(frozen=True, slots=True)
class Answer:
    """What the engine does at every place of a text where `pattern`, a regular expression, is found."""

    pattern: str
    replacements: tuple[str, ...] = ()
    rule: str = "SCRIPTED"
    message: str = "scripted"
    category: str = ""
    sub_rule: str = ""
    issue_type: str = "uncategorized"
    then: Then = "match"

    def __post_init__(self) -> None:
        try:
            re.compile(self.pattern)
        except re.error as error:
            raise ConfigError(f"scripted engine: {self.pattern!r} is no regular expression: {error}") from None
        if self.then not in get_args(Then):
            raise ConfigError(f"scripted engine: then = {self.then!r} is none of {', '.join(get_args(Then))}")

    @classmethod
    def word(cls, word: str, *replacements: str, rule: str = "SCRIPTED", then: Then = "match") -> Self:
        """An answer at a word, written just so."""
        return cls(rf"(?<!\w){re.escape(word)}(?!\w)", replacements, rule, then=then)

    @classmethod
    def text(cls, text: str, *replacements: str, rule: str = "SCRIPTED", then: Then = "match") -> Self:
        """An answer at a stretch of text, written just so."""
        return cls(re.escape(text), replacements, rule, then=then)


class ScriptedEngine:
    """Gives the answers it was made with. Answers come in `Match.order`, and so do their effects: text by text."""

    name = "scripted"

    def __init__(self, answers: Iterable[Answer] = (), languages: Iterable[str] = LANGUAGES) -> None:
        """`languages` are the codes that it takes; others are an EngineError, as with any engine."""
        self._answers = tuple(answers)
        self._languages = frozenset(languages)
        self._patterns = [re.compile(answer.pattern) for answer in self._answers]

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """The engine of a script. Raises ConfigError, naming the file, where it is missing or malformed."""
        try:
            data = tomllib.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise ConfigError(f"{path}: the script of the scripted engine cannot be read: {error.strerror or error}") from error
        except ValueError as error:  # no UTF-8, no TOML
            raise ConfigError(f"{path}: is not TOML: {error}") from error
        rows, languages = data.pop("answer", []), data.pop("languages", list(LANGUAGES))
        if data or not isinstance(rows, list) or not _strings(languages):
            raise ConfigError(f"{path}: a script has [[answer]] tables and a list of languages, nothing else")
        return cls([_answer(row, f"{path}: answer {number}") for number, row in enumerate(rows, 1)], languages)

    @property
    def version(self) -> str:
        """Tells one script from another."""
        return hashlib.sha256(repr((self._answers, sorted(self._languages))).encode()).hexdigest()[:12]

    def languages(self) -> frozenset[str]:
        """As it was told."""
        return self._languages

    def check(self, text: str, language: str) -> list[Match]:
        """The scripted matches, unless an answer says otherwise."""
        resolve(language, self._languages, engine=self.name, remedy="name it among the script's languages")
        matches = []
        for answer, pattern in zip(self._answers, self._patterns, strict=True):
            for found in pattern.finditer(text):
                if answer.then != "match":
                    _misbehave(answer)
                elif found.end() > found.start():
                    matches.append(
                        Match(
                            found.start(),
                            found.end(),
                            answer.rule,
                            answer.sub_rule,
                            answer.category,
                            answer.message,
                            answer.replacements,
                            answer.issue_type,
                        )
                    )
        return sort_matches(matches)

    def check_many(self, texts: Sequence[str], language: str) -> list[list[Match]]:
        """`check` for each text without `OF_WHOLE_TEXTS`."""
        return [[match for match in self.check(text, language) if match.rule not in OF_WHOLE_TEXTS] for text in texts]

    def close(self) -> None:
        """Nothing to free."""


def _misbehave(answer: Answer) -> None:
    if answer.then == "refuse":
        raise EngineTextError(f"scripted engine: refuses what fits {answer.pattern!r}")
    if answer.then == "fail":
        raise EngineError(f"scripted engine: fails at what fits {answer.pattern!r}")
    if answer.then == "hang":
        threading.Event().wait()
    os._exit(EXIT_CODE)


def _answer(row: Any, where: str) -> Answer:
    if not isinstance(row, dict):
        raise ConfigError(f"{where}: not a table")
    values = dict(row)
    ways = [key for key in ("word", "text", "pattern") if isinstance(values.get(key), str)]
    if len(ways) != 1:
        raise ConfigError(f"{where}: needs one of word, text and pattern, a string")
    sought: str = values.pop(ways[0])
    replacements = values.pop("replacements", [])
    known = {item.name for item in fields(Answer)} - {"pattern", "replacements"}
    unknown = sorted(values.keys() - known)
    if unknown or not _strings(replacements) or not _strings(list(values.values())):
        raise ConfigError(
            f"{where}: "
            + (
                f"unknown key {unknown[0]!r}; there are replacements, {', '.join(sorted(known))}"
                if unknown
                else "replacements are a list of strings, the others strings"
            )
        )
    try:
        pattern = sought if ways == ["pattern"] else (Answer.word if ways == ["word"] else Answer.text)(sought).pattern
        return Answer(pattern, tuple(replacements), **values)
    except ConfigError as error:
        raise ConfigError(f"{where}: {error}") from None


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
