"""A report as one HTML page that needs nothing else: styles and plots are inside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from cleanup.version import VERSION

_SHOWN = 20  # bars in a plot
_STYLE = """
:root { color-scheme: light; } body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem;
color: #1d2125; background: #fff } h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2.2rem } svg { max-width: 100%; height: auto }
table { border-collapse: collapse; width: 100%; font-size: .9rem } th, td { text-align: left; padding: .25rem .6rem; vertical-align: top;
border-bottom: 1px solid #e3e6e8; overflow-wrap: anywhere } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
.cards { display: flex; flex-wrap: wrap; gap: .8rem } .card { border: 1px solid #e3e6e8; border-radius: 6px; padding: .6rem 1rem; min-width: 7rem }
.card b { display: block; font-size: 1.4rem } .warn { color: #8a4b00 } details { margin: .8rem 0 } .none { color: #6b7278 }
"""


def render_page(data: dict[str, Any]) -> str:
    """The page. Raises CleanupError where the plotting library is missing."""
    from cleanup.report.figures import available

    available()
    sections = [_head(data), _edits(data), _leftovers(data), _counts(data), _slowest(data), _failures(data), _settings(data)]
    title = f"cleanup report: {data['output']}"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(sections)
        + "\n</body>\n</html>\n"
    )


def _head(data: dict[str, Any]) -> str:
    totals = data["totals"]
    accepted = sum(row["accepted"] for row in data["edits"])
    cards = [
        ("articles", totals["articles"]),
        ("words", totals["words"]),
        ("edits made", accepted),
        ("flagged passages", sum(data["flags"].values())),
        ("failures", sum(data["failures"]["counts"].values())),
    ]
    if data["duplicates"]:
        cards.append(("near-duplicates", data["duplicates"]))
    if totals["without_article"]:
        cards.append(("without an article", totals["without_article"]))
    seconds = totals["work_seconds"]
    if seconds and totals["articles"]:
        cards.append(("ms an article", round(1000 * seconds / totals["articles"])))
    shown = "".join(f'<div class="card"><b>{value:,}</b>{escape(name)}</div>' for name, value in cards)
    state = '<p class="warn">This run is not finished: go on with --resume.</p>' if data["finished"] is False else ""
    return f'<h1>{escape(data["output"])}</h1>{state}<div class="cards">{shown}</div>'


def _edits(data: dict[str, Any]) -> str:
    from cleanup.report.plots import stacked

    rows = data["edits"]
    if not rows:
        return _section("Edits", _none("No edit was proposed."))
    stages: dict[str, Counter[str]] = {}
    for row in rows:
        stages.setdefault(row["stage"], Counter()).update({k: row[k] for k in ("accepted", "suggested", "refused")})
    by_stage = stacked(sorted(stages.items()), "edits")
    by_rule = stacked([(row["rule"], row) for row in rows[:_SHOWN]], "edits")
    table = _table(
        ("stage", "rule", "accepted", "suggested", "refused"),
        ((r["stage"], r["rule"], r["accepted"], r["suggested"], r["refused"]) for r in rows),
    )
    return (
        _section("Edits by stage", by_stage)
        + _section("Edits by rule", by_rule)
        + f"<details><summary>All {len(rows)} rules that proposed an edit</summary>{table}</details>"
    )


def _leftovers(data: dict[str, Any]) -> str:
    from cleanup.report.plots import bars

    rows = data["leftovers"]
    if not rows:
        return _section("Most frequent left-over lines", _none("No line was taken out."))
    plot = bars([(row["line"], row["count"]) for row in rows[:_SHOWN]], "times taken out")
    table = _table(("line", "rule", "times"), ((r["line"], r["rule"], r["count"]) for r in rows))
    return _section("Most frequent left-over lines", f"{plot}<details><summary>With their rules</summary>{table}</details>")


def _counts(data: dict[str, Any]) -> str:
    from cleanup.report.plots import bars

    out = []
    for name, key in (("Flagged passages by kind", "flags"), ("Languages", "languages")):
        rows = list(data[key].items())[:_SHOWN]
        out.append(_section(name, bars(rows, "passages" if key == "flags" else "articles") if rows else _none("None.")))
    return "".join(out)


def _slowest(data: dict[str, Any]) -> str:
    if data["slowest"] is None:
        return _section("Slowest articles", _none("Known only for runs that have a record."))
    rows = data["slowest"][:_SHOWN]
    return _section(
        "Slowest articles",
        _table(
            ("article", "id", "words", "seconds"), ((r["name"], str(r["id"]), r["words"], f"{r['seconds']:.3f}") for r in rows)
        ),
    )


def _failures(data: dict[str, Any]) -> str:
    found = data["failures"]
    if not found["counts"]:
        return _section("Failures", _none("None."))
    counts = ", ".join(f"{kind} {n:,}" for kind, n in found["counts"].items())
    table = _table(("reason", "message"), ((f["kind"], f["error"]) for f in found["first"]))
    return _section("Failures", f"<p>{escape(counts)}</p>{table}")


def _settings(data: dict[str, Any]) -> str:
    rows = sorted((data["fingerprint"] or {}).items())
    inside = (
        _table(("what results depend on", "value"), ((k, str(v)) for k, v in rows))
        if rows
        else _none("Known only for runs that have a record.")
    )
    return f'<details><summary>Settings and versions</summary>{inside}</details><p class="none">cleanup {VERSION}</p>'


def _section(title: str, inside: str) -> str:
    return f"<h2>{escape(title)}</h2>\n{inside}\n"


def _none(text: str) -> str:
    return f'<p class="none">{escape(text)}</p>'


def _table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    listed = [tuple(row) for row in rows]
    numeric = [bool(listed) and all(_is_number(row[i]) for row in listed) for i in range(len(head))]
    kinds = [' class="n"' if n else "" for n in numeric]
    top = "".join(f"<th{kind}>{escape(name)}</th>" for name, kind in zip(head, kinds, strict=True))
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{escape(f'{cell:,}' if isinstance(cell, int) else str(cell))}</td>"
            for cell, kind in zip(row, kinds, strict=True)
        )
        + "</tr>"
        for row in listed
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) or str(cell).replace(".", "", 1).isdigit()
