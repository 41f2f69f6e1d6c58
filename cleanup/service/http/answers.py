"""What the service answers with, and which answer a client wants."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from starlette.responses import Response

from cleanup.service.http.orders import JSON

# What comes of an article by the reason of its failure. Time, memory and crash are the article's own: sent again, it would
# fare no better.
STATUS_OF_REASON = {"input": 422, "time": 422, "memory": 422, "crash": 422, "bug": 500}


def refusal(status: int, why: str, *, field: str | None = None, headers: Mapping[str, str] | None = None) -> Response:
    """An error as JSON."""
    body = {"error": why, **({"field": field} if field else {})}
    return Response(json.dumps(body, ensure_ascii=False) + "\n", status, headers, media_type=JSON)


def wanted(accept: str, offered: Sequence[str]) -> str | None:
    """The media type of those offered that a client wants most, the first where it has no preference; None for none.

    RFC 9110, 12.5.1: the most specific range that a type is in counts.
    """
    ranges = [r for r in (_range(part) for part in accept.split(",")) if r is not None]
    if not ranges:
        return offered[0]
    best, chosen = 0.0, None
    for offer in offered:
        kind = offer.partition("/")[0]
        weights = dict(ranges)
        weight = weights.get(offer, weights.get(f"{kind}/*", weights.get("*/*", 0.0)))
        if weight > best:
            best, chosen = weight, offer
    return chosen


def _range(part: str) -> tuple[str, float] | None:
    """A media range with its weight; None where it is blank."""
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                weight = min(1.0, max(0.0, float(parameter[2:])))
            except ValueError:
                weight = 0.0
    return (name, weight) if name else None
