"""What a request asks for: one article, what to do with it, and the settings that a request may change.

An `Order` is a `Raw` and travels to a worker as any article does; its bytes are read there, so that the process that
talks to the network never parses a body.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import PurePath
from typing import Any, Literal

from cleanup.config import Settings
from cleanup.errors import InputError
from cleanup.readers.inputs import InputFile
from cleanup.readers.raw import Raw
from cleanup.service.caller_settings import SETTABLE, CallSettingError, with_call

RouteName = Literal["clean", "summarize", "check", "decide"]
Kind = Literal["json", "text", "html"]
Shape = Literal["json", "markdown", "text"]

JSON = "application/json"
OF_LINES = ("application/x-ndjson", "application/jsonl")
KINDS: Mapping[str, Kind] = {JSON: "json", "text/plain": "text", "text/html": "html"}
TYPES: Mapping[Shape, str] = {"json": JSON, "markdown": "text/markdown; charset=utf-8", "text": "text/plain; charset=utf-8"}
# What each route takes of one article, and what it gives, the first where the client has no preference. All take lines.
TAKES: Mapping[RouteName, tuple[Kind, ...]] = {
    "clean": ("json", "text", "html"),
    "summarize": ("json", "text", "html"),
    "check": ("json", "text", "html"),
    "decide": ("json",),
}
GIVES: Mapping[RouteName, tuple[Shape, ...]] = {
    "clean": ("json", "markdown", "text"),
    "summarize": ("json", "text"),
    "check": ("json",),
    "decide": ("json", "text"),
}
REQUEST = InputFile("<request>", None, PurePath("request"), "jsonl")
ABOUT = ("title", "url")  # query parameters of a body that is no JSON


class RequestError(InputError):
    """What is wrong with a request, and where: `field` names the key of the body or the query, None for the whole."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Order(Raw):
    """One article of a request. `data` are its bytes, of the `kind` that the content type told, in `charset` where it told
    that too. `about` are title and url of a body that is no JSON, `settings` those of the query, as text. `streamed`: it is
    a line of many, numbered `line`."""

    route: RouteName = "clean"
    kind: Kind = "json"
    shape: Shape = "json"
    charset: str | None = None
    about: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    streamed: bool = False


def changed(settings: Settings, wanted: Mapping[str, Any]) -> Settings:
    """The settings with what a request wants otherwise. Raises RequestError, naming the key."""
    try:
        return with_call(settings, wanted)
    except CallSettingError as error:
        raise RequestError(str(error), f"settings.{error.key}") from None


def query(pairs: list[tuple[str, str]], kind: Kind) -> tuple[dict[str, str], dict[str, str]]:
    """The query of a request as (title and url, settings). Raises RequestError for a parameter that there is not."""
    about: dict[str, str] = {}
    settings: dict[str, str] = {}
    for key, value in pairs:
        if key in ABOUT and kind != "json":
            about[key] = value
        elif key in SETTABLE:
            settings[key] = value
        else:
            known = [*SETTABLE, *(ABOUT if kind != "json" else ())]
            near = get_close_matches(key, known, 1, 0.5)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            why = ": in JSON it is a key of the body" if key in ABOUT else hint
            raise RequestError(f"no query parameter {key!r}{why} ({', '.join(known)})", key)
    return about, settings
