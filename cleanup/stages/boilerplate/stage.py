"""Drop what does not belong to the article: menus, share bars, bylines, related links, newsletters, footers, page heads; and
inside lines labels, stubs of embedded posts (`inline`), tags, short codes and scripts (`markup`).

Rules of the rule book come first and win both ways: a delete rule removes its line, a keep rule saves its line from
the judge. Only a delete rule that is less sure than the mode asks (`modes`) needs the judge to suspect the line as
well, where the judge speaks. Then the learned judge removes what it is sure of. Both look again at what is left until neither finds more,
so the stage proposes nothing on its own output. In German, French, Spanish, Italian, Dutch and Portuguese the rules are the
language's own, and a smaller judge of shapes speaks beside them; in other languages none does. Left alone are code, tables,
the title at the top, and any article of which it would take more than a third. A whole page as text, menus and all, is
recognized and may lose much more. A text of left-over lines alone loses all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from cleanup.config import BoilerplateMode, BoilerplateSettings
from cleanup.context import Context
from cleanup.core.edit import Edit
from cleanup.core.policy import APPLY_AT
from cleanup.document import Document
from cleanup.rulebook.schema import OwnRule
from cleanup.stages.boilerplate.inline import left_overs, tails
from cleanup.stages.boilerplate.markup import markup
from cleanup.stages.boilerplate.markup import own_rules as markup_rules
from cleanup.stages.boilerplate.modes import SURE_RULE
from cleanup.stages.boilerplate.running_heads import rejoined
from cleanup.text.address import host_of
from cleanup.text.lines import LineSpan, deletion_spans
from cleanup.text.running_heads import running_heads
from cleanup.text.titles import is_title

if TYPE_CHECKING:
    from cleanup.rulebook.match import RuleBook
    from cleanup.stages.boilerplate.thresholds import DoubtedLine, Units

NAME = "boilerplate"
RULE = "line-judge"
SHAPES = "line-shape"
NO_ARTICLE = "no-article"
# Mean probability that a word belongs, by the judge of articles and by that of pages: of 700 texts of menus, teasers and
# footers alone of unseen pages 80 % have less, of 1,100 articles none, of 580 texts of other pages four (lists of offers).
NO_ARTICLE_BELOW, NO_PAGE_BELOW = 0.15, 0.4
FEWEST_LINES = 3  # a line or two is no evidence
RUNNING_HEAD = "running-head"
SURE_HEAD, LIKELY_HEAD = 0.93, 0.8  # own judgement; on 791 published articles neither takes a line


def own_rules() -> tuple[OwnRule, ...]:
    """What the learned judge removes, and remains of markup."""
    return (
        OwnRule(RULE, NAME, "delete", "Line that does not belong to the article, as the learned judge sees it"),
        OwnRule(SHAPES, NAME, "delete", "Line that does not belong to the article, by its shape and place, in other languages"),
        OwnRule(NO_ARTICLE, NAME, "delete", "Line of a text of which nothing is an article, as the learned judge sees it"),
        *markup_rules(NAME),
        OwnRule(RUNNING_HEAD, NAME, "delete", "Page number or running head between the lines of the text"),
    )


@dataclass(frozen=True, slots=True)
class _Finding:
    """Why a line goes, or might."""

    rule: str
    reason: str
    confidence: float
    evidence: tuple[str, ...] = ()
    apply_at: float | None = None
    suggest_at: float | None = None
    priority: int = 0
    inside: bool = False  # a sentence goes on after the line

    @property
    def applies(self) -> bool:
        return self.confidence >= (APPLY_AT if self.apply_at is None else self.apply_at)


@dataclass(slots=True)
class _Lines:
    """The lines of a document that are still there, and what was found on the others."""

    spans: list[LineSpan]
    rows: list[str]
    fixed: list[bool]  # never to go: code, tables, the title at the top
    alive: list[int]
    found: dict[int, _Finding] = field(default_factory=dict)

    def drop(self, findings: dict[int, _Finding]) -> bool:
        """Take the lines away that findings apply to; -> whether any went."""
        self.found |= findings
        gone = {i for i, finding in findings.items() if finding.applies}
        self.alive = [i for i in self.alive if i not in gone]
        return bool(gone)


class BoilerplateStage:
    """Proposes to delete whole lines, and left-overs inside lines."""

    name = NAME

    def __init__(self, settings: BoilerplateSettings | None = None) -> None:
        self._settings = settings or BoilerplateSettings()

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        """Edits of scope "block". What the judge suspects without being sure of becomes a suggestion."""
        lines = _lines_of(document)
        if not lines.rows:
            return []
        inside = [*left_overs(document, context.rules, NAME), *tails(document, context.rules, NAME), *markup(document, NAME)]
        return [*inside, *self._line_edits(document, context, lines)]

    def _line_edits(self, document: Document, context: Context, lines: _Lines) -> list[Edit]:
        """Whole lines: running heads, then by rules and by the judge."""
        if not document.marked_up:
            lines.drop(_heads(lines, document.text))
        judged = self._settings.judge and _is_english(document, lines.rows)
        units: Units | None = None
        repeats: set[int] = set()
        if judged:
            repeats = _repeats_of_the_top(document, lines.rows)
            from cleanup.stages.boilerplate.thresholds import Units

            units = Units.read(lines.rows, document.title, mode=self._settings.mode)
        while True:
            kept, findings = _by_rules(lines, document, context.rules)
            if units is not None:
                # judged beside the lines that rules remove: they tell what stands around them
                findings = _agreed(findings, _by_judge(units, lines, kept | repeats), units.point.rule)
            elif self._settings.judge:
                findings = _by_shapes(document, lines, kept, findings, self._settings.mode) | findings
            if lines.drop(findings):
                continue
            if units is not None:
                _drop_all(lines, units, kept)
            return list(_edits(document.text, lines))


def _is_english(document: Document, rows: Sequence[str]) -> bool:
    from cleanup.models.line import is_english

    return is_english(document.language, rows)


def _lines_of(document: Document) -> _Lines:
    """Lines, with a paragraph that is wrapped over several lines taken as one."""
    spans: list[LineSpan] = []
    fixed: list[bool] = []
    blocks = [b for b in document.blocks if b.kind in ("paragraph", "code", "table")]
    heads = set() if document.marked_up else {head.start for head in running_heads(document.text)}
    samples = set() if document.marked_up else _samples(document)
    at = 0
    for line in document.reading.lines:
        while at < len(blocks) and blocks[at].end <= line.start:
            at += 1
        inside = blocks[at] if at < len(blocks) and blocks[at].start < line.end else None
        apart = line.start in heads or (bool(spans) and spans[-1].start in heads)
        if inside is not None and inside.kind == "paragraph" and spans and spans[-1].end > inside.start and not apart:
            spans[-1] = LineSpan(spans[-1].start, line.end)
            continue
        spans.append(line)
        fixed.append((inside is not None and inside.kind != "paragraph") or line.start in samples)
    _, top = document.titles
    if top is not None and document.title and fixed:
        fixed[0] = True
    return _Lines(spans, [document.text[s.start : s.end] for s in spans], fixed, list(range(len(spans))))


_INDENT = re.compile(r"\t| {4}")
_PRINTED = re.compile(r"[{}=\\|<>$]|\w\.\.\.\s|::|->|\w/[\w.]+\s*$|\(\)")  # signs of what programs print or read
_FEWEST_SHOWN, _MOST_SHOWN = 2, 0.3  # lines in a row, share of all lines; own judgement


def _samples(document: Document) -> set[int]:
    """Where lines begin that are set in from the text, several in a row, as what a program prints is: "Author:" is of that."""
    lines, rows = document.reading.lines, document.reading.rows
    set_in = [_INDENT.match(row) is not None for row in rows]
    if sum(set_in) > _MOST_SHOWN * len(rows):
        return set()  # of a page's source, which indents every line
    found = set[int]()
    for inside, run in groupby(range(len(rows)), key=set_in.__getitem__):
        part = list(run)
        if inside and len(part) >= _FEWEST_SHOWN and any(_PRINTED.search(rows[i]) for i in part):
            found.update(lines[i].start for i in part)
    return found


def _heads(lines: _Lines, text: str) -> dict[int, _Finding]:
    """Findings on running heads and page numbers, which no reader of the text has use for, in any language."""
    heads = {head.start: head for head in running_heads(text)}
    found: dict[int, _Finding] = {}
    for i, span in enumerate(lines.spans):
        head = heads.get(span.start)
        if head is not None and head.end == span.end and not lines.fixed[i]:
            reason = f"a running head or page number: {lines.rows[i].strip()!r}"
            if head.inside:
                reason += ", in mid-sentence"
            found[i] = _Finding(RUNNING_HEAD, reason, SURE_HEAD if head.sure else LIKELY_HEAD, inside=head.inside)
    return found


def _repeats_of_the_top(document: Document, rows: Sequence[str]) -> set[int]:
    """Lines that say what the heading at the top says: the title stage takes them, with a reason that tells more.

    Not the other forms of the title: kept from the judge, they would count as lines of the article for those around them
    (tried: 10 of 551 texts kept a left-over line more).
    """
    first = document.blocks[0] if document.blocks else None
    if first is None or first.kind != "heading":
        return set()
    return {i for i, row in enumerate(rows) if i and is_title(row, rows[0])}


def _by_rules(lines: _Lines, document: Document, rules: RuleBook | None) -> tuple[set[int], dict[int, _Finding]]:
    """Lines that keep rules save, and findings of delete rules, on the lines that are still there."""
    kept: set[int] = set()
    found: dict[int, _Finding] = {}
    if rules is None:
        return kept, found
    rows = [lines.rows[i] for i in lines.alive]
    host = host_of(document.meta.get("url"))
    unlike = list(dict.fromkeys(rows))  # a line that stands many times is matched once
    matched = dict(zip(unlike, rules.match_lines(NAME, unlike, host, document.language), strict=True))
    for i, row in zip(lines.alive, rows, strict=True):
        matches = matched[row]
        if not matches:
            continue
        rule = matches[0].rule
        if rule.action == "keep":
            kept.add(i)
        elif not lines.fixed[i] and row:
            found[i] = _Finding(rule.id, rule.reason, rule.confidence, priority=rule.priority)
    end = len(rows)  # what a list runs to: the lines below it that rules take anyway do not count
    while end and (not rows[end - 1].strip() or _is_sure(found.get(lines.alive[end - 1]))):
        end -= 1
    for match in rules.match_sequences(NAME, rows[:end], host, document.language):
        for i in lines.alive[match.start : match.end]:
            if i not in kept and not lines.fixed[i]:
                found.setdefault(
                    i, _Finding(match.rule.id, match.rule.reason, match.rule.confidence, priority=match.rule.priority)
                )
    return kept, found


def _is_sure(finding: _Finding | None) -> bool:
    return finding is not None and finding.confidence >= SURE_RULE


def _by_judge(units: Units, lines: _Lines, kept: set[int]) -> dict[int, _Finding]:
    """Findings of the learned judge, weak ones included."""
    safe = [lines.fixed[i] or i in kept for i in lines.alive]
    doubts = units.doubts(lines.alive, safe)
    where = {"article": "judged as part of an article", "page": "judged as part of a page around an article"}
    return {doubt.place: _of_doubt(doubt, RULE, where[doubt.kind]) for doubt in doubts}


def _by_shapes(
    document: Document, lines: _Lines, kept: set[int], ruled: dict[int, _Finding], mode: BoilerplateMode
) -> dict[int, _Finding]:
    """Findings of the judge of shapes, in a language that it knows."""
    from cleanup.stages.boilerplate.shape_judge import shape_judge, speaks
    from cleanup.stages.boilerplate.shapes import ruled_by

    if not document.language or not speaks(document.language):
        return {}
    alive = lines.alive
    known = [ruled_by(ruled[i].confidence if i in ruled else 0.0, i in kept) for i in alive]
    safe = [lines.fixed[i] or i in kept for i in alive]
    rows = [lines.rows[i] for i in alive]
    doubts = shape_judge().doubts(rows, document.title, document.language, known, safe, mode)
    return {alive[doubt.place]: _of_doubt(doubt, SHAPES, "by its shape and place alone") for doubt in doubts}


def _of_doubt(doubt: DoubtedLine, rule: str, how: str) -> _Finding:
    """What a judge's doubt about a line finds, in words."""
    percent = f"{100 * doubt.keep:.1f}" if doubt.keep < 0.1 else f"{100 * doubt.keep:.0f}"
    reason = f"belongs to the article with probability {percent} %, {how}"
    if doubt.reasons:
        reason += ": " + "; ".join(doubt.reasons)
    return _Finding(rule, reason, 1.0 - doubt.keep, doubt.reasons, doubt.apply_at, doubt.suggest_at)


def _drop_all(lines: _Lines, units: Units, kept: set[int]) -> None:
    """Take the rest away too where the text never was an article."""
    if len(units.reading.lines) < FEWEST_LINES or not lines.alive:
        return
    mean = units.mean_keep(lines.alive)
    if mean >= NO_ARTICLE_BELOW or units.mean_keep(lines.alive, "page") >= NO_PAGE_BELOW:
        return
    reason = f"nothing of the text is an article: a word of it belongs to one with probability {100 * mean:.0f} %"
    lines.drop({i: _Finding(NO_ARTICLE, reason, 1.0 - mean) for i in lines.alive if i not in kept and not lines.fixed[i]})


def _agreed(ruled: dict[int, _Finding], doubted: dict[int, _Finding], sure: float) -> dict[int, _Finding]:
    """One finding a line: the rule's where it is `sure` or the judge suspects the line too, else what the judge says."""
    found = dict(doubted)
    for i, finding in ruled.items():
        doubt = doubted.get(i)
        if finding.confidence >= sure or (finding.applies and doubt is not None):
            found[i] = finding
        elif doubt is None:
            found[i] = replace(finding, apply_at=sure)
    return found


def _edits(text: str, lines: _Lines) -> Iterator[Edit]:
    gone = [i in lines.found and lines.found[i].applies for i in range(len(lines.spans))]
    spans = deletion_spans(text, lines.spans, gone)
    joined = rejoined(text, lines.spans, gone, {i for i, finding in lines.found.items() if finding.inside})
    for i, finding in sorted(lines.found.items()):
        span = spans[i] or lines.spans[i]
        replacement = ""
        if i in joined:
            span, replacement = joined[i]
        yield Edit(
            start=span.start,
            end=span.end,
            replacement=replacement,
            stage=NAME,
            rule=finding.rule,
            reason=finding.reason,
            confidence=finding.confidence,
            scope="block",
            priority=finding.priority,
            evidence=finding.evidence,
            apply_at=finding.apply_at,
            suggest_at=finding.suggest_at,
        )
