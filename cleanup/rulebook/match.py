"""Run a rule book over lines, spans and sequences of lines.

All patterns of one stage and kind are scanned together with google-re2 (a `Set`), which is linear in the text and
cannot backtrack. Offsets are code points, half-open.

What a pattern sees: lines trimmed, without list marks and arrows around them, with curly quotes, dashes
and special spaces as ASCII (`text.fold.fold_shapes`); spans see the text as it is. Line patterns must match
the whole of it. \\w \\d \\s \\b know ASCII only.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleanup.languages import family
from cleanup.rulebook.patterns import Pattern, PatternScan, compiled, expand, fullmatch
from cleanup.rulebook.schema import OWN_LONGEST, Kind, Rule
from cleanup.text.fold import fold_shapes
from cleanup.text.halves import whole  # re2 reads UTF-8

# Own choice: cookie and affiliate notes of some 100 words fit, and paragraphs of prose are not scanned in vain.
LONGEST_LINE = 1_000
# The head and tail of a document, in non-blank lines: whichever is more, the number or the share. Own choice.
HEAD_LINES, HEAD_SHARE = 6, 0.15
TAIL_LINES, TAIL_SHARE = 15, 0.25
_AROUND = (
    " \t\r\n\N{NO-BREAK SPACE}\N{BULLET}\N{MIDDLE DOT}\N{BLACK SMALL SQUARE}\N{BLACK RIGHT-POINTING POINTER}"
    "\N{BLACK RIGHT-POINTING TRIANGLE}\N{BLACK RIGHT-POINTING SMALL TRIANGLE}\N{RIGHTWARDS ARROW}\N{LEFTWARDS ARROW}"
    "\N{DOWNWARDS ARROW}\N{UPWARDS ARROW}*|<>+_~-:"
    "\N{LEFT-POINTING DOUBLE ANGLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
_NONE_OF_THEM = "-"  # stands for a language that no rule names


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A rule that fired on [start, end): code points of the line or text; line indexes for a sequence."""

    rule: Rule
    start: int
    end: int
    replacement: str = ""


class RuleBook:
    """The rules in force, in order of priority, then id. Immutable; safe to share between threads and to pickle."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules: tuple[Rule, ...] = tuple(sorted(rules, key=lambda r: (r.stage, -r.priority, r.id)))
        self._by_id = {rule.id: rule for rule in self.rules}
        self._languages = frozenset(family(rule.language) for rule in self.rules if rule.language)
        self._indexes: dict[tuple[str, str, str], _Index] = {}
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[RuleBook], tuple[tuple[Rule, ...]]]:
        return RuleBook, (self.rules,)

    def __len__(self) -> int:
        return len(self.rules)

    def get(self, rule_id: str) -> Rule | None:
        return self._by_id.get(rule_id)

    def for_stage(self, stage: str) -> tuple[Rule, ...]:
        """The enabled rules of a stage."""
        return tuple(rule for rule in self.rules if rule.stage == stage and rule.enabled)

    @property
    def digest(self) -> str:
        """SHA-256 over the content of the enabled rules: equal digests make equal proposals."""
        content = [rule.content() for rule in self.rules if rule.enabled]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode("utf-8")).hexdigest()

    def match_lines(
        self, stage: str, lines: Sequence[str], host: str | None = None, language: str | None = None
    ) -> list[list[RuleMatch]]:
        """For each line the line rules that match the whole of it, strongest first. Offsets within the line."""
        index = self._index(stage, "line", language)
        if not index.rules:
            return [[] for _ in lines]
        zones = _Zones(lines)
        return [index.whole(line, zones.of(i), host) for i, line in enumerate(lines)]

    def match_spans(self, stage: str, text: str, host: str | None = None, language: str | None = None) -> list[RuleMatch]:
        """Every match of the span rules, by start, then strength. Matches of different rules may overlap."""
        return self._index(stage, "span", language).spans(text, host)

    def match_sequences(
        self, stage: str, lines: Sequence[str], host: str | None = None, language: str | None = None
    ) -> list[RuleMatch]:
        """Runs of lines: a first line and the lines after it. Start and end are indexes into `lines`.

        Blank lines belong to a run when a further line of it follows. A run needs one following line at least.
        """
        index = self._index(stage, "sequence", language)
        if not index.rules:
            return []
        zones = _Zones(lines)
        found: list[RuleMatch] = []
        for i, line in enumerate(lines):
            for hit in index.whole(line, zones.of(i), host):
                end = _follow(index.then(hit.rule), hit.rule, lines, i)
                if end:
                    found.append(RuleMatch(hit.rule, i, end))
        return found

    def _index(self, stage: str, kind: Kind, language: str | None) -> _Index:
        """The rules of a stage and kind that a text in this language is scanned for: rules of other languages cost time."""
        code = family(language)
        spoken = code if code in self._languages or not code else _NONE_OF_THEM
        index = self._indexes.get((stage, kind, spoken))
        if index is None:
            with self._lock:
                index = self._indexes.get((stage, kind, spoken))
                if index is None:
                    rules = [rule for rule in self.for_stage(stage) if rule.kind == kind and _in_language(rule, spoken)]
                    index = self._indexes[stage, kind, spoken] = _Index(rules, whole=kind != "span")
        return index


class _Index:
    """The compiled rules of one stage and kind."""

    def __init__(self, rules: Sequence[Rule], whole: bool) -> None:
        self.rules = tuple(sorted(rules, key=lambda r: (-r.priority, -r.confidence, r.id)))
        self._following: dict[str, Pattern] = {}
        self._scan = PatternScan([rule.pattern for rule in self.rules], whole)

    def then(self, rule: Rule) -> Pattern:
        ready = self._following.get(rule.then)
        if ready is None:
            ready = self._following[rule.then] = compiled(rule.then)
        return ready

    def whole(self, line: str, zone: frozenset[str], host: str | None) -> list[RuleMatch]:
        if not line or len(line) > LONGEST_LINE:
            return []
        bare = line.rstrip(_AROUND)
        start = len(bare) - len(bare.lstrip(_AROUND))
        end = len(bare)
        bare = whole(fold_shapes(bare[start:]))
        if not bare:
            return []
        if "\n" in bare:
            bare = " ".join(bare.split())
        return [
            RuleMatch(rule, start, end)
            for rule in (self.rules[i] for i in self._scan.found(bare.encode("utf-8")))
            if rule.zone in zone and len(bare) <= (rule.longest or LONGEST_LINE) and _applies(rule, host)
        ]

    def spans(self, text: str, host: str | None) -> list[RuleMatch]:
        if not self.rules or not text:
            return []
        text = whole(text)
        found: list[tuple[int, int, RuleMatch]] = []
        raw = text.encode("utf-8")
        for i in self._scan.found(raw):
            rule = self.rules[i]
            if _applies(rule, host):
                matches = list(_find(self._scan.pattern(i), rule, raw))
                if rule.longest:
                    matches = [m for m in matches if m.end - m.start - len(m.replacement) <= rule.longest]
                if not rule.most or len(matches) <= rule.most:
                    found += [(hit.start, i, hit) for hit in matches]
        return [hit for _, _, hit in sorted(found, key=lambda item: item[:2])]


def _find(pattern: Pattern, rule: Rule, raw: bytes) -> Iterator[RuleMatch]:
    """Matches over UTF-8 with offsets turned into code points on the way: linear, unlike re2's own str offsets."""
    seen = chars = 0  # chars = code points in raw[:seen]
    for match in pattern.finditer(raw):
        first, last = match.span()
        if first == last:
            continue
        chars += len(raw[seen:first].decode("utf-8"))
        length = len(raw[first:last].decode("utf-8"))
        seen = first
        yield RuleMatch(rule, chars, chars + length, expand(rule.replacement, match))


def _applies(rule: Rule, host: str | None) -> bool:
    """Host rules need the host."""
    return not rule.host or bool(host and (host == rule.host or host.endswith("." + rule.host)))


def _in_language(rule: Rule, code: str) -> bool:
    """Whether a rule speaks in this language; all do where the language is not known."""
    return not (rule.language and code and code != family(rule.language))


class _Zones:
    """Which zones a line is in, counted in non-blank lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._place: list[int] = []
        total = 0
        for line in lines:
            self._place.append(total)
            total += bool(line.strip())
        self._head = max(HEAD_LINES, int(HEAD_SHARE * total))
        self._tail = total - max(TAIL_LINES, int(TAIL_SHARE * total))

    def of(self, i: int) -> frozenset[str]:
        zones = {"any"}
        if self._place[i] < self._head:
            zones.add("head")
        if self._place[i] >= self._tail:
            zones.add("tail")
        return frozenset(zones)


def _follow(pattern: Pattern, rule: Rule, lines: Sequence[str], first: int) -> int:
    """Index after the last line of the run that starts at `first`, or 0."""
    end, taken = 0, 0
    longest = max(rule.longest, OWN_LONGEST) if rule.longest else LONGEST_LINE  # what follows is no paragraph either
    for i in range(first + 1, len(lines)):
        bare = whole(fold_shapes(lines[i].strip(_AROUND)))
        if not bare:
            continue
        if taken == rule.max_lines or len(bare) > longest or not fullmatch(pattern, bare):
            return 0 if rule.to_end else end
        taken += 1
        end = i + 1
    return end
