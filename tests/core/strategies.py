"""Generated texts and edits for the property tests of the core."""

from __future__ import annotations

from hypothesis import strategies as st

from cleanup.core.conflict import resolve
from cleanup.core.edit import Decision, Edit, Pass
from cleanup.core.ledger import Ledger, apply_edits

ALPHABET = "abc XY.\n“”é\U0001f600\u0301"
texts = st.text(alphabet=ALPHABET, max_size=40)


@st.composite
def edits(draw: st.DrawFn, text: str, stage: str, alphabet: str = ALPHABET) -> list[Edit]:
    """Up to six edits of a text, overlapping as they like."""
    out = []
    for _ in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 8)))
        replacement = draw(st.text(alphabet=alphabet, max_size=5))
        if text[start:end] != replacement:
            out.append(
                Edit(
                    start=start,
                    end=end,
                    replacement=replacement,
                    stage=stage,
                    rule=draw(st.sampled_from("pqr")),
                    reason="generated",
                    confidence=draw(st.sampled_from((0.2, 0.8, 0.9))),
                )
            )
    return out


@st.composite
def histories(draw: st.DrawFn, alphabet: str = ALPHABET) -> tuple[str, str, Ledger]:
    """Input, output, and a ledger of up to four passes."""
    source = text = draw(st.text(alphabet=alphabet, max_size=40))
    passes = []
    count = 0
    for number in range(draw(st.integers(0, 4))):
        proposed = draw(edits(text, f"stage{number}", alphabet))
        beaten = resolve(proposed)
        decisions = []
        for edit, rival in zip(proposed, beaten, strict=True):
            count += 1
            decisions.append(
                Decision(
                    id=f"e{count}",
                    edit=edit,
                    old=text[edit.start : edit.end],
                    verdict="refused" if rival else "accepted",
                    why="overlap" if rival else "",
                )
            )
        if decisions:
            passes.append(Pass(f"stage{number}", tuple(decisions)))
            text = apply_edits(text, passes[-1].accepted())
    return source, text, Ledger.of(source, text, passes)
