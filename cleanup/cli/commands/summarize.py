"""`cleanup summarize`: the summary alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cleanup.cli import options, scale
from cleanup.cli.commands.clean import chosen_format
from cleanup.cli.groups import spread
from cleanup.cli.work import rendering, work
from cleanup.writers.formats import RECORDS

if TYPE_CHECKING:
    from cleanup.corpus.plan import Where


@spread
def summarize(
    inputs: options.Inputs,
    output: options.Output = None,
    sentences: Annotated[int | None, typer.Option("--sentences", "-n", help="Budget in sentences (3).")] = None,
    words: Annotated[int | None, typer.Option("--words", help="Budget in words, met within one sentence.")] = None,
    characters: Annotated[int | None, typer.Option("--characters", help="Budget in characters.")] = None,
    ratio: Annotated[float | None, typer.Option("--ratio", help="Budget as a share of the sentences.")] = None,
    method: Annotated[str | None, typer.Option("--method", help="Summary method; auto adapts to the article.")] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="QUERY", help="Prefer what concerns this.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say in words why each sentence was chosen.")] = False,
    trace: Annotated[bool, typer.Option("--trace", help="The same with scores and places (code points).")] = False,
    *,
    source: options.SourceOptions,
    engine: options.Engine = "none",
    rules: options.Rules = None,
    skip: options.Skip = None,
    only: options.Only = None,
    language: options.Language = None,
    encoding: options.Encoding = None,
    input_format: options.InputFormat = "text",
    config: options.Config = None,
    many: scale.ScaleOptions,
) -> None:
    """Write the summary alone, one sentence a line.

    The article is cleaned first (without grammar, unless --engine names an engine), so that left-overs and flagged
    passages stay out.

    \b
    Example: cleanup summarize article.txt --sentences 5
    Example: cleanup summarize https://example.com/article --explain
    Example: cleanup summarize in.jsonl -o out.jsonl --words 100
    """
    inputs = source.all(inputs)
    kind = chosen_format(None, output, inputs, input_format, many.shard_size)
    budget: dict[str, Any] = {
        "summary.sentences": sentences,
        "summary.words": words,
        "summary.characters": characters,
        "summary.ratio": ratio,
        "summary.method": method,
        "summary.about": about,
        **source.settings,
    }
    settings = options.settings_for(
        inputs, config, engine=engine, rules=rules, skip=skip, only=only, language=language, encoding=encoding, **budget
    ).settings
    if kind != RECORDS:
        settings = settings.changed({"skip": tuple(dict.fromkeys((*settings.skip, "keywords")))})
    how = rendering(RECORDS if kind == RECORDS else "trace" if trace else "explanation" if explain else "summary", settings)
    where: Where
    if many.shard_size is not None:
        where = "shards"
    elif kind == RECORDS:
        where = "stdout" if output is None else "lines"
    elif output is None:
        where = "stdout"
    else:
        where = "folder" if output.is_dir() or len(inputs) > 1 or Path(inputs[0]).is_dir() else "file"
    plan = scale.plan_for(inputs, settings, how, where, output, many, input_format)
    raise typer.Exit(work(plan, closing_line=output is not None))
