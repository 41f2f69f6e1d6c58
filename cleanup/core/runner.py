"""Runs the stages: propose, guard, policy, conflict, ledger, next text; again until none has anything to change.

A stage runs again only when the text is not one that it has already left alone, so a second run of the program over
an output, which starts from that settled text, accepts nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from cleanup.core.conflict import resolve
from cleanup.core.edit import Decision, Edit, Mark, Pass, Verdict
from cleanup.core.guard import Guard
from cleanup.core.ledger import Ledger, apply_edits
from cleanup.core.offsets import PassMap, segments_of
from cleanup.core.policy import Policy
from cleanup.core.stage import Flagger, Stage
from cleanup.document import EXTRACT, Block, Document, Inline

ContextT = TypeVar("ContextT")
# Ids of a stage's edits begin with its letter: what a page has besides its article is counted apart.
_LETTERS = {EXTRACT: "x"}
_LETTER = "e"
MOST_ROUNDS = 8  # the articles of the development set settle within 3; more means two rules that undo each other


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a document: its last state, every decision, the flags, and whether it settled."""

    document: Document
    ledger: Ledger
    marks: tuple[Mark, ...]
    settled: bool


def run(
    document: Document,
    stages: Sequence[Stage[ContextT]],
    flaggers: Sequence[Flagger[ContextT]],
    context: ContextT,
    policy: Policy,
) -> Run:
    """Run `stages` in order over `document` until none changes it, then `flaggers` once.

    `context` is handed on to each of them. Blocks are found anew in each text where the document does not carry its own from
    markup.
    """
    source = document.text
    passes: list[Pass] = []
    maps: list[PassMap] = []
    left_alone: dict[str, str] = {}
    last: dict[str, tuple[Decision, ...]] = {}
    seen: set[tuple[str, str, tuple[int, int], str]] = set()
    counts: dict[str, int] = {}
    settled = False
    for _ in range(MOST_ROUNDS):
        settled = True
        for stage in stages:
            if left_alone.get(stage.name) == document.text:
                continue
            decisions = decide(document, stage, context, policy)
            accepted = [d.edit for d in decisions if d.accepted]
            last[stage.name] = () if accepted else decisions
            fresh: list[Decision] = []
            for decision in decisions:
                key = _key(decision, maps)
                if decision.accepted or key not in seen:
                    seen.add(key)
                    letter = _LETTERS.get(stage.name, _LETTER)
                    counts[letter] = counts.get(letter, 0) + 1
                    fresh.append(replace(decision, id=f"{letter}{counts[letter]}"))
            if fresh:
                passes.append(Pass(stage.name, tuple(fresh)))
            if accepted:
                maps.append(PassMap(segments_of(accepted)))
                settled = False
                document = edited(document, accepted)
            else:
                left_alone[stage.name] = document.text
        if settled:
            break
    refused = [d for decisions in last.values() for d in decisions]
    marks = [m for flagger in flaggers for m in flagger.flag(document, context, refused) if policy.shows(m)]
    marks.sort(key=lambda m: (m.start, m.end, m.rule))
    return Run(document, Ledger.of(source, document.text, passes), tuple(marks), settled)


def decide(document: Document, stage: Stage[ContextT], context: ContextT, policy: Policy) -> tuple[Decision, ...]:
    """The verdict on everything that a stage proposes for a document, sorted by place; ids are not set yet."""
    text = document.text
    edits = sorted(
        (e for e in stage.propose(document, context) if text[e.start : e.end] != e.replacement),
        key=lambda e: (e.start, e.end, e.rule, e.replacement),
    )
    guard = Guard(document)
    verdicts: list[tuple[Verdict, str]] = []
    for edit in edits:
        if edit.end > len(text):
            raise ValueError(f"stage {stage.name}, rule {edit.rule}: span {edit.start}:{edit.end} is outside the text")
        verdict, why = policy.judge(edit)
        if verdict != "refused":
            refusal = guard.refusal(edit)
            if refusal:
                verdict, why = "refused", refusal
        verdicts.append((verdict, why))
    candidates = [i for i, (verdict, _) in enumerate(verdicts) if verdict == "accepted"]
    for index, rival in zip(candidates, resolve([edits[i] for i in candidates]), strict=True):
        if rival is not None:
            verdicts[index] = ("refused", f"overlaps {rival.rule} at {rival.start}:{rival.end}, which comes first")
    return tuple(
        Decision(
            id="",
            edit=edit if verdict == "accepted" else policy.on_record(edit),
            old=text[edit.start : edit.end],
            verdict=verdict,
            why=why,
        )
        for edit, (verdict, why) in zip(edits, verdicts, strict=True)
    )


def _key(decision: Decision, maps: Sequence[PassMap]) -> tuple[str, str, tuple[int, int], str]:
    """What a refused proposal is recognized by when a later round brings it again: rule and place in the input."""
    span = (decision.edit.start, decision.edit.end)
    for step in reversed(maps):
        span = step.backward(*span)
    return decision.edit.rule, decision.edit.replacement, span, decision.old


def edited(document: Document, edits: Sequence[Edit]) -> Document:
    """The document after a pass: its text with the edits applied, and the blocks and inlines that belong to it."""
    text = apply_edits(document.text, edits)
    if not document.marked_up:
        return document.with_text(text)
    step = PassMap(segments_of(edits))
    blocks = _still_there(document.blocks, step, text)
    inlines = [replace(i, start=s, end=e) for i in document.inlines for s, e in [step.forward(i.start, i.end)] if s < e]
    return document.with_text(text, _disjoint(blocks), _inside(inlines, blocks))


def _still_there(blocks: Sequence[Block], step: PassMap, text: str) -> list[Block]:
    """The blocks that a step leaves. Where the block by which an item of a list begins goes, the next inside the item
    begins it, with its number: else it would stand in the item before."""
    out: list[Block] = []
    gone: Block | None = None  # the outermost item that has lost its beginning
    for block in blocks:
        start, end = _moved(block, step, text)
        item = block.kind == "list_item" or block.begins
        if gone is not None and (_depth(block) <= _depth(gone) if item else block.within <= _depth(gone)):
            gone = None
        if start >= end:
            gone = block if item and gone is None else gone
            continue
        block = replace(block, start=start, end=end)
        if gone is not None and not item:
            text_of_item = block.kind in ("paragraph", "caption")
            block = replace(
                block,
                kind="list_item" if text_of_item else block.kind,
                level=_depth(gone) if text_of_item else block.level,
                within=_depth(gone) if not text_of_item else gone.within,
                ordered=gone.ordered,
                number=gone.number,
                sign=gone.sign,
                begins=not text_of_item,
            )
        gone = None
        out.append(block)
    return out


def _depth(block: Block) -> int:
    """How many items an item stands in."""
    return block.within if block.begins else block.level


def _moved(block: Block, step: PassMap, text: str) -> tuple[int, int]:
    """Where the block stands in the text after a step; lines that went from its edges take their line ends with them."""
    start, end = step.forward(block.start, block.end)
    if block.kind != "code":
        while start < end and text[start] == "\n":
            start += 1
        while start < end and text[end - 1] == "\n":
            end -= 1
    return start, end


def _disjoint(blocks: list[Block]) -> tuple[Block, ...]:
    """Blocks cut where a replaced span made two of them meet."""
    out: list[Block] = []
    at = 0
    for block in blocks:
        start = max(block.start, at)
        if start < block.end:
            out.append(replace(block, start=start))
            at = block.end
    return tuple(out)


def _inside(inlines: list[Inline], blocks: list[Block]) -> tuple[Inline, ...]:
    """Inlines that still lie inside one block."""
    out: list[Inline] = []
    at = 0
    for inline in sorted(inlines, key=lambda i: (i.start, i.end)):
        while at < len(blocks) and blocks[at].end < inline.end:
            at += 1
        if at < len(blocks) and blocks[at].start <= inline.start:
            out.append(inline)
    return tuple(out)
