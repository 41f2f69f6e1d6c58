"""Learn a site's boilerplate: lines that come again on many documents of one host, as ordinary rules to review.

Lines are compared as templates: numbers, months, weekdays and the name in a byline are masked, so "42 comments" and
"7 comments" are one line. Documents are read one at a time. What is remembered is bounded: rare templates are forgotten
in rounds (lossy counting, Manku and Motwani 2002), which undercounts each by at most `documents / ROUND`.
Left alone: what many articles share because they are articles ("Conclusion"), lines that stand above running text in
its middle, prose over LONGEST_LINE code points, templates without a word of their own, and lines that rules in force
take already.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from cleanup.core.policy import APPLY_AT
from cleanup.rulebook.explain import fired
from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.schema import Rule, own_longest, to_toml
from cleanup.text.fold import fold_shapes

FEWEST = 3  # documents that a line is on: two may be versions of one article
SHARE = 0.2  # of the host's documents; a section's line is on fewer than a site's
LONGEST_LINE = 300  # code points; longer lines that repeat are mostly prose of republished articles
ROUND = 2_000  # documents between two rounds of forgetting
MOST_TEMPLATES = 400_000  # remembered at most, some 200 MB; reached only by streams of many hosts
EXAMPLES = 3
BODY_WORDS = 12  # a line of so many words that ends as a sentence is running text
HEADING_WORDS = 7
ABOVE_BODY = 0.5  # a short line that stands above running text on this share of its documents heads a section

# Headings that articles of any site share; a site that repeats them is no reason to drop them.
ARTICLE_HEADINGS = frozenset(
    """
conclusion|conclusions|introduction|summary|overview|background|abstract|method|methods|results|discussion|references|sources|
notes|footnotes|appendix|bibliography|ingredients|instructions|directions|nutrition|equipment|pros|cons|pros and cons|faq|faqs|
frequently asked questions|key takeaways|takeaways|key points|highlights|the bottom line|bottom line|final thoughts|final words|
in conclusion|wrapping up|verdict|our verdict|the verdict|what you need|what you will need|what you'll need|how it works|
the takeaway|tl;dr|recap|next steps|acknowledgments|acknowledgements|limitations|analysis|history|definition|examples|benefits|
advantages|disadvantages|features|pricing|specifications|specs|price|design|performance|battery life|steps|tips|warning|
question|questions|answer|answers|q|a|prologue|epilogue|chorus|verse|lyrics|recipe|preparation|serves|transcript|timeline|interview|
what is it|why it matters|what to know|the details|works cited|further reading|about this article|in this article
""".replace("\n", "").split("|")
)

_AROUND = (
    ' \t\r\n\N{NO-BREAK SPACE}\N{BULLET}\N{MIDDLE DOT}*|>+_~-:"\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}'
    "\N{RIGHTWARDS ARROW}\N{BLACK RIGHT-POINTING TRIANGLE}\N{BLACK SMALL SQUARE}"
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Satur|Sat|Sun)(?:day)?)"
_NAME = r"[A-Z][A-Za-z.'-]*(?: (?:[A-Z][A-Za-z.'-]*|de|van|von|der|al|bin|of)){0,4}"
_NUMBER = r"[0-9]+(?:[.,:/'-][0-9]+)*(?:st|nd|rd|th|[KkMm]|(?: ?(?:am|pm|AM|PM))\b)?"
_MASKS = re.compile(
    rf"(?P<number>{_NUMBER})|\b(?P<month>{_MONTH})\b|\b(?P<day>{_DAY})\b|"
    rf"(?P<lead>\b(?:[Bb]y|BY|[Aa]uthor:?|[Ww]riter:?|[Ee]ditor:?|[Pp]hoto(?:graph)?:?(?: by)?|[Cc]redit:?) )"
    rf"(?P<name>{_NAME})"
)
_KINDS = {"number": _NUMBER, "month": _MONTH, "day": _DAY, "name": _NAME}
_WORD = re.compile(r"[^\W\d_]{2,}")
_SLUG = re.compile(r"[^a-z0-9]+")
_END = re.compile(r"[.!?]['\")\]]*$")

Judge = Callable[[Sequence[str]], Sequence[float]]  # how much each line looks left over by its words: below 0, it does


@dataclass(slots=True)
class _Seen:
    """What is remembered of one template of one host."""

    documents: int = 0
    missed: int = 0  # documents that may have been forgotten before it was first remembered
    above_body: int = 0
    in_middle: int = 0  # documents where running text stands both before and after it
    examples: list[str] = field(default_factory=list)


class Learner:
    """Counts templates by host over a stream of documents."""

    def __init__(self, judge: Judge | None = None, fewest: int = FEWEST, share: float = SHARE) -> None:
        """`judge` tells a short line that heads a section from one that does not belong, see the module's docstring."""
        self._judge = judge
        self._fewest, self._share = max(2, fewest), share
        self._seen: dict[tuple[str, str], _Seen] = {}
        self._documents: dict[str, int] = {}
        self._read = 0

    def add(self, text: str, host: str) -> None:
        """Count the lines of one document. The host is that of its URL; documents without one are taken as one site."""
        host = host.lower().removeprefix("www.")
        self._documents[host] = self._documents.get(host, 0) + 1
        self._read += 1
        rows = [line for line in (bare(raw) for raw in text.split("\n")) if line]
        body = [_is_body(row) for row in rows]
        first = body.index(True) if True in body else len(rows)
        last = len(rows) - 1 - body[::-1].index(True) if True in body else -1
        counted: set[str] = set()
        for i, row in enumerate(rows):
            key = template(row) if len(row) <= LONGEST_LINE else ""
            if not key or key in counted:
                continue
            counted.add(key)
            seen = self._seen.get((host, key))
            if seen is None:
                seen = self._seen[host, key] = _Seen(missed=self._read // ROUND)
            seen.documents += 1
            seen.in_middle += first < i < last
            seen.above_body += i + 1 < len(rows) and body[i + 1]
            if len(seen.examples) < EXAMPLES and row not in seen.examples:
                seen.examples.append(row)
        if self._read % ROUND == 0 or len(self._seen) > MOST_TEMPLATES:
            self._forget()

    def _forget(self) -> None:
        """Drop what is too rare to matter; when there is still too much, what is rarest."""
        floor = self._read // ROUND
        self._seen = {k: s for k, s in self._seen.items() if s.documents + s.missed > floor}
        while len(self._seen) > MOST_TEMPLATES:
            floor += 1
            self._seen = {k: s for k, s in self._seen.items() if s.documents > floor}

    def rules(self) -> list[Rule]:
        """A rule for each template that comes often enough on its host, sorted by host, the most frequent first."""
        found: list[tuple[str, int, str, _Seen]] = []
        for (host, key), seen in self._seen.items():
            if seen.documents >= max(self._fewest, self._share * self._documents[host]):
                found.append((host, -seen.documents, key, seen))
        found.sort(key=lambda item: item[:3])
        kept = [item for item in found if not self._belongs(item[2], item[3])]
        return [self._rule(host, key, seen) for host, _, key, seen in kept]

    def _belongs(self, key: str, seen: _Seen) -> bool:
        """Whether the template is one that articles share as articles."""
        shown = seen.examples[0]
        if shown.lower().strip(" :#0123456789.)").replace("\N{RIGHT SINGLE QUOTATION MARK}", "'") in ARTICLE_HEADINGS:
            return True
        heads = seen.above_body >= ABOVE_BODY * seen.documents and seen.in_middle >= ABOVE_BODY * seen.documents
        if not heads or len(shown.split()) > HEADING_WORDS or _END.search(shown):
            return False
        return self._judge is None or float(self._judge([shown])[0]) >= 0

    def _rule(self, host: str, key: str, seen: _Seen) -> Rule:
        total = self._documents[host]
        slug = "-".join(_SLUG.sub("-", f"{host} {_words(key)}".lower()).strip("-").split("-")[:8])
        digest = hashlib.sha256(f"{host}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()[:6]
        where = f"on {seen.documents} of {total} documents of {host or 'an unnamed site'}"
        return Rule(
            id=f"site-{slug}-{digest}",
            stage="boilerplate",
            kind="line",
            pattern=pattern_of(key),
            action="delete",
            # expected precision with one more document for and one against: 3 of 3 are not yet a certainty
            confidence=round((seen.documents + 1) / (seen.documents + 2), 3),
            reason=f"The site repeats this line: {where}",
            source=f"learned, {where}",
            match=tuple(seen.examples),
            no_match=(f"They wrote: {seen.examples[0]}, and more.",),
            host=host,
            longest=own_longest(seen.examples),
        )


def bare(line: str) -> str:
    """A line as line rules see it: trimmed of marks, with plain quotes, dashes and spaces."""
    return fold_shapes(line.strip(_AROUND)).strip(_AROUND)


def template(row: str) -> str:
    """The line with its variable parts masked by private-use signs; empty where no word of its own is left."""

    def mask(found: re.Match[str]) -> str:
        kind = "name" if found["name"] else str(found.lastgroup)
        return (found["lead"] or "") + chr(0xE000 + list(_KINDS).index(kind))

    masked = _MASKS.sub(mask, row)
    return masked if _WORD.search(masked) else ""


def pattern_of(key: str) -> str:
    """The regular expression of a template, as re2 reads it."""
    kinds = list(_KINDS.values())
    parts = re.split(f"([{chr(0xE000)}-{chr(0xE000 + len(kinds) - 1)}])", key)
    return "".join(
        kinds[ord(p) - 0xE000] if len(p) == 1 and 0 <= ord(p) - 0xE000 < len(kinds) else re.escape(p).replace("\\ ", " ")
        for p in parts
    )


def _words(key: str) -> str:
    return " ".join(_WORD.findall(key)[:5])


def _is_body(row: str) -> bool:
    return len(row.split()) >= BODY_WORDS and bool(_END.search(row))


def learn(
    documents: Iterable[tuple[str, str]],
    judge: Judge | None = None,
    fewest: int = FEWEST,
    share: float = SHARE,
    known: RuleBook | None = None,
) -> list[Rule]:
    """Rules from a stream of (text, host), such that they hold beside the `known` ones, those in force."""
    learner = Learner(judge, fewest, share)
    for text, host in documents:
        learner.add(text, host)
    return _beside(known or RuleBook(()), [rule for rule in learner.rules() if _proves_itself(rule)])


def _beside(known: RuleBook, learned: Sequence[Rule]) -> list[Rule]:
    """The learned rules without those that add nothing to the others or contradict them.

    One goes when each of its examples is surely taken by a known rule or by one learned for more of the site, when a known
    rule keeps such a line, and when it fires on a known rule's own example. Other rules that fire here too are named in
    `also`, as `rules test` asks: ones that only suggest, or look at one end of a document.
    """
    new = {rule.id: rule for rule in learned if known.get(rule.id) is None}
    book = RuleBook([*known.rules, *new.values()])
    contradict = {
        name
        for rule in known.rules
        if rule.enabled and rule.stage == "boilerplate" and rule.kind == "line"
        for found in _firing(book, rule)
        for name in found
        if name not in rule.also
    }
    firing = {name: _firing(book, rule) for name, rule in new.items()}
    kept: set[str] = set()
    for rule in sorted(new.values(), key=lambda r: len(r.host)):  # a site before its subdomains
        found = firing[rule.id]
        taken = all(
            any(name in kept or (name not in new and _surely_takes(other)) for name, other in line.items())
            for line in found[: len(rule.match)]
        )
        spared = any(other.action == "keep" for line in found for other in line.values())
        if not (taken or spared or rule.id in contradict):
            kept.add(rule.id)
    also = {
        name: {other for line in firing[name] for other in line if other in kept or other not in new} - {name} for name in kept
    }
    return [replace(rule, also=tuple(sorted(also[rule.id]))) for rule in learned if rule.id in kept]


def _firing(book: RuleBook, rule: Rule) -> list[dict[str, Rule]]:
    """The rules that fire on each example of a rule, by id; first on those that it is to match."""
    return [fired(book, rule, example) for example in (*rule.match, *rule.no_match)]


def _surely_takes(rule: Rule) -> bool:
    """Whether a known rule deletes the line wherever it stands, in whatever language the document is."""
    return rule.zone == "any" and not rule.language and rule.confidence >= APPLY_AT


def _proves_itself(rule: Rule) -> bool:
    """Whether the rule fires on its own examples and not on its counterexample; one that does not is left out."""
    book = RuleBook([rule])
    hits = [bool(hit) for hit in book.match_lines(rule.stage, [*rule.match, *rule.no_match], host=rule.host or None)]
    return all(hits[: len(rule.match)]) and not any(hits[len(rule.match) :])


def rules_toml(rules: Sequence[Rule]) -> str:
    """A rule file, with how to use it on top."""
    head = (
        "# Lines that sites repeat, learned from their documents. Read them before use: delete a rule, or give it\n"
        '# action = "keep", where the line belongs to the articles. Apply with --rules FILE.\n\n'
    )
    return head + "\n".join(to_toml(rule) for rule in rules)
