"""`cleanup digest`: several articles as one page of stories."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleanup.api import Cleaner
from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.cli.output import Progress, Tally, emit, say, tell_halves
from cleanup.cli.work import CleanedItem, results, several
from cleanup.errors import ConfigError, OutputError
from cleanup.readers.inputs import Broken
from cleanup.writers.atomic import refuse_device, write_atomically
from cleanup.writers.digest_formats import DIGEST_FORMATS, digest_format_of, render_digest

if TYPE_CHECKING:
    from cleanup.summary.digest import Clipping

_NAMES = [f.name for f in DIGEST_FORMATS]


@spread
def digest(
    inputs: options.Inputs,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of stdout.", callback=options.unless_stdout)
    ] = None,
    format: Annotated[
        str | None, typer.Option("--format", help=f"{options.either(_NAMES)}; else as FILE ends, or markdown.")
    ] = None,
    sentences: Annotated[int, typer.Option("--sentences", "-n", min=1, help="Sentences a story.")] = 3,
    title: Annotated[str, typer.Option("--title", help="Heading of the page.")] = "Digest",
    *,
    source: options.SourceOptions,
    rules: options.Rules = None,
    language: options.Language = None,
    encoding: options.Encoding = None,
    input_format: options.InputFormat = "text",
    config: options.Config = None,
) -> None:
    """Group near-duplicate articles and write one summary a story, with its sources linked, under shared themes.

    The articles are cleaned first, without grammar. Links to files lead from the folder of the page.

    \b
    Example: cleanup digest clippings/ -o digest.md
    Example: cleanup digest -i addresses.txt -o digest.html --title "Week 12"
    Example: cleanup digest clippings.jsonl -o digest.json
    Example: cleanup digest - --input-format jsonl --format json < clippings.jsonl | jq .themes
    """
    from cleanup.summary.digest import digest as stories_of
    from cleanup.writers.digest import Page

    inputs = source.all(inputs)
    kind = chosen_format(format, output)
    settings = options.settings_for(
        inputs,
        config,
        engine="none",
        rules=rules,
        language=language,
        encoding=encoding,
        skip=["summary", "keywords"],
        **source.settings,
    ).settings
    if output is not None:
        refuse_device(output)
        if output.is_dir():
            raise OutputError(f"{output}: is a folder, and a digest is one file; name it, such as {output / 'digest.md'}")
    tally = Tally()
    clippings: list[Clipping] = []
    single = not several(inputs, input_format)
    with Progress(1 if single else None) as progress, Cleaner(settings) as cleaner:
        for done in results(inputs, settings, cleaner, input_format):
            if isinstance(done, Broken):
                tally.fail(done.error)
            else:
                tally.add(done.result)
                if done.result.text.strip():
                    clippings.append(_clipping(done))
            progress.step(tally.articles + tally.failures, tally.failures)
    with Progress(1 if single else len(clippings), "summarizing") as progress:
        stories = stories_of(clippings, sentences, done=lambda articles: progress.step(articles, 0))
    text = render_digest(Page(stories, clippings, title, output.parent if output else None), kind)
    if output is None:
        emit(text)
    else:
        tell_halves(text, output)
        write_atomically(output, text)
    say(tally.line())
    raise typer.Exit(tally.exit_code)


def chosen_format(format: str | None, output: Path | None) -> str:
    """The format that is asked for, else the one that the output's name tells, else Markdown. Raises ConfigError for a name or
    an ending of another format."""
    if format is not None:
        if format not in _NAMES:
            raise ConfigError(options.none_of("--format", format, _NAMES))
        return format
    named = None if output is None else digest_format_of(output)
    if named is None and output is not None and options.is_of_other_format(output):
        endings = ", ".join(f.endings[0] for f in DIGEST_FORMATS)
        raise ConfigError(f"-o {output}: no digest is written as {output.suffix}; name it with {endings}, or give --format")
    return named or "markdown"


def _clipping(done: CleanedItem) -> Clipping:
    from cleanup.readers.address import shown
    from cleanup.readers.front_matter import FrontMatter
    from cleanup.summary.digest import Clipping

    item, result = done.item, done.result
    stated = {**FrontMatter("", item.extra).stated(), **result.meta}  # a record's other columns may tell of it too
    address, identity = stated.get("url", ""), item.id if item.line is not None else None
    return Clipping(
        result.text,
        result.title,
        path=str(item.file.path) if item.file.path else None,
        address=shown(address) if address.lower().startswith(("http://", "https://")) else None,
        language=result.language,
        date=_day(stated.get("date")),
        site=stated.get("site"),
        line=item.line,
        id=identity if isinstance(identity, str | int) else None,
        blocks=result.document.blocks,
        flagged=[(flag.start, flag.end) for flag in result.flags],
    )


def _day(date: str | None) -> str | None:
    """A day as YYYY-MM-DD where it can be read in one way only, else as it is stated."""
    from cleanup.page.dates import date_of

    return date_of(date) or date
