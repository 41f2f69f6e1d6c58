"""What came of a run, as plain values: from its record, or where there is none from its output."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleanup.core.edit import VERDICTS
from cleanup.core.json_values import JsonValue, naming
from cleanup.core.ledger import Ledger
from cleanup.corpus.job import LONGEST_LEFTOVER
from cleanup.corpus.record import RunRecord
from cleanup.errors import CleanupError, InputError
from cleanup.extras import needs
from cleanup.readers.inputs import InputFile, find_files
from cleanup.readers.raw import raws
from cleanup.text.tokens import words as words_of
from cleanup.writers.columns import failure_of, own_values
from cleanup.writers.formats import record_format_of

MOST_LINES, MOST_FAILURES = 40, 50


def report(output: Path) -> dict[str, object]:
    """The figures of the run that wrote `output` (a file or folder, or the record itself).

    Keys: output, finished, totals, edits (rows of stage, rule, accepted, suggested, refused), leftovers (line, rule,
    count), flags, languages, slowest, failures, duplicates, repeated_ids, fingerprint. What only a record knows is
    None where there is none. Raises InputError when nothing is there.
    """
    folder = output if RunRecord.exists(output) else output.with_name(output.name + ".run")
    if RunRecord.exists(folder):
        record = RunRecord(folder)
        try:
            return _of_record(record, output)
        finally:
            record.close()
    if not output.exists():
        raise InputError(f"{output}: no such output; give the -o of an earlier run")
    return _of_output(output)


def _of_record(record: RunRecord, output: Path) -> dict[str, object]:
    facts = record.facts()
    failures = [
        {"kind": kind, "error": error} for _, (kind, error, _) in zip(range(MOST_FAILURES), record.failures(), strict=False)
    ]
    return {
        "output": str(output),
        "finished": bool(record["finished"]),
        "totals": {
            "articles": facts.articles,
            "without_article": facts.skipped,
            "words": facts.words,
            "work_seconds": round(facts.seconds, 3),
        },
        "edits": _edit_rows(facts.edits),
        "leftovers": [
            {"line": line, "rule": rule, "count": int(count)}
            for (line, rule), count in ((json.loads(key), count) for key, count in record.counts("leftovers", MOST_LINES))
        ],
        "flags": dict(facts.flags.most_common()),
        "languages": dict(facts.languages.most_common()),
        "slowest": [
            {"seconds": round(seconds, 4), "name": name, "id": json.loads(identity), "words": words}
            for seconds, name, identity, words in record.slowest()
        ],
        "failures": {"counts": record.failure_counts(), "first": failures},
        "duplicates": record.duplicate_count(),
        "repeated_ids": int(sum(n for _, n in record.counts("repeated ids"))),
        "fingerprint": record["fingerprint"],
    }


def _of_output(output: Path) -> dict[str, object]:
    articles = words = skipped = 0
    edits: Counter[tuple[str, str, str]] = Counter()
    flags: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    leftovers: Counter[tuple[str, str]] = Counter()
    errors: list[str] = []
    failed = 0
    for name, row in _rows(output):
        row = own_values(row) or row
        if (error := failure_of(row)) is not None:
            failed += 1
            if len(errors) < MOST_FAILURES:
                errors.append(error)
            continue
        with naming(name):
            text = _text(row)
            found, kinds = _edits(row), [flag["kind"].text() for flag in _listed(row, "flags")]
        articles += 1
        skipped += row.get("skipped") is not None
        words += len(words_of(text))
        if "language" in row:
            languages[str(row["language"] or "unknown")] += 1
        flags.update(kinds)
        for edit in found:
            edits[edit.stage, edit.rule, edit.verdict] += 1
            leftovers.update((line, edit.rule) for line in edit.dropped if 0 < len(line) <= LONGEST_LEFTOVER)
    return {
        "output": str(output),
        "finished": None,
        "totals": {"articles": articles, "without_article": skipped, "words": words, "work_seconds": None},
        "edits": _edit_rows(edits),
        "leftovers": [{"line": line, "rule": rule, "count": n} for (line, rule), n in leftovers.most_common(MOST_LINES)],
        "flags": dict(flags.most_common()),
        "languages": dict(languages.most_common()),
        "slowest": None,
        "failures": {"counts": {"input": failed} if failed else {}, "first": [{"kind": "input", "error": e} for e in errors]},
        "duplicates": None,
        "repeated_ids": None,
        "fingerprint": None,
    }


def _edit_rows(edits: Counter[tuple[str, str, str]]) -> list[dict[str, object]]:
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for (stage, rule, verdict), count in edits.items():
        row = rows.setdefault((stage, rule), {"stage": stage, "rule": rule, "accepted": 0, "suggested": 0, "refused": 0})
        row[verdict] += count
    return sorted(rows.values(), key=lambda r: (-r["accepted"], -r["suggested"], -r["refused"], r["stage"], r["rule"]))


def _rows(output: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records of an output with their names: JSON lines, Parquet, or the ledgers in a folder of articles."""
    if output.is_dir():
        ledgers = sorted(output.rglob("*.ledger.json"))
        for path in ledgers:
            yield str(path), _json(path)
        if ledgers:
            return
    found = False
    for file in find_files([str(output)]):
        if isinstance(file, InputFile) and record_format_of(Path(file.name)) is not None:
            for raw in raws(file):
                found = True
                data = getattr(raw, "data", None)
                if isinstance(data, bytes):
                    data = _parsed(raw.name, data)
                if isinstance(data, dict):
                    yield raw.name, data
    if not found:
        raise InputError(
            f"{output}: holds neither records nor ledgers; a report needs the -o of `cleanup run`, or a "
            ".jsonl or .parquet output"
        )


def _json(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: is no ledger: {error.strerror or error}; take it away, or run again") from error
    row = _parsed(str(path), data)
    if not isinstance(row, dict):
        raise InputError(f"{path}: is no ledger, but a {type(row).__name__}; take it away, or run again")
    return row


def _parsed(name: str, data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{name}: is not JSON: {error}; take it away, or run again") from error


def _text(row: Mapping[str, Any]) -> str:
    """The cleaned text: a record holds it, a ledger tells how it was made. Raises LedgerError for a changed ledger."""
    if "source_text" not in row:
        return str(row.get("text") or "")
    return Ledger.from_dict(row).replay(JsonValue(row)["source_text"].text())


@dataclass(frozen=True, slots=True)
class _Edit:
    """What is counted of an edit; `dropped` are the lines that it took away."""

    stage: str
    rule: str
    verdict: str
    dropped: tuple[str, ...]


def _edits(row: Mapping[str, Any]) -> list[_Edit]:
    """The edits of a record or ledger. Raises LedgerError where one is malformed."""
    out: list[_Edit] = []
    for edit in _listed(row, "edits"):
        verdict, scope, old, new = (edit[key].text() for key in ("decision", "scope", "old", "new"))
        drops = verdict == "accepted" and scope == "block" and not new.strip()
        lines = tuple(" ".join(line.split()) for line in old.split("\n")) if drops else ()
        out.append(_Edit(edit["stage"].text(), edit["rule"].text(), edit["decision"].one_of(VERDICTS), lines))
    return out


def _listed(row: Mapping[str, Any], key: str) -> Iterator[JsonValue]:
    """The values of a list, which a Parquet column has as JSON. Raises LedgerError where it is none."""
    value = row.get(key)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            JsonValue(value, key).items()
    return JsonValue(value or [], key).items()


def available() -> None:
    """Raise CleanupError where plots cannot be drawn."""
    needs("matplotlib", "report", "the report's plots", error=CleanupError, or_else="or use --json")
