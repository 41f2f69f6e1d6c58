"""`cleanup clean`: the cleaned text alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options
from cleanup.cli.work import FileSink, FolderSink, JsonlSink, Render, Sink, StdoutSink, refuse_inside, work
from cleanup.config import Settings
from cleanup.errors import ConfigError, OutputError
from cleanup.readers.inputs import Broken, find_files, format_of
from cleanup.result import Result

ENDINGS = {"text": ".txt", "markdown": ".md", "json": ".json"}


def clean(
    inputs: options.Inputs,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="PATH", help="File for one input, folder for "
                                                "more, or a .jsonl or .jsonl.gz file; stdout without it.")] = None,
    format: Annotated[str | None, typer.Option("--format", help="text, markdown, json or jsonl.")] = None,
    engine: options.Engine = None,
    server: options.Server = None,
    grammar: options.Grammar = None,
    rules: options.Rules = None,
    off: options.Off = None,
    skip: options.Skip = None,
    only: options.Only = None,
    language: options.Language = None,
    encoding: options.Encoding = None,
    links: options.Links = None,
    input_format: options.InputFormat = "text",
    config: options.Config = None,
) -> None:
    """Write the cleaned text alone.

    Example: cleanup clean article.txt > clean.txt
    Example: cleanup clean in.jsonl -o out.jsonl --only grammar
    """
    settings = options.settings_for(inputs, config, engine=engine, server=server, grammar=grammar, rules=rules, off=off,
                                    skip=skip, only=only, language=language, encoding=encoding, links=links).settings
    kind = chosen_format(format, output, inputs, input_format)
    if kind in ("text", "markdown"):  # neither shows a summary or keywords, so none is made
        settings = settings.changed({"skip": tuple(dict.fromkeys((*settings.skip, "summary", "keywords")))})
    raise typer.Exit(work(inputs, settings, sink_for(kind, output, inputs, settings), input_format=input_format,
                          closing_line=output is not None))


def chosen_format(format: str | None, output: Path | None, inputs: list[str], input_format: str) -> str:
    """The output format: as asked, as the output's name tells, JSONL for JSONL inputs, else text."""
    if format is not None:
        if format not in (*ENDINGS, "jsonl"):
            raise ConfigError(f"--format {format}: none of text, markdown, json, jsonl")
        return format
    if output is not None:
        named = format_of(output.name)
        if named in ("jsonl", "markdown"):
            return named
        if output.suffix == ".json":
            return "json"
    if input_format == "jsonl" or any(format_of(i) == "jsonl" for i in inputs):
        return "jsonl"
    return "text"


def sink_for(kind: str, output: Path | None, inputs: list[str], settings: Settings) -> Sink:
    """Where results of this format go. Raises OutputError where several inputs would go to stdout."""
    if kind == "jsonl":
        return JsonlSink(output)
    render = _render(kind, settings)
    several = sum(1 for _ in zip(range(2), (f for f in find_files(inputs) if not isinstance(f, Broken)), strict=False)) > 1
    if output is None:
        if several:
            raise OutputError("several inputs need -o DIR, or --format jsonl for one stream")
        return StdoutSink(render)
    if several or output.is_dir() or str(output).endswith(("/", "\\")) or Path(inputs[0]).is_dir():
        refuse_inside(output, inputs)
        return FolderSink(output, ENDINGS[kind], render, ledgers=False)
    return FileSink(output, render)


def _render(kind: str, settings: Settings) -> Render:
    if kind == "json":
        return lambda r: json.dumps(r.to_dict(), ensure_ascii=True, indent=1) + "\n"
    if kind == "markdown":
        return lambda r: _markdown(r, settings)
    from cleanup.writers.text import render_text

    return render_text


def _markdown(result: Result, settings: Settings) -> str:
    from cleanup.writers.markdown import render_markdown

    return render_markdown(result, links=settings.html.links == "keep")
