"""`cleanup digest`: several articles as one page of stories."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleanup.api import Cleaner
from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.cli.output import Tally, emit, say
from cleanup.cli.work import results
from cleanup.readers.inputs import Broken
from cleanup.writers.atomic import refuse_device, write_atomically


@spread
def digest(
    inputs: options.Inputs,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Instead of stdout.", callback=options.unless_stdout)
    ] = None,
    sentences: Annotated[int, typer.Option("--sentences", "-n", min=1, help="Sentences a story.")] = 3,
    title: Annotated[str, typer.Option("--title", help="Heading of the page.")] = "Digest",
    *,
    source: options.SourceOptions,
    rules: options.Rules = None,
    language: options.Language = None,
    encoding: options.Encoding = None,
    config: options.Config = None,
) -> None:
    """Group near-duplicate articles and write one summary a story, with its sources linked and themes by keywords.

    The articles are cleaned first, without grammar.

    \b
    Example: cleanup digest clippings/ -o digest.md
    Example: cleanup digest -i addresses.txt -o digest.md
    """
    from cleanup.summary.digest import Clipping
    from cleanup.summary.digest import digest as stories_of
    from cleanup.writers.digest import render_digest

    inputs = source.all(inputs)
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
    tally = Tally()
    clippings: list[Clipping] = []
    with Cleaner(settings) as cleaner:
        for done in results(inputs, settings, cleaner):
            if isinstance(done, Broken):
                tally.fail(done.error)
                continue
            result = done.result
            tally.add(result)
            if result.text.strip():
                origin = result.meta.get("url") or (str(done.item.file.path) if done.item.file.path else None)
                clippings.append(Clipping(result.text, result.title, origin, result.language))
    text = render_digest(stories_of(clippings, sentences), clippings, title)
    if output is None:
        emit(text)
    else:
        write_atomically(output, text)
    say(tally.line())
    raise typer.Exit(tally.exit_code)
