"""Findings as SARIF, which editors and code hosts read.

Source: "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", OASIS; section numbers below are its.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from cleanup.readers.address import is_address
from cleanup.report.baseline import key_of
from cleanup.report.findings import READ, Finding
from cleanup.report.places import Region
from cleanup.stages.catalog import own_rules
from cleanup.text.positions import LINE_ENDS
from cleanup.version import VERSION

if TYPE_CHECKING:
    from cleanup.rulebook.match import RuleBook

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# 3.27.17: a name with its version, which changes with how the value is made.
FINGERPRINT = "cleanupFinding/v1"


def render_sarif(findings: Sequence[Finding], book: RuleBook) -> str:
    """A log of one run. What cannot be read is no result but a notification of the run (3.20.21); `book` has the words
    for its rules."""
    results = [finding for finding in findings if finding.stage != READ]
    failures = [finding for finding in findings if finding.stage == READ]
    first: dict[str, Finding] = {}
    for finding in results:
        first.setdefault(finding.rule, finding)
    numbers = {rule: number for number, rule in enumerate(first)}
    fingerprints = _fingerprints(results)
    run = {
        "tool": {
            "driver": {
                "name": "cleanup",
                "version": VERSION,
                "rules": [_rule(finding, book) for finding in first.values()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": not failures,
                "toolExecutionNotifications": [
                    {"level": "error", "message": _message(f.message), "locations": [_location(f)]} for f in failures
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": list(LINE_ENDS),
        "results": [_result(f, numbers[f.rule], mark) for f, mark in zip(results, fingerprints, strict=True)],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(finding: Finding, book: RuleBook) -> dict[str, object]:
    """What a rule is: its reason, or that of the finding where the grammar engine alone knows the rule."""
    known = book.get(finding.rule) or next((rule for rule in own_rules() if rule.id == finding.rule), None)
    reason = finding.reason if known is None else known.reason
    return {
        "id": finding.rule,
        "shortDescription": _message(reason),
        "help": _message(f"{reason}. Stage {finding.stage}. To switch the rule off: --off {finding.rule}"),
        "properties": {"tags": [finding.stage]},
    }


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": finding.level,
        "message": _message(finding.message),
        "locations": [_location(finding)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.fix is not None:
        replacement = {"deletedRegion": _region(finding.fix), "insertedContent": {"text": finding.new or ""}}
        changes = [{"artifactLocation": _artifact(finding), "replacements": [replacement]}]
        result["fixes"] = [{"description": _message(finding.reason), "artifactChanges": changes}]
    more: dict[str, object] = {}
    if finding.confidence is not None:
        more["confidence"] = round(finding.confidence, 4)
    if finding.evidence:
        more["evidence"] = list(finding.evidence)
    if finding.record is not None:
        more["record"] = finding.record
    if more:
        result["properties"] = more
    return result


def _location(finding: Finding) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(finding)}
    if finding.region is not None:
        physical["region"] = _region(finding.region)
    return {"physicalLocation": physical}


def _artifact(finding: Finding) -> dict[str, str]:
    """The file as a reference by RFC 3986: relative as it is, else with a scheme."""
    if is_address(finding.file):
        return {"uri": quote(finding.file, safe="/%:@!$&'()*+,;=~?#[]", errors="replace")}
    path = Path(finding.file)
    # Of a relative path a colon is escaped too: it would make what stands before it a scheme.
    return {"uri": path.as_uri() if path.is_absolute() else quote(os.fsencode(path))}


def _region(region: Region) -> dict[str, int]:
    known = {
        "startLine": region.line,
        "startColumn": region.column,
        "endLine": region.end_line,
        "endColumn": region.end_column,
    }
    return {name: value for name, value in known.items() if value is not None}


def _message(text: str) -> dict[str, str]:
    """A message in plain text: braces are doubled (3.11.5), and nothing in it is a link (3.11.6)."""
    return {"text": text.replace("{", "{{").replace("}", "}}").replace("](", r"]\(")}


def _fingerprints(findings: Sequence[Finding]) -> list[str]:
    """What tells each finding again when lines have moved: its key, and how many of the same came before it."""
    seen: Counter[object] = Counter()
    marks = []
    for finding in findings:
        key = key_of(finding)
        seen[key] += 1
        marks.append(f"{hashlib.sha256(json.dumps(key).encode()).hexdigest()[:16]}:{seen[key]}")
    return marks
