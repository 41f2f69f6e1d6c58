"""Columns of a table for values of JSON: which Arrow type holds all of a column, and its values in that type.

A column whose values are of one kind has that kind: numbers, texts, lists and structs of them, whatever is missing or null.
Where kinds differ it holds JSON as text, and its metadata say so.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cleanup.text.halves import whole

_JSON = {b"cleanup": b"json"}  # metadata of a column of JSON
_EXACT = 2**53  # whole numbers beyond are none that a float holds
_DEEPEST, _MOST_KEYS = 16, 200  # objects beyond are maps of some kind, not structs


@dataclass(slots=True)
class Shape:
    """What kinds of values a column has, all of them taken together."""

    kinds: set[str] = field(default_factory=set)
    low: int = 0
    high: int = 0
    item: Shape | None = None
    keys: dict[str, Shape] = field(default_factory=dict)

    def add(self, value: Any, depth: int = 0) -> None:
        """Take a value in."""
        if value is None or "json" in self.kinds:
            return
        if isinstance(value, bool):
            self.kinds.add("truth")
        elif isinstance(value, int):
            self.kinds.add("whole")
            self.low, self.high = min(self.low, value), max(self.high, value)
        elif isinstance(value, float):
            self.kinds.add("number")
        elif isinstance(value, str):
            self.kinds.add("text")
        elif depth >= _DEEPEST or (isinstance(value, Mapping) and len(value) > _MOST_KEYS):
            self.kinds.add("json")
        elif isinstance(value, Mapping):
            self.kinds.add("object")
            for key, part in value.items():
                self.keys.setdefault(whole(key), Shape()).add(part, depth + 1)
            if len(self.keys) > _MOST_KEYS:
                self.kinds.add("json")
        else:
            self.kinds.add("list")
            self.item = self.item or Shape()
            for part in value:
                self.item.add(part, depth + 1)

    def arrow(self) -> Any:
        """The Arrow type; None where only JSON holds all."""
        import pyarrow  # type: ignore[import-untyped]

        if self.kinds == {"whole", "number"}:
            return pyarrow.float64() if self.low >= -_EXACT and self.high <= _EXACT else None
        if len(self.kinds) > 1:
            return None
        kind = next(iter(self.kinds), "text")
        if kind == "whole":
            signed = pyarrow.int64() if self.high < 2**63 else pyarrow.uint64() if self.low == 0 else None
            return signed if self.low >= -(2**63) and self.high < 2**64 else None
        if kind == "list":
            inner = (self.item or Shape()).arrow()
            return None if inner is None else pyarrow.list_(inner)
        if kind == "object":
            parts = [(key, part.arrow()) for key, part in self.keys.items()]
            return None if not parts or any(type is None for _, type in parts) else pyarrow.struct(parts)
        simple = {"truth": pyarrow.bool_(), "number": pyarrow.float64(), "text": pyarrow.string()}
        return simple.get(kind)


def json_field(name: str) -> Any:
    """A column of JSON."""
    import pyarrow

    return pyarrow.field(name, pyarrow.string(), metadata=_JSON)


def is_json(column: Any) -> bool:
    """Whether a column of a schema holds JSON."""
    return bool(column.metadata) and _JSON.items() <= column.metadata.items()


def array(values: list[Any], column: Any) -> Any:
    """The values of a column as an Arrow array."""
    import pyarrow

    if is_json(column):
        return pyarrow.array([None if v is None else _as_json(v) for v in values], pyarrow.string())
    return pyarrow.array([_value(v, column.type) for v in values], column.type)


def _as_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if whole(text) == text else json.dumps(value)


def _value(value: Any, kind: Any) -> Any:
    """A value of JSON as Arrow takes it for this type."""
    import pyarrow
    from pyarrow import types  # type: ignore[import-untyped]

    if value is None:
        return None
    if isinstance(value, str):
        if types.is_binary(kind) or types.is_large_binary(kind) or types.is_fixed_size_binary(kind):
            return base64.b64decode(value)
        if types.is_timestamp(kind) or types.is_date(kind) or types.is_time(kind) or types.is_decimal(kind):
            read = pyarrow.scalar(value, pyarrow.string()).cast(kind)
            return read.value if types.is_timestamp(kind) or types.is_time64(kind) else read.as_py()
        return whole(value)
    if types.is_struct(kind):
        inner = {whole(key): part for key, part in value.items()}
        return {part.name: _value(inner.get(part.name), part.type) for part in kind}
    if types.is_list(kind) or types.is_large_list(kind):
        return [_value(part, kind.value_type) for part in value]
    if types.is_string(kind) or types.is_large_string(kind):
        return _as_json(value)
    return value


def holds(kind: Any) -> bool:
    """Whether values of an Arrow type come back as they were once JSON has held them; others become what JSON has."""
    from pyarrow import types

    if types.is_struct(kind):
        return all(holds(part.type) for part in kind)
    if types.is_list(kind) or types.is_large_list(kind):
        return holds(kind.value_type)
    nested_or_odd = types.is_nested(kind) or types.is_dictionary(kind) or types.is_duration(kind) or types.is_interval(kind)
    return not (nested_or_odd or types.is_null(kind) or types.is_union(kind) or types.is_float16(kind))
