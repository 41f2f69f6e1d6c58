"""Bar charts as SVG, drawn by matplotlib without a display, the same bytes for the same figures."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

COLORS = {"accepted": "#2a7f62", "suggested": "#d9a441", "refused": "#9aa0a6"}
_ACCENT = "#3b6ea5"


def stacked(rows: Sequence[tuple[str, Mapping[str, int]]], label: str) -> str:
    """Horizontal bars, one a row, made up of the parts named in COLORS."""
    figure, axes = _canvas(len(rows))
    left = [0] * len(rows)
    for part, color in COLORS.items():
        values = [row[1].get(part, 0) for row in rows]
        axes.barh(range(len(rows)), values, left=left, color=color, label=part, height=0.7)
        left = [a + b for a, b in zip(left, values, strict=True)]
    axes.legend(frameon=False, loc="lower right", bbox_to_anchor=(1, 1), ncols=len(COLORS), borderaxespad=0)
    return _finish(figure, axes, [row[0] for row in rows], left, label)


def bars(rows: Sequence[tuple[str, float]], label: str) -> str:
    """Horizontal bars of one color."""
    figure, axes = _canvas(len(rows))
    values = [row[1] for row in rows]
    axes.barh(range(len(rows)), values, color=_ACCENT, height=0.7)
    return _finish(figure, axes, [row[0] for row in rows], values, label)


def _canvas(rows: int):  # type: ignore[no-untyped-def]
    import matplotlib  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from matplotlib.figure import Figure  # type: ignore[import-untyped,import-not-found,unused-ignore]
    from matplotlib.ticker import MaxNLocator  # type: ignore[import-untyped,import-not-found,unused-ignore]

    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "cleanup", "font.family": "sans-serif", "font.size": 9})
    figure = Figure(figsize=(10, 0.75 + 0.27 * max(rows, 1)), layout="constrained")
    axes = figure.add_subplot()
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    return figure, axes


def _finish(figure, axes, names: Sequence[str], ends: Sequence[float], label: str) -> str:  # type: ignore[no-untyped-def]
    # A dollar sign would begin a formula.
    axes.set_yticks(range(len(names)), [(n if len(n) <= 42 else n[:41] + "…").replace("$", r"\$") for n in names])
    axes.invert_yaxis()
    axes.set_xlabel(label)
    axes.margins(y=0.01)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    top = max(ends, default=0) or 1
    for place, end in enumerate(ends):
        axes.text(end + top * 0.01, place, f"{end:,.0f}" if float(end).is_integer() else f"{end:,.2f}", va="center", fontsize=8)
    axes.set_xlim(0, top * 1.12)
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    return svg[svg.index("<svg") :]
