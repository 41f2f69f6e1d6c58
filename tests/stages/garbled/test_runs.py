"""Runs of words: hashed in arrays as they are one by one; long runs of marks read as short ones, at no square's cost."""

from __future__ import annotations

import pytest

from cleanup.models.tagger import tagger
from cleanup.stages.garbled.classifier import _ODD_MARKS, _odd_marks
from cleanup.stages.garbled.runs import STEP, Runs, packed, runs, split


@pytest.mark.parametrize("marks", ["!", ".", "?", "…", ",", " .", "!.", "., ", ": ", "...!", "?!"])
def test_a_cut_run_reads_as_the_whole(marks: str) -> None:
    for times in (1, 2, 3, 9, 40):
        sentence = f"It ended{marks * times} so"
        assert _odd_marks(sentence) == bool(_ODD_MARKS.search(sentence))
    _odd_marks("It ended" + marks * 20_000)


def test_each_run_of_a_sentence_is_found_among_others() -> None:
    by = tagger()
    assert by is not None
    sentences = [
        split(s)
        for s in (
            "The council met on Monday and, as nobody had asked it to, spoke of the bridge's price.",
            "",
            "Yes.",
            "They're of the said was in before, and the mill don't by had of closing the reopened, of to is.",
        )
    ]
    for number, words in enumerate(sentences):
        for run in runs(words, by):
            found = Runs(*packed({run: 3.0}), by).peaks(sentences)
            assert found[number][0] == pytest.approx(3.0, abs=STEP), run
            assert all(row[0] == 0 or run in set(runs(sentences[k], by)) for k, row in enumerate(found))


def test_runs_that_are_near_each_other_count_once() -> None:
    by = tagger()
    assert by is not None
    words = split("It was of the by and in the end, after a long day in the hills, they went to of the by the sea.")
    every = dict.fromkeys(runs(words, by), 1.0)
    near = {"of the by": 2.0, "the by": 1.5, "of the": 1.0}
    assert Runs(*packed(near), by).peaks([words]) == [pytest.approx([2.0, 2.0, 0.0])]
    assert Runs(*packed(every), by).peaks([words, words]) == [pytest.approx([1.0] * 3)] * 2
