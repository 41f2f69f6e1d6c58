"""`cleanup summarize`: the summary alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options
from cleanup.cli.commands.clean import chosen_format
from cleanup.cli.work import FileSink, FolderSink, JsonlSink, Sink, StdoutSink, work
from cleanup.result import Result


def summarize(
    inputs: options.Inputs,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", help="File for one input, folder for "
                                                "more, or a .jsonl or .jsonl.gz file; stdout without it.")] = None,
    sentences: Annotated[int | None, typer.Option("--sentences", "-n", help="Budget in sentences (3).")] = None,
    words: Annotated[int | None, typer.Option("--words", help="Budget in words, met within one sentence.")] = None,
    characters: Annotated[int | None, typer.Option("--characters", help="Budget in characters.")] = None,
    ratio: Annotated[float | None, typer.Option("--ratio", help="Budget as a share of the sentences.")] = None,
    method: Annotated[str | None, typer.Option("--method", help="Summary method; auto adapts to the article.")] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="QUERY", help="Prefer what concerns this.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each sentence was chosen.")] = False,
    engine: options.Engine = "none",
    rules: options.Rules = None,
    skip: options.Skip = None,
    only: options.Only = None,
    language: options.Language = None,
    encoding: options.Encoding = None,
    input_format: options.InputFormat = "text",
    config: options.Config = None,
) -> None:
    """Write the summary alone, one sentence a line.

    The article is cleaned first (without grammar, unless --engine names an engine), so that left-overs and flagged
    passages stay out.

    Example: cleanup summarize article.txt --sentences 5
    Example: cleanup summarize in.jsonl -o out.jsonl --words 100
    """
    kind = chosen_format(None, output, inputs, input_format)
    settings = options.settings_for(
        inputs, config, engine=engine, rules=rules, skip=skip, only=only, language=language, encoding=encoding,
        **{"summary.sentences": sentences, "summary.words": words, "summary.characters": characters,
           "summary.ratio": ratio, "summary.method": method, "summary.about": about}).settings
    if kind != "jsonl":
        settings = settings.changed({"skip": tuple(dict.fromkeys((*settings.skip, "keywords")))})
    render = _explained if explain else _plain
    sink: Sink
    if kind == "jsonl":
        sink = JsonlSink(output)
    elif output is None:
        sink = StdoutSink(render)
    elif output.is_dir() or len(inputs) > 1 or Path(inputs[0]).is_dir():
        sink = FolderSink(output, ".txt", render, ledgers=False)
    else:
        sink = FileSink(output, render)
    raise typer.Exit(work(inputs, settings, sink, input_format=input_format, closing_line=output is not None))


def _plain(result: Result) -> str:
    return "".join(" ".join(s.text.split()) + "\n" for s in result.summary)


def _explained(result: Result) -> str:
    return result.summary_explanation + "\n"
