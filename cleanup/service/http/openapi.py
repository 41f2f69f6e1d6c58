"""The description of the service (OpenAPI 3.1), made of the tables that it works by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from cleanup.config import Settings, keys
from cleanup.service.caller_settings import SETTABLE
from cleanup.service.http.orders import ABOUT, GIVES, KINDS, OF_LINES, TAKES, TYPES, RouteName
from cleanup.version import VERSION

# Every status besides 200 that a route may answer with: when, and whether Retry-After says when to come again.
ERRORS: Mapping[int, tuple[str, bool]] = {
    401: ("The token is missing or wrong.", False),
    403: ("The request names another host, or comes from a page of another site.", False),
    406: ("The route gives nothing that the client accepts.", False),
    408: ("The body came too slowly.", False),
    413: ("The body is larger than the server takes.", False),
    415: ("The content type, its charset or its compression is none that the route takes.", False),
    422: ("Malformed, empty, or with a setting that cannot be; or this one article took too long, too much memory, or "
          "brought its workers down (`reason`). Sent again as it is, it fares no better.", False),
    429: ("Too many requests wait already.", True),
    500: ("A fault of the program at this article.", False),
    503: ("The server starts or stops, or its workers are being started anew.", True),
}  # fmt: skip
OF_POSTS = tuple(ERRORS)
OF_GETS = (401, 403)
ABOUT_ROUTES: Mapping[RouteName, tuple[str, str]] = {
    "clean": ("Clean an article", "The object is that of `cleanup clean --format jsonl`: text, title, summary, every edit."),
    "summarize": ("Summarize an article", "Cleaned without grammar first, so that left-overs stay out of the summary."),
    "check": ("Tell what would change", "Changes nothing: would_change, and every proposal with its verdict and reason."),
    "decide": ("Decide about edits", "A ledger, or a record of /v1/clean, with decisions in; the new ledger and text out."),
}


@cache
def description() -> Mapping[str, Any]:
    """The description as plain values."""
    paths: dict[str, Any] = {f"/v1/{name}": {"post": _post(name)} for name in TAKES}
    paths["/healthz"] = {"get": _get("Whether the workers are there", {"application/json": _ref("Health")}, (403, 503))}
    paths["/metrics"] = {"get": _get("Figures for Prometheus", {"text/plain": _TEXT})}
    paths["/openapi.json"] = {"get": _get("This description", {"application/json": {"schema": {"type": "object"}}})}
    paths["/"] = {"get": _get("This description as a page", {"text/html": _TEXT})}
    paths["/docs.css"] = {"get": _get("The looks of that page", {"text/css": _TEXT})}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "cleanup",
            "version": VERSION,
            "description": "Cleans garbled web articles on record, and summarizes them.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "With --token-file alone."}},
        },
        "security": [{}, {"token": []}],
    }


_TEXT: Mapping[str, Any] = {"schema": {"type": "string"}}


def _ref(name: str) -> dict[str, Any]:
    return {"schema": {"$ref": f"#/components/schemas/{name}"}}


def _get(summary: str, content: Mapping[str, Any], errors: tuple[int, ...] = OF_GETS) -> dict[str, Any]:
    return {"summary": summary, "responses": {"200": {"description": summary, "content": content}, **_errors(errors)}}


def _post(name: RouteName) -> dict[str, Any]:
    summary, about = ABOUT_ROUTES[name]
    asked, given = (
        ("DecideRequest", "Decided") if name == "decide" else ("Article", "Checked" if name == "check" else "Cleaned")
    )
    takes = {media: _ref(asked) if kind == "json" else _TEXT for media, kind in KINDS.items() if kind in TAKES[name]}
    gives = {TYPES[shape].partition(";")[0]: _ref(given) if shape == "json" else _TEXT for shape in GIVES[name]}
    return {
        "summary": summary,
        "description": f"{about} With JSON lines in, JSON lines come out, in order, an error line in the place of a bad one.",
        "operationId": name,
        "parameters": [] if name == "decide" else _parameters(),
        "requestBody": {"required": True, "content": takes | {OF_LINES[0]: _TEXT}},
        "responses": {
            "200": {"description": summary, "content": gives | {OF_LINES[0]: _TEXT}},
            **_errors(OF_POSTS),
        },
    }


def _parameters() -> list[dict[str, Any]]:
    about = [
        {
            "name": key,
            "in": "query",
            "description": f"The article's {key}; in JSON a key of the body.",
            "schema": {"type": "string"},
        }
        for key in ABOUT
    ]
    return about + [
        {"name": key, "in": "query", "description": schema["description"], "schema": {"type": "string"}}
        for key, schema in _settings().items()
    ]


def _errors(statuses: tuple[int, ...]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for status in statuses:
        about, later = ERRORS[status]
        content = {"text/plain": _TEXT} if status == 403 else {"application/json": _ref("Health" if status == 503 else "Error")}
        out[str(status)] = {"description": about, "content": content}
        if later:
            header = {"description": "Seconds until it may be worth another try.", "schema": {"type": "integer"}}
            out[str(status)]["headers"] = {"Retry-After": header}
    return out


@cache
def _settings() -> Mapping[str, dict[str, Any]]:
    """A schema for each setting that a request may change."""
    helps = {key: about for key, _, about in keys(Settings())}
    schemas: dict[str, Any] = {}
    for part in fields(Settings):
        owner = get_type_hints(Settings)[part.name]
        if is_dataclass(owner):
            hints = get_type_hints(owner)
            schemas |= {f"{part.name}.{item.name}": _schema(hints[item.name], item.metadata) for item in fields(owner)}
        else:
            schemas[part.name] = _schema(owner, part.metadata)
    return {key: {**schemas[key], "description": helps[key]} for key in SETTABLE}


def _schema(kind: Any, limits: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON schema of a setting."""
    if get_origin(kind) in (Union, UnionType):
        inner = next(part for part in get_args(kind) if part is not type(None))
        return {"anyOf": [_schema(inner, limits), {"type": "null"}]}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": {"type": "string"}}
    least = {"minimum": limits["least"]} if "least" in limits else {}
    return {"type": {bool: "boolean", int: "integer", float: "number", str: "string"}[kind], **least}


def _object(required: tuple[str, ...], /, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _schemas() -> dict[str, Any]:
    text, line, flag = {"type": "string"}, {"type": ["string", "null"]}, {"type": "boolean"}
    texts = {"type": "array", "items": text}
    sentence = _object(
        ("text", "start", "end", "source_start", "source_end"),
        text=text,
        **{key: {"type": "integer", "minimum": 0} for key in ("start", "end", "source_start", "source_end")},
    )
    edit = _object(
        ("id", "stage", "rule", "reason", "confidence", "old", "new", "decision", "source_span"),
        id=text,
        stage=text,
        rule=text,
        reason=text,
        confidence={"type": "number", "minimum": 0, "maximum": 1},
        old=text,
        new=text,
        decision={"enum": ["accepted", "suggested", "refused"]},
        source_span={"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2},
    )
    common = {
        "id": {"description": "As it came; null where there was none."},
        "title": line,
        "language": line,
        "flags": {"type": "array", "items": {"$ref": "#/components/schemas/Sentence"}},
        "edits": {"type": "array", "items": {"$ref": "#/components/schemas/Edit"}},
        "source": {"type": "object"},
        "engine": line,
        "skipped": {**line, "description": "Why there is no article, if so."},
        "notes": texts,
        "version": text,
    }
    cleaned = {
        "text": text,
        "summary": {"type": "array", "items": {"$ref": "#/components/schemas/Sentence"}},
        "summary_method": line,
        "article_kind": line,
        "keywords": texts,
        "readability": {"type": "object", "additionalProperties": {"type": "number"}},
        "meta": {"type": "object", "additionalProperties": text},
    }
    article = _object((), id={}, text=line, html=line, title=line, url=line, settings={"$ref": "#/components/schemas/Settings"})
    article |= {
        "anyOf": [{"required": [key], "properties": {key: {**text, "pattern": r"\S"}}} for key in ("text", "html")],
        "description": "Keys of other names are carried through to the answer.",
    }
    ids = {**texts, "description": "Ids of edits."}
    return {
        "Article": article,
        "Settings": {"type": "object", "properties": dict(_settings()), "additionalProperties": False},
        "Sentence": sentence,
        "Edit": edit,
        "Cleaned": _object((*common, *cleaned), **common, **cleaned),
        "Checked": _object(("would_change", *common), would_change=flag, **common),
        "DecideRequest": {
            **_object(
                ("by",),
                id={},
                ledger={"type": "object", "description": "A .ledger.json file of `cleanup run`, or the ledger of an answer."},
                record={"type": "object", "description": "An answer of /v1/clean."},
                accept=ids,
                refuse=ids,
                replace={"type": "object", "additionalProperties": text, "description": "A text of one's own by id."},
                take_back={**texts, "description": 'Ids of decisions; "all" alone: every one.'},
                by={"type": "string", "minLength": 1, "description": "Who decides."},
                force={**flag, "description": "Accept also what the guard refused; refuse edits in the way."},
            ),
            "oneOf": [{"required": ["ledger"]}, {"required": ["record"]}],
            "additionalProperties": False,
        },
        "Decided": _object(
            ("text", "ledger", "no_longer_applied", "applied_again"),
            id={},
            text=text,
            ledger={"type": "object"},
            no_longer_applied=ids,
            applied_again=ids,
        ),
        "Error": _object(
            ("error",),
            id={},
            error={**text, "description": "Which, where, what next."},
            reason={"enum": ["input", "time", "memory", "crash", "bug"]},
            field={**text, "description": "The key of the body or the query that is wrong."},
        ),
        "Health": {
            "anyOf": [
                _object(("status", "version"), status={"enum": ["ready", "starting", "stopping"]}, version=text),
                {"$ref": "#/components/schemas/Error"},
            ]
        },
    }  # fmt: skip
