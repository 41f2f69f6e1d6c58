"""The lines of an article as HTML. Text is never markup: every character of it is escaped here, and nowhere else made."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from markupsafe import Markup

from cleanup.review.marked_text import MarkedLine, Run

# Characters that turn the order of what follows round, or that cannot be seen: shown by their number.
_CONTROL = re.compile(
    "([\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff])"
)
_SEEN = {" ": "·", "\n": "↵", "\t": "→", "\N{NO-BREAK SPACE}": "°"}
_TAGS = {"gone": "del", "come": "ins", "same": "span"}


def line_html(line: MarkedLine, start: int) -> str:
    """A line as a paragraph. `data-at` of its pieces counts code points from `start`, where the line begins in the output."""
    heading = line.block == "heading"
    kind = escape(line.block.replace(" ", "-"))
    role = f' role="heading" aria-level="{line.level + 1}"' if heading else ""
    return f'<p class="line {kind}" dir="auto"{role}>{"".join(_run_html(run, start) for run in line.runs)}</p>'


def _run_html(run: Run, start: int) -> str:
    tag = _TAGS[run.kind]
    names = []
    if run.proposed:
        names.append("proposed")
    if run.flags:
        names.append("flagged")
    if run.sentences:
        names.append("in-summary")
    attributes = [f' class="{" ".join(names)}"'] if names else []
    edits = (*run.edits, *run.proposed, *run.flags)
    if edits:
        attributes.append(f' data-edits="{" ".join(edits)}"')
    if run.sentences:
        attributes.append(f' data-sentence="{" ".join(str(n) for n in run.sentences)}"')
    if run.kind != "gone":
        attributes.append(f' data-at="{run.start - start}"')
    text = seen(run.text) if run.kind != "same" and run.text.isspace() else _escaped(run.text)
    return f"<{tag}{''.join(attributes)}>{text}</{tag}>"


def shown(text: str) -> Markup:
    """The text with characters that steer the display spelled out."""
    return Markup(_escaped(text))


def _escaped(text: str) -> str:
    parts = _CONTROL.split(text)
    if len(parts) == 1:
        return escape(text)
    return "".join(
        f'<span class="control">U+{ord(part):04X}</span>' if number % 2 else escape(part) for number, part in enumerate(parts)
    )


@lru_cache(maxsize=1024)
def seen(text: str) -> str:
    """White space as signs."""
    return f'<span class="white">{"".join(_SEEN.get(c, "·") for c in text)}</span>'


def starts_of(lines: Iterable[MarkedLine]) -> list[int]:
    """Where each line begins in the output."""
    return [min((r.start for r in line.runs), default=0) for line in lines]


def lines_html(lines: Sequence[MarkedLine], starts: Sequence[int]) -> list[str]:
    """Each line as HTML."""
    return [line_html(line, start) for line, start in zip(lines, starts, strict=True)]
