"""A rule in words, and every rule run against its own examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cleanup.rulebook.match import RuleBook
from cleanup.rulebook.schema import OwnRule, Rule

_SEEN_BY = {"line": "the whole of a line", "span": "a part of the text", "sequence": "the first of a run of lines"}
_DOES = {
    "delete": "deletes it",
    "replace": "replaces it",
    "keep": "keeps it, whatever other rules say",
    "protect": "protects it from other rules",
}


@dataclass(frozen=True, slots=True)
class FailedExample:
    """An example that a rule does not bear out."""

    rule: str
    where: str
    example: str
    problem: str

    def __str__(self) -> str:
        return f"{self.where}: rule {self.rule}: {self.problem}: {self.example!r}"


def describe(rule: Rule) -> str:
    """What the rule looks for, does, and why, as `cleanup rules show` prints it."""
    lines = [f"{rule.id}  ({rule.where})", "", rule.reason, ""]
    lines += [
        f"stage       {rule.stage}",
        f"matches     {_SEEN_BY[rule.kind]} (kind {rule.kind})",
        f"pattern     {rule.pattern}",
    ]
    if rule.then:
        lines.append(
            f"then        {rule.then}  (1 to {rule.max_lines} lines{', to the end of the document' if rule.to_end else ''})"
        )
    does = _DOES[rule.action] + (f" by {rule.replacement!r}" if rule.action == "replace" else "")
    lines += [f"action      {does}", f"confidence  {rule.confidence:.2f}"]
    where = [
        f"in the {rule.zone} of the document" if rule.zone != "any" else "",
        f"up to {rule.longest} characters" if rule.longest else "",
        f"up to {rule.most} times in one text" if rule.most else "",
        f"on {rule.host}" if rule.host else "",
        f"in language {rule.language}" if rule.language else "",
    ]
    if any(where):
        lines.append(f"only        {', '.join(part for part in where if part)}")
    if rule.priority:
        lines.append(f"priority    {rule.priority}")
    if not rule.enabled:
        lines.append("switched    off")
    lines.append(f"source      {rule.source}")
    for title, examples in (("matches", rule.match), ("does not match", rule.no_match)):
        lines += ["", f"{title}:"]
        lines += ["  " + example.replace("\n", "\n  ") for example in examples]
    return "\n".join(lines) + "\n"


def describe_own(rule: OwnRule) -> str:
    """The same for a rule that has no pattern."""
    does = {
        "delete": "deletes whole lines, or words inside them",
        "replace": "replaces characters or words",
        "flag": "flags sentences: they stay, and are kept out of the summary",
    }
    return (
        f"{rule.id}  ({rule.where})\n\n{rule.reason}\n\nstage       {rule.stage}\n"
        f"action      {does[rule.action]}\nswitch off  --off {rule.id}\n"
    )


def test(book: RuleBook) -> list[FailedExample]:
    """Run every enabled rule over its own examples; an empty list means that all hold.

    Each `match` must fire and each `no_match` stay silent. No other rule of the stage may fire on a `match` of this
    one (unless named in `also`), nor take away a `no_match`.
    """
    return [failure for rule in book.rules if rule.enabled for failure in _failures(book, rule)]


def _failures(book: RuleBook, rule: Rule) -> Iterator[FailedExample]:
    for example in rule.match:
        found = fired(book, rule, example)
        if rule.id not in found:
            yield FailedExample(rule.id, rule.where, example, "does not match its own example")
        for other in sorted(found.keys() - {rule.id, *rule.also}):
            yield FailedExample(rule.id, rule.where, example, f"rule {other} fires here too; narrow one or name it in `also`")
    for example in rule.no_match:
        found = fired(book, rule, example)
        if rule.id in found:
            yield FailedExample(rule.id, rule.where, example, "matches what it must not")
        for other in sorted(found.keys() - {rule.id, *rule.also}):
            if found[other].action in ("delete", "replace"):
                yield FailedExample(rule.id, rule.where, example, f"rule {other} fires here; narrow it or name it in `also`")


def fired(book: RuleBook, rule: Rule, example: str) -> dict[str, Rule]:
    """The rules of this one's kind and stage that fire on an example of it, by id. Spans and sequences see all of it.

    The examples of a rule for all languages are in none that another rule is for: "Correction" is French too.
    """
    host, language = rule.host or None, rule.language or None
    lines = example.split("\n")
    if rule.kind == "line":
        hits = [hit for found in book.match_lines(rule.stage, lines, host, language) for hit in found]
    elif rule.kind == "span":
        hits = book.match_spans(rule.stage, example, host, language)
    else:
        hits = book.match_sequences(rule.stage, lines, host, language)
    return {hit.rule.id: hit.rule for hit in hits if hit.rule.language in ("", rule.language)}
