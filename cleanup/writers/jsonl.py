"""One result as one JSON line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cleanup.writers.cleaned import Cleaned
from cleanup.writers.formats import RenderOptions


def render(result: Cleaned, options: RenderOptions) -> str:
    """The line, without an id."""
    return render_line(result, None, {}) + "\n"


def render_line(result: Cleaned, identity: Any, extra: Mapping[str, Any]) -> str:
    """The line, without its end: id, the keys carried through, then the result's own."""
    return dump({"id": identity, **extra, **result.to_dict()})


def render_error(identity: Any, error: str, line: int | None, extra: Mapping[str, Any] | None = None) -> str:
    """The line for an input that failed."""
    return dump({"id": identity, **(extra or {}), "error": error, **({} if line is None else {"line": line})})


def with_keys(line: bytes, more: Mapping[str, Any]) -> bytes:
    """A finished line with further keys at its end."""
    return (dump(json.loads(line) | more) + "\n").encode()


def dump(value: Mapping[str, Any]) -> str:
    """JSON on one line; lone surrogates, which UTF-8 cannot hold, are written as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, ensure_ascii=True)
    return text
