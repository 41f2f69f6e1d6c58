"""Options for many articles, the same in `run`, `clean` and `summarize`, and the plan that comes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleanup.cli.options import either, none_of
from cleanup.cli.work import fields_of, size_of
from cleanup.config import Settings
from cleanup.errors import ConfigError
from cleanup.writers.formats import output_format, record_format_of, record_formats

if TYPE_CHECKING:
    from cleanup.corpus.job import Rendering
    from cleanup.corpus.plan import Plan, Where

_PANEL = "Many articles"
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, metavar="N", help="Worker processes (the cores).", rich_help_panel=_PANEL)
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with a run that was stopped or killed.", rich_help_panel=_PANEL)]
Restart = Annotated[bool, typer.Option("--restart", help="Forget an earlier run to the same output.", rich_help_panel=_PANEL)]
Dedupe = Annotated[
    str | None,
    typer.Option(
        "--dedupe",
        metavar="mark|drop",
        help="Find near-duplicates (Jaccard similarity of word 5-grams from .8) and mark or drop them.",
        rich_help_panel=_PANEL,
    ),
]
ShardSize = Annotated[
    str | None,
    typer.Option(
        "--shard-size",
        metavar="SIZE",
        help="Write DIR/part-00000.jsonl ..., a new one after this many bytes (500k, 64MB, 2G).",
        rich_help_panel=_PANEL,
    ),
]
ShardFormat = Annotated[
    str, typer.Option("--shard-format", help=f"{either(f.name for f in record_formats())}.", rich_help_panel=_PANEL)
]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster", metavar="ADDRESS", help="Work on a Dask cluster, such as tcp://10.0.0.1:8786.", rich_help_panel=_PANEL
    ),
]
TimeLimit = Annotated[
    float,
    typer.Option(
        "--time-limit",
        min=0,
        metavar="SECONDS",
        help="Stop work on an article after this long, count it as failed and go on (0: never); "
        "articles over 100 kB get more in proportion.",
        rich_help_panel=_PANEL,
    ),
]
MemoryLimit = Annotated[
    int,
    typer.Option(
        "--memory-limit", min=0, metavar="MB", help="Give an article up that takes more (0: no limit).", rich_help_panel=_PANEL
    ),
]
TextField = Annotated[
    str | None, typer.Option("--text-field", metavar="COLUMN", help="The column that holds the text.", rich_help_panel=_PANEL)
]
HtmlField = Annotated[
    str | None, typer.Option("--html-field", metavar="COLUMN", help="The column that holds HTML.", rich_help_panel=_PANEL)
]
IdField = Annotated[
    str | None, typer.Option("--id-field", metavar="COLUMN", help="The column that holds the id.", rich_help_panel=_PANEL)
]
TitleField = Annotated[
    str | None, typer.Option("--title-field", metavar="COLUMN", help="The column of the title.", rich_help_panel=_PANEL)
]
UrlField = Annotated[
    str | None, typer.Option("--url-field", metavar="COLUMN", help="The column of the address.", rich_help_panel=_PANEL)
]
ResultField = Annotated[
    str | None,
    typer.Option(
        "--result-field",
        metavar="COLUMN",
        help="In records, put all but the id and the text into one column, apart from those of the input.",
        rich_help_panel=_PANEL,
    ),
]
TIME_LIMIT, MEMORY_LIMIT = 120.0, 2048


@dataclass(frozen=True)
class ScaleOptions:
    """Options for many articles."""

    jobs: Jobs = None
    resume: Resume = False
    restart: Restart = False
    dedupe: Dedupe = None
    shard_size: ShardSize = None
    shard_format: ShardFormat = "jsonl"
    cluster: Cluster = None
    time_limit: TimeLimit = TIME_LIMIT
    memory_limit: MemoryLimit = MEMORY_LIMIT
    text_field: TextField = None
    html_field: HtmlField = None
    id_field: IdField = None
    title_field: TitleField = None
    url_field: UrlField = None
    result_field: ResultField = None


def plan_for(
    inputs: list[str],
    settings: Settings,
    rendering: Rendering,
    where: Where,
    output: Path | None,
    many: ScaleOptions,
    input_format: str,
) -> Plan:
    """The plan. Raises ConfigError for options that do not go together."""
    from cleanup.corpus.chunks import Inputs
    from cleanup.corpus.job import Job
    from cleanup.corpus.plan import Plan

    if many.dedupe not in (None, "mark", "drop"):
        raise ConfigError(none_of("--dedupe", many.dedupe, ("mark", "drop")))
    if many.resume and many.restart:
        raise ConfigError("--resume and --restart exclude each other; give one of them")
    if many.cluster and many.jobs:
        raise ConfigError("--cluster has the workers that it has; leave --jobs out")
    into = record_format_of(output) if output is not None else None
    if many.shard_size is not None:
        if output is None or into is not None:
            raise ConfigError("--shard-size needs a folder: -o DIR")
        into = next((f for f in record_formats() if f.name == many.shard_format.lstrip(".")), None)
        if into is None:
            raise ConfigError(none_of("--shard-format", many.shard_format, (f.name for f in record_formats())))
    (into or output_format(rendering.format)).check_package()
    if many.dedupe == "mark" and not rendering.records and output is None:
        raise ConfigError("--dedupe mark needs a place for the marks: -o with a .jsonl name or a folder")
    if many.result_field is not None:
        settings = settings.changed({"record.field": many.result_field}, "--result-field")
    if into is not None and into.is_typed:
        rendering = replace(rendering, typed=True)
    fields = fields_of(text=many.text_field, html=many.html_field, id=many.id_field, title=many.title_field, url=many.url_field)
    job = Job(settings, rendering, fields, signatures=many.dedupe is not None, memory=many.memory_limit * 2**20)
    return Plan(
        job,
        Inputs(inputs, input_format, fields),
        where,
        output,
        into.ending if into else ".jsonl",
        many.jobs,
        shard_bytes=size_of(many.shard_size),
        dedupe=many.dedupe,  # type: ignore[arg-type]  # checked above
        cluster=many.cluster,
        time_limit=many.time_limit,
        resume=many.resume,
        restart=many.restart,
    )
