"""A result as a Markdown article: front matter, title, summary, body, and on request the list of changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from cleanup.core.edit import Decision
from cleanup.document import Block
from cleanup.text.titles import is_title
from cleanup.writers.anchors import anchors, written
from cleanup.writers.body import heading_line, render_body
from cleanup.writers.cleaned import CHANGES_HEADING, GENERATOR, SUMMARY_HEADING, Cleaned, SummaryLine
from cleanup.writers.escape import escape_cell, escape_inline, escape_start
from cleanup.writers.formats import RenderOptions
from cleanup.writers.front_matter import render_front_matter

WORDS_PER_MINUTE = 238  # silent reading of English non-fiction, mean of 190 studies (Brysbaert 2019)


def render(result: Cleaned, options: RenderOptions) -> str:
    """The whole article. The title comes once, as the first heading: the body's own first block where that is the
    title. A body that starts with a second-level heading "Summary" of its own stays apart by a rule."""
    document = result.document
    title_block = _title_block(result)
    parts = [render_front_matter(front_matter(result) | ({"changes": True} if options.changes else {}))]
    title = result.title
    if title:
        parts.append("# " + heading_line(title) + "\n")
    shift = 1 if title and any(b.kind == "heading" and b.level == 1 and b != title_block for b in document.blocks) else 0
    places = anchors(result) if options.summary_links else []
    anchored = replace(document, inlines=(*document.inlines, *filter(None, places))) if any(places) else document
    body = render_body(anchored, skip=title_block, heading_shift=shift, links=options.links)
    if result.summary:
        parts.append(f"## {SUMMARY_HEADING}\n\n{_summary(result.summary, written(places, body))}\n")
    if body:
        if result.summary:
            parts.append("---\n")
        parts.append(body + "\n")
    if options.changes:
        parts.append(_changes(result))
    return "\n".join(parts)


def _summary(summary: Sequence[SummaryLine], names: Sequence[str]) -> str:
    """A sentence an item; behind it a link to the place of this name, where there is one."""
    items = ["- " + escape_start(escape_inline(" ".join(s.text.split()))) for s in summary]
    return "\n".join(item + (f" [↓](#{name})" if name else "") for item, name in zip_longest(items, names))


def front_matter(result: Cleaned) -> dict[str, object]:
    """What is known about the article and what was done to it, in a fixed order."""
    words = result.words
    meta = result.document.meta
    return {
        "title": result.title,
        "source": result.document.source.path or meta.get("source"),
        "url": meta.get("url"),
        "author": meta.get("author"),
        "date": meta.get("date"),
        "modified": meta.get("modified"),
        "site": meta.get("site"),
        "license": meta.get("license"),
        "description": meta.get("description"),
        "language": result.language,
        "words": words,
        "reading_minutes": max(1, round(words / WORDS_PER_MINUTE)) if words else 0,
        "keywords": list(result.keywords),
        "readability": dict(result.readability),
        "summary_method": result.summary_method if result.summary else None,
        "engine": result.engine,
        "edits": result.ledger.counts(),
        "flagged": len(result.flags),
        "skipped": result.skipped,
        "notes": list(result.notes),
        "generator": f"{GENERATOR} {result.version}",
    }


def _title_block(result: Cleaned) -> Block | None:
    """The block at the top where it is the title; the title is then not written twice."""
    document = result.document
    top = document.top
    if top is None or not result.title:
        return None
    return top if is_title(document.text[top.start : top.end], result.title) else None


def _changes(result: Cleaned) -> str:
    decisions = list(result.ledger)
    if not decisions:
        return f"\n## {CHANGES_HEADING}\n\nNone.\n"
    rows = [_row(d) for d in decisions]
    head = "| edit | stage | rule | decision | old | new | reason | confidence |"
    return "\n".join([f"\n## {CHANGES_HEADING}\n", head, "|" + " --- |" * 8, *rows]) + "\n"


def _row(decision: Decision) -> str:
    edit = decision.edit
    verdict = decision.verdict + (f" ({decision.why})" if decision.why else "")
    reason = edit.reason + (f" ({'; '.join(edit.evidence)})" if edit.evidence else "")
    cells = (
        decision.id,
        edit.stage,
        edit.rule,
        verdict,
        _visible(decision.old),
        _visible(edit.replacement),
        reason,
        f"{edit.confidence:.2f}",
    )
    return "| " + " | ".join(escape_cell(cell) for cell in cells) + " |"


def _visible(text: str) -> str:
    """White space that a reader could not see, spelled out."""
    if not text:
        return "(nothing)"
    text = text.replace("\n", "⏎").replace("\t", "⇥").replace("\N{NO-BREAK SPACE}", "⍽")
    return "␠" * len(text) if not text.strip() else text
