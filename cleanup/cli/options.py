"""Options that several commands share, and the settings that come of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path, PurePath
from typing import Annotated, Any

import typer

from cleanup.api import STEPS
from cleanup.config import Loaded, Settings, did_you_mean, load
from cleanup.document import EXTRACT
from cleanup.engines.registry import NAMES
from cleanup.errors import ConfigError, InputError, OutputError
from cleanup.readers.address import is_address, listed
from cleanup.readers.formats import endings, stream_names
from cleanup.readers.inputs import STDIN, InputFile, read_bytes
from cleanup.text.decoding import decode
from cleanup.writers.formats import OUTPUT_FORMATS, record_formats


def either(names: Iterable[str]) -> str:
    """ "a, b or c"."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def unless_stdout(place: Path | None) -> Path | None:
    """The file of an option that means stdout where it is not given: "-" is none."""
    return None if str(place) == "-" else place


def no_stdout(place: Path) -> Path:
    """The file or folder of an option that cannot mean stdout. Raises OutputError for "-"."""
    if str(place) == "-":
        raise OutputError("-o -: this is not written to stdout; name a file or folder (./- is one named -)")
    return place


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        default_factory=list,
        show_default=False,
        help=f"Files, folders, globs, addresses (https://...), or - for stdin ({' '.join(endings())}).",
    ),
]
InputsFrom = Annotated[
    str | None,
    typer.Option(
        "--inputs-from",
        "-i",
        metavar="FILE",
        help="A list of further inputs, such as addresses, one a line; - reads it from stdin.",
    ),
]
AllowPrivate = Annotated[
    bool | None, typer.Option("--allow-private", help="Fetch from this machine and private networks as well.")
]
# Files of other kinds, which a text or a folder of articles would be mistaken for.
_OTHER_ENDINGS = frozenset(
    ".arrow .avro .csv .db .doc .epub .feather .htm .html .ods .odt .orc .pdf .rtf .sqlite .tsv .xls .xlsx .xml .zip".split()
)
RECORD_FILES = f"a {either(f.ending for f in record_formats())} file"
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help=f"File for one input, folder for more, or {RECORD_FILES}; stdout without it.",
        callback=unless_stdout,
    ),
]
Config = Annotated[Path | None, typer.Option("--config", metavar="FILE", help="Use this configuration file only.")]
Engine = Annotated[str | None, typer.Option("--engine", help=f"Grammar engine: {either(NAMES)}.")]
Server = Annotated[str | None, typer.Option("--server", metavar="URL", help="A running LanguageTool server.")]
Grammar = Annotated[str | None, typer.Option("--grammar", help="How sure a correction must be: strict, balanced, thorough.")]
Boilerplate = Annotated[
    str | None,
    typer.Option("--boilerplate", help="How sure it must be that a line is left over: careful, balanced, eager."),
]
Rules = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="DIR", help="A folder with rules of your own; repeatable.")
]
Off = Annotated[list[str] | None, typer.Option("--off", metavar="RULE", help="Switch a rule off; repeatable.")]
Skip = Annotated[
    list[str] | None, typer.Option("--skip", metavar="STEP", help=f"Leave a step out: {', '.join(STEPS)}; repeatable.")
]
Only = Annotated[list[str] | None, typer.Option("--only", metavar="STEP", help="Do only this step; repeatable.")]
KeepListings = Annotated[
    bool, typer.Option("--keep-listings", help="Take the text of pages too that are no article, such as lists of links.")
]
Language = Annotated[str | None, typer.Option("--language", help="Language of the inputs, such as en or de-DE.")]
Encoding = Annotated[str | None, typer.Option("--encoding", help="Encoding of the inputs.")]
Learn = Annotated[
    bool,
    typer.Option(
        "--learn", help="First learn the lines that the inputs' sites repeat; the rules are written to OUTPUT.learned.toml."
    ),
]
Links = Annotated[str | None, typer.Option("--links", help="Links of HTML and Markdown inputs: keep or drop.")]
SummaryLinks = Annotated[
    bool, typer.Option("--summary-links", help="In Markdown, link each sentence of the summary to its place in the text.")
]


# The options that set a setting, by its key, for messages.
OPTION_OF = {
    "engine.name": "--engine",
    "engine.server": "--server",
    "grammar.mode": "--grammar",
    "boilerplate.mode": "--boilerplate",
    "rules.folders": "--rules",
    "rules.off": "--off",
    "skip": "--skip",
    "input.language": "--language",
    "input.encoding": "--encoding",
    "html.links": "--links",
    "summary.sentences": "--sentences",
    "summary.words": "--words",
    "summary.characters": "--characters",
    "summary.ratio": "--ratio",
    "summary.about": "--about",
    "summary.links": "--summary-links",
    "summary.method": "--method",
    "keywords.method": "--keywords",
    "fetch.private": "--allow-private",
}


def refuse_other_format(output: Path) -> None:
    """Raise ConfigError for an output whose name tells of a format that is not written, or nearly names one that is."""
    ending = output.suffix.lower()
    if output.is_dir() or not ending:
        return
    known = [e for f in OUTPUT_FORMATS if f.kind != "summary" for e in (f.ending, "." + f.ending.rpartition(".")[2])]
    hint = did_you_mean(ending, known, 0.8)
    if ending in _OTHER_ENDINGS or (hint and ending not in known):
        raise ConfigError(f"-o {output}: {ending} is no format that is written{hint} ({', '.join(dict.fromkeys(known))})")


def is_of_other_format(output: Path) -> bool:
    """Whether a name tells of a format, known here or not, that is no plain text."""
    ending = output.suffix.lower()
    return ending in _OTHER_ENDINGS or any(
        f.name != "text" and output.name.lower().endswith(f.ending) for f in OUTPUT_FORMATS if f.kind != "summary"
    )


def _of_stdin(name: str) -> str:
    if name not in stream_names():
        raise ConfigError(none_of("--input-format", name, stream_names()))
    return name


def none_of(option: str, name: str, known: Iterable[str]) -> str:
    """What is told of a name that an option does not know."""
    names = list(known)
    return f"{option} {name}: none of {', '.join(names)}{did_you_mean(name, names)}"


InputFormat = Annotated[
    str, typer.Option("--input-format", callback=_of_stdin, help=f"What stdin holds: {either(stream_names())}.")
]


def settings_for(
    inputs: list[str],
    config: Path | None,
    *,
    engine: str | None = None,
    server: str | None = None,
    grammar: str | None = None,
    boilerplate: str | None = None,
    rules: list[Path] | None = None,
    off: list[str] | None = None,
    skip: list[str] | None = None,
    only: list[str] | None = None,
    keep_listings: bool = False,
    language: str | None = None,
    encoding: str | None = None,
    links: str | None = None,
    **more: Any,
) -> Loaded:
    """Settings for these inputs: defaults, the file nearest to the first input, the environment, then the options.

    Raises ConfigError for what cannot be.
    """
    first = next((Path(i) for i in inputs if i != STDIN and not is_address(i)), None)
    if first is not None and not first.exists():
        first = None
    loaded = load(first if first is None or first.is_dir() else first.parent, file=config)
    settings = loaded.settings
    if only:
        if skip:
            raise ConfigError("--only and --skip exclude each other; give one of them")
        for step in only:
            if step not in STEPS:
                raise ConfigError(none_of("--only", step, STEPS))
        skip = [s for s in STEPS if s not in only and s != EXTRACT]  # a page is never cleaned with its menus
    elif skip:
        for step in skip:
            if step not in STEPS:
                raise ConfigError(none_of("--skip", step, STEPS))
        skip = [*settings.skip, *skip]
    if server and not engine:
        engine = "languagetool"
    return loaded.with_options(
        {
            "engine.name": engine,
            "engine.server": server,
            "grammar.mode": grammar,
            "boilerplate.mode": boilerplate,
            "rules.folders": tuple(map(str, rules)) if rules else None,
            "rules.off": (*settings.rules.off, *off) if off else None,
            "skip": tuple(dict.fromkeys(skip)) if skip else None,
            "input.language": language,
            "input.encoding": encoding,
            "html.links": links,
            "html.listings": "keep" if keep_listings else None,
            **more,
        },
        OPTION_OF,
    )


@dataclass(frozen=True)
class SourceOptions:
    """Where inputs come from besides the names on the command line, the same in every command that takes inputs."""

    inputs_from: InputsFrom = None
    allow_private: AllowPrivate = None

    def all(self, named: list[str]) -> list[str]:
        """The inputs named, then those of the list. Raises ConfigError where there are none, or where stdin would have to
        be both a list and an article, InputError where the list cannot be read."""
        if self.inputs_from is None:
            if not named:
                raise ConfigError("no input: name files, folders or addresses, - for stdin, or a list of them with -i FILE")
            return named
        found = listed(_text_of(self.inputs_from))
        if STDIN in found or (self.inputs_from == STDIN and STDIN in named):
            raise ConfigError("- cannot be in a list, nor stdin be a list and an article; give the article as a file")
        if not named and not found:
            raise InputError(f"{self.inputs_from}: lists no inputs; write one a line")
        return [*named, *found]

    @property
    def settings(self) -> dict[str, Any]:
        """The settings that were given here."""
        return {"fetch.private": self.allow_private or None}


def _text_of(name: str) -> str:
    path = None if name == STDIN else Path(name)
    file = InputFile("<stdin>" if path is None else name, path, PurePath(name), "text")
    return decode(read_bytes(file), file.name)[0]


@dataclass(frozen=True)
class CleaningOptions:
    """How to clean, the same in every command that cleans with grammar."""

    engine: Engine = None
    server: Server = None
    grammar: Grammar = None
    boilerplate: Boilerplate = None
    rules: Rules = None
    off: Off = None
    skip: Skip = None
    only: Only = None
    keep_listings: KeepListings = False
    language: Language = None
    encoding: Encoding = None
    config: Config = None

    def settings(self, inputs: list[str], **more: Any) -> Settings:
        """The settings for these inputs; `more` as in `settings_for`."""
        return settings_for(inputs, **{f.name: getattr(self, f.name) for f in fields(self)}, **more).settings
