"""How a sentence is made whole that a running head or a page number stood in."""

from __future__ import annotations

from collections.abc import Container, Sequence

from cleanup.text.lines import LineSpan


def rejoined(
    text: str, spans: Sequence[LineSpan], gone: Sequence[bool], cutting: Container[int]
) -> dict[int, tuple[LineSpan, str]]:
    """What to put in place of runs of lines that all go and cut a sentence in two: the last one's place is a blank, or a
    line break where the sentence is set in lines that the normalize stage will join.

    `spans` are the lines of the text, `gone` tells which go, `cutting` holds those that stand in mid-sentence. The places are
    disjoint, each of them can be undone alone. Linear in the lines.
    """
    out: dict[int, tuple[LineSpan, str]] = {}
    at = 0
    while at < len(spans):
        first = at
        while at < len(spans) and gone[at]:
            at += 1
        if 0 < first < at < len(spans) and any(i in cutting for i in range(first, at)):
            for i in range(first, at):
                start = spans[first - 1].end if i == first else spans[i].start
                out[i] = LineSpan(start, spans[i + 1].start), ""
            span, _ = out[at - 1]
            out[at - 1] = span, "\n" if _in_lines(text, spans, first - 1, at) else " "
        at += 1
    return out


def _in_lines(text: str, spans: Sequence[LineSpan], before: int, after: int) -> bool:
    """Whether the lines on both sides of a gap belong to paragraphs of several lines, or a word is divided there."""
    if text[spans[before].end - 1] == "-" or "\n" in text[spans[before].start : spans[before].end].strip():
        return True
    above = before > 0 and text.count("\n", spans[before - 1].end, spans[before].start) == 1
    below = after + 1 < len(spans) and text.count("\n", spans[after].end, spans[after + 1].start) == 1
    return above or below or "\n" in text[spans[after].start : spans[after].end].strip()
