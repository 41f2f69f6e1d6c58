"""Generated results for the formats that show every revision."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from cleanup.core.edit import Mark, Pass
from cleanup.core.ledger import Ledger
from cleanup.document import Document
from cleanup.result import Flag, Result
from tests.core.strategies import histories


@st.composite
def results(draw: st.DrawFn, alphabet: str) -> Result:
    """A result of up to four passes, with flags on any spans of it; what was not applied is suggested."""
    source, output, ledger = draw(histories(alphabet))
    passes = [
        Pass(p.stage, tuple(d if d.accepted else replace(d, verdict="suggested") for d in p.decisions)) for p in ledger.passes
    ]
    ledger = Ledger.of(source, output, passes)
    flags = []
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(output)))
        end = draw(st.integers(start, len(output)))
        mark = Mark(start=start, end=end, kind="garbled", rule="r", reason="says {--nothing--} of <<} use", confidence=0.9)
        flags.append(Flag.of(mark, output, ledger))
    return Result(source, Document(output), ledger, flags=tuple(flags))
