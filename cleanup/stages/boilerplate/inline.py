"""Left-overs inside the lines of an article: span rules of the rule book, held to what stands around them.

A rule says what goes and what stays beside it; here the white space is put right, and what the rule cannot see is looked at.
What fills its line takes the line with it. Left alone: code, formulas, tables, captions of pages, quotations, and a line that
the line before leads up to with a colon, being shown and not left over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cleanup.core.edit import Edit, Scope
from cleanup.core.guard import trimmed
from cleanup.document import Document
from cleanup.rulebook.match import RuleBook, RuleMatch
from cleanup.text.address import host_of
from cleanup.text.lines import LineSpan, deletion_spans
from cleanup.text.spans import ProtectedSpan, disjoint, overlaps

_CODE = re.compile(r"`[^`\n]{1,500}`")
_BLANKS = " \t\N{NO-BREAK SPACE}"
# What follows the last sentence of a paragraph without being one: a line rule that is sure takes it as it would take the line.
# In WCXB's 791 development articles that is 1 tail of some 1,200, "See full bio"; with a stop at its end it is a sentence of
# the article ("Join us.", "Leave a comment.": 9 of 11).
_TAIL = re.compile(r"[.!?…][\"'”’)]{0,2}[ \t]+(?=(?P<tail>[A-Z][^.!?…:\s]*(?: [^.!?…:\n ]+){1,14})[ \t]*$)")
SURE_TAIL = 0.93
FEWEST_BEFORE = 40  # code points of the paragraph before its tail; own choice


class Places:
    """Where in a document left-overs may be, and the edits that take them away."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._lines, self._rows = document.reading.lines, document.reading.rows
        self.top = document.titles[1] if document.title else None
        self._starts = [line.start for line in self._lines]
        fixed = ("code", "table", "caption") if document.marked_up else ("code", "table")
        spans = [(b.start, b.end) for b in document.blocks if b.kind in fixed]
        spans += [(i.start, i.end) for i in document.inlines if i.kind in ("code", "math", "footnote")]
        spans += [m.span() for m in _CODE.finditer(self.text)] if "`" in self.text else []
        self._fixed = disjoint(ProtectedSpan(start, end, "code") for start, end in spans)
        self._quoted = document.reading.quotations
        self._quoted_starts = [span.start for span in self._quoted]

    def is_fixed(self, start: int, end: int) -> bool:
        """Whether code, a formula, a table or a caption is touched."""
        return overlaps(self._fixed, start, end)

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether it lies within a quotation, whose marks are not part of it ("Read more »")."""
        i = bisect_right(self._quoted_starts, start) - 1
        return i >= 0 and self._quoted[i].start < start and self._quoted[i].end > end

    def line_of(self, start: int, end: int) -> int | None:
        """The index of the line that is filled by [start, end), or None."""
        i = bisect_right(self._starts, end - 1) - 1
        if i < 0:
            return None
        line = self._lines[i]
        before, after = self.text[line.start : max(line.start, start)], self.text[min(line.end, end) : line.end]
        return None if before.strip() or after.strip() or start >= line.end else i

    def lines_of(self, start: int, end: int) -> list[int]:
        """The indexes of the lines that are filled by [start, end), or none where part of one is not."""
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        if first >= 0 and self._lines[first].end <= start:
            first += 1  # begins between lines
        if first < 0 or last < first:
            return []
        before = self.text[self._lines[first].start : max(self._lines[first].start, start)]
        after = self.text[min(self._lines[last].end, end) : self._lines[last].end]
        return [] if before.strip() or after.strip() else list(range(first, last + 1))

    def is_led_up_to(self, line: int) -> bool:
        """Whether the line before ends with a colon."""
        return line > 0 and self._rows[line - 1].rstrip().endswith(":")

    def with_blanks(self, start: int, end: int) -> tuple[int, int]:
        """The stretch with the blanks on both sides."""
        while start > 0 and self.text[start - 1] in _BLANKS:
            start -= 1
        while end < len(self.text) and self.text[end] in _BLANKS:
            end += 1
        return start, end

    def without(self, start: int, end: int) -> tuple[int, int, str]:
        """What to replace, and by what, so that the words on either side of [start, end) stand apart by one blank."""
        low, high = self.with_blanks(start, end)
        before, after = self.text[low - 1 : low], self.text[high : high + 1]
        if before in ("", "\n") or after in ("", "\n"):
            return low, high, ""
        if low < start:  # a blank that stands there stays
            return low + 1, high, ""
        if high > end:
            return start, high - 1, ""
        return start, end, "" if after in ".,;:!?)]" or before in "([" else " "

    def taken(self, lines: set[int]) -> dict[int, LineSpan]:
        """What goes with each of these lines."""
        if not lines:
            return {}
        spans = deletion_spans(self.text, self._lines, [i in lines for i in range(len(self._lines))])
        return {i: span for i in lines if (span := spans[i]) is not None}


def left_overs(document: Document, rules: RuleBook | None, stage: str) -> Iterator[Edit]:
    """Edits of scope "page" inside lines, "block" where a line goes."""
    if rules is None:
        return
    matches = rules.match_spans(stage, document.text, host_of(document.meta.get("url")), document.language)
    if not matches:
        return
    places = Places(document)
    inside: list[tuple[RuleMatch, int, int]] = []
    whole: dict[int, RuleMatch] = {}
    for match in matches:
        start, end, left = trimmed(match.start, match.end, match.replacement, document.text)
        if left or start == end or places.is_fixed(start, end) or places.is_quoted(start, end):
            continue
        line = places.line_of(start, end)
        if line is None:
            inside.append((match, start, end))
        elif not places.is_led_up_to(line) and line != places.top:
            whole.setdefault(line, match)
    for line, span in sorted(places.taken(set(whole)).items()):
        yield _edit(whole[line], stage, span.start, span.end, "", "block")
    for match, start, end in _disjoint(inside):
        yield _edit(match, stage, *places.without(start, end), "page")


def tails(document: Document, rules: RuleBook | None, stage: str) -> Iterator[Edit]:
    """Edits that take left-over lines from the ends of paragraphs that they are stuck to ("... went home. Leave a comment")."""
    if rules is None:
        return
    text = document.text
    found: list[re.Match[str] | None] = []
    for block in document.blocks:
        start = text.rfind("\n", block.start, block.end) + 1 or block.start
        is_long = block.kind == "paragraph" and block.end - block.start > FEWEST_BEFORE
        found.append(next(_TAIL.finditer(text, max(start, block.end - 160), block.end), None) if is_long else None)
    if not any(found):
        return
    places: Places | None = None
    rows = [match["tail"] if match else "x" for match in found]  # as many lines as blocks, so that each is in its zone
    hits = rules.match_lines(stage, rows, host_of(document.meta.get("url")), document.language)
    for block, match, ruled in zip(document.blocks, found, hits, strict=True):
        if match is None or not ruled or match.end() - block.start < FEWEST_BEFORE:
            continue
        rule = ruled[0].rule
        if rule.action != "delete" or rule.confidence < SURE_TAIL:
            continue
        places = places or Places(document)
        start, end = match.span("tail")
        if not places.is_fixed(start, end) and not places.is_quoted(start, end):
            yield _edit(RuleMatch(rule, start, end), stage, *places.without(start, end), "page")


def _disjoint(found: Sequence[tuple[RuleMatch, int, int]]) -> Iterator[tuple[RuleMatch, int, int]]:
    """The first of what overlaps: the strongest of those that start first."""
    at = -1
    for match, start, end in sorted(found, key=lambda f: (f[1], -f[2])):
        if start > at:  # white space between two of them is taken once
            yield match, start, end
            at = end


def _edit(match: RuleMatch, stage: str, start: int, end: int, replacement: str, scope: Scope) -> Edit:
    return Edit(
        start=start,
        end=end,
        replacement=replacement,
        stage=stage,
        rule=match.rule.id,
        reason=match.rule.reason,
        confidence=match.rule.confidence,
        scope=scope,
        priority=match.rule.priority,
    )
