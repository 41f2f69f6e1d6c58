"""Settings: defaults, the nearest configuration file, the environment, options; each value knows where it came from.

The file is `cleanup.toml`, or `[tool.cleanup]` in `pyproject.toml`, in the input's folder or the nearest one above it.
An environment variable is CLEANUP_ and the key in capitals, dots as underscores: CLEANUP_SUMMARY_SENTENCES=5.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from cleanup.errors import ConfigError

FILE_NAME = "cleanup.toml"
ENVIRONMENT = "CLEANUP_"
# Variables of this program that are no settings.
_NOT_SETTINGS = frozenset(("CLEANUP_CACHE",))

# The names in `engines.registry.ENGINES`, which this module may not load.
EngineName = Literal["embedded", "languagetool", "none", "scripted"]
GrammarMode = Literal["strict", "balanced", "thorough"]


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """[engine]"""

    name: EngineName = field(default="embedded", metadata={"help": "grammar engine"})
    server: str = field(default="", metadata={"help": "address of a LanguageTool server (engine languagetool)"})
    timeout: float = field(default=120.0, metadata={"help": "seconds for one request to a server", "least": 0})
    retries: int = field(default=3, metadata={"help": "further tries of a request to a server", "least": 0})
    heap: int = field(default=512, metadata={"help": "largest heap of a LanguageTool started here, in MB", "least": 256})
    idle: float = field(default=30.0, metadata={"help": "minutes after which an idle shared server ends (0: never)",
                                                "least": 0})
    shared: bool = field(default=True, metadata={"help": "use the shared LanguageTool server where one runs"})
    script: str = field(default="", metadata={"help": "the file that the engine scripted answers from (for tests)"})


@dataclass(frozen=True, slots=True)
class GrammarSettings:
    """[grammar]"""

    mode: GrammarMode = field(default="balanced", metadata={"help": "how sure a correction must be"})
    dialect: str = field(default="auto", metadata={"help": "en-US, en-GB, en-CA, en-AU, or found from the article"})


@dataclass(frozen=True, slots=True)
class BoilerplateSettings:
    """[boilerplate]"""

    judge: bool = field(default=True, metadata={"help": "use the learned line judge beside the rules"})


@dataclass(frozen=True, slots=True)
class SummarySettings:
    """[summary]"""

    method: str = field(default="auto", metadata={"help": "ranker; `cleanup summarize --help` names them"})
    sentences: int = field(default=3, metadata={"help": "budget in sentences, where no other is set", "least": 0})
    words: int = field(default=0, metadata={"help": "budget in words (0: none)", "least": 0})
    characters: int = field(default=0, metadata={"help": "budget in characters (0: none)", "least": 0})
    ratio: float = field(default=0.0, metadata={"help": "budget as a share of the sentences (0: none)", "least": 0})
    about: str = field(default="", metadata={"help": "prefer sentences that concern this"})


@dataclass(frozen=True, slots=True)
class KeywordSettings:
    """[keywords]"""

    method: Literal["yake", "sgrank", "textrank", "scake", "none"] = field(
        default="textrank", metadata={"help": "textacy's method"})
    count: int = field(default=8, metadata={"help": "at most so many", "least": 0})


@dataclass(frozen=True, slots=True)
class HtmlSettings:
    """[html]"""

    extractor: Literal["judge", "trafilatura"] = field(default="judge", metadata={"help": "what finds the article"})
    links: Literal["keep", "drop"] = field(default="keep", metadata={"help": "links in Markdown"})
    captions: Literal["judge", "keep", "drop"] = field(
        default="judge", metadata={"help": "captions of images: those judged to belong to the article, all in it, or none"})


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """[rules]"""

    folders: tuple[str, ...] = field(default=(), metadata={"help": "folders with rules of your own"})
    off: tuple[str, ...] = field(default=(), metadata={"help": "ids of rules that are not applied"})
    suggest: tuple[str, ...] = field(default=(), metadata={"help": "ids of rules that only suggest"})


@dataclass(frozen=True, slots=True)
class InputSettings:
    """[input]"""

    encoding: str = field(default="auto", metadata={"help": "encoding of the inputs, or found from the bytes"})
    language: str = field(default="auto", metadata={"help": "language code of the inputs, or found from the text"})
    most_bytes: int = field(default=20_000_000, metadata={"help": "larger files are refused", "least": 1})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting. `skip` names steps that are left out: a stage, "flag", "summary" or "keywords"."""

    skip: tuple[str, ...] = field(default=(), metadata={"help": "steps that are left out"})
    input: InputSettings = field(default_factory=InputSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    grammar: GrammarSettings = field(default_factory=GrammarSettings)
    boilerplate: BoilerplateSettings = field(default_factory=BoilerplateSettings)
    summary: SummarySettings = field(default_factory=SummarySettings)
    keywords: KeywordSettings = field(default_factory=KeywordSettings)
    html: HtmlSettings = field(default_factory=HtmlSettings)
    rules: RuleSettings = field(default_factory=RuleSettings)

    def changed(self, values: Mapping[str, Any], where: str = "a keyword argument") -> Settings:
        """With some values replaced, by dotted key. Raises ConfigError for an unknown key or an impossible value."""
        out = self
        for key, value in values.items():
            out = _set(out, _known(key, where), value, where)
        return out


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and for each key where its value came from ("default" or a file with its line, a variable, an option)."""

    settings: Settings
    origins: Mapping[str, str]

    def with_options(self, values: Mapping[str, Any]) -> Loaded:
        """With the options that were given (not None) on top."""
        given = {k: v for k, v in values.items() if v is not None}
        return Loaded(self.settings.changed(given, "option"), {**self.origins, **dict.fromkeys(given, "option")})


def keys(settings: Settings) -> Iterator[tuple[str, Any, str]]:
    """Each setting as (dotted key, value, help), in the order of the classes above."""
    for part in fields(settings):
        value = getattr(settings, part.name)
        if is_dataclass(value):
            for item in fields(value):
                yield f"{part.name}.{item.name}", getattr(value, item.name), str(item.metadata["help"])
        else:
            yield part.name, value, str(part.metadata["help"])


_KEYS = tuple(key for key, _, _ in keys(Settings()))


def load(start: Path | None = None, environment: Mapping[str, str] | None = None, file: Path | None = None) -> Loaded:
    """Settings for inputs at `start` (a file or folder; the working folder by default).

    `file` names a configuration file and stops the search. Raises ConfigError, with file and line, for a file that
    is not TOML, an unknown key (naming the nearest known one) or a value of the wrong kind.
    """
    settings, origins = Settings(), dict.fromkeys(_KEYS, "default")
    path = file if file is not None else _nearest(start or Path.cwd())
    if path is not None:
        for key, value, where in _read(path):
            settings = _set(settings, _known(key, where), value, where)
            origins[key] = where
    environment = os.environ if environment is None else environment
    variables = {ENVIRONMENT + key.upper().replace(".", "_"): key for key in _KEYS}
    for name in sorted(n for n in environment if n.startswith(ENVIRONMENT) and n not in _NOT_SETTINGS):
        if name not in variables:
            raise ConfigError(f"environment variable {name} is no setting{_nearest_word(name, list(variables))}")
        settings = _set(settings, variables[name], environment[name], f"environment variable {name}")
        origins[variables[name]] = f"environment variable {name}"
    return Loaded(settings, origins)


def _nearest(start: Path) -> Path | None:
    folder = start.absolute()
    for place in (folder, *folder.parents):
        own, project = place / FILE_NAME, place / "pyproject.toml"
        if own.is_file():
            return own
        if project.is_file() and "tool.cleanup" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def _read(path: Path) -> Iterator[tuple[str, Any, str]]:
    """(dotted key, value, "file:line") of each setting in a file."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 (byte {error.start})") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    prefix = ""
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("cleanup", {})
        prefix = "tool.cleanup."
    for key, value in data.items():
        if isinstance(value, dict):
            for inner, item in value.items():
                yield f"{key}.{inner}", item, f"{path}:{_line_of(text, prefix + key, inner)}"
        else:
            yield key, value, f"{path}:{_line_of(text, prefix.rstrip('.'), key)}"


def _line_of(text: str, table: str, key: str) -> int:
    """The line of a key, as far as a look at the lines tells; 1 where it does not."""
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[([^\[\]]+)\]", line)
        if header:
            current = "".join(header.group(1).split())
            continue
        name = re.match(r"\s*([\w.\"'-]+)\s*=", line)
        if name:
            full = ".".join(p for p in (current, name.group(1).replace('"', "").replace("'", "")) if p)
            if full == ".".join(p for p in (table, key) if p):
                return number
    return 1


def _known(key: str, where: str) -> str:
    if key not in _KEYS:
        raise ConfigError(f"{where}: unknown setting {key!r}{_nearest_word(key, list(_KEYS))}")
    return key


def _nearest_word(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, 1, 0.4)
    return f"; did you mean {near[0]!r}?" if near else "; `cleanup config show` lists them all"


def _set(settings: Settings, key: str, value: Any, where: str) -> Settings:
    section, _, name = key.rpartition(".")
    owner: Any = getattr(settings, section) if section else settings
    item = next(f for f in fields(owner) if f.name == name)
    kind = get_type_hints(type(owner))[name]
    checked = _checked(value, kind, item.metadata.get("least"), f"{where}: {key}")
    changed = replace(owner, **{name: checked})
    return replace(settings, **{section: changed}) if section else changed


def _checked(value: Any, kind: Any, least: float | None, where: str) -> Any:
    """The value as its setting's type; strings (from the environment) are read."""
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            raise ConfigError(f"{where}: {value!r} is none of {', '.join(map(str, get_args(kind)))}")
        return value
    if get_origin(kind) is tuple:
        parts = [p.strip() for p in value.split(",") if p.strip()] if isinstance(value, str) else value
        if not isinstance(parts, list | tuple) or not all(isinstance(p, str) for p in parts):
            raise ConfigError(f"{where}: {value!r} is not a list of strings")
        return tuple(parts)
    if kind is bool:
        words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
        if isinstance(value, str) and value.lower() in words:
            return words[value.lower()]
        if not isinstance(value, bool):
            raise ConfigError(f"{where}: {value!r} is not true or false")
        return value
    if kind in (int, float):
        try:
            number = kind(value) if isinstance(value, str) else value
        except ValueError:
            number = None
        if isinstance(number, bool) or not isinstance(number, int if kind is int else int | float):
            raise ConfigError(f"{where}: {value!r} is not a number")
        if least is not None and number < least:
            raise ConfigError(f"{where}: {value!r} is less than {least}")
        return kind(number)
    if not isinstance(value, str):
        raise ConfigError(f"{where}: {value!r} is not a string")
    return value
