"""The page's lines: what stays and comes makes the output, what stays and goes makes the input."""

from __future__ import annotations

from hypothesis import given, settings

from cleanup.api import Cleaner
from cleanup.core.ledger import Ledger
from cleanup.review.ledger_file import LedgerFile
from cleanup.review.marked_text import MarkedLine, marked_lines, output_spans
from tests.core.strategies import histories

TEXT = "Notes on a river\n\nThe river runs for forty miles.It is quiet in winter.\n\nFollow us on Telegram\n"


def lines_of(source: str, text: str, ledger: Ledger) -> list[MarkedLine]:
    return marked_lines(source, text, ledger, {}, {}, (), ())


@settings(max_examples=200, deadline=None)
@given(histories())
def test_every_word_is_there_once(history: tuple[str, str, Ledger]) -> None:
    source, text, ledger = history
    runs = [run for line in lines_of(source, text, ledger) for run in line.runs]
    for kinds, whole in ((("same", "come"), text), (("same", "gone"), source)):
        shown = "".join(run.text for run in runs if run.kind in kinds)
        assert "".join(shown.split()) == "".join(whole.split())
    for run in runs:
        if run.kind != "gone":
            assert text[run.start : run.start + len(run.text)] == run.text


def test_a_line_that_goes_is_a_line_of_its_own_with_its_edit() -> None:
    with Cleaner(engine_name="none") as cleaner:
        result = cleaner.clean(TEXT)
    lines = lines_of(TEXT, result.text, result.ledger)
    assert [line.block for line in lines] == ["paragraph", "paragraph", "gone"]
    (gone,) = lines[2].runs
    edit = next(d for d in result.ledger if "Telegram" in d.old)
    assert (gone.kind, gone.text, gone.edits) == ("gone", "Follow us on Telegram", (edit.id,))
    split = next(run for run in lines[1].runs if run.kind == "come")
    assert (split.text, split.start) == (" ", result.text.index("It is") - 1)


def test_proposals_flags_and_sentences_lie_where_they_are(seed: str) -> None:
    with Cleaner(engine_name="embedded") as cleaner:
        result = cleaner.clean(seed)
    file = LedgerFile.of(result)
    spans = output_spans(result.ledger)
    proposed = {d.id: spans[d.id] for d in result.ledger if not d.accepted}
    flags = {name: (f.start, f.end) for name, f in file.flags.items()}
    sentences = [(s.start, s.end) for s in result.summary]
    runs = [
        run
        for line in marked_lines(seed, result.text, result.ledger, proposed, flags, sentences, result.document.blocks)
        for run in line.runs
        if run.kind != "gone"
    ]
    assert proposed
    assert flags
    for name, (start, end) in proposed.items():
        assert "".join(r.text for r in runs if name in r.proposed) == result.text[start:end]
    for name, (start, end) in flags.items():
        assert "".join(r.text for r in runs if name in r.flags) == result.text[start:end]
    for number, (start, end) in enumerate(sentences):
        assert "".join(r.text for r in runs if number in r.sentences) == result.text[start:end]
