"""Normalize characters, white space and punctuation, without touching what was meant.

The fixers run in the order of FIXERS on one text and are composed (`text.compose`), again until nothing changes, so
that the stage settles in one pass: on its own output it proposes nothing. Code and table blocks, code inside lines and
web addresses are left alone, but for line ends. A place that several fixers touch is one edit, named after the one that
changes most for a reader, with the others as evidence.

What is switched off or to suggest only has no part in that: its change is not made, whatever else is done to the place.
It is worked out alone, for the record, and proposed where nothing else changes; where something else does, in the next
round, on the text that came of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from cleanup.context import Context
from cleanup.core.edit import Edit, Scope
from cleanup.document import Document
from cleanup.rulebook.schema import OwnRule
from cleanup.stages.normalize.compose import Rewriting, Step, shifted
from cleanup.stages.normalize.escapes import fix_broken_entities, fix_escaped_line_ends, fix_escaped_marks, fix_escapes
from cleanup.stages.normalize.indents import fix_indented_paragraphs
from cleanup.stages.normalize.ligatures import fix_ligatures
from cleanup.stages.normalize.lost import (
    fix_half_marks,
    fix_lost_apostrophes,
    fix_lost_letters,
    fix_lost_quotation_marks,
    fix_mac_roman,
    fix_other_pages,
)
from cleanup.stages.normalize.marks import fix_brackets, fix_low_quotes, fix_quotation_blanks, fix_stops
from cleanup.stages.normalize.paragraphs import fix_broken_paragraphs, fix_drop_caps, fix_lone_hyphens
from cleanup.stages.normalize.repairs import (
    fix_controls,
    fix_entities,
    fix_invisible,
    fix_line_ends,
    fix_mojibake,
    fix_spaces,
    fix_white_space,
    in_address,
    line_around,
)
from cleanup.stages.normalize.wrapping import fix_wrapped_lines, fix_wrapped_quotations
from cleanup.text.address import host_of
from cleanup.text.blocks import detect_blocks
from cleanup.text.code import technical
from cleanup.text.running_heads import running_heads

if TYPE_CHECKING:
    from cleanup.core.policy import Switch
    from cleanup.rulebook.match import RuleBook

Span = tuple[int, int]
Placed = TypeVar("Placed", Step, Edit)
AtWork = Callable[[str], bool]  # whether the kind of damage or the rule of this id is
MOST_ROUNDS = 6  # damage inside damage: an entity of an entity of mojibake takes three
_CODE = re.compile(r"`[^`\n]{1,500}`")
# A line with these may be code or settings that lost their markup: its marks are left alone
_CODISH = re.compile(r"[{}=\\\[\]_]|::|->|\b0x|\( | \)|;\s*$|</|/>|\$[A-Za-z]|--?\w+- | \w+- \w|^\s*[#$>]")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of damage: its name on edits, its reason, and how sure a repair of it is."""

    name: str
    reason: str
    confidence: float


# Confidence: own judgement, checked on the negative cases in tests/cases; of the lines, tests/bench/bench_structure.py.
KINDS = (
    Kind("literal-escape", "Escape of a program in place of a character", 0.95),
    Kind("escaped-line-end", "Line end written as an escape", 0.93),
    Kind("escaped-mark", "Backslash of a program before a mark", 0.93),
    Kind("mojibake", "Characters decoded with the wrong encoding", 0.95),
    Kind("lost-apostrophe", "Lost character that can only be an apostrophe", 0.95),
    Kind("lost-letter", "Lost letter of a word that no other would complete", 0.85),
    Kind("lost-quotation-mark", "Lost characters that pair as quotation marks", 0.85),
    Kind("line-end", "Line ends of another system", 1.0),
    Kind("control-character", "Control character", 0.99),
    Kind("html-entity", "HTML entity left in the text", 0.95),
    Kind("invisible-character", "Character that shows nothing", 0.98),
    Kind("non-breaking-space", "Special space where a plain one belongs", 0.98),
    Kind("ligature", "Typographic ligature in place of letters", 0.99),
    Kind("low-quotation-mark", "Two commas in place of a low quotation mark", 0.9),
    Kind("bracket-space", "Blank on the wrong side of a bracket", 0.9),
    Kind("quotation-space", "Blank on the inner side of a quotation mark", 0.9),
    Kind("stop-side", "Blank on the wrong side of a mark", 0.9),
    Kind("stops-in-a-row", "Two stops where one can stand", 0.85),
    Kind("trailing-space", "Blanks at the end of a line", 1.0),
    Kind("repeated-space", "More than one blank in a row", 0.98),
    Kind("blank-lines", "More than two blank lines", 1.0),
    Kind("wrapped-line", "Line cut at a fixed width", 0.95),
    Kind("hyphenated-line-break", "Word divided at the end of a line", 0.9),
    Kind("line-end-hyphen", "Line cut after a hyphen that may belong to the word", 0.85),
    Kind("broken-paragraph", "Sentence broken into paragraphs", 0.9),
    Kind("drop-cap", "First letter of a word on a line of its own", 0.9),
    Kind("paragraph-indent", "First line of a paragraph indented", 0.9),
    Kind("lone-hyphen", "Hyphen of a compound on a line of its own", 0.9),
)


@dataclass(frozen=True, slots=True)
class Fixer:
    """What finds damage, of one kind or several: `run`, or `worded` where it needs the language too, for its words."""

    run: Callable[[str], Iterable[Step]] | None = None
    worded: Callable[[str, str | None], Iterable[Step]] | None = None
    everywhere: bool = False  # also inside code and tables
    prose: bool = False  # not in texts about code, which show what it mends

    def steps(self, text: str, language: str | None) -> Iterable[Step]:
        """What the fixer makes of a text."""
        if self.worded is not None:
            return self.worded(text, language)
        return self.run(text) if self.run is not None else ()


# Order matters: escapes first, since they can be the lost half of mojibake; mojibake before controls, since its parts look
# like them; lost characters after it; spaces before runs of spaces.
FIXERS = (
    Fixer(fix_escapes, prose=True),
    Fixer(fix_escaped_line_ends, prose=True),
    Fixer(fix_escaped_marks, prose=True),
    Fixer(fix_half_marks),
    Fixer(fix_mojibake),
    Fixer(fix_other_pages),
    Fixer(worded=fix_mac_roman),
    Fixer(worded=fix_lost_apostrophes, prose=True),
    Fixer(worded=fix_lost_letters, prose=True),
    Fixer(worded=fix_lost_quotation_marks),
    Fixer(fix_line_ends, everywhere=True),
    Fixer(fix_controls, everywhere=True),
    Fixer(fix_broken_entities, prose=True),
    Fixer(fix_entities),
    Fixer(fix_invisible),
    Fixer(fix_spaces),
    Fixer(worded=fix_ligatures),
    Fixer(fix_low_quotes, prose=True),
    Fixer(worded=fix_brackets, prose=True),
    Fixer(worded=fix_quotation_blanks, prose=True),
    Fixer(worded=fix_stops, prose=True),
    Fixer(fix_white_space),
)
# What an extractor did to lines is undone after them.
JOINING = (
    fix_lone_hyphens,
    fix_drop_caps,
    fix_indented_paragraphs,
    fix_wrapped_lines,
    fix_wrapped_quotations,
    fix_broken_paragraphs,
)
_GARBLED = "mojibake"  # where it is left as it is, so are the controls and blanks in it: without them it cannot be mended
# name an edit even when white space was put in order after them
_TELLING = ("mojibake", "html-entity", "literal-escape", "escaped-line-end")
_PARTED = re.compile(
    "[\ud800-\udbff][\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+[\udc00-\udfff]"
)
_BY_NAME = {kind.name: kind for kind in KINDS}


def own_rules() -> tuple[OwnRule, ...]:
    """One for each kind of damage."""
    return tuple(OwnRule(kind.name, Normalize.name, "replace", kind.reason) for kind in KINDS)


class Normalize:
    """The stage; has no state."""

    name = "normalize"

    def propose(self, document: Document, context: Context) -> Iterator[Edit]:
        """Edits of scope "encoding" where a reader sees no other text, "inline" where marks change."""
        rules = context.rules
        heads_go = context.switches.get("running-head", "on") == "on"
        held = {switch: _switched(switch, context) for switch in ("suggest", "off")}
        quiet = held["suggest"] | held["off"]
        edits = list(self._edits(document, rules, lambda rule: rule not in quiet, heads_go))
        yield from edits
        taken = [(edit.start, edit.end) for edit in edits]
        for ids in held.values():
            if ids:
                yield from _outside(self._edits(document, rules, ids.__contains__, heads_go), taken)

    def _edits(self, document: Document, rules: RuleBook | None, at_work: AtWork, heads_go: bool) -> Iterator[Edit]:
        """What the fixers and rules at work make of the text, as edits."""
        work = Rewriting(document.text)
        for _ in range(MOST_ROUNDS):
            if not self._round(work, document, rules, at_work, heads_go):
                break
        for start, end, replacement, names in work.changes(whole=_TELLING):
            yield self._edit(start, end, replacement, names, rules)

    def _round(self, work: Rewriting, document: Document, rules: RuleBook | None, at_work: AtWork, heads_go: bool) -> bool:
        """Run every fixer at work once over the current text. True if any changed it.

        While running heads cut sentences, no line is joined: the boilerplate stage takes them (`heads_go`), and the next
        round finds the lines as the author's program had made them.
        """
        if document.marked_up:
            spans = shifted([(b.start, b.end) for b in document.blocks], work.places)
            blocks = [(s, e, b.kind) for (s, e), b in zip(spans, document.blocks, strict=True)]
        else:
            blocks = [(b.start, b.end, b.kind) for b in detect_blocks(work.text)]
        fixed = [(s, e) for s, e, kind in blocks if kind in ("code", "table")]
        fixed += [m.span() for m in _CODE.finditer(work.text)] if "`" in work.text else []
        inside = [(i.start, i.end) for i in document.inlines if i.kind in ("code", "math")]
        fixed += shifted(inside, work.places)
        turn = Rewriting(work.text)

        def apply(steps: Iterable[Step], *left_alone: Sequence[Span]) -> None:
            kept = _outside(steps, shifted([*chain(*left_alone)], turn.places))
            turn.apply(step for step in kept if at_work(step.by))

        # halves of a character that are parted by what goes would be one character to whoever reads the text next
        garbled: list[Span] = [m.span() for m in _PARTED.finditer(turn.text)]
        if not at_work(_GARBLED):
            garbled += [(step.start, step.end) for step in _outside(fix_mojibake(turn.text), fixed)]
        about_code = technical(document.text)
        for fixer in FIXERS:
            if not (fixer.prose and about_code):
                apply(fixer.steps(turn.text, document.language), garbled, () if fixer.everywhere else fixed)
        if rules is not None:
            apply(_rule_steps(rules, turn.text, document), garbled, fixed)
        if not document.marked_up and not (heads_go and any(head.inside for head in running_heads(turn.text))):
            # white space is in order now, so the lines are as wide as their author's program made them
            for join in JOINING:
                apply(join(turn.text, document.language))
        return work.apply([Step(p.start, p.end, turn.text[p.now : p.now + p.length], "\n".join(p.by)) for p in turn.places])

    def _edit(self, start: int, end: int, replacement: str, names: Sequence[str], rules: RuleBook | None) -> Edit:
        flat = list(dict.fromkeys(name for joined in names for name in joined.split("\n")))
        rule_of = {name: rules.get(name) if rules and name not in _BY_NAME else None for name in flat}
        first = next((name for name in flat if rule_of[name] is not None or name in _TELLING), flat[-1])
        scope: Scope = "inline" if rule_of[first] is not None else "encoding"
        facts = [
            (r.reason, r.confidence) if (r := rule_of[name]) is not None else (_BY_NAME[name].reason, _BY_NAME[name].confidence)
            for name in flat
        ]
        return Edit(
            start=start,
            end=end,
            replacement=replacement,
            stage=self.name,
            rule=first,
            reason=facts[flat.index(first)][0],
            confidence=min(c for _, c in facts),
            scope=scope,
            evidence=tuple(reason for name, (reason, _) in zip(flat, facts, strict=True) if name != first)[:3],
        )


def _switched(switch: Switch, context: Context) -> frozenset[str]:
    """The kinds of damage and the rules of this stage that are switched so."""
    rules = context.rules
    found: list[str] = []
    for name, chosen in context.switches.items():
        rule = rules.get(name) if rules and name not in _BY_NAME else None
        if chosen == switch and (name in _BY_NAME or (rule is not None and rule.stage == Normalize.name)):
            found.append(name)
    return frozenset(found)


def _rule_steps(rules: RuleBook, text: str, document: Document) -> Iterator[Step]:
    """Replacements and deletions by the span rules of this stage, not in addresses nor in protected spans."""
    host = host_of(document.meta.get("url"))
    hits = rules.match_spans("normalize", text, host, document.language or "und")
    if not hits:
        return
    kept = [(m.start, m.end) for m in rules.match_spans("protect", text, host, document.language)]
    steps = (Step(m.start, m.end, m.replacement, m.rule.id) for m in hits)
    for step in _outside(steps, kept):
        if not in_address(text, step.start, step.end) and not _CODISH.search(line_around(text, step.start, step.end)):
            yield step


def _outside(steps: Iterable[Placed], skip: Sequence[Span]) -> Iterator[Placed]:
    """Steps or edits that touch none of the spans."""
    if not skip:
        yield from steps
        return
    spans = sorted(skip)
    i = 0
    for step in sorted(steps, key=lambda s: (s.start, s.end)):
        while i < len(spans) and spans[i][1] <= step.start:
            i += 1
        if i == len(spans) or step.end <= spans[i][0]:
            yield step
