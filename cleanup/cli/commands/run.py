"""`cleanup run`: clean and summarize, one Markdown file an article."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleanup.cli import options
from cleanup.cli.work import FolderSink, JsonlSink, Sink, refuse_inside, work
from cleanup.readers.inputs import format_of


def run(
    inputs: options.Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR",
                                         help="Folder for the articles, or a .jsonl or .jsonl.gz file.")],
    changes: Annotated[bool, typer.Option("--changes", help="Add a table of every edit, accepted and refused.")] = False,
    ledger: Annotated[bool, typer.Option(help="Write NAME.ledger.json beside each article, for `cleanup undo`.")] = True,
    sentences: Annotated[int | None, typer.Option("--sentences", help="Length of the summary in sentences.")] = None,
    words: Annotated[int | None, typer.Option("--words", help="Length of the summary in words.")] = None,
    method: Annotated[str | None, typer.Option("--method", help="Summary method.")] = None,
    keywords: Annotated[str | None, typer.Option("--keywords", help="yake, sgrank, textrank, scake or none.")] = None,
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
    """Clean and summarize articles: one Markdown file each.

    Example: cleanup run articles/ page.html -o cleaned
    """
    settings = options.settings_for(
        inputs, config, engine=engine, server=server, grammar=grammar, rules=rules, off=off, skip=skip, only=only,
        language=language, encoding=encoding, links=links,
        **{"summary.sentences": sentences, "summary.words": words, "summary.method": method,
           "keywords.method": keywords}).settings
    sink: Sink
    if format_of(output.name) == "jsonl":
        sink = JsonlSink(output)
    else:
        refuse_inside(output, inputs)
        from cleanup.writers.markdown import render_markdown

        keep = settings.html.links == "keep"
        sink = FolderSink(output, ".md", lambda r: render_markdown(r, changes=changes, links=keep), ledger)
    raise typer.Exit(work(inputs, settings, sink, input_format=input_format))
