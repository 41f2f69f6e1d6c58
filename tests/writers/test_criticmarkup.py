"""CriticMarkup holds the input and the output whole, whatever signs they have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleanup
from cleanup.document import Document
from cleanup.result import Result
from tests.writers.revised import results

# As github.com/CriticMarkup/CriticMarkup-toolkit reads them, in one go as pymdownx does.
MARK = re.compile(
    r"\{\+\+(?P<new>.*?)\+\+[ \t]*(?:\[.*?\])?[ \t]*\}|\{--(?P<old>.*?)--[ \t]*(?:\[.*?\])?[ \t]*\}"
    r"|\{~~(?P<was>(?:[^~>]|~(?!>))+)~>(?P<became>(?:[^~]|~(?!~\}))+)~~\}"
    r"|\{==(?P<shown>.*?)[ \t]*(?:\[.*?\])?[ \t]*==\}|\{>>(?P<note>.*?)<<\}",
    re.S,
)


def accepted(marked: str) -> str:
    return MARK.sub(lambda m: (m["new"] or "") + (m["became"] or "") + (m["shown"] or ""), marked)


def refused(marked: str) -> str:
    return MARK.sub(lambda m: (m["old"] or "") + (m["was"] or "") + (m["shown"] or ""), marked)


def notes(marked: str) -> list[str]:
    return [m["note"] for m in MARK.finditer(marked) if m["note"]]


# Few signs at a time, or the marks would hardly ever come up by chance.
@pytest.mark.parametrize("signs", ["{-}a", "{+}[]", "{~>}", "{=} ", "{><}", "ab {}-+~>=<[]\n\r"])
@given(data=st.data(), changes=st.booleans())
def test_accepting_all_is_the_output_and_refusing_all_the_input(signs: str, data: st.DataObject, changes: bool) -> None:
    result = data.draw(results(signs))
    marked = str(result.render("criticmarkup", changes=changes))
    assert accepted(marked) == result.text
    assert refused(marked) == result.source_text
    for mark in MARK.finditer(marked):
        held = next(text for text in mark.groups() if text is not None)
        assert not held.strip("\r\n") or not re.search(r"[\r\n]", held), "a mark that runs over a line end"
    told = [d for d in result.ledger if d.accepted or changes]
    assert len(notes(marked)) == len(told) + len(result.flags)


@pytest.mark.parametrize("text", ["Use {--x--} and {++y++} for it.", "{~~a~>b~~}", "{>>note<<}", "{==seen==}", "{{--}--}"])
def test_marks_that_the_text_has_itself_are_text(text: str) -> None:
    marked = str(cleanup.Cleaner(engine_name="none").clean_document(Document(text)).render("criticmarkup"))
    assert accepted(marked) == refused(marked) == text


def test_an_edit_says_which_it_is_and_a_person_who_they_are(seed: str) -> None:
    result = cleanup.clean(seed, engine_name="none")
    name = next(d.id for d in result.ledger.accepted if d.edit.rule == "ellipsis-then-marks")
    decided = result.decide([name], "accepted", by="Ann", replacement="?", at="2026-01-02T03:04:05+00:00")
    marked = str(Result(seed, Document(decided.text), decided.ledger).render("criticmarkup"))
    assert f"{{~~.!!~>?~~}}{{>>{name} ellipsis-then-marks: Marks piled up after an ellipsis (confidence 0.92); " in marked
    assert "accepted by Ann at 2026-01-02T03:04:05+00:00<<}" in marked
