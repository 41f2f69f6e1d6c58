"""`cleanup serve`: the service for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleanup.api import Cleaner
from cleanup.cli import options
from cleanup.cli.groups import spread
from cleanup.cli.output import OK, say
from cleanup.cli.scale import MEMORY_LIMIT, Jobs
from cleanup.cli.work import rendering
from cleanup.errors import ConfigError
from cleanup.extras import needs
from cleanup.writers.formats import RECORDS

_PANEL = "Limits"
TIME_LIMIT, QUEUE = 60.0, 64


@spread
def serve(
    host: Annotated[str, typer.Option("--host", help="Address to listen on; beyond this machine only with --token-file.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="Port; 0 takes one that is free.")] = 8765,
    jobs: Jobs = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="FILE", help="Ask every client for the token in this file.")
    ] = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option("--allow-host", metavar="NAME", help="A name that clients may call this machine; repeatable."),
    ] = None,
    *,
    cleaning: options.CleaningOptions,
    most_bytes: Annotated[
        int | None, typer.Option("--most-bytes", min=1, help="Largest article (input.most_bytes).", rich_help_panel=_PANEL)
    ] = None,
    queue: Annotated[
        int, typer.Option("--queue", min=1, metavar="N", help="Requests that may wait for a worker.", rich_help_panel=_PANEL)
    ] = QUEUE,
    time_limit: Annotated[
        float,
        typer.Option(
            "--time-limit",
            min=0,
            metavar="SECONDS",
            help="Give an article up after this long (0: never).",
            rich_help_panel=_PANEL,
        ),
    ] = TIME_LIMIT,
    memory_limit: Annotated[
        int,
        typer.Option(
            "--memory-limit",
            min=0,
            metavar="MB",
            help="Give an article up that takes more (0: no limit).",
            rich_help_panel=_PANEL,
        ),
    ] = MEMORY_LIMIT,
) -> None:
    """Clean and summarize for other programs, over HTTP: POST /v1/clean, /v1/summarize, /v1/check, /v1/decide.

    The address itself shows a page that says what there is. Needs the extra: pip install 'article-cleanup[serve]'.

    \b
    Example: cleanup serve --port 8765 --jobs 4
    Example: curl -H 'Content-Type: text/plain' --data-binary @article.txt localhost:8765/v1/clean
    """
    for package in ("uvicorn", "starlette", "jinja2", "prometheus_client"):
        needs(package, "serve", "`cleanup serve`", error=ConfigError)
    import asyncio

    from cleanup.corpus.plan import cores
    from cleanup.service.access import LOOPBACK
    from cleanup.service.http import server
    from cleanup.service.http.bench import ServiceJob
    from cleanup.service.http.routes import Limits
    from cleanup.service.http.token import read_token

    settings = cleaning.settings([])
    Cleaner(settings).close()  # what is wrong with settings and rules is told before anything is begun
    named = _bracketed(host)
    token = None
    if token_file is not None:
        token, warning = read_token(token_file)
        if warning:
            say(f"warning: {warning}")
    if not _is_loopback(host):
        if token is None:
            raise ConfigError(
                f"--host {host}: whoever reaches this machine could send texts; give a password with --token-file"
            )
        say(
            f"warning: {host} is reached from outside this machine, and what is sent, the token too, is not encrypted; "
            "put a proxy with TLS in front of it"
        )
    bound = server.listening(host, port)
    address = f"http://{named}:{bound.getsockname()[1]}"
    workers = jobs or cores()
    served = server.serve(
        bound,
        ServiceJob(settings, rendering(RECORDS, settings), memory=memory_limit * 2**20),
        jobs=workers,
        time_limit=time_limit,
        limits=Limits(most_bytes or settings.input.most_bytes, queue),
        hosts={*LOOPBACK, named, *map(_bracketed, allow_host or ())},
        token=token,
        on_ready=lambda: say(f"listening on {address} with {workers} worker{'s' if workers > 1 else ''}; Ctrl-C stops it"),
    )
    asyncio.run(served)
    raise typer.Exit(OK)


def _is_loopback(host: str) -> bool:
    from ipaddress import ip_address

    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def _bracketed(host: str) -> str:
    """A host as a `Host` header has it: an IPv6 address in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
