"""Findings as annotations of GitHub: workflow commands, one a line.

Source: "Workflow commands for GitHub Actions"; the escapes are those of actions/toolkit (packages/core/src/command.ts).
"""

from __future__ import annotations

from collections.abc import Iterable

from cleanup.readers.address import is_address
from cleanup.report.findings import Finding

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render_annotations(findings: Iterable[Finding]) -> str:
    """A command for each finding. Columns are given only within a line; over several GitHub takes none."""
    return "".join(map(_command, findings))


def _command(finding: Finding) -> str:
    properties: dict[str, object] = {}
    if not is_address(finding.file):
        properties["file"] = finding.file
    region = finding.region
    if region is not None:
        properties |= {"line": region.line, "endLine": region.end_line}
        if region.column is not None and region.line == region.end_line:
            properties |= {"col": region.column, "endColumn": region.end_column}
    properties["title"] = f"cleanup ({finding.rule})"
    said = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.level]} {said}::{_data(f'{finding.place}: {finding.rule}: {finding.message}')}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
