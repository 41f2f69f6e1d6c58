"""Overlaps: winners are disjoint, every loser overlaps its winner, and the order does not matter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup.core.conflict import order, overlap, resolve
from cleanup.core.edit import Edit
from tests.core.strategies import edits

TEXT = "the quick brown fox jumps"


@given(edits(TEXT, "s"), st.randoms(use_true_random=False))
def test_winners_are_disjoint_and_losers_have_a_better_rival(proposed: list[Edit], rng) -> None:  # type: ignore[no-untyped-def]
    beaten = resolve(proposed)
    winners = [e for e, rival in zip(proposed, beaten, strict=True) if rival is None]
    for i, a in enumerate(winners):
        for b in winners[i + 1 :]:
            assert not overlap(a, b)
    for edit, rival in zip(proposed, beaten, strict=True):
        if rival is not None:
            assert overlap(edit, rival)
            assert order(rival) <= order(edit)
            assert rival in winners


@given(edits(TEXT, "s"), st.data())
def test_the_outcome_does_not_depend_on_the_order_of_proposals(proposed: list[Edit], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(proposed))

    def won(some: list[Edit]) -> list[tuple[int, int, str, str]]:
        return sorted((e.start, e.end, e.replacement, e.rule) for e, r in zip(some, resolve(some), strict=True) if r is None)

    assert won(proposed) == won(shuffled)


def test_priority_comes_before_confidence() -> None:
    def edit(**kw: object) -> Edit:
        return Edit(start=0, end=3, replacement="x", stage="s", reason="t", **kw)  # type: ignore[arg-type]

    low = edit(rule="a", confidence=0.99)
    high = edit(rule="b", confidence=0.75, priority=1)
    assert resolve([low, high]) == [high, None]
