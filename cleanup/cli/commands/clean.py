"""`cleanup clean`: the cleaned text alone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleanup.cli import options, scale
from cleanup.cli.groups import spread
from cleanup.cli.work import rendering, several, work
from cleanup.errors import ConfigError, OutputError
from cleanup.readers.address import is_address
from cleanup.readers.formats import format_named, holds_records
from cleanup.writers.formats import RECORDS, article_format_of, format_names, output_format, record_format_of

if TYPE_CHECKING:
    from cleanup.corpus.plan import Where


@spread
def clean(
    inputs: options.Inputs,
    output: options.Output = None,
    format: Annotated[str | None, typer.Option("--format", help=f"{options.either(format_names())}.")] = None,
    *,
    source: options.SourceOptions,
    cleaning: options.CleaningOptions,
    links: options.Links = None,
    learn: options.Learn = False,
    input_format: options.InputFormat = "text",
    many: scale.ScaleOptions,
) -> None:
    """Write the cleaned text alone.

    \b
    Example: cleanup clean article.txt > clean.txt
    Example: cleanup clean https://example.com/article > clean.txt
    Example: cleanup clean article.txt -o article.docx
    Example: cleanup clean in.jsonl -o out.jsonl --only grammar
    Example: cleanup clean crawl.parquet -o clean.jsonl.zst --text-field body --id-field url --jobs 8
    """
    inputs = source.all(inputs)
    settings = cleaning.settings(inputs, links=links, **source.settings)
    if learn:
        from cleanup.corpus.learning import learned_beside

        settings = learned_beside(output, inputs, settings, input_format)
    kind = chosen_format(format, output, inputs, input_format, many.shard_size)
    if not output_format(kind).described:  # it shows no summary or keywords, so none is made
        settings = settings.changed({"skip": tuple(dict.fromkeys((*settings.skip, "summary", "keywords")))})
    where = place_for(kind, output, inputs, input_format, many.shard_size)
    plan = scale.plan_for(inputs, settings, rendering(kind, settings), where, output, many, input_format)
    raise typer.Exit(work(plan, closing_line=output is not None))


def chosen_format(
    format: str | None, output: Path | None, inputs: list[str], input_format: str, shard_size: str | None = None
) -> str:
    """The output format: as asked, as the output's name tells, JSONL for inputs of many records, else text."""
    if shard_size is not None or (output is not None and record_format_of(output) is not None):
        if format not in (None, RECORDS):
            raise ConfigError(f"--format {format}: {output} holds records; leave --format out, or name another output")
        return RECORDS
    if format is not None:
        if format not in format_names():
            raise ConfigError(options.none_of("--format", format, format_names()))
        return format
    named = article_format_of(output) if output is not None else None
    if named is not None and named.name != "text":  # .txt is what any text may be called
        return named.name
    if format_named(input_format).records or any(holds_records(i) for i in inputs if not is_address(i)):
        return RECORDS
    if output is not None:
        options.refuse_other_format(output)
    return "text"


def place_for(kind: str, output: Path | None, inputs: list[str], input_format: str, shard_size: str | None) -> Where:
    """Where results of this format go. Raises OutputError where several inputs would go to stdout, or what is no text to a
    terminal."""
    if shard_size is not None:
        return "shards"
    if kind == RECORDS:
        return "stdout" if output is None else "lines"
    many = several(inputs, input_format)
    if output is None:
        if many:
            raise OutputError("several inputs need -o DIR, or --format jsonl for one stream")
        if output_format(kind).binary and sys.stdout.isatty():
            raise OutputError(
                f"--format {kind} is no text for a terminal; give a file with -o FILE{output_format(kind).ending}"
            )
        return "stdout"
    if many or output.is_dir() or str(output).endswith(("/", "\\")) or Path(inputs[0]).is_dir():
        return "folder"
    return "file"
