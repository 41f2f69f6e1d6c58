"""The runner with small real stages: order, rounds, guard, policy, conflicts, blocks, flags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pytest

from cleanup.context import Context
from cleanup.core.edit import Decision, Edit, Mark, Scope
from cleanup.core.policy import Policy
from cleanup.core.runner import run
from cleanup.document import Block, Document, Inline


@dataclass
class Replace:
    """Proposes to replace every match of a pattern."""

    name: str
    pattern: str
    replacement: str
    confidence: float = 0.9
    priority: int = 0
    scope: Scope = "inline"

    def propose(self, document: Document, context: Context) -> Iterable[Edit]:
        for match in re.finditer(self.pattern, document.text):
            yield Edit(
                start=match.start(),
                end=match.end(),
                replacement=match.expand(self.replacement),
                stage=self.name,
                rule=self.name + "-rule",
                reason="test",
                confidence=self.confidence,
                priority=self.priority,
                scope=self.scope,
            )


@dataclass
class MarkRefused:
    """Marks the place of each refused proposal."""

    name: str = "flag"

    def flag(self, document: Document, context: Context, refused: Sequence[Decision]) -> Iterable[Mark]:
        for decision in refused:
            yield Mark(start=decision.edit.start, end=decision.edit.end, kind="test", rule="m", reason="r", confidence=1)


def go(text: str, *stages: Replace, policy: Policy | None = None):  # type: ignore[no-untyped-def]
    return run(Document(text=text), list(stages), [MarkRefused()], Context(), policy or Policy())


def test_stages_run_in_order_on_each_others_output() -> None:
    done = go("aaa", Replace("first", "a", "b"), Replace("second", "bb", "c"))
    assert done.document.text == "cb"
    assert [p.stage for p in done.ledger.passes] == ["first", "second"]
    assert done.settled


def test_a_later_stage_may_bring_an_earlier_one_to_work_again() -> None:
    done = go("x;y", Replace("first", "a,b", "done"), Replace("second", "x;y", "a,b"))
    assert done.document.text == "done"
    assert go(done.document.text, Replace("first", "a,b", "done"), Replace("second", "x;y", "a,b")).ledger.accepted == []


def test_rules_that_undo_each_other_end_and_say_so() -> None:
    done = go("a", Replace("first", "a", "b"), Replace("second", "b", "a"))
    assert not done.settled
    assert done.ledger.replay("a") == done.document.text


def test_confidence_decides_between_apply_suggest_refuse() -> None:
    stages = [Replace("sure", "one", "ein"), Replace("maybe", "twa", "zwei", 0.5), Replace("no", "sax", "acht", 0.1)]
    done = go("one twa sax", *stages)
    assert done.document.text == "ein twa sax"
    assert {d.edit.stage: d.verdict for d in done.ledger} == {"sure": "accepted", "maybe": "suggested", "no": "refused"}
    assert all(d.why for d in done.ledger if not d.accepted)


def test_a_switch_refuses_or_holds_back_a_rule() -> None:
    off = go("one", Replace("sure", "one", "ein"), policy=Policy(switches={"sure-rule": "off"}))
    held = go("one", Replace("sure", "one", "ein"), policy=Policy(switches={"sure-rule": "suggest"}))
    assert (off.document.text, held.document.text) == ("one", "one")
    assert [d.verdict for d in [*off.ledger, *held.ledger]] == ["refused", "suggested"]


def test_the_loser_of_an_overlap_is_on_record_with_its_winner() -> None:
    @dataclass
    class Both(Replace):
        def propose(self, document: Document, context: Context) -> Iterable[Edit]:
            if "ab" in document.text:
                yield Edit(start=0, end=2, replacement="X", stage="both", rule="long", reason="t", confidence=0.8)
                yield Edit(start=1, end=3, replacement="Y", stage="both", rule="sure", reason="t", confidence=0.9)

    done = go("abc", Both("both", "", ""))
    assert done.document.text == "aY"
    loser = next(d for d in done.ledger if not d.accepted)
    assert loser.edit.rule == "long"
    assert "sure" in loser.why


def test_removing_a_rule_lets_in_only_the_losers_of_its_overlaps() -> None:
    stages = [Replace("a", "ab", "X"), Replace("b", "cd", "Y")]
    with_rule = go("ab cd", *stages)
    without = go("ab cd", *stages, policy=Policy(switches={"a-rule": "off"}))
    assert with_rule.document.text == "X Y"
    assert without.document.text == "ab Y"


def test_a_refused_proposal_is_recorded_once_over_the_rounds() -> None:
    done = go("one aa", Replace("maybe", "one", "ein", 0.5), Replace("again", "aa", "a"))
    assert [d.edit.stage for d in done.ledger if d.verdict == "suggested"] == ["maybe"]


def test_flaggers_see_refused_proposals_with_offsets_of_the_final_text() -> None:
    done = go("aaaa one", Replace("short", "aaaa ", "", scope="inline"), Replace("maybe", "one", "ein", 0.5))
    assert [(m.start, m.end) for m in done.marks] == [(0, 3)]


def test_blocks_and_inlines_of_marked_up_documents_move_with_the_text() -> None:
    text = "Title\n\nSome text here.\n\nGone"
    doc = Document(
        text=text,
        marked_up=True,
        blocks=(Block(0, 5, "heading", 1), Block(7, 22, "paragraph"), Block(24, 28, "paragraph")),
        inlines=(Inline(12, 16, "strong"),),
    )
    done = run(doc, [Replace("t", "Some", "Any"), Replace("d", "\n\nGone$", "", scope="block")], [], Context(), Policy())
    after = done.document
    assert after.text == "Title\n\nAny text here."
    assert [after.text[b.start : b.end] for b in after.blocks] == ["Title", "Any text here."]
    assert [after.text[i.start : i.end] for i in after.inlines] == ["text"]


def test_an_edit_outside_the_text_is_a_bug_and_not_hidden() -> None:
    @dataclass
    class Wrong(Replace):
        def propose(self, document: Document, context: Context) -> Iterable[Edit]:
            yield Edit(start=0, end=99, replacement="", stage="w", rule="w", reason="t", confidence=1)

    with pytest.raises(ValueError, match="outside the text"):
        go("abc", Wrong("w", "", ""))
