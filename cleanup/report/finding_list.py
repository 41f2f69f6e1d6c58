"""Findings as JSON; the README describes the keys."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cleanup.report.findings import Finding


def render_list(findings: Iterable[Finding]) -> str:
    """A list of objects, each with the same keys."""
    return json.dumps(list(map(_values, findings)), ensure_ascii=False, indent=2) + "\n"


def _values(finding: Finding) -> dict[str, object]:
    region = finding.region
    return {
        "file": finding.file,
        "line": region and region.line,
        "column": region and region.column,
        "end_line": region and region.end_line,
        "end_column": region and region.end_column,
        "record": finding.record,
        "level": finding.level,
        "stage": finding.stage,
        "rule": finding.rule,
        "message": finding.message,
        "reason": finding.reason,
        "old": finding.old,
        "new": finding.new,
        "confidence": None if finding.confidence is None else round(finding.confidence, 4),
        "evidence": list(finding.evidence),
    }
