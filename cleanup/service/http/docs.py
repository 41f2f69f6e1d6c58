"""The page that shows what the service answers, made of its description on the server; it needs no script."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from cleanup.service.http.openapi import ERRORS, description

_PAGES = Path(__file__).parent / "pages"


async def page(request: Request) -> Response:
    """The page."""
    return HTMLResponse(_page())


async def style(request: Request) -> Response:
    """Its style sheet."""
    return Response((_PAGES / "docs.css").read_bytes(), media_type="text/css")


@cache
def _page() -> str:
    environment = Environment(
        loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    api = description()
    return environment.get_template("docs.html").render(api=api, schemas=api["components"]["schemas"], errors=ERRORS)
