"""Why these sentences: a few lines for a reader."""

from __future__ import annotations

from cleanup.summary.protocol import Summary
from cleanup.summary.trained import contributions


def explain(summary: Summary) -> str:
    """The kind of article, each chosen sentence with its score and what moved it, the next best with what spoke against
    them."""
    lines = [f"method: {summary.method}"]
    if summary.article_kind:
        place = "place in the text counts" if summary.article_kind == "report" else "place in the text does not count"
        reasons = "; ".join(summary.kind_reasons)
        lines.append(f"article: {summary.article_kind} ({reasons})" + (f"; {place}" if summary.method == "auto" else ""))
    if not summary.sentences:
        lines.append("no sentence can be chosen")
    for sentence in summary.sentences:
        needed = ", needed by the next" if sentence.needed else ""
        place = f"[{sentence.start}:{sentence.end}]"
        lines.append(f"chosen, score {sentence.score:.2f} {place}{needed}: {_short(sentence.text)}")
        if sentence.row:
            lines.append("    " + ", ".join(f"{name} {value:+.2f}" for name, value in contributions(sentence.row)))
    for other in summary.passed_over:
        lines.append(f"passed over, score {other.score:.2f} [{other.start}:{other.end}], {other.why}: {_short(other.text)}")
    return "\n".join(lines)


def _short(text: str, most: int = 100) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
