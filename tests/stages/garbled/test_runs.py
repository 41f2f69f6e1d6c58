"""Long runs of marks: the same answer as short ones, and no search that costs their square."""

from __future__ import annotations

import pytest

from cleanup.stages.garbled.classifier import _ODD_MARKS, _odd_marks


@pytest.mark.parametrize("marks", ["!", ".", "?", "…", ",", " .", "!.", "., ", ": ", "...!", "?!"])
def test_a_cut_run_reads_as_the_whole(marks: str) -> None:
    for times in (1, 2, 3, 9, 40):
        sentence = f"It ended{marks * times} so"
        assert _odd_marks(sentence) == bool(_ODD_MARKS.search(sentence))
    _odd_marks("It ended" + marks * 20_000)
