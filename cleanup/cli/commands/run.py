"""`cleanup run`: clean and summarize, one file an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleanup.cli import options, scale
from cleanup.cli.groups import spread
from cleanup.cli.work import rendering, work
from cleanup.errors import ConfigError
from cleanup.writers.formats import RECORDS, article_format_names, record_format_of

if TYPE_CHECKING:
    from cleanup.corpus.plan import Where


@spread
def run(
    inputs: options.Inputs,
    output: Annotated[
        Path,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help=f"Folder for the articles, or {options.RECORD_FILES}.",
            callback=options.no_stdout,
        ),
    ],
    format: Annotated[
        str | None, typer.Option("--format", help=f"{options.either(article_format_names())} (markdown).")
    ] = None,
    changes: Annotated[
        bool,
        typer.Option(
            "--changes", help="Add a table of every edit, accepted and refused; in criticmarkup and docx, what was suggested."
        ),
    ] = False,
    ledger: Annotated[bool, typer.Option(help="Write NAME.ledger.json beside each article, for `cleanup undo`.")] = True,
    sentences: Annotated[int | None, typer.Option("--sentences", help="Length of the summary in sentences.")] = None,
    words: Annotated[int | None, typer.Option("--words", help="Length of the summary in words.")] = None,
    method: Annotated[str | None, typer.Option("--method", help="Summary method.")] = None,
    summary_links: options.SummaryLinks = False,
    keywords: Annotated[str | None, typer.Option("--keywords", help="yake, sgrank, textrank, scake or none.")] = None,
    *,
    source: options.SourceOptions,
    cleaning: options.CleaningOptions,
    links: options.Links = None,
    learn: options.Learn = False,
    input_format: options.InputFormat = "text",
    many: scale.ScaleOptions,
) -> None:
    """Clean and summarize articles: one file each, Markdown if no other format is asked for.

    \b
    Example: cleanup run articles/ page.html -o cleaned
    Example: cleanup run https://example.com/article -o cleaned
    Example: cleanup run articles/ -o for-the-editor --format docx
    Example: cleanup run -i addresses.txt -o cleaned.jsonl --resume
    Example: cleanup run crawl.warc.gz -o cleaned.parquet --jobs 8
    Example: cleanup run in.jsonl.gz -o shards --shard-size 256MB --dedupe drop --resume
    """
    inputs = source.all(inputs)
    settings = cleaning.settings(
        inputs,
        links=links,
        **source.settings,
        **{
            "summary.sentences": sentences,
            "summary.words": words,
            "summary.method": method,
            "summary.links": summary_links or None,
            "keywords.method": keywords,
        },
    )
    if learn:
        from cleanup.corpus.learning import learned_beside

        settings = learned_beside(output, inputs, settings, input_format)
    where: Where
    many_in_one = many.shard_size is not None or record_format_of(output) is not None
    if format is not None and (many_in_one or format not in article_format_names()):
        if many_in_one:
            raise ConfigError(f"--format {format}: {output} holds records")
        raise ConfigError(options.none_of("--format", format, article_format_names()))
    if record_format_of(output) is not None and many.shard_size is None:
        where, how = "lines", rendering(RECORDS, settings)
    elif many.shard_size is not None:
        where, how = "shards", rendering(RECORDS, settings)
    else:
        options.refuse_other_format(output)
        where, how = "folder", rendering(format or "markdown", settings, changes=changes, ledgers=ledger)
    plan = scale.plan_for(inputs, settings, how, where, output, many, input_format)
    raise typer.Exit(work(plan))
