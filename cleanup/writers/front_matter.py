"""The YAML block at the head of an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def render_front_matter(values: Mapping[str, Any]) -> str:
    """`values` between two rules, in their order; None and empty values are left out. Scalars are quoted where YAML
    would read something other than the text."""
    import yaml

    kept = {key: value for key, value in values.items() if value is not None and value != "" and value != [] and value != {}}
    dumped = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=None)
    return f"---\n{dumped}---\n"
