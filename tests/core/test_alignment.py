"""What became of which stretch of the input."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleanup.core.alignment import stretches
from cleanup.core.edit import Decision, Edit, Pass
from cleanup.core.ledger import apply_edits


def change(name: str, start: int, end: int, new: str, text: str) -> Decision:
    edit = Edit(start=start, end=end, replacement=new, stage="s", rule="r", reason="", confidence=1.0)
    return Decision(id=name, edit=edit, old=text[start:end], verdict="accepted")


def test_edits_that_stand_on_each_other_are_one_stretch_and_neighbors_are_two() -> None:
    text = "one two three"
    first = Pass("s", (change("e1", 4, 7, "2", text),))  # one 2 three
    second = Pass("s", (change("e2", 4, 6, "II ", "one 2 three"), change("e3", 6, 11, "3", "one 2 three")))
    assert [
        (text[s.source_start : s.source_end], "one II 3"[s.start : s.end], s.edits) for s in stretches((first, second))
    ] == [
        ("two ", "II ", ("e1", "e2")),
        ("three", "3", ("e3",)),
    ]


def test_lines_that_went_by_edits_of_their_own_are_stretches_of_their_own() -> None:
    text = "End.\n\nShare\n\nTitle\n\nRelated"
    first = Pass("s", (change("e1", 4, 11, "", text), change("e2", 18, 27, "", text)))  # End.\n\nTitle
    second = Pass("s", (change("e3", 4, 11, "", "End.\n\nTitle"),))
    assert [(text[s.source_start : s.source_end], s.edits) for s in stretches((first, second))] == [
        ("\n\nShare", ("e1",)),
        ("\n\nTitle", ("e3",)),
        ("\n\nRelated", ("e2",)),
    ]


@st.composite
def runs(draw: st.DrawFn) -> tuple[str, str, list[Pass]]:
    """A text, what passes of edits make of it, and the passes."""
    source = text = draw(st.text("abcdef", max_size=12))
    passes: list[Pass] = []
    number = 0
    for _ in range(draw(st.integers(0, 4))):
        cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
        decisions = []
        at = -1
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            if start <= at:  # edits of one pass do not touch here: which of two at one place comes first is the runner's
                continue
            number += 1
            decisions.append(change(f"e{number}", start, end, draw(st.text("XYZ", max_size=3)), text))
            at = end
        passes.append(Pass("s", tuple(decisions)))
        text = apply_edits(text, [d.edit for d in decisions])
    return source, text, passes


@given(runs())
def test_what_has_no_stretch_is_the_same_in_both(run: tuple[str, str, list[Pass]]) -> None:
    source, output, passes = run
    made, at = [], 0
    for stretch in stretches(passes):
        assert stretch.source_start >= at
        made += [source[at : stretch.source_start], output[stretch.start : stretch.end]]
        assert len("".join(made)) == stretch.end
        at = stretch.source_end
    assert "".join([*made, source[at:]]) == output
    named = [e for s in stretches(passes) for e in s.edits]
    assert sorted(named) == sorted(d.id for p in passes for d in p.decisions)
