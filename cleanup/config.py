"""Settings: defaults, the nearest configuration file, the environment, options; each value knows where it came from.

The file is `cleanup.toml`, or `[tool.cleanup]` in `pyproject.toml`, in the input's folder or the nearest one above it.
An environment variable is CLEANUP_ and the key in capitals, dots as underscores: CLEANUP_SUMMARY_SENTENCES=5.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from cleanup.errors import ConfigError

FILE_NAME = "cleanup.toml"
ENVIRONMENT = "CLEANUP_"
# Variables of this program that are no settings.
_NOT_SETTINGS = frozenset(("CLEANUP_CACHE",))

# The names in `engines.registry.ENGINES`, which this module may not load.
EngineName = Literal["embedded", "languagetool", "none", "scripted"]
GrammarMode = Literal["strict", "balanced", "thorough"]
BoilerplateMode = Literal["careful", "balanced", "eager"]
SecondOpinion = Literal["off", "lm"]


_HINTS: dict[Any, dict[str, Any]] = {}


def _kinds(section: Any) -> dict[str, object]:
    """The types of a section's settings, found once."""
    if section not in _HINTS:
        _HINTS[section] = get_type_hints(section)
    return _HINTS[section]


def _checked(value: Any, kind: Any, limits: Mapping[str, Any], where: str) -> Any:
    """The value as its setting's type; strings (from the environment) are read. None and an empty string leave a setting
    that may be unset without a value; 0 is a number like any other."""
    if get_origin(kind) in (Union, UnionType):
        if value is None or value == "":
            return None
        kind = get_args(kind)[0]
    if get_origin(kind) is Literal:
        if value not in get_args(kind):
            known = [str(word) for word in get_args(kind)]
            raise ConfigError(f"{where}: {value!r} is none of {', '.join(known)}{did_you_mean(value, known)}")
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
        if isinstance(number, bool) or not isinstance(number, int if kind is int else int | float) or not _is_finite(number):
            raise ConfigError(f"{where}: {value!r} is not a number")
        if "least" in limits and number < limits["least"]:
            raise ConfigError(f"{where}: {value!r} is less than {limits['least']}")
        if "above" in limits and number <= limits["above"]:
            raise ConfigError(f"{where}: {value!r} is not more than {limits['above']}")
        return kind(number)
    if not isinstance(value, str):
        raise ConfigError(f"{where}: {value!r} is not a string")
    return value


def _is_finite(number: int | float) -> bool:
    """Whether a number is one that can be counted with: neither NaN nor larger than any float."""
    return abs(number) <= sys.float_info.max


def did_you_mean(word: object, known: Iterable[str], cutoff: float = 0.5) -> str:
    """ "; did you mean ...?" with the nearest known word; empty where none is near."""
    near = get_close_matches(word, list(known), 1, cutoff) if isinstance(word, str) else []
    return f"; did you mean {near[0]!r}?" if near else ""


class _Section:
    """A table of the configuration. However it is made, every value is checked. Raises ConfigError."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for item in fields(self):  # type: ignore[arg-type]  # every section is a dataclass
            checked = _checked(
                getattr(self, item.name), _kinds(type(self))[item.name], item.metadata, f"{type(self).__name__}.{item.name}"
            )
            object.__setattr__(self, item.name, checked)


@dataclass(frozen=True, slots=True)
class EngineSettings(_Section):
    """[engine]: which, and how LanguageTool is reached."""

    name: EngineName = field(default="embedded", metadata={"help": "grammar engine"})
    server: str = field(default="", metadata={"help": "address of a LanguageTool server (engine languagetool)"})
    timeout: float = field(default=120.0, metadata={"help": "seconds for one request to a server", "above": 0})
    retries: int = field(default=3, metadata={"help": "further tries of a request to a server", "least": 0})
    heap: int = field(default=512, metadata={"help": "largest heap of a LanguageTool started here, in MB", "least": 256})
    idle: float = field(
        default=30.0, metadata={"help": "minutes after which an idle shared server ends (0: never)", "least": 0}
    )
    shared: bool = field(default=True, metadata={"help": "use the shared LanguageTool server where one runs"})
    script: str = field(default="", metadata={"help": "the file that the engine scripted answers from (for tests)"})

    def check(self) -> None:
        """Raises ConfigError for settings that contradict one another. Not part of making them: they are set one by one."""
        if self.server and self.name in ("embedded", "scripted"):
            raise ConfigError(
                f"engine.server {self.server} goes with the engine languagetool, not with {self.name}; "
                "set engine.name, or leave the server out"
            )
        if self.name == "scripted" and not self.script:
            raise ConfigError("the engine scripted answers from a file; name it in the setting engine.script")


@dataclass(frozen=True, slots=True)
class GrammarSettings(_Section):
    """[grammar]"""

    mode: GrammarMode = field(default="balanced", metadata={"help": "how sure a correction must be"})
    dialect: str = field(default="auto", metadata={"help": "en-US, en-GB, en-CA, en-AU, or found from the article"})
    second_opinion: SecondOpinion = field(
        default="off", metadata={"help": "`lm`: a small language model is asked about each correction as well"}
    )


@dataclass(frozen=True, slots=True)
class BoilerplateSettings(_Section):
    """[boilerplate]"""

    judge: bool = field(default=True, metadata={"help": "use the learned line judge beside the rules"})
    mode: BoilerplateMode = field(default="balanced", metadata={"help": "how sure the judge must be that a line is left over"})


@dataclass(frozen=True, slots=True)
class SummarySettings(_Section):
    """[summary]"""

    method: str = field(default="auto", metadata={"help": "ranker; `cleanup summarize --help` names them"})
    sentences: int = field(default=3, metadata={"help": "budget in sentences, where no other is set", "least": 0})
    words: int | None = field(default=None, metadata={"help": "budget in words, where set", "least": 0})
    characters: int | None = field(default=None, metadata={"help": "budget in characters, where set", "least": 0})
    ratio: float | None = field(default=None, metadata={"help": "budget as a share of the sentences, where set", "least": 0})
    about: str = field(default="", metadata={"help": "prefer sentences that concern this"})
    links: bool = field(default=False, metadata={"help": "in Markdown, each sentence links to its place in the text"})


@dataclass(frozen=True, slots=True)
class KeywordSettings(_Section):
    """[keywords]"""

    method: Literal["yake", "sgrank", "textrank", "scake", "none"] = field(
        default="textrank", metadata={"help": "textacy's method"}
    )
    count: int = field(default=8, metadata={"help": "at most so many", "least": 0})


@dataclass(frozen=True, slots=True)
class HtmlSettings(_Section):
    """[html]"""

    extractor: Literal["judge", "trafilatura"] = field(default="judge", metadata={"help": "what finds the article"})
    links: Literal["keep", "drop"] = field(default="keep", metadata={"help": "links in Markdown"})
    captions: Literal["judge", "keep", "drop"] = field(
        default="judge", metadata={"help": "captions of images: those judged to belong to the article, all in it, or none"}
    )
    listings: Literal["skip", "keep"] = field(
        default="skip", metadata={"help": "pages that are no article: without text, or with what reads most like it"}
    )


@dataclass(frozen=True, slots=True)
class RuleSettings(_Section):
    """[rules]"""

    folders: tuple[str, ...] = field(default=(), metadata={"help": "folders with rules of your own"})
    off: tuple[str, ...] = field(default=(), metadata={"help": "ids of rules that are not applied"})
    suggest: tuple[str, ...] = field(default=(), metadata={"help": "ids of rules that only suggest"})


@dataclass(frozen=True, slots=True)
class RecordSettings(_Section):
    """[record]"""

    extract: Literal["full", "counts"] | None = field(
        default=None,
        metadata={"help": "what was left out of a page: every block, or how much; unset, every block in ledgers alone"},
    )
    field: str = field(
        default="", metadata={"help": "one column of records for all that is the program's own but the text, by this name"}
    )


@dataclass(frozen=True, slots=True)
class InputSettings(_Section):
    """[input]"""

    encoding: str = field(default="auto", metadata={"help": "encoding of the inputs, or found from the bytes"})
    language: str = field(default="auto", metadata={"help": "language code of the inputs, or found from the text"})
    most_bytes: int = field(default=20_000_000, metadata={"help": "larger files are refused", "least": 1})


@dataclass(frozen=True, slots=True)
class FetchSettings(_Section):
    """[fetch]: how inputs that are addresses are fetched."""

    timeout: float = field(default=30.0, metadata={"help": "seconds for an answer to arrive whole", "above": 0})
    most_bytes: int = field(default=20_000_000, metadata={"help": "larger pages are refused; the size unpacked", "least": 1})
    private: bool = field(default=False, metadata={"help": "fetch from this machine and private networks as well"})
    delay: float = field(
        default=1.0, metadata={"help": "seconds between two requests to a host, more where it asks for more", "least": 0}
    )
    robots: bool = field(default=True, metadata={"help": "leave pages alone that robots.txt asks programs to leave alone"})
    user_agent: str = field(default="article-cleanup", metadata={"help": "what servers are told who asks"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting. `skip` names steps that are left out: a stage, "flag", "summary" or "keywords"."""

    skip: tuple[str, ...] = field(default=(), metadata={"help": "steps that are left out"})
    input: InputSettings = field(default_factory=InputSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    engine: EngineSettings = field(default_factory=EngineSettings)
    grammar: GrammarSettings = field(default_factory=GrammarSettings)
    boilerplate: BoilerplateSettings = field(default_factory=BoilerplateSettings)
    summary: SummarySettings = field(default_factory=SummarySettings)
    keywords: KeywordSettings = field(default_factory=KeywordSettings)
    html: HtmlSettings = field(default_factory=HtmlSettings)
    record: RecordSettings = field(default_factory=RecordSettings)
    rules: RuleSettings = field(default_factory=RuleSettings)

    def changed(
        self, values: Mapping[str, Any], where: str = "a keyword argument", names: Mapping[str, str] | None = None
    ) -> Settings:
        """With some values replaced, by dotted key. `names`: what the user calls a key, for messages. Raises ConfigError for an
        unknown key or an impossible value."""
        out = self
        for key in _outdone(k for k, v in values.items() if v is not None):
            out = _set(out, key, None, where)
        for key, value in values.items():
            out = _set(out, _known(key, where), value, where, (names or {}).get(key))
        return out


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and for each key where its value came from ("default" or a file with its line, a variable, an option)."""

    settings: Settings
    origins: Mapping[str, str]

    def with_options(self, values: Mapping[str, Any], names: Mapping[str, str] | None = None) -> Loaded:
        """With the options that were given (not None) on top. `names`: what messages call them."""
        given = {k: v for k, v in values.items() if v is not None}
        origins = {
            **self.origins,
            **_origins_of_outdone(self.origins, dict.fromkeys(given, "option")),
            **dict.fromkeys(given, "option"),
        }
        return Loaded(self.settings.changed(given, "option", names), origins)


def keys(settings: Settings) -> Iterator[tuple[str, Any, str]]:
    """Each setting as (dotted key, value, help), in the order of the classes above."""
    for part in fields(settings):
        value = getattr(settings, part.name)
        if is_dataclass(value):
            for item in fields(value):
                yield f"{part.name}.{item.name}", getattr(value, item.name), str(item.metadata["help"])
        else:
            yield part.name, value, str(part.metadata["help"])


# Of several budgets in one place the first counts (`summary.select.Budget`); a later place replaces what would outdo it.
_BUDGETS = ("summary.words", "summary.characters", "summary.ratio", "summary.sentences")
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
    given: dict[str, str] = {}
    for name in sorted(n for n in environment if n.startswith(ENVIRONMENT) and n not in _NOT_SETTINGS):
        if name not in variables:
            raise ConfigError(f"environment variable {name} is no setting{_nearest_word(name, list(variables))}")
        settings = _set(settings, variables[name], environment[name], f"environment variable {name}")
        given[variables[name]] = f"environment variable {name}"
    outdone = _origins_of_outdone(origins, {key: where for key, where in given.items() if environment[where.split()[-1]]})
    settings = settings.changed(dict.fromkeys(outdone))
    return Loaded(settings, {**origins, **outdone, **given})


def _outdone(given: Iterable[str]) -> tuple[str, ...]:
    """The budgets of lower layers that would count in place of those given, were they left."""
    places = [_BUDGETS.index(key) for key in given if key in _BUDGETS]
    return _BUDGETS[: min(places)] if places else ()


def _origins_of_outdone(origins: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Of the budgets that a lower layer set and this one replaces: what outdoes each."""
    by = next((key for key in _BUDGETS if key in given), "")
    return {key: f"outdone by {by} ({given[by]})" for key in _outdone(given) if origins[key] != "default"}


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
    except (ValueError, RecursionError) as error:  # beside what is no TOML, a number of thousands of digits
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    prefix = ""
    if path.name == "pyproject.toml":
        prefix = "tool.cleanup."
        for table in ("tool", "cleanup"):
            data = data.get(table, {})
            if not isinstance(data, dict):
                raise ConfigError(f"{path}: {table} is no table; write the settings below [tool.cleanup]")
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
    return did_you_mean(word, known, 0.4) or "; `cleanup config show` lists them all"


def _set(settings: Settings, key: str, value: Any, where: str, named: str | None = None) -> Settings:
    section, _, name = key.rpartition(".")
    owner: Any = getattr(settings, section) if section else settings
    item = next(f for f in fields(owner) if f.name == name)
    kind = _kinds(type(owner))[name]
    checked = _checked(value, kind, item.metadata, named or f"{where}: {key}")
    changed = replace(owner, **{name: checked})
    return replace(settings, **{section: changed}) if section else changed
