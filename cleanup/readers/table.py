"""A row of a container format, or what is wrong in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """`number` counts from 1, `position` the bytes of the file read so far. A row with an `error` has no values."""

    number: int
    position: int
    values: Mapping[str, Any] | None = None
    error: str | None = None
