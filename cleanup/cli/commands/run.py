"""`cleanup run`: clean and summarize, one Markdown file an article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleanup.cli import options, scale
from cleanup.cli.work import rendering, work
from cleanup.writers.formats import RECORDS, record_format_of

if TYPE_CHECKING:
    from cleanup.corpus.run import Where


def run(
    inputs: options.Inputs,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR",
                                         help=f"Folder for the articles, or {options.RECORD_FILES}.")],
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
    learn: options.Learn = False,
    input_format: options.InputFormat = "text",
    config: options.Config = None,
    jobs: scale.Jobs = None,
    resume: scale.Resume = False,
    restart: scale.Restart = False,
    dedupe: scale.Dedupe = None,
    shard_size: scale.ShardSize = None,
    shard_format: scale.ShardFormat = "jsonl",
    cluster: scale.Cluster = None,
    time_limit: scale.TimeLimit = scale.TIME_LIMIT,
    memory_limit: scale.MemoryLimit = scale.MEMORY_LIMIT,
    text_field: scale.TextField = None,
    html_field: scale.HtmlField = None,
    id_field: scale.IdField = None,
    title_field: scale.TitleField = None,
    url_field: scale.UrlField = None,
) -> None:
    """Clean and summarize articles: one Markdown file each.

    \b
    Example: cleanup run articles/ page.html -o cleaned
    Example: cleanup run crawl.warc.gz -o cleaned.parquet --jobs 8
    Example: cleanup run in.jsonl.gz -o shards --shard-size 256MB --dedupe drop --resume
    """
    settings = options.settings_for(
        inputs, config, engine=engine, server=server, grammar=grammar, rules=rules, off=off, skip=skip, only=only,
        language=language, encoding=encoding, links=links,
        **{"summary.sentences": sentences, "summary.words": words, "summary.method": method,
           "keywords.method": keywords}).settings
    if learn:
        from cleanup.corpus.learning import learned_beside

        settings = learned_beside(output, inputs, settings, input_format)
    where: Where
    if record_format_of(output) is not None and shard_size is None:
        where, how = "lines", rendering(RECORDS, settings)
    elif shard_size is not None:
        where, how = "shards", rendering(RECORDS, settings)
    else:
        where, how = "folder", rendering("markdown", settings, changes=changes, ledgers=ledger)
    plan = scale.plan_for(
        inputs, settings, how, where, output,
        input_format=input_format, jobs=jobs, resume=resume, restart=restart, dedupe=dedupe,
        shard_size=shard_size, shard_format=shard_format, cluster=cluster, time_limit=time_limit,
        memory_limit=memory_limit, text_field=text_field, html_field=html_field, id_field=id_field,
        title_field=title_field, url_field=url_field)
    raise typer.Exit(work(plan))
